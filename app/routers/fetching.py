"""Articles by their address: fetched, then taken in like any other."""

from __future__ import annotations

from anyio import to_thread
from fastapi import APIRouter, Request, Response

from app.errors import (
    AddressRefused,
    BadAddress,
    DisallowedByRobots,
    FetchFailed,
    FetchLater,
    FetchTimedOut,
    FetchTooLarge,
    FetchWrongType,
)
from app.fetching.article import Known, fetch_article
from app.job_forms import told_saved
from app.problems import problems
from app.routers.articles import UNREADABLE
from app.routers.shared import NothingDep, ServicesDep, in_reading_thread
from app.schemas import ArticleSaved, FetchIn
from extractors.clean import RawArticle
from graph.errors import GraphUnavailable

router = APIRouter(prefix="/v1", tags=["articles"])

FETCHED = problems(
    GraphUnavailable,
    *(BadAddress, AddressRefused, DisallowedByRobots, FetchTooLarge, FetchWrongType),
    *(FetchFailed, FetchTimedOut, FetchLater),
    *UNREADABLE,
)
FETCHED[200] = {"model": ArticleSaved, "description": "It was there already; what it says is stored anew"}


@router.post(
    "/articles/fetch",
    summary="Fetch a page, read it and store what it says",
    status_code=201,
    response_model=ArticleSaved,
    responses=FETCHED,
)
async def fetch(
    asked: FetchIn, services: ServicesDep, request: Request, response: Response, _: NothingDep
) -> ArticleSaved:
    """Public hosts only, at most five redirects, and never what a site's robots.txt keeps from robots.

    The article is known by the address at the end of the redirects, or by the one that the page calls
    canonical where that is of the same site. Title, source and date are read from the page.
    """

    def fetched() -> RawArticle:
        return fetch_article(services.fetcher, asked.url, Known(asked.published, source=asked.source))

    # Threads of its own: a slow site holds up neither questions nor the reading of articles.
    raw = await to_thread.run_sync(fetched, limiter=request.state.fetching)
    saved = told_saved(await in_reading_thread(request, services.ingester.ingest, raw))
    response.headers["Location"] = saved.links.article
    response.status_code = 201 if saved.created else 200
    return saved
