"""The forms that come in and go out over HTTP and on the command line."""

from __future__ import annotations

import datetime as dt
import re
from typing import Annotated, Any, Literal, Self

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, model_validator

from extractors.clean import RawArticle
from extractors.domain import (
    ActorKind,
    Channel,
    DateBasis,
    Format,
    Level,
    PlaceKind,
    Precision,
    Role,
    Status,
    Via,
)

_DAY = re.compile(r"(\d{4}-\d\d-\d\d)(T\d\d:\d\d.*)?")


def _iso_day(given: Any) -> Any:
    # pydantic alone would take 0 for the first of January 1970
    if given is None or type(given) is dt.date:
        return given
    found = _DAY.fullmatch(given) if isinstance(given, str) else None
    try:
        return dt.date.fromisoformat(found[1]) if found else _refuse_day(given)
    except ValueError as error:
        raise ValueError(f"{given!r} is not a day of the calendar in the form 2023-05-10") from error


def _refuse_day(given: Any) -> dt.date:
    raise ValueError(given)


Day = Annotated[dt.date, BeforeValidator(_iso_day)]


class Out(BaseModel):
    """An answer: made here, never edited."""

    model_config = ConfigDict(frozen=True, extra="forbid")


class ArticleIn(BaseModel):
    """An article as it is sent: `text` or `html`, and what is known of where it comes from."""

    model_config = ConfigDict(
        extra="forbid",
        json_schema_extra={
            "oneOf": [
                {"required": [name], "properties": {name: {"type": "string"}}} for name in ("text", "html")
            ],
            "example": {
                "url": "https://news.example/lavrov-hosts-fidan",
                "title": "Lavrov hosts Fidan in Moscow",
                "source": "Example News",
                "published": "2024-06-12",
                "text": "MOSCOW - Russian Foreign Minister Sergey Lavrov hosted his Turkish counterpart "
                "Hakan Fidan in Moscow on Tuesday. It was the first visit of the year.",
            },
        },
    )

    url: str | None = Field(
        None, max_length=2_000, pattern=r"^https?://[^\s]+$", description="where it was published"
    )
    title: str | None = Field(None, max_length=2_000)
    source: str | None = Field(None, max_length=500, description="who published it")
    published: Day | None = Field(None, description="day of publication; relative dates need it")
    text: str | None = Field(None, description="plain text")
    html: str | None = Field(None, description="the page as it is; the article is taken out of it")

    @model_validator(mode="after")
    def _one_body(self) -> Self:
        if (self.text is None) == (self.html is None):
            raise ValueError("give either text or html")
        return self

    def raw(self) -> RawArticle:
        """As the extractors take it; the id comes from the content."""
        return RawArticle(id=None, **self.model_dump(include=set(ArticleIn.model_fields)))


class FetchIn(BaseModel):
    """A page by its address, and what is known of it that it may not say itself."""

    model_config = ConfigDict(
        extra="forbid",
        json_schema_extra={"example": {"url": "https://news.example/lavrov-hosts-fidan"}},
    )

    url: str = Field(
        min_length=1, max_length=2_000, description="http or https, on a public host, without a password"
    )
    published: Day | None = Field(None, description="day of publication; the page's own where not given")
    source: str | None = Field(
        None, max_length=500, description="who published it; the page's own where not given"
    )


class ArticleLine(ArticleIn):
    """A line of a .jsonl file: what else it holds (gold meetings, say) is none of our business."""

    model_config = ConfigDict(extra="ignore")

    id: str | None = None


class EvidenceOut(Out):
    """`quote` is `text[start:end]`."""

    start: int
    end: int
    quote: str


class DateOut(Out):
    """When; `start` and `end` are the whole calendar span that the precision leaves open."""

    start: dt.date | None
    end: dt.date | None
    precision: Precision
    basis: DateBasis | None = None
    words: str | None = None
    evidence: EvidenceOut | None = None


class PlaceOut(Out):
    """Where; `country` is ISO 3166-1 alpha-3."""

    name: str
    country: str | None
    kind: PlaceKind | None = None
    latitude: float | None = None
    longitude: float | None = None
    evidence: EvidenceOut | None = None


class ReadParticipant(Out):
    """Who took part, and the words that say so."""

    kind: ActorKind
    name: str | None
    office: str | None
    party: str | None
    role: Role
    via: Via
    actor_id: str
    confidence: float
    evidence: EvidenceOut


class CertaintyOut(Out):
    """How sure the attributes of a report are, each from 0 to 1."""

    status: float
    date: float
    place: float


class ReadMeeting(Out):
    """One meeting as an article tells it."""

    id: str
    status: Status
    channel: Channel
    date: DateOut
    place: PlaceOut | None
    participants: list[ReadParticipant]
    topics: list[str]
    evidence: list[EvidenceOut]
    format: Format
    level: Level
    trigger: EvidenceOut
    status_evidence: EvidenceOut | None
    status_by: str | None
    confidence: float
    certainty: CertaintyOut


class ReadActor(Out):
    """Who the article mentions or implies."""

    id: str
    kind: ActorKind
    name: str
    party: str | None
    office: str | None
    holds: list[str]
    mentions: list[EvidenceOut]


class ReadArticle(Out):
    """What was read from one article."""

    id: str
    meetings: list[ReadMeeting]
    actors: list[ReadActor]


class DryRun(ReadArticle):
    """What was read from an article that is not stored; offsets refer to `text`."""

    url: str | None
    title: str | None
    source: str | None
    published: dt.date | None
    text: str
    extractor_version: str


class Links(Out):
    """Where to read on."""

    article: str
    meetings: list[str]


class ArticleSaved(Out):
    """What storing an article did; `changed` is false where the graph held all of it already."""

    id: str
    created: bool
    changed: bool
    meetings: int
    actors: int
    links: Links


class Alive(Out):
    """The process answers."""

    status: Literal["ok"] = "ok"


class PartReady(Out):
    """One part of the service."""

    ready: bool
    detail: str = Field(description="ok, or what is wrong")


class Readiness(Out):
    """What can be taken now."""

    ready: bool
    missing: list[str] = Field(description="names of the parts that are not there", examples=[["graph"]])
    parts: dict[str, PartReady] = Field(description="graph, schema, workers, disk")
    graph: str = Field(description="ok, or what is wrong")
    workers_ready: int
    workers: int
