"""schema.org Event as JSON-LD, one a line.

schema.org has no word for a meeting that was proposed, refused or denied: such a line has no `eventStatus`,
and every line has our own word as `chancery:status`.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

from app.exporting.countries import alpha_2
from app.exporting.lines import line
from extractors.domain import ActorKind, Channel, Role, Status
from graph.views import ParticipantView, PlaceView, ReportView, WholeMeeting

CONTEXT = ["https://schema.org", {"chancery": "urn:chancery:"}]
STATUSES = {
    Status.OCCURRED: "https://schema.org/EventScheduled",
    Status.PLANNED: "https://schema.org/EventScheduled",
    Status.POSTPONED: "https://schema.org/EventPostponed",
    Status.CANCELLED: "https://schema.org/EventCancelled",
}
MODES = {
    Channel.IN_PERSON: "https://schema.org/OfflineEventAttendanceMode",
    Channel.PHONE: "https://schema.org/OnlineEventAttendanceMode",
    Channel.VIDEO: "https://schema.org/OnlineEventAttendanceMode",
}
_TYPES = {
    ActorKind.PERSON: "Person",
    ActorKind.COUNTRY: "Country",
    ActorKind.ORGANIZATION: "Organization",
    ActorKind.OFFICE: "Organization",
}
# `attendee` and `organizer` take persons and organizations.
_ATTENDEES = _TYPES | {ActorKind.COUNTRY: "GovernmentOrganization"}


def write(meetings: Iterable[WholeMeeting]) -> Iterator[bytes]:
    """Each line stands for itself."""
    for meeting in meetings:
        yield line(_event(meeting))


def _event(meeting: WholeMeeting) -> dict[str, Any]:
    hosts = [_attendee(one) for one in meeting.participants if one.role is Role.HOST]
    return {
        "@context": CONTEXT,
        "@type": "Event",
        "@id": f"urn:chancery:{meeting.id}",
        "identifier": meeting.id,
        "name": meeting.title,
        "description": meeting.evidence[0].quote if meeting.evidence else None,
        "startDate": meeting.date.start.isoformat() if meeting.date.start else None,
        "endDate": meeting.date.end.isoformat() if meeting.date.end else None,
        "eventStatus": STATUSES.get(meeting.status),
        "chancery:status": meeting.status.value,
        "eventAttendanceMode": MODES.get(meeting.channel),
        "location": _location(meeting),
        "attendee": [_attendee(one) for one in meeting.participants],
        "organizer": hosts,
        "about": list(meeting.topics),
        "subjectOf": [_article(one) for one in meeting.accounts],
    }


def _attendee(one: ParticipantView) -> dict[str, Any]:
    found: dict[str, Any] = {
        "@type": _ATTENDEES[one.actor.kind],
        "@id": f"urn:chancery:{one.actor.id}",
        "name": one.actor.name,
    }
    if one.actor.kind is ActorKind.PERSON and one.office:
        found["jobTitle"] = one.office
    return found


def _location(meeting: WholeMeeting) -> dict[str, Any] | None:
    if meeting.channel in (Channel.PHONE, Channel.VIDEO):
        return {"@type": "VirtualLocation", "name": meeting.channel.value}
    return _place(meeting.place) if meeting.place else None


def _place(place: PlaceView) -> dict[str, Any]:
    found: dict[str, Any] = {"@type": "Place", "name": place.name}
    if place.country:
        country = alpha_2(place.country) or place.country
        found["address"] = {"@type": "PostalAddress", "addressCountry": country}
    if place.latitude is not None and place.longitude is not None:
        found["geo"] = {
            "@type": "GeoCoordinates",
            "latitude": place.latitude,
            "longitude": place.longitude,
        }
    return found


def _article(account: ReportView) -> dict[str, Any]:
    found: dict[str, Any] = {"@type": "NewsArticle", "identifier": account.article_id}
    if account.url:
        found["url"] = account.url
    if account.article_title:
        found["headline"] = account.article_title
    if account.published:
        found["datePublished"] = account.published.isoformat()
    return found
