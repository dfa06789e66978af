"""An actor through time."""

from __future__ import annotations

from typing import Annotated
from urllib.parse import urlencode

from fastapi import APIRouter, Query, Request
from pydantic import Field

from app.errors import AmbiguousActor, UnknownActor
from app.problems import problems
from app.questions import find_actor
from app.routers.actors import ActorName
from app.routers.shared import PageOut, ReaderDep, SurveyDep, page_out
from app.routers.stats import PeriodsOut
from app.schemas import Out
from app.survey_questions import TimelineAsked
from graph.errors import BadCursor, GraphUnavailable
from graph.survey_views import Periods
from graph.views import ActorRef, MeetingView

router = APIRouter(prefix="/v1/actors", tags=["actors"])


class TimelineOut(Out):
    """How many meetings in which period, over all that fits the question, and the meetings page by page."""

    actor: ActorRef
    periods: PeriodsOut = Field(description="`next` leads to /v1/stats/by-period, where there are many")
    meetings: PageOut[MeetingView]


@router.get(
    "/{id}/timeline",
    summary="An actor's meetings through time",
    responses=problems(AmbiguousActor, UnknownActor, BadCursor, GraphUnavailable),
)
def timeline(
    id: ActorName,
    asked: Annotated[TimelineAsked, Query()],
    reader: ReaderDep,
    survey: SurveyDep,
    request: Request,
) -> TimelineOut:
    """Whatever became of them, and those ahead as well; a country is everyone who acts for it."""
    where = asked.resolved(reader, find_actor(reader, id).id)
    found = survey.timeline(where, asked.calendar(), cursor=asked.cursor, limit=asked.limit)
    return TimelineOut(
        actor=found.actor,
        periods=_periods_out(asked, found.actor.id, found.periods),
        meetings=page_out(request, found.meetings),
    )


def _periods_out(asked: TimelineAsked, actor_id: str, found: Periods) -> PeriodsOut:
    following = None
    if found.next_cursor:
        kept = asked.model_dump(mode="json", by_alias=True, exclude={"cursor", "limit"}, exclude_none=True)
        # Spelled out where it was left to be: the lists have different defaults.
        kept |= {"actor": actor_id, "inferred": str(asked.inferred).lower(), "cursor": found.next_cursor}
        following = f"/v1/stats/by-period?{urlencode(kept)}"
    return PeriodsOut(
        items=list(found.items),
        next=following,
        total=found.total,
        by=found.by,
        whole=found.whole,
        inexact=found.inexact,
    )
