"""Words around persons' names: honorifics, particles, family names, first names."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from types import MappingProxyType

from extractors.gazetteers.model import Holder
from extractors.gazetteers.sources import data
from extractors.ids import fold


@cache
def honorifics() -> frozenset[str]:
    """Titles before a name that are not part of it, without a last full stop ("Mr", "Sheikh", "Lt. Gen")."""
    return frozenset(data("words")["honorifics"])


@cache
def name_particles() -> frozenset[str]:
    """Lower-case words inside names: "bin", "al", "van", "de"."""
    return frozenset(data("words")["particles"])


@cache
def family_name_first() -> frozenset[str]:
    """Parties whose people English news writes family name first. Japan is not among them."""
    return frozenset(data("words")["family_name_first"])


@cache
def family_names() -> Mapping[str, tuple[str, ...]]:
    """Common family names of those parties -> the parties where each is common."""
    found: dict[str, list[str]] = {}
    for codes, names in data("words")["family_names"].items():
        for name in names:
            found.setdefault(name, []).extend(codes.split(","))
    return MappingProxyType({name: tuple(dict.fromkeys(codes)) for name, codes in found.items()})


def is_first_name(word: str) -> bool:
    """True for first names that are also parties or places ("Jordan", "Chad", "Georgia", "Paris")."""
    return fold(word) in _first_names()


@cache
def _first_names() -> frozenset[str]:
    return frozenset(fold(name) for name in data("words")["first_names"])


def find_holder(name: str, *, year: int | None = None) -> Holder | None:
    """The well-known person of that full name; a surname alone finds nobody.

    None too where `year` is outside the years in which the person is known to act for that party.
    """
    parts = fold(name).split()
    known = _holders().get(" ".join(parts)) if len(parts) > 1 else None
    if known is None or (year is not None and not known.first <= year <= (known.last or year)):
        return None
    return known


@cache
def _holders() -> Mapping[str, Holder]:
    found: dict[str, Holder] = {}
    for party, people in data("holders").items():
        for name, record in people.items():
            gender, first, last, *spellings = record
            holder = Holder(name, party, gender, first, last)
            for spelling in (name, *spellings):
                found[fold(spelling)] = holder
    return found
