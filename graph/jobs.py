"""What is waiting to be read: jobs, their articles, and who has taken which."""

from __future__ import annotations

import datetime as dt
from enum import StrEnum

from pydantic import Field

from extractors.domain import Value


class TaskState(StrEnum):
    """Where an article of a job is on its way into the graph."""

    QUEUED = "queued"
    RUNNING = "running"
    DONE = "done"
    FAILED = "failed"
    SET_ASIDE = "set_aside"
    CANCELLED = "cancelled"
    SUPERSEDED = "superseded"


WAITING = (TaskState.QUEUED, TaskState.RUNNING)
TO_RETRY = (TaskState.FAILED, TaskState.SET_ASIDE)


class JobKind(StrEnum):
    """How the articles of a job came."""

    ARTICLE = "article"
    BATCH = "batch"
    FILES = "files"


class JobState(StrEnum):
    """What can be expected of a job."""

    RECEIVING = "receiving"
    RUNNING = "running"
    DONE = "done"
    CANCELLED = "cancelled"


class NewTask(Value):
    """An article to be queued, or, with `error`, one that could not be taken and is only told of.

    `key` is equal for versions of one article: of those the one that came last is what stays.
    """

    position: int
    where: str
    key: str | None = None
    raw: str | None = None
    code: str | None = None
    error: str | None = None


class Ticket(Value):
    """The right to store one article, for as long as nobody else was given it."""

    task: str
    holder: str
    take: int


class Claimed(Value):
    """A queued article in the hands of a runner; `tries` is how often it has killed or hung a worker."""

    ticket: Ticket
    raw: str
    where: str
    tries: int


class TaskView(Value):
    """One article of a job: what became of it, or why it came to nothing."""

    id: str
    job: str
    position: int
    where: str
    state: TaskState
    tries: int = 0
    article_id: str | None = None
    created: bool | None = None
    changed: bool | None = None
    meetings: int | None = None
    actors: int | None = None
    meeting_ids: tuple[str, ...] = ()
    code: str | None = None
    error: str | None = None
    finished: dt.datetime | None = None
    finish: int | None = Field(None, description="its place in the order in which the job's were finished")


class JobCounts(Value):
    """How many of a job's articles are where."""

    queued: int = 0
    running: int = 0
    done: int = 0
    failed: int = 0
    set_aside: int = 0
    cancelled: int = 0
    superseded: int = 0

    @property
    def total(self) -> int:
        """All that were accepted or answered."""
        return sum(self.model_dump().values())

    @property
    def waiting(self) -> int:
        """Not finished yet."""
        return self.queued + self.running


class JobView(Value):
    """A job and how far it is.

    `by` is the id of the API key it came with; `per_minute` is over the articles finished last, and
    `seconds_left` follows from it.
    """

    id: str
    kind: JobKind
    label: str | None = None
    by: str | None = None
    state: JobState
    total: int
    counts: JobCounts
    created: dt.datetime
    finished: dt.datetime | None = None
    per_minute: float | None = Field(None, description="null until something was finished")
    seconds_left: float | None = None


class Finishes(Value):
    """Articles of a job in the order in which they were finished, and where to go on from."""

    tasks: tuple[TaskView, ...]
    after: int


class NewJob(Value):
    """A job before anything is in it."""

    id: str
    kind: JobKind
    label: str | None = None
    by: str | None = None
