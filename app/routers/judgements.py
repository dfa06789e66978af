"""Judgements: what somebody who knows says of the machine's answers."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Path, Query, Request, Response
from fastapi.responses import StreamingResponse

from app.errors import BadJudgement
from app.judgement_forms import JudgementIn
from app.judging import gold_lines, judge
from app.problems import BROKEN_JSON, NOT_JSON, problems
from app.questions import JudgementOrder, JudgementSearch
from app.routers.shared import NothingDep, PageOut, ReaderDep, ServicesDep, page_out
from graph.errors import BadCursor, Contradiction, GraphUnavailable, NotFound
from graph.judgements import Judgement

router = APIRouter(prefix="/v1/judgements", tags=["judgements"])

JudgementId = Annotated[str, Path(max_length=200, examples=["jdg-0123456789abcdef"])]


@router.post(
    "",
    summary="Judge: same or not, right or wrong",
    status_code=201,
    responses=problems(NotFound, BadJudgement, Contradiction, GraphUnavailable, BROKEN_JSON, NOT_JSON),
)
def add(given: JudgementIn, services: ServicesDep, response: Response, _: NothingDep) -> Judgement:
    """The graph follows at once. A judgement wins over the automatic answer and outlives re-extraction;
    one that contradicts another is refused with both. The same again is answered with the first."""
    kept = judge(services.store, given)
    response.headers["Location"] = f"/v1/judgements/{kept.id}"
    return kept


@router.get("", summary="Judgements", responses=problems(BadCursor, GraphUnavailable))
def listed(
    asked: Annotated[JudgementSearch, Query()], reader: ReaderDep, request: Request
) -> PageOut[Judgement]:
    """In the order of their ids, or the latest given first. A judgement names reports by their `key`, and
    actors by the ids of their `names`: these outlive what is derived from them."""
    page = reader.judgements(
        asked.subject,
        about=asked.about,
        latest=asked.order is JudgementOrder.LATEST,
        cursor=asked.cursor,
        limit=asked.limit,
    )
    return page_out(request, page)


@router.get(
    "/gold",
    summary="What was judged, as annotated articles",
    responses={
        200: {
            "content": {"application/x-ndjson": {"schema": {"type": "string"}}},
            "description": "One article a line, in the form of the annotation guidelines",
        },
        **problems(GraphUnavailable),
    },
    response_class=StreamingResponse,
)
def gold(reader: ReaderDep, _: NothingDep) -> StreamingResponse:
    """Reports judged right as a whole are its meetings, with `event` where they were judged to be the same;
    reports judged wrong are listed as rejected."""
    return StreamingResponse(gold_lines(reader.judged_reports()), media_type="application/x-ndjson")


@router.get("/{id}", summary="A judgement", responses=problems(NotFound, GraphUnavailable))
def show(id: JudgementId, reader: ReaderDep, _: NothingDep) -> Judgement:
    """Who judged what, when and why."""
    return reader.judgement(id)


@router.delete(
    "/{id}", summary="Withdraw a judgement", status_code=204, responses=problems(NotFound, GraphUnavailable)
)
def withdraw(id: JudgementId, services: ServicesDep, _: NothingDep) -> None:
    """All that followed from it goes with it."""
    services.store.withdraw(id)
