"""The words of a question that are no names, places or dates: the symbol of the grammar each stands for."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache

from spacy.tokens import Doc

from extractors.components.patterns import patterns
from extractors.domain import Channel, Status
from extractors.question import Order

# Words that say two things at once: "phoned" and "phone call" are contacts by phone.
_BY_CHANNEL = {"H": ("M", Channel.PHONE), "J": ("S", Channel.PHONE), "Y": ("S", Channel.VIDEO)}
_DROPPED = "D"
_NOUN_OR_VERB = frozenset({"call", "phone"})
_RELATIVE = frozenset({"that", "which"})
HOSTS = frozenset({"host", "hosts"})
# The parser takes "did Turkey host" for a noun of two words; for this verb it does not.
_HOST = re.compile(r"\bhost(?=s?\b)")
_VERB = "meet"


@dataclass(frozen=True)
class Piece:
    """Some tokens and what they stand for; no symbol where they may stand anywhere in a question."""

    start: int
    end: int
    symbol: str = ""
    statuses: tuple[Status, ...] = ()
    channel: Channel | None = None
    order: Order | None = None


def parsable(text: str) -> str:
    """With "host" replaced by a verb of its length, so that all other words stay in their places."""
    return _HOST.sub(_VERB, text)


def pieces(doc: Doc, words: Sequence[str], taken: Sequence[bool], actors: Collection[int]) -> Iterator[Piece]:
    """The longest phrase of the vocabulary at each token that is not taken.

    `words` are those that were asked with, `actors` the tokens at which somebody's name begins.
    """
    at = 0
    while at < len(doc):
        found = None if taken[at] else _longest(doc, words, at, taken, actors)
        if found is not None:
            yield found
        at = found.end if found is not None else at + 1


def _longest(
    doc: Doc, words: Sequence[str], at: int, taken: Sequence[bool], actors: Collection[int]
) -> Piece | None:
    for end in range(min(at + _most_words(), len(doc)), at, -1):
        if any(taken[at:end]):
            continue
        if end > at + 1 and words[end - 1] in _RELATIVE and end not in actors:
            continue  # "talks that Monday" are not "talks that Turkey hosted"
        made = _vocabulary().get(" ".join(words[at:end]))
        if made is not None:
            return _piece(doc, at, end, made)
    return None


def _piece(doc: Doc, start: int, end: int, made: Mapping[str, object]) -> Piece:
    symbol = str(made.get("symbol", ""))
    if end - start == 1 and doc[start].lower_ in _NOUN_OR_VERB:
        symbol = "H" if doc[start].pos_ in ("VERB", "AUX") else "J"
    if symbol in _BY_CHANNEL:
        plain, channel = _BY_CHANNEL[symbol]
        return Piece(start, end, plain, channel=channel)
    if symbol == "R":
        return Piece(start, end, "F", statuses=(Status.PLANNED,))
    if symbol == _DROPPED:
        return Piece(start, end)
    if "status" in made:
        return Piece(start, end, "X", statuses=(Status(str(made["status"])),))
    if "channel" in made:
        return Piece(start, end, channel=Channel(str(made["channel"])))
    if "order" in made:
        return Piece(start, end, order=Order(str(made["order"])))
    return Piece(start, end, symbol)


@cache
def _vocabulary() -> dict[str, dict[str, object]]:
    data = patterns("question")
    tables = (("symbol", "symbols"), ("status", "statuses"), ("channel", "channels"), ("order", "orders"))
    return {
        phrase: {key: value}
        for key, table in tables
        for value, phrases in data[table].items()
        for phrase in phrases
    }


@cache
def _most_words() -> int:
    return max(len(phrase.split()) for phrase in _vocabulary())
