"""What is worth a look first."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Query, Request

from app.problems import problems
from app.questions import ReviewSearch
from app.routers.shared import PageOut, ReaderDep, page_out
from graph.errors import BadCursor, GraphUnavailable
from graph.review_views import ReviewItem

router = APIRouter(prefix="/v1/review", tags=["judgements"])


@router.get(
    "",
    summary="What is least certain and nobody has judged",
    responses=problems(BadCursor, GraphUnavailable),
)
def review(
    asked: Annotated[ReviewSearch, Query()], reader: ReaderDep, request: Request
) -> PageOut[ReviewItem]:
    """Questions to be answered by yes or no. `yes` and `no` of an item, with `by` (and `why`), are bodies for
    POST /v1/judgements; where `choices` are given, `no` needs one of them as its `value`.

    Reports come by the least certain of what they say: that there was a meeting at all, its status, date,
    place, and each participant. Pairs (two reports, two names of people; joined by likelihood, or kept apart
    though alike) are looked for among the 25 latest meetings and the 25 people most often named, the least
    certain first, then among the next 25. Of both lists whichever is less certain comes first. A page may be
    short while `next` leads on."""
    return page_out(request, reader.review(asked.kind, cursor=asked.cursor, limit=asked.limit))
