"""The HTTP service, put together."""

from __future__ import annotations

from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager, contextmanager
from functools import partial
from typing import TypedDict

from anyio import CapacityLimiter
from fastapi import Depends, FastAPI

from app import access_words, layers, problems
from app.auditing import Recorder
from app.door import came_through_the_door
from app.key_ring import KeyRing
from app.routers import (
    actors,
    articles,
    ask,
    audit,
    batches,
    cypher,
    docs,
    export,
    fetching,
    jobs,
    judgements,
    meetings,
    network,
    page,
    pairs,
    paths,
    probes,
    review,
    search,
    stats,
    timeline,
)
from app.runner import Duties, Runner
from app.services import Services, open_services
from app.settings import Settings
from app.version import program_version

FETCHES = 16  # pages at once
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
    fetching: CapacityLimiter  # threads that wait for other servers
    runner: Runner
    keys: KeyRing
    audit: Recorder


@contextmanager
def _state(services: Services) -> Iterator[State]:
    settings = services.settings
    pool = services.pool if settings.take_jobs else None
    duties = Duties(keep_days=settings.keep_jobs_days, precedence=services.precedence)
    with Runner(services.store, pool, settings.max_text_bytes, duties) as runner:
        yield {
            "services": services,
            # One more than there are workers, so that none idles while an article is being written.
            "reading": CapacityLimiter(services.pool.size + 1),
            "fetching": CapacityLimiter(FETCHES),
            "runner": runner,
            "keys": KeyRing(services.store),
            "audit": Recorder(services.store, settings.audit_days),
        }


def create_app(settings: Settings, services: Services | None = None) -> FastAPI:
    """The service on `services`, or on its own from start to stop where none are given."""

    @asynccontextmanager
    async def lifespan(_: FastAPI) -> AsyncIterator[State]:
        if services is not None:
            with _state(services) as state:
                yield state
            return
        with open_services(settings) as own, _state(own) as state:
            yield state

    app = problems.ProblemService(
        around=partial(layers.around, settings=settings),
        title="Chancery",
        version=program_version(),
        description=ABOUT,
        lifespan=lifespan,
        dependencies=[Depends(came_through_the_door)],
        docs_url=None,  # ours needs no other host
        redoc_url=None,
    )
    app.describe = partial(access_words.describe, keys_needed=settings.keys_needed)
    problems.install(app)
    for router in (
        articles.router,
        batches.router,
        jobs.router,
        fetching.router,
        meetings.router,
        actors.router,
        timeline.router,
        pairs.router,
        paths.router,
        network.router,
        stats.router,
        search.router,
        judgements.router,
        review.router,
        ask.router,
        export.router,
        cypher.router,
        audit.router,
        page.router,
        docs.router,
        probes.router,
    ):
        app.include_router(router)
    layers.install(app, settings)
    return app
