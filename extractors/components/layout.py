"""Where the tokens of a Doc stand: sentence, paragraph, and what lies between two of them."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable

from spacy.tokens import Doc, Span, Token

from extractors.components.reading import Entity
from extractors.components.tokens import tokens

_VERBAL = frozenset(["VERB", "AUX"])
_QUOTES = frozenset(['"', "“", "”"])
_BREAKS = frozenset([";", ":", "–", "—", "--", "(", ")"])
_DEEPEST = 14  # steps up a parse


class Layout:
    """Sentence and paragraph numbers of one Doc, looked up once."""

    def __init__(self, doc: Doc) -> None:
        self._doc = doc
        self._about: dict[int, set[int]] = {}
        self.sentences: list[Span] = list(doc.sents)
        self.sentence_of: list[int] = [0] * len(doc)
        self.paragraph_of: list[int] = [0] * len(doc)
        for number, sentence in enumerate(self.sentences):
            for at in range(sentence.start, sentence.end):
                self.sentence_of[at] = number
        lists = tokens(doc)
        paragraph = 0
        for at, word in enumerate(lists.texts):
            self.paragraph_of[at] = paragraph
            if lists.spaces[at] and "\n" in word:
                paragraph += 1
        self._verbs = [at for at, pos in enumerate(lists.pos) if pos in _VERBAL]
        self._commas = [at for at, word in enumerate(lists.texts) if word == ","]
        self._quotes = [at for at, word in enumerate(lists.texts) if word in _QUOTES]
        self._breaks = [at for at, word in enumerate(lists.texts) if word in _BREAKS]

    def sentences_about(self, entity: Entity) -> set[int]:
        """The numbers of the sentences that speak of an entity, once all its mentions are known."""
        if entity.key not in self._about:
            self._about[entity.key] = {self.sentence_of[start] for start, _ in entity.mentions}
        return self._about[entity.key]

    def verbs(self, start: int, end: int) -> int:
        """How many verbs stand from `start` to before `end`."""
        return count(self._verbs, start, end)

    def commas(self, start: int, end: int) -> int:
        return count(self._commas, start, end)

    def quotes(self, start: int, end: int) -> int:
        return count(self._quotes, start, end)

    def breaks(self, start: int, end: int) -> int:
        """Semicolons, colons, dashes and brackets."""
        return count(self._breaks, start, end)


def count(positions: list[int], start: int, end: int) -> int:
    """How many of sorted positions lie from `start` to before `end`."""
    return bisect_left(positions, end) - bisect_left(positions, start)


class Path:
    """The way through the parse from a token up to the one that governs it and another, and down to that."""

    __slots__ = ("down", "length", "preposition", "up")

    def __init__(self, start: Token, goal: Token) -> None:
        self.up: list[str] = []
        self.down: list[str] | None = None
        self.preposition = ""
        above = {goal.i: 0}
        for n, token in enumerate(goal.ancestors, 1):
            above.setdefault(token.i, n)
        at = start
        for _ in range(_DEEPEST):
            if at.i in above:
                break
            self._climb(at)
            if at.head.i == at.i:
                break
            at = at.head
        if at.i in above:
            self.down = _relations(goal, at)
        self.length = len(self.up) + len(self.down) if self.down is not None else 99

    def _climb(self, at: Token) -> None:
        relation = at.dep_
        # A long list is one step: "with A, B, C and D" has D as near as A.
        if not (relation in ("conj", "appos") and self.up and self.up[-1] == relation):
            self.up.append(relation)
        if relation in ("pobj", "pcomp") and at.head.dep_ in ("prep", "agent"):
            self.preposition = at.head.lower_


def _relations(goal: Token, top: Token) -> list[str]:
    found = []
    at = goal
    while at.i != top.i:
        found.append(at.dep_)
        at = at.head
    return found


def nearest(positions: Iterable[int], to: int) -> int | None:
    return min(positions, key=lambda at: abs(at - to), default=None)
