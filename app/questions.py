"""What can be asked: query parameters as models, unknown ones refused."""

from __future__ import annotations

import calendar
import datetime as dt
import re
from enum import StrEnum
from typing import Annotated, Any, TypeVar

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, StringConstraints

from app.errors import AmbiguousActor, BadQuery, UnaskableQuery, UnknownActor
from app.exporting.names import ExportFormat
from extractors.domain import ActorKind, Channel, Level, Status
from graph.actor_views import ActorView
from graph.jobs import TaskState
from graph.judgements import Subject
from graph.reader import GraphReader
from graph.review_views import ReviewKind
from graph.views import MeetingFilter

K = TypeVar("K", bound=StrEnum)

ANY = "any"
_SPAN = re.compile(r"(\d{4})(?:-(\d\d)(?:-(\d\d))?)?")


def several(where: str, given: str, kinds: type[K]) -> list[K] | None:
    """Values with commas between them; None is any. Raises BadQuery."""
    asked = [one.strip().lower() for one in given.split(",")]
    if asked == [ANY]:
        return None
    allowed = [kind.value for kind in kinds]
    if wrong := [one for one in asked if one not in allowed]:
        raise BadQuery(where, f"{wrong[0]!r} is not a {where.rpartition('.')[2]}", [*allowed, ANY])
    return [kinds(one) for one in asked]


def calendar_span(given: str) -> tuple[dt.date, dt.date]:
    """First and last day of "2023", "2023-05" or "2023-05-10"."""
    found = _SPAN.fullmatch(given.strip())
    if not found:
        raise ValueError(f"{given!r} is not a date such as 2023-05-10, 2023-05 or 2023")
    year, month, day = (int(part) if part else None for part in found.groups())
    try:
        first = dt.date(year or 0, month or 1, day or 1)
    except ValueError as error:
        raise ValueError(f"{given!r} is not in the calendar") from error
    last_month = month or 12
    return first, first.replace(month=last_month, day=day or calendar.monthrange(first.year, last_month)[1])


def _first_day(given: Any) -> Any:
    return calendar_span(given)[0] if isinstance(given, str) else given


def _last_day(given: Any) -> Any:
    return calendar_span(given)[1] if isinstance(given, str) else given


def choice(kinds: type[StrEnum], default: str) -> Any:
    """A parameter that takes several values with commas, or any; `several` reads it."""
    one = f"({'|'.join(kinds)})"
    return Field(
        default,
        description=f"One or several of {', '.join(kinds)}, with commas; or {ANY}",
        json_schema_extra={"pattern": f"^({ANY}|{one}(,{one})*)$"},
    )


FirstDay = Annotated[dt.date | None, BeforeValidator(_first_day)]
LastDay = Annotated[dt.date | None, BeforeValidator(_last_day)]
Name = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=300)]
SourceName = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=500)]
NAMING = "A name as it comes (Lavrov, Türkiye, TUR, Ankara, an id); a party stands for all who act for it"


INFERRED = (
    "Whether an office that an article names no holder of is shown as the person whom other articles name in "
    "it around that date (`inferred` in the answer); false shows the office"
)


SOURCE = (
    "Only meetings that a report of this source tells of, as the articles give it, in whatever case "
    "(GET /v1/sources lists them)"
)
CONFIDENCE = (
    "Only meetings of which a report is at least this sure, 0 to 1; with `source`, a report of that source"
)
PARTY = "Only meetings of that side: a country's or an organization's name or code"
HOST = f"Only meetings that they hosted. {NAMING}"


class Asked(BaseModel):
    """A typo such as `form=` must not be silently a different question."""

    model_config = ConfigDict(extra="forbid", frozen=True)


class Nothing(Asked):
    """No parameters at all."""


AS_OF = "Only what articles published up to that day (month, year) tell"


class AsOf(Asked):
    """As the graph was told on a day."""

    as_of: LastDay = Field(None, description=AS_OF, examples=["2023-05-31"])


class MeetingAsked(AsOf):
    """One meeting."""

    inferred: bool = Field(True, description=INFERRED)


class Paged(Asked):
    """A part of a list."""

    limit: int = Field(20, ge=1, le=100, description="How many at most")
    cursor: Name | None = Field(None, description="Where to go on; take it from `next`", max_length=2_000)


class Happenings(Asked):
    """Which meetings count, wherever and whenever they were."""

    status: Name = choice(Status, Status.OCCURRED)
    channel: Channel | None = None
    level: Level | None = None
    source: SourceName | None = Field(None, description=SOURCE, examples=["Example News"])
    confidence: float | None = Field(None, ge=0, le=1, description=CONFIDENCE, examples=[0.8])
    as_of: LastDay = Field(None, description=AS_OF, examples=["2023-05-31"])
    inferred: bool = Field(True, description=INFERRED)

    def statuses(self) -> frozenset[Status] | None:
        """None is any."""
        found = several("query.status", self.status, Status)
        return None if found is None else frozenset(found)


class Circumstances(Happenings):
    """Which meetings count."""

    since: FirstDay = Field(
        None, alias="from", description="2023-05-10, 2023-05 or 2023", examples=["2023-01-01"]
    )
    until: LastDay = Field(
        None, alias="to", description="That day, month or year included", examples=["2023-12-31"]
    )
    place: Name | None = Field(None, description="City, country or ISO code", examples=["Moscow"])
    party: Name | None = Field(None, description=PARTY, examples=["Turkey"])
    host: Name | None = Field(None, description=HOST, examples=["Qatar"])

    def fields(self) -> dict[str, Any]:
        """As the graph is asked, but for what names stand for."""
        if self.since and self.until and self.until < self.since:
            raise UnaskableQuery("query.from", f"from ({self.since}) is later than to ({self.until})")
        return {
            "since": self.since,
            "until": self.until,
            "place": self.place,
            "statuses": self.statuses(),
            "channel": self.channel,
            "level": self.level,
            "source": self.source,
            "confidence": self.confidence,
            "as_of": self.as_of,
            "inferred": self.inferred,
        }

    def as_filter(
        self, reader: GraphReader, *, actor: str | None = None, with_: str | None = None
    ) -> MeetingFilter:
        """With the ids of actors, where those are asked for, and what the names of the side and the host
        stand for."""
        fields = self.fields()
        party = find_party(reader, self.party) if self.party else None
        host = find_actor(reader, self.host).id if self.host else None
        return MeetingFilter(actor=actor, with_=with_, party=party, host=host, **fields)


