"""Coordinations of party names: "Turkey, Syria and Iran's", "of both Koreas"."""

from __future__ import annotations

from typing import NamedTuple

from spacy.tokens import Doc

from extractors.components.reading import Chunk, Reading
from extractors.components.tokens import tokens

_MOST = 60  # names in a list; no list of news is as long, and each name begins one anew
_FROM = frozenset(["of", "from", "for"])
_NAMES = frozenset(["name", "code", "official"])


class PartyList(NamedTuple):
    """The party names of a coordination; `end` is the token after them."""

    chunks: list[Chunk]
    end: int
    possessive: bool = False


def is_adjective(chunk: Chunk) -> bool:
    """True for "Turkish", which names a party only through what follows."""
    return all(kind in ("demonym", "people") for _, kind in chunk.codes)


class PartyListReader:
    """Reads party names from the tokens of one Doc."""

    def __init__(self, doc: Doc, memory: Reading) -> None:
        self._tokens = tokens(doc)
        self._chunks = memory.chunks

    def at(self, at: int) -> PartyList:
        """The party names that begin at a token."""
        found: list[Chunk] = []
        possessive = False
        while len(found) < _MOST and (chunk := self._party(at)) is not None:
            found.append(chunk)
            at = chunk.end
            possessive = self._tokens.possessive(at)
            at += possessive
            step = self._past_conjunction(at)
            following = self.past_article(step)
            if step == at or self._party(following) is None:
                break
            at = following
        return PartyList(found, at, possessive)

    def after_article(self, at: int) -> PartyList:
        return self.at(self.past_article(at))

    def after_preposition(self, at: int) -> PartyList:
        """The parties of "of Turkey, Syria and Iran", "from both Koreas" after a head."""
        if self._tokens.lower(at) not in _FROM:
            return PartyList([], at)
        parties, end, possessive = self.after_article(at + 1)
        if not parties:
            return PartyList([], at)
        if possessive:  # "of Turkey's parliament" is about something else
            return PartyList([parties[0]], parties[0].end)
        following = self._chunks.get(end)
        if following is not None and following.kind == "title" and len(parties) > 1:
            return PartyList(parties[:-1], parties[-2].end)
        return PartyList(parties, end)

    def of_party(self, at: int) -> PartyList:
        """ "Macron of France", but not "told Pompeo of Berlin's fear"."""
        if self._tokens.lower(at) != "of":
            return PartyList([], at)
        parties, end, _ = self.after_preposition(at)
        named = any(kind in _NAMES for chunk in parties for _, kind in chunk.codes)
        if len(parties) != 1 or not named or self._tokens.possessive(end):
            return PartyList([], at)
        return PartyList(parties, end)

    def opens_list(self, at: int) -> bool:
        """True for "of Turkey and Syria"."""
        return self._tokens.lower(at) in _FROM and bool(self.after_article(at + 1).chunks)

    def past_article(self, at: int) -> int:
        return at + 1 if self._tokens.lower(at) in ("the", "both") else at

    def _party(self, at: int) -> Chunk | None:
        chunk = self._chunks.get(at)
        return chunk if chunk is not None and chunk.kind == "party" else None

    def _past_conjunction(self, at: int) -> int:
        """Past ",", "and", ", and" or "-"; `at` itself where there is none."""
        at += self._tokens.any_of(at, ",", "-", "–", "/", "&")
        return at + (self._tokens.lower(at) in ("and", "or"))
