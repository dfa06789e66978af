"""Parties and every name they go by, put together from packages and our data files."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping
from functools import cache
from types import MappingProxyType
from typing import Any

from extractors.gazetteers.cities import city_in
from extractors.gazetteers.model import Name, NameKind, Party
from extractors.gazetteers.sources import country_names, data
from extractors.ids import fold

# Field of a data record -> the kind of name it lists.
_FIELDS: tuple[tuple[str, NameKind], ...] = (
    ("names", "name"),
    ("codes", "code"),
    ("demonyms", "demonym"),
    ("people", "people"),
    ("capitals", "capital"),
    ("metonyms", "metonym"),
    ("former", "former"),
    ("epithets", "epithet"),
)


@cache
def parties() -> tuple[Party, ...]:
    """Every party: countries and territories, then organizations, then non-state sides."""
    countries = [_country(code, record) for code, record in data("countries").items()]
    organizations = [_body(code, record, "organization") for code, record in data("organizations").items()]
    return (
        *countries,
        *organizations,
        *(_body(code, record, "nonstate") for code, record in data("nonstate").items()),
    )


def party(code: str) -> Party | None:
    """The party of a code (case counts: "ELN", "Hamas")."""
    return _by_code().get(code)


@cache
def party_names() -> Mapping[str, tuple[tuple[str, str], ...]]:
    """Every form that news text has -> (code, kind) of each party it can mean.

    Bare ISO codes are left out: nobody writes "TUR", and "CAN", "PER", "NOR" stand in capital headlines.
    """
    found: dict[str, dict[tuple[str, str], None]] = defaultdict(dict)
    for known in parties():
        written = set(data("countries").get(known.code, {}).get("codes", ()))
        for name in known.names:
            if known.kind != "country" or name.kind != "code" or name.text in written:
                found[name.text][known.code, name.kind] = None
    return MappingProxyType({text: tuple(codes) for text, codes in found.items()})


def members(code_or_name: str) -> tuple[str, ...]:
    """The codes of a group of fixed membership ("G7", "Quad", "E3"), none for any other.

    The last known membership: Russia is of the G8 and not of the G7.
    """
    return _groups().get(fold(code_or_name).removeprefix("the "), ())


@cache
def not_parties() -> frozenset[str]:
    """Longer names in which a party's name means none: "Indian Ocean", "Washington Post", "Latin America"."""
    return frozenset(data("words")["not_parties"])


@cache
def _groups() -> dict[str, tuple[str, ...]]:
    return {
        fold(name): tuple(group["members"])
        for key, group in data("groups").items()
        for name in (key, *group.get("names", ()))
    }


@cache
def _by_code() -> dict[str, Party]:
    return {known.code: known for known in parties()}


def _country(code: str, record: dict[str, Any]) -> Party:
    found, official = country_names(code)
    official = record.get("official", official)
    name = record.get("name") or found[0]
    names = [Name(name, "name"), *(Name(other, "name") for other in found)]
    if official:
        names.append(Name(official, "official"))
    names += [*_listed(record), Name(code, "code")]
    return _party(code, "country", name, (official, record, names, code))


def _body(code: str, record: dict[str, Any], kind: Any) -> Party:
    name = record.get("name", code)
    official = record.get("official")
    names = [Name(name, "code" if name.isupper() else "name")]
    if official:
        names.append(Name(official, "official"))
    return _party(code, kind, name, (official, record, [*names, *_listed(record)], record.get("country")))


def _party(
    code: str, kind: Any, name: str, rest: tuple[str | None, dict[str, Any], list[Name], str | None]
) -> Party:
    official, record, names, country = rest
    capital = record.get("capital")
    city = city_in(capital, country) if capital and country else None
    return Party(
        code=code,
        kind=kind,
        name=name,
        official_name=official,
        names=tuple(_distinct(names)),
        capital=capital,
        place=(city.latitude, city.longitude)
        if city and city.latitude is not None and city.longitude is not None
        else None,
    )


def _listed(record: dict[str, Any]) -> Iterator[Name]:
    for field, kind in _FIELDS:
        for text in record.get(field, ()):
            yield Name(text, kind)


def _distinct(names: list[Name]) -> Iterator[Name]:
    """Each text once a kind; an official name or a code that is the plain name too is the name only."""
    seen: set[str | Name] = set()
    for name in names:
        repeated = name.kind in ("official", "code", "former", "name") and name.text in seen
        if name not in seen and not repeated:
            seen |= {name, name.text}
            yield name
