"""What a meeting is worth, as its accounts together tell it: pure functions of them, in any order."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from extractors.domain import DateBasis, EventDate, MeetingReport, Participant, PlaceKind, Precision, Status
from graph.captions import title
from graph.conflicts import conflicts
from graph.derive import most_common
from graph.holders import Tenure
from graph.identity import place_id
from graph.participations import participations
from graph.telling import Telling

# Of two accounts of one day the more final one counts.
_FINALITY = (
    Status.PROPOSED,
    Status.PLANNED,
    Status.POSTPONED,
    Status.REFUSED,
    Status.DENIED,
    Status.CANCELLED,
    Status.OCCURRED,
)
_BEFOREHAND = (Status.PROPOSED, Status.PLANNED, Status.POSTPONED)
_BASES = (DateBasis.STATED, DateBasis.RELATIVE, DateBasis.PUBLICATION, None)
_PRECISIONS = (Precision.DAY, Precision.WEEK, Precision.MONTH, Precision.YEAR, Precision.UNKNOWN)
_PLACES = (PlaceKind.CITY, PlaceKind.VENUE, PlaceKind.REGION, PlaceKind.COUNTRY)


@dataclass(frozen=True)
class Meeting:
    """A meeting as its accounts together tell it, from `since` on; None where some have no date."""

    properties: dict[str, Any]
    participations: list[dict[str, Any]]
    place_id: str | None


def meeting(
    meeting_id: str, accounts: Iterable[Telling], tenures: Mapping[str, Sequence[Tenure]] | None = None
) -> Meeting:
    """The status is the last word, by date of publication; the rest is what most accounts say.

    `tenures` are those of offices, by the office's actor id: with them an office that no account
    names a holder of is answered with the one that other articles name.
    """
    told = in_order(accounts)
    reports = [account.report for account in told]
    status = final_status(told)
    date = _date(told, status)
    rows = participations(told, date, tenures or {})
    place = _place(told, status)
    properties = {
        "id": meeting_id,
        "title": title(_called(told, rows), place[1] if place else None, date, status),
        "status": status.value,
        "history": [_step(account) for account in told],
        "conflicts": [conflict.about for conflict in conflicts(told)],
        "start": date.start,
        "end": date.end,
        "precision": date.precision.value,
        "basis": date.basis.value if date.basis else None,
        "words": date.words,
        "channel": str(most_common(_known_channels(reports))),
        "format": str(most_common(report.format for report in reports)),
        "level": str(most_common(report.level for report in reports)),
        "topics": sorted({topic for report in reports for topic in report.topics}),
        "parties": sorted({row["party"] for row in rows if row["party"]}),
        "reports": len(reports),
        # the latest first under ORDER BY … DESC, those of unknown date last
        "order_key": f"{date.end or '0000-00-00'}|{meeting_id}",
    }
    return Meeting(properties, rows, place[0] if place else None)


def in_order(accounts: Iterable[Telling]) -> list[Telling]:
    """By publication; an article without a date cannot have the last word over one that has one."""
    return sorted(accounts, key=_by_publication)


def _by_publication(account: Telling) -> tuple[dt.date, int, str]:
    return account.published or dt.date.min, _FINALITY.index(account.report.status), account.report.id


def final_status(told: Sequence[Telling]) -> Status:
    """The last word. What has once been told as over is not made a plan again by a later article that
    looks back; of judged statuses the last one stands."""
    confirmed = [account for account in told if "status" in account.confirmed]
    status = Status.PROPOSED
    for account in confirmed or told:
        said = account.report.status
        if status is not Status.OCCURRED or said not in _BEFOREHAND:
            status = said
    return status


def _step(account: Telling) -> str:
    return f"{account.published or 'undated'} {account.report.status}"


def _of_status(told: Sequence[Telling], status: Status, about: str) -> list[Telling]:
    """Those whose word counts: judged right, else of the final status, else all."""
    confirmed = [account for account in told if about in account.confirmed]
    return confirmed or [account for account in told if account.report.status is status] or list(told)


def _date(told: Sequence[Telling], status: Status) -> EventDate:
    """Of the accounts of the final status the most exact; of a plan, the one that was told last."""
    voices = _of_status(told, status, "date")
    dated = [account for account in voices if account.report.date.start is not None]
    if not dated:
        dated = [account for account in told if account.report.date.start is not None]
    if not dated:
        return min((account.report.date for account in told), key=lambda date: date.words or "")
    if status is not Status.OCCURRED:
        latest = dated[-1].report.date
        dated = [account for account in dated if _overlap(account.report.date, latest)]
    spans = [(account.report.date.start, account.report.date.end) for account in dated]
    return min(
        (account.report.date for account in dated),
        key=lambda date: (
            _PRECISIONS.index(date.precision),
            _BASES.index(date.basis),
            -spans.count((date.start, date.end)),
            date.start,
            date.end,
            date.words or "",
        ),
    )


def _overlap(one: EventDate, other: EventDate) -> bool:
    assert one.start
    assert one.end
    assert other.start
    assert other.end
    return one.start <= other.end and other.start <= one.end


def _known_channels(reports: Sequence[MeetingReport]) -> list[str]:
    known = [report.channel.value for report in reports if report.channel != "unknown"]
    return known or ["unknown"]


def _place(told: Sequence[Telling], status: Status) -> tuple[str, str] | None:
    """Id and name, of the finest kind that any account gives."""
    voices = [account.report.place for account in _of_status(told, status, "place")]
    places = [place for place in voices if place] or [
        account.report.place for account in told if account.report.place
    ]
    if not places:
        return None
    finest = min((place.kind for place in places), key=_PLACES.index)
    return most_common((place_id(place), place.name) for place in places if place.kind is finest)


def _called(told: Sequence[Telling], rows: Sequence[Mapping[str, Any]]) -> list[str]:
    """Who took part, as the first account that names each puts it."""
    shown = [row["actor_id"] for row in rows if not row["held_by"] and not row["inferred"]]
    found: dict[str, str] = {}
    for account in told:
        for one, actor in zip(account.report.participants, account.actor_ids, strict=True):
            found.setdefault(actor, _name(one))
    inferred = [row["for_office"] for row in rows if row["inferred"]]
    return [found[actor] for actor in [*shown, *inferred] if actor in found]


def _name(participant: Participant) -> str:
    if participant.name:
        return participant.name
    return " ".join(part for part in (participant.party, participant.office) if part) or participant.actor_id


def versions(
    meeting_id: str, accounts: Iterable[Telling], tenures: Mapping[str, Sequence[Tenure]]
) -> tuple[dt.date | None, list[Meeting]]:
    """The day since which a meeting is told as it is now, and how it was told before, oldest first.

    Each earlier version has `since` and `until`, the day on which it is no longer true (None: never).
    Accounts without a date of publication belong to no day, so where there are any the present state
    has none either.
    """
    told = in_order(accounts)
    days = sorted({account.published for account in told if account.published})
    undated = len(days) == 0 or any(account.published is None for account in told)
    now = None if undated else days[-1]
    earlier = days if undated else days[:-1]
    found = []
    for at, since in enumerate(earlier):
        known = [account for account in told if account.published and account.published <= since]
        made = meeting(meeting_id, known, tenures)
        until = days[at + 1] if at + 1 < len(days) else None
        about = {"id": f"{meeting_id}@{since}", "meeting_id": meeting_id, "since": since, "until": until}
        found.append(Meeting(made.properties | about, made.participations, made.place_id))
    return now, found
