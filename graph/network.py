"""Nodes and edges for a picture of who met whom."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from enum import StrEnum

from neo4j import ManagedTransaction

from extractors.domain import Status
from graph import answers, cursors, filters, listing
from graph import survey_queries as queries
from graph.fitting import Scoped
from graph.periods import meeting_of
from graph.rows import date_of
from graph.statements import Row, rows
from graph.stats import tally
from graph.survey_views import ActorNode, Extent, MeetingNode, MetEdge, Network, PartEdge
from graph.views import MeetingFilter, PlaceView

EDGES_AT_MOST = 10_000
MEETINGS_OF_EDGE = 5
_AFTER_ALL = "~"  # sorts after every order key

_EDGES_CHOSEN = f"of the edges between them the {EDGES_AT_MOST:,} with most meetings, ties by ids"
ACTORS_CHOSEN = f"the actors at most meetings that fit, ties by id; {_EDGES_CHOSEN}"
AROUND_CHOSEN = f"whom the actor met most often first, ties by id; {_EDGES_CHOSEN}"
MEETINGS_CHOSEN = (
    "the latest meetings first, ties by id, each with all who took part as long as there is room"
)


class Mode(StrEnum):
    """What the nodes of a picture are."""

    ACTORS = "actors"
    MEETINGS = "meetings"


def actors(tx: ManagedTransaction, where: MeetingFilter, limit: int) -> Network:
    """Actors joined by the meetings at which they met, those at most meetings."""
    found = listing.scoped(tx, queries.NODES, where, limit=limit)
    ids = [row["actor"]["id"] for row in found]
    page = {"nodes": ids, "most": EDGES_AT_MOST, "shown": MEETINGS_OF_EDGE}
    edges = listing.scoped(tx, queries.EDGES, where, **page) if ids else []
    # Where an actor is left out, its edges are not among those found.
    room = EDGES_AT_MOST if len(found) < limit else 0
    return Network(
        nodes=tuple(map(_actor_node, found)),
        edges=tuple(map(_met_edge, edges)),
        showing=Extent(nodes=len(found), edges=len(edges)),
        total=Extent(
            nodes=found[0]["total"] if found else 0,
            edges=listing.total(tx, queries.COUNT_PAIRS, where, edges, room),
        ),
        chosen_by=ACTORS_CHOSEN,
    )


def around(tx: ManagedTransaction, where: MeetingFilter, cursor: str | None, limit: int) -> Network:
    """Whom `where.actor` met, page by page, with the edges to it, or to all who act for it."""
    after = cursors.decode("network around", cursor, (int, str)) or (None, None)
    first, second = listing.sides(tx, where)
    told = listing.asked(where)
    fits = filters.parameters(tx, where, first, second)

    def ask(statement: Scoped, **values: object) -> list[Row]:
        return rows(tx, statement.chosen(where, first), **fits, **values)

    statement = told.counterparts_of_one if first.actor else told.counterparts_of_party
    found = rows(tx, statement, **fits, count=after[0], b=after[1], limit=limit + 1)
    others = [row["actor"]["id"] for row in found[:limit]]
    page = {"nodes": others, "most": EDGES_AT_MOST, "shown": MEETINGS_OF_EDGE}
    edges = ask(queries.EDGES_AROUND, **page)
    centre = ask(queries.ACTORS_AROUND, nodes=sorted({row["source"] for row in edges}))
    nodes = {row["actor"]["id"]: _actor_node(row) for row in (*found[:limit], *centre)}
    last = found[limit - 1] if len(found) > limit else None
    return Network(
        nodes=tuple(sorted(nodes.values(), key=lambda node: (-node.meetings, node.id))),
        edges=tuple(map(_met_edge, edges)),
        showing=Extent(nodes=len(nodes), edges=len(edges)),
        total=Extent(**ask(queries.COUNT_AROUND)[0]),
        chosen_by=AROUND_CHOSEN,
        next_cursor=cursors.encode("network around", last["count"], last["actor"]["id"]) if last else None,
    )


def meetings(tx: ManagedTransaction, where: MeetingFilter, cursor: str | None, limit: int) -> Network:
    """Meetings joined to the actors that took part in them, page by page."""
    after = cursors.decode("network of meetings", cursor, (str,)) or (_AFTER_ALL,)
    found = listing.scoped(tx, queries.MEETINGS_LATEST_FIRST, where, after=after[0], limit=limit + 1)
    told = listing.meetings(tx, [row["id"] for row in found], where, sources=0)
    shown, parts = _as_many_as_fit(told, limit)
    attended = Counter(part.source for part in parts)
    actors = {one.actor.id: one.actor for row in shown for one in answers.participants(row)}
    nodes = [
        *map(_meeting_node, shown),
        *(ActorNode(**actors[one].model_dump(), meetings=count) for one, count in sorted(attended.items())),
    ]
    following = found[len(shown) - 1]["key"] if len(shown) < len(found) else None
    return Network(
        nodes=tuple(nodes),
        edges=tuple(parts),
        showing=Extent(nodes=len(nodes), edges=len(parts)),
        total=Extent(**listing.scoped(tx, queries.COUNT_PARTS, where)[0]),
        chosen_by=MEETINGS_CHOSEN,
        next_cursor=cursors.encode("network of meetings", following) if following else None,
    )


def _as_many_as_fit(told: Sequence[Row], limit: int) -> tuple[list[Row], list[PartEdge]]:
    """The first meetings that together with their actors are no more nodes than `limit`. A meeting is left
    out rather than cut, but for the first: somebody has to be shown."""
    shown: list[Row] = []
    edges: list[PartEdge] = []
    actors: set[str] = set()
    for row in told:
        parts = list({edge.source: edge for edge in reversed(_part_edges(row))}.values())[::-1]
        room = limit - len(shown) - len(actors) - 1
        if len({part.source for part in parts} - actors) > room:
            if shown:
                break
            parts = parts[:room]
        shown.append(row)
        edges += parts
        actors |= {part.source for part in parts}
    return shown, edges


def _part_edges(row: Row) -> list[PartEdge]:
    meeting = _meeting_id(row)
    return [
        PartEdge(source=one.actor.id, target=meeting, role=one.role, party=one.party, inferred=one.inferred)
        for one in answers.participants(row)
    ]


def _meeting_id(row: Row) -> str:
    found: str = row["meeting"].get("meeting_id", row["meeting"]["id"])
    return found


def _meeting_node(row: Row) -> MeetingNode:
    meeting = row["meeting"]
    return MeetingNode(
        id=_meeting_id(row),
        title=meeting["title"],
        status=meeting["status"],
        date=answers.date_view(date_of(meeting, "")),
        place=PlaceView(**row["place"]) if row["place"] else None,
        reports=meeting["reports"],
    )


def _actor_node(row: Row) -> ActorNode:
    return ActorNode(**answers.actor_ref(row["actor"]).model_dump(), meetings=row["count"])


def _met_edge(row: Row) -> MetEdge:
    by_status = Counter({Status(part["status"]): part["count"] for part in row["parts"]})
    keys = sorted((key for part in row["parts"] for key in part["keys"]), reverse=True)
    return MetEdge(
        source=row["source"],
        target=row["target"],
        by_status={status: by_status[status] for status in sorted(by_status)},
        meetings=tuple(map(meeting_of, keys[:MEETINGS_OF_EDGE])),
        **tally(row),
    )
