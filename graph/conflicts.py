"""Where the accounts of one meeting cannot all be right: pure."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import combinations

from extractors.domain import Channel, PlaceKind, Precision, Status
from extractors.ids import fold
from graph.telling import DAY, Telling


@dataclass(frozen=True)
class Voice:
    """One value and the reports that give it."""

    value: str
    reports: tuple[str, ...]


@dataclass(frozen=True)
class Conflict:
    """What accounts differ about, and who says what; the most widely told first."""

    about: str  # place, date, status, channel or participants
    voices: tuple[Voice, ...]


_HELD = (Status.OCCURRED,)
_NOT_HELD = (Status.DENIED, Status.REFUSED, Status.CANCELLED)


def conflicts(told: Sequence[Telling]) -> list[Conflict]:
    """A change of plan is none, nor is a coarser account: only what cannot be true together."""
    found = [
        ("place", _differing(told, _place, _places_differ)),
        ("date", _differing([one for one in told if one.report.status in _HELD], _day, _days_differ)),
        ("status", _differing(_last_words(told), _outcome, _outcomes_differ)),
        ("channel", _differing(told, _channel, _channels_differ)),
        ("participants", list(_people(told))),
    ]
    return [Conflict(about, tuple(voices)) for about, voices in found if voices]


def _differing(
    told: Iterable[Telling], key: Callable[[Telling], str | None], differ: Callable[[Telling, Telling], bool]
) -> list[Voice]:
    """The values of accounts of which some two cannot both be true."""
    speaking = [one for one in told if key(one) is not None]
    # Reports that say the same need not be compared with each other.
    unlike = {one.signature: one for one in speaking}.values()
    if not any(differ(one, other) for one, other in combinations(unlike, 2)):
        return []
    return _voices((key(one) or "", one.id) for one in speaking)


def _voices(said: Iterable[tuple[str, str]]) -> list[Voice]:
    by_value: dict[str, list[str]] = {}
    for value, report in sorted(set(said)):
        by_value.setdefault(value, []).append(report)
    return sorted(
        (Voice(value, tuple(reports)) for value, reports in by_value.items()),
        key=lambda voice: (-len(voice.reports), voice.value),
    )


def _place(one: Telling) -> str | None:
    place = one.report.place
    return place.name if place else None


def _places_differ(one: Telling, other: Telling) -> bool:
    first, second = one.report.place, other.report.place
    assert first
    assert second
    if first.country and second.country and first.country != second.country:
        return True
    return first.kind is PlaceKind.CITY is second.kind and fold(first.name) != fold(second.name)


def _day(one: Telling) -> str | None:
    date = one.report.date
    if date.precision is not Precision.DAY:
        return None
    return str(date.start) if date.start == date.end else f"{date.start}/{date.end}"


def _days_differ(one: Telling, other: Telling) -> bool:
    assert one.span
    assert other.span
    return one.span[0] - other.span[1] > DAY or other.span[0] - one.span[1] > DAY


def _last_words(told: Sequence[Telling]) -> list[Telling]:
    """Accounts from the day on which it is first said to have been held: before, it could be called off."""
    held = [one.published for one in told if one.report.status in _HELD and one.published]
    return [one for one in told if held and (one.published is None or one.published >= min(held))]


def _outcome(one: Telling) -> str | None:
    status = one.report.status
    return status.value if status in (*_HELD, *_NOT_HELD) else None


def _outcomes_differ(one: Telling, other: Telling) -> bool:
    return (one.report.status in _HELD) != (other.report.status in _HELD)


def _channel(one: Telling) -> str | None:
    return None if one.report.channel is Channel.UNKNOWN else one.report.channel.value


def _channels_differ(one: Telling, other: Telling) -> bool:
    return one.report.channel is not other.report.channel


def _people(told: Sequence[Telling]) -> Iterator[Voice]:
    """Of one party, some accounts name only people whom others do not name."""
    for party in sorted({party for one in told for party in one.sides}):
        naming = [
            (one.sides[party].people, one.id)
            for one in told
            if party in one.sides and one.sides[party].people
        ]
        if any(not first & second for first, second in combinations({people for people, _ in naming}, 2)):
            yield from _voices((", ".join(sorted(people)), report) for people, report in naming)
