"""The questions that the graph answers."""

from __future__ import annotations

from functools import partial
from typing import Any, LiteralString

from neo4j import Driver, ManagedTransaction

from extractors.domain import ActorKind
from extractors.ids import fold
from graph import answers, cursors, filters, names
from graph import read_queries as queries
from graph.driver import Database
from graph.errors import NotFound
from graph.filters import Side
from graph.schema import NAMES_INDEX
from graph.views import (
    ActorDetail,
    ActorView,
    ArticleView,
    Counterpart,
    Counts,
    MeetingDetail,
    MeetingFilter,
    MeetingView,
    Page,
    PairView,
    Resolution,
)

Row = dict[str, Any]

MEETINGS_OF_PAIR = 100
SOURCES_OF_MEETING = 10
MENTIONS_OF_ACTOR = 20
_AFTER_ALL = "~"  # sorts after every order key


class GraphReader:
    """Safe to use from several threads at once. Every method may raise GraphUnavailable."""

    def __init__(self, driver: Driver, database: str) -> None:
        self._database = Database(driver, database)

    def ping(self) -> None:
        """Raises where the graph cannot answer now."""
        self._database.read(partial(_rows, queries.PING))

    def counts(self) -> Counts:
        """How much the graph holds."""
        return answers.counts(self._database.read(partial(_rows, queries.COUNTS))[0])

    def article(self, article_id: str) -> ArticleView:
        """Raises NotFound."""

        def work(tx: ManagedTransaction) -> ArticleView:
            found = _one(tx, queries.ARTICLE, article_id, "article")
            return answers.article_view(found, _rows(queries.REPORTS_OF_ARTICLE, tx, id=article_id))

        return self._database.read(work)

    def actors(
        self,
        q: str | None = None,
        *,
        kind: ActorKind | None = None,
        cursor: str | None = None,
        limit: int = 20,
    ) -> Page[ActorView]:
        """Those of which every word of `q` begins a word of a name, the most mentioned first."""
        words = fold(q).split() if q else []
        if q and not words:
            return Page()
        after = cursors.decode("actors", cursor, (str,))
        statement, found = (queries.FIND_ACTORS, _find(words)) if words else (queries.ACTORS, {})
        work = partial(_rows, statement, kind=kind, after=after[0] if after else "", limit=limit + 1, **found)
        rows = self._database.read(work)
        return Page(
            items=tuple(answers.actor_view(row["actor"]) for row in rows[:limit]),
            next_cursor=cursors.encode("actors", rows[limit - 1]["order_key"]) if len(rows) > limit else None,
        )

    def actor(self, actor_id: str) -> ActorDetail:
        """Raises NotFound."""

        def work(tx: ManagedTransaction) -> ActorDetail:
            found = _one(tx, queries.ACTOR, actor_id, "actor")
            tenures = _rows(queries.TENURES, tx, id=actor_id)
            mentions = _rows(queries.LATEST_MENTIONS, tx, id=actor_id, limit=MENTIONS_OF_ACTOR)
            return answers.actor_detail(found["actor"], tenures, mentions)

        return self._database.read(work)

    def resolve(self, name: str) -> Resolution:
        """An id, ISO code, name, alias, demonym, metonym or surname, however it is spelled.

        An exact form comes before a surname, a surname before a part of a name; of equal forms a
        country's before an organization's, a person's and an office's.
        """
        return self._database.read(lambda tx: names.resolve(tx, name))

    def who_met_whom(
        self, where: MeetingFilter, *, cursor: str | None = None, limit: int = 20
    ) -> Page[PairView]:
        """Pairs of different parties, the latest met first; `a` is on the side of `where.actor`."""
        after = cursors.decode("pairs", cursor, (str, str, str)) or (None, None, None)
        page = {"day": after[0], "a": after[1], "b": after[2], "limit": limit + 1, "most": MEETINGS_OF_PAIR}

        def work(tx: ManagedTransaction) -> Page[PairView]:
            first, second = (
                Side.of(tx, where.actor or where.with_),
                Side.of(tx, where.with_ if where.actor else None),
            )
            statement = _choose(first, queries.PAIRS_OF_ONE, queries.PAIRS_OF_PARTY, queries.PAIRS_OF_ANYONE)
            rows = _rows(statement, tx, **filters.parameters(tx, where, first, second), **page)
            meetings = _meetings(tx, sorted({one for row in rows[:limit] for one in row["meetings"]}))
            briefs = {row["meeting"]["id"]: answers.meeting_brief(row) for row in meetings}
            last = rows[limit - 1] if len(rows) > limit else None
            return Page(
                items=tuple(answers.pair_view(row, briefs) for row in rows[:limit]),
                next_cursor=cursors.encode("pairs", last["day"], last["a"]["id"], last["b"]["id"])
                if last
                else None,
            )

        return self._database.read(work)

    def met(
        self, actor_id: str, where: MeetingFilter | None = None, *, cursor: str | None = None, limit: int = 20
    ) -> Page[Counterpart]:
        """Whom an actor met, the most often met first; `where.actor` is not looked at. Raises NotFound."""
        after = cursors.decode("met", cursor, (int, str)) or (None, None)
        fits = where or MeetingFilter()

        def work(tx: ManagedTransaction) -> list[Row]:
            first, second = Side.of(tx, actor_id), Side.of(tx, fits.with_)
            statement = queries.COUNTERPARTS_OF_ONE if first.actor else queries.COUNTERPARTS_OF_PARTY
            page = {"count": after[0], "b": after[1], "limit": limit + 1}
            return _rows(statement, tx, **filters.parameters(tx, fits, first, second), **page)

        rows = self._database.read(work)
        last = rows[limit - 1] if len(rows) > limit else None
        return Page(
            items=tuple(map(answers.counterpart, rows[:limit])),
            next_cursor=cursors.encode("met", last["count"], last["actor"]["id"]) if last else None,
        )

    def meetings(
        self, where: MeetingFilter, *, cursor: str | None = None, limit: int = 20
    ) -> Page[MeetingView]:
        """The latest first, those of unknown date last."""
        before = cursors.decode("meetings", cursor, (str,))
        page = {"before": before[0] if before else _AFTER_ALL, "limit": limit + 1}

        def work(tx: ManagedTransaction) -> Page[MeetingView]:
            first, second = (
                Side.of(tx, where.actor or where.with_),
                Side.of(tx, where.with_ if where.actor else None),
            )
            statement = _choose(
                first, queries.MEETINGS_OF_ONE, queries.MEETINGS_OF_PARTY, queries.MEETINGS_OF_ANYONE
            )
            found = _rows(statement, tx, **filters.parameters(tx, where, first, second), **page)
            rows = _meetings(tx, [row["id"] for row in found[:limit]])
            return Page(
                items=tuple(map(answers.meeting_view, rows)),
                next_cursor=cursors.encode("meetings", found[limit - 1]["order_key"])
                if len(found) > limit
                else None,
            )

        return self._database.read(work)

    def meeting(self, meeting_id: str) -> MeetingDetail:
        """Raises NotFound."""

        def work(tx: ManagedTransaction) -> MeetingDetail:
            rows = _meetings(tx, [meeting_id])
            if not rows:
                raise NotFound(f"No meeting has the id {meeting_id!r}.")
            return answers.meeting_detail(rows[0], _rows(queries.REPORTS_OF_MEETING, tx, id=meeting_id))

        return self._database.read(work)


def _rows(statement: LiteralString, tx: ManagedTransaction, **values: Any) -> list[Row]:
    return [dict(zip(record.keys(), record.values(), strict=True)) for record in tx.run(statement, values)]


def _one(tx: ManagedTransaction, statement: LiteralString, key: str, what: str) -> Row:
    rows = _rows(statement, tx, id=key)
    if not rows:
        raise NotFound(f"No {what} has the id {key!r}.")
    return rows[0]


def _meetings(tx: ManagedTransaction, ids: list[str]) -> list[Row]:
    return _rows(queries.MEETINGS, tx, ids=ids, most=SOURCES_OF_MEETING) if ids else []


def _choose(side: Side, one: LiteralString, party: LiteralString, anyone: LiteralString) -> LiteralString:
    if side.actor:
        return one
    return party if side.party else anyone


def _find(words: list[str]) -> Row:
    return {"index": NAMES_INDEX, "query": " ".join(f"+{word}*" for word in words)}
