"""What the graph answers about many meetings at once: frozen results."""

from __future__ import annotations

import datetime as dt
from enum import StrEnum
from typing import Generic, Literal, TypeVar

from pydantic import Field

from extractors.domain import ActorKind, Role, Status, Value
from graph.views import ActorRef, DateView, MeetingBrief, MeetingView, Page, PlaceView

T = TypeVar("T")


class Listed(Page[T], Generic[T]):
    """A part of a list that says how long all of it is."""

    total: int = 0


class Known(Listed[T], Generic[T]):
    """Likewise, of something that is not known of every meeting."""

    without: int = Field(0, description="so many meetings fit, but this is not known of them")


class By(StrEnum):
    """How long a period is."""

    DAY = "day"
    MONTH = "month"
    YEAR = "year"


class Order(StrEnum):
    """Where a list through time begins."""

    OLDEST = "oldest"
    LATEST = "latest"


class Calendar(Value):
    """How a list through time is asked for."""

    by: By = By.MONTH
    order: Order = Order.LATEST


class Tally(Value):
    """How many meetings, from the first day to the last, and the latest of them."""

    count: int = 0
    first: dt.date | None = None
    last: dt.date | None = None
    latest_meeting: str | None = Field(None, description="id of the latest of them")


class Bucket(Tally):
    """The meetings of one day, month or year."""

    period: str | None = Field(
        None, description="2023-05-10, 2023-05 or 2023; null where no date is so exact", examples=["2023-05"]
    )
    by_status: dict[Status, int] = Field(default_factory=dict)


class Periods(Listed[Bucket]):
    """Meetings by period. `whole` is all of them, `inexact` those whose date is less exact than a period
    or unknown; `total` is the number of periods in which there are any."""

    by: By
    whole: Bucket
    inexact: Bucket


class Timeline(Value):
    """An actor's meetings through time: how many in which period, and the meetings page by page."""

    actor: ActorRef
    periods: Periods
    meetings: Page[MeetingView]


class ActorTally(Tally):
    """An actor, and at how many meetings it met somebody; `counterparts` are how many it met there."""

    actor: ActorRef
    counterparts: int
    inferred: int = Field(0, description="at so many it is only inferred from an office")


class PairTally(Tally):
    """Two actors of different parties, and how often they met."""

    a: ActorRef
    b: ActorRef
    inferred: int = Field(0, description="at so many one of the two is only inferred from an office")


class PlaceTally(Tally):
    """A place, and how many meetings were there."""

    place: PlaceView


class HostTally(Tally):
    """A side, and how many meetings it hosted."""

    party: str
    actor: ActorRef | None = Field(None, description="the country or organization, where an article names it")


class Extent(Value):
    """How much of a picture."""

    nodes: int
    edges: int


class Score(Value):
    """An actor's place in the graph of who met whom."""

    rank: int
    actor: ActorRef
    score: float
    meetings: int
    counterparts: int = Field(description="how many of those shown it met")
    latest_meeting: str = Field(description="id of the latest of its meetings")


class Ranking(Listed[Score]):
    """Actors by a measure of centrality, over the part of the graph that `showing` gives."""

    measure: str
    normalised: str
    showing: Extent
    whole: Extent
    chosen_by: str


class ActorNode(Value):
    """An actor in a picture."""

    type: Literal["actor"] = "actor"
    id: str
    name: str
    kind: ActorKind
    party: str | None = None
    office: str | None = None
    meetings: int = Field(
        description="at how many of the meetings that fit it met somebody; beside meetings, in how many of "
        "those shown it took part"
    )


class MeetingNode(Value):
    """A meeting in a picture."""

    type: Literal["meeting"] = "meeting"
    id: str
    title: str
    status: Status
    date: DateView
    place: PlaceView | None = None
    reports: int


class MetEdge(Tally):
    """Two actors that met, and how often."""

    type: Literal["met"] = "met"
    source: str
    target: str
    by_status: dict[Status, int]
    meetings: tuple[str, ...] = Field(description="ids of the latest of them")


class PartEdge(Value):
    """An actor's part in a meeting."""

    type: Literal["took_part"] = "took_part"
    source: str = Field(description="the actor's id")
    target: str = Field(description="the meeting's id")
    role: Role
    party: str | None = None
    inferred: bool = False


class Network(Value):
    """Nodes and edges for a picture; `total` is what there is, `showing` what is here."""

    nodes: tuple[ActorNode | MeetingNode, ...] = ()
    edges: tuple[MetEdge | PartEdge, ...] = ()
    showing: Extent
    total: Extent
    chosen_by: str = Field(description="what decides which nodes and edges are shown")
    next_cursor: str | None = None


class Hop(Value):
    """Two actors of a path with the latest of their meetings; `count` is how many there are."""

    a: ActorRef
    b: ActorRef
    count: int
    meetings: tuple[MeetingBrief, ...]


class PathView(Value):
    """A chain of actors of which each met the next."""

    length: int = Field(description="number of hops")
    actors: tuple[ActorRef, ...]
    hops: tuple[Hop, ...]


class Paths(Page[PathView]):
    """Who connects two actors, the shortest first. `searched` is the length up to which every path was
    looked at; less than was asked for where there are too many."""

    searched: int


class Where(StrEnum):
    """What is searched."""

    ARTICLES = "articles"
    QUOTES = "quotes"
    ALL = "all"


class Mark(Value):
    """Where a snippet has a word that was searched for."""

    start: int
    end: int


class Snippet(Value):
    """Words of an article that were found. `marks` count characters of `text`; `start` is where `text`
    begins in the field of the article, for a quote in the article's text."""

    field: Literal["title", "text", "quote"]
    text: str
    start: int
    marks: tuple[Mark, ...] = ()


class PlaceNamed(Value):
    """A place by its name, and how many meetings were there or are to be, whatever became of them."""

    place: PlaceView
    meetings: int


class SourceTally(Value):
    """Who published how many articles; of several spellings, the one that sorts first."""

    name: str
    articles: int


class Hit(Value):
    """An article, or a report in one, with the words that were searched for."""

    kind: Literal["article", "quote"]
    score: float
    article_id: str
    url: str | None = None
    title: str | None = None
    source: str | None = None
    published: dt.date | None = None
    report_id: str | None = Field(None, description="of a quote: the report that rests on it")
    meeting_id: str | None = Field(None, description="of a quote: the meeting that it tells of")
    snippets: tuple[Snippet, ...] = ()
