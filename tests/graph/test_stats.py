"""Who met most, where, and who stands in the middle, on a graph whose figures are known."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest

from graph import centrality
from graph.centrality import Measure, centralities
from graph.errors import BadCursor
from graph.views import MeetingFilter
from tests.graph.builders import (
    ANKARA,
    ERDOGAN,
    FIDAN,
    LAVROV,
    MEKDAD,
    MOSCOW,
    RUS,
    TUR,
    TURKISH_FM,
    USA,
    Talks,
    build,
    on,
    person,
)
from tests.graph.conftest import Graph

BLINKEN = person("Antony Blinken", USA, "secretary of state")
ALL = MeetingFilter()


@pytest.fixture(scope="module")
def told(shared_graph: Graph) -> Graph:
    """Lavrov met Mekdad twice, Fidan once and both Turks at once; Fidan met Blinken."""
    shared_graph.put(
        build(
            "a",
            Talks([LAVROV, MEKDAD], on(dt.date(2023, 5, 1)), place=MOSCOW),
            Talks([LAVROV, MEKDAD], on(dt.date(2023, 6, 1)), place=MOSCOW),
        ),
        build("b", Talks([LAVROV, FIDAN], on(dt.date(2023, 7, 1)), place=ANKARA)),
        build("c", Talks([LAVROV, FIDAN, ERDOGAN], on(dt.date(2023, 8, 1)), place=MOSCOW)),
        build("d", Talks([FIDAN, BLINKEN], on(dt.date(2023, 9, 1)))),
    )
    return shared_graph


def test_actors_by_how_often_they_met_somebody(told: Graph) -> None:
    found = told.survey.most_met_actors(ALL)
    assert [(one.actor.id, one.count, one.counterparts) for one in found.items] == [
        (LAVROV.id, 4, 3),
        (FIDAN.id, 3, 2),
        (MEKDAD.id, 2, 1),
        (BLINKEN.id, 1, 1),
        (ERDOGAN.id, 1, 1),
    ]
    assert found.total == 5
    top = found.items[0]
    assert (top.first, top.last) == (dt.date(2023, 5, 1), dt.date(2023, 8, 1))
    assert top.latest_meeting
    assert told.reader.meeting(top.latest_meeting).date.start == dt.date(2023, 8, 1)


def test_pairs_by_how_often_they_met(told: Graph) -> None:
    found = told.survey.most_met_pairs(ALL)
    assert [({one.a.id, one.b.id}, one.count) for one in found.items] == [
        ({LAVROV.id, MEKDAD.id}, 2),
        ({FIDAN.id, LAVROV.id}, 2),
        ({BLINKEN.id, FIDAN.id}, 1),
        ({ERDOGAN.id, LAVROV.id}, 1),
    ]
    assert found.total == 4


def test_places_are_found_by_the_beginning_of_a_word(told: Graph) -> None:
    def named(**asked: Any) -> list[tuple[str, int]]:
        return [(one.place.name, one.meetings) for one in told.survey.places_named(**asked).items]

    assert named() == [("Moscow", 3), ("Ankara", 1)]
    assert named(q="Ank") == [("Ankara", 1)]
    assert named(q="oscow") == []
    first = told.survey.places_named(limit=1)
    assert named(cursor=first.next_cursor, limit=1) == [("Ankara", 1)]
    with pytest.raises(BadCursor):
        told.survey.places_named(cursor="nonsense")


def test_places_by_how_many_met_there(told: Graph) -> None:
    found = told.survey.places(ALL)
    assert [(one.place.name, one.count) for one in found.items] == [("Moscow", 3), ("Ankara", 1)]
    assert found.total == 2
    assert told.survey.places(MeetingFilter(actor=MEKDAD.id)).items[0].count == 2


def test_how_many_meetings_are_known_to_have_been_nowhere(told: Graph) -> None:
    assert told.survey.places(ALL).without == 1
    assert told.survey.places(MeetingFilter(actor=MEKDAD.id)).without == 0


@pytest.mark.parametrize("kind", ["most_met_actors", "most_met_pairs", "places", "centrality"])
def test_lists_go_on_where_the_last_page_ended(told: Graph, kind: str) -> None:
    ask = getattr(told.survey, kind)
    more = (Measure.DEGREE,) if kind == "centrality" else ()
    whole = ask(ALL, *more)
    found, cursor = [], None
    while True:
        page = ask(ALL, *more, cursor=cursor, limit=1)
        assert page.total == whole.total
        found += page.items
        cursor = page.next_cursor
        if cursor is None:
            break
    assert tuple(found) == whole.items


def test_only_what_fits_is_counted(told: Graph) -> None:
    may = MeetingFilter(until=dt.date(2023, 5, 31))
    assert [one.count for one in told.survey.most_met_actors(may).items] == [1, 1]
    syrian = told.survey.most_met_actors(MeetingFilter(party="SYR"))
    assert [(one.actor.id, one.count) for one in syrian.items] == [(MEKDAD.id, 2), (LAVROV.id, 2)]
    assert told.survey.most_met_actors(MeetingFilter(as_of=dt.date(2020, 1, 1))).items == ()


def test_the_middle_of_a_graph_is_found_by_each_measure(told: Graph) -> None:
    def scores(measure: Measure) -> dict[str, float]:
        found = told.survey.centrality(ALL, measure)
        assert (found.showing, found.whole) == (found.whole, found.showing)
        assert (found.showing.nodes, found.showing.edges) == (5, 4)
        assert [one.rank for one in found.items] == [1, 2, 3, 4, 5]
        return {one.actor.id: one.score for one in found.items}

    # A tree: Blinken - Fidan - Lavrov - Mekdad and Lavrov - Erdogan; of the six pairs of others ...
    assert scores(Measure.DEGREE)[LAVROV.id] == pytest.approx(3 / 4)
    between = scores(Measure.BETWEENNESS)
    assert between[LAVROV.id] == pytest.approx(5 / 6)
    assert between[FIDAN.id] == pytest.approx(3 / 6)
    assert between[MEKDAD.id] == 0
    rank = scores(Measure.PAGERANK)
    assert sum(rank.values()) == pytest.approx(1, abs=1e-6)
    assert max(rank, key=lambda one: rank[one]) == LAVROV.id
    assert rank[MEKDAD.id] > rank[ERDOGAN.id]  # twice the meetings with the same man


def test_of_a_large_graph_a_part_is_ranked_and_said_to_be(
    told: Graph, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(centrality, "ACTORS_RANKED", 3)
    monkeypatch.setattr(centrality, "TIES_RANKED", 1)
    found = told.survey.centrality(ALL, Measure.DEGREE)
    assert (found.showing.nodes, found.showing.edges, found.total) == (3, 1, 3)
    assert (found.whole.nodes, found.whole.edges) == (5, 4)


@pytest.mark.parametrize("measure", list(Measure))
def test_nobody_at_all_can_be_ranked(measure: Measure) -> None:
    assert centralities([], [], measure) == {}
    assert set(centralities(["a"], [], measure)) == {"a"}


def test_sides_by_how_many_meetings_they_hosted(graph: Graph) -> None:
    graph.put(
        build(
            "a",
            Talks([LAVROV, MEKDAD], on(dt.date(2023, 5, 1)), host=RUS),
            Talks([FIDAN, ERDOGAN, LAVROV], on(dt.date(2023, 6, 1)), host=TUR),
            Talks([LAVROV, FIDAN], on(dt.date(2023, 7, 1)), host=RUS),
            Talks([FIDAN, BLINKEN], on(dt.date(2023, 9, 1))),
            published=dt.date(2023, 9, 2),
        )
    )
    found = graph.survey.hosts(ALL)
    assert [(one.party, one.count, one.actor and one.actor.name) for one in found.items] == [
        ("RUS", 2, "Russia"),
        ("TUR", 1, "Turkey"),
    ]
    assert (found.total, found.without) == (2, 1)
    assert (found.items[0].first, found.items[0].last) == (dt.date(2023, 5, 1), dt.date(2023, 7, 1))
    first = graph.survey.hosts(ALL, limit=1)
    rest = graph.survey.hosts(ALL, limit=1, cursor=first.next_cursor)
    assert (*first.items, *rest.items) == found.items
    assert rest.next_cursor is None
    syrian = graph.survey.hosts(MeetingFilter(actor=MEKDAD.id))
    assert ([one.party for one in syrian.items], syrian.without) == (["RUS"], 0)
    earlier = graph.survey.hosts(MeetingFilter(as_of=dt.date(2023, 9, 1)))
    assert (earlier.items, earlier.total, earlier.without) == ((), 0, 0)
    assert graph.survey.hosts(MeetingFilter(as_of=dt.date(2023, 9, 2))) == found


def test_an_office_and_its_inferred_holder_are_counted_once(graph: Graph) -> None:
    graph.put(
        build("x", Talks([LAVROV, TURKISH_FM])),
        build("y", also=[FIDAN], published=dt.date(2023, 5, 12)),
    )
    found = graph.survey.most_met_actors(ALL)
    assert [(one.actor.id, one.count, one.inferred) for one in found.items] == [
        (FIDAN.id, 1, 1),
        (LAVROV.id, 1, 0),
    ]
    shown = graph.survey.most_met_actors(MeetingFilter(inferred=False))
    assert [one.actor.id for one in shown.items] == [TURKISH_FM.id, LAVROV.id]
    assert graph.survey.most_met_pairs(ALL).total == 1


def test_a_place_of_two_words_is_found_by_either(graph: Graph) -> None:
    delhi = MOSCOW.model_copy(update={"name": "New Delhi", "country": None})
    graph.put(build("d", Talks([LAVROV, FIDAN], on(dt.date(2023, 7, 1)), place=delhi)))
    for q in ("new", "DEL", "new del"):
        (found,) = graph.survey.places_named(q).items
        assert (found.place.name, found.meetings) == ("New Delhi", 1)
    assert graph.survey.places_named("elhi").items == ()
