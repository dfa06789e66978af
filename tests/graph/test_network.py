"""Pictures of who met whom: what is in them, what is left out and that they say so."""

from __future__ import annotations

import datetime as dt
import random
from collections import Counter

import pytest

from extractors.domain import Status
from graph import network
from graph.errors import NotFound
from graph.network import Mode
from graph.survey_views import ActorNode, Extent, MeetingNode, MetEdge, Network, PartEdge
from graph.views import MeetingFilter, PairView
from tests.graph.builders import (
    ANKARA,
    ERDOGAN,
    FIDAN,
    IRANIAN_FM,
    LAVROV,
    MEKDAD,
    MOSCOW,
    RUS,
    TUR,
    TURKISH_FM,
    UNDATED,
    USA,
    Talks,
    build,
    country,
    on,
    person,
)
from tests.graph.conftest import Graph

BLINKEN = person("Antony Blinken", USA, "secretary of state")
PUTIN = person("Vladimir Putin", RUS, "president")
ABDOLLAHIAN = person("Hossein Abdollahian", "IRN", "foreign minister")
PEOPLE = [LAVROV, MEKDAD, FIDAN, ERDOGAN, BLINKEN, PUTIN, ABDOLLAHIAN, TURKISH_FM, IRANIAN_FM, country(USA)]


@pytest.fixture(scope="module")
def told(shared_graph: Graph) -> Graph:
    """Sixty meetings of arbitrary people, offices and a country, some planned, in four months."""
    chance = random.Random(20230510)
    for number in range(20):
        talks = [
            Talks(
                chance.sample(PEOPLE, chance.choice([2, 2, 3, 4])),
                chance.choice([on(dt.date(2023, chance.randint(1, 4), chance.randint(1, 28))), UNDATED]),
                place=chance.choice([None, MOSCOW, ANKARA]),
                status=chance.choice([Status.OCCURRED, Status.OCCURRED, Status.PLANNED]),
            )
            for _ in range(3)
        ]
        published = dt.date(2023, chance.randint(1, 6), 1)
        shared_graph.put(build(f"n{number}", *talks, published=published))
    return shared_graph


FILTERS = [
    MeetingFilter(),
    MeetingFilter(statuses=None),
    MeetingFilter(inferred=False),
    MeetingFilter(since=dt.date(2023, 2, 1), until=dt.date(2023, 3, 15)),
    MeetingFilter(place="Moscow", statuses=None),
    MeetingFilter(party=TUR),
    MeetingFilter(as_of=dt.date(2023, 3, 1)),
    MeetingFilter(as_of=dt.date(2023, 3, 1), inferred=False, statuses=None),
]


def all_pairs(graph: Graph, where: MeetingFilter) -> list[PairView]:
    found: list[PairView] = []
    cursor = None
    while True:
        page = graph.reader.who_met_whom(where, cursor=cursor, limit=50)
        found += page.items
        cursor = page.next_cursor
        if cursor is None:
            return found


def met_edges(found: Network) -> list[MetEdge]:
    return [edge for edge in found.edges if isinstance(edge, MetEdge)]


@pytest.mark.parametrize("where", FILTERS)
def test_a_picture_and_figures_agree_with_who_met_whom(told: Graph, where: MeetingFilter) -> None:
    pairs = {(one.a.id, one.b.id): one for one in all_pairs(told, where)}
    found = told.survey.network(where, limit=2_000)
    edges = {(edge.source, edge.target): edge for edge in met_edges(found)}
    assert edges.keys() == pairs.keys()
    for ends, edge in edges.items():
        assert edge.count == pairs[ends].count == sum(edge.by_status.values())
        assert (edge.first, edge.last) == (pairs[ends].first, pairs[ends].last)
        assert set(edge.meetings) <= {one.id.partition("@")[0] for one in pairs[ends].meetings}
    actors = {one for ends in pairs for one in ends}
    assert {node.id for node in found.nodes} == actors
    assert found.showing == found.total == Extent(nodes=len(actors), edges=len(pairs))
    tallies = told.survey.most_met_actors(where, limit=100)
    assert [(one.actor.id, one.count) for one in tallies.items] == [
        (node.id, node.meetings) for node in found.nodes if isinstance(node, ActorNode)
    ]
    partners = Counter(one for ends in pairs for one in ends)
    assert {one.actor.id: one.counterparts for one in tallies.items} == partners
    ranked = told.survey.most_met_pairs(where, limit=100)
    assert {(one.a.id, one.b.id): (one.count, one.inferred) for one in ranked.items} == {
        ends: (pair.count, pair.inferred) for ends, pair in pairs.items()
    }
    assert ranked.total == len(pairs)


