"""What derived nodes are worth: pure functions of the claims and reports behind them, in any order."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Hashable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, TypeVar

from extractors.domain import (
    ActorKind,
    DateBasis,
    EventDate,
    MeetingReport,
    Participant,
    PlaceKind,
    Precision,
    Role,
    Status,
    Via,
)
from extractors.ids import fold
from graph.claims import Claims, values
from graph.identity import place_id

V = TypeVar("V", bound=Hashable)

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
_BASES = (DateBasis.STATED, DateBasis.RELATIVE, DateBasis.PUBLICATION, None)
_ROLES = (Role.HOST, Role.MEDIATOR, Role.GUEST)
_PLACES = (PlaceKind.CITY, PlaceKind.VENUE, PlaceKind.REGION, PlaceKind.COUNTRY)
_PARTIES = (ActorKind.COUNTRY, ActorKind.ORGANIZATION)
_MONTHS = (
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
)
_NAMED_IN_TITLE = 2


@dataclass(frozen=True)
class Account:
    """A report and the day on which its article was published."""

    report: MeetingReport
    published: dt.date | None


@dataclass(frozen=True)
class Meeting:
    """A meeting as its accounts together tell it."""

    properties: dict[str, Any]
    participations: list[dict[str, Any]]
    place_id: str | None


def most_common(found: Iterable[V | None], order: Sequence[V] = ()) -> V | None:
    """Ties go by `order`, then by spelling, never by who came first."""
    counts = Counter(value for value in found if value is not None)
    if not counts:
        return None
    return min(
        counts,
        key=lambda value: (-counts[value], order.index(value) if value in order else len(order), str(value)),
    )


def actor(kind: ActorKind, claims: Claims) -> dict[str, Any]:
    """Name, party and office as most articles put them; every other form is an alias."""
    said = values(claims)
    name = _weighed(said, "name", prefer_long=True) or ""
    party = _weighed(said, "party")
    forms = {claim["name"] for claim, _ in said} | {form for claim, _ in said for form in claim["aliases"]}
    keys = [fold(form) for form in sorted(forms - {name})]
    if kind in _PARTIES and party:
        keys.append(fold(party))
    office = _weighed(said, "office")
    return {
        "kind": kind.value,
        "name": name,
        # every country has a foreign minister: an office's name alone is no caption
        "title": f"{party} {office or name}" if kind is ActorKind.OFFICE and party else name,
        "party": party,
        "office": office,
        "aliases": sorted(forms - {name}),
        # the first key is the name's own: a surname is told from an alias by it
        "keys": list(dict.fromkeys(key for key in [fold(name), *keys] if key)),
        "articles": sum(count for _, count in said),
    }


def actor_order_key(actor_id: str, articles: int) -> str:
    """Sorts the most mentioned first; unlike a rank it does not change when others do."""
    return f"{10**9 - articles:010d}|{actor_id}"


def place(claims: Claims) -> dict[str, Any]:
    """The place as most reports put it."""
    said = values(claims)
    kind = _weighed(said, "kind")
    spots = [
        ((claim["latitude"], claim["longitude"]), count)
        for claim, count in said
        if claim["latitude"] is not None
    ]
    spot = min(spots, key=lambda one: (-one[1], one[0]))[0] if spots else (None, None)
    name = _weighed(said, "name", prefer_long=True) or ""
    return {
        "name": name,
        "key": fold(name),
        "country": _weighed(said, "country"),
        "kind": kind,
        "latitude": spot[0],
        "longitude": spot[1],
        "reports": sum(count for _, count in said),
    }


def _weighed(said: list[tuple[dict[str, Any], int]], field: str, *, prefer_long: bool = False) -> str | None:
    counts: Counter[str] = Counter()
    for claim, count in said:
        if claim[field] is not None:
            counts[claim[field]] += count
    if not counts:
        return None
    return min(counts, key=lambda value: (-counts[value], -len(value) if prefer_long else 0, value))


def meeting(meeting_id: str, accounts: Iterable[Account]) -> Meeting:
    """The status is the last word, by date of publication; the rest is what most accounts say."""
    told = sorted(accounts, key=_by_publication)
    reports = [account.report for account in told]
    status = reports[-1].status
    date = min((report.date for report in reports), key=_by_basis)
    participations = _participations(reports)
    place = most_common_place(reports)
    properties = {
        "id": meeting_id,
        "title": _title(reports[0].participants, place[1] if place else None, date, status),
        "status": status.value,
        "start": date.start,
        "end": date.end,
        "precision": date.precision.value,
        "basis": date.basis.value if date.basis else None,
        "words": date.words,
        "channel": str(most_common(report.channel for report in reports)),
        "format": str(most_common(report.format for report in reports)),
        "level": str(most_common(report.level for report in reports)),
        "topics": sorted({topic for report in reports for topic in report.topics}),
        "parties": sorted({row["party"] for row in participations if row["party"]}),
        "reports": len(reports),
        # the latest first under ORDER BY … DESC, those of unknown date last
        "order_key": f"{date.end or '0000-00-00'}|{meeting_id}",
    }
    return Meeting(properties, participations, place[0] if place else None)


def _by_publication(account: Account) -> tuple[dt.date, int, str]:
    # An article without a date cannot have the last word over one that has one.
    return account.published or dt.date.min, _FINALITY.index(account.report.status), account.report.id


def _by_basis(date: EventDate) -> tuple[int, str]:
    return _BASES.index(date.basis), date.words or ""


def most_common_place(reports: Sequence[MeetingReport]) -> tuple[str, str] | None:
    """Id and name, of the finest kind that any report gives."""
    places = [report.place for report in reports if report.place]
    if not places:
        return None
    finest = min((place.kind for place in places), key=_PLACES.index)
    return most_common((place_id(place), place.name) for place in places if place.kind is finest)


def _participations(reports: Sequence[MeetingReport]) -> list[dict[str, Any]]:
    by_actor: dict[str, list[Participant]] = {}
    for report in reports:
        for participant in report.participants:
            by_actor.setdefault(participant.actor_id, []).append(participant)
    return [
        {"actor_id": actor_id, "position": position} | _participation(parts, reports)
        for position, (actor_id, parts) in enumerate(by_actor.items())
    ]


def _participation(parts: Sequence[Participant], reports: Sequence[MeetingReport]) -> dict[str, Any]:
    actor_id = parts[0].actor_id
    role = most_common((part.role for part in parts if part.role in _ROLES), _ROLES)
    return {
        "role": str(role or Role.PARTICIPANT),
        "via": str(min((part.via for part in parts), key=list(Via).index)),
        "party": most_common(part.party for part in parts),
        "office": most_common(part.office for part in parts),
        "reports": sum(any(p.actor_id == actor_id for p in report.participants) for report in reports),
        "inferred": False,
    }


def met_pairs(participations: Iterable[Mapping[str, Any]]) -> set[tuple[str, str]]:
    """Everyone with everyone of another party; who has no known party is paired too."""
    rows = sorted(participations, key=lambda row: str(row["actor_id"]))
    return {
        (first["actor_id"], second["actor_id"])
        for index, first in enumerate(rows)
        for second in rows[index + 1 :]
        if not first["party"] or not second["party"] or first["party"] != second["party"]
    }


def _title(who: Sequence[Participant], place: str | None, date: EventDate, status: Status) -> str:
    names = list(dict.fromkeys(_called(participant) for participant in who))
    more = f" +{len(names) - _NAMED_IN_TITLE}" if len(names) > _NAMED_IN_TITLE else ""
    parts = [", ".join(names[:_NAMED_IN_TITLE]) + more, place, _when(date)]
    if status is not Status.OCCURRED:
        parts.append(status.value)
    return " · ".join(part for part in parts if part)


def _called(participant: Participant) -> str:
    if participant.name:
        return participant.name
    return " ".join(part for part in (participant.party, participant.office) if part) or participant.actor_id


def _when(date: EventDate) -> str:
    if date.start is None or date.end is None:
        return "date unknown"
    match date.precision:
        case Precision.YEAR:
            return str(date.start.year)
        case Precision.MONTH:
            return f"{_MONTHS[date.start.month - 1]} {date.start.year}"
        case Precision.WEEK:
            return f"week of {_day(date.start)}"
    if date.start == date.end:
        return _day(date.start)
    return f"{_day(date.start)} to {_day(date.end)}"


def _day(day: dt.date) -> str:
    return f"{day.day} {_MONTHS[day.month - 1]} {day.year}"
