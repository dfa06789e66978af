"""Figures: how much there is, who met most, where, when, and who stands in the middle."""

from __future__ import annotations

from typing import Annotated, Generic, TypeVar

from fastapi import APIRouter, Query, Request

from app.errors import AmbiguousActor, UnknownActor
from app.problems import problems
from app.routers.shared import (
    ListedOut,
    NothingDep,
    ReaderDep,
    SurveyDep,
    address_of_next,
    listed_out,
)
from app.survey_questions import CentralityAsked, Counted, PeriodsAsked
from graph.errors import BadCursor, GraphUnavailable
from graph.survey_views import (
    ActorTally,
    Bucket,
    By,
    Extent,
    HostTally,
    Known,
    PairTally,
    PlaceTally,
    Score,
)
from graph.views import Counts

T = TypeVar("T")

router = APIRouter(prefix="/v1/stats", tags=["stats"])

ASKABLE = problems(AmbiguousActor, UnknownActor, BadCursor, GraphUnavailable)


class KnownOut(ListedOut[T], Generic[T]):
    """Of something that is not known of every meeting; of `without` meetings that fit it is not."""

    without: int


class PeriodsOut(ListedOut[Bucket]):
    """Periods in which there were meetings; `total` is their number. `whole` counts all meetings that fit,
    `inexact` those whose date is unknown or less exact than a period, which are in none."""

    by: By
    whole: Bucket
    inexact: Bucket


class RankingOut(ListedOut[Score]):
    """Actors by a measure; `showing` is the part of the graph that it was worked out over."""

    measure: str
    normalised: str
    showing: Extent
    whole: Extent
    chosen_by: str


def _known_out(request: Request, page: Known[T]) -> KnownOut[T]:
    listed = listed_out(request, page)
    return KnownOut(items=listed.items, next=listed.next, total=listed.total, without=page.without)


@router.get("", summary="How much the graph holds", responses=problems(GraphUnavailable))
def counts(reader: ReaderDep, _: NothingDep) -> Counts:
    """Articles, what they report, and what it comes to."""
    return reader.counts()


@router.get("/most-met", summary="Who met others most often", responses=ASKABLE)
def most_met(
    asked: Annotated[Counted, Query()], reader: ReaderDep, survey: SurveyDep, request: Request
) -> ListedOut[ActorTally]:
    """By the number of meetings at which the actor met somebody of another party; ties by id."""
    where = asked.resolved(reader)
    return listed_out(request, survey.most_met_actors(where, cursor=asked.cursor, limit=asked.limit))


@router.get("/most-met/pairs", summary="Who met whom most often", responses=ASKABLE)
def most_met_pairs(
    asked: Annotated[Counted, Query()], reader: ReaderDep, survey: SurveyDep, request: Request
) -> ListedOut[PairTally]:
    """Pairs of actors of different parties by the number of their meetings; ties by ids."""
    where = asked.resolved(reader)
    return listed_out(request, survey.most_met_pairs(where, cursor=asked.cursor, limit=asked.limit))


@router.get("/places", summary="The busiest places", responses=ASKABLE)
def places(
    asked: Annotated[Counted, Query()], reader: ReaderDep, survey: SurveyDep, request: Request
) -> KnownOut[PlaceTally]:
    """By the number of meetings; each meeting is of the finest place that is known of it."""
    where = asked.resolved(reader)
    return _known_out(request, survey.places(where, cursor=asked.cursor, limit=asked.limit))


@router.get("/hosts", summary="Who hosted most often", responses=ASKABLE)
def hosts(
    asked: Annotated[Counted, Query()], reader: ReaderDep, survey: SurveyDep, request: Request
) -> KnownOut[HostTally]:
    """Countries and organizations by the number of meetings that somebody of theirs hosted; ties by code."""
    where = asked.resolved(reader)
    return _known_out(request, survey.hosts(where, cursor=asked.cursor, limit=asked.limit))


@router.get("/by-period", summary="Meetings by day, month or year", responses=ASKABLE)
def by_period(
    asked: Annotated[PeriodsAsked, Query()], reader: ReaderDep, survey: SurveyDep, request: Request
) -> PeriodsOut:
    """A meeting is counted in the period in which it began."""
    found = survey.periods(asked.resolved(reader), asked.calendar(), cursor=asked.cursor, limit=asked.limit)
    return PeriodsOut(
        items=list(found.items),
        next=address_of_next(request, found.next_cursor),
        total=found.total,
        by=found.by,
        whole=found.whole,
        inexact=found.inexact,
    )


@router.get("/centrality", summary="Who stands in the middle", responses=ASKABLE)
def centrality(
    asked: Annotated[CentralityAsked, Query()], reader: ReaderDep, survey: SurveyDep, request: Request
) -> RankingOut:
    """Over actors joined where they met. `degree` is the share of the others that the actor met;
    `betweenness`, the share of shortest ways between two others that lead through it; `pagerank` weighs
    ties by their number of meetings and adds up to 1. Of a large graph the part that `showing` and
    `chosen_by` give is looked at."""
    found = survey.centrality(asked.resolved(reader), asked.measure, cursor=asked.cursor, limit=asked.limit)
    return RankingOut(
        next=address_of_next(request, found.next_cursor),
        **{name: getattr(found, name) for name in RankingOut.model_fields if name not in ("items", "next")},
        items=list(found.items),
    )
