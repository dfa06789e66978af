"""Nodes and edges for a picture of who met whom."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Query, Request
from pydantic import Field

from app.errors import AmbiguousActor, UnknownActor
from app.problems import problems
from app.routers.shared import ReaderDep, SurveyDep, address_of_next
from app.schemas import Out
from app.survey_questions import NetworkAsked
from graph.errors import BadCursor, GraphUnavailable
from graph.survey_views import ActorNode, Extent, MeetingNode, MetEdge, PartEdge

router = APIRouter(prefix="/v1", tags=["network"])


class NetworkOut(Out):
    """Nodes and edges. Every edge joins two nodes that are here; `total` is what there is of both, and
    `next` the address of more, around an actor and beside meetings."""

    nodes: list[ActorNode | MeetingNode]
    edges: list[MetEdge | PartEdge]
    showing: Extent
    total: Extent
    chosen_by: str = Field(description="what decides which nodes and edges are shown")
    next: str | None = None


@router.get(
    "/network",
    summary="Nodes and edges for a picture",
    responses=problems(AmbiguousActor, UnknownActor, BadCursor, GraphUnavailable),
)
def network(
    asked: Annotated[NetworkAsked, Query()], reader: ReaderDep, survey: SurveyDep, request: Request
) -> NetworkOut:
    """`mode=actors`: actors, joined where they met, each edge with how often, from when to when and some of
    the meetings. `mode=meetings`: meetings, joined to the actors that took part. `around=` an actor: only
    whom it met, for opening a node; a country or an organization is everyone who acts for it."""
    where = asked.resolved(reader)
    if asked.around and asked.mode == "actors":
        found = survey.network_around(where, cursor=asked.cursor, limit=asked.limit)
    else:
        found = survey.network(where, asked.mode, cursor=asked.cursor, limit=asked.limit)
    return NetworkOut(
        nodes=list(found.nodes),
        edges=list(found.edges),
        showing=found.showing,
        total=found.total,
        chosen_by=found.chosen_by,
        next=address_of_next(request, found.next_cursor),
    )
