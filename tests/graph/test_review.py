"""The review queue: what is least certain first, and nothing that somebody has judged."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from typing import Any

import pytest

from extractors.domain import Certainty, MeetingReport, Precision, Status
from graph.doubts import Doubt, doubt_key, least_certain
from graph.errors import BadCursor
from graph.judgements import Attribute, Judgement, Ruling, Subject, judgement_id
from graph.review_views import ReviewItem, ReviewKind, ReviewOf
from graph.schema import ensure_schema
from tests.graph.builders import (
    ANKARA,
    FIDAN,
    LAVROV,
    MEKDAD,
    MOSCOW,
    RUS,
    USA,
    Talks,
    build,
    on,
    person,
)
from tests.graph.conftest import Graph
from tests.graph.histories import Built, judged

MAY = on(dt.date(2023, 5, 1), dt.date(2023, 5, 31), Precision.MONTH)


def unsure(built: Built, confidence: float = 1.0, **certainty: float) -> Built:
    """The same article, of whose first report so much is certain."""
    article, extraction = built
    changes: Mapping[str, Any] = {"confidence": confidence, "certainty": Certainty(**certainty)}
    first, *others = extraction.reports
    reports = (first.model_copy(update=changes), *others)
    return article, extraction.model_copy(update={"reports": reports})


DATE = unsure(build("date", Talks([LAVROV, MEKDAD], place=MOSCOW)), date=0.3)
WHOLE = unsure(build("whole", Talks([FIDAN, person("Jane Roe", USA)])), confidence=0.5)
STATUS = unsure(build("status", Talks([LAVROV, FIDAN], status=Status.PLANNED)), status=0.7)
SURE = build("sure", Talks([MEKDAD, FIDAN], on(dt.date(2022, 1, 1)), ANKARA))


def queue(graph: Graph, kind: ReviewKind = ReviewKind.ALL, limit: int = 20) -> list[ReviewItem]:
    """All of it, page by page."""
    found: list[ReviewItem] = []
    cursor = None
    while True:
        page = graph.reader.review(kind, cursor=cursor, limit=limit)
        assert len(page.items) <= limit
        found += page.items
        cursor = page.next_cursor
        if cursor is None:
            return found


def answered(graph: Graph, item: ReviewItem) -> Judgement:
    """A report's question answered by yes."""
    target = graph.reader.report_target(item.yes.report or "")
    return Judgement(
        id=judgement_id(Subject.REPORT, item.yes.verdict, [target.key], item.attribute, item.yes.value),
        subject=Subject.REPORT,
        ruling=item.yes.verdict,
        a=target.key,
        attribute=item.attribute,
        value=item.yes.value,
        by="test",
        at=dt.datetime(2026, 1, 1, tzinfo=dt.UTC),
    )


@pytest.mark.parametrize(
    ("report", "doubt"),
    [
        (DATE, Doubt(0.3, Attribute.DATE)),
        (WHOLE, Doubt(0.5)),
        (STATUS, Doubt(0.7, Attribute.STATUS)),
        (SURE, Doubt(1.0)),
        (unsure(build("open", Talks([LAVROV, FIDAN])), place=0.1), Doubt(1.0)),
    ],
)
def test_the_least_certain_thing_that_a_report_says(report: Built, doubt: Doubt) -> None:
    assert least_certain(report[1].reports[0]) == doubt


def test_a_participant_can_be_the_least_certain(graph: Graph) -> None:
    article, extraction = build("who", Talks([LAVROV, FIDAN]))
    (report,) = extraction.reports
    first, second = report.participants
    guessed = second.model_copy(update={"confidence": 0.4})
    told = report.model_copy(update={"participants": (first, guessed)})
    graph.put((article, extraction.model_copy(update={"reports": (told,)})))
    (item,) = queue(graph)
    assert (item.question, item.confidence) == ("Did Hakan Fidan take part?", 0.4)
    assert (item.yes.value, item.words) == (FIDAN.id, guessed.evidence)


def test_reports_come_by_what_is_least_certain_of_them(graph: Graph) -> None:
    graph.put(SURE, STATUS, WHOLE, DATE)
    found = queue(graph, ReviewKind.REPORTS)
    assert [(one.question, one.confidence) for one in found] == [
        ("Did this take place on 10 May 2023?", 0.3),
        ("Does this tell of a meeting, a visit or a call between these?", 0.5),
        ("Is this planned, and no more?", 0.7),
        ("Does this tell of a meeting, a visit or a call between these?", 1.0),
    ]
    (side,) = found[0].sides
    report: MeetingReport = DATE[1].reports[0]
    assert (side.id, side.quotes, side.article_title) == (report.id, report.evidence, "Date")
    assert side.title == "Sergey Lavrov, Faisal Mekdad · Moscow · 10 May 2023"
    assert graph.reader.meeting(side.node or "").accounts[0].id == report.id
    assert "occurred" in found[2].choices
    assert "planned" not in found[2].choices
    assert queue(graph, ReviewKind.REPORTS, limit=1) == found


