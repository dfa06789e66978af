"""Judgements: what they change, what they survive, and what cannot stand beside what."""

from __future__ import annotations

import datetime as dt

import pytest

from extractors.domain import Status
from graph.errors import Contradiction, NotFound
from graph.judgements import (
    Attribute,
    Judgement,
    Ruling,
    Subject,
    contradicted,
    judgement_id,
)
from graph.views import MeetingFilter
from tests.graph.builders import FIDAN, LAVROV, MEKDAD, MOSCOW, USA, Talks, build, person
from tests.graph.conftest import Graph
from tests.graph.histories import Built, differences, judged

SAME, NOT_SAME, RIGHT, WRONG = Ruling.SAME, Ruling.NOT_SAME, Ruling.RIGHT, Ruling.WRONG
EVERY = MeetingFilter(statuses=None)

ROE, DOE = person("Jane Roe", USA), person("Jane Doe", USA)
ONE = build("one", Talks([LAVROV, ROE]))
TWO = build("two", Talks([MEKDAD, DOE]))


def on_report(
    graph: Graph, ruling: Ruling, report_id: str, attribute: Attribute | None = None, value: str | None = None
) -> Judgement:
    target = graph.reader.report_target(report_id)
    return Judgement(
        id=judgement_id(Subject.REPORT, ruling, [target.key], attribute, value),
        subject=Subject.REPORT,
        ruling=ruling,
        a=target.key,
        attribute=attribute,
        value=value,
        by="test",
        at=dt.datetime(2026, 1, 1, tzinfo=dt.UTC),
        article_id=target.article_id,
    )


def keys_of(graph: Graph, one: Built, other: Built) -> tuple[str, str]:
    first, second = (graph.reader.report_target(built[1].reports[0].id).key for built in (one, other))
    return first, second


def names(graph: Graph) -> tuple[str, str]:
    return graph.reader.actor_target(ROE.id).key, graph.reader.actor_target(DOE.id).key


def test_two_actors_judged_the_same_are_one_until_it_is_withdrawn(graph: Graph) -> None:
    graph.put(ONE, TWO)
    before = graph.content()
    kept = graph.writer.judge(judged(SAME, *names(graph)))
    (actor,) = graph.reader.actors("jane").items
    assert (actor.articles, actor.aliases) == (2, ("Jane Roe",))
    assert {pair.b.id for pair in graph.reader.who_met_whom(MeetingFilter(actor=actor.id)).items} == {
        LAVROV.id,
        MEKDAD.id,
    }
    detail = graph.reader.actor(actor.id)
    assert [tie.judgement for tie in detail.joined] == [kept.id]
    assert graph.reader.resolve(ROE.id).actor == graph.reader.resolve(DOE.id).actor
    graph.writer.withdraw(kept.id)
    assert differences(graph.content(), before) == []


def test_an_article_that_names_an_actor_by_two_names_is_listed_with_both(graph: Graph) -> None:
    graph.put(build("both", also=[ROE, DOE]))
    graph.writer.judge(judged(SAME, *names(graph)))
    (actor,) = graph.reader.actors("jane").items
    first = graph.reader.mentions(actor.id, limit=1)
    second = graph.reader.mentions(actor.id, cursor=first.next_cursor, limit=1)
    assert {one.name for one in (*first.items, *second.items)} == {ROE.name, DOE.name}
    assert second.next_cursor is None


def test_one_actor_judged_two_falls_apart(graph: Graph) -> None:
    early, late = person("Jane Roe", USA), person("Jane M. Roe", USA)
    graph.put(build("one", Talks([LAVROV, early])), build("two", Talks([MEKDAD, late])))
    (actor,) = graph.reader.actors("jane").items
    first, second = [name.id for name in graph.reader.actor(actor.id).names]
    kept = graph.writer.judge(judged(NOT_SAME, first, second))
    assert {one.name for one in graph.reader.actors("jane").items} == {"Jane Roe", "Jane M. Roe"}
    (other,) = graph.reader.actor(early.id).alike
    assert other.tie.judgement == kept.id


def test_judgements_outlive_the_articles_that_they_are_about(graph: Graph) -> None:
    graph.put(ONE, TWO)
    graph.writer.judge(judged(SAME, *names(graph)))
    joined = graph.content()
    graph.writer.delete(TWO[0].id)
    assert [one.name for one in graph.reader.actors("jane").items] == ["Jane Roe"]
    graph.put(TWO)
    assert differences(graph.content(), joined) == []


