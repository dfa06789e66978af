"""What routes are given and give, named as types."""

from __future__ import annotations

from collections.abc import Callable
from typing import Annotated, Generic, TypeVar

from anyio import to_thread
from fastapi import Depends, Query, Request
from pydantic import Field

from app.questions import Nothing
from app.runner import Runner
from app.schemas import Out
from app.services import Services
from graph.reader import GraphReader
from graph.views import Page

S = TypeVar("S")
T = TypeVar("T")


def _services(request: Request) -> Services:
    services: Services = request.state.services
    return services


ServicesDep = Annotated[Services, Depends(_services)]


def _reader(services: ServicesDep) -> GraphReader:
    return services.store.reader()


def _runner(request: Request) -> Runner:
    runner: Runner = request.state.runner
    return runner


RunnerDep = Annotated[Runner, Depends(_runner)]
ReaderDep = Annotated[GraphReader, Depends(_reader)]
NothingDep = Annotated[Nothing, Query()]


class PageOut(Out, Generic[T]):
    """A part of a list; `next` is the address of what follows, null at the end."""

    items: list[T]
    next: str | None = Field(None, examples=["/v1/meetings?limit=20&cursor=…"])


def page_out(request: Request, page: Page[T]) -> PageOut[T]:
    """The page with the address of the next one: the same question, further on."""
    following = None
    if page.next_cursor:
        url = request.url.include_query_params(cursor=page.next_cursor)
        following = f"{url.path}?{url.query}"
    return PageOut(items=list(page.items), next=following)


async def in_reading_thread(request: Request, work: Callable[[S], T], item: S) -> T:
    """Run what waits for a worker; queries have threads of their own that this never takes."""
    return await to_thread.run_sync(work, item, limiter=request.state.reading)
