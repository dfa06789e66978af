"""Who connects two actors, on a graph whose paths are known."""

from __future__ import annotations

import datetime as dt

import pytest

from extractors.domain import Actor, Status
from graph import paths as module
from graph.errors import BadCursor, NotFound
from graph.survey_views import Paths, PathView
from graph.views import MeetingFilter
from tests.graph.builders import (
    FIDAN,
    IRN,
    LAVROV,
    MEKDAD,
    MOSCOW,
    RUS,
    SYR,
    TUR,
    TURKISH_FM,
    USA,
    Talks,
    build,
    country,
    on,
    person,
)
from tests.graph.conftest import Graph

BLINKEN = person("Antony Blinken", USA, "secretary of state")
ABDOLLAHIAN = person("Hossein Abdollahian", IRN, "foreign minister")
PUTIN = person("Vladimir Putin", RUS, "president")
SULLIVAN = person("Jake Sullivan", USA)
MAY, JUNE = dt.date(2023, 5, 10), dt.date(2023, 6, 10)


def talks(one: Actor, other: Actor, day: int = 10, status: Status = Status.OCCURRED) -> Talks:
    return Talks([one, other], on(dt.date(2023, 5, day)), place=MOSCOW, status=status)


@pytest.fixture(scope="module")
def chain(shared_graph: Graph) -> Graph:
    """Mekdad - Lavrov - Fidan - Blinken, the first two twice; and Mekdad - Abdollahian - Fidan."""
    shared_graph.put(
        build("a", talks(MEKDAD, LAVROV, 1), talks(MEKDAD, LAVROV, 5)),
        build("b", talks(LAVROV, FIDAN, 12), published=dt.date(2023, 5, 12)),
        build("c", talks(FIDAN, BLINKEN, 20), published=dt.date(2023, 5, 20)),
        build("d", talks(MEKDAD, ABDOLLAHIAN, 3), talks(ABDOLLAHIAN, FIDAN, 8)),
        build("e", talks(MEKDAD, BLINKEN, 25, Status.PLANNED), published=dt.date(2023, 5, 21)),
        build("f", talks(PUTIN, LAVROV, 2), talks(SULLIVAN, ABDOLLAHIAN, 28), published=dt.date(2023, 5, 29)),
    )
    return shared_graph


def ask(graph: Graph, start: str, goal: str, longest: int = 4, **fields: object) -> Paths:
    where = MeetingFilter.model_validate({"actor": start, "with_": goal, **fields})
    return graph.survey.paths(where, longest, limit=50)


def names(found: Paths) -> list[str]:
    return [" - ".join(actor.name.split()[-1] for actor in path.actors) for path in found.items]


def test_the_shortest_come_first_and_of_those_the_firmest(chain: Graph) -> None:
    found = ask(chain, MEKDAD.id, FIDAN.id)
    assert names(found) == ["Mekdad - Lavrov - Fidan", "Mekdad - Abdollahian - Fidan"]
    assert found.searched == 4


def test_a_path_with_more_meetings_is_firmer(chain: Graph) -> None:
    found = ask(chain, FIDAN.id, MEKDAD.id)
    assert [[hop.count for hop in path.hops] for path in found.items[:2]] == [[1, 2], [1, 1]]
    early = ask(chain, FIDAN.id, MEKDAD.id, until=dt.date(2023, 5, 2))
    assert names(early) == []


def test_each_hop_has_its_meetings_with_a_sentence(chain: Graph) -> None:
    (path,) = ask(chain, MEKDAD.id, LAVROV.id, longest=1).items
    (hop,) = path.hops
    assert (path.length, hop.count, hop.a.id, hop.b.id) == (1, 2, MEKDAD.id, LAVROV.id)
    assert [meeting.date.start for meeting in hop.meetings] == [dt.date(2023, 5, 5), dt.date(2023, 5, 1)]
    for meeting in hop.meetings:
        (evidence,) = meeting.evidence
        text = chain.reader.article(evidence.article_id).article.text
        assert text is not None
        assert text[evidence.start : evidence.end] == evidence.quote
        assert "Mekdad and Sergey Lavrov" in evidence.quote
        assert meeting.place is not None
        assert meeting.title


