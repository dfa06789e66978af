"""The HTTP service, put together."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import TypedDict

from anyio import CapacityLimiter
from fastapi import FastAPI

from app import problems
from app.bodies import BodyGuard
from app.routers import actors, articles, ask, cypher, export, judgements, meetings, pairs, probes
from app.services import Services, open_services
from app.settings import Settings
from app.version import program_version

ABOUT = """
Articles in; who met whom, when, where, hosted by whom and on whose word, out.
Every fact comes with the sentence that it rests on. Names are taken as they come: `Lavrov`, `Türkiye`, `TUR`,
`Ankara` and an id all work; a country or an organization stands for everyone who acts for it.
Errors are problem documents (RFC 9457) with a stable `code`.
"""


class State(TypedDict):
    """What a request finds in `request.state`."""

    services: Services
    reading: CapacityLimiter  # threads that wait for a worker


def _state(services: Services) -> State:
    # One more than there are workers, so that none idles while an article is being written.
    return {"services": services, "reading": CapacityLimiter(services.pool.size + 1)}


def create_app(settings: Settings, services: Services | None = None) -> FastAPI:
    """The service on `services`, or on its own from start to stop where none are given."""

    @asynccontextmanager
    async def lifespan(_: FastAPI) -> AsyncIterator[State]:
        if services is not None:
            yield _state(services)
            return
        with open_services(settings) as own:
            yield _state(own)

    app = problems.ProblemService(
        title="Chancery", version=program_version(), description=ABOUT, lifespan=lifespan
    )
    app.add_middleware(BodyGuard, max_bytes=settings.max_body_bytes)
    problems.install(app)
    for router in (
        articles.router,
        meetings.router,
        actors.router,
        pairs.router,
        judgements.router,
        cypher.router,
        export.router,
        ask.router,
        probes.router,
    ):
        app.include_router(router)
    return app