@pytest.mark.parametrize("where", FILTERS[::3])
@pytest.mark.parametrize("who", [LAVROV.id, country(RUS).id])
def test_around_an_actor_is_whom_it_met(told: Graph, where: MeetingFilter, who: str) -> None:
    asked = where.model_copy(update={"actor": who})
    pairs = all_pairs(told, asked)
    whole = told.survey.network_around(asked)
    edges = {(edge.source, edge.target): edge.count for edge in met_edges(whole)}
    assert edges == {(one.a.id, one.b.id): one.count for one in pairs}
    assert whole.total == whole.showing
    found: dict[tuple[str, str], int] = {}
    cursor = None
    while True:
        page = told.survey.network_around(asked, cursor=cursor, limit=2)
        here = {node.id for node in page.nodes}
        assert all({edge.source, edge.target} <= here for edge in met_edges(page))
        assert page.total == whole.total
        found |= {(edge.source, edge.target): edge.count for edge in met_edges(page)}
        cursor = page.next_cursor
        if cursor is None:
            break
    assert found == edges


@pytest.mark.parametrize("where", FILTERS)
def test_meetings_are_joined_to_all_who_took_part(told: Graph, where: MeetingFilter) -> None:
    listed = told.reader.meetings(where, limit=100).items
    found = told.survey.network(where, Mode.MEETINGS, limit=2_000)
    parts = {(one.actor.id, meeting.id) for meeting in listed for one in meeting.participants}
    assert {(edge.source, edge.target) for edge in found.edges} == parts
    assert [node.id for node in found.nodes if isinstance(node, MeetingNode)] == [one.id for one in listed]
    assert found.showing == found.total
    assert found.total.edges == len(parts)


def test_meetings_are_shown_whole_page_by_page(told: Graph) -> None:
    whole = told.survey.network(MeetingFilter(), Mode.MEETINGS, limit=2_000)
    edges: list[PartEdge | MetEdge] = []
    cursor = None
    while True:
        page = told.survey.network(MeetingFilter(), Mode.MEETINGS, cursor=cursor, limit=7)
        assert len(page.nodes) <= 7
        assert page.total == whole.total
        edges += page.edges
        cursor = page.next_cursor
        if cursor is None:
            break
    assert tuple(edges) == whole.edges


def test_a_meeting_too_large_for_the_picture_is_cut_and_said_to_be(told: Graph) -> None:
    found = told.survey.network(MeetingFilter(), Mode.MEETINGS, limit=2)
    assert (found.showing, len(found.nodes)) == (Extent(nodes=2, edges=1), 2)
    assert told.survey.network(MeetingFilter(), Mode.MEETINGS, limit=1).showing == Extent(nodes=1, edges=0)


def test_those_at_most_meetings_are_shown_and_the_rest_is_counted(told: Graph) -> None:
    whole = told.survey.network(MeetingFilter(), limit=2_000)
    some = told.survey.network(MeetingFilter(), limit=4)
    assert some.nodes == whole.nodes[:4]
    shown = {node.id for node in some.nodes}
    assert met_edges(some) == [edge for edge in met_edges(whole) if {edge.source, edge.target} <= shown]
    assert some.total == whole.total
    assert some.showing == Extent(nodes=4, edges=len(some.edges))
    assert "most meetings" in some.chosen_by


def test_too_many_edges_are_cut_to_the_strongest(told: Graph, monkeypatch: pytest.MonkeyPatch) -> None:
    whole = told.survey.network(MeetingFilter())
    monkeypatch.setattr(network, "EDGES_AT_MOST", 3)
    some = told.survey.network(MeetingFilter())
    assert some.edges == whole.edges[:3]
    assert (some.showing.edges, some.total.edges) == (3, len(whole.edges))


def test_an_actor_narrows_the_picture_to_its_meetings(told: Graph) -> None:
    found = told.survey.network(MeetingFilter(actor=MEKDAD.id), Mode.MEETINGS, limit=2_000)
    meetings = [node.id for node in found.nodes if isinstance(node, MeetingNode)]
    assert {edge.target for edge in found.edges if edge.source == MEKDAD.id} == set(meetings)


def test_nothing_to_show_is_an_empty_picture(told: Graph) -> None:
    nothing = MeetingFilter(since=dt.date(2040, 1, 1))
    for found in (
        told.survey.network(nothing),
        told.survey.network(nothing, Mode.MEETINGS),
        told.survey.network_around(nothing.model_copy(update={"actor": LAVROV.id})),
    ):
        assert (found.nodes, found.edges, found.next_cursor) == ((), (), None)
        assert found.showing == found.total == Extent(nodes=0, edges=0)


def test_around_nobody_is_not_found(told: Graph) -> None:
    with pytest.raises(NotFound, match="person:nobody"):
        told.survey.network_around(MeetingFilter(actor="person:nobody"))
