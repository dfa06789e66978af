"""Who held an office on a day, as the articles that name its holders show: pure."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import pairwise

# How far outside the days on which somebody is seen in an office the office may still be taken for
# theirs. A choice: longer names more holders, and more of them wrongly just after a change of government.
REACH = dt.timedelta(days=75)
_DAY = dt.timedelta(days=1)


@dataclass(frozen=True, order=True)
class Tenure:
    """Somebody in an office, from the first to the last day of articles that say so."""

    person: str
    first: dt.date
    last: dt.date


def holder_on(day: dt.date, tenures: Iterable[Tenure]) -> str | None:
    """The one person who can be meant by the office on that day; None where nobody is, or two are."""
    seen = list(tenures)
    within = {one.person for one in seen if one.first <= day <= one.last}
    if within:
        return within.pop() if len(within) == 1 else None
    near = {one.person for one in seen if one.first - REACH <= day <= one.last + REACH}
    return near.pop() if len(near) == 1 else None


def holder_during(first: dt.date, last: dt.date, tenures: Iterable[Tenure]) -> str | None:
    """The one who can be meant on the first and on the last of some days."""
    seen = list(tenures)
    found = holder_on(first, seen)
    return found if found is not None and found == holder_on(last, seen) else None


def changed_spans(before: Iterable[Tenure], after: Iterable[Tenure]) -> Iterator[tuple[dt.date, dt.date]]:
    """The days on which `holder_on` answers otherwise after a change, as spans that may touch."""
    old, new = sorted(before), sorted(after)
    # Between two of these days the answer stays the same.
    turns = sorted({turn for one in (*old, *new) for turn in _turns(one)})
    for start, end in pairwise(turns):
        if holder_on(start, old) != holder_on(start, new):
            yield start, end - _DAY


def _turns(one: Tenure) -> tuple[dt.date, dt.date, dt.date, dt.date]:
    return one.first - REACH, one.first, one.last + _DAY, one.last + REACH + _DAY
