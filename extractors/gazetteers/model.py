"""The records of the gazetteers: parties and their names, titles of offices, places."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

NameKind = Literal["name", "official", "code", "demonym", "people", "capital", "metonym", "former", "epithet"]
PartyKind = Literal["country", "organization", "nonstate"]


@dataclass(frozen=True, slots=True)
class Name:
    """A surface form of a party.

    `demonym` is the adjective ("Turkish"), which is often the noun too; `people` is a noun only
    ("Turk", "Turks"). An `epithet` ("the bloc") counts only where the party is named elsewhere.
    """

    text: str
    kind: NameKind


@dataclass(frozen=True, slots=True)
class Party:
    """A side that acts abroad; `place` is its capital's or seat's latitude and longitude."""

    code: str
    kind: PartyKind
    name: str
    official_name: str | None
    names: tuple[Name, ...]
    capital: str | None
    place: tuple[float, float] | None


@dataclass(frozen=True, slots=True)
class OfficeTitle:
    """A title as written, in lower case, and the general form it stands for.

    Where `only_party` is given the reading holds for that party alone and goes before the others:
    a "foreign secretary" is a foreign minister for GBR and a civil servant for IND.
    """

    text: str
    office: str
    level: Literal["leaders", "ministerial", "official"]
    only_party: str | None = None
    party_kind: Literal["country", "organization"] | None = None


@dataclass(frozen=True, slots=True)
class PlaceRecord:
    """A place; `city` is a venue's city. Coordinates of a country are those of its capital."""

    name: str
    kind: Literal["city", "country", "region", "venue"]
    country: str | None
    latitude: float | None
    longitude: float | None
    population: int = 0
    city: str | None = None
