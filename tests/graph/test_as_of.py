"""The graph as it was told on a day."""

from __future__ import annotations

import datetime as dt

import pytest

from extractors.domain import Status
from graph.errors import NotFound
from graph.views import MeetingFilter
from tests.graph.builders import (
    ANKARA,
    FIDAN,
    LAVROV,
    MEKDAD,
    MOSCOW,
    TURKISH_FM,
    Talks,
    build,
    on,
)
from tests.graph.conftest import Graph

WHO = [LAVROV, MEKDAD]
PLAN = build("plan", Talks(WHO, place=ANKARA, status=Status.PLANNED), published=dt.date(2023, 5, 1))
HELD = build("held", Talks(WHO, place=MOSCOW), published=dt.date(2023, 5, 11))
RECALLED = build("recalled", Talks(WHO), published=dt.date(2023, 8, 1))
LATER = build("later", Talks([LAVROV, FIDAN], on(dt.date(2023, 9, 1))), published=dt.date(2023, 9, 2))

ANY = None


@pytest.fixture
def told(graph: Graph) -> Graph:
    graph.put(HELD, LATER, PLAN, RECALLED)
    return graph


def ask(graph: Graph, day: str, **asked: object) -> list[tuple[str, int]]:
    where = MeetingFilter.model_validate(
        {"statuses": None, "as_of": dt.date.fromisoformat(day)} | dict(asked)
    )
    return [(meeting.status, meeting.reports) for meeting in graph.reader.meetings(where).items]


@pytest.mark.parametrize(
    ("day", "expected"),
    [
        ("2023-04-30", []),
        ("2023-05-01", [("planned", 1)]),
        ("2023-05-10", [("planned", 1)]),
        ("2023-05-11", [("occurred", 2)]),
        ("2023-08-01", [("occurred", 3)]),
        ("2023-12-31", [("occurred", 1), ("occurred", 3)]),
    ],
)
def test_meetings_are_as_they_were_told(told: Graph, day: str, expected: list[tuple[str, int]]) -> None:
    assert ask(told, day) == expected


def test_filters_are_asked_of_the_version_of_that_day(told: Graph) -> None:
    assert ask(told, "2023-05-10", place="Ankara") == [("planned", 1)]
    assert ask(told, "2023-05-10", place="Moscow") == []
    assert ask(told, "2023-05-12", place="Moscow") == [("occurred", 2)]
    assert ask(told, "2023-05-10", statuses={Status.OCCURRED}) == []
    assert ask(told, "2023-05-10", statuses={Status.PLANNED}, actor=LAVROV.id, with_="country:syr") == [
        ("planned", 1)
    ]


def test_nobody_had_met_before_it_was_told(told: Graph) -> None:
    before, after = (MeetingFilter(as_of=dt.date(2023, 5, day)) for day in (10, 11))
    assert told.reader.who_met_whom(before).items == ()
    assert [(pair.a.id, pair.b.id) for pair in told.reader.who_met_whom(after).items] == [
        (MEKDAD.id, LAVROV.id)
    ]
    assert [one.count for one in told.reader.met(LAVROV.id, after).items] == [1]
    assert told.reader.met(LAVROV.id, before).items == ()


def test_one_meeting_has_its_history_up_to_the_day(told: Graph) -> None:
    (first,) = told.reader.meetings(MeetingFilter(as_of=dt.date(2023, 5, 2), statuses=None)).items
    then = told.reader.meeting(first.id, as_of=dt.date(2023, 5, 2))
    now = told.reader.meeting(first.id)
    assert [step.status for step in then.history] == ["planned"]
    assert [step.status for step in now.history] == ["planned", "occurred", "occurred"]
    assert (then.status, now.status) == ("planned", "occurred")
    assert then.place is not None
    assert then.place.name == "Ankara"
    assert [conflict.about for conflict in now.conflicts] == ["place"]
    with pytest.raises(NotFound, match="2023-04-30"):
        told.reader.meeting(first.id, as_of=dt.date(2023, 4, 30))


def test_a_meeting_is_still_found_under_the_id_that_it_had(graph: Graph) -> None:
    graph.put(HELD)
    (before,) = graph.reader.meetings(MeetingFilter()).items
    graph.put(PLAN)
    (after,) = graph.reader.meetings(MeetingFilter()).items
    assert before.id != after.id
    for known in (before.id, after.id, HELD[1].reports[0].id):
        assert graph.reader.meeting(known).id == after.id
        assert graph.reader.meeting_target(known).article_id in (HELD[0].id, PLAN[0].id)
    graph.writer.delete(HELD[0].id)
    with pytest.raises(NotFound):
        graph.reader.meeting(before.id)


def test_actors_and_articles_were_not_known_before(told: Graph) -> None:
    early = dt.date(2023, 5, 2)
    assert FIDAN.id not in [actor.id for actor in told.reader.actors(as_of=early).items]
    (lavrov,) = told.reader.actors("lavrov", as_of=early).items
    assert (lavrov.articles, lavrov.meetings) == (1, 1)
    detail = told.reader.actor(LAVROV.id, as_of=early)
    assert [(tenure.articles, tenure.last) for tenure in detail.tenures] == [(1, dt.date(2023, 5, 1))]
    assert [mention.article_id for mention in detail.mentions] == [PLAN[0].id]
    with pytest.raises(NotFound):
        told.reader.article(HELD[0].id, as_of=early)
    assert told.reader.article(PLAN[0].id, as_of=early).article == PLAN[0]


def test_an_account_without_a_day_belongs_to_none(graph: Graph) -> None:
    undated = build("undated", Talks(WHO, place=MOSCOW), published=None)
    graph.put(undated)
    assert ask(graph, "2030-01-01") == []
    graph.put(PLAN)
    assert ask(graph, "2030-01-01") == [("planned", 1)]
    (now,) = graph.reader.meetings(MeetingFilter(statuses=None)).items
    assert now.reports == 2


def test_on_any_day_meetings_are_what_the_articles_of_before_make_alone(told: Graph) -> None:
    """Where no later article changes who is who."""
    library = [PLAN, HELD, RECALLED, LATER]
    for day in (dt.date(2023, 5, 5), dt.date(2023, 6, 1), dt.date(2023, 8, 15)):
        then = told.reader.meetings(MeetingFilter(statuses=None, as_of=day)).items
        pairs = told.reader.who_met_whom(MeetingFilter(as_of=day)).items
        told.clear()
        told.put(*(built for built in library if built[0].published and built[0].published <= day))
        assert told.reader.meetings(MeetingFilter(statuses=None)).items == then
        assert told.reader.who_met_whom(MeetingFilter()).items == pairs
        told.put(*library)


def test_an_office_shown_as_its_holder_is_so_on_earlier_days_too(graph: Graph) -> None:
    graph.put(
        build("talks", Talks([LAVROV, TURKISH_FM]), published=dt.date(2023, 5, 11)),
        build("again", Talks([LAVROV, TURKISH_FM]), published=dt.date(2023, 6, 1)),
        build("holder", also=[FIDAN], published=dt.date(2023, 6, 2)),
    )
    where = MeetingFilter(as_of=dt.date(2023, 5, 20))
    assert [
        pair.b.name for pair in graph.reader.who_met_whom(where.model_copy(update={"actor": LAVROV.id})).items
    ] == ["Hakan Fidan"]
