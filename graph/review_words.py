"""The questions of the review queue in words, and what yes and no to them say: pure."""

from __future__ import annotations

from extractors.domain import Evidence, MeetingReport, Participant, Precision, Status
from graph.captions import day_words, title, when_words
from graph.doubts import Doubt
from graph.judgements import Attribute, Ruling
from graph.review_views import Verdict

_STATUS = {
    Status.OCCURRED: "Was this held?",
    Status.PLANNED: "Is this planned, and no more?",
    Status.PROPOSED: "Is this proposed, and no more?",
    Status.POSTPONED: "Was this put off?",
    Status.CANCELLED: "Was this cancelled?",
    Status.REFUSED: "Was this refused?",
    Status.DENIED: "Is it denied that this took place?",
}


def caption(report: MeetingReport) -> str:
    """A report as a meeting is called."""
    names = [named(one) for one in report.participants]
    return title(names, report.place.name if report.place else None, report.date, report.status)


def named(one: Participant) -> str:
    """A participant by name, else by office."""
    if one.name:
        return one.name
    return " of ".join(part for part in (one.office, one.party) if part) or "Somebody"


def question(report: MeetingReport, doubt: Doubt) -> str:
    """Of a report's least certain thing."""
    held = report.status is Status.OCCURRED
    about = "Did this take place" if held else "Is this about a meeting"
    match doubt.attribute:
        case Attribute.STATUS:
            return _STATUS[report.status]
        case Attribute.DATE:
            return f"{about} {_when(report)}?"
        case Attribute.PLACE if report.place:
            return f"{about} in {report.place.name}?"
        case Attribute.PARTICIPANT:
            who = named(next(one for one in report.participants if one.actor_id == doubt.value))
            return f"Did {who} take part?" if held else f"Is {who} one of those meant to take part?"
    return "Does this tell of a meeting, a visit or a call between these?"


def _when(report: MeetingReport) -> str:
    date = report.date
    if date.precision is Precision.DAY and date.start:
        return f"on {day_words(date.start)}"
    if date.start and date.end and date.precision not in (Precision.MONTH, Precision.YEAR):
        return f"between {day_words(date.start)} and {day_words(date.end)}"
    return f"in {when_words(date)}"


def words(report: MeetingReport, doubt: Doubt) -> Evidence | None:
    """Those that the question is about; None where the article has none for it."""
    match doubt.attribute:
        case Attribute.STATUS:
            return report.status_evidence or report.trigger
        case Attribute.DATE:
            return report.date.evidence
        case Attribute.PLACE:
            return report.place.evidence if report.place else None
        case Attribute.PARTICIPANT:
            return next(one.evidence for one in report.participants if one.actor_id == doubt.value)
    return report.trigger


def verdicts(report: MeetingReport, doubt: Doubt) -> tuple[Verdict, Verdict]:
    """What is judged by yes and by no."""
    about = {"report": report.id, "attribute": doubt.attribute, "value": doubt.value}
    return Verdict(verdict=Ruling.RIGHT, **about), Verdict(verdict=Ruling.WRONG, **about)


def choices(report: MeetingReport, doubt: Doubt) -> tuple[str, ...]:
    """What a wrong status may be instead."""
    if doubt.attribute is not Attribute.STATUS:
        return ()
    return tuple(status.value for status in Status if status is not report.status)
