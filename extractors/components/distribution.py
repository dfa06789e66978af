"""Distributive readings: "met separately with A and B" tells of one contact with each of them."""

from __future__ import annotations

from itertools import pairwise

from spacy.tokens import Doc, Token

from extractors.components.patterns import patterns, words
from extractors.components.reading import Part, Reading
from extractors.components.sides import Sides, distinct_sides

_AND_THEN = frozenset(["then", "later", "afterwards", "separately", "separate", "another", "with"])
_FORMATS = frozenset(["bilateral", "one-on-one", "one-to-one"])  # separate only where several are told
_NEAR = 3  # tokens from somebody to the date on which he was met


class DistributionReader:
    """Splits the people of a trigger into contacts."""

    def __init__(self, doc: Doc, memory: Reading) -> None:
        self._doc = doc
        self._memory = memory

    def split(self, token: Token, sides: Sides, people: list[Part]) -> list[list[Part]]:
        """One contact with each of the second side where the text says separately, or dates each of them."""
        others = {e.key for phrase in sides.second for e in phrase.entities}
        second = [p for p in people if p.entity.key in others]
        first = [p for p in people if p.entity.key not in others]
        if len(second) == 1 and len(first) > 1 and self._each(token):
            return [[one, *second] for one in first if len(distinct_sides([one, *second])) > 1]
        if len(second) < 2 or not first:
            return [people]
        dates = {self.date_behind(phrase.end) for phrase in sides.second} - {None}
        if not (self._separate(token) or len(dates) > 1 or self._in_turn(sides)):
            return [people]
        return [[*first, one] for one in second if len(distinct_sides([*first, one])) > 1]

    def date_behind(self, end: int) -> int | None:
        """Where the date begins that stands right behind a phrase: "A on Monday, B on Tuesday"."""
        return next((d.start for d in self._memory.dates if end <= d.start <= end + _NEAR), None)

    def _each(self, token: Token) -> bool:
        before = self._doc[max(0, token.i - 1)]
        return before.lower_ == "each" or any(c.lower_ == "each" for c in token.children)

    def _separate(self, token: Token) -> bool:
        """ "Held separate talks with", "met separately with", "met them one after the other"."""
        near = {c.lower_ for c in token.children}
        if token.head.pos_ == "VERB":
            near |= {c.lower_ for c in token.head.children}
        if near & words("triggers", "separately") - _FORMATS:
            return True
        rest = self._doc[token.i : token.sent.end].text.lower()
        return any(wording in rest for wording in patterns("triggers")["separate_wordings"])

    def _in_turn(self, sides: Sides) -> bool:
        """ "Met A and then B", "with A and later with B"."""
        gaps = (self._doc[a.end : b.start] for a, b in pairwise(sides.second))
        return any(t.lower_ in _AND_THEN for gap in gaps for t in gap)
