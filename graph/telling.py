"""A report as it is compared with others: who took part by party, on which days, and where to find it."""

from __future__ import annotations

import datetime as dt
import hashlib
from dataclasses import dataclass
from functools import cached_property
from itertools import combinations

from extractors.domain import ActorKind, DateBasis, MeetingReport, Precision, Status
from graph.offices import usual_title

DAY = dt.timedelta(days=1)
# How far from publication a contact without a date may be, by what is said of it.
_JUST_BEFORE = dt.timedelta(days=10)
_SOON = dt.timedelta(days=45)
# How long after it was put off, or planned for no day, a contact may take place and still be the same one.
PUT_OFF = dt.timedelta(days=300)
SURE = 0.7  # of a certainty: below it a third of what is read is wrong (docs/extraction.md)
_PERIOD = 10  # days
_MOST_PARTIES = 6  # of a larger round the first by code are enough to find it again


@dataclass(frozen=True)
class Side:
    """Who of one party took part by one report: named people by actor id, and offices without a name."""

    people: frozenset[str]
    offices: frozenset[str]
    known_offices: frozenset[str]  # of the people


@dataclass(frozen=True)
class Telling:
    """A report with the day of its article, its participants by the actors that they are."""

    report: MeetingReport
    article_id: str
    published: dt.date | None
    actor_ids: tuple[str, ...]  # of the report's participants, in their order
    confirmed: frozenset[str] = frozenset()  # attributes that were judged right

    @property
    def id(self) -> str:
        """The report's."""
        return self.report.id

    @cached_property
    def sides(self) -> dict[str, Side]:
        """By party; who has none known is a side of their own."""
        people: dict[str, set[str]] = {}
        offices: dict[str, set[str]] = {}
        known: dict[str, set[str]] = {}
        for one, actor in zip(self.report.participants, self.actor_ids, strict=True):
            key = one.party or actor
            people.setdefault(key, set())
            if one.kind is ActorKind.PERSON:
                people[key].add(actor)
                known.setdefault(key, set()).update([usual_title(one.office)] if one.office else [])
            elif one.kind is ActorKind.OFFICE and one.office:
                offices.setdefault(key, set()).add(usual_title(one.office))
        return {
            key: Side(frozenset(named), frozenset(offices.get(key, set())), frozenset(known.get(key, set())))
            for key, named in people.items()
        }

    @cached_property
    def span(self) -> tuple[dt.date, dt.date] | None:
        """The days on which it may have been, None where not even the article has a date."""
        date = self.report.date
        if date.start is not None and date.end is not None:
            if date.basis is DateBasis.PUBLICATION and date.precision is Precision.DAY:
                return date.start - 2 * DAY, date.end
            return date.start, date.end
        if self.published is None:
            return None
        if self.report.status is Status.OCCURRED:
            return self.published - _JUST_BEFORE, self.published
        return self.published, self.published + _SOON

    @property
    def dated(self) -> bool:
        """To the day."""
        return self.report.date.precision is Precision.DAY

    @property
    def someday(self) -> bool:
        """Planned or proposed for a place, and no day said."""
        return (
            self.report.status in (Status.PLANNED, Status.PROPOSED)
            and self.report.date.start is None
            and self.report.place is not None
        )

    @cached_property
    def slots(self) -> tuple[str, ...]:
        """Under which it is found: every pair of its parties in every ten days in which it may have been."""
        if self.span is None:
            return ()
        first, last = self.span[0] - DAY, self.span[1] + DAY
        if self.report.status is Status.POSTPONED or self.someday:
            last = max(last, (self.published or self.span[1]) + PUT_OFF)
        # Who acts for nobody known is found with any other side.
        parties = sorted({one.party or "?" for one in self.report.participants})
        if sum(one.party is None for one in self.report.participants) > 1:
            parties.append("?")
        pairs = list(combinations(parties[:_MOST_PARTIES], 2))
        periods = range(first.toordinal() // _PERIOD, last.toordinal() // _PERIOD + 1)
        return tuple(f"{period}|{a}|{b}" for period in periods for a, b in pairs)

    @cached_property
    def signature(self) -> str:
        """Equal for reports that say the same of a contact, in whatever words: they compare alike."""
        report, place = self.report, self.report.place
        said = (
            sorted(
                (key, *map(sorted, (side.people, side.offices, side.known_offices)))
                for key, side in self.sides.items()
            ),
            (report.status, report.channel, self.span, self.published, self.slots),
            (report.date.start, report.date.end, report.date.precision, report.date.basis),
            (place.name, place.country, place.kind) if place else None,
            (report.certainty.date >= SURE, report.certainty.place >= SURE),
        )
        return hashlib.sha256(repr(said).encode()).hexdigest()
