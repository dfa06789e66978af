"""A question about meetings as it was read: what is asked, of whom, when, where, and by which words."""

from __future__ import annotations

import datetime as dt
from enum import StrEnum

from pydantic import Field

from extractors.domain import Channel, Status, Value


class AnswerKind(StrEnum):
    """What is wanted."""

    WHO = "who"
    WHEN = "when"
    WHERE = "where"
    HOW_OFTEN = "how_often"
    WHETHER = "whether"
    WHICH = "which"
    WHO_HOSTED = "who_hosted"


class Order(StrEnum):
    """Which of several meetings is meant."""

    FIRST = "first"
    LAST = "last"


class Words(Value):
    """A part of the question: `words` is `question[start:end]`."""

    words: str
    start: int = Field(ge=0)
    end: int


class Understood(Words):
    """A part with what it was taken for: the name of a parameter, and its value."""

    parameter: str
    value: str


class NamedActor(Words):
    """Somebody whom the question names. `name` is what is looked for, `party` the side that is said of it."""

    name: str
    party: str | None = None


class QuestionReading(Value):
    """`host` is among the `actors` too where they are said to have met somebody: "did Putin host Xi".

    `kind` is None where the question was not understood; `why` says so, and `unread` what was in the way.

    Every word of an understood question is either in `understood` or carries no meaning of its own.
    """

    question: str
    kind: AnswerKind | None
    actors: tuple[NamedActor, ...] = ()
    host: NamedActor | None = None
    since: dt.date | None = None
    until: dt.date | None = None
    place: str | None = None
    statuses: tuple[Status, ...] = (Status.OCCURRED,)
    channel: Channel | None = None
    order: Order | None = None
    understood: tuple[Understood, ...] = ()
    unread: tuple[Words, ...] = ()
    why: str | None = None
