"""Questions about many meetings at once: through time, by place, from actor to actor, in words."""

from __future__ import annotations

from functools import partial

from neo4j import ManagedTransaction

from graph import answers, centrality, network, paths, periods, search, stats
from graph import read_queries as queries
from graph.centrality import Measure
from graph.driver import Database, Sessions
from graph.errors import NotFound
from graph.network import Mode
from graph.search import SearchFilter
from graph.statements import rows
from graph.survey_views import (
    ActorTally,
    Calendar,
    Hit,
    HostTally,
    Known,
    Listed,
    Network,
    Order,
    PairTally,
    Paths,
    Periods,
    PlaceNamed,
    PlaceTally,
    Ranking,
    SourceTally,
    Timeline,
)
from graph.views import MeetingFilter, MeetingView, Page


class GraphSurvey:
    """Safe to use from several threads at once. Every method may raise GraphUnavailable, BadCursor, and
    NotFound where the filter names an actor that there is not.

    Where a filter names actors, only meetings in which they took part are counted.
    """

    def __init__(self, driver: Sessions, database: str) -> None:
        self._database = Database(driver, database)

    def periods(
        self, where: MeetingFilter, calendar: Calendar, *, cursor: str | None = None, limit: int = 100
    ) -> Periods:
        """How many meetings there were in each day, month or year."""
        work = partial(periods.periods, where=where, calendar=calendar, cursor=cursor, limit=limit)
        return self._database.read(work)

    def oldest_meetings(
        self, where: MeetingFilter, *, cursor: str | None = None, limit: int = 20
    ) -> Page[MeetingView]:
        """The oldest first, those of unknown date last."""
        order = Order.OLDEST
        return self._database.read(
            partial(periods.meetings, where=where, order=order, cursor=cursor, limit=limit)
        )

    def timeline(
        self, where: MeetingFilter, calendar: Calendar, *, cursor: str | None = None, limit: int = 20
    ) -> Timeline:
        """Of `where.actor`; the cursor is that of the meetings."""

        def work(tx: ManagedTransaction) -> Timeline:
            found = rows(tx, queries.ACTOR, id=where.actor, as_of=None)
            if not found:
                raise NotFound(f"No actor has the id {where.actor!r}.")
            return Timeline(
                actor=answers.actor_ref(found[0]["actor"]),
                periods=periods.periods(tx, where, calendar, None, periods.AT_ONCE),
                meetings=periods.meetings(tx, where, calendar.order, cursor, limit),
            )

        return self._database.read(work)

    def most_met_actors(
        self, where: MeetingFilter, *, cursor: str | None = None, limit: int = 20
    ) -> Listed[ActorTally]:
        """Actors by the number of meetings at which they met somebody of another party."""
        return self._database.read(partial(stats.most_met_actors, where=where, cursor=cursor, limit=limit))

    def most_met_pairs(
        self, where: MeetingFilter, *, cursor: str | None = None, limit: int = 20
    ) -> Listed[PairTally]:
        """Pairs of actors of different parties by the number of their meetings."""
        return self._database.read(partial(stats.most_met_pairs, where=where, cursor=cursor, limit=limit))

    def places(
        self, where: MeetingFilter, *, cursor: str | None = None, limit: int = 20
    ) -> Known[PlaceTally]:
        """Places by the number of meetings there."""
        return self._database.read(partial(stats.places, where=where, cursor=cursor, limit=limit))

    def hosts(self, where: MeetingFilter, *, cursor: str | None = None, limit: int = 20) -> Known[HostTally]:
        """Sides by the number of meetings that they hosted."""
        return self._database.read(partial(stats.hosts, where=where, cursor=cursor, limit=limit))

    def centrality(
        self, where: MeetingFilter, measure: Measure, *, cursor: str | None = None, limit: int = 20
    ) -> Ranking:
        """Actors by their place among those who met."""
        work = partial(centrality.centrality, where=where, measure=measure, cursor=cursor, limit=limit)
        return self._database.read(work)

    def network(
        self, where: MeetingFilter, mode: Mode = Mode.ACTORS, *, cursor: str | None = None, limit: int = 200
    ) -> Network:
        """A picture of who met whom. Beside actors it is one picture, which no cursor leads on from."""
        if mode is Mode.MEETINGS:
            return self._database.read(partial(network.meetings, where=where, cursor=cursor, limit=limit))
        return self._database.read(partial(network.actors, where=where, limit=limit))

    def network_around(self, where: MeetingFilter, *, cursor: str | None = None, limit: int = 200) -> Network:
        """Whom `where.actor` met, page by page."""
        return self._database.read(partial(network.around, where=where, cursor=cursor, limit=limit))

    def paths(
        self, where: MeetingFilter, longest: int, *, cursor: str | None = None, limit: int = 10
    ) -> Paths:
        """Who connects `where.actor` and `where.with_` through at most so many meetings."""
        work = partial(paths.paths, where=where, longest=longest, cursor=cursor, limit=limit)
        return self._database.read(work)

    def search(
        self, words: str, among: SearchFilter | None = None, *, cursor: str | None = None, limit: int = 20
    ) -> Page[Hit]:
        """Articles and sentences that have the words, the best first. Raises EmptySearch."""
        work = partial(search.search, words=words, among=among or SearchFilter(), cursor=cursor, limit=limit)
        return self._database.read(work)

    def sources(self, q: str = "", *, cursor: str | None = None, limit: int = 20) -> Page[SourceTally]:
        """Who published, where `q` begins a word of the name, by the number of articles."""
        return self._database.read(partial(stats.sources, q=q, cursor=cursor, limit=limit))

    def places_named(self, q: str = "", *, cursor: str | None = None, limit: int = 20) -> Page[PlaceNamed]:
        """Places, where `q` begins a word of the name, by the number of meetings."""
        return self._database.read(partial(stats.places_named, q=q, cursor=cursor, limit=limit))
