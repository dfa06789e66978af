"""Which reports are one meeting, and which nodes stand for a party or a place: pure, from content alone."""

from __future__ import annotations

import hashlib

from extractors.domain import MeetingReport, Place, Precision
from extractors.ids import fold


def _digest(*parts: str) -> str:
    return hashlib.sha256("\x1f".join(parts).encode()).hexdigest()[:16]


def meeting_id(report: MeetingReport) -> str:
    """Reports of the same participants, dates, channel and country are of one meeting.

    The precision is part of it, or "in May" would be the meeting of 1 to 31 May. Status is not: a
    planned meeting and the one that took place are one. Without a date nothing says that two
    reports are of one meeting, so each has its own.
    """
    date = report.date
    if date.precision is Precision.UNKNOWN:
        return "mtg-" + _digest("report", report.id)
    country = report.place.country if report.place else None
    participants = sorted({participant.actor_id for participant in report.participants})
    return "mtg-" + _digest(
        str(date.start), str(date.end), date.precision, report.channel, country or "", *participants
    )


def place_id(place: Place) -> str:
    """A name in a country; the same name in another country is another place."""
    slug = fold(place.name).replace(" ", "-") or _digest(place.name)
    return f"place:{slug}:{place.country.lower()}" if place.country else f"place:{slug}"


def party_actor_ids(party: str) -> tuple[str, str]:
    """The ids that the country or the organization of a party code would have."""
    slug = fold(party).replace(" ", "-") or _digest(party)
    return f"country:{slug}", f"organization:{slug}"
