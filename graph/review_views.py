"""What the review queue shows: one question at a time, with what it takes to answer it."""

from __future__ import annotations

import datetime as dt
from enum import StrEnum

from pydantic import Field

from extractors.domain import Evidence, Value
from graph.judgements import Attribute, Ruling
from graph.views import Ground


class ReviewKind(StrEnum):
    """Which questions."""

    ALL = "all"
    REPORTS = "reports"
    MERGES = "merges"


class ReviewOf(StrEnum):
    """What a question is about."""

    REPORT = "report"
    MEETINGS = "meetings"
    ACTORS = "actors"


class Verdict(Value):
    """A body for POST /v1/judgements, but for `by`, `why` and a `value` that is asked for."""

    verdict: Ruling
    actors: tuple[str, str] | None = None
    meetings: tuple[str, str] | None = None
    report: str | None = None
    attribute: Attribute | None = None
    value: str | None = None


class ReviewSide(Value):
    """A report, or a name of an actor, with the sentences that it is read from."""

    id: str = Field(description="of the report or of the name")
    node: str | None = Field(description="id of the meeting or the actor that it is of now")
    title: str
    quotes: tuple[Evidence, ...] = ()
    article_id: str | None = None
    article_title: str | None = None
    source: str | None = None
    url: str | None = None
    published: dt.date | None = None


class ReviewItem(Value):
    """Something that the machine is not sure of and that nobody has judged.

    `confidence` is of what the graph says now. `joined` says of two things whether they are one in it.
    `choices` are the values of which `no` needs one.
    """

    id: str
    of: ReviewOf
    question: str = Field(examples=["Did this take place on 10 May 2023?"])
    confidence: float
    attribute: Attribute | None = None
    words: Evidence | None = Field(None, description="those of the report that the question is about")
    joined: bool | None = None
    reasons: tuple[Ground, ...] = ()
    sides: tuple[ReviewSide, ...] = Field(description="one report, or the two things")
    yes: Verdict
    no: Verdict
    choices: tuple[str, ...] = ()
