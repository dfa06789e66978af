"""Domain values as rows of parameters and back: pure, no database."""

from __future__ import annotations

import datetime as dt
import hashlib
from collections import Counter
from collections.abc import Mapping, Sequence
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
from graph.actor_names import Name, name_key
from graph.claims import actor_claim, claim_digest, place_claim
from graph.doubts import doubt_key
from graph.identity import meeting_id, place_id, report_key
from graph.meetings import Meeting
from graph.telling import Telling

Row = dict[str, Any]


@dataclass(frozen=True)
class NewPart:
    """What one article puts into the graph. `names` are those under which it speaks of its actors."""

    article: Row
    names: dict[str, Name]
    mentions: list[Row]
    reports: dict[str, Row]
    participants: list[Row]
    places: list[Row]


def new_part(article: Article, extraction: Extraction, *, keep_text: bool = True) -> NewPart:
    """Doubles of an actor or a report, which no id tells apart, are taken once."""
    actors = {actor.id: actor for actor in reversed(extraction.actors)}
    reports = {report.id: report for report in reversed(extraction.reports)}
    names = {slug: _name_of(actor, article) for slug, actor in sorted(actors.items())}
    return NewPart(
        article=article_properties(article, extraction, keep_text=keep_text),
        names={name.id: name for name in names.values()},
        mentions=[_mention(actor, names[slug].id) for slug, actor in sorted(actors.items())],
        reports={key: _report(article, report, names) for key, report in sorted(reports.items())},
        participants=[
            _named(report.id, position, participant, names[participant.actor_id].id)
            for _, report in sorted(reports.items())
            for position, participant in enumerate(report.participants)
        ],
        places=[_at(report.id, report.place) for _, report in sorted(reports.items()) if report.place],
    )


def _name_of(actor: Actor, article: Article) -> Name:
    key, party, years = name_key(actor, article.published)
    return Name(key, actor.id, actor.kind, party, years, frozenset({actor_claim(actor)}))


def _report(article: Article, report: MeetingReport, names: Mapping[str, Name]) -> Row:
    said = tuple(names[one.actor_id].id for one in report.participants)
    told = Telling(report, article.id, article.published, said)
    return {
        "slots": list(told.slots),
        "properties": report_properties(report)
        | {"key": report_key(article.id, report), "calls": meeting_id(report)},
    }


def digest(article: Article, extraction: Extraction) -> str:
    """Equal for equal content, so that the same again can be told without writing it."""
    content = article.model_dump_json() + extraction.model_dump_json()
    return hashlib.sha256(content.encode()).hexdigest()[:16]


def article_properties(article: Article, extraction: Extraction, *, keep_text: bool) -> Row:
    """The node's own properties; `text_digest` tells one text from another where neither is kept."""
    return article.model_dump() | {
        "text": article.text if keep_text else None,
        "text_digest": hashlib.sha256(article.text.encode()).hexdigest()[:16],
        "extractor_version": extraction.extractor_version,
        "digest": digest(article, extraction),
    }


def _mention(actor: Actor, said: str) -> Row:
    return {
        "said": said,
        "properties": {
            "said": said,
            "name": actor.name,
            "claim": claim_digest(actor_claim(actor)),
            "holds": sorted(set(actor.holds)),
            **spans("quotes", actor.mentions),
        },
    }


def report_properties(report: MeetingReport) -> Row:
    """A report's node, its participants and its place left out."""
    date = report.date
    return {
        "id": report.id,
        "doubt": doubt_key(report),
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
    }


def _named(report_id: str, position: int, participant: Participant, said: str) -> Row:
    return {
        "report_id": report_id,
        "said": said,
        "properties": {
            "said": said,
            "slug": participant.actor_id,
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


def name_row(name: Name, claims: Mapping[str, int]) -> Row:
    """A name's node; `head`, `tail` and `both` are how names that may be the same actor's are found."""
    head, tail = name.persona.keys if name.kind is ActorKind.PERSON else (None, None)
    both = "|".join(sorted((head, tail))) if head and tail else None
    return {
        "id": name.id,
        "slug": name.slug,
        "kind": name.kind.value,
        "party": name.party,
        "years": list(name.years) if name.years else None,
        "head": head,
        "tail": tail,
        "both": name.office_key if name.kind is ActorKind.OFFICE else both,
        "claims": list(claims),
        "claim_counts": list(claims.values()),
    }


def name_of_row(row: Mapping[str, Any]) -> Name:
    """The inverse of `name_row`, without the counts."""
    return Name(
        row["id"],
        row["slug"],
        ActorKind(row["kind"]),
        row.get("party"),
        (row["years"][0], row["years"][1]) if row.get("years") else None,
        frozenset(row["claims"]),
    )


def actor_row(actor_id: str, names: Sequence[Mapping[str, Any]]) -> Row:
    """An actor's node as the rows of all its names make it."""
    claims: Counter[str] = Counter()
    for name in names:
        claims.update(dict(zip(name["claims"], name["claim_counts"], strict=True)))
    properties = derive.actor(ActorKind(names[0]["kind"]), claims)
    return {
        "id": actor_id,
        "ids": sorted({str(name["slug"]) for name in names}),
        **properties,
        "order_key": derive.actor_order_key(actor_id, properties["articles"]),
    }


def place_row(place_id: str, claims: Mapping[str, int]) -> Row:
    """A place's node as its claims make it."""
    return {
        "id": place_id,
        **derive.place(claims),
        "claims": list(claims),
        "claim_counts": list(claims.values()),
    }


def meeting_row(meeting: Meeting) -> Row:
    """A meeting's node, or an earlier version's, its place and who took part."""
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


def telling_of(row: Mapping[str, Any]) -> Telling:
    """A report with its article's day and its participants' actors, from a row as `report_of` takes it."""
    named = sorted(row["names"], key=lambda name: int(name["position"]))
    return Telling(
        report=report_of(row),
        article_id=row["article_id"],
        published=day(row["published"]),
        actor_ids=tuple(str(name["actor_id"]) for name in named),
    )


def _participant(row: Mapping[str, Any], article_id: str) -> Participant:
    return Participant(
        actor_id=row["slug"],
        kind=row["kind"],
        name=row.get("name"),
        office=row.get("office"),
        party=row.get("party"),
        role=row["role"],
        via=row["via"],
        evidence=evidence_of(row, "quote", article_id),
        confidence=row["confidence"],
    )
