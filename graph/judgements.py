"""What somebody who knows says of the machine's answers, and what follows from it: pure."""

from __future__ import annotations

import datetime as dt
import hashlib
from collections.abc import Iterable, Sequence
from dataclasses import replace
from enum import StrEnum

from extractors.domain import Channel, EventDate, MeetingReport, Status, Value
from graph.partition import Judged, connected, pair
from graph.telling import Telling


class Subject(StrEnum):
    """What a judgement is about."""

    ACTORS = "actors"  # two names
    MEETINGS = "meetings"  # two reports
    REPORT = "report"  # one report, or one attribute of it


class Ruling(StrEnum):
    """What is judged of it."""

    SAME = "same"
    NOT_SAME = "not_same"
    RIGHT = "right"
    WRONG = "wrong"


class Attribute(StrEnum):
    """What of a report can be right or wrong by itself."""

    STATUS = "status"
    CHANNEL = "channel"
    DATE = "date"
    PLACE = "place"
    PARTICIPANT = "participant"


class Judgement(Value):
    """One more input to the graph, beside the articles.

    `a` and `b` are ids of names (of actors) or keys of reports (see `report_key`), which outlive
    re-extraction; `b` is None for one report. `value` is the participant's id as extracted, or what a
    wrong status or channel should be. `labels` say what was meant, for people.
    """

    id: str
    subject: Subject
    ruling: Ruling
    a: str
    b: str | None = None
    attribute: Attribute | None = None
    value: str | None = None
    by: str
    why: str | None = None
    at: dt.datetime
    article_id: str | None = None
    labels: tuple[str, ...] = ()


def judgement_id(
    subject: Subject, ruling: Ruling, targets: Sequence[str], attribute: str | None, value: str | None
) -> str:
    """The same judgement again has the same id, whoever gives it."""
    parts = [subject, ruling, *sorted(targets), attribute or "", value or ""]
    return "jdg-" + hashlib.sha256("\x1f".join(parts).encode()).hexdigest()[:16]


def contradicted(known: Iterable[Judgement], new: Judgement) -> list[Judgement]:
    """Those that cannot stand beside a new one: of "same" ones the chain that it breaks."""
    others = [one for one in known if one.subject is new.subject and one.id != new.id]
    if new.subject is Subject.REPORT:
        return [one for one in others if one.a == new.a and _clash(one, new)]
    if new.ruling is Ruling.NOT_SAME:
        return _chain([one for one in others if one.ruling is Ruling.SAME], new)
    same = [*(one for one in others if one.ruling is Ruling.SAME), new]
    apart = [one for one in others if one.ruling is Ruling.NOT_SAME]
    return [one for one in apart if _chain(same, one)]


def _chain(same: Sequence[Judgement], apart: Judgement) -> list[Judgement]:
    """The judgements that make one thing of what `apart` keeps apart; none where they do not."""
    links = [(one.a, one.b or one.a) for one in same]
    assert apart.b is not None
    ends = {apart.a, apart.b}
    group = next(
        (set(group) for group in connected({x for link in links for x in link}, links) if ends <= set(group)),
        set[str](),
    )
    return [one for one in same if one.a in group]


def _clash(one: Judgement, other: Judgement) -> bool:
    if {one.ruling, other.ruling} == {Ruling.RIGHT, Ruling.WRONG}:
        whole = next((judged for judged in (one, other) if judged.attribute is None), None)
        if whole is not None:
            # A report that is right may have a wrong attribute; one that is wrong has no right one.
            return whole.ruling is Ruling.WRONG or one.attribute is other.attribute
        same_person = one.attribute is not Attribute.PARTICIPANT or one.value == other.value
        return one.attribute is other.attribute and same_person
    replaces = one.attribute in (Attribute.STATUS, Attribute.CHANNEL) and one.ruling is Ruling.WRONG
    return replaces and one.attribute is other.attribute and one.value != other.value


def judged_pairs(judgements: Iterable[Judgement]) -> Judged:
    """As the partition takes them."""
    same: set[tuple[str, str]] = set()
    apart: set[tuple[str, str]] = set()
    for one in judgements:
        if one.b is not None:
            (same if one.ruling is Ruling.SAME else apart).add(pair(one.a, one.b))
    return Judged(frozenset(same), frozenset(apart))


def judged_telling(told: Telling, judgements: Iterable[Judgement]) -> Telling | None:
    """The report as it counts: what was judged wrong of it is not said; None where all of it is wrong."""
    report, confirmed = told.report, set[str]()
    left = list(zip(report.participants, told.actor_ids, strict=True))
    for one in sorted(judgements, key=lambda judged: judged.id):
        if one.attribute is None:
            if one.ruling is Ruling.WRONG:
                return None
            confirmed |= {"report"}
        elif one.attribute is Attribute.PARTICIPANT:
            if one.ruling is Ruling.WRONG:
                left = [(part, actor) for part, actor in left if part.actor_id != one.value]
        elif one.ruling is Ruling.RIGHT:
            confirmed.add(one.attribute)
        else:
            report = _corrected(report, one)
            confirmed |= {one.attribute} if one.value else set()
    if len(left) < len(report.participants) and len({part.party or actor for part, actor in left}) < 2:
        return None
    report = report.model_copy(update={"participants": tuple(part for part, _ in left)})
    return replace(
        told, report=report, actor_ids=tuple(actor for _, actor in left), confirmed=frozenset(confirmed)
    )


def _corrected(report: MeetingReport, judged: Judgement) -> MeetingReport:
    match judged.attribute:
        case Attribute.STATUS if judged.value:
            change: dict[str, object] = {"status": Status(judged.value)}
        case Attribute.CHANNEL:
            change = {"channel": Channel(judged.value) if judged.value else Channel.UNKNOWN}
        case Attribute.DATE:
            change = {"date": EventDate(words=report.date.words)}
        case Attribute.PLACE:
            change = {"place": None}
        case _:
            change = {}
    return report.model_copy(update=change)
