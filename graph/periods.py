"""Meetings by day, month or year, and an actor's through time."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence

from neo4j import ManagedTransaction

from extractors.domain import Precision, Status
from graph import answers, cursors, listing
from graph import survey_queries as queries
from graph.rows import day
from graph.statements import Row
from graph.survey_views import Bucket, By, Calendar, Order, Periods
from graph.views import MeetingFilter, MeetingView, Page

_LETTERS = {By.DAY: 10, By.MONTH: 7, By.YEAR: 4}
_EXACT: Mapping[By, Sequence[Precision]] = {
    By.DAY: (Precision.DAY,),
    By.MONTH: (Precision.DAY, Precision.WEEK, Precision.MONTH),
    By.YEAR: (Precision.DAY, Precision.WEEK, Precision.MONTH, Precision.YEAR),
}
AT_ONCE = 500  # periods that come with a timeline
_BEFORE_ALL, _AFTER_ALL = "", "~"  # sort before and after every key


def periods(
    tx: ManagedTransaction, where: MeetingFilter, calendar: Calendar, cursor: str | None, limit: int
) -> Periods:
    """Those in which there are meetings. All are counted at once: there are no more than days in history."""
    by, order = calendar.by, calendar.order
    kind = f"periods by {by}, {order}"
    after = cursors.decode(kind, cursor, (str,))
    found = listing.scoped(tx, queries.PERIODS, where, letters=_LETTERS[by], exact=list(_EXACT[by]))
    by_period: dict[str | None, list[Row]] = {None: []}
    for row in found:
        by_period.setdefault(row["period"], []).append(row)
    buckets = [_bucket(period, rows) for period, rows in _in_order(by_period, order)]
    rest = [one for one in buckets if after is None or _beyond(str(one.period), str(after[0]), order)]
    last = rest[limit - 1].period if len(rest) > limit else None
    return Periods(
        by=by,
        items=tuple(rest[:limit]),
        total=len(buckets),
        whole=_bucket(None, found),
        inexact=_bucket(None, by_period[None]),
        next_cursor=cursors.encode(kind, last) if last else None,
    )


def _in_order(found: Mapping[str | None, list[Row]], order: Order) -> Iterable[tuple[str, list[Row]]]:
    """The known periods in the order of time asked for."""
    known = [(period, rows) for period, rows in found.items() if period is not None]
    return sorted(known, key=lambda one: one[0], reverse=order is Order.LATEST)


def _beyond(period: str, last: str, order: Order) -> bool:
    return period > last if order is Order.OLDEST else period < last


def _bucket(period: str | None, found: Sequence[Row]) -> Bucket:
    by_status: Counter[Status] = Counter()
    for row in found:
        by_status[Status(row["status"])] += row["count"]
    firsts = [one for row in found if (one := day(row["first"]))]
    lasts = [one for row in found if (one := day(row["last"]))]
    latest = max((row["latest"] for row in found), default=None)
    return Bucket(
        period=period,
        count=by_status.total(),
        by_status={status: by_status[status] for status in sorted(by_status)},
        first=min(firsts, default=None),
        last=max(lasts, default=None),
        latest_meeting=meeting_of(latest) if latest else None,
    )


def meeting_of(order_key: str) -> str:
    """The id of the meeting that has the key."""
    return order_key.partition("|")[2]


def meetings(
    tx: ManagedTransaction, where: MeetingFilter, order: Order, cursor: str | None, limit: int
) -> Page[MeetingView]:
    """Through time; those of unknown date last in either order."""
    oldest = order is Order.OLDEST
    after = cursors.decode(f"meetings, {order}", cursor, (str,)) or (_BEFORE_ALL if oldest else _AFTER_ALL,)
    statement = queries.MEETINGS_OLDEST_FIRST if oldest else queries.MEETINGS_LATEST_FIRST
    found = listing.scoped(tx, statement, where, after=after[0], limit=limit + 1)
    shown = listing.meetings(tx, [row["id"] for row in found[:limit]], where)
    following = cursors.encode(f"meetings, {order}", found[limit - 1]["key"]) if len(found) > limit else None
    return Page(items=tuple(map(answers.meeting_view, shown)), next_cursor=following)