def test_meetings_can_be_judged_one_or_two(graph: Graph) -> None:
    may = build("may", Talks([LAVROV, MEKDAD]))
    june = build("june", Talks([LAVROV, MEKDAD], may[1].reports[0].date), published=dt.date(2023, 5, 11))
    graph.put(may, june)
    (meeting,) = graph.reader.meetings(EVERY).items
    keys = keys_of(graph, may, june)
    kept = graph.writer.judge(judged(NOT_SAME, *keys, subject=Subject.MEETINGS))
    first, second = graph.reader.meetings(EVERY).items
    assert first.id != second.id
    (apart,) = graph.reader.meeting(meeting.id).apart
    assert (apart.tie.judgement, apart.tie.kind) == (kept.id, "apart")
    graph.writer.withdraw(kept.id)
    graph.writer.judge(judged(SAME, *keys, subject=Subject.MEETINGS))
    assert len(graph.reader.meetings(EVERY).items) == 1


def test_a_report_judged_wrong_is_no_meeting_and_stays_a_claim(graph: Graph) -> None:
    graph.put(ONE)
    before = graph.content()
    report = ONE[1].reports[0].id
    kept = graph.writer.judge(on_report(graph, WRONG, report))
    assert graph.reader.meetings(EVERY).items == ()
    assert graph.edges("MET") == []
    (claim,) = graph.reader.article(ONE[0].id).reports
    assert (claim.id, claim.meeting_id) == (report, None)
    graph.writer.withdraw(kept.id)
    assert differences(graph.content(), before) == []


def test_a_judgement_on_a_report_survives_that_the_article_is_read_again(graph: Graph) -> None:
    graph.put(ONE)
    graph.writer.judge(on_report(graph, WRONG, ONE[1].reports[0].id))
    again = ONE[1].model_copy(update={"extractor_version": "test-2"})
    graph.put((ONE[0], again))
    assert graph.reader.meetings(EVERY).items == ()
    assert graph.reader.article(ONE[0].id).extractor_version == "test-2"


@pytest.mark.parametrize(
    ("attribute", "value", "expected"),
    [
        (Attribute.STATUS, "planned", {"status": "planned"}),
        (Attribute.CHANNEL, "phone", {"channel": "phone"}),
        (Attribute.CHANNEL, None, {"channel": "unknown"}),
        (Attribute.PLACE, None, {"place": None}),
    ],
)
def test_what_is_judged_wrong_of_a_report_is_not_said(
    graph: Graph, attribute: Attribute, value: str | None, expected: dict[str, object]
) -> None:
    built = build("one", Talks([LAVROV, MEKDAD], place=MOSCOW))
    graph.put(built)
    graph.writer.judge(on_report(graph, WRONG, built[1].reports[0].id, attribute, value))
    (meeting,) = graph.reader.meetings(EVERY).items
    shown = meeting.model_dump()
    assert {key: shown[key] for key in expected} == expected


def test_a_date_and_a_participant_can_be_judged_wrong(graph: Graph) -> None:
    built = build("one", Talks([LAVROV, MEKDAD, FIDAN]))
    graph.put(built)
    report = built[1].reports[0].id
    graph.writer.judge(on_report(graph, WRONG, report, Attribute.DATE))
    graph.writer.judge(on_report(graph, WRONG, report, Attribute.PARTICIPANT, FIDAN.id))
    (meeting,) = graph.reader.meetings(EVERY).items
    assert meeting.date.start is None
    assert [one.actor.id for one in meeting.participants] == [LAVROV.id, MEKDAD.id]
    graph.writer.judge(on_report(graph, WRONG, report, Attribute.PARTICIPANT, MEKDAD.id))
    assert graph.reader.meetings(EVERY).items == ()


def test_what_is_judged_right_wins_over_the_others(graph: Graph) -> None:
    held = [build(f"n{day}", Talks([LAVROV, MEKDAD]), published=dt.date(2023, 5, day)) for day in (11, 12)]
    plan = build("plan", Talks([LAVROV, MEKDAD], status=Status.CANCELLED), published=dt.date(2023, 5, 9))
    graph.put(*held, plan)
    (meeting,) = graph.reader.meetings(EVERY).items
    assert meeting.status == "occurred"
    graph.writer.judge(on_report(graph, RIGHT, plan[1].reports[0].id, Attribute.STATUS))
    (meeting,) = graph.reader.meetings(EVERY).items
    assert meeting.status == "cancelled"


def test_what_contradicts_is_refused_with_what_it_contradicts(graph: Graph) -> None:
    graph.put(ONE, TWO, build("three", Talks([FIDAN, person("Jane Poe", USA)])))
    roe, doe = names(graph)
    poe = graph.reader.actor_target("person:jane-poe").key
    first = graph.writer.judge(judged(SAME, roe, doe))
    second = graph.writer.judge(judged(SAME, doe, poe))
    before = graph.content()
    with pytest.raises(Contradiction, match="Withdraw") as refused:
        graph.writer.judge(judged(NOT_SAME, roe, poe))
    assert {one.id for one in refused.value.against} == {first.id, second.id}
    assert differences(graph.content(), before) == []
    graph.writer.withdraw(second.id)
    graph.writer.judge(judged(NOT_SAME, roe, poe))
    with pytest.raises(Contradiction):
        graph.writer.judge(judged(SAME, doe, poe))


