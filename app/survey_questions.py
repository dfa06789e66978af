"""What can be asked about many meetings at once."""

from __future__ import annotations

from pydantic import Field

from app.errors import UnaskableQuery
from app.questions import (
    NAMING,
    Encountering,
    FirstDay,
    Happenings,
    LastDay,
    Name,
    Paged,
    Through,
    find_actor,
)
from graph.centrality import Measure
from graph.network import Mode
from graph.reader import GraphReader
from graph.search import SearchFilter
from graph.survey_views import By, Calendar, Order, Where
from graph.views import MeetingFilter

_BY = "How long a period is"
_ORDER = "Where to begin; meetings of unknown date come last in either order"


class TimelineAsked(Through):
    """An actor through time: any status unless asked otherwise, for plans and refusals are part of it."""

    with_: Name | None = Field(None, alias="with", description=f"Only meetings with them. {NAMING}")
    by: By = Field(By.MONTH, description=_BY)
    order: Order = Field(Order.LATEST, description=_ORDER)

    def calendar(self) -> Calendar:
        """As the graph is asked."""
        return Calendar(by=self.by, order=self.order)

    def resolved(self, reader: GraphReader, actor_id: str) -> MeetingFilter:
        """With the actor that the other name stands for."""
        other = find_actor(reader, self.with_).id if self.with_ else None
        return self.as_filter(reader, actor=actor_id, with_=other)


class MeetingsAsked(Encountering):
    """Which meetings, and where to begin."""

    order: Order = Field(Order.LATEST, description=_ORDER)


class Counted(Encountering):
    """Which meetings are counted. With `actor` or `with`, those in which they took part."""


class PeriodsAsked(Counted):
    """How long the periods are, and where to begin."""

    by: By = Field(By.MONTH, description=_BY)
    order: Order = Field(Order.OLDEST, description="Where to begin")
    limit: int = Field(100, ge=1, le=1_000, description="How many periods at most")

    def calendar(self) -> Calendar:
        """As the graph is asked."""
        return Calendar(by=self.by, order=self.order)


class CentralityAsked(Counted):
    """By which measure."""

    measure: Measure = Field(Measure.DEGREE, description="What makes an actor central")


class NetworkAsked(Counted):
    """Which picture."""

    mode: Mode = Field(
        Mode.ACTORS, description="Actors joined by their meetings, or meetings joined to those who took part"
    )
    around: Name | None = Field(
        None, description=f"Only whom this actor met, page by page (beside meetings: its meetings). {NAMING}"
    )
    limit: int = Field(
        200, ge=1, le=2_000, description="How many nodes at most; around an actor, how many others"
    )

    def resolved(self, reader: GraphReader) -> MeetingFilter:
        """Around an actor, it is the filter's actor."""
        if self.around is None:
            if self.cursor is not None and self.mode is Mode.ACTORS:
                raise UnaskableQuery(
                    "query.cursor", "this picture has no pages; raise limit, or ask around= an actor"
                )
            return super().resolved(reader)
        if self.actor is not None:
            raise UnaskableQuery(
                "query.actor", "actor cannot be asked for beside around; use with for the other side"
            )
        where = super().resolved(reader)
        return where.model_copy(update={"actor": find_actor(reader, self.around).id})


class PathsAsked(Happenings, Paged):
    """Between whom. `from` and `to` are actors here; the days are `since` and `until`."""

    start: Name = Field(alias="from", description=NAMING, examples=["Lavrov"])
    goal: Name = Field(alias="to", description="The other end, likewise", examples=["Safadi"])
    longest: int = Field(4, alias="max", ge=1, le=6, description="How many meetings a path may lead through")
    since: FirstDay = Field(None, description="Only meetings from that day (month, year) on")
    until: LastDay = Field(None, description="Only meetings up to that day (month, year)")
    limit: int = Field(10, ge=1, le=50, description="How many paths at most")

    def resolved(self, reader: GraphReader) -> MeetingFilter:
        """With the actors that the names stand for."""
        if self.since and self.until and self.until < self.since:
            raise UnaskableQuery("query.since", f"since ({self.since}) is later than until ({self.until})")
        start, goal = find_actor(reader, self.start), find_actor(reader, self.goal)
        if start.id == goal.id:
            raise UnaskableQuery("query.to", f"from and to are the same actor, {start.name}")
        return MeetingFilter(
            actor=start.id,
            with_=goal.id,
            statuses=self.statuses(),
            channel=self.channel,
            level=self.level,
            source=self.source,
            confidence=self.confidence,
            since=self.since,
            until=self.until,
            as_of=self.as_of,
            inferred=self.inferred,
        )


class SearchAsked(Paged):
    """Which words, and where."""

    q: Name = Field(
        description='Words that all have to be there, "phrases", and -words that must not; whatever their '
        "endings (talk finds talks and talked), spelled as the articles spell them",
        examples=['"prisoner exchange" Istanbul -grain'],
    )
    in_: Where = Field(
        Where.ALL, alias="in", description="Titles and texts, the sentences that meetings rest on, or both"
    )
    since: FirstDay = Field(None, alias="from", description="Published on that day (month, year) or later")
    until: LastDay = Field(None, alias="to", description="Published up to that day (month, year)")
    source: Name | None = Field(None, description="Only of this source, as the articles give it")

    def as_filter(self) -> SearchFilter:
        """As the graph is asked."""
        if self.since and self.until and self.until < self.since:
            raise UnaskableQuery("query.from", f"from ({self.since}) is later than to ({self.until})")
        return SearchFilter(where=self.in_, since=self.since, until=self.until, source=self.source)
