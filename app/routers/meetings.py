"""Who met whom, and the meetings themselves."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Path, Query, Request

from app.errors import AmbiguousActor, UnknownActor
from app.problems import problems
from app.questions import Encountering, MeetingAsked
from app.routers.shared import PageOut, ReaderDep, SurveyDep, page_out
from app.survey_questions import MeetingsAsked
from graph.errors import BadCursor, GraphUnavailable, NotFound
from graph.survey_views import Order
from graph.views import MeetingDetail, MeetingView, PairView

router = APIRouter(prefix="/v1", tags=["meetings"])

ASKABLE = problems(AmbiguousActor, UnknownActor, BadCursor, GraphUnavailable)


@router.get("/who-met-whom", summary="Pairs that met, with the meetings and the sentences", responses=ASKABLE)
def who_met_whom(
    asked: Annotated[Encountering, Query()], reader: ReaderDep, request: Request
) -> PageOut[PairView]:
    """The latest met first; `a` is on the side of `actor`."""
    page = reader.who_met_whom(asked.resolved(reader), cursor=asked.cursor, limit=asked.limit)
    return page_out(request, page)


@router.get("/meetings", summary="Meetings", responses=ASKABLE)
def list_meetings(
    asked: Annotated[MeetingsAsked, Query()], reader: ReaderDep, survey: SurveyDep, request: Request
) -> PageOut[MeetingView]:
    """The latest or the oldest first, those of unknown date last."""
    listed = survey.oldest_meetings if asked.order is Order.OLDEST else reader.meetings
    return page_out(request, listed(asked.resolved(reader), cursor=asked.cursor, limit=asked.limit))


@router.get(
    "/meetings/{id}",
    summary="A meeting with its history and every account of it",
    responses=problems(NotFound, GraphUnavailable),
)
def show(
    id: Annotated[str, Path(max_length=200)], asked: Annotated[MeetingAsked, Query()], reader: ReaderDep
) -> MeetingDetail:
    """What each article says and with which words, what became of it, where the accounts cannot all be
    right, why they are of one meeting, and which other meetings were looked at."""
    return reader.meeting(id, as_of=asked.as_of, inferred=asked.inferred)