def test_the_same_again_is_answered_with_the_first(graph: Graph) -> None:
    graph.put(ONE, TWO)
    first = graph.writer.judge(judged(SAME, *names(graph)))
    roe, doe = names(graph)
    again = judged(SAME, doe, roe).model_copy(update={"by": "somebody else"})
    assert graph.writer.judge(again) == first
    assert graph.reader.judgements().items == (first,)
    assert graph.reader.judgement(first.id) == first


def test_an_unknown_judgement_cannot_be_withdrawn(graph: Graph) -> None:
    with pytest.raises(NotFound, match="jdg-none"):
        graph.writer.withdraw("jdg-none")


def report_judgement(
    ruling: Ruling, attribute: Attribute | None = None, value: str | None = None
) -> Judgement:
    return Judgement(
        id=judgement_id(Subject.REPORT, ruling, ["key"], attribute, value),
        subject=Subject.REPORT,
        ruling=ruling,
        a="key",
        attribute=attribute,
        value=value,
        by="test",
        at=dt.datetime(2026, 1, 1, tzinfo=dt.UTC),
    )


@pytest.mark.parametrize(
    ("known", "new", "clash"),
    [
        ((RIGHT, None, None), (WRONG, None, None), True),
        ((RIGHT, None, None), (WRONG, Attribute.PLACE, None), False),
        ((WRONG, None, None), (RIGHT, Attribute.PLACE, None), True),
        ((RIGHT, Attribute.PLACE, None), (WRONG, Attribute.PLACE, None), True),
        ((RIGHT, Attribute.PLACE, None), (WRONG, Attribute.DATE, None), False),
        ((WRONG, Attribute.STATUS, "planned"), (WRONG, Attribute.STATUS, "cancelled"), True),
        ((WRONG, Attribute.PARTICIPANT, "a"), (WRONG, Attribute.PARTICIPANT, "b"), False),
        ((WRONG, Attribute.PARTICIPANT, "a"), (RIGHT, Attribute.PARTICIPANT, "b"), False),
        ((WRONG, Attribute.PARTICIPANT, "a"), (RIGHT, Attribute.PARTICIPANT, "a"), True),
    ],
)
def test_which_judgements_on_a_report_clash(
    known: tuple[Ruling, Attribute | None, str | None],
    new: tuple[Ruling, Attribute | None, str | None],
    clash: bool,
) -> None:
    assert bool(contradicted([report_judgement(*known)], report_judgement(*new))) is clash


def test_judged_reports_are_material_to_train_with(graph: Graph) -> None:
    other = build("other", Talks([LAVROV, ROE]), published=dt.date(2023, 5, 11))
    false = build("false", Talks([FIDAN, MEKDAD]))
    graph.put(ONE, other, false, TWO)
    for built in (ONE, other):
        graph.writer.judge(on_report(graph, RIGHT, built[1].reports[0].id))
    graph.writer.judge(on_report(graph, WRONG, ONE[1].reports[0].id, Attribute.STATUS, "planned"))
    graph.writer.judge(on_report(graph, WRONG, false[1].reports[0].id))
    keys = keys_of(graph, ONE, other)
    graph.writer.judge(judged(SAME, *keys, subject=Subject.MEETINGS))
    found = {one.article.id: one for one in graph.reader.judged_reports()}
    assert found.keys() == {ONE[0].id, other[0].id, false[0].id}
    ((first, event),), ((second, other_event),) = found[ONE[0].id].right, found[other[0].id].right
    assert (first.status, second.status) == ("planned", "occurred")
    assert event == other_event is not None
    assert (found[false[0].id].right, len(found[false[0].id].wrong)) == ([], 1)


def test_judgements_are_found_by_what_they_are_about_and_by_when(graph: Graph) -> None:
    graph.put(ONE, TWO)
    one, two = (built[1].reports[0].id for built in (ONE, TWO))
    first = graph.writer.judge(on_report(graph, RIGHT, one))
    later = on_report(graph, RIGHT, two).model_copy(update={"at": dt.datetime(2026, 2, 1, tzinfo=dt.UTC)})
    second = graph.writer.judge(later)
    third = graph.writer.judge(judged(SAME, *names(graph)))
    (meeting,) = [
        view.id for view in graph.reader.meetings(EVERY).items if view.participants[0].actor.id == MEKDAD.id
    ]
    for about, found in (
        ([one], [first]),
        ([meeting], [second]),
        ([ROE.id], [third]),
        ([one, DOE.id], [first, third]),
    ):
        assert sorted(graph.reader.judgements(about=about).items, key=str) == sorted(found, key=str)
    assert graph.reader.judgements(about=["rep-none"]).items == ()
    listed: list[Judgement] = []
    cursor = None
    while len(listed) < 3:
        page = graph.reader.judgements(latest=True, cursor=cursor, limit=1)
        listed += page.items
        cursor = page.next_cursor
    assert cursor is None
    assert listed == [second, *sorted([first, third], key=lambda judgement: judgement.id)]
