"""What a meeting is called in a browser: who, where, when, and what became of it."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence

from extractors.domain import EventDate, Precision, Status

_NAMED = 2
_MONTHS = (
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
)


def title(who: Sequence[str], place: str | None, date: EventDate, status: Status) -> str:
    """ "Sergey Lavrov, Faisal Mekdad +2 · Moscow · 10 May 2023"; an occurrence says no status."""
    names = list(dict.fromkeys(who))
    more = f" +{len(names) - _NAMED}" if len(names) > _NAMED else ""
    parts = [", ".join(names[:_NAMED]) + more, place, when_words(date)]
    if status is not Status.OCCURRED:
        parts.append(status.value)
    return " · ".join(part for part in parts if part)


def when_words(date: EventDate) -> str:
    """As exactly as it is known."""
    if date.start is None or date.end is None:
        return "date unknown"
    match date.precision:
        case Precision.YEAR:
            return str(date.start.year)
        case Precision.MONTH:
            return f"{_MONTHS[date.start.month - 1]} {date.start.year}"
        case Precision.WEEK:
            return f"week of {day_words(date.start)}"
    if date.start == date.end:
        return day_words(date.start)
    return f"{day_words(date.start)} to {day_words(date.end)}"


def day_words(day: dt.date) -> str:
    """ "10 May 2023"."""
    return f"{day.day} {_MONTHS[day.month - 1]} {day.year}"
