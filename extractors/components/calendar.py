"""Calendar arithmetic for news dates: each function gives the span if past and the span if to come."""

from __future__ import annotations

import calendar
import datetime as dt

Span = tuple[dt.date, dt.date]
Spans = tuple[Span, Span]

_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_WEEKDAYS = ("mon", "tues", "wednes", "thurs", "fri", "satur", "sun")
_NUMBERS = {
    "a": 1,
    "an": 1,
    "one": 1,
    "two": 2,
    "three": 3,
    "four": 4,
    "five": 5,
    "six": 6,
    "seven": 7,
    "eight": 8,
    "nine": 9,
    "ten": 10,
}
# Meteorological seasons of the northern hemisphere, where most wires write from.
_SEASONS = {"spring": 3, "summer": 6, "autumn": 9, "fall": 9, "winter": 12}


def month_number(name: str) -> int:
    return _MONTHS.index(name[:3].lower()) + 1


def number(word: str) -> int:
    return _NUMBERS.get(word.lower()) or int(word)


def valid(year: int, month: int, day: int) -> dt.date | None:
    """The date, or None where the calendar has none."""
    if not 1 <= month <= 12 or not 1 <= day <= calendar.monthrange(year, month)[1]:
        return None
    return dt.date(year, month, day)


def fixed(start: dt.date, end: dt.date) -> Spans:
    """The same span whatever the tense."""
    return (start, end), (start, end)


def _month_span(year: int, month: int) -> Span:
    return dt.date(year, month, 1), dt.date(year, month, calendar.monthrange(year, month)[1])


def days(year: str | None, month: int, first: int, last: int, published: dt.date) -> Spans | None:
    """Days of a month; without a year the nearest such days before and after publication."""
    spans = []
    for candidate in [int(year)] if year else range(published.year - 1, published.year + 2):
        start, end = valid(candidate, month, first), valid(candidate, month, last)
        if start and end and start <= end:
            spans.append((start, end))
    if not spans:
        return None
    # A day of slack: a wire dated in one time zone reports what is already tomorrow in another.
    past = [s for s in spans if s[0] <= published + dt.timedelta(days=1)] or spans[:1]
    future = [s for s in spans if s[1] >= published] or spans[-1:]
    return past[-1], future[0]


def month(year: str | None, which: int, word: str, published: dt.date) -> Spans:
    """A month; `word` is "last", "next", "this year" and the like, or empty."""
    if year:
        return fixed(*_month_span(int(year), which))
    if "year" in word:
        step = -1 if "last" in word else 1 if "next" in word else 0
        return fixed(*_month_span(published.year + step, which))
    past_year = published.year if which <= published.month else published.year - 1
    if word == "last" and which == published.month:
        past_year -= 1
    next_year = published.year if which >= published.month else published.year + 1
    if word == "next" and which == published.month:
        next_year += 1
    past, future = _month_span(past_year, which), _month_span(next_year, which)
    if word in ("last", "this past"):
        return past, past
    return (future, future) if word in ("next", "this coming") else (past, future)


def weekday(stem: str, word: str, published: dt.date) -> Spans:
    """A weekday; `word` is "last", "next", "this", "last week", "next week" and the like, or empty."""
    target = _WEEKDAYS.index(stem)
    monday = published - dt.timedelta(days=published.weekday())
    if "week" in word:
        step = -7 if "last week" in word else 7 if "next week" in word else 0
        day = monday + dt.timedelta(days=target + step)
        return fixed(day, day)
    back = published - dt.timedelta(days=(published.weekday() - target) % 7)
    ahead = published + dt.timedelta(days=(target - published.weekday()) % 7)
    if word == "last" and back == published:
        back -= dt.timedelta(days=7)
    if word == "next":
        ahead = monday + dt.timedelta(days=7 + target)
    if word in ("last", "this past", "the previous"):
        return fixed(back, back)
    if word in ("next", "this coming"):
        return fixed(ahead, ahead)
    return (back, back), (ahead, ahead)


def unit(name: str, day: dt.date, step: int) -> Spans:
    """The day, week (Monday to Sunday), month or year that holds `day`, moved by `step`."""
    if name == "day":
        moved = day + dt.timedelta(days=step)
        return fixed(moved, moved)
    if name == "week":
        monday = day - dt.timedelta(days=day.weekday()) + dt.timedelta(weeks=step)
        return fixed(monday, monday + dt.timedelta(days=6))
    if name == "month":
        index = day.year * 12 + day.month - 1 + step
        return fixed(*_month_span(index // 12, index % 12 + 1))
    return fixed(dt.date(day.year + step, 1, 1), dt.date(day.year + step, 12, 31))


def season(name: str, year: str | None, word: str, published: dt.date) -> Spans:
    """Three months."""
    first = _SEASONS[name]
    chosen = int(year) if year else published.year + (1 if word == "next" else 0)
    start = dt.date(chosen, first, 1)
    if not year and word == "last" and start >= published.replace(day=1):
        start = start.replace(year=chosen - 1)
    last = _month_span(start.year + (first + 2 > 12), (first + 1) % 12 + 1)
    return fixed(start, last[1])


def nth(first: int, last: int, published: dt.date) -> Spans | None:
    """ "The 14th": of this month or the one before, of this or the one after."""
    spans = []
    for step in (-1, 0, 1):
        start_of_month = unit("month", published, step)[0][0]
        start = valid(start_of_month.year, start_of_month.month, first)
        end = valid(start_of_month.year, start_of_month.month, last)
        if start and end and start <= end:
            spans.append((start, end))
    past = [s for s in spans if s[0] <= published]
    future = [s for s in spans if s[1] >= published]
    return (past[-1], future[0]) if past and future else None
