"""Coordinations of actor phrases, followed by the words between them: the parse loses long lists."""

from __future__ import annotations

from itertools import pairwise

from spacy.tokens import Doc, Token

from extractors.components.patterns import words
from extractors.components.reading import Phrase, Reading

_JOINING = frozenset(["and", "&", "with", "plus", "well", "along", "together", "both"])
_LINKS = frozenset([",", "and", "&", "with", "plus", "as", "well", "along", "together", "both"])
_SEQUENCE = frozenset(["then", "also", "separately", "later", "afterwards"])
_WHERE = frozenset(["in", "at", "to", "from", "near", "outside", "into", "for"])
_SUBJECTS = frozenset(["nsubj", "nsubjpass"])


class CoordinationReader:
    """Finds the phrases coordinated to a phrase of one Doc."""

    def __init__(self, doc: Doc, memory: Reading) -> None:
        self._doc = doc
        self._memory = memory
        self._dates = {i for d in memory.dates for i in range(d.start, d.end)}
        self._places = {i for p in memory.places if p.locative for i in range(p.start, p.end)}
        self._by_start = {p.start: p for p in memory.phrases}

    def of(self, phrase: Phrase) -> list[Phrase]:
        """The phrase and those coordinated to it, in text order."""
        found = [phrase]
        while (following := self._next(found[-1])) is not None:
            found.append(following)
        while (previous := self._previous(found[0])) is not None:
            found.insert(0, previous)
        # Commas alone make no list: "without the American, Mogherini sat down".
        return found if len(found) == 1 or self._joined(found) else [phrase]

    def starts(self, at: int) -> bool:
        return at in self._by_start

    def starting_at(self, at: int) -> list[Phrase]:
        """The phrase that begins at a token, where it means somebody, with those coordinated to it."""
        phrase = self._by_start.get(at)
        return self.of(phrase) if phrase is not None and phrase.entities else []

    def only_a_place(self, phrase: Phrase) -> bool:
        """ "In Brunei", "to Moscow": where, not who."""
        return (
            phrase.start in self._places
            and phrase.start > 0
            and self._doc[phrase.start - 1].lower_ in _WHERE
            and all(m.form == "party" for m in phrase.members)
        )

    def dated(self, at: int) -> bool:
        return at in self._dates

    def _joined(self, chain: list[Phrase]) -> bool:
        gaps = (self._doc[a.end : b.start] for a, b in pairwise(chain))
        return any(t.lower_ in _JOINING for gap in gaps for t in gap) or self._headline(chain[0])

    def _headline(self, phrase: Phrase) -> bool:
        """ "Modi, Macron to meet": a comma does for "and" where the sentence has no full stop."""
        last = self._doc[self._doc[phrase.start].sent.end - 1]
        return last.is_space or not last.is_punct

    def _next(self, phrase: Phrase) -> Phrase | None:
        at, joined = phrase.end, False
        sentence_end = self._doc[phrase.start].sent.end
        while at < sentence_end:
            following = self._by_start.get(at)
            if following is not None and not self.only_a_place(following):
                wanted = joined and following.entities and not self._opens_clause(following)
                return following if wanted else None
            token = self._doc[at]
            if token.lower_ in _LINKS or token.lower_ in _SEQUENCE:
                joined = True
            elif not self._passable(token, joined):
                return None
            at += 1
        return None

    def _passable(self, token: Token, joined: bool) -> bool:
        """True for what may stand inside a list: dates, places, honorifics, "in a call with"."""
        at, word = token.i, token.lower_
        chunk = self._memory.chunks.get(at)
        return (
            self._circumstance(at)
            or (
                word in words("triggers", "conjunct_adjuncts")
                and (self._circumstance(at + 1) or token.pos_ == "ADV")
            )
            or (word in ("the", "of") and at + 1 in self._by_start)
            or (joined and word in words("triggers", "conjunct_asides"))
            or (chunk is not None and chunk.kind == "honorific")
            or token.text == "'s"
        )

    def _circumstance(self, at: int) -> bool:
        return at in self._dates or at in self._places

    def _previous(self, phrase: Phrase) -> Phrase | None:
        at, joined = phrase.start - 1, False
        while at >= 0 and self._doc[at].sent.start == self._doc[phrase.start].sent.start:
            previous = self._memory.phrase_at.get(at)
            if previous is not None:
                wanted = joined and previous.entities and not self._apart(previous)
                return previous if wanted else None
            chunk = self._memory.chunks.get(at)
            if self._doc[at].lower_ in (",", "and", "&"):
                joined = True
            elif chunk is None or chunk.kind != "honorific":
                return None
            at -= 1
        return None

    def _apart(self, phrase: Phrase) -> bool:
        without = phrase.start > 0 and self._doc[phrase.start - 1].lower_ == "without"
        return without or self.only_a_place(phrase)

    def _opens_clause(self, phrase: Phrase) -> bool:
        """True for the subject of a further clause: "met Lavrov, and Putin said"."""
        for token in self._doc[phrase.start : phrase.end]:
            verb = token.head
            if token.dep_ in _SUBJECTS and verb.i >= phrase.end and verb.pos_ in ("VERB", "AUX"):
                # Two subjects to one verb: the parse broke a list, "talks between A and B took place".
                return not any(c.dep_ in _SUBJECTS and c.i < phrase.start for c in verb.children)
        return False
