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
    "eleven": 11,
    "twelve": 12,
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


def ending(start: dt.date, month: int, day: int) -> Span | None:
    """A span from `start` to the next such day of a month."""
    for year in (start.year, start.year + 1):
        end = valid(year, month, day)
        if end is not None and end >= start:
            return start, end
    return None


def until_weekday(spans: Spans, stem: str, published: dt.date) -> Spans:
    """A span of days that begins on those of `spans` and ends on a weekday: "Tuesday to Thursday"."""
    target = _WEEKDAYS.index(stem)

    def ended(start: dt.date) -> Span:
        return start, start + dt.timedelta(days=(target - start.weekday()) % 7)

    past, future = ended(spans[0][0]), ended(spans[1][0])
    if past[1] > published and spans[0] != spans[1]:
        # Begun and not over: still to come for a plan, and last week's for what happened.
        week = dt.timedelta(days=7)
        past, future = (past[0] - week, past[1] - week), past
    return past, future


def weekend(word: str, published: dt.date) -> Spans:
    """Saturday and Sunday; `word` is "last", "this", "next" and the like, or empty."""
    saturday = published + dt.timedelta(days=5 - published.weekday())  # of this week
    week, day = dt.timedelta(days=7), dt.timedelta(days=1)
    before = saturday if published >= saturday else saturday - week
    last = (before, before + day)
    this = (saturday, saturday + day)
    if word in ("last", "past", "previous", "this past"):
        return last, last
    if word in ("next", "coming", "this coming"):
        ahead = saturday + week if word == "next" and published >= saturday else saturday
        return (ahead, ahead + day), (ahead, ahead + day)
    return last, this


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
    if not year and not word:
        past = start if start <= published else start.replace(year=chosen - 1)
        ends = _season(start)[1]
        return _season(past), _season(start if ends >= published else start.replace(year=chosen + 1))
    if not year and word == "last" and start >= published.replace(day=1):
        start = start.replace(year=chosen - 1)
    return fixed(*_season(start))


def _season(start: dt.date) -> Span:
    last = _month_span(start.year + (start.month + 2 > 12), (start.month + 1) % 12 + 1)
    return start, last[1]


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
