"""Component `dates`: date expressions of news prose, with precision and basis.

General date libraries give nothing for "earlier this week" or "early May" and a wrong year for
"May 20-21", so this is a grammar of our own: a table of patterns, each with the function that
values it against the publication date.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from dateutil.relativedelta import relativedelta
from spacy.language import Language
from spacy.tokens import Doc

from extractors.components import calendar as cal
from extractors.components.calendar import Spans
from extractors.components.reading import DateMention, reading
from extractors.domain import DateBasis, EventDate, Precision

_MONTH = (
    r"(?P<month>January|February|March|April|May|June|July|August|September|October|November|December"
    r"|Jan\.?|Feb\.?|Mar\.?|Apr\.?|Jun\.?|Jul\.?|Aug\.?|Sept?\.?|Oct\.?|Nov\.?|Dec\.?)"
)
_WEEKDAY = r"(?P<weekday>Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day"
_NUMBER = r"(?P<number>a|an|one|two|three|four|five|six|seven|eight|nine|ten|\d{1,2})"
_DAY = r"(?P<day>3[01]|[12]\d|0?[1-9])(?:st|nd|rd|th)?"
_LAST_DAY = r"(?P<last>3[01]|[12]\d|0?[1-9])(?:st|nd|rd|th)?"
_TO = r"\s*(?:-|–|—|to|and|until|through)\s*"
_YEAR = r"(?P<year>(?:19|20)\d\d)"
_PART = r"(?:(?:the )?(?:early|late|mid|beginning|start|middle|end|close|first half|second half)(?:-| of |\s)(?:in )?)?"

Value = tuple[Spans | None, Precision]
Valuer = Callable[[re.Match[str], dt.date], "Value | None"]


@dataclass(frozen=True, slots=True)
class _Rule:
    pattern: re.Pattern[str]
    value: Valuer
    shift: bool = False  # relative to another event


def _day_month(found: re.Match[str], published: dt.date) -> Value | None:
    groups = found.groupdict()
    month = cal.month_number(found["month"])
    return cal.days(
        groups.get("year"), month, int(found["day"]), int(groups.get("last") or found["day"]), published
    ), Precision.DAY


def _iso(found: re.Match[str], published: dt.date) -> Value | None:
    day = cal.valid(int(found["year"]), int(found["mm"]), int(found["dd"]))
    return (cal.fixed(day, day), Precision.DAY) if day else None


def _month(found: re.Match[str], published: dt.date) -> Value | None:
    groups = found.groupdict()
    word = (groups.get("before") or groups.get("after") or "").lower()
    return cal.month(groups.get("year"), cal.month_number(found["month"]), word, published), Precision.MONTH


def _weekday(found: re.Match[str], published: dt.date) -> Value | None:
    groups = found.groupdict()
    word = " ".join(filter(None, (groups.get("before"), groups.get("after")))).lower()
    return cal.weekday(found["weekday"].lower(), word, published), Precision.DAY


def _near(found: re.Match[str], published: dt.date) -> Value | None:
    shift = {"today": 0, "tonight": 0, "yesterday": -1, "tomorrow": 1}.get(
        found["near"].lower().split()[-1], 0
    )
    day = published + dt.timedelta(days=shift)
    return cal.fixed(day, day), Precision.DAY


def _unit(found: re.Match[str], published: dt.date) -> Value | None:
    step = {"last": -1, "past": -1, "previous": -1, "this": 0, "current": 0, "next": 1, "coming": 1}[
        found["which"].lower()
    ]
    return cal.unit(found["unit"].lower(), published, step), Precision(found["unit"].lower())


def _ago(found: re.Match[str], published: dt.date) -> Value | None:
    unit, count = found["unit"].lower(), cal.number(found["number"])
    if found["way"].lower() == "ago":
        count = -count
    moved = _moved(published, unit, count)
    if unit == "week":  # "a week ago" names a day, "two weeks ago" the week
        return (
            (cal.fixed(moved, moved), Precision.DAY)
            if abs(count) == 1
            else (cal.unit("week", moved, 0), Precision.WEEK)
        )
    return cal.unit(unit, moved, 0), Precision(unit)


def _moved(day: dt.date, unit: str, count: int) -> dt.date:
    if unit in ("day", "week"):
        return day + dt.timedelta(days=count * (7 if unit == "week" else 1))
    months = count * (12 if unit == "year" else 1)
    return day + relativedelta(months=months)


def _in_units(found: re.Match[str], published: dt.date) -> Value | None:
    moved = _moved(published, found["unit"].lower(), cal.number(found["number"]))
    return cal.unit(found["unit"].lower(), moved, 0), Precision(found["unit"].lower())


def _year(found: re.Match[str], published: dt.date) -> Value | None:
    return cal.unit("year", dt.date(int(found["year"]), 1, 1), 0), Precision.YEAR


def _season(found: re.Match[str], published: dt.date) -> Value | None:
    return cal.season(
        found["season"].lower(),
        found.groupdict().get("year"),
        (found.groupdict().get("before") or "").lower(),
        published,
    ), Precision.MONTH


def _nth(found: re.Match[str], published: dt.date) -> Value | None:
    return cal.nth(
        int(found["day"]), int(found.groupdict().get("last") or found["day"]), published
    ), Precision.DAY


def _shift(found: re.Match[str], published: dt.date) -> Value | None:
    groups = found.groupdict()
    way = (groups.get("way") or groups.get("which") or "").lower()
    count = cal.number(groups.get("number") or "one") * (
        7 if (groups.get("unit") or "").lower() == "week" else 1
    )
    if way in ("", "same", "that", "in the", "in the course of the"):
        count = 0
    elif way in ("earlier", "before", "previous", "eve of", "preceding"):
        count = -count
    day = dt.date(2000, 1, 1) + dt.timedelta(days=count)
    return cal.fixed(day, day), Precision.DAY


def _same_unit(found: re.Match[str], published: dt.date) -> Value | None:
    return cal.fixed(SHIFT_ZERO, SHIFT_ZERO), Precision(found["unit"].lower())


SHIFT_ZERO = dt.date(2000, 1, 1)
_PARTS_OF_DAY = r"(?:day|morning|afternoon|evening|night|noon)"


def _rule(
    pattern: str,
    value: Valuer,
    *,
    shift: bool = False,
) -> _Rule:
    return _Rule(re.compile(r"(?<!\w)" + pattern + r"(?!\w)", re.IGNORECASE), value, shift)


_RULES = (
    _rule(r"(?P<year>(?:19|20)\d\d)-(?P<mm>\d\d)-(?P<dd>\d\d)", _iso),
    _rule(rf"(?:from )?{_DAY}(?:{_TO}{_LAST_DAY})? (?:of )?{_MONTH}(?:,? {_YEAR})?", _day_month),
    _rule(
        rf"(?:from )?{_MONTH} {_DAY}(?:{_TO}{_LAST_DAY}(?! {_MONTH.replace('P<month>', ':')}))?(?:,? {_YEAR})?",
        _day_month,
    ),
    _rule(
        rf"(?P<before>last|this|next|this past|this coming|the following|the previous|later on|later)? ?{_WEEKDAY}(?: (?P<after>(?:of )?(?:last|next|this) week))?(?:{_TO}{_WEEKDAY.replace('weekday', 'until')})?",
        _weekday,
    ),
    _rule(rf"(?P<after>(?:last|next|this) week)(?:'s)?,? (?:on )?{_WEEKDAY}", _weekday),
    _rule(rf"{_PART}{_MONTH},? (?:of )?{_YEAR}", _month),
    _rule(
        rf"{_PART}{_MONTH} (?P<after>last year|this year|next year|of last year|of this year|of next year)",
        _month,
    ),
    _rule(rf"(?:early |late |mid-)?(?P<before>last|this|next|this past|this coming) {_MONTH}", _month),
    _rule(
        rf"(?:(?<=in )|(?<=since )|(?<=by )|(?<=until )|(?<=of )|(?<=for )|(?<=from )|(?<=during ))(?:(?:early|late|mid)[- ]|the (?:beginning|start|end|middle) of )?{_MONTH}(?! \d)",
        _month,
    ),
    _rule(
        rf"(?:early|late|mid|the beginning of|the start of|the end of|the middle of)[- ](?:in )?{_MONTH}(?! \d)",
        _month,
    ),
    _rule(r"(?P<near>today|tonight|yesterday|tomorrow)", _near),
    _rule(
        r"(?:early |late |earlier |later )?(?:in )?(?:the )?(?P<which>last|past|previous|this|current|next|coming) (?P<unit>week|month|year)",
        _unit,
    ),
    _rule(rf"{_NUMBER} (?P<unit>day|week|month|year)s? (?P<way>ago|from now)", _ago),
    _rule(rf"in {_NUMBER} (?P<unit>day|week|month)s?(?:' time)?", _in_units),
    _rule(
        rf"{_NUMBER} (?P<unit>day|week)s? (?P<way>(?:earlier|later)(?! than)|afterwards|(?:before|after)(?=[,.;)]|$))",
        _shift,
        shift=True,
    ),
    _rule(
        rf"(?:earlier |later )?(?:on )?(?:the |that )(?P<which>same|previous|preceding|next|following|) ?{_PARTS_OF_DAY}(?! (?:before|after|of))",
        _shift,
        shift=True,
    ),
    _rule(rf"(?:earlier|later|late|early) (?P<way>in the|that) {_PARTS_OF_DAY}", _shift, shift=True),
    _rule(rf"(?P<way>in the course of the) {_PARTS_OF_DAY}", _shift, shift=True),
    _rule(r"(?:later |earlier )?(?:that|(?:in )?the same) (?P<unit>week|month|year)", _same_unit, shift=True),
    _rule(rf"(?P<way>that) {_PARTS_OF_DAY}", _shift, shift=True),
    _rule(rf"the {_PARTS_OF_DAY} (?P<way>before|after)", _shift, shift=True),
    _rule(
        rf"(?:in )?(?:the )?(?P<before>last|this|next|that)? ?(?P<season>spring|summer|autumn|fall|winter)(?: of)? {_YEAR}",
        _season,
    ),
    _rule(r"(?P<before>last|this|next) (?P<season>spring|summer|autumn|fall|winter)", _season),
    _rule(
        rf"(?:on|from) the {_DAY.replace(')?', ')')}(?:{_TO}(?:the )?{_LAST_DAY})?(?! (?:of )?(?:round|time|meeting|summit|session|century|anniversary|floor|year|edition))",
        _nth,
    ),
    _rule(rf"(?<!since )(?:in |of |early |late |mid-){_YEAR}(?!-)", _year),
)


class Dates:
    """Fills `Reading.dates`, none overlapping another; without a publication date nothing relative is valued."""

    def __call__(self, doc: Doc) -> Doc:
        memory = reading(doc)
        memory.dates = [m for m in self._mentions(doc, memory.published) if m is not None]
        return doc

    def _mentions(self, doc: Doc, published: dt.date | None) -> Iterator[DateMention]:
        taken: list[tuple[int, int]] = []
        text = doc.text  # spaCy puts it together anew at each call
        for rule in _RULES:
            for found in rule.pattern.finditer(text):
                start, end = found.span()
                if any(start < e and s < end for s, e in taken):
                    continue
                span = doc.char_span(start, end, alignment_mode="expand")
                if span is None or _not_a_date(found):
                    continue
                mention = _mention(rule, found, span.start, span.end, published)
                if mention is not None:
                    taken.append((start, end))
                    yield mention


def _not_a_date(found: re.Match[str]) -> bool:
    """ "may" and "march" are verbs in lower case, "second" and "fall" no dates."""
    groups = found.groupdict()
    month, weekday = groups.get("month"), groups.get("weekday")
    return bool((month and not month[0].isupper()) or (weekday and not weekday[0].isupper()))


def _mention(
    rule: _Rule, found: re.Match[str], start: int, end: int, published: dt.date | None
) -> DateMention | None:
    stated = "year" in found.groupdict() and found["year"] is not None
    words = found[0].strip()
    if published is None and not stated and not rule.shift:
        unknown = EventDate(words=words)
        return DateMention(start, end, unknown, unknown)
    valued = rule.value(found, published or SHIFT_ZERO)
    if valued is None:
        return None
    spans, precision = valued
    basis = (
        DateBasis.STATED
        if stated or ("month" in found.groupdict() and "day" in found.groupdict())
        else DateBasis.RELATIVE
    )
    dates = [
        EventDate(start=span[0], end=span[1], precision=precision, basis=basis, words=words)
        for span in spans or ()
    ]
    return DateMention(start, end, dates[0], dates[1], anchored=rule.shift) if dates else None


@Language.factory("dates", requires=["token.pos"], assigns=["doc.user_data"])
def make_dates(nlp: Language, name: str) -> Dates:
    """`nlp` and `name` are spaCy's."""
    return Dates()
