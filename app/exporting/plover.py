"""Events in the manner of PLOVER, one a line: a CONSULT of each two sides of a meeting, with its status.

PLOVER knows only what happened; a line here also says what became of it, and lines of one meeting share its
id. Consultations have no direction: the side whose code comes first is the source.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from itertools import combinations
from typing import Any

from app.exporting.lines import line
from extractors.domain import Channel, Format, Role
from graph.views import ParticipantView, WholeMeeting


def write(meetings: Iterable[WholeMeeting]) -> Iterator[bytes]:
    """Sides are parties; who acts for none stands for itself. A meeting within one side is one line."""
    for meeting in meetings:
        sides: dict[str, list[ParticipantView]] = defaultdict(list)
        for one in meeting.participants:
            sides[one.party or one.actor.party or one.actor.name].append(one)
        codes = sorted(sides)
        for source, target in list(combinations(codes, 2)) or [(code, code) for code in codes]:
            yield line(_event(meeting, source, target, sides))


def _event(
    meeting: WholeMeeting, source: str, target: str, sides: dict[str, list[ParticipantView]]
) -> dict[str, Any]:
    return {
        "id": f"{meeting.id}:{source}-{target}",
        "meeting_id": meeting.id,
        "event": "CONSULT",
        "mode": _mode(meeting),
        "status": meeting.status.value,
        "date": _day(meeting.date.start),
        "end_date": _day(meeting.date.end),
        "date_precision": meeting.date.precision.value,
        "source": _side(source, sides),
        "target": _side(target, sides),
        "channel": meeting.channel.value,
        "location": meeting.place.model_dump(mode="json", exclude_none=True) if meeting.place else None,
        "text": meeting.evidence[0].quote if meeting.evidence else None,
        "history": [
            {"status": step.status.value, "published": _day(step.published), "article_id": step.article_id}
            for step in meeting.history
        ],
        "publications": [
            {"article_id": one.article_id, "url": one.url, "published": _day(one.published)}
            for one in meeting.accounts
        ],
        "coder": "Chancery",
    }


def _mode(meeting: WholeMeeting) -> str | None:
    """PLOVER's modes of CONSULT: visit, third-party, multilateral, phone."""
    roles = {one.role for one in meeting.participants}
    if meeting.channel is Channel.PHONE:
        return "phone"
    if Role.MEDIATOR in roles:
        return "third-party"
    if meeting.format is Format.MULTILATERAL:
        return "multilateral"
    return "visit" if {Role.HOST, Role.GUEST} <= roles else None


def _side(code: str, sides: dict[str, list[ParticipantView]]) -> dict[str, Any]:
    return {
        "code": code,
        "actors": [
            {
                "id": one.actor.id,
                "name": one.actor.name,
                "kind": one.actor.kind.value,
                "office": one.office,
                "role": one.role.value,
            }
            for one in sides[code]
        ],
    }


def _day(day: Any) -> str | None:
    return day.isoformat() if day else None
