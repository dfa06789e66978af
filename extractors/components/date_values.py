"""What a date expression means: values the named groups of a pattern against the publication date."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Callable

from dateutil.relativedelta import relativedelta

from extractors.components import calendar as cal
from extractors.components.calendar import Spans
from extractors.domain import Precision

Value = tuple[Spans | None, Precision]  # no spans: no such date
Valuer = Callable[[re.Match[str], dt.date], Value]
SHIFT_ZERO = dt.date(2000, 1, 1)  # what "two days later" counts from, until its anchor is known


def day_month(found: re.Match[str], published: dt.date) -> Value:
    groups = found.groupdict()
    which = cal.month_number(found["month"])
    return cal.days(
        groups.get("year"), which, int(found["day"]), int(groups.get("last") or found["day"]), published
    ), Precision.DAY


def iso(found: re.Match[str], published: dt.date) -> Value:
    day = cal.valid(int(found["year"]), int(found["mm"]), int(found["dd"]))
    return cal.fixed(day, day) if day else None, Precision.DAY


def across(found: re.Match[str], published: dt.date) -> Value:
    """Days of two months: "June 30-July 2"."""
    first, last = cal.month_number(found["month"]), cal.month_number(found["until"])
    spans = cal.days(found["year"], first, int(found["day"]), int(found["day"]), published)
    if spans is None:
        return None, Precision.DAY
    ended = [cal.ending(start, last, int(found["last"])) for start, _ in spans]
    if ended[0] is None or ended[1] is None:
        return None, Precision.DAY
    return (ended[0], ended[1]), Precision.DAY


def week_of(found: re.Match[str], published: dt.date) -> Value:
    """ "The week of March 4": Monday to Sunday."""
    spans = cal.days(None, cal.month_number(found["month"]), int(found["day"]), int(found["day"]), published)
    if spans is None:
        return None, Precision.WEEK
    return (cal.unit("week", spans[0][0], 0)[0], cal.unit("week", spans[1][0], 0)[0]), Precision.WEEK


def before_last(found: re.Match[str], published: dt.date) -> Value:
    return cal.unit(found["unit"].lower(), published, -2), Precision(found["unit"].lower())


def season_of_year(found: re.Match[str], published: dt.date) -> Value:
    """ "The autumn of last year"."""
    year = published.year + {"last": -1, "this": 0, "next": 1}[found["before"].lower()]
    return cal.season(found["season"].lower(), str(year), "", published), Precision.MONTH


def month(found: re.Match[str], published: dt.date) -> Value:
    groups = found.groupdict()
    word = (groups.get("before") or groups.get("after") or "").lower()
    return cal.month(groups.get("year"), cal.month_number(found["month"]), word, published), Precision.MONTH


def weekday(found: re.Match[str], published: dt.date) -> Value:
    groups = found.groupdict()
    word = " ".join(filter(None, (groups.get("before"), groups.get("after")))).lower()
    until = groups.get("until")
    spans = cal.weekday(found["weekday"].lower(), word, published)
    return cal.until_weekday(spans, until.lower(), published) if until else spans, Precision.DAY


def near(found: re.Match[str], published: dt.date) -> Value:
    words = found["near"].lower()
    shift = {"yesterday": -1, "tomorrow": 1, "night": -1}.get(words.split()[-1], 0)
    if words.startswith("the day"):
        shift *= 2
    elif words.startswith("last"):
        shift = -1
    day = published + dt.timedelta(days=shift)
    return cal.fixed(day, day), Precision.DAY


_STEPS = {"last": -1, "past": -1, "previous": -1, "this": 0, "current": 0, "next": 1, "coming": 1}


def unit(found: re.Match[str], published: dt.date) -> Value:
    step = _STEPS[(found.groupdict().get("which") or "this").lower()]
    return cal.unit(found["unit"].lower(), published, step), Precision(found["unit"].lower())


def feast(found: re.Match[str], published: dt.date) -> Value:
    """The nearest such day before publication and after it."""
    month, day = _FEASTS[found["feast"].lower()]
    return cal.days(None, month, day, day, published), Precision.DAY


_FEASTS = {
    "new year's eve": (12, 31),
    "new year's day": (1, 1),
    "christmas eve": (12, 24),
    "christmas day": (12, 25),
    "boxing day": (12, 26),
    "may day": (5, 1),
}


def weekend(found: re.Match[str], published: dt.date) -> Value:
    """Saturday and Sunday; "the weekend" is the last one for the past and the next for what is to come."""
    return cal.weekend((found.groupdict().get("which") or "").lower(), published), Precision.DAY


def ago(found: re.Match[str], published: dt.date) -> Value:
    unit, count = found["unit"].lower(), cal.number(found["number"])
    if found["way"].lower() == "ago":
        count = -count
    if unit == "fortnight":
        unit, count = "week", 2 * count
    moved = shifted(published, unit, count)
    if unit == "week":  # "a week ago" names a day, "two weeks ago" the week
        return (
            (cal.fixed(moved, moved), Precision.DAY)
            if abs(count) == 1
            else (cal.unit("week", moved, 0), Precision.WEEK)
        )
    return cal.unit(unit, moved, 0), Precision(unit)


def shifted(day: dt.date, unit: str, count: int) -> dt.date:
    if unit in ("day", "week"):
        return day + dt.timedelta(days=count * (7 if unit == "week" else 1))
    months = count * (12 if unit == "year" else 1)
    return day + relativedelta(months=months)


def in_units(found: re.Match[str], published: dt.date) -> Value:
    moved = shifted(published, found["unit"].lower(), cal.number(found["number"]))
    return cal.unit(found["unit"].lower(), moved, 0), Precision(found["unit"].lower())


def year(found: re.Match[str], published: dt.date) -> Value:
    return cal.unit("year", dt.date(int(found["year"]), 1, 1), 0), Precision.YEAR


def season(found: re.Match[str], published: dt.date) -> Value:
    return cal.season(
        found["season"].lower(),
        found.groupdict().get("year"),
        (found.groupdict().get("before") or "").lower(),
        published,
    ), Precision.MONTH


def nth(found: re.Match[str], published: dt.date) -> Value:
    return cal.nth(
        int(found["day"]), int(found.groupdict().get("last") or found["day"]), published
    ), Precision.DAY


def shift(found: re.Match[str], published: dt.date) -> Value:
    groups = found.groupdict()
    way = (groups.get("way") or groups.get("which") or "").lower()
    count = cal.number(groups.get("number") or "one") * (
        7 if (groups.get("unit") or "").lower() == "week" else 1
    )
    if way in ("", "same", "that", "the", "in the", "in the course of the"):
        count = 0
    elif way in ("earlier", "before", "previous", "previously", "eve", "preceding"):
        count = -count
    day = SHIFT_ZERO + dt.timedelta(days=count)
    return cal.fixed(day, day), Precision.DAY


def same_unit(found: re.Match[str], published: dt.date) -> Value:
    return cal.fixed(SHIFT_ZERO, SHIFT_ZERO), Precision(found["unit"].lower())


def shift_unit(found: re.Match[str], published: dt.date) -> Value:
    """ "Two months later": the shifted month or year, counted from SHIFT_ZERO until the anchor is known."""
    count = cal.number(found.groupdict().get("number") or "one")
    if found["way"].lower() in ("earlier", "before", "previously"):
        count = -count
    moved = shifted(SHIFT_ZERO, found["unit"].lower(), count)
    return cal.fixed(moved, moved), Precision(found["unit"].lower())
