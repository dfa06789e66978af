"""What the graph answers: frozen results of the reader."""

from __future__ import annotations

import datetime as dt
from typing import Generic, Literal, TypeVar

from pydantic import Field

from extractors.domain import (
    ActorKind,
    Article,
    Certainty,
    Channel,
    DateBasis,
    Evidence,
    Format,
    Level,
    PlaceKind,
    Precision,
    Role,
    Status,
    Value,
    Via,
)

T = TypeVar("T")


class Page(Value, Generic[T]):
    """A part of a list; `next_cursor` asks for what follows and is None at the end."""

    items: tuple[T, ...] = ()
    next_cursor: str | None = None


class MeetingFilter(Value):
    """Which meetings. `actor`, `with_` and `host`, who was host, are ids of actors; a country or an
    organization stands for everyone who acts for it.

    `since` and `until` keep what may have been in that span, so "April 2023" is kept by 15 April.
    `place` is a city's, a venue's or a country's name, or a country's code. `statuses` None is any.
    `party` is the code of a side that took part. `source` and `confidence` keep meetings of which one
    report is both of that publication, in whatever case, and at least that sure. `as_of` asks for what
    the articles published up to that day tell; `inferred` False leaves out people who are only known
    from other articles to have held an office, and shows the office.
    """

    actor: str | None = None
    with_: str | None = None
    since: dt.date | None = None
    until: dt.date | None = None
    place: str | None = None
    statuses: frozenset[Status] | None = frozenset({Status.OCCURRED})
    channel: Channel | None = None
    level: Level | None = None
    party: str | None = None
    host: str | None = None
    source: str | None = None
    confidence: float | None = None
    as_of: dt.date | None = None
    inferred: bool = True


class ActorRef(Value):
    """An actor as far as a list needs it."""

    id: str
    kind: ActorKind
    name: str
    party: str | None = None
    office: str | None = None


class Source(Value):
    """An article and the words in it."""

    article_id: str
    url: str | None = None
    published: dt.date | None = None
    spans: tuple[Evidence, ...] = ()


class Ground(Value):
    """Why two things are or are not one: branch on `code`, show `words`; `weight` is what it counts for."""

    code: str
    words: str
    weight: float = 0.0


class Tie(Value):
    """What two names, or two reports, are to each other. `judgement` is the id of one that decided it."""

    a: str
    b: str
    kind: str = Field(description="certain, likely, apart or unrelated")
    strength: float = 0.0
    reasons: tuple[Ground, ...] = ()
    judgement: str | None = None


class EvidenceView(Value):
    """A sentence that reports a meeting, with the article to read on."""

    article_id: str
    url: str | None = None
    quote: str
    start: int
    end: int


class DateView(Value):
    """When; start and end are the calendar span that the precision leaves open."""

    start: dt.date | None = None
    end: dt.date | None = None
    precision: Precision = Precision.UNKNOWN
    basis: DateBasis | None = None
    words: str | None = None


class PlaceView(Value):
    """Where; `country` is ISO 3166-1 alpha-3."""

    name: str
    country: str | None = None
    latitude: float | None = None
    longitude: float | None = None
    kind: PlaceKind


class MeetingBrief(Value):
    """A meeting in the list of a pair that took part in it."""

    id: str
    title: str
    status: Status
    date: DateView
    place: PlaceView | None = None
    channel: Channel
    format: Format
    level: Level
    reports: int
    evidence: tuple[EvidenceView, ...] = ()


class Inference(Value):
    """Why an office is taken for a person: who held it around the day, and the articles that say so."""

    office: ActorRef
    first_seen: dt.date | None = None
    last_seen: dt.date | None = None
    sources: tuple[Source, ...] = ()


class ParticipantView(Value):
    """An actor's part in a meeting; `party` and `office` are those it had there.

    `inferred` where no account names the person but only the office, which other articles show them
    to have held; `inference` says which. `for_office` is that office's id.
    """

    actor: ActorRef
    role: Role
    via: Via
    party: str | None = None
    office: str | None = None
    reports: int = 1
    inferred: bool = False
    for_office: str | None = None
    inference: Inference | None = None


class MeetingView(MeetingBrief):
    """A meeting and who took part."""

    participants: tuple[ParticipantView, ...]


class ReportedParticipant(Value):
    """Who took part as one article puts it."""

    actor_id: str
    kind: ActorKind
    name: str | None = None
    office: str | None = None
    party: str | None = None
    role: Role
    via: Via
    evidence: Evidence
    confidence: float


