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


def month(found: re.Match[str], published: dt.date) -> Value:
    groups = found.groupdict()
    word = (groups.get("before") or groups.get("after") or "").lower()
    return cal.month(groups.get("year"), cal.month_number(found["month"]), word, published), Precision.MONTH


def weekday(found: re.Match[str], published: dt.date) -> Value:
    groups = found.groupdict()
    word = " ".join(filter(None, (groups.get("before"), groups.get("after")))).lower()
    return cal.weekday(found["weekday"].lower(), word, published), Precision.DAY


def near(found: re.Match[str], published: dt.date) -> Value:
    shift = {"today": 0, "tonight": 0, "yesterday": -1, "tomorrow": 1}.get(
        found["near"].lower().split()[-1], 0
    )
    day = published + dt.timedelta(days=shift)
    return cal.fixed(day, day), Precision.DAY


def unit(found: re.Match[str], published: dt.date) -> Value:
    step = {"last": -1, "past": -1, "previous": -1, "this": 0, "current": 0, "next": 1, "coming": 1}[
        found["which"].lower()
    ]
    return cal.unit(found["unit"].lower(), published, step), Precision(found["unit"].lower())


def ago(found: re.Match[str], published: dt.date) -> Value:
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


def in_units(found: re.Match[str], published: dt.date) -> Value:
    moved = _moved(published, found["unit"].lower(), cal.number(found["number"]))
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
    if way in ("", "same", "that", "in the", "in the course of the"):
        count = 0
    elif way in ("earlier", "before", "previous", "eve of", "preceding"):
        count = -count
    day = SHIFT_ZERO + dt.timedelta(days=count)
    return cal.fixed(day, day), Precision.DAY


def same_unit(found: re.Match[str], published: dt.date) -> Value:
    return cal.fixed(SHIFT_ZERO, SHIFT_ZERO), Precision(found["unit"].lower())
