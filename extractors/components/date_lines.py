"""Which lines of a text can hold a date of which kind: most rules for dates need not look at most lines."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from typing import Literal

WordClass = Literal["month", "weekday", "season", "part of day", "unit", "year"]

_MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")
# "may" and "march" in lower case are no months, any other word may be written anyhow.
_AS_WRITTEN: dict[WordClass, tuple[str, ...]] = {"month": (*_MONTHS, *(month.upper() for month in _MONTHS))}
_IN_LOWER_CASE: dict[WordClass, tuple[str, ...]] = {
    "weekday": ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"),
    "season": ("spring", "summer", "autumn", "fall", "winter"),
    "part of day": ("day", "morning", "afternoon", "evening", "night", "noon"),
    "unit": ("day", "week", "month", "year", "fortnight"),
    "year": ("19", "20"),
}
# What a pattern has in it, where all that it matches has a word of the class; the rarest class first.
_MARKS: tuple[tuple[str, WordClass], ...] = (
    ("(?P<month>", "month"),
    ("(?P<weekday>", "weekday"),
    ("(?P<season>", "season"),
    ("(?P<unit>", "unit"),
    ("(?:day|morning|afternoon|evening|night|noon)", "part of day"),
    ("(?P<year>", "year"),
)

Lines = list[tuple[int, int]]


def word_class(pattern: str) -> WordClass | None:
    """The class of words without which a pattern matches nothing, as far as that is plain."""
    return next((kind for mark, kind in _MARKS if mark in pattern), None)


def date_lines(text: str) -> Mapping[WordClass | None, Lines]:
    """For each class the spans of the lines that have such a word; for None all lines."""
    found: dict[WordClass | None, Lines] = defaultdict(list)
    start = 0
    for line in text.splitlines(keepends=True):
        span = (start, start + len(line))
        start = span[1]
        found[None].append(span)
        for kind, words in _AS_WRITTEN.items():
            if any(word in line for word in words):
                found[kind].append(span)
        lower = line.lower()
        for kind, words in _IN_LOWER_CASE.items():
            if any(word in lower for word in words):
                found[kind].append(span)
    return found