def test_what_was_judged_is_asked_no_more_until_it_is_withdrawn(graph: Graph) -> None:
    graph.put(DATE, WHOLE)
    first, second = queue(graph, ReviewKind.REPORTS)
    kept = graph.writer.judge(answered(graph, first))
    assert queue(graph, ReviewKind.REPORTS) == [second]
    graph.writer.withdraw(kept.id)
    assert queue(graph, ReviewKind.REPORTS) == [first, second]


def test_reports_joined_on_little_come_before_those_joined_on_more(graph: Graph) -> None:
    graph.put(
        build("a", Talks([LAVROV, MEKDAD], place=MOSCOW)),
        build("b", Talks([LAVROV, MEKDAD], MAY)),
        build("c", Talks([FIDAN, MEKDAD], place=ANKARA)),
        build("d", Talks([FIDAN, MEKDAD], MAY, ANKARA)),
    )
    weak, strong = queue(graph, ReviewKind.MERGES)
    assert (weak.of, weak.question, weak.joined) == (ReviewOf.MEETINGS, "Are these one meeting?", True)
    assert {side.article_title for side in weak.sides} == {"A", "B"}
    assert {side.article_title for side in strong.sides} == {"C", "D"}
    assert weak.confidence < strong.confidence
    assert weak.no.verdict is Ruling.NOT_SAME
    assert {side.id for side in weak.sides} == set(weak.no.meetings or ())
    assert "same_people" in {ground.code for ground in weak.reasons}
    assert queue(graph, ReviewKind.MERGES, limit=1) == [weak, strong]


def test_two_of_one_day_told_by_the_same_people_are_certain_and_not_asked(graph: Graph) -> None:
    graph.put(build("a", Talks([LAVROV, MEKDAD])), build("b", Talks([LAVROV, MEKDAD])))
    assert queue(graph, ReviewKind.MERGES) == []


def test_meetings_kept_apart_though_alike_are_asked_once_until_judged(graph: Graph) -> None:
    early, late = (build(name, Talks([LAVROV, MEKDAD], on(dt.date(2023, 5, day)))) for name, day in _DAYS)
    graph.put(early, late)
    (item,) = queue(graph, ReviewKind.MERGES)
    assert (item.of, item.joined) == (ReviewOf.MEETINGS, False)
    assert "other_day" in {ground.code for ground in item.reasons}
    keys = [graph.reader.report_target(one).key for one in item.no.meetings or ()]
    graph.writer.judge(judged(Ruling.NOT_SAME, keys[0], keys[1], subject=Subject.MEETINGS))
    assert queue(graph, ReviewKind.MERGES) == []


_DAYS = (("early", 10), ("late", 13))


def test_names_joined_by_likelihood_are_asked_with_a_sentence_of_each(graph: Graph) -> None:
    graph.put(
        build("full", Talks([LAVROV, FIDAN])),
        build("short", Talks([person("Lavrov", RUS, "foreign minister"), MEKDAD])),
    )
    (item,) = [one for one in queue(graph, ReviewKind.MERGES) if one.of is ReviewOf.ACTORS]
    assert (item.question, item.joined) == ("Are these one person?", True)
    assert {side.title for side in item.sides} == {"Sergey Lavrov, RUS, 2020–2029", "Lavrov, RUS, 2023"}
    assert all("held talks" in side.quotes[0].quote for side in item.sides)
    first, second = item.yes.actors or ("", "")
    graph.writer.judge(judged(Ruling.SAME, first, second))
    assert [one for one in queue(graph, ReviewKind.MERGES) if one.of is ReviewOf.ACTORS] == []


def test_of_both_lists_the_less_certain_comes_first_however_they_are_paged(graph: Graph) -> None:
    graph.put(DATE, WHOLE, STATUS, SURE)
    graph.put(build("b", Talks([LAVROV, MEKDAD], MAY)))
    whole = queue(graph)
    kinds = {one.of for one in whole}
    assert kinds == {ReviewOf.REPORT, ReviewOf.MEETINGS}
    assert [one.confidence for one in whole] == sorted(one.confidence for one in whole)
    for limit in (1, 2, 3):
        assert queue(graph, limit=limit) == whole


def test_a_cursor_of_one_kind_is_none_of_another(graph: Graph) -> None:
    graph.put(DATE, WHOLE)
    cursor = graph.reader.review(ReviewKind.REPORTS, limit=1).next_cursor
    assert cursor
    with pytest.raises(BadCursor):
        graph.reader.review(ReviewKind.ALL, cursor=cursor)


def test_reports_of_an_earlier_program_are_ranked_at_the_start(graph: Graph) -> None:
    """What the graph works out by itself is what is written with a report."""
    odd = unsure(build("odd", Talks([LAVROV, MEKDAD], place=MOSCOW)), 0.9, place=0.0625, date=0.0625)
    graph.put(DATE, WHOLE, STATUS, SURE, odd)
    before = graph.content()
    graph.driver.execute_query(
        "MATCH (r:Report) REMOVE r.doubt WITH count(*) AS gone MATCH (s:ChancerySchema) REMOVE s.filled",
        database_=graph.database,
    )
    assert queue(graph, ReviewKind.REPORTS) == []
    ensure_schema(graph.driver, graph.database)
    assert graph.content() == before
    assert doubt_key(odd[1].reports[0]).startswith("0063|rep-")
