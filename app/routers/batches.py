"""Many articles at once."""

from __future__ import annotations

from typing import Annotated

from anyio import to_thread
from fastapi import APIRouter, Query, Request, Response

from app.batches import Batch, DuplexResponse
from app.intake import Intake, new_job
from app.problems import NOT_JSON, problems
from app.questions import Queued
from app.routers.shared import RunnerDep, ServicesDep, key_used
from graph.errors import GraphUnavailable
from graph.jobs import JobKind

router = APIRouter(prefix="/v1/articles", tags=["articles"])

LINES = "application/x-ndjson"


@router.post(
    "/batch",
    summary="Put in many articles, a line each",
    response_class=Response,
    responses={
        200: {
            "description": "A line of JSON for each line that holds something, in their order: `line`, "
            "`job`, `state`, and `article` or `code` and `detail`",
            "content": {LINES: {"schema": {"type": "string"}}},
            "headers": {"Location": {"description": "the job", "schema": {"type": "string"}}},
        },
        **problems(GraphUnavailable, NOT_JSON),
    },
    openapi_extra={
        "requestBody": {
            "required": True,
            "description": "One article a line, in the form of `POST /v1/articles`",
            "content": {LINES: {"schema": {"type": "string"}}},
        }
    },
)
async def batch(
    asked: Annotated[Queued, Query()], services: ServicesDep, runner: RunnerDep, request: Request
) -> Response:
    """Each line is kept before it is answered, and is read whatever happens to the service or the client
    meanwhile. A line that is broken is answered and skipped. The answer begins while lines still come."""
    intake = Intake(services.store, runner, new_job(JobKind.BATCH, by=key_used(request)))
    await to_thread.run_sync(intake.open)
    most = services.settings.max_body_bytes
    stream = Batch(request, intake, most, services.stopping, wait=not asked.queued)
    headers = {"Location": f"/v1/jobs/{intake.job.id}", "X-Accel-Buffering": "no"}
    return DuplexResponse(stream.lines(), media_type=LINES, headers=headers)
