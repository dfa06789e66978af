"""Questions in plain English."""

from __future__ import annotations

from functools import partial
from typing import Annotated

from anyio import to_thread
from fastapi import APIRouter, Query, Request

from app.asking import Asked, answer, read_in_worker
from app.errors import (
    AmbiguousActor,
    NotUnderstood,
    PoolClosed,
    ReadingCrashed,
    ReadingFailed,
    ReadingTimedOut,
    UnknownActor,
)
from app.problems import problems
from app.questions import InWords
from app.routers.shared import ServicesDep, in_reading_thread
from extractors.errors import ModelMissing
from graph.errors import GraphUnavailable

router = APIRouter(prefix="/v1", tags=["meetings"])


@router.get(
    "/ask",
    summary="Ask in plain English",
    responses=problems(
        *(NotUnderstood, AmbiguousActor, UnknownActor, GraphUnavailable, ModelMissing),
        *(PoolClosed, ReadingCrashed, ReadingFailed, ReadingTimedOut),
    ),
)
async def ask(asked: Annotated[InWords, Query()], services: ServicesDep, request: Request) -> Asked:
    """Who, when, where, how often, whether, which and who hosted. Says what was understood, word by word, and
    the request that asks the same; where a part that could matter was not understood, says so instead of an
    answer. Relative dates count from today."""
    reading = await in_reading_thread(request, partial(read_in_worker, services.pool), asked.q)
    reader = await to_thread.run_sync(services.store.reader)
    return await to_thread.run_sync(answer, reader, asked, reading)
