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
from graph.survey import GraphSurvey
from graph.survey_views import Listed
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


def key_used(request: Request) -> str | None:
    """The id of the API key that the request came with; None where none is needed."""
    found: str | None = request.scope["state"].get("key_id")
    return found


RunnerDep = Annotated[Runner, Depends(_runner)]
ReaderDep = Annotated[GraphReader, Depends(_reader)]


def _survey(services: ServicesDep) -> GraphSurvey:
    return services.store.survey()


SurveyDep = Annotated[GraphSurvey, Depends(_survey)]
NothingDep = Annotated[Nothing, Query()]


class PageOut(Out, Generic[T]):
    """A part of a list; `next` is the address of what follows, null at the end."""

    items: list[T]
    next: str | None = Field(None, examples=["/v1/meetings?limit=20&cursor=…"])


class ListedOut(PageOut[T], Generic[T]):
    """A part of a list that says how long all of it is."""

    total: int


def page_out(request: Request, page: Page[T]) -> PageOut[T]:
    """The page with the address of the next one: the same question, further on."""
    return PageOut(items=list(page.items), next=address_of_next(request, page.next_cursor))


def listed_out(request: Request, page: Listed[T]) -> ListedOut[T]:
    """Likewise, with its length."""
    following = address_of_next(request, page.next_cursor)
    return ListedOut(items=list(page.items), next=following, total=page.total)


def address_of_next(request: Request, cursor: str | None) -> str | None:
    """The same question, further on; None at the end."""
    if cursor is None:
        return None
    url = request.url.include_query_params(cursor=cursor)
    return f"{url.path}?{url.query}"


async def in_reading_thread(request: Request, work: Callable[[S], T], item: S) -> T:
    """Run what waits for a worker; queries have threads of their own that this never takes."""
    return await to_thread.run_sync(work, item, limiter=request.state.reading)
