"""One actor and one meeting with all that is around them."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict

from neo4j import ManagedTransaction

from extractors.domain import ActorKind
from graph import answers, cursors, explaining, judgement_queries, meeting_queries
from graph import read_queries as queries
from graph.actor_views import ActorDetail, Mention
from graph.errors import NotFound
from graph.judgements import Judgement, Subject, judged_telling
from graph.partition import pair
from graph.rows import Row, day, name_of_row, telling_of
from graph.statements import rows
from graph.telling import Telling
from graph.views import Inference, MeetingDetail, Page, ParticipantView, WholeMeeting

MENTIONS_OF_ACTOR = 20
SOURCES = 5
_LIKE_AT_MOST = 200  # names that begin or end alike, of which the most alike are shown
_REPORTS_AROUND = 200

Pairs = dict[tuple[str, str], Judgement]


def actor(tx: ManagedTransaction, actor_id: str, as_of: dt.date | None) -> ActorDetail:
    """Raises NotFound."""
    found = rows(tx, queries.ACTOR, id=actor_id, as_of=as_of)
    if not found:
        raise NotFound(f"No actor has the id {actor_id!r}.")
    named = rows(tx, queries.NAMES_OF_ACTOR, id=actor_id)
    names = [name_of_row(row) for row in named]
    keys = sorted({key for name in names for key in name.persona.keys})
    person = found[0]["actor"]["kind"] == ActorKind.PERSON
    like = rows(tx, queries.NAMES_LIKE, id=actor_id, keys=keys, most=_LIKE_AT_MOST) if person else []
    judged = judged_pairs(judgement_queries.about(tx, Subject.ACTORS, [name.id for name in names]))
    like += _judged_others(tx, actor_id, judged, {row["id"] for row in (*named, *like)})
    tenures = rows(tx, queries.TENURES, id=actor_id, as_of=as_of, most=SOURCES)
    latest = mentions(tx, actor_id, as_of, None, MENTIONS_OF_ACTOR)
    return ActorDetail(
        **found[0]["actor"],
        names=tuple(map(explaining.name_view, named)),
        joined=explaining.name_ties(names, judged),
        alike=explaining.others_alike(names, like, judged),
        tenures=tuple(map(answers.tenure, tenures)),
        mentions=latest.items,
    )


def mentions(
    tx: ManagedTransaction, actor_id: str, as_of: dt.date | None, cursor: str | None, limit: int
) -> Page[Mention]:
    """The articles that name an actor or imply it, the latest first; those of no known day last."""
    after = cursors.decode("mentions", cursor, (str, str, str)) or (None, None, None)
    page = {"day": after[0], "article": after[1], "said": after[2], "limit": limit + 1}
    found = rows(tx, queries.LATEST_MENTIONS, id=actor_id, as_of=as_of, **page)
    following = None
    if len(found) > limit:
        last = found[limit - 1]
        following = cursors.encode("mentions", last["day"], last["article_id"], last["said"])
    return Page(items=tuple(map(answers.mention, found[:limit])), next_cursor=following)


def judged_pairs(judgements: list[Judgement]) -> Pairs:
    return {pair(one.a, one.b): one for one in judgements if one.b}


def _judged_others(tx: ManagedTransaction, actor_id: str, judged: Pairs, seen: set[str]) -> list[Row]:
    asked = sorted({name for ends in judged for name in ends} - seen)
    return rows(tx, queries.NAMES_WITH_ACTORS, ids=asked, id=actor_id) if asked else []


def meeting(tx: ManagedTransaction, row: Row, meeting_id: str, as_of: dt.date | None) -> MeetingDetail:
    """`row` is the meeting, or its version of that day, as lists have it."""
    accounts = rows(tx, queries.REPORTS_OF_MEETING, id=meeting_id, as_of=as_of)
    around = rows(tx, queries.REPORTS_IN_SLOTS_OF, id=meeting_id, as_of=as_of, most=_REPORTS_AROUND)
    told = counted(tx, accounts)
    others = counted(tx, around)
    by_report = {one["id"]: one for one in around}
    judged = report_pairs(tx, [*accounts, *around])
    return MeetingDetail(
        **answers.meeting_fields(row) | {"participants": _participants(tx, row)},
        topics=tuple(row["meeting"]["topics"]),
        history=explaining.history(told, {one["article_id"]: one["url"] for one in accounts}),
        conflicts=explaining.conflict_views(told),
        joined=explaining.report_ties(told, judged),
        apart=explaining.other_meetings(
            told,
            [(by_report[one.id]["meeting_id"], by_report[one.id]["meeting_title"], one) for one in others],
            judged,
        ),
        accounts=tuple(map(answers.report_view, accounts)),
    )


def whole_meetings(
    tx: ManagedTransaction, shown: list[Row], as_of: dt.date | None
) -> tuple[WholeMeeting, ...]:
    """`shown` are meetings as lists have them; what is around them is fetched for all at once."""
    ids = [row["meeting"].get("meeting_id", row["meeting"]["id"]) for row in shown]
    accounts = rows(tx, queries.REPORTS_OF_MEETINGS, ids=ids, as_of=as_of) if ids else []
    of_meeting: dict[str, list[Row]] = defaultdict(list)
    for one in accounts:
        of_meeting[one["meeting_id"]].append(one)
    told = {one.id: one for one in counted(tx, accounts)}
    return tuple(
        WholeMeeting(
            **answers.meeting_fields(row) | {"participants": answers.participants(row)},
            topics=tuple(row["meeting"]["topics"]),
            history=explaining.history(
                [told[one["id"]] for one in of_meeting[key] if one["id"] in told],
                {one["article_id"]: one["url"] for one in of_meeting[key]},
            ),
            accounts=tuple(map(answers.report_view, of_meeting[key])),
        )
        for key, row in zip(ids, shown, strict=True)
    )


def counted(tx: ManagedTransaction, found: list[Row]) -> list[Telling]:
    """The reports as they count, with what was judged of them."""
    by_key: dict[str, list[Judgement]] = defaultdict(list)
    for one in judgement_queries.about(tx, Subject.REPORT, {row["key"] for row in found}):
        by_key[one.a].append(one)
    told = (judged_telling(telling_of(row), by_key[row["key"]]) for row in found)
    return [one for one in told if one is not None]


def report_pairs(tx: ManagedTransaction, found: list[Row]) -> Pairs:
    reports: dict[str, list[str]] = defaultdict(list)
    for row in found:
        reports[row["key"]].append(row["id"])
    return {
        pair(a, b): one
        for one in judgement_queries.about(tx, Subject.MEETINGS, reports)
        if one.b
        for a in reports[one.a]
        for b in reports[one.b]
    }


def _participants(tx: ManagedTransaction, row: Row) -> tuple[ParticipantView, ...]:
    """With the articles behind what is inferred."""
    return tuple(
        one.model_copy(update={"inference": _inference(tx, one, row)}) if one.inferred else one
        for one in answers.participants(row)
    )


def _inference(tx: ManagedTransaction, one: ParticipantView, row: Row) -> Inference | None:
    start = row["meeting"].get("start")
    found = rows(
        tx,
        meeting_queries.HOLDING_SOURCES,
        person=one.actor.id,
        office=one.for_office,
        day=start,
        most=SOURCES,
    )
    office = rows(tx, queries.ACTOR, id=one.for_office, as_of=None)
    if not office:
        return None
    tenure = rows(tx, queries.TENURES, id=one.actor.id, as_of=None, most=0)
    held = next((each for each in tenure if each["office"]["id"] == one.for_office), None)
    return Inference(
        office=answers.actor_ref(office[0]["actor"]),
        first_seen=day(held["first"]) if held else None,
        last_seen=day(held["last"]) if held else None,
        sources=tuple(map(answers.source, found)),
    )
