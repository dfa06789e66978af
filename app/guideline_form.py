"""An extraction in the form of the annotation guidelines: the only place that writes it down."""

from __future__ import annotations

from collections.abc import Callable

from app.schemas import (
    CertaintyOut,
    DateOut,
    EvidenceOut,
    PlaceOut,
    ReadActor,
    ReadArticle,
    ReadMeeting,
    ReadParticipant,
)
from extractors.clean import CleanArticle
from extractors.domain import (
    Actor,
    ActorKind,
    EventDate,
    Evidence,
    Extraction,
    MeetingReport,
    Participant,
    Place,
)

Locate = Callable[[Evidence], EvidenceOut]


def as_stored(evidence: Evidence) -> EvidenceOut:
    """Offsets into the article's clean text."""
    return EvidenceOut(start=evidence.start, end=evidence.end, quote=evidence.quote)


def as_given(clean: CleanArticle) -> Locate:
    """Offsets into the text that was sent, whatever cleaning took out; a page has only its clean text."""

    def locate(evidence: Evidence) -> EvidenceOut:
        start, end = clean.source.span(evidence.start, evidence.end)
        return EvidenceOut(start=start, end=end, quote=clean.given[start:end])

    return locate


def read_article_form(article_id: str, extraction: Extraction, locate: Locate = as_stored) -> ReadArticle:
    """`article_id` is the caller's name for the article, which need not be ours."""
    return ReadArticle(
        id=article_id,
        meetings=[meeting_form(report, locate) for report in extraction.reports],
        actors=[_actor(actor, locate) for actor in extraction.actors],
    )


def meeting_form(report: MeetingReport, locate: Locate = as_stored) -> ReadMeeting:
    """One report, with extras that the guidelines do not ask for but allow."""
    return ReadMeeting(
        id=report.id,
        status=report.status,
        channel=report.channel,
        date=_date(report.date, locate),
        place=_place(report.place, locate) if report.place else None,
        participants=[_participant(one, locate) for one in report.participants],
        topics=list(report.topics),
        evidence=[locate(one) for one in report.evidence],
        format=report.format,
        level=report.level,
        trigger=locate(report.trigger),
        status_evidence=_maybe(report.status_evidence, locate),
        status_by=report.status_by,
        confidence=report.confidence,
        certainty=CertaintyOut(
            status=report.certainty.status, date=report.certainty.date, place=report.certainty.place
        ),
    )


def _maybe(evidence: Evidence | None, locate: Locate) -> EvidenceOut | None:
    return locate(evidence) if evidence else None


def _date(date: EventDate, locate: Locate) -> DateOut:
    return DateOut(
        start=date.start,
        end=date.end,
        precision=date.precision,
        basis=date.basis,
        words=date.words,
        evidence=_maybe(date.evidence, locate),
    )


def _place(place: Place, locate: Locate) -> PlaceOut:
    return PlaceOut(
        name=place.name,
        country=place.country,
        kind=place.kind,
        latitude=place.latitude,
        longitude=place.longitude,
        evidence=_maybe(place.evidence, locate),
    )


def _participant(one: Participant, locate: Locate) -> ReadParticipant:
    return ReadParticipant(
        kind=one.kind,
        # An office's holder is somebody the article never names.
        name=None if one.kind is ActorKind.OFFICE else one.name,
        office=one.office,
        party=one.party,
        role=one.role,
        via=one.via,
        actor_id=one.actor_id,
        confidence=one.confidence,
        evidence=locate(one.evidence),
    )


def _actor(actor: Actor, locate: Locate) -> ReadActor:
    return ReadActor(
        id=actor.id,
        kind=actor.kind,
        name=actor.name,
        party=actor.party,
        office=actor.office,
        holds=list(actor.holds),
        mentions=[locate(one) for one in actor.mentions],
    )
