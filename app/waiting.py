"""Following a job from the process that brought it."""

from __future__ import annotations

import time
from collections.abc import Iterator

from app.intake import Intake
from app.store import Store
from graph.errors import GraphUnavailable
from graph.jobs import JobState, TaskView

LOOK_S = 0.2
PATIENCE_S = 120.0  # for a graph that is away


def follow(store: Store, intake: Intake, bringing: Iterator[None]) -> Iterator[TaskView]:
    """Every article of the job as it is finished, while the rest is still brought. Raises GraphUnavailable
    where the graph stays away."""
    after = 0
    for _ in bringing:
        finishes = store.queue().finished(intake.job.id, after)
        after = finishes.after
        yield from finishes.tasks
    intake.close()
    yield from rest(store, intake.job.id, after)


def rest(store: Store, job_id: str, after: int = 0) -> Iterator[TaskView]:
    """Every article that is finished after the `after`-th, until the job is over."""
    deadline = time.monotonic() + PATIENCE_S
    while True:
        try:
            over = store.queue().job(job_id).state in (JobState.DONE, JobState.CANCELLED)
            finishes = store.queue().finished(job_id, after)
        except GraphUnavailable:
            if time.monotonic() > deadline:
                raise
            time.sleep(5 * LOOK_S)
            continue
        deadline = time.monotonic() + PATIENCE_S
        after = finishes.after
        yield from finishes.tasks
        if over and not finishes.tasks:
            return
        if not finishes.tasks:
            time.sleep(LOOK_S)
