"""Records of the read queries as views: pure, no database."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from typing import Any

from extractors.domain import ActorKind, Article, Channel, EventDate, Place, Status
from graph.actor_views import ActorView, Mention, Resolution, Tenure
from graph.rows import date_of, day, evidences_of, report_of
from graph.views import (
    ActorRef,
    ArticleMention,
    ArticleView,
    Counterpart,
    Counts,
    DateView,
    EditionView,
    EvidenceView,
    MeetingBrief,
    MeetingView,
    PairView,
    ParticipantView,
    PlaceView,
    Relation,
    ReportedParticipant,
    ReportView,
    Source,
    TextlessArticle,
    Total,
)

Row = Mapping[str, Any]


def counts(row: Row) -> Counts:
    """From one row of totals."""
    return Counts(
        articles=row["articles"],
        reports=row["reports"],
        meetings=row["meetings"],
        places=row["places"],
        actors={
            ActorKind.PERSON: row["persons"],
            ActorKind.OFFICE: row["offices"],
            ActorKind.COUNTRY: row["countries"],
            ActorKind.ORGANIZATION: row["organizations"],
        },
    )


def actor_ref(row: Row) -> ActorRef:
    """The short form."""
    return ActorRef(**{key: row[key] for key in ("id", "kind", "name", "party", "office")})


def actor_view(row: Row) -> ActorView:
    """The form of lists of actors."""
    return ActorView(**row)


def tenure(row: Row) -> Tenure:
    """Someone in an office."""
    return Tenure(
        person=actor_ref(row["person"]),
        office=actor_ref(row["office"]),
        first=day(row["first"]),
        last=day(row["last"]),
        articles=row["articles"],
        sources=tuple(map(source, row["sources"])),
    )


def source(row: Row) -> Source:
    """An article with the spans that matter in it."""
    return Source(
        article_id=row["article_id"],
        url=row["url"],
        published=day(row["published"]),
        spans=evidences_of(row, "quotes", row["article_id"]),
    )


def mention(row: Row) -> Mention:
    """An article that names an actor."""
    return Mention(
        article_id=row["article_id"],
        url=row["url"],
        title=row["title"],
        published=day(row["published"]),
        name=row["mention"]["name"],
        spans=evidences_of(row["mention"], "quotes", row["article_id"]),
    )


def resolution(rows: Sequence[Row]) -> Resolution:
    """One if it is alone at the top; a country or an organization that only holds the word is not meant
    by it for certain ("Guinea" is not Equatorial Guinea), so it stays a candidate."""
    if not rows:
        return Resolution()
    top = (rows[0]["rank"], rows[0]["kind_rank"])
    best = [row for row in rows if (row["rank"], row["kind_rank"]) == top]
    partial = rows[0]["rank"] > 1
    if len(best) == 1 and not (partial and best[0]["actor"]["kind"] != ActorKind.PERSON):
        return Resolution(actor=actor_view(best[0]["actor"]))
    return Resolution(candidates=tuple(actor_view(row["actor"]) for row in best))


def article_of(stored: Row) -> Article | TextlessArticle:
    """The article as it was saved."""
    about = {key: stored.get(key) for key in ("id", "url", "title", "source")}
    about["published"] = day(stored.get("published"))
    if stored.get("text") is None:
        return TextlessArticle(**about)
    return Article(**about, text=stored["text"])


def article_view(row: Row, reports: Sequence[Row]) -> ArticleView:
    """An article, who it names and what it reports."""
    stored = row["article"]
    return ArticleView(
        article=article_of(stored),
        extractor_version=stored["extractor_version"],
        editions=tuple(row["editions"]),
        mentions=tuple(
            ArticleMention(
                actor=actor_ref(mention["actor"]),
                name=mention["mention"]["name"],
                spans=evidences_of(mention["mention"], "quotes", stored["id"]),
            )
            for mention in row["mentions"]
        ),
        reports=tuple(map(report_view, reports)),
    )


def edition_view(stored: Row) -> EditionView:
    """What an article was before."""
    return EditionView(
        id=stored["id"],
        article=article_of({**stored, "id": stored["article_id"]}),
        extractor_version=stored["extractor_version"],
    )


def relation(a: Row, b: Row, totals: Sequence[Row]) -> Relation:
    """Two actors through time, from totals by year, status and channel."""
    by_status: Counter[Status] = Counter()
    by_channel: Counter[Channel] = Counter()
    by_year: dict[int, Counter[Status]] = {}
    for row in totals:
        status, channel = Status(row["status"]), Channel(row["channel"])
        by_status[status] += row["count"]
        by_channel[channel] += row["count"]
        by_year.setdefault(row["year"], Counter())[status] += row["count"]
    firsts = [found for row in totals if (found := day(row["first"]))]
    lasts = [found for row in totals if (found := day(row["last"]))]
    return Relation(
        a=actor_ref(a),
        b=actor_ref(b),
        count=by_status.total(),
        first=min(firsts, default=None),
        last=max(lasts, default=None),
        by_status=dict(by_status),
        by_channel=dict(by_channel),
        by_year={year: dict(by_year[year]) for year in sorted(by_year)},
    )


def total(totals: Sequence[Row]) -> Total:
    """From totals by year, status and channel."""
    return Total(
        count=sum(row["count"] for row in totals),
        first=min((found for row in totals if (found := day(row["first"]))), default=None),
        last=max((found for row in totals if (found := day(row["last"]))), default=None),
    )


def report_view(row: Row) -> ReportView:
    """One article's account of a meeting."""
    report, article_id = report_of(row), row["article_id"]
    shared = {
        "id",
        "status",
        "channel",
        "format",
        "level",
        "topics",
        "trigger",
        "status_evidence",
        "status_by",
        "evidence",
        "confidence",
        "certainty",
    }
    return ReportView(
        **{name: getattr(report, name) for name in shared},
        key=row["key"],
        meeting_id=row["meeting_id"],
        article_id=article_id,
        url=row["url"],
        article_title=row["article_title"],
        article_source=row["article_source"],
        published=day(row["published"]),
        date=date_view(report.date),
        date_evidence=report.date.evidence,
        place=_place_of(report.place) if report.place else None,
        place_evidence=report.place.evidence if report.place else None,
        participants=tuple(
            ReportedParticipant(**{name: getattr(one, name) for name in ReportedParticipant.model_fields})
            for one in report.participants
        ),
    )


