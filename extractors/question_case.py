"""Capitals where a question has none, or nothing else: names are known by them."""

from __future__ import annotations

import re
from functools import cache

from extractors.components.patterns import patterns
from extractors.gazetteers import party_names

_WORD = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)?")


def cased(text: str) -> str:
    """As long as `text`, so that places in it stay what they are."""
    shouted = text.isupper()
    plain = text.lower() if shouted and len(text.lower()) == len(text) else text
    first = _WORD.search(plain)
    if first is None:
        return plain
    opening = first[0].lower() in _known() and len(first[0].lower()) == len(first[0])
    begun = plain[: first.start()] + (first[0].lower() if opening else first[0]) + plain[first.end() :]
    if any(character.isupper() for character in begun[first.end() :]) or (not opening and begun[0].isupper()):
        return begun
    return _WORD.sub(_capital, begun)


def _capital(found: re.Match[str]) -> str:
    word = found[0]
    if word in _calendar():
        # "may" is a month only where nothing else makes a verb of it: the dates decide.
        return word.capitalize() if word != "may" or _before_a_year(found) else word
    if word in _known():
        return word
    if word.upper() in _codes():
        return word.upper()
    capital = word[0].upper() + word[1:]
    return capital if len(capital) == len(word) else word


def _before_a_year(found: re.Match[str]) -> bool:
    before = found.string[: found.start()].rstrip().rpartition(" ")[2]
    return before in patterns("question")["date_words"] or bool(
        re.match(r"\s+(?:19|20)\d\d", found.string[found.end() :])
    )


@cache
def _codes() -> frozenset[str]:
    named = party_names().items()
    return frozenset(name for name, codes in named if name.isupper() and codes and len(name) > 1) - {"US"}


@cache
def _calendar() -> frozenset[str]:
    return frozenset(patterns("question")["months"] + patterns("question")["weekdays"])


@cache
def _known() -> frozenset[str]:
    """Words that are no names wherever they stand."""
    data = patterns("question")
    phrases = [
        phrase
        for table in ("symbols", "statuses", "channels", "orders")
        for listed in data[table].values()
        for phrase in listed
    ]
    return frozenset(
        word for phrase in (*phrases, *data["date_words"], *data["other_words"]) for word in phrase.split()
    )
