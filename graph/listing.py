"""Meetings as lists have them, and whose meetings a filter asks for."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, LiteralString

from neo4j import ManagedTransaction

from graph import filters
from graph.filters import Side
from graph.fitting import Scoped, Told
from graph.meeting_queries import OF_MEETINGS, MeetingQueries
from graph.statements import Row, rows
from graph.views import MeetingFilter

SOURCES_OF_MEETING = 10


def asked(where: MeetingFilter) -> MeetingQueries:
    """The statements for the way in which the filter asks."""
    return OF_MEETINGS[Told.of(where)]


def sides(tx: ManagedTransaction, where: MeetingFilter) -> tuple[Side, Side]:
    """Whose meetings with whom; who is asked for alone comes first. Raises NotFound."""
    return Side.of(tx, where.actor or where.with_), Side.of(tx, where.with_ if where.actor else None)


def meetings(
    tx: ManagedTransaction, ids: Sequence[str], where: MeetingFilter, sources: int = SOURCES_OF_MEETING
) -> list[Row]:
    """The meetings, in that order, with who took part and so many of the reports of each."""
    return _of_ids(tx, asked(where).meetings, ids, where, sources)


def briefs(
    tx: ManagedTransaction, ids: Sequence[str], where: MeetingFilter, sources: int = SOURCES_OF_MEETING
) -> list[Row]:
    """Likewise, without who took part."""
    return _of_ids(tx, asked(where).briefs, ids, where, sources)


def _of_ids(
    tx: ManagedTransaction, statement: LiteralString, ids: Sequence[str], where: MeetingFilter, sources: int
) -> list[Row]:
    if not ids:
        return []
    values = {"most": sources, "as_of": where.as_of, "inferred": where.inferred}
    return rows(tx, statement, ids=ids, **values)


def total(
    tx: ManagedTransaction, statement: Scoped, where: MeetingFilter, found: Sequence[Row], most: int
) -> int:
    """How many there are of what was found; counted only where that may not be all."""
    if len(found) < most:
        return len(found)
    return int(scoped(tx, statement, where)[0]["total"])


def scoped(tx: ManagedTransaction, statement: Scoped, where: MeetingFilter, **values: Any) -> list[Row]:
    """What the statement says of the meetings that fit. Raises NotFound."""
    first, second = sides(tx, where)
    chosen = statement.chosen(where, first)
    return rows(tx, chosen, **filters.parameters(tx, where, first, second), **values)
