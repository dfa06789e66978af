"""The dateline that a text begins with: where it was filed, to be kept out of its sentences."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from extractors.gazetteers import ambiguous_city_names, find_place


@dataclass(frozen=True)
class Dateline:
    """`text[start:end]`, its mark and the white space after it included.

    `place` is the (first) place and `within` what it is said to be in: "SOCHI" and "Russia". `date`
    is as worded. A label such as "EXCLUSIVE:" or an agency alone is a dateline without either.
    """

    start: int
    end: int
    place: str | None
    date: str | None
    within: str | None = None


_MONTH = (
    r"(?:jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?"
    r"|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)\b\.?"
)
_DAY = r"\d{1,2}(?:st|nd|rd|th)?"
_DATE = rf"""(?i:
    (?:(?:mon|tues|wednes|thurs|fri|satur|sun)day,?\ )?
    (?: {_MONTH}\ {_DAY}(?!\d) | {_DAY}\ {_MONTH} | \d{{1,2}}[./]\d{{1,2}}[./]\d{{2,4}} | \d{{4}}-\d\d-\d\d )
    (?:,?\ \d{{4}}\b)?
  | (?:mon|tues|wednes|thurs|fri|satur|sun)day )"""
_WORD = r"[^\W\d_](?:[\w'’]|[.-](?=\w)|(?<=\bst|\bSt|\bST)\.|(?<=\.\w)\.)*"
_NAME = rf"{_WORD}(?:\ {_WORD}){{0,4}}"
_HEAD = re.compile(
    rf"""
    (?P<place>{_NAME}) (?:\ ?/\ ?{_NAME})*
    (?: ,\ (?!{_DATE})(?P<within>{_NAME}(?:\.(?=\ [–—―-]))?) )?
    (?: \ \((?P<aside>[^()\n]{{2,60}})\) )?
    (?: ,?\ \(?(?P<date>{_DATE})\)? )?
    (?: [.,]{{0,2}}\ ?(?P<agency>\([^()\n]{{2,60}}\) | /[A-Z][\w\ -]{{1,20}}/) )?
    (?P<mark> \s*(?:–|—|―|--)\s* | \ _\ | \s*-\s+ | \s*:\s+ | \.\s+ | \s*\n\s* | \s* )
    """,
    re.VERBOSE,
)
_BRACKETED = re.compile(
    rf"""
    \((?P<place>{_NAME}) (?: ,\ (?!{_DATE})(?P<within>{_NAME}) )? (?: ,?\ (?P<date>{_DATE}) )? \)
    \s*(?:[–—―-]+\s*)?
    """,
    re.VERBOSE,
)
_LABEL = re.compile(
    r"(?:(?:EXCLUSIVE|BREAKING(?: NEWS)?|JUST IN|(?:NEWS )?ANALYSIS|UPDATE(?: ?\d+)?|WRAPUP(?: ?\d+)?|FACTBOX"
    r"|EXPLAINER|CORRECTED|RPT|LIVE|URGENT|FLASH)\s*[:–—-]+|\([A-Z][\w /.&-]{1,40}\)\s*(?:–|—|--|-|:))\s*"
)
_LINKS = {"de", "del", "da", "do", "dos", "di", "of", "es", "el", "al", "la", "le", "les", "on", "upon", "am"}
_AGENCY = re.compile(
    r"(?i:\b(?:ap|reuters|afp|dpa|efe|epa|ansa|tass|ria|xinhua|aa|upi|pti|ani|ians|mna|irna|cnn|bbc|kyodo|yonhap|sputnik"
    r"|interfax|agenc\w+|press|news\w*|times|post|daily|bureau|desk|wires?|staff|correspondent|reporters?)\b)|^[A-Z]{2,8}$|/"
)
# All of these are written in capitals and none is where a text is filed.
_ACRONYMS = {
    "NATO",
    "ASEAN",
    "BRICS",
    "OPEC",
    "OSCE",
    "IAEA",
    "UNESCO",
    "USA",
    "UAE",
    "IMF",
    "WHO",
    "WTO",
    "GCC",
    "OIC",
    "CIS",
    "SCO",
    "AFP",
    "EU",
    "UN",
    "US",
    "UK",
    "DPRK",
    "ROK",
    "PRC",
    "DRC",
    "CIA",
    "FBI",
    "MI6",
}
_MOST_HEADINGS = 4
_MOST_WORDS_OF_A_HEADING = 20
_SENTENCE_MARKS = '.?!…:;,"”’])'
_NO_SPACE = re.compile(r"\S|\Z")
_MARKED = ("–", "—", "―", "--", "-", "_")
_SENTENCE_END = re.compile(r"[.!?][\"'”’)]*\s")


def dateline(text: str) -> Dateline | None:
    """The dateline before the first sentence, where its shape leaves no doubt that it is one.

    Headlines and other headings may stand before it; then its start is not 0.
    """
    return next((found for start in _beginnings(text) if (found := _dateline_at(text, start))), None)


def _beginnings(text: str) -> Iterator[int]:
    """Where the text begins, and the lines after its headings."""
    start = 0
    for _ in range(_MOST_HEADINGS + 1):
        yield start
        line_end = text.find("\n", start)
        line = text[start:line_end].rstrip()
        if (
            line_end < 0
            or not line
            or line[-1] in _SENTENCE_MARKS
            or line.count(" ") >= _MOST_WORDS_OF_A_HEADING
        ):
            return
        start = _NO_SPACE.search(text, line_end).start()  # type: ignore[union-attr]  # matches at the end too


def _dateline_at(text: str, start: int) -> Dateline | None:
    bracketed = _BRACKETED.match(text, start)
    if bracketed and bracketed.end() < len(text) and _is_city(bracketed["place"]):
        return Dateline(start, bracketed.end(), bracketed["place"], bracketed["date"], bracketed["within"])
    if label := _LABEL.match(text, start):
        return Dateline(start, label.end(), None, None)
    found = _HEAD.match(text, start)
    if not found or found.end() == len(text) or not _is_place(found["place"]):
        return None
    if not _is_set_off(found, text[found.end() : found.end() + 1000]):
        return None
    aside = found["aside"]
    within = found["within"] or (aside if aside and not _AGENCY.search(aside) else None)
    return Dateline(start, found.end(), found["place"], found["date"], within)


def _is_place(name: str) -> bool:
    """By its shape: a name, in capitals or with a capital for each word."""
    words = [word for word in name.split() if word.lower() not in _LINKS]
    return len(name) > 2 and name not in _ACRONYMS and all(word[0].isupper() for word in words)


def _is_set_off(found: re.Match[str], rest: str) -> bool:
    """Whether what comes between the place and the text makes a dateline of it."""
    mark, place = found["mark"].strip(), found["place"]
    said = bool(found["date"] or found["agency"] or found["aside"])
    capitals = place.isupper()
    if rest[0].islower():
        return capitals and said and mark in _MARKED
    if mark == ".":
        return capitals and (bool(found["date"]) or _is_city(place))
    if mark == ":":
        # "LAVROV: We are ready" has the same shape.
        return said or _is_city(place)
    if mark in _MARKED:
        return said or capitals or (_is_city(place) and not _closes(mark, rest))
    if "\n" in found["mark"]:
        return bool(found["date"]) or (capitals and _is_short(place)) or _is_city(place)
    return capitals and bool(found["agency"] or (found["aside"] and _AGENCY.search(found["aside"])))


def _is_city(name: str) -> bool:
    """Whether a name can mean nothing but a place within a country; "Russia: Lavrov goes" is a heading."""
    place = find_place(name)
    return place is not None and place.kind != "country" and name not in ambiguous_city_names()


def _closes(mark: str, rest: str) -> bool:
    """Whether the same dash comes again in the first sentence, as around an aside."""
    end = _SENTENCE_END.search(rest)
    return mark in rest[: end.start() if end else len(rest)]


def _is_short(place: str) -> bool:
    return sum(word.lower() not in _LINKS for word in place.split()) <= 2
