"""CSV: a row for each participant of each meeting, safe to open in a spreadsheet."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterable, Iterator
from typing import Any

from graph.views import ParticipantView, WholeMeeting

COLUMNS = (
    *("meeting_id", "title", "status", "start", "end", "precision", "date_words", "channel", "format"),
    *("level", "place", "country", "latitude", "longitude", "reports", "actor_id", "actor_kind", "actor"),
    *("party", "office", "role", "via", "inferred", "article_id", "url", "quote"),
)
# What a spreadsheet takes for the beginning of a formula, in its full-width forms too.
_FORMULA = re.compile(r"\s*[=+\-@|%\t\r\n\uff1d\uff0b\uff0d\uff20]")
_CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f]")


def write(meetings: Iterable[WholeMeeting]) -> Iterator[bytes]:
    """RFC 4180, UTF-8, CRLF; text that could be a formula begins with an apostrophe."""
    yield _line(COLUMNS)
    for meeting in meetings:
        shared = _of_meeting(meeting)
        for one in meeting.participants:
            row = shared | _of_participant(one)
            yield _line([_safe(row.get(column)) for column in COLUMNS])


def _of_meeting(meeting: WholeMeeting) -> dict[str, Any]:
    first = meeting.evidence[0] if meeting.evidence else None
    return {
        "meeting_id": meeting.id,
        "title": meeting.title,
        "status": meeting.status.value,
        "start": meeting.date.start,
        "end": meeting.date.end,
        "precision": meeting.date.precision.value,
        "date_words": meeting.date.words,
        "channel": meeting.channel.value,
        "format": meeting.format.value,
        "level": meeting.level.value,
        "place": meeting.place.name if meeting.place else None,
        "country": meeting.place.country if meeting.place else None,
        "latitude": meeting.place.latitude if meeting.place else None,
        "longitude": meeting.place.longitude if meeting.place else None,
        "reports": meeting.reports,
        "article_id": first.article_id if first else None,
        "url": first.url if first else None,
        "quote": first.quote if first else None,
    }


def _of_participant(one: ParticipantView) -> dict[str, Any]:
    return {
        "actor_id": one.actor.id,
        "actor_kind": one.actor.kind.value,
        "actor": one.actor.name,
        "party": one.party,
        "office": one.office,
        "role": one.role.value,
        "via": one.via.value,
        "inferred": str(one.inferred).lower(),
    }


def _safe(value: Any) -> Any:
    if not isinstance(value, str):
        return value
    text = _CONTROL.sub("\ufffd", value)
    return f"'{text}" if _FORMULA.match(text) else text


def _line(cells: Iterable[Any]) -> bytes:
    text = io.StringIO()
    csv.writer(text).writerow(cells)
    return text.getvalue().encode()
