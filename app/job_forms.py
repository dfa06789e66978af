"""Jobs and their articles as they go out over HTTP."""

from __future__ import annotations

from typing import Literal

from pydantic import Field

from app.schemas import ArticleSaved, Links, Out
from graph.jobs import JobView, TaskState, TaskView
from graph.views import Saved


class JobLinks(Out):
    """Where to read on."""

    job: str
    articles: str
    events: str


class JobOut(JobView):
    """A job with where to read on."""

    links: JobLinks


class Accepted(Out):
    """The article is kept and will be read, whatever happens to the service meanwhile."""

    job: str
    links: JobLinks


class TaskOut(Out):
    """One article of a job: `article` once it is stored, else `code` and `detail` of what is wrong."""

    position: int = Field(description="its place in the job; of a batch, the number of the line")
    where: str
    state: TaskState
    tries: int = Field(description="how often it has killed or hung a worker")
    article: ArticleSaved | None = None
    code: str | None = None
    detail: str | None = None


class BatchLine(Out):
    """What became of a line of a batch; `refused` lines were not kept, send them again."""

    line: int
    job: str | None = None
    state: Literal["queued", "done", "failed", "set_aside", "cancelled", "superseded", "refused"]
    article: ArticleSaved | None = None
    code: str | None = None
    detail: str | None = None


def links_of(job_id: str) -> JobLinks:
    """The addresses of a job."""
    at = f"/v1/jobs/{job_id}"
    return JobLinks(job=at, articles=f"{at}/articles", events=f"{at}/events")


def job_out(job: JobView) -> JobOut:
    """With its addresses."""
    return JobOut(**dict(job), links=links_of(job.id))


def told_saved(saved: Saved) -> ArticleSaved:
    """What storing an article did."""
    return ArticleSaved(
        id=saved.article_id,
        created=saved.created,
        changed=saved.changed,
        meetings=saved.reports,
        actors=saved.actors,
        links=Links(
            article=f"/v1/articles/{saved.article_id}",
            meetings=[f"/v1/meetings/{one}" for one in saved.meeting_ids],
        ),
    )


def stored_of(task: TaskView) -> ArticleSaved | None:
    """What storing the task's article did, if it is stored."""
    if task.article_id is None:
        return None
    return told_saved(
        Saved(
            article_id=task.article_id,
            created=bool(task.created),
            changed=bool(task.changed),
            actors=task.actors or 0,
            reports=task.meetings or 0,
            meeting_ids=task.meeting_ids,
        )
    )


def task_out(task: TaskView) -> TaskOut:
    """As the list of a job's articles has it."""
    return TaskOut(
        position=task.position,
        where=task.where,
        state=task.state,
        tries=task.tries,
        article=stored_of(task),
        code=task.code,
        detail=task.error,
    )


def told_task(task: TaskView) -> BatchLine:
    """A finished one as a line of the answer to a batch."""
    return BatchLine(
        line=task.position,
        job=task.job,
        state=task.state.value,
        article=stored_of(task),
        code=task.code,
        detail=task.error,
    )
