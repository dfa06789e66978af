"""The forms of judgements: as they are given, and as gold."""

from __future__ import annotations

import datetime as dt
from typing import Annotated, Any, Literal, Self

from pydantic import BaseModel, ConfigDict, Field, StringConstraints, model_validator

from app.schemas import Out, ReadMeeting
from extractors.domain import Channel, Status
from graph.judgements import Attribute, Ruling

Id = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=300)]


_NOTHING = {"type": "null"}


def _either() -> list[Any]:
    """What `JudgementIn` checks beyond its fields, as JSON Schema says it."""
    forms: list[dict[str, Any]] = [
        _form([Ruling.SAME, Ruling.NOT_SAME], name, {"type": "array"}, attribute=_NOTHING, value=_NOTHING)
        for name in ("actors", "meetings")
    ]
    return [*forms, _form([Ruling.RIGHT, Ruling.WRONG], "report", {"type": "string"}) | {"anyOf": _values()}]


def _form(verdicts: list[Ruling], subject: str, kind: dict[str, Any], **more: Any) -> dict[str, Any]:
    others = {name: _NOTHING for name in ("actors", "meetings", "report") if name != subject}
    return {
        "required": [subject],
        "properties": {"verdict": {"enum": verdicts}, subject: kind, **others, **more},
    }


def _values() -> list[dict[str, Any]]:
    """Which value goes with which attribute of a report."""
    right, wrong = {"const": Ruling.RIGHT}, {"const": Ruling.WRONG}
    open_ones: list[Any] = [Attribute.STATUS, Attribute.CHANNEL]
    statuses, channels = [one.value for one in Status], [one.value for one in Channel]
    return [
        {"properties": {"attribute": {"enum": [None, Attribute.DATE, Attribute.PLACE]}, "value": _NOTHING}},
        {
            "required": ["attribute", "value"],
            "properties": {
                "attribute": {"const": Attribute.PARTICIPANT},
                "value": {"type": "string", "minLength": 1},
            },
        },
        {"properties": {"verdict": right, "attribute": {"enum": open_ones}, "value": _NOTHING}},
        {
            "required": ["attribute", "value"],
            "properties": {
                "verdict": wrong,
                "attribute": {"const": Attribute.STATUS},
                "value": {"enum": statuses},
            },
        },
        {
            "required": ["attribute"],
            "properties": {
                "verdict": wrong,
                "attribute": {"const": Attribute.CHANNEL},
                "value": {"enum": [None, *channels]},
            },
        },
    ]


class JudgementIn(BaseModel):
    """What somebody who knows says of an answer of the machine."""

    model_config = ConfigDict(
        extra="forbid",
        json_schema_extra={
            "oneOf": _either(),
            "examples": [
                {
                    "verdict": "same",
                    "actors": ["person:sergey-lavrov", "person:s-lavrov"],
                    "by": "m.khan",
                    "why": "the ministry's own spelling",
                },
                {"verdict": "not_same", "meetings": ["mtg-…", "mtg-…"], "by": "m.khan"},
                {
                    "verdict": "wrong",
                    "report": "rep-…",
                    "attribute": "status",
                    "value": "planned",
                    "by": "m.khan",
                },
            ],
        },
    )

    verdict: Ruling = Field(description="same, not_same of two actors or meetings; right, wrong of a report")
    actors: tuple[Id, Id] | None = Field(None, description="ids of two actors, or of two names of actors")
    meetings: tuple[Id, Id] | None = Field(None, description="ids of two meetings, or of two reports")
    report: Id | None = Field(None, description="id of a report")
    attribute: Attribute | None = Field(None, description="of the report; without it, the report as a whole")
    value: str | None = Field(
        None,
        max_length=300,
        description="of a participant its id; of a wrong status or channel, what it should be",
    )
    by: str = Field(min_length=1, max_length=200, description="who judges")
    why: str | None = Field(None, max_length=2_000)

    @model_validator(mode="after")
    def _one_subject(self) -> Self:
        given = [name for name in ("actors", "meetings", "report") if getattr(self, name) is not None]
        if len(given) != 1:
            raise ValueError("give one of actors, meetings and report")
        if (self.verdict in (Ruling.SAME, Ruling.NOT_SAME)) != (self.report is None):
            raise ValueError("same and not_same are said of actors or meetings, right and wrong of a report")
        return self

    @model_validator(mode="after")
    def _value_fits(self) -> Self:
        if self.report is None and (self.attribute or self.value):
            raise ValueError("attribute and value belong to a judgement on a report")
        wrong = self.verdict is Ruling.WRONG
        match self.attribute:
            case Attribute.PARTICIPANT if not self.value:
                raise ValueError("value must say which participant: its actor_id")
            case Attribute.STATUS if wrong:
                _one_of(self.value, [status.value for status in Status], "a wrong status needs the right one")
            case Attribute.CHANNEL if wrong and self.value:
                _one_of(self.value, [channel.value for channel in Channel], "value must be a channel")
            case Attribute.PARTICIPANT | Attribute.STATUS | Attribute.CHANNEL if wrong:
                pass
            case _ if self.value and self.attribute is not Attribute.PARTICIPANT:
                raise ValueError(
                    "value is only for participants, and for what a wrong status or channel should be"
                )
        return self


def _one_of(value: str | None, allowed: list[str], message: str) -> None:
    if value not in allowed:
        raise ValueError(f"{message}: one of {', '.join(allowed)}")


class JudgedMeeting(ReadMeeting):
    """A report that was judged right; of reports of one `event` it was said that they are one meeting."""

    event: str | None = None


class JudgedGold(Out):
    """An article in the form of the annotation guidelines, as far as somebody judged it. `judged_only`
    warns that its other meetings are not listed; `rejected` are reports that were judged wrong."""

    id: str
    url: str | None
    title: str | None
    source: str | None
    published: dt.date | None
    text: str | None
    missing: list[Literal["text"]] = Field(
        default_factory=list, description="what a trainer needs and the graph does not keep"
    )
    judged_only: Literal[True] = True
    meetings: list[JudgedMeeting]
    rejected: list[ReadMeeting]
