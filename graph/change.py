"""One change of the graph: articles and judgements in or out, and everything that follows from it."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass, field

from neo4j import ManagedTransaction

from graph import derive_queries, judgement_queries
from graph import write_queries as q
from graph.actor_stage import ActorStage
from graph.holding_stage import HoldingStage
from graph.judgements import Judgement, Subject
from graph.meeting_stage import MeetingStage
from graph.place_stage import save_places
from graph.rows import NewPart, day
from graph.statements import Row, for_each, rows


@dataclass(frozen=True)
class Change:
    """What goes in and what goes out. An article that is there already is replaced."""

    puts: tuple[NewPart, ...] = ()
    removed: frozenset[str] = frozenset()
    judged: tuple[Judgement, ...] = ()  # those that have come or gone, which stand in the graph or not


@dataclass(frozen=True)
class OldPart:
    """What an article has in the graph before the change."""

    id: str
    published: dt.date | None
    digest: str
    text_kept: bool
    mentions: list[Row]
    reports: list[str]
    places: list[Row]


@dataclass
class Scope:
    """What of the old graph the change takes away."""

    old: list[OldPart]
    new: list[NewPart]
    slots: list[str] = field(default_factory=list)


def take_turn(tx: ManagedTransaction) -> None:
    """Waits for other writers; what is read after it stays true until the transaction ends."""
    tx.run(q.TAKE_TURN).consume()


def old_parts(tx: ManagedTransaction, ids: Iterable[str]) -> dict[str, OldPart]:
    """Of those articles that are there."""
    found = rows(tx, q.OLD_PARTS, ids=sorted(ids))
    return {row["id"]: OldPart(**row | {"published": day(row["published"])}) for row in found}


def carry_out(tx: ManagedTransaction, change: Change, before: dict[str, OldPart]) -> None:
    """All statements of a change; the transaction, with its turn taken, is the caller's to commit.

    Everything derived is worked out again for as far as the change can reach: the names that are tied
    to the names of the articles, the reports that are tied to their reports, the meetings of offices
    whose holders are others now.
    """
    scope = _scope(change, before)
    gone = [report for part in scope.old for report in part.reports]
    meetings = MeetingStage(tx, rows(tx, derive_queries.TELLINGS, ids=gone) if gone else [], change.judged)
    scope.slots = [row["id"] for row in rows(tx, derive_queries.SLOTS_OF_REPORTS, ids=gone)] if gone else []
    for_each(tx, q.ARCHIVE, rows=[part.article for part in scope.new])
    for_each(tx, q.CLEAR_PARTS, ids=[part.id for part in scope.old])
    for_each(tx, q.SAVE_ARTICLES, rows=[part.article for part in scope.new])

    judged = {key for one in change.judged if one.subject is Subject.ACTORS for key in (one.a, one.b) if key}
    actors = ActorStage(tx, scope.old, scope.new, judged)
    moved = actors.run()
    dead_places = save_places(tx, scope.old, scope.new)
    _save_parts(tx, scope.new)
    holding = HoldingStage(tx, scope.old, scope.new, moved)
    stale = holding.run()
    new = [report for part in scope.new for report in part.reports]
    meetings.run(new=new, moved=moved, stale=stale)
    for_each(tx, q.DELETE_EMPTY_SLOTS, ids=scope.slots)
    for_each(tx, q.DELETE_PLACES, ids=dead_places)
    actors.bury()
    for_each(tx, q.DELETE_ARTICLES, ids=sorted(change.removed & before.keys()))


def _scope(change: Change, before: dict[str, OldPart]) -> Scope:
    new = [part for part in change.puts if not _unchanged(part, before)]
    ids = {part.article["id"] for part in new} | change.removed
    return Scope([before[one] for one in sorted(ids & before.keys())], new)


def _unchanged(part: NewPart, before: dict[str, OldPart]) -> bool:
    old = before.get(part.article["id"])
    if old is None or old.digest != part.article["digest"]:
        return False
    # What was stored before texts were kept, or no longer were, is stored as it now should be.
    return old.text_kept == (part.article["text"] is not None)


def _save_parts(tx: ManagedTransaction, new: list[NewPart]) -> None:
    for_each(
        tx,
        q.SAVE_MENTIONS,
        rows=[row | {"article_id": part.article["id"]} for part in new for row in part.mentions],
    )
    reports = [row | {"article_id": part.article["id"]} for part in new for row in part.reports.values()]
    for_each(tx, q.SAVE_REPORTS, rows=reports)
    for_each(tx, q.SAVE_PARTICIPANTS, rows=[row for part in new for row in part.participants])
    for_each(tx, q.SAVE_AT, rows=[row for part in new for row in part.places])


def save_judgements(tx: ManagedTransaction, judged: Iterable[Judgement], gone: Iterable[str]) -> None:
    """Put judgements in, or take them out, before what follows is worked out."""
    for_each(tx, judgement_queries.SAVE, rows=[one.model_dump(mode="json") for one in judged])
    for_each(tx, judgement_queries.DELETE, ids=list(gone))