class Encounters(Circumstances, Paged):
    """Which meetings count, a part of them at a time."""


class OfWhom(Circumstances):
    """Which meetings of whom."""

    actor: Name | None = Field(None, description=NAMING, examples=["Turkey"])
    with_: Name | None = Field(None, alias="with", description="The other side, likewise", examples=["Syria"])

    def resolved(self, reader: GraphReader) -> MeetingFilter:
        """With the actors that the names stand for."""
        where = self.as_filter(reader)
        actor = find_actor(reader, self.actor).id if self.actor else None
        with_ = find_actor(reader, self.with_).id if self.with_ else None
        return where.model_copy(update={"actor": actor, "with_": with_})


class Encountering(OfWhom, Encounters):
    """Which meetings of whom, a part of them at a time."""


class Exporting(OfWhom):
    """Which meetings are taken out: of any status unless asked otherwise, for what came to nothing counts."""

    format: ExportFormat = Field(description="The form in which they come; docs/export.md describes each")
    status: Name = choice(Status, ANY)


class InWords(Asked):
    """A question in plain English."""

    q: Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=500)] = Field(
        description="About meetings: who, when, where, how often, whether, which",
        examples=["who did Lavrov meet in Moscow in June 2024?"],
    )
    limit: int = Field(20, ge=1, le=100, description="How many meetings or pairs at most")
    as_of: LastDay = Field(None, description=AS_OF, examples=["2023-05-31"])
    inferred: bool = Field(True, description=INFERRED)


class ActorSearch(Paged):
    """Which actors."""

    q: Name | None = Field(None, description="Beginnings of words of a name", examples=["lavr"])
    kind: ActorKind | None = None
    as_of: LastDay = Field(None, description=AS_OF, examples=["2023-05-31"])


class MentionsAsked(AsOf, Paged):
    """Articles that name an actor."""


class Through(Encounters):
    """Which meetings of a pair: any status unless asked otherwise, for what came to nothing is part of it."""

    status: Name = choice(Status, ANY)


class SourceSearch(Paged):
    """Which sources."""

    q: SourceName | None = Field(None, description="Beginning of a word of the name", examples=["exam"])


class PlaceSearch(Paged):
    """Which places."""

    q: Name | None = Field(None, description="Beginning of a word of the name", examples=["mosc"])


class Queued(Asked):
    """How an article is taken."""

    queued: bool = Field(
        False,
        alias="async",
        description="Answer once the article is kept, before it is read; the job tells what becomes of it",
    )


class TaskSearch(Paged):
    """Which articles of a job."""

    state: Name = choice(TaskState, ANY)

    def states(self) -> list[TaskState] | None:
        """None is any."""
        return several("query.state", self.state, TaskState)


class JudgementOrder(StrEnum):
    """How judgements are listed."""

    ID = "id"
    LATEST = "latest"


class JudgementSearch(Paged):
    """Which judgements."""

    subject: Subject | None = None
    about: list[Name] = Field(
        default_factory=list,
        max_length=100,
        description="Ids of reports, meetings, actors or names of actors: what was judged of any of them",
        examples=[["rep-0123456789abcdef"]],
    )
    order: JudgementOrder = Field(
        JudgementOrder.ID, description="id: the order of their ids; latest: the latest given first"
    )


class ReviewSearch(Paged):
    """Which questions of the review queue."""

    kind: ReviewKind = Field(
        ReviewKind.ALL,
        description="reports: what one report says; merges: two reports, or two names, joined or kept apart",
    )


class AuditSearch(Paged):
    """Which entries of the audit trail."""

    who: Name | None = Field(None, description="Id or name of a key; local where there are none")
    action: Name | None = Field(None, description="What was done", examples=["article.delete"])
    subject: Name | None = Field(None, description="Id of what it was done to")
    since: Annotated[dt.date | None, BeforeValidator(_first_day)] = Field(
        None, alias="from", description="2023-05-10, 2023-05 or 2023; by universal time"
    )
    until: Annotated[dt.date | None, BeforeValidator(_last_day)] = Field(
        None, alias="to", description="That day, month or year included"
    )


def find_actor(reader: GraphReader, name: str) -> ActorView:
    """The one that a name stands for; raises UnknownActor or AmbiguousActor."""
    found = reader.resolve(name)
    if found.actor is not None:
        return found.actor
    if found.candidates:
        raise AmbiguousActor(name, found.candidates)
    raise UnknownActor(
        f"No article here names {name!r}. Look for other spellings: GET /v1/actors?q= with part of the name."
    )


def find_party(reader: GraphReader, name: str) -> str:
    """The code of the side that a name stands for; raises UnknownActor, AmbiguousActor or UnaskableQuery."""
    found = find_actor(reader, name)
    if found.kind not in (ActorKind.COUNTRY, ActorKind.ORGANIZATION) or not found.party:
        raise UnaskableQuery(
            "query.party", f"{name!r} is no country or organization but {found.name}; use actor="
        )
    return found.party
