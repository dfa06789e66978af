"""Meetings and actors as nodes, taking part as an edge: what both XML formats show."""

from __future__ import annotations

from typing import Any

from graph.views import ActorRef, ParticipantView, WholeMeeting

NODE_FIELDS = {
    "kind": "string",
    "name": "string",
    "party": "string",
    "office": "string",
    "status": "string",
    "start": "string",
    "end": "string",
    "precision": "string",
    "channel": "string",
    "format": "string",
    "level": "string",
    "place": "string",
    "country": "string",
    "latitude": "double",
    "longitude": "double",
    "reports": "int",
    "quote": "string",
    "url": "string",
}
EDGE_FIELDS = {
    "role": "string",
    "via": "string",
    "party": "string",
    "office": "string",
    "reports": "int",
    "inferred": "boolean",
}


def meeting_fields(meeting: WholeMeeting) -> dict[str, Any]:
    """By the names of NODE_FIELDS."""
    first = meeting.evidence[0] if meeting.evidence else None
    place = meeting.place
    return {
        "kind": "meeting",
        "name": meeting.title,
        "status": meeting.status.value,
        "start": meeting.date.start,
        "end": meeting.date.end,
        "precision": meeting.date.precision.value,
        "channel": meeting.channel.value,
        "format": meeting.format.value,
        "level": meeting.level.value,
        "place": place.name if place else None,
        "country": place.country if place else None,
        "latitude": place.latitude if place else None,
        "longitude": place.longitude if place else None,
        "reports": meeting.reports,
        "quote": first.quote if first else None,
        "url": first.url if first else None,
    }


def actor_fields(actor: ActorRef) -> dict[str, Any]:
    """By the names of NODE_FIELDS."""
    return {"kind": actor.kind.value, "name": actor.name, "party": actor.party, "office": actor.office}


def edge_fields(one: ParticipantView) -> dict[str, Any]:
    """By the names of EDGE_FIELDS."""
    return {
        "role": one.role.value,
        "via": one.via.value,
        "party": one.party,
        "office": one.office,
        "reports": one.reports,
        "inferred": one.inferred,
    }
