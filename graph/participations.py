"""Who took part in a meeting, put together from accounts of different fineness: pure."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from extractors.domain import ActorKind, EventDate, Participant, Precision, Role, Via
from graph.derive import most_common
from graph.holders import Tenure, holder_during
from graph.offices import usual_title
from graph.telling import Telling

_ROLES = (Role.HOST, Role.MEDIATOR, Role.GUEST)
_PARTIES = (ActorKind.COUNTRY, ActorKind.ORGANIZATION)


@dataclass
class _Seat:
    """An actor at a meeting, with every part that accounts give it; `reports` are their ids."""

    actor: str
    kind: ActorKind
    parts: list[Participant]
    reports: set[str]

    @property
    def party(self) -> str | None:
        return most_common(part.party for part in self.parts)

    @property
    def offices(self) -> set[str]:
        return {usual_title(part.office) for part in self.parts if part.office}

    def take(self, other: _Seat) -> None:
        """What the other is said to have been, this one was."""
        self.parts += other.parts
        self.reports |= other.reports


def participations(
    told: Sequence[Telling], date: EventDate, tenures: Mapping[str, Sequence[Tenure]]
) -> list[dict[str, Any]]:
    """A row for each actor, in the order in which the accounts name them.

    An office is the person that another account of the meeting names in it; a party as such is
    whoever of it is named. An office that nobody here names the holder of keeps its row, with the
    days by which a holder is looked for; where there is one, it says who (`held_by`), and a second
    row gives that person as inferred.
    """
    seats = _seats(told)
    _fill_offices(seats)
    _fill_parties(seats)
    days = _days(told, date)
    rows: list[dict[str, Any]] = []
    for seat in seats.values():
        row = _row(seat, len(rows))
        if seat.kind is ActorKind.OFFICE and days:
            row |= {"first_day": days[0], "last_day": days[1]}
            holder = holder_during(*days, tenures.get(seat.actor, ()))
            if holder and holder not in seats:
                rows += [row | {"held_by": holder}, _inferred(row, holder, len(rows) + 1)]
                continue
        rows.append(row)
    return rows


def _seats(told: Iterable[Telling]) -> dict[str, _Seat]:
    found: dict[str, _Seat] = {}
    for account in told:
        for part, actor in zip(account.report.participants, account.actor_ids, strict=True):
            seat = found.setdefault(actor, _Seat(actor, part.kind, [], set()))
            seat.parts.append(part)
            seat.reports.add(account.id)
    return found


def _fill_offices(seats: dict[str, _Seat]) -> None:
    """ "The Turkish foreign minister" is Hakan Fidan where another account says so."""
    for office in [seat for seat in seats.values() if seat.kind is ActorKind.OFFICE]:
        people = [
            seat
            for seat in seats.values()
            if seat.kind is ActorKind.PERSON and seat.party == office.party and seat.party
        ]
        holding = [seat for seat in people if seat.offices & office.offices]
        unknown = [seat for seat in people if not seat.offices]
        # Whoever is named beside the office in one account is somebody else.
        apart = [seat for seat in holding or unknown if not seat.reports & office.reports]
        if len(apart) == 1 and (holding or len(people) == 1):
            apart[0].take(seats.pop(office.actor))


def _fill_parties(seats: dict[str, _Seat]) -> None:
    for party in [seat for seat in seats.values() if seat.kind in _PARTIES]:
        acting = [
            seat
            for seat in seats.values()
            if seat.kind not in _PARTIES and seat.party == party.party and not seat.reports & party.reports
        ]
        if acting:
            del seats[party.actor]
        if len(acting) == 1:
            acting[0].take(party)


def _days(told: Sequence[Telling], date: EventDate) -> tuple[dt.date, dt.date] | None:
    """The days of the meeting, else those on which articles told of it."""
    if date.start and date.end and date.precision is not Precision.YEAR:
        return date.start, date.end
    days = [account.published for account in told if account.published]
    return (min(days), max(days)) if days else None


def _row(seat: _Seat, position: int) -> dict[str, Any]:
    role = most_common((part.role for part in seat.parts if part.role in _ROLES), _ROLES)
    own = [part for part in seat.parts if part.kind is seat.kind]
    return {
        "actor_id": seat.actor,
        "position": position,
        "role": str(role or Role.PARTICIPANT),
        "via": str(min((part.via for part in own), key=list(Via).index)),
        "party": seat.party,
        "office": most_common(part.office for part in seat.parts),
        "reports": len(seat.reports),
        "inferred": False,
        "held_by": None,
        "for_office": None,
        "first_day": None,
        "last_day": None,
    }


def _inferred(office: Mapping[str, Any], holder: str, position: int) -> dict[str, Any]:
    return {
        **office,
        "actor_id": holder,
        "position": position,
        "inferred": True,
        "for_office": office["actor_id"],
        "first_day": None,
        "last_day": None,
    }
