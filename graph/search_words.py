"""What somebody looks for in articles, as Lucene takes it, and where a text has it: pure."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from extractors.ids import fold
from graph.errors import EmptySearch
from graph.stemming import stem
from graph.survey_views import Mark

# "a phrase", -word, -"a phrase" or a word; typographic quotation marks too
_PART = re.compile(r'(?P<no>-?)["“„«](?P<phrase>[^"“”„«»]*)["”“»]|(?P<word>\S+)')
_WORD = re.compile(r"\w+(?:[.'’]\w+|(?<=\d),\d+)*")
_POSSESSIVE = re.compile(r"['’]s$")
# Those that Lucene's English analyzer leaves out.
_STOP = (
    "a an and are as at be but by for if in into is it no not of on or such that the their then there these "
    "they this to was will with"
)
STOP_WORDS = frozenset(_STOP.split())

Needle = tuple[str | None, ...]
"""Stems that follow each other; None is any word."""


@dataclass(frozen=True)
class Sought:
    """A query for Lucene that no character of what was given can break, and what it looks for."""

    query: str
    needles: tuple[Needle, ...]


def sought(given: str) -> Sought:
    """Every word and phrase has to be there, none of those with a minus. Raises EmptySearch."""
    wanted: list[list[str]] = []
    unwanted: list[list[str]] = []
    for part in _PART.finditer(given):
        words = part["phrase"] if part["phrase"] is not None else part["word"]
        without = bool(part["no"]) or words.startswith("-")
        if any(_needle(words)):
            (unwanted if without else wanted).append(_spellings(words.lstrip("-")))
    if not wanted:
        raise EmptySearch(_why(given, unwanted=bool(unwanted)))
    clauses = [f"+{_clause(words)}" for words in wanted] + [f"-{_clause(words)}" for words in unwanted]
    needles = {_needle(words): None for spellings in wanted for words in spellings}
    return Sought(" ".join(clauses), tuple(needles))


def _why(given: str, *, unwanted: bool) -> str:
    if unwanted:
        return f"{given!r} only says what is not to be there. Add a word that is, without a minus before it."
    return f"There is no word to look for in {given!r}: short words such as 'the' are in every article."


def _spellings(words: str) -> list[str]:
    """Erdoğan is Erdogan as well: not every article writes the marks."""
    plain = fold(words)
    return [words] if words.isascii() or not plain else [words, plain]


def _clause(spellings: list[str]) -> str:
    # Between quotation marks nothing but these two means anything to Lucene.
    quoted = (words.replace("\\", " ").replace('"', " ") for words in spellings)
    return "(" + " ".join(f'"{words}"' for words in quoted) + ")"


def _needle(words: str) -> Needle:
    found = [None if word in STOP_WORDS else word for _, word in _stems(words)]
    while found and found[0] is None:
        found.pop(0)
    while found and found[-1] is None:
        found.pop()
    return tuple(found)


def _stems(text: str) -> Iterator[tuple[re.Match[str], str]]:
    for found in _WORD.finditer(text):
        word = _POSSESSIVE.sub("", found[0].lower())
        yield found, word if word in STOP_WORDS else stem(word)


def marks(text: str, needles: tuple[Needle, ...]) -> list[tuple[Mark, Needle]]:
    """Where the text has what is looked for, in order, and which it is."""
    words = list(_stems(text))
    found = {}
    for at in range(len(words)):
        for needle in needles:
            some = words[at : at + len(needle)]
            if len(some) == len(needle) and all(
                want in (None, word) for want, (_, word) in zip(needle, some, strict=True)
            ):
                found[some[0][0].start(), some[-1][0].end()] = needle
    return [(Mark(start=start, end=end), needle) for (start, end), needle in sorted(found.items())]
