"""Who connects two actors."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Query, Request
from pydantic import Field

from app.errors import AmbiguousActor, UnknownActor
from app.problems import problems
from app.routers.shared import PageOut, ReaderDep, SurveyDep, address_of_next
from app.survey_questions import PathsAsked
from graph.errors import BadCursor, GraphUnavailable
from graph.survey_views import PathView

router = APIRouter(prefix="/v1", tags=["paths"])


class PathsOut(PageOut[PathView]):
    """No items where nothing connects the two within `searched` meetings."""

    searched: int = Field(
        description="the number of meetings up to which every path was looked at: less than `max` where a "
        "page is full, or where there are too many ties to look at"
    )


@router.get(
    "/paths",
    summary="Who connects two actors",
    responses=problems(AmbiguousActor, UnknownActor, BadCursor, GraphUnavailable),
)
def paths(
    asked: Annotated[PathsAsked, Query()], reader: ReaderDep, survey: SurveyDep, request: Request
) -> PathsOut:
    """Chains of actors of which each met the next, of another party; the shortest first, of equally long
    ones those first whose rarest hop rests on most meetings, then those with most meetings. Each hop comes
    with its latest meetings and a sentence. A country or an organization stands for everyone who acts for
    it, and no path leads through others of its own people."""
    found = survey.paths(asked.resolved(reader), asked.longest, cursor=asked.cursor, limit=asked.limit)
    following = address_of_next(request, found.next_cursor)
    return PathsOut(items=list(found.items), next=following, searched=found.searched)
