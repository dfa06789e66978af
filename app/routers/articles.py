"""Articles: tried, put in, looked at, taken out."""

from __future__ import annotations

from typing import Annotated, Any

from anyio import to_thread
from fastapi import APIRouter, Path, Query, Request, Response

from app.errors import PoolClosed, ReadingCrashed, ReadingFailed, ReadingTimedOut, TextNotKept
from app.intake import accept_one
from app.job_forms import Accepted, links_of, told_saved
from app.problems import BODY_TOO_LARGE, BROKEN_JSON, NOT_JSON, problems
from app.questions import AsOf, Queued
from app.routers.shared import NothingDep, ReaderDep, RunnerDep, ServicesDep, in_reading_thread, key_used
from app.schemas import ArticleIn, ArticleSaved, DryRun
from extractors.errors import BadDate, EmptyText, ModelMissing, NotEnglish, TextTooLong, UndecodableText
from graph.errors import GraphUnavailable, NotFound
from graph.views import ArticleView, EditionView

router = APIRouter(prefix="/v1", tags=["articles"])

UNREADABLE: list[Any] = [
    *(EmptyText, TextTooLong, UndecodableText, NotEnglish, BadDate, ModelMissing),
    *(ReadingTimedOut, ReadingCrashed, ReadingFailed, PoolClosed, BODY_TOO_LARGE, BROKEN_JSON, NOT_JSON),
]
ADDED = problems(GraphUnavailable, *UNREADABLE)
ADDED[200] = {"model": ArticleSaved, "description": "It was there already; what it says is stored anew"}
ADDED[201] = {"model": ArticleSaved, "description": "It is stored"}
ADDED[202] = {"model": Accepted, "description": "It is kept, and the job tells what becomes of it"}
ArticleId = Annotated[str, Path(max_length=200, examples=["art-0123456789abcdef"])]


@router.post(
    "/extract",
    summary="Read an article without storing it",
    responses={200: {"model": DryRun}, **problems(*UNREADABLE)},
)
async def extract(article: ArticleIn, services: ServicesDep, request: Request, _: NothingDep) -> Response:
    """Actors and meetings, with evidence whose offsets refer to the `text` of the answer."""
    # The worker has written the answer: making it here would hold up every query for as long as that takes.
    answer = await in_reading_thread(request, services.ingester.dry_run, article.raw())
    return Response(answer, media_type="application/json")


@router.post(
    "/articles",
    summary="Read an article and store what it says",
    status_code=201,
    response_model=ArticleSaved | Accepted,
    responses=ADDED,
)
async def add(
    article: ArticleIn,
    services: ServicesDep,
    runner: RunnerDep,
    request: Request,
    response: Response,
    asked: Annotated[Queued, Query()],
) -> ArticleSaved | Accepted:
    """The same address, or without one the same text, is the same article: again changes nothing, and
    another text takes the place of the one before, which stays readable as an edition. With `async=true`
    it is kept and answered at once, and read whatever happens to the service meanwhile."""
    if asked.queued:
        by = key_used(request)
        job = await to_thread.run_sync(accept_one, services.store, runner, article.raw(), by)
        response.status_code = 202
        response.headers["Location"] = f"/v1/jobs/{job}"
        return Accepted(job=job, links=links_of(job))
    saved = await in_reading_thread(request, services.ingester.ingest, article.raw())
    told = told_saved(saved)
    response.headers["Location"] = told.links.article
    response.status_code = 201 if saved.created else 200
    return told


@router.get(
    "/articles/{id}",
    summary="An article and what was read from it",
    responses=problems(NotFound, GraphUnavailable),
)
def show(id: ArticleId, asked: Annotated[AsOf, Query()], reader: ReaderDep) -> ArticleView:
    """With its text, to which all offsets refer, and the ids of texts that it had before. `text_kept` false
    says that only the quotes are kept; offsets count into the text as it was sent."""
    return reader.article(id, as_of=asked.as_of)


@router.get(
    "/articles/{id}/editions/{edition}",
    summary="The text that an article had before it was replaced",
    responses=problems(NotFound, GraphUnavailable),
)
def show_edition(
    id: ArticleId, edition: Annotated[str, Path(max_length=300)], reader: ReaderDep, _: NothingDep
) -> EditionView:
    """For reading only: what it said is in the graph no more."""
    return reader.edition(id, edition)


@router.post(
    "/articles/{id}/reextract",
    summary="Read a stored article again",
    responses=problems(NotFound, TextNotKept, GraphUnavailable, *UNREADABLE),
)
async def reextract(id: ArticleId, services: ServicesDep, request: Request, _: NothingDep) -> ArticleSaved:
    """With the extractor as it is now; what the article said before goes, judgements on it stay."""
    return told_saved(await in_reading_thread(request, services.ingester.reextract, id))


@router.delete(
    "/articles/{id}",
    summary="Take an article out",
    status_code=204,
    responses=problems(NotFound, GraphUnavailable),
)
def remove(id: ArticleId, services: ServicesDep, _: NothingDep) -> None:
    """Goes with it: exactly what no other article supports."""
    services.store.delete(id)
