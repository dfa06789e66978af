"""Records of the read queries as views: pure, no database."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from extractors.domain import ActorKind, Article, EventDate, Place
from graph.rows import date_of, day, evidences_of, report_of
from graph.views import (
    ActorDetail,
    ActorRef,
    ActorView,
    ArticleMention,
    ArticleView,
    Counterpart,
    Counts,
    DateView,
    EvidenceView,
    MeetingBrief,
    MeetingDetail,
    MeetingView,
    Mention,
    PairView,
    ParticipantView,
    PlaceView,
    ReportedParticipant,
    ReportView,
    Resolution,
    Tenure,
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


def actor_detail(row: Row, tenures: Sequence[Row], mentions: Sequence[Row]) -> ActorDetail:
    """An actor with what is around it."""
    return ActorDetail(**row, tenures=tuple(map(_tenure, tenures)), mentions=tuple(map(_mention, mentions)))


def _tenure(row: Row) -> Tenure:
    return Tenure(
        person=actor_ref(row["person"]),
        office=actor_ref(row["office"]),
        first=day(row["first"]),
        last=day(row["last"]),
        articles=row["articles"],
    )


def _mention(row: Row) -> Mention:
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


def article_view(row: Row, reports: Sequence[Row]) -> ArticleView:
    """An article, who it names and what it reports."""
    stored = row["article"]
    return ArticleView(
        article=Article(
            id=stored["id"],
            url=stored.get("url"),
            title=stored.get("title"),
            source=stored.get("source"),
            published=day(stored.get("published")),
            text=stored["text"],
        ),
        extractor_version=stored["extractor_version"],
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
        meeting_id=row["meeting_id"],
        article_id=article_id,
        url=row["url"],
        article_title=row["article_title"],
        published=day(row["published"]),
        date=_date_view(report.date),
        date_evidence=report.date.evidence,
        place=_place_of(report.place) if report.place else None,
        place_evidence=report.place.evidence if report.place else None,
        participants=tuple(
            ReportedParticipant(**{name: getattr(one, name) for name in ReportedParticipant.model_fields})
            for one in report.participants
        ),
    )


def _date_view(date: EventDate) -> DateView:
    return DateView(**{name: getattr(date, name) for name in DateView.model_fields})


def _place_of(place: Place) -> PlaceView:
    return PlaceView(**{name: getattr(place, name) for name in PlaceView.model_fields})


def meeting_brief(row: Row) -> MeetingBrief:
    """A meeting as the list of a pair has it."""
    return MeetingBrief(**_meeting_fields(row))


def meeting_view(row: Row) -> MeetingView:
    """A meeting and who took part."""
    return MeetingView(**_meeting_fields(row), participants=_participants(row))


def meeting_detail(row: Row, accounts: Sequence[Row]) -> MeetingDetail:
    """A meeting with every account of it."""
    return MeetingDetail(
        **_meeting_fields(row),
        participants=_participants(row),
        topics=tuple(row["meeting"]["topics"]),
        accounts=tuple(map(report_view, accounts)),
    )


def _meeting_fields(row: Row) -> dict[str, Any]:
    meeting = row["meeting"]
    kept = {key: meeting[key] for key in ("id", "title", "status", "channel", "format", "level", "reports")}
    return kept | {
        "date": _date_view(date_of(meeting, "")),
        "place": PlaceView(**row["place"]) if row["place"] else None,
        "evidence": tuple(view for one in row["evidence"] for view in _evidence_views(one)),
    }


def _evidence_views(row: Row) -> list[EvidenceView]:
    return [
        EvidenceView(article_id=row["article_id"], url=row["url"], quote=quote, start=start, end=end)
        for quote, start, end in zip(row["quotes"], row["starts"], row["ends"], strict=True)
    ]


def _participants(row: Row) -> tuple[ParticipantView, ...]:
    return tuple(
        ParticipantView(
            actor=actor_ref(one["actor"]),
            role=one["role"],
            via=one["via"],
            party=one.get("party"),
            office=one.get("office"),
            reports=one["reports"],
            inferred=one["inferred"],
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
        first=day(row["first"]),
        last=day(row["last"]),
    )


def counterpart(row: Row) -> Counterpart:
    """Someone whom the actor met."""
    return Counterpart(
        actor=actor_ref(row["actor"]), count=row["count"], first=day(row["first"]), last=day(row["last"])
    )
