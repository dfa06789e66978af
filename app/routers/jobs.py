"""What became of articles that were accepted to be read later."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from typing import Annotated

import anyio
from anyio import to_thread
from fastapi import APIRouter, Header, Path, Query, Request
from sse_starlette import EventSourceResponse, ServerSentEvent

from app.job_forms import JobOut, TaskOut, job_out, task_out
from app.problems import problems
from app.questions import Paged, TaskSearch
from app.routers.shared import NothingDep, PageOut, RunnerDep, ServicesDep, page_out
from app.stopping import until_stopping
from app.store import Store
from graph.errors import BadCursor, GraphError, GraphUnavailable, NotFound
from graph.jobs import Finishes, JobState
from graph.views import Page

router = APIRouter(prefix="/v1/jobs", tags=["jobs"])

JobId = Annotated[str, Path(max_length=200, examples=["job-0123456789abcdef"])]
KNOWN = problems(NotFound, GraphUnavailable)
LOOK_S = 0.5
STOPPING = ServerSentEvent("{}", event="stopping", retry=5_000)
GRACE_S = 2.0  # for that notice, when the service ends


@router.get("", summary="Jobs", responses=problems(BadCursor, GraphUnavailable))
def listed(asked: Annotated[Paged, Query()], services: ServicesDep, request: Request) -> PageOut[JobOut]:
    """The latest first. Finished ones are forgotten after some time (CHANCERY_KEEP_JOBS_DAYS)."""
    page = services.store.queue().jobs(cursor=asked.cursor, limit=asked.limit)
    shown = Page[JobOut](items=tuple(map(job_out, page.items)), next_cursor=page.next_cursor)
    return page_out(request, shown)


@router.get("/{id}", summary="How far a job is", responses=KNOWN)
def show(id: JobId, services: ServicesDep, _: NothingDep) -> JobOut:
    """How many of its articles are where, how many a minute are finished, and how long the rest takes."""
    return job_out(services.store.queue().job(id))


@router.get("/{id}/articles", summary="The articles of a job", responses=KNOWN | problems(BadCursor))
def articles(
    id: JobId, asked: Annotated[TaskSearch, Query()], services: ServicesDep, request: Request
) -> PageOut[TaskOut]:
    """In the order in which they came: what became of each, or why it came to nothing."""
    page = services.store.queue().tasks(id, asked.states(), cursor=asked.cursor, limit=asked.limit)
    shown = Page[TaskOut](items=tuple(map(task_out, page.items)), next_cursor=page.next_cursor)
    return page_out(request, shown)


@router.post("/{id}/cancel", summary="Cancel a job", responses=KNOWN)
def cancel(id: JobId, services: ServicesDep, _: NothingDep) -> JobOut:
    """What is not stored yet never will be; what is, stays. A cancelled job again changes nothing."""
    return job_out(services.store.queue().cancel(id))


@router.post("/{id}/retry", summary="Try again what failed", responses=KNOWN)
def retry(id: JobId, services: ServicesDep, runner: RunnerDep, _: NothingDep) -> JobOut:
    """What failed or was set aside is queued again, but for what a later version has replaced meanwhile."""
    job = services.store.queue().retry(id)
    runner.wake()
    return job_out(job)


@router.get(
    "/{id}/events",
    summary="A job while it runs, as server-sent events",
    response_class=EventSourceResponse,
    responses={
        200: {
            "description": "`progress` (a job), `article` (an article of it that was finished; its event id "
            "goes into Last-Event-ID to go on from there), and `end`; or `stopping` where the service ends "
            "before the job",
            "content": {"text/event-stream": {"schema": {"type": "string"}}},
        },
        **KNOWN,
    },
)
async def events(
    id: JobId,
    services: ServicesDep,
    _: NothingDep,
    last_event_id: Annotated[str, Header(pattern=r"^\d{1,18}$")] = "0",
) -> EventSourceResponse:
    """Ends with the job. Articles that were finished before are told first."""
    await to_thread.run_sync(services.store.queue().job, id)
    told = _events(services.store, id, int(last_event_id))
    return EventSourceResponse(
        until_stopping(services.stopping, told, STOPPING),
        ping=15,
        shutdown_event=anyio.Event(),
        shutdown_grace_period=GRACE_S,
    )


def _look(store: Store, job_id: str, after: int) -> tuple[JobOut, Finishes]:
    # The job before its articles: what is finished when it is over is told before its end.
    return job_out(store.queue().job(job_id)), store.queue().finished(job_id, after)


async def _events(store: Store, job_id: str, after: int) -> AsyncIterator[ServerSentEvent]:
    told: JobOut | None = None
    while True:
        try:
            job, finishes = await to_thread.run_sync(_look, store, job_id, after)
        except NotFound:
            return
        except GraphError:
            await asyncio.sleep(10 * LOOK_S)
            continue
        for task in finishes.tasks:
            yield ServerSentEvent(task_out(task).model_dump_json(), event="article", id=str(task.finish))
        after = finishes.after
        if finishes.tasks:
            continue
        if job != told:
            yield ServerSentEvent(job.model_dump_json(), event="progress")
            told = job
        if job.state in (JobState.DONE, JobState.CANCELLED):
            yield ServerSentEvent(job.model_dump_json(), event="end")
            return
        await asyncio.sleep(LOOK_S)
