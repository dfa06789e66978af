"""Who stands in the middle of those who met."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from enum import StrEnum

import rustworkx as rx
from neo4j import ManagedTransaction

from graph import answers, cursors, listing
from graph import survey_queries as queries
from graph.periods import meeting_of
from graph.statements import Row
from graph.survey_views import Extent, Ranking, Score
from graph.views import MeetingFilter

# Betweenness over so many takes a third of a second of one core; it grows with their product.
ACTORS_RANKED, TIES_RANKED = 1_000, 20_000
_SCALE = 10**9  # scores are compared to nine places, so that a page goes on where the last one ended


class Measure(StrEnum):
    """What makes an actor central."""

    DEGREE = "degree"
    BETWEENNESS = "betweenness"
    PAGERANK = "pagerank"


NORMALISED = {
    Measure.DEGREE: "number of those it met, divided by the number of all others shown",
    Measure.BETWEENNESS: "share of the shortest ways between two others shown that lead through it, "
    "each way counted by its hops; averaged over all pairs of others",
    Measure.PAGERANK: "PageRank, damping 0.85, ties weighted by number of meetings; all scores add up to 1",
}
CHOSEN_BY = (
    f"the {ACTORS_RANKED:,} actors at most meetings that fit, ties by id; between them the {TIES_RANKED:,} "
    "pairs with most meetings"
)


def centrality(
    tx: ManagedTransaction, where: MeetingFilter, measure: Measure, cursor: str | None, limit: int
) -> Ranking:
    """Actors by their place among those who met; worked out anew for each page."""
    kind = f"centrality by {measure}"
    after = cursors.decode(kind, cursor, (int, str))
    actors = listing.scoped(tx, queries.ACTORS, where, count=None, id=None, limit=ACTORS_RANKED)
    ids = [row["actor"]["id"] for row in actors]
    links = listing.scoped(tx, queries.LINKS, where, nodes=ids, most=TIES_RANKED)
    # Where an actor is left out, its ties are not among those found.
    room = TIES_RANKED if len(ids) < ACTORS_RANKED else 0
    ranked = _ranked(actors, links, measure)
    start = 0
    if after:
        start = sum(_place(one) <= (-int(after[0]), str(after[1])) for one in ranked)
    shown = ranked[start : start + limit]
    more = start + limit < len(ranked)
    return Ranking(
        items=tuple(shown),
        total=len(ranked),
        measure=measure,
        normalised=NORMALISED[measure],
        showing=Extent(nodes=len(ids), edges=len(links)),
        whole=Extent(
            nodes=listing.total(tx, queries.COUNT_ACTORS, where, actors, ACTORS_RANKED),
            edges=listing.total(tx, queries.COUNT_PAIRS, where, links, room),
        ),
        chosen_by=CHOSEN_BY,
        next_cursor=cursors.encode(kind, _units(shown[-1].score), shown[-1].actor.id) if more else None,
    )


def _ranked(actors: Sequence[Row], links: Sequence[Row], measure: Measure) -> list[Score]:
    ids = [row["actor"]["id"] for row in actors]
    scores = centralities(ids, [(row["source"], row["target"], row["count"]) for row in links], measure)
    met = Counter(end for row in links for end in (row["source"], row["target"]))
    made = [
        Score(
            rank=0,
            actor=answers.actor_ref(row["actor"]),
            score=_units(scores[one]) / _SCALE,
            meetings=row["count"],
            counterparts=met[one],
            latest_meeting=meeting_of(row["latest"]),
        )
        for one, row in zip(ids, actors, strict=True)
    ]
    in_order = enumerate(sorted(made, key=_place), start=1)
    return [one.model_copy(update={"rank": rank}) for rank, one in in_order]


def _place(one: Score) -> tuple[int, str]:
    return -_units(one.score), one.actor.id


def _units(score: float) -> int:
    return round(score * _SCALE)


def centralities(
    ids: Sequence[str], links: Sequence[tuple[str, str, int]], measure: Measure
) -> dict[str, float]:
    """The measure of each, normalised as NORMALISED says."""
    graph: rx.PyGraph[str, float] = rx.PyGraph(multigraph=False)
    at = dict(zip(ids, graph.add_nodes_from(list(ids)), strict=True))
    graph.add_edges_from([(at[a], at[b], float(count)) for a, b, count in links])
    match measure:
        case Measure.DEGREE:
            found = rx.degree_centrality(graph)
        case Measure.BETWEENNESS:
            # On one thread: sums in another order would differ in their last places from page to page.
            found = rx.graph_betweenness_centrality(graph, normalized=True, parallel_threshold=len(ids) + 1)
        case Measure.PAGERANK:
            if not ids:
                return {}
            found = rx.pagerank(graph.to_directed(), alpha=0.85, weight_fn=float)
    return {one: float(found[index]) for one, index in at.items()}
