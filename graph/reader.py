"""The questions that the graph answers."""

from __future__ import annotations

from neo4j import Driver

from extractors.domain import ActorKind
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


class GraphReader:
    """Safe to use from several threads at once. Every method may raise GraphUnavailable."""

    def __init__(self, driver: Driver, database: str) -> None:
        self._driver = driver
        self._database = database

    def ping(self) -> None:
        """Raises where the graph cannot answer now."""
        raise NotImplementedError

    def counts(self) -> Counts:
        """How much the graph holds."""
        raise NotImplementedError

    def article(self, article_id: str) -> ArticleView:
        """Raises NotFound."""
        raise NotImplementedError

    def actors(
        self,
        q: str | None = None,
        *,
        kind: ActorKind | None = None,
        cursor: str | None = None,
        limit: int = 20,
    ) -> Page[ActorView]:
        """Those of which every word of `q` begins a word of a name, the most mentioned first."""
        raise NotImplementedError

    def actor(self, actor_id: str) -> ActorDetail:
        """Raises NotFound."""
        raise NotImplementedError

    def resolve(self, name: str) -> Resolution:
        """An id, ISO code, name, alias, demonym, metonym or surname, however it is spelled."""
        raise NotImplementedError

    def who_met_whom(
        self, where: MeetingFilter, *, cursor: str | None = None, limit: int = 20
    ) -> Page[PairView]:
        """Pairs of different parties, the latest met first; `a` is on the side of `where.actor`."""
        raise NotImplementedError

    def met(
        self, actor_id: str, where: MeetingFilter | None = None, *, cursor: str | None = None, limit: int = 20
    ) -> Page[Counterpart]:
        """Whom an actor met, the most often met first; `where.actor` is not looked at. Raises NotFound."""
        raise NotImplementedError

    def meetings(
        self, where: MeetingFilter, *, cursor: str | None = None, limit: int = 20
    ) -> Page[MeetingView]:
        """The latest first, those of unknown date last."""
        raise NotImplementedError

    def meeting(self, meeting_id: str) -> MeetingDetail:
        """Raises NotFound."""
        raise NotImplementedError
