"""Two actors through time."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Query, Request

from app.errors import AmbiguousActor, UnknownActor
from app.problems import problems
from app.questions import Through, find_actor
from app.routers.actors import ActorName
from app.routers.shared import PageOut, ReaderDep, page_out
from app.schemas import Out
from graph.errors import BadCursor, GraphUnavailable
from graph.views import MeetingView, Relation

router = APIRouter(prefix="/v1/pairs", tags=["pairs"])


class PairOut(Out):
    """How often and how two actors met, over all that fits the question, and the meetings page by page."""

    relation: Relation
    meetings: PageOut[MeetingView]


@router.get(
    "/{a}/{b}",
    summary="Two actors through time",
    responses=problems(AmbiguousActor, UnknownActor, BadCursor, GraphUnavailable),
)
def show(
    a: ActorName, b: ActorName, asked: Annotated[Through, Query()], reader: ReaderDep, request: Request
) -> PairOut:
    """Every contact of the two, whatever became of it, the latest first."""
    where = asked.as_filter(reader, actor=find_actor(reader, a).id, with_=find_actor(reader, b).id)
    page = reader.meetings(where, cursor=asked.cursor, limit=asked.limit)
    return PairOut(relation=reader.relation(where), meetings=page_out(request, page))
