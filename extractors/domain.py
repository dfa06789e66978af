"""The vocabulary of every layer: what an article says about who met whom, as frozen values.

Offsets everywhere count Unicode code points of `Article.text`, end exclusive, so that
`article.text[start:end] == quote`.
"""

from __future__ import annotations

import datetime as dt
from enum import StrEnum
from typing import Self

from pydantic import BaseModel, ConfigDict, Field, model_validator


class Value(BaseModel):
    """A domain value: compared by content, never edited in place."""

    model_config = ConfigDict(frozen=True, extra="forbid")


class Status(StrEnum):
    """An article's own last word on a contact."""

    OCCURRED = "occurred"
    PLANNED = "planned"
    PROPOSED = "proposed"
    POSTPONED = "postponed"
    CANCELLED = "cancelled"
    REFUSED = "refused"
    DENIED = "denied"


class Channel(StrEnum):
    """How the parties were in contact."""

    IN_PERSON = "in_person"
    PHONE = "phone"
    VIDEO = "video"
    UNKNOWN = "unknown"


class Role(StrEnum):
    """What a participant was to the contact."""

    HOST = "host"
    GUEST = "guest"
    MEDIATOR = "mediator"
    PARTICIPANT = "participant"


class Via(StrEnum):
    """How the article puts a participant."""

    NAME = "name"
    OFFICE = "office"
    COUNTERPART = "counterpart"
    METONYM = "metonym"
    GROUP = "group"
    PRONOUN = "pronoun"
    COUNTRY = "country"


class ActorKind(StrEnum):
    """The finest thing that an article says of an actor."""

    PERSON = "person"
    OFFICE = "office"
    COUNTRY = "country"
    ORGANIZATION = "organization"


class Precision(StrEnum):
    """How exactly a date is known; start and end are the full calendar span."""

    DAY = "day"
    WEEK = "week"
    MONTH = "month"
    YEAR = "year"
    UNKNOWN = "unknown"


class DateBasis(StrEnum):
    """Where a date comes from."""

    STATED = "stated"  # "on 14 May 2024"
    RELATIVE = "relative"  # "on Tuesday", resolved against the publication date
    PUBLICATION = "publication"  # the article's own day, implied and not worded


class PlaceKind(StrEnum):
    """What sort of place a name stands for."""

    CITY = "city"
    COUNTRY = "country"
    REGION = "region"
    VENUE = "venue"


class Format(StrEnum):
    """By the number of parties."""

    BILATERAL = "bilateral"
    TRILATERAL = "trilateral"
    MULTILATERAL = "multilateral"


class Level(StrEnum):
    """By the highest office present."""

    LEADERS = "leaders"  # heads of state or government
    MINISTERIAL = "ministerial"
    OFFICIAL = "official"
    UNKNOWN = "unknown"


class Evidence(Value):
    """The words that support a fact: `quote` is `article.text[start:end]`."""

    article_id: str
    start: int = Field(ge=0)
    end: int
    quote: str = Field(min_length=1)

    @model_validator(mode="after")
    def _span_fits_quote(self) -> Self:
        if self.end - self.start != len(self.quote):
            raise ValueError(f"span {self.start}:{self.end} does not fit {self.quote!r}")
        return self


class Article(Value):
    """An article as stored: `text` is clean, and all offsets refer to it."""

    id: str
    url: str | None = None
    title: str | None = None
    source: str | None = None
    published: dt.date | None = None
    text: str = Field(min_length=1)


class EventDate(Value):
    """When, how precisely, and where that came from.

    `words` keeps the article's wording even where it could not be resolved (precision unknown).
    """

    start: dt.date | None = None
    end: dt.date | None = None
    precision: Precision = Precision.UNKNOWN
    basis: DateBasis | None = None
    words: str | None = None
    evidence: Evidence | None = None

    @model_validator(mode="after")
    def _known_means_dated(self) -> Self:
        known = self.precision is not Precision.UNKNOWN
        if known != (self.start is not None) or known != (self.end is not None):
            raise ValueError("start and end are given exactly where the precision is known")
        if self.start and self.end and self.end < self.start:
            raise ValueError(f"{self.start} to {self.end} runs backwards")
        return self


class Place(Value):
    """A city, else a country, else a named venue; `country` is ISO 3166-1 alpha-3 (XKX for Kosovo)."""

    name: str = Field(min_length=1)
    country: str | None = None
    kind: PlaceKind = PlaceKind.CITY
    latitude: float | None = None
    longitude: float | None = None
    evidence: Evidence | None = None


class Actor(Value):
    """A person, an office, a country or an organization that an article mentions or implies.

    `party` is the side it acts for: ISO alpha-3 of a state, else an organization's or a non-state
    side's usual short name; None where the article does not say. `aliases` are other forms of the
    name, from the article or a gazetteer (for a country: official name, codes, demonym, capital).
    `offices` of a person are the ones that this article gives, in the general lower-case form.
    """

    id: str
    kind: ActorKind
    name: str = Field(min_length=1)
    party: str | None = None
    office: str | None = None
    aliases: tuple[str, ...] = ()
    holds: tuple[str, ...] = ()  # ids of the offices a person holds, as this article says
    mentions: tuple[Evidence, ...] = ()  # empty for an actor that is only implied (a minister's country)


class Participant(Value):
    """An actor's part in one reported meeting. `evidence` is the mention that names it there."""

    actor_id: str
    kind: ActorKind
    name: str | None = None
    office: str | None = None
    party: str | None = None
    role: Role = Role.PARTICIPANT
    via: Via = Via.NAME
    evidence: Evidence
    confidence: float = Field(default=1.0, ge=0, le=1)


class Certainty(Value):
    """How sure a report's attributes are, each from 0 to 1: about the share that is right at that value."""

    status: float = Field(default=1.0, ge=0, le=1)
    date: float = Field(default=1.0, ge=0, le=1)
    place: float = Field(default=1.0, ge=0, le=1)


class MeetingReport(Value):
    """One meeting as one article tells it: a claim, never edited.

    `evidence` are whole sentences, the one with the trigger first; `trigger` and `status_evidence`
    are the words themselves. `status_by` is the actor who cancelled, put off, declined or denied it,
    where the text says who.
    """

    id: str
    status: Status
    channel: Channel
    format: Format
    level: Level
    date: EventDate
    place: Place | None = None
    participants: tuple[Participant, ...] = Field(min_length=2)
    topics: tuple[str, ...] = ()
    trigger: Evidence
    status_evidence: Evidence | None = None
    status_by: str | None = None
    evidence: tuple[Evidence, ...] = Field(min_length=1)
    confidence: float = Field(default=1.0, ge=0, le=1)
    certainty: Certainty = Certainty()


class Extraction(Value):
    """All that was read from one article. `actors` holds every actor that a report, a place or an
    office refers to, and every other one that the text mentions."""

    article_id: str
    extractor_version: str
    actors: tuple[Actor, ...] = ()
    reports: tuple[MeetingReport, ...] = ()

    @model_validator(mode="after")
    def _refers_to_known_actors(self) -> Self:
        known = {actor.id for actor in self.actors}
        named = {p.actor_id for report in self.reports for p in report.participants}
        named |= {report.status_by for report in self.reports if report.status_by}
        held = {office for actor in self.actors for office in actor.holds}
        if missing := (named | held) - known:
            raise ValueError(f"actors without a node: {sorted(missing)}")
        return self
