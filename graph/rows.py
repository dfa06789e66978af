"""Domain values as rows of parameters and back: pure, no database."""

from __future__ import annotations

import datetime as dt
import hashlib
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from neo4j.time import Date

from extractors.domain import (
    Actor,
    ActorKind,
    Article,
    Certainty,
    EventDate,
    Evidence,
    Extraction,
    MeetingReport,
    Participant,
    Place,
)
from graph import derive
from graph.claims import actor_claim, claim_digest, place_claim
from graph.identity import meeting_id, place_id

Row = dict[str, Any]


@dataclass(frozen=True)
class NewPart:
    """What one article puts into the graph."""

    article: Row
    actors: dict[str, Actor]
    mentions: list[Row]
    reports: dict[str, Row]
    names: list[Row]
    places: list[Row]


def new_part(article: Article, extraction: Extraction) -> NewPart:
    """Doubles of an actor or a report, which no id tells apart, are taken once."""
    actors = {actor.id: actor for actor in reversed(extraction.actors)}
    reports = {report.id: report for report in reversed(extraction.reports)}
    return NewPart(
        article=article_properties(article, extraction),
        actors=actors,
        mentions=[_mention(actor) for _, actor in sorted(actors.items())],
        reports={key: report_row(report) for key, report in sorted(reports.items())},
        names=[
            _name(report.id, position, participant)
            for _, report in sorted(reports.items())
            for position, participant in enumerate(report.participants)
        ],
        places=[_at(report.id, report.place) for _, report in sorted(reports.items()) if report.place],
    )


def digest(article: Article, extraction: Extraction) -> str:
    """Equal for equal content, so that the same again can be told without writing it."""
    content = article.model_dump_json() + extraction.model_dump_json()
    return hashlib.sha256(content.encode()).hexdigest()[:16]


def article_properties(article: Article, extraction: Extraction) -> Row:
    """The node's own properties."""
    return article.model_dump() | {
        "extractor_version": extraction.extractor_version,
        "digest": digest(article, extraction),
    }


def _mention(actor: Actor) -> Row:
    return {
        "actor_id": actor.id,
        "properties": {
            "name": actor.name,
            "claim": claim_digest(actor_claim(actor)),
            "holds": sorted(set(actor.holds)),
            **spans("quotes", actor.mentions),
        },
    }


def report_row(report: MeetingReport) -> Row:
    """A report's node and the meeting that it is an account of."""
    date = report.date
    return {
        "meeting_id": meeting_id(report),
        "properties": {
            "id": report.id,
            "status": report.status.value,
            "channel": report.channel.value,
            "format": report.format.value,
            "level": report.level.value,
            "start": date.start,
            "end": date.end,
            "precision": date.precision.value,
            "basis": date.basis.value if date.basis else None,
            "words": date.words,
            "topics": list(report.topics),
            "confidence": report.confidence,
            "status_by": report.status_by,
            "status_certainty": report.certainty.status,
            "date_certainty": report.certainty.date,
            "place_certainty": report.certainty.place,
            **span("date_quote", date.evidence),
            **span("trigger", report.trigger),
            **span("status_words", report.status_evidence),
            **spans("quotes", report.evidence),
        },
    }


def _name(report_id: str, position: int, participant: Participant) -> Row:
    return {
        "report_id": report_id,
        "actor_id": participant.actor_id,
        "properties": {
            "position": position,
            "kind": participant.kind.value,
            "name": participant.name,
            "office": participant.office,
            "party": participant.party,
            "role": participant.role.value,
            "via": participant.via.value,
            "confidence": participant.confidence,
            **span("quote", participant.evidence),
        },
    }


def _at(report_id: str, place: Place) -> Row:
    return {
        "report_id": report_id,
        "place_id": place_id(place),
        "country": place.country,
        "claim": place_claim(place),  # the whole of it: it is new to the node
        "properties": {
            "name": place.name,
            "country": place.country,
            "kind": place.kind.value,
            "latitude": place.latitude,
            "longitude": place.longitude,
            "claim": claim_digest(place_claim(place)),
            **span("quote", place.evidence),
        },
    }