def date_view(date: EventDate) -> DateView:
    """When, without its evidence."""
    return DateView(**{name: getattr(date, name) for name in DateView.model_fields})


def _place_of(place: Place) -> PlaceView:
    return PlaceView(**{name: getattr(place, name) for name in PlaceView.model_fields})


def meeting_brief(row: Row) -> MeetingBrief:
    """A meeting as the list of a pair has it."""
    return MeetingBrief(**meeting_fields(row))


def meeting_view(row: Row) -> MeetingView:
    """A meeting and who took part."""
    return MeetingView(**meeting_fields(row), participants=participants(row))


def meeting_fields(row: Row) -> dict[str, Any]:
    """What all forms of a meeting have."""
    meeting = row["meeting"]
    kept = {key: meeting[key] for key in ("title", "status", "channel", "format", "level", "reports")}
    return kept | {
        "id": meeting.get("meeting_id") or meeting["id"],
        "date": date_view(date_of(meeting, "")),
        "place": PlaceView(**row["place"]) if row["place"] else None,
        "evidence": tuple(view for one in row["evidence"] for view in _evidence_views(one)),
    }


def _evidence_views(row: Row) -> list[EvidenceView]:
    return [
        EvidenceView(article_id=row["article_id"], url=row["url"], quote=quote, start=start, end=end)
        for quote, start, end in zip(row["quotes"], row["starts"], row["ends"], strict=True)
    ]


def participants(row: Row) -> tuple[ParticipantView, ...]:
    """Who took part."""
    return tuple(
        ParticipantView(
            actor=actor_ref(one["actor"]),
            role=one["role"],
            via=one["via"],
            party=one.get("party"),
            office=one.get("office"),
            reports=one["reports"],
            inferred=one["inferred"],
            for_office=one.get("for_office"),
        )
        for one in row["participants"]
    )


def pair_view(row: Row, meetings: Mapping[str, MeetingBrief]) -> PairView:
    """A pair with those of its meetings that were fetched."""
    return PairView(
        a=actor_ref(row["a"]),
        b=actor_ref(row["b"]),
        meetings=tuple(meetings[one] for one in row["meetings"]),
        count=row["count"],
        inferred=row["inferred"],
        first=day(row["first"]),
        last=day(row["last"]),
    )


def counterpart(row: Row) -> Counterpart:
    """Someone whom the actor met."""
    return Counterpart(
        actor=actor_ref(row["actor"]),
        count=row["count"],
        inferred=row["inferred"],
        first=day(row["first"]),
        last=day(row["last"]),
    )
