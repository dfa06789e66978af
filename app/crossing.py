"""How well meetings are known again across articles: B-cubed precision and recall.

A. Bagga and B. Baldwin, "Entity-Based Cross-Document Coreferencing Using the Vector Space Model", 1998: of
each item, the share of those grouped with it that belong with it, and of those that belong with it that are
grouped with it, averaged over the items.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping, Sequence

from app.guideline_form import meeting_form
from app.ingest import Reading
from extractors.domain import (
    Actor,
    ActorKind,
    Article,
    Channel,
    DateBasis,
    EventDate,
    Evidence,
    Extraction,
    Format,
    Level,
    MeetingReport,
    Participant,
    Place,
    PlaceKind,
    Precision,
    Status,
    Value,
)
from extractors.gold import GoldArticle, GoldDate, GoldMeeting, GoldParticipant, GoldPlace
from extractors.ids import actor_id
from extractors.matching import align
from graph.whole import resolve_all


class Crossing(Value):
    """`meetings` of `articles`, which tell of `events`; the rest of the articles only lies around them."""

    articles: int
    meetings: int
    events: int
    precision: float
    recall: float

    @property
    def f1(self) -> float:
        """The harmonic mean of the two."""
        both = self.precision + self.recall
        return 2 * self.precision * self.recall / both if both else 0.0

    def to_dict(self) -> dict[str, float]:
        """Ready for JSON."""
        return self.model_dump() | {"f1": self.f1}


Item = tuple[str, int]  # an article and the place of a meeting in its gold


def b_cubed(gold: Mapping[Item, str], found: Mapping[Item, str]) -> tuple[float, float]:
    """Precision and recall of a grouping of the items of `gold`; both name each item's group."""
    if not gold:
        return 0.0, 0.0
    return _share(found, gold), _share(gold, found)


def _share(groups: Mapping[Item, str], others: Mapping[Item, str]) -> float:
    total = 0.0
    for item in others:
        mates = [mate for mate in others if groups[mate] == groups[item]]
        total += sum(others[mate] == others[item] for mate in mates) / len(mates)
    return total / len(others)


def crossing(gold: Sequence[GoldArticle], readings: Mapping[str, Reading], *, missed: bool) -> Crossing:
    """Of articles that share an event with another one. `readings` are by the gold's ids; meetings that
    were not read count as alone in the world where `missed` is set, and not at all otherwise."""
    known = resolve_all((one.article, one.extraction) for one in readings.values()).meetings
    events: dict[Item, str] = {}
    found: dict[Item, str] = {}
    chosen = [article for article in gold if any(meeting.event for meeting in article.meetings)]
    for article in chosen:
        reading = readings[article.id]
        reports = reading.extraction.reports
        aligned = align(article.meetings, [_predicted(report) for report in reports])
        for at, meeting in enumerate(article.meetings):
            item = (article.id, at)
            if at in aligned:
                found[item] = known[reports[aligned[at]].id]
            elif missed:
                found[item] = f"missed {item}"
            else:
                continue
            events[item] = meeting.event or f"alone {item}"
    precision, recall = b_cubed(events, found)
    return Crossing(
        articles=len(chosen),
        meetings=len(events),
        events=len(set(events.values())),
        precision=precision,
        recall=recall,
    )


def _predicted(report: MeetingReport) -> GoldMeeting:
    return GoldMeeting.model_validate(meeting_form(report).model_dump(mode="json"))


# --- gold as if it had been read ---------------------------------------------


def annotated(article: GoldArticle) -> Reading:
    """An article as an extractor without fault would read it, to measure identity alone."""
    text = article.text or "?"
    published = dt.date.fromisoformat(article.published) if article.published else None
    stored = Article(id=f"gold-{article.id}", published=published, text=text)
    actors = {actor.id: actor for meeting in article.meetings for actor in map(_actor, meeting.participants)}
    reports = tuple(_report(stored, at, meeting) for at, meeting in enumerate(article.meetings))
    extraction = Extraction(
        article_id=stored.id, extractor_version="gold", actors=tuple(actors.values()), reports=reports
    )
    return Reading(stored, extraction)


def _actor(one: GoldParticipant) -> Actor:
    kind = ActorKind(one.kind)
    name = one.name or one.office or one.party or "?"
    key = actor_id(kind, (one.office or name) if kind is ActorKind.OFFICE else name, one.party)
    return Actor(id=key, kind=kind, name=name, party=one.party, office=one.office)


def _report(article: Article, at: int, meeting: GoldMeeting) -> MeetingReport:
    # Offsets play no part in identity; each report has a place of its own.
    start = min(at, len(article.text) - 1)
    here = Evidence(article_id=article.id, start=start, end=start + 1, quote=article.text[start])
    return MeetingReport(
        id=f"{article.id}/{at}",
        status=Status(meeting.status),
        channel=Channel(meeting.channel or Channel.UNKNOWN),
        format=Format.BILATERAL,
        level=Level.UNKNOWN,
        date=_date(meeting.date),
        place=_place(meeting.place),
        participants=tuple(
            Participant(
                actor_id=actor.id,
                kind=actor.kind,
                name=actor.name,
                office=actor.office,
                party=actor.party,
                evidence=here,
            )
            for actor in map(_actor, meeting.participants)
        ),
        trigger=here,
        evidence=(here,),
    )


def _date(date: GoldDate | None) -> EventDate:
    if date is None or not date.start or not date.end:
        return EventDate()
    return EventDate(
        start=dt.date.fromisoformat(date.start),
        end=dt.date.fromisoformat(date.end),
        precision=Precision(date.precision or "day"),
        basis=DateBasis.STATED,
    )


def _place(place: GoldPlace | None) -> Place | None:
    if place is None or not (place.name or place.country):
        return None
    kind = PlaceKind.CITY if place.name else PlaceKind.COUNTRY
    return Place(name=place.name or place.country or "?", country=place.country, kind=kind)


def by_gold_id(gold: Iterable[GoldArticle]) -> dict[str, Reading]:
    """The annotated readings of articles, by the gold's ids."""
    return {article.id: annotated(article) for article in gold}


def figures(gold: Sequence[GoldArticle], read: Mapping[str, Reading]) -> dict[str, Crossing]:
    """Identity as such, on what is read, and with what is not."""
    return {
        "as annotated": crossing(gold, by_gold_id(gold), missed=False),
        "as read, of the meetings found": crossing(gold, read, missed=False),
        "as read, of all meetings": crossing(gold, read, missed=True),
    }
