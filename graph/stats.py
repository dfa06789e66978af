"""Who met most, whom, and where."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any, TypeVar

from neo4j import ManagedTransaction

from extractors.domain import ActorKind
from extractors.ids import actor_id, fold
from graph import answers, cursors, listing
from graph import survey_queries as queries
from graph.periods import meeting_of
from graph.rows import day
from graph.statements import Row, rows
from graph.survey_views import (
    ActorTally,
    HostTally,
    Known,
    Listed,
    PairTally,
    PlaceNamed,
    PlaceTally,
    SourceTally,
)
from graph.views import ActorRef, MeetingFilter, Page, PlaceView

T = TypeVar("T")


def tally(row: Row) -> dict[str, Any]:
    """What every count of meetings has."""
    return {
        "count": row["count"],
        "first": day(row["first"]),
        "last": day(row["last"]),
        "latest_meeting": meeting_of(row["latest"]),
    }


def most_met_actors(
    tx: ManagedTransaction, where: MeetingFilter, cursor: str | None, limit: int
) -> Listed[ActorTally]:
    """Actors by the number of meetings at which they met somebody of another party."""
    after = cursors.decode("most met", cursor, (int, str)) or (None, None)
    found = listing.scoped(tx, queries.ACTORS, where, count=after[0], id=after[1], limit=limit + 1)
    total = listing.scoped(tx, queries.COUNT_ACTORS, where)[0]["total"]
    return _listed(
        found, limit, total, _actor_tally, lambda row: ("most met", row["count"], row["actor"]["id"])
    )


def most_met_pairs(
    tx: ManagedTransaction, where: MeetingFilter, cursor: str | None, limit: int
) -> Listed[PairTally]:
    """Pairs of actors of different parties by the number of their meetings."""
    after = cursors.decode("most met pairs", cursor, (int, str, str)) or (None, None, None)
    page = {"count": after[0], "a": after[1], "b": after[2], "limit": limit + 1}
    found = listing.scoped(tx, queries.PAIRS, where, **page)
    total = listing.scoped(tx, queries.COUNT_PAIRS, where)[0]["total"]
    return _listed(
        found,
        limit,
        total,
        _pair_tally,
        lambda row: ("most met pairs", row["count"], row["a"]["id"], row["b"]["id"]),
    )


def places(tx: ManagedTransaction, where: MeetingFilter, cursor: str | None, limit: int) -> Known[PlaceTally]:
    """Places by the number of meetings there."""
    after = cursors.decode("places", cursor, (int, str)) or (None, None)
    found = listing.scoped(tx, queries.PLACES, where, count=after[0], id=after[1], limit=limit + 1)
    known = listing.scoped(tx, queries.COUNT_PLACES, where)[0]
    listed = _listed(
        found, limit, known["total"], _place_tally, lambda row: ("places", row["count"], row["id"])
    )
    return Known(**dict(listed), without=known["without"])


def hosts(tx: ManagedTransaction, where: MeetingFilter, cursor: str | None, limit: int) -> Known[HostTally]:
    """Sides by the number of meetings that they hosted."""
    after = cursors.decode("hosts", cursor, (int, str)) or (None, None)
    found = listing.scoped(tx, queries.HOSTS, where, count=after[0], code=after[1], limit=limit + 1)
    known = listing.scoped(tx, queries.COUNT_HOSTS, where)[0]
    actors = _parties(tx, [row["party"] for row in found[:limit]])
    listed = _listed(
        found,
        limit,
        known["total"],
        lambda row: HostTally(party=row["party"], actor=actors.get(row["party"]), **tally(row)),
        lambda row: ("hosts", row["count"], row["party"]),
    )
    return Known(**dict(listed), without=known["without"])


def _parties(tx: ManagedTransaction, codes: Sequence[str]) -> dict[str, ActorRef]:
    """The countries and organizations of those codes that articles name."""
    kinds = (ActorKind.COUNTRY, ActorKind.ORGANIZATION)
    ids = [actor_id(kind, code, code) for code in codes for kind in kinds]
    actors = [answers.actor_ref(row["actor"]) for row in rows(tx, queries.ACTORS_BY_ID, ids=ids)]
    return {actor.party: actor for actor in actors if actor.party}


def sources(tx: ManagedTransaction, q: str, cursor: str | None, limit: int) -> Page[SourceTally]:
    """Who published, where `q` begins a word of the name, by the number of articles."""
    after = cursors.decode("sources", cursor, (int, str)) or (None, None)
    found = rows(tx, queries.SOURCES, q=q, count=after[0], key=after[1], limit=limit + 1)
    last = found[limit - 1] if len(found) > limit else None
    return Page(
        items=tuple(SourceTally(name=row["name"], articles=row["articles"]) for row in found[:limit]),
        next_cursor=cursors.encode("sources", last["articles"], last["key"]) if last else None,
    )


def places_named(tx: ManagedTransaction, q: str, cursor: str | None, limit: int) -> Page[PlaceNamed]:
    """Places, where `q` begins a word of the name, by the number of meetings."""
    after = cursors.decode("places named", cursor, (int, str)) or (None, None)
    key = fold(q)
    if q and not key:
        return Page()  # only signs
    found = rows(tx, queries.PLACES_LIKE, q=key, count=after[0], id=after[1], limit=limit + 1)
    last = found[limit - 1] if len(found) > limit else None
    return Page(
        items=tuple(
            PlaceNamed(place=PlaceView(**row["place"]), meetings=row["meetings"]) for row in found[:limit]
        ),
        next_cursor=cursors.encode("places named", last["meetings"], last["id"]) if last else None,
    )


def _listed(
    found: Sequence[Row],
    limit: int,
    total: int,
    form: Callable[[Row], T],
    key: Callable[[Row], tuple[Any, ...]],
) -> Listed[T]:
    following = cursors.encode(*key(found[limit - 1])) if len(found) > limit else None
    return Listed(items=tuple(map(form, found[:limit])), total=total, next_cursor=following)


def _actor_tally(row: Row) -> ActorTally:
    return ActorTally(
        actor=answers.actor_ref(row["actor"]),
        counterparts=row["counterparts"],
        inferred=row["inferred"],
        **tally(row),
    )


def _pair_tally(row: Row) -> PairTally:
    return PairTally(
        a=answers.actor_ref(row["a"]), b=answers.actor_ref(row["b"]), inferred=row["inferred"], **tally(row)
    )


def _place_tally(row: Row) -> PlaceTally:
    return PlaceTally(place=PlaceView(**row["place"]), **tally(row))