def actor_row(actor_id: str, claims: Mapping[str, int]) -> Row:
    """An actor's node as its claims make it; its kind is the first part of its id."""
    properties = derive.actor(ActorKind(actor_id.partition(":")[0]), claims)
    return {
        "id": actor_id,
        **properties,
        "order_key": derive.actor_order_key(actor_id, properties["articles"]),
        "claims": list(claims),
        "claim_counts": list(claims.values()),
    }


def place_row(place_id: str, claims: Mapping[str, int]) -> Row:
    """A place's node as its claims make it."""
    return {
        "id": place_id,
        **derive.place(claims),
        "claims": list(claims),
        "claim_counts": list(claims.values()),
    }


def meeting_row(meeting: derive.Meeting) -> Row:
    """A meeting's node, its place and who took part."""
    return {
        "properties": meeting.properties,
        "place_id": meeting.place_id,
        "participations": [
            {"actor_id": row["actor_id"], "properties": {key: row[key] for key in row if key != "actor_id"}}
            for row in meeting.participations
        ],
    }


def span(name: str, evidence: Evidence | None) -> Row:
    """Flat, since a property of Neo4j cannot be a map."""
    if evidence is None:
        return {}
    return {name: evidence.quote, f"{name}_start": evidence.start, f"{name}_end": evidence.end}


def spans(name: str, evidence: tuple[Evidence, ...]) -> Row:
    """Lists of equal length: the quotes, their starts and their ends."""
    return {
        name: [one.quote for one in evidence],
        "starts": [one.start for one in evidence],
        "ends": [one.end for one in evidence],
    }


def evidence_of(row: Mapping[str, Any], name: str, article_id: str) -> Evidence | None:
    """The inverse of `span`."""
    if row.get(name) is None:
        return None
    return Evidence(
        article_id=article_id, quote=row[name], start=row[f"{name}_start"], end=row[f"{name}_end"]
    )


def evidences_of(row: Mapping[str, Any], name: str, article_id: str) -> tuple[Evidence, ...]:
    """The inverse of `spans`."""
    return tuple(
        Evidence(article_id=article_id, quote=quote, start=start, end=end)
        for quote, start, end in zip(row[name], row["starts"], row["ends"], strict=True)
    )


def day(value: Date | dt.date | None) -> dt.date | None:
    """Neo4j's date as Python's."""
    return value.to_native() if isinstance(value, Date) else value


def report_of(row: Mapping[str, Any]) -> MeetingReport:
    """The report again, from a row of `article_id`, `report`, `names` and `place`."""
    article_id, report, place = row["article_id"], row["report"], row["place"]
    return MeetingReport(
        id=report["id"],
        status=report["status"],
        channel=report["channel"],
        format=report["format"],
        level=report["level"],
        date=date_of(report, article_id),
        place=place_of(place, article_id) if place else None,
        participants=tuple(
            _participant(name, article_id)
            for name in sorted(row["names"], key=lambda name: int(name["position"]))
        ),
        topics=tuple(report["topics"]),
        trigger=evidence_of(report, "trigger", article_id),
        status_evidence=evidence_of(report, "status_words", article_id),
        evidence=evidences_of(report, "quotes", article_id),
        status_by=report.get("status_by"),
        confidence=report["confidence"],
        certainty=Certainty(
            status=report.get("status_certainty", 1.0),
            date=report.get("date_certainty", 1.0),
            place=report.get("place_certainty", 1.0),
        ),
    )


def date_of(row: Mapping[str, Any], article_id: str) -> EventDate:
    """The date with its own words as evidence."""
    return EventDate(
        start=day(row.get("start")),
        end=day(row.get("end")),
        precision=row["precision"],
        basis=row.get("basis"),
        words=row.get("words"),
        evidence=evidence_of(row, "date_quote", article_id),
    )


def place_of(row: Mapping[str, Any], article_id: str) -> Place:
    """A place as one report gives it."""
    return Place(
        name=row["name"],
        country=row.get("country"),
        kind=row["kind"],
        latitude=row.get("latitude"),
        longitude=row.get("longitude"),
        evidence=evidence_of(row, "quote", article_id),
    )


def _participant(row: Mapping[str, Any], article_id: str) -> Participant:
    return Participant(
        actor_id=row["actor_id"],
        kind=row["kind"],
        name=row.get("name"),
        office=row.get("office"),
        party=row.get("party"),
        role=row["role"],
        via=row["via"],
        evidence=evidence_of(row, "quote", article_id),
        confidence=row["confidence"],
    )
