"""The time that a question is about: one date, or an open or closed span of two."""

from __future__ import annotations

import datetime as dt
import re
from dataclasses import dataclass

from spacy.tokens import Doc

from extractors.components import calendar as cal
from extractors.components import date_values as values
from extractors.components.calendar import Span, Spans
from extractors.components.patterns import patterns
from extractors.components.reading import reading
from extractors.domain import Precision

_YEAR = re.compile(r"(?<![\w-])(?:19|20)\d\d(?![\w-])")
_RECENT = re.compile(
    r"(?:in|over|during|within) the (?:last|past) (?P<number>[a-z]+|\d{1,3}) "
    r"(?P<unit>day|week|month|year)s?\b",
    re.IGNORECASE,
)
_LEADS = re.compile(
    r"(?:^|\s)(since|after|before|until|till|by|from|between|in|on|during|over|at)\s+(?:the\s+)?$", re.I
)
_OWN_LEAD = re.compile(r"(in|on|from|between|since|of|during)\s+", re.I)
_JOIN = re.compile(r"\s(?:and|to|until|through)\s|[-–]", re.I)
_JOINS = re.compile(r"\s*(?:and|to|until|till|through|-|–)\s+$", re.I)


@dataclass(frozen=True)
class Period:
    """From a day to a day, either of which may be open, and where the question says so."""

    since: dt.date | None
    until: dt.date | None
    start: int
    end: int


@dataclass(frozen=True)
class _Atom:
    start: int
    end: int
    spans: Spans
    month: int | None = None  # of a month without a year


def periods(doc: Doc, today: dt.date, *, ahead: bool) -> list[Period]:
    """In their order; `ahead` where the question is about what is to come."""
    text = doc.text
    found = [_recent(one, today) for one in _RECENT.finditer(text)]
    recent = [one for one in found if one is not None]
    atoms = [
        one for one in _atoms(doc, today) if not any(r.start < one.end and one.start < r.end for r in recent)
    ]
    spans = list(recent)
    at = 0
    while at < len(atoms):
        joined = _joined(text, atoms[at], atoms[at + 1], ahead) if at + 1 < len(atoms) else None
        spans.append(joined or _single(text, atoms[at], ahead))
        at += 2 if joined else 1
    return sorted(spans, key=lambda one: one.start)


def _recent(found: re.Match[str], today: dt.date) -> Period | None:
    try:
        count = cal.number(found["number"])
    except ValueError:
        return None
    back = values.shifted(today, found["unit"].lower(), -count)
    return Period(back, today, found.start(), found.end())


def _atoms(doc: Doc, today: dt.date) -> list[_Atom]:
    found: list[_Atom] = []
    for mention in reading(doc).dates:
        if mention.anchored or mention.past.precision is Precision.UNKNOWN:
            continue
        last = doc[mention.end - 1]
        past = _span(mention.past.start, mention.past.end)
        future = _span(mention.future.start, mention.future.end)
        if past and future:
            start, end = doc[mention.start].idx, last.idx + len(last)
            words = doc.text[start:end]
            month = _months().fullmatch(words)
            which = cal.month_number(words) if month else None
            found.append(_Atom(start + _led(words), end, (past, future), which))
    for year in _YEAR.finditer(doc.text):
        span = (dt.date(int(year[0]), 1, 1), dt.date(int(year[0]), 12, 31))
        _add(found, _Atom(*year.span(), (span, span)))
    for month in _months().finditer(doc.text):
        which = cal.month_number(month[0])
        _add(found, _Atom(*month.span(), cal.month(None, which, "", today), which))
    return sorted(found, key=lambda one: one.start)


def _span(start: dt.date | None, end: dt.date | None) -> Span | None:
    return (start, end) if start and end else None


def _led(words: str) -> int:
    """How many characters of a date are the word before it; "from 5 May to 7 June" is one date with it."""
    lead = _OWN_LEAD.match(words)
    return lead.end() if lead and not _JOIN.search(words) else 0


def _add(found: list[_Atom], atom: _Atom) -> None:
    if not any(one.start < atom.end and atom.start < one.end for one in found):
        found.append(atom)


def _months() -> re.Pattern[str]:
    names = "|".join(name.capitalize() for name in patterns("question")["months"])
    return re.compile(rf"\b(?:{names})\b")


def _lead(text: str, start: int) -> tuple[str, int]:
    """The word before a date and where it begins."""
    lead = _LEADS.search(text[:start])
    return (lead[1].lower(), lead.start(1)) if lead else ("", start)


def _joined(text: str, first: _Atom, second: _Atom, ahead: bool) -> Period | None:
    lead, start = _lead(text, first.start)
    if lead not in ("between", "from") or not _JOINS.fullmatch(text[first.end : second.start]):
        return None
    begins, ends = first.spans[ahead], second.spans[ahead]
    if first.month and not second.month:
        begins = cal.month(str(ends[0].year), first.month, "", ends[0])[0]
    return Period(begins[0], ends[1], start, second.end)


def _single(text: str, atom: _Atom, ahead: bool) -> Period:
    lead, start = _lead(text, atom.start)
    first, last = atom.spans[ahead]
    day = dt.timedelta(days=1)
    match lead:
        case "since" | "from":
            return Period(first, None, start, atom.end)
        case "after":
            return Period(last + day, None, start, atom.end)
        case "before":
            return Period(None, first - day, start, atom.end)
        case "until" | "till" | "by":
            return Period(None, last, start, atom.end)
        case "between":
            start = atom.start  # "between" belongs to the actors
    return Period(first, last, start, atom.end)