class ReportView(Value):
    """One article's account of a meeting, as it was read."""

    id: str
    key: str = Field(description="by which judgements know it")
    meeting_id: str | None = Field(description="null where the report was judged wrong")
    article_id: str
    url: str | None = None
    article_title: str | None = None
    article_source: str | None = None
    published: dt.date | None = None
    status: Status
    channel: Channel
    format: Format
    level: Level
    date: DateView
    date_evidence: Evidence | None = None
    place: PlaceView | None = None
    place_evidence: Evidence | None = None
    participants: tuple[ReportedParticipant, ...]
    topics: tuple[str, ...] = ()
    trigger: Evidence
    status_evidence: Evidence | None = None
    status_by: str | None = None
    evidence: tuple[Evidence, ...]
    confidence: float
    certainty: Certainty


class HistoryStep(Value):
    """What one report says became of the meeting, on the day on which its article was published."""

    status: Status
    published: dt.date | None = None
    report_id: str
    article_id: str
    url: str | None = None
    date: DateView
    evidence: Evidence | None = None


class VoiceView(Value):
    """One of the values that accounts differ about, and the reports that give it."""

    value: str
    reports: tuple[str, ...]


class ConflictView(Value):
    """What the accounts of a meeting cannot all be right about; the most widely told value first."""

    about: str = Field(description="place, date, status, channel or participants")
    voices: tuple[VoiceView, ...]


class OtherMeeting(Value):
    """A meeting that could be taken for this one, and why it is not."""

    id: str
    title: str
    tie: Tie


class MeetingDetail(MeetingView):
    """A meeting with every account of it, the earliest published first: its history, where the accounts
    cannot all be right, why they are of one meeting, and which other meetings were looked at."""

    topics: tuple[str, ...] = ()
    history: tuple[HistoryStep, ...] = ()
    conflicts: tuple[ConflictView, ...] = ()
    joined: tuple[Tie, ...] = ()
    apart: tuple[OtherMeeting, ...] = ()
    accounts: tuple[ReportView, ...]


class TextlessArticle(Value):
    """An article of which only the quotes are kept: all offsets count into the text as it was sent."""

    id: str
    url: str | None = None
    title: str | None = None
    source: str | None = None
    published: dt.date | None = None
    text: None = None
    text_kept: Literal[False] = False


class WholeMeeting(MeetingView):
    """A meeting with what became of it and every account of it, as it is taken out of the graph."""

    topics: tuple[str, ...] = ()
    history: tuple[HistoryStep, ...] = ()
    accounts: tuple[ReportView, ...] = ()


class ArticleMention(Value):
    """An actor that an article names, as it names it."""

    actor: ActorRef
    name: str
    spans: tuple[Evidence, ...] = ()


class ArticleView(Value):
    """An article with what was read from it."""

    article: Article | TextlessArticle
    extractor_version: str
    editions: tuple[str, ...] = Field((), description="ids of texts that this address had before")
    mentions: tuple[ArticleMention, ...] = ()
    reports: tuple[ReportView, ...] = ()


class EditionView(Value):
    """A text that an article had before it was replaced; nothing that it said is in the graph."""

    id: str
    article: Article | TextlessArticle
    extractor_version: str


class PairView(Value):
    """Two actors of different parties and their meetings, the latest first.

    `count`, `first` and `last` are over all of their meetings that fit the question; `meetings`
    are the latest of them. At `inferred` of them one of the two is only inferred from an office.
    """

    a: ActorRef
    b: ActorRef
    meetings: tuple[MeetingBrief, ...]
    count: int
    inferred: int = 0
    first: dt.date | None = None
    last: dt.date | None = None


class Relation(Value):
    """Two actors through time: how often, by what became of it, by channel and by year; year 0 is that of
    no known date. The meetings themselves are a list of their own."""

    a: ActorRef
    b: ActorRef
    count: int
    first: dt.date | None = None
    last: dt.date | None = None
    by_status: dict[Status, int] = Field(default_factory=dict)
    by_channel: dict[Channel, int] = Field(default_factory=dict)
    by_year: dict[int, dict[Status, int]] = Field(default_factory=dict)


class Total(Value):
    """How many meetings, and their first and last day as far as it is known."""

    count: int
    first: dt.date | None = None
    last: dt.date | None = None


class Counterpart(Value):
    """Someone whom an actor met, and how often; `inferred` of them are so by office only."""

    actor: ActorRef
    count: int
    inferred: int = 0
    first: dt.date | None = None
    last: dt.date | None = None


class Counts(Value):
    """How much the graph holds."""

    articles: int = 0
    reports: int = 0
    meetings: int = 0
    places: int = 0
    actors: dict[ActorKind, int] = Field(default_factory=dict)

    @property
    def empty(self) -> bool:
        """Nothing has been read in yet."""
        return self.articles == 0


class Saved(Value):
    """What saving an article did; `changed` is false where it was there already, word for word."""

    article_id: str
    created: bool
    changed: bool
    actors: int
    reports: int
    meeting_ids: tuple[str, ...] = ()
