"""Words around persons' names: honorifics, particles, family names, first names."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from types import MappingProxyType

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
