"""How little is certain of a report, and of what makes one thing of two or keeps them apart: pure.

The figures of different kinds are only roughly of one scale. They put what is worth a look first.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass

from extractors.domain import MeetingReport
from graph.judgements import Attribute
from graph.partition import Kind
from graph.views import Ground

# What the strongest tie weighs: of two reports the same people, day, place and status; of two names the same
# words, party and office.
REPORTS_IN_FULL, NAMES_IN_FULL = 3.45, 4.0


@dataclass(frozen=True)
class Doubt:
    """The least certain thing in a report; no attribute where it is that there was a contact at all.

    `value` is the participant, by the id as extracted.
    """

    confidence: float
    attribute: Attribute | None = None
    value: str | None = None


def least_certain(report: MeetingReport) -> Doubt:
    """Of equally uncertain things the report as a whole comes first. What it does not say is not doubted."""
    found = [Doubt(report.confidence), Doubt(report.certainty.status, Attribute.STATUS)]
    if report.date.start is not None:
        found.append(Doubt(report.certainty.date, Attribute.DATE))
    if report.place is not None:
        found.append(Doubt(report.certainty.place, Attribute.PLACE))
    found += [Doubt(one.confidence, Attribute.PARTICIPANT, one.actor_id) for one in report.participants]
    return min(found, key=lambda doubt: doubt.confidence)


def doubt_key(report: MeetingReport) -> str:
    """Sorts reports by their least certain thing; `FILL_DOUBTS` makes the same one inside the graph."""
    return ranked(least_certain(report).confidence, report.id)


def ranked(confidence: float, item: str) -> str:
    """A place in the order of what is least certain."""
    return f"{math.floor(confidence * 1000 + 0.5):04d}|{item}"


def tie_confidence(kind: str, grounds: Sequence[Ground], full: float, *, joined: bool) -> float:
    """From 0 to 1: of things that were joined how strong their tie is; of things kept apart how little
    speaks for one thing, which counts half where something rules it out."""
    if joined:
        return round(min(1.0, max(0.0, sum(one.weight for one in grounds)) / full), 3)
    alike = min(1.0, sum(max(one.weight, 0.0) for one in grounds) / full)
    return round(1 - alike / 2 if kind == Kind.APART else 1 - alike, 3)
