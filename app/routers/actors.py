"""Persons, offices, countries and organizations."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Path, Query, Request

from app.errors import AmbiguousActor, UnknownActor
from app.problems import problems
from app.questions import ActorSearch, AsOf, Encounters, MentionsAsked, find_actor
from app.routers.shared import PageOut, ReaderDep, page_out
from graph.actor_views import ActorDetail, ActorView, Mention
from graph.errors import BadCursor, GraphUnavailable
from graph.views import Counterpart

router = APIRouter(prefix="/v1/actors", tags=["actors"])

ActorName = Annotated[
    str, Path(min_length=1, max_length=300, description="An id or a name", examples=["country:tur"])
]
NAMED = problems(AmbiguousActor, UnknownActor, GraphUnavailable)


@router.get("", summary="Find actors by name", responses=problems(BadCursor, GraphUnavailable))
def search(asked: Annotated[ActorSearch, Query()], reader: ReaderDep, request: Request) -> PageOut[ActorView]:
    """Those of which every word of `q` begins a word of a name; the most mentioned first."""
    page = reader.actors(asked.q, kind=asked.kind, as_of=asked.as_of, cursor=asked.cursor, limit=asked.limit)
    return page_out(request, page)


@router.get("/{id}", summary="An actor", responses=NAMED)
def show(id: ActorName, asked: Annotated[AsOf, Query()], reader: ReaderDep) -> ActorDetail:
    """With the names that it goes by and why they are one, offices held with their articles, whose name is
    like it, and where it is mentioned."""
    return reader.actor(find_actor(reader, id).id, as_of=asked.as_of)


@router.get("/{id}/met", summary="Whom an actor met", responses=NAMED | problems(BadCursor))
def met(
    id: ActorName, asked: Annotated[Encounters, Query()], reader: ReaderDep, request: Request
) -> PageOut[Counterpart]:
    """The most often met first."""
    found = find_actor(reader, id)
    page = reader.met(found.id, asked.as_filter(reader), cursor=asked.cursor, limit=asked.limit)
    return page_out(request, page)


@router.get("/{id}/mentions", summary="Articles that name an actor", responses=NAMED | problems(BadCursor))
def mentions(
    id: ActorName, asked: Annotated[MentionsAsked, Query()], reader: ReaderDep, request: Request
) -> PageOut[Mention]:
    """The latest first, each with the places that name it: none where it is only implied, as the country is
    whose minister is named."""
    found = find_actor(reader, id)
    page = reader.mentions(found.id, as_of=asked.as_of, cursor=asked.cursor, limit=asked.limit)
    return page_out(request, page)
