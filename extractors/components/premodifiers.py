"""What stands before the head of a noun phrase: articles, possessives, numbers, adjectives."""

from __future__ import annotations

from typing import NamedTuple

from spacy.tokens import Doc

from extractors.components.patterns import patterns, words
from extractors.components.reading import Reading
from extractors.components.tokens import tokens

_ARTICLES = frozenset(["the", "a", "an", "any", "some", "all", "each", "no", "every", "another"])
_POSSESSIVES = frozenset(["his", "her", "their", "its", "whose", "our", "my"])
_MOST = 4  # words of a kind in a row


class Determiners(NamedTuple):
    """The determiners of a phrase; `end` is the token after them."""

    end: int
    possessor: int | None  # the token of "his"
    number: int  # 0 where none is said
    definite: bool


class PremodifierReader:
    """Reads premodifiers from the tokens of one Doc."""

    def __init__(self, doc: Doc, memory: Reading) -> None:
        self._doc = doc
        self._tokens = tokens(doc)
        self._chunks = memory.chunks

    def determiners(self, at: int) -> Determiners:
        possessor, number, definite = None, 0, False
        numbers: dict[str, int] = patterns("actors")["numbers"]
        for _ in range(_MOST):
            word = self._tokens.lower(at)
            if word in _ARTICLES:
                if at in self._chunks:  # "the bloc", "The Hague"
                    return Determiners(at, possessor, number, True)
                definite = True
            elif word in _POSSESSIVES and self._doc[at].tag_ in ("PRP$", "WP$"):
                possessor, definite = at, True
            elif word in numbers and (definite or word == "both" or at + 1 < self._tokens.size):
                number = numbers[word]
            else:
                break
            at += 1
        return Determiners(at, possessor, number, definite)

    def past_modifiers(self, at: int) -> int:
        """Past "newly elected", "visiting" and the like, where a word for an actor follows."""
        for _ in range(_MOST):
            if at in self._chunks or at >= self._tokens.size or not self._modifier(at):
                break
            at += 1
        return at

    def _modifier(self, at: int) -> bool:
        word = self._tokens.lowers[at]
        if word == "-":
            return True
        adjective = self._tokens.pos[at] == "ADJ" and self._doc[at].is_lower
        if not adjective and word not in words("actors", "modifiers"):
            return False
        return any(i in self._chunks for i in range(at + 1, at + 5))

    def past_number(self, at: int) -> int:
        return at + 1 if self._tokens.lower(at) in patterns("actors")["numbers"] else at
