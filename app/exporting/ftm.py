"""FollowTheMoney entities, one a line: Event, Person, PublicBody, Organization, LegalEntity, Article and the
Documentation that ties an article to the event that it tells of."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterable, Iterator
from typing import Any

from app.exporting.countries import alpha_2
from app.exporting.lines import line
from app.exporting.seen import Seen
from extractors.domain import ActorKind, Role
from graph.views import ActorRef, ReportView, WholeMeeting

# An office without a known holder takes part as a legal entity: a Position cannot be involved in an Event.
SCHEMATA = {
    ActorKind.PERSON: "Person",
    ActorKind.COUNTRY: "PublicBody",
    ActorKind.ORGANIZATION: "Organization",
    ActorKind.OFFICE: "LegalEntity",
}
_ID = re.compile(r"[0-9a-zA-Z]([0-9a-zA-Z.\-]*[0-9a-zA-Z])?")


def write(meetings: Iterable[WholeMeeting]) -> Iterator[bytes]:
    """Each entity once, those that an event refers to before it."""
    with Seen() as seen:
        for meeting in meetings:
            for one in meeting.participants:
                if seen.first(one.actor.id):
                    yield line(_actor(one.actor))
            yield line(_event(meeting))
            for account in meeting.accounts:
                if seen.first(account.article_id):
                    yield line(_article(account))
                yield line(_documentation(meeting, account))


def ftm_id(key: str) -> str:
    """Letters, digits, dots and hyphens are all that an id may hold there."""
    plain = key.replace(":", ".")
    if _ID.fullmatch(plain):
        return plain
    return "chancery-" + hashlib.sha256(key.encode()).hexdigest()[:20]


def _entity(key: str, schema: str, properties: dict[str, Iterable[Any]]) -> dict[str, Any]:
    texts = {name: [str(one) for one in values if one is not None] for name, values in properties.items()}
    return {
        "id": key,
        "schema": schema,
        "properties": {name: found for name, found in texts.items() if found},
    }


def _country(code: str | None) -> str | None:
    found = alpha_2(code)
    return found.lower() if found else None


def _actor(actor: ActorRef) -> dict[str, Any]:
    properties: dict[str, Iterable[Any]] = {"name": [actor.name], "country": [_country(actor.party)]}
    if actor.kind is ActorKind.PERSON:
        properties["position"] = [actor.office]
    if actor.kind is ActorKind.OFFICE and actor.party:
        properties["name"] = [f"{actor.name} ({actor.party})"]
    return _entity(ftm_id(actor.id), SCHEMATA[actor.kind], properties)


def _event(meeting: WholeMeeting) -> dict[str, Any]:
    involved = [ftm_id(one.actor.id) for one in meeting.participants]
    hosts = [ftm_id(one.actor.id) for one in meeting.participants if one.role is Role.HOST]
    return _entity(
        ftm_id(meeting.id),
        "Event",
        {
            "name": [meeting.title],
            "startDate": [meeting.date.start],
            "endDate": [meeting.date.end],
            "summary": [one.quote for one in meeting.evidence[:1]],
            "keywords": [meeting.status.value, meeting.channel.value, *meeting.topics],
            "location": [meeting.place.name if meeting.place else None],
            "country": [_country(meeting.place.country) if meeting.place else None],
            "involved": involved,
            "organizer": hosts,
            "recordId": [meeting.id],
        },
    )


def _article(account: ReportView) -> dict[str, Any]:
    title = account.article_title or account.url or account.article_id
    return _entity(
        ftm_id(account.article_id),
        "Article",
        {
            "name": [title],
            "title": [title],
            "sourceUrl": [account.url],
            "publishedAt": [account.published],
            "language": ["eng"],
        },
    )


def _documentation(meeting: WholeMeeting, account: ReportView) -> dict[str, Any]:
    return _entity(
        ftm_id(account.id),
        "Documentation",
        {
            "document": [ftm_id(account.article_id)],
            "entity": [ftm_id(meeting.id)],
            "date": [account.published],
            "role": [account.status.value],
            "summary": [one.quote for one in account.evidence],
        },
    )