def test_plans_connect_nobody_unless_they_are_asked_for(chain: Graph) -> None:
    assert ask(chain, MEKDAD.id, BLINKEN.id).items[0].length == 3
    assert ask(chain, MEKDAD.id, BLINKEN.id, statuses={Status.PLANNED}).items[0].length == 1


def test_no_longer_than_asked_and_an_empty_answer_says_how_far_it_looked(chain: Graph) -> None:
    found = ask(chain, MEKDAD.id, BLINKEN.id, longest=2)
    assert (found.items, found.searched, found.next_cursor) == ((), 2, None)


def test_a_day_is_answered_with_what_was_told_by_then(chain: Graph) -> None:
    assert names(ask(chain, LAVROV.id, BLINKEN.id, as_of=dt.date(2023, 5, 19))) == []
    assert (
        names(ask(chain, LAVROV.id, BLINKEN.id, as_of=dt.date(2023, 5, 20)))[0] == "Lavrov - Fidan - Blinken"
    )


def test_a_country_is_everyone_who_acts_for_it_and_no_path_goes_through_its_own(chain: Graph) -> None:
    found = ask(chain, country(RUS).id, country(USA).id)
    assert names(found)[:1] == ["Lavrov - Fidan - Blinken"]
    assert "Lavrov - Fidan - Abdollahian - Sullivan" in names(found)
    for path in found.items:
        assert not {actor.party for actor in path.actors[1:-1]} & {RUS, USA}


def test_people_of_one_party_did_not_meet_each_other(chain: Graph) -> None:
    assert ask(chain, PUTIN.id, FIDAN.id).items == ()


def test_a_country_and_one_who_acts_for_it_are_joined_through_others_only(chain: Graph) -> None:
    for path in ask(chain, country(SYR).id, MEKDAD.id).items:
        assert path.actors[0] != path.actors[-1]


def test_pages_go_on_where_the_last_one_ended(chain: Graph) -> None:
    where = MeetingFilter(actor=MEKDAD.id, with_=BLINKEN.id)
    whole = chain.survey.paths(where, 6, limit=50)
    found: list[PathView] = []
    cursor = None
    while True:
        page = chain.survey.paths(where, 6, cursor=cursor, limit=1)
        found += page.items
        cursor = page.next_cursor
        if cursor is None:
            break
    assert len(found) > 1
    assert tuple(found) == whole.items


def test_who_is_not_there_and_what_is_no_cursor_are_refused(chain: Graph) -> None:
    with pytest.raises(NotFound, match="person:nobody"):
        ask(chain, "person:nobody", LAVROV.id)
    with pytest.raises(BadCursor):
        chain.survey.paths(MeetingFilter(actor=MEKDAD.id, with_=FIDAN.id), 4, cursor="x")


def test_a_hub_ends_the_search_and_is_said_to(chain: Graph, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "TIES_LOOKED_AT", 3)
    found = ask(chain, MEKDAD.id, BLINKEN.id, longest=6)
    assert (found.items, found.searched) == ((), 2)


def test_an_office_is_one_with_its_holder_unless_inference_is_refused(graph: Graph) -> None:
    graph.put(
        build("x", talks(LAVROV, TURKISH_FM, 12)),
        build("y", talks(FIDAN, BLINKEN, 14), published=dt.date(2023, 5, 14)),
    )
    assert names(ask(graph, LAVROV.id, BLINKEN.id)) == ["Lavrov - Fidan - Blinken"]
    assert names(ask(graph, LAVROV.id, BLINKEN.id, inferred=False)) == []
    assert names(ask(graph, TURKISH_FM.id, LAVROV.id)) == ["minister - Lavrov"]
    assert names(ask(graph, LAVROV.id, country(TUR).id)) == ["Lavrov - Fidan"]
