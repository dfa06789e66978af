"""Whom a question names, and the place where it asks about."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from spacy.tokens import Doc

from extractors.components.places import place_named
from extractors.components.reading import Entity, Member, Phrase, reading
from extractors.gazetteers import party

_PLACE_LEADS = frozenset({"in", "at"})
_LONGEST_PLACE = 4


@dataclass(frozen=True)
class Named:
    """Tokens that name somebody, or a place with the preposition before it."""

    start: int
    end: int
    name: str
    party: str | None = None


def places(doc: Doc, taken: Sequence[bool]) -> Iterator[Named]:
    """Places after "in" or "at"; elsewhere the name of a place stands for those who act for it."""
    at = 0
    while at < len(doc) - 1:
        found = _place(doc, at, taken) if doc[at].lower_ in _PLACE_LEADS and not taken[at] else None
        if found is not None:
            yield found
        at = found.end if found is not None else at + 1


def _place(doc: Doc, at: int, taken: Sequence[bool]) -> Named | None:
    start = at + 1 + (doc[at + 1].lower_ == "the" and at + 2 < len(doc))
    if start >= len(doc) or not doc[start].text[0].isupper():
        return None
    for mention in reading(doc).places:
        if mention.start in (start, start - 1) and not any(taken[start : mention.end]):
            return Named(at, mention.end, mention.place.name)
    for end in range(min(start + _LONGEST_PLACE, len(doc)), start, -1):
        words = doc[start:end].text
        found = None if any(taken[start:end]) or not words[-1].isalnum() else place_named(words)
        if found is not None:
            return Named(at, end, found.name)
    return None


def actors(doc: Doc, taken: Sequence[bool]) -> Iterator[Named]:
    """Persons, offices of a party, and parties, in their order. Whoever is only described is left out."""
    for phrase in reading(doc).phrases:
        if not any(taken[phrase.start : phrase.end]):
            yield from _of_phrase(doc, phrase)


def _of_phrase(doc: Doc, phrase: Phrase) -> Iterator[Named]:
    if phrase.possessor is not None or phrase.size:
        return
    alone = len(phrase.members) == 1
    for member in phrase.members:
        found = _name(doc, member)
        if found is None:
            return
        name, side = found
        start, end = (phrase.start, phrase.end) if alone else (member.start, member.end)
        yield Named(start, end, name, side)


def _name(doc: Doc, member: Member) -> tuple[str, str | None] | None:
    """What to look for, and the side that is said of it."""
    if member.former or member.plural:
        return None
    codes = sorted({code for code, _ in member.codes})
    side = codes[0] if len(codes) == 1 else None
    if member.form == "name" and member.name is not None:
        return doc[slice(*member.name)].text, side
    if member.form == "party" and codes:
        return _party_name(doc, member, side), None
    if member.form == "office" and len(member.entities) == 1:
        return _office(member.entities[0])
    if member.form == "office" and len(member.titles) == 1 and (only := member.titles[0].only_party):
        return f"{only} {member.titles[0].office}", only  # "the Pope" is of one side alone
    return None


def _office(entity: Entity) -> tuple[str, str | None] | None:
    """Of a side that is said, not of one that is only likely."""
    if entity.office is None or entity.party is None or entity.inferred_party:
        return None
    return f"{entity.party} {entity.office}", entity.party


def _party_name(doc: Doc, member: Member, side: str | None) -> str:
    known = party(side) if side else None
    return known.name if known is not None else doc[member.start : member.end].text
