"""Articles: tried, put in, looked at, taken out."""

from __future__ import annotations

from typing import Annotated, Any

from fastapi import APIRouter, Path, Query, Request, Response

from app.errors import PoolClosed, ReadingCrashed, ReadingFailed, ReadingTimedOut, TextNotKept
from app.problems import BODY_TOO_LARGE, BROKEN_JSON, NOT_JSON, problems
from app.questions import AsOf
from app.routers.shared import NothingDep, ReaderDep, ServicesDep, in_reading_thread
from app.schemas import ArticleIn, ArticleSaved, DryRun, Links
from extractors.errors import BadDate, EmptyText, ModelMissing, NotEnglish, TextTooLong, UndecodableText
from graph.errors import GraphUnavailable, NotFound
from graph.views import ArticleView, EditionView, Saved

router = APIRouter(prefix="/v1", tags=["articles"])

UNREADABLE: list[Any] = [
    *(EmptyText, TextTooLong, UndecodableText, NotEnglish, BadDate, ModelMissing),
    *(ReadingTimedOut, ReadingCrashed, ReadingFailed, PoolClosed, BODY_TOO_LARGE, BROKEN_JSON, NOT_JSON),
]
ADDED = problems(GraphUnavailable, *UNREADABLE)
ADDED[200] = {"model": ArticleSaved, "description": "It was there already; what it says is stored anew"}
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
    response_model=ArticleSaved,
    responses=ADDED,
)
async def add(
    article: ArticleIn, services: ServicesDep, request: Request, response: Response, _: NothingDep
) -> ArticleSaved:
    """The same address, or without one the same text, is the same article: again changes nothing, and
    another text takes the place of the one before, which stays readable as an edition."""
    saved = await in_reading_thread(request, services.ingester.ingest, article.raw())
    told = _told(saved)
    response.headers["Location"] = told.links.article
    response.status_code = 201 if saved.created else 200
    return told


def _told(saved: Saved) -> ArticleSaved:
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
    return _told(await in_reading_thread(request, services.ingester.reextract, id))


@router.delete(
    "/articles/{id}",
    summary="Take an article out",
    status_code=204,
    responses=problems(NotFound, GraphUnavailable),
)
def remove(id: ArticleId, services: ServicesDep, _: NothingDep) -> None:
    """Goes with it: exactly what no other article supports."""
    services.store.delete(id)
