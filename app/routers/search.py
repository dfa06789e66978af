"""Words in articles, who published them, and the places that they name."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Query, Request

from app.problems import problems
from app.questions import PlaceSearch, SourceSearch
from app.routers.shared import PageOut, SurveyDep, page_out
from app.survey_questions import SearchAsked
from graph.errors import BadCursor, EmptySearch, GraphUnavailable
from graph.survey_views import Hit, PlaceNamed, SourceTally

router = APIRouter(prefix="/v1", tags=["search"])


@router.get(
    "/search",
    summary="Find words in articles and in the sentences that meetings rest on",
    responses=problems(EmptySearch, BadCursor, GraphUnavailable),
)
def search(asked: Annotated[SearchAsked, Query()], survey: SurveyDep, request: Request) -> PageOut[Hit]:
    """The best first. A hit of kind `article` is one at `/v1/articles/{article_id}`; one of kind `quote` is
    a report's sentence, of the meeting at `/v1/meetings/{meeting_id}`. `marks` say where a snippet has the
    words, in characters of the snippet."""
    found = survey.search(asked.q, asked.as_filter(), cursor=asked.cursor, limit=asked.limit)
    return page_out(request, found)


@router.get("/sources", summary="Who published the articles", responses=problems(BadCursor, GraphUnavailable))
def sources(
    asked: Annotated[SourceSearch, Query()], survey: SurveyDep, request: Request
) -> PageOut[SourceTally]:
    """Those with most articles first, ties by name. One that is written in capitals here and there is one."""
    page = survey.sources(asked.q or "", cursor=asked.cursor, limit=asked.limit)
    return page_out(request, page)


@router.get("/places", summary="Where meetings were", responses=problems(BadCursor, GraphUnavailable))
def places(
    asked: Annotated[PlaceSearch, Query()], survey: SurveyDep, request: Request
) -> PageOut[PlaceNamed]:
    """Those with most meetings first. Of each name there may be several: `place=` takes all of a name."""
    page = survey.places_named(asked.q or "", cursor=asked.cursor, limit=asked.limit)
    return page_out(request, page)
