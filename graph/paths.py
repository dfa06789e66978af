"""Who connects two actors: chains of meetings that lead from the one to the other."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from neo4j import ManagedTransaction

from graph import answers, cursors, filters, listing
from graph import survey_queries as queries
from graph.filters import Side
from graph.fitting import Told
from graph.path_search import Key, Neighbours, Path, Search, TooMany
from graph.statements import Row, rows
from graph.survey_views import Hop, Paths, PathView
from graph.views import ActorRef, MeetingFilter

TIES_LOOKED_AT = 100_000
ACTORS_AT_ONCE = 200
MEETINGS_OF_HOP = 3
SOURCES_OF_HOP = 1
_BETWEEN_IDS = " "  # no id has a blank


def paths(
    tx: ManagedTransaction, where: MeetingFilter, longest: int, cursor: str | None, limit: int
) -> Paths:
    """From `where.actor` to `where.with_`, the shortest first, of those the ones whose rarest hop rests on
    most meetings, then those with most meetings; ties by the ids of their actors. Raises NotFound."""
    beyond = _key(cursor)
    ties = _Ties(tx, where)
    found: list[Path] = []
    searched = 0
    for of_length in ties.search().by_length(longest):
        found += [path for path in of_length.paths if beyond is None or path.key > beyond]
        if not of_length.complete:
            break
        searched += 1
        if len(found) > limit:
            break
    last = found[limit - 1] if len(found) > limit else None
    return Paths(
        items=tuple(_views(tx, ties, found[:limit])),
        searched=searched,
        next_cursor=_cursor(last.key) if last else None,
    )


def _cursor(key: Key) -> str:
    return cursors.encode("paths", *key[:3], _BETWEEN_IDS.join(key[3]))


def _key(cursor: str | None) -> Key | None:
    found = cursors.decode("paths", cursor, (int, int, int, str))
    if found is None:
        return None
    length, rarest, all_hops, actors = found
    return int(length), int(rarest), int(all_hops), tuple(str(actors).split(_BETWEEN_IDS))


class _Ties:
    """Who met whom in meetings that fit, as many as may be looked at in one search."""

    def __init__(self, tx: ManagedTransaction, where: MeetingFilter) -> None:
        self._tx = tx
        self.where = where.model_copy(update={"actor": None, "with_": None})
        self.near, self.far = Side.of(tx, where.actor), Side.of(tx, where.with_)
        self._left = TIES_LOOKED_AT

    def search(self) -> Search:
        return Search(self._direct, self._ends, self._met_by_actors)

    def _direct(self) -> Neighbours:
        direct = self._met_by(self.near, self.far)
        # An office is looked for by its id also where its holder stands for it, which one side alone sees.
        for other, met in self._met_by(self.far, self.near).items():
            for one, count in met.items():
                direct.setdefault(one, {}).setdefault(other, count)
        return direct

    def _ends(self) -> tuple[Neighbours, Neighbours]:
        return self._met_by(self.near, Side()), self._met_by(self.far, Side())

    def _met_by(self, side: Side, others: Side) -> dict[str, dict[str, int]]:
        statement = queries.FROM_SIDE.chosen(self.where, side)
        fits = filters.parameters(self._tx, self.where, side, others)
        return self._taken(rows(self._tx, statement, **fits, most=self._left + 1))

    def _met_by_actors(self, ids: Sequence[str]) -> Neighbours:
        statement = queries.FROM_ACTORS[Told.of(self.where)]
        fits = filters.parameters(self._tx, self.where, Side(), Side())
        found: dict[str, dict[str, int]] = {}
        for start in range(0, len(ids), ACTORS_AT_ONCE):
            some = ids[start : start + ACTORS_AT_ONCE]
            found |= self._taken(rows(self._tx, statement, **fits, ids=some, most=self._left + 1))
        return found

    def _taken(self, found: Sequence[Row]) -> dict[str, dict[str, int]]:
        if len(found) > self._left:
            raise TooMany
        self._left -= len(found)
        met: dict[str, dict[str, int]] = {}
        for row in found:
            met.setdefault(row["a"], {})[row["b"]] = row["count"]
        return met

    def between(self, hops: Sequence[tuple[str, str, bool, bool]]) -> list[Row]:
        """The meetings of each hop; the flags say whether it begins or ends with a side asked for."""
        statement = queries.BETWEEN[Told.of(self.where)]
        fits = filters.parameters(self._tx, self.where, Side(), Side())
        given = [
            {
                "a": a,
                "b": b,
                "a_party": self.near.party if first else None,
                "b_party": self.far.party if last else None,
                "a_asked": first and self.near.actor is not None,
                "b_asked": last and self.far.actor is not None,
            }
            for a, b, first, last in hops
        ]
        return rows(self._tx, statement, **fits, hops=given, shown=MEETINGS_OF_HOP)


def _views(tx: ManagedTransaction, ties: _Ties, found: Sequence[Path]) -> list[PathView]:
    hops = sorted({hop for path in found for hop in _hops(path)})
    if not hops:
        return []
    told = {hops[row["position"]]: row for row in ties.between(hops)}
    ids = sorted({one for row in told.values() for one in row["meetings"]})
    briefs: dict[str, Any] = dict(
        zip(
            ids,
            map(answers.meeting_brief, listing.briefs(tx, ids, ties.where, sources=SOURCES_OF_HOP)),
            strict=True,
        )
    )
    named = rows(tx, queries.ACTORS_BY_ID, ids=sorted({one for path in found for one in path.actors}))
    actors = {row["actor"]["id"]: answers.actor_ref(row["actor"]) for row in named}

    def hop(key: tuple[str, str, bool, bool]) -> Hop:
        row = told[key]
        meetings = tuple(briefs[one] for one in row["meetings"])
        return Hop(a=actors[key[0]], b=actors[key[1]], count=row["count"], meetings=meetings)

    return [_view(path, actors, tuple(map(hop, _hops(path)))) for path in found]


def _hops(path: Path) -> list[tuple[str, str, bool, bool]]:
    last = path.length - 1
    return [(path.actors[at], path.actors[at + 1], at == 0, at == last) for at in range(path.length)]


def _view(path: Path, actors: dict[str, ActorRef], hops: tuple[Hop, ...]) -> PathView:
    return PathView(length=path.length, actors=tuple(actors[one] for one in path.actors), hops=hops)
