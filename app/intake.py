"""How articles come into the queue."""

from __future__ import annotations

import uuid
from collections.abc import Sequence

from app.runner import Runner
from app.sources import Source
from app.store import Store
from extractors.clean import RawArticle, check_characters, likely_id
from graph.jobs import JobKind, NewJob, NewTask, TaskView

BROKEN = "broken_line"


class Intake:
    """A job while articles are brought for it."""

    def __init__(self, store: Store, runner: Runner, job: NewJob) -> None:
        self.job = job
        self._store = store
        self._runner = runner

    def open(self) -> None:
        """Raises GraphUnavailable, and then nothing has happened."""
        self._store.queue().open_job(self.job, self._runner.id)

    def accept(self, tasks: Sequence[NewTask]) -> bool:
        """Once this returns they are kept; False where the job was cancelled. The same again is no harm."""
        wanted = self._store.queue().add(self.job.id, tasks)
        self._runner.wake()
        return wanted

    def look(self, positions: Sequence[int]) -> list[TaskView]:
        """What became of the articles at those positions, so far."""
        return self._store.queue().tasks_at(self.job.id, positions)

    def close(self) -> None:
        """Nothing more comes."""
        self._store.queue().close_job(self.job.id)


def new_job(kind: JobKind, label: str | None = None, by: str | None = None) -> NewJob:
    """With an id that no other has."""
    return NewJob(id=f"job-{uuid.uuid4().hex[:16]}", kind=kind, label=label, by=by)


def new_task(position: int, source: Source) -> NewTask:
    """The article that stands there, or why it could not be taken."""
    if source.raw is None:
        return NewTask(position=position, where=source.where, code=BROKEN, error=source.error)
    # Somebody's own ids stay with them: in the graph an article has one id, wherever it comes from.
    raw = source.raw.model_copy(update={"id": None})
    return NewTask(
        position=position, where=source.where, key=likely_id(raw), raw=raw.model_dump_json(exclude_none=True)
    )


def accept_one(store: Store, runner: Runner, raw: RawArticle, by: str | None = None) -> str:
    """A job of one article; its id. Raises UndecodableText."""
    check_characters(raw)
    job = new_job(JobKind.ARTICLE, label=raw.url or raw.title, by=by)
    store.queue().submit(job, new_task(1, Source(raw.url or "article", raw=raw)))
    runner.wake()
    return job.id
