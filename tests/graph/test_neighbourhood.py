"""What a save and a delete do to the nodes and edges around an article."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest

from extractors.domain import Channel, Precision, Status
from graph.identity import meeting_id
from tests.graph.builders import (
    ANKARA,
    IRANIAN_FM,
    LAVROV,
    MAY_10,
    MEKDAD,
    MOSCOW,
    RUS,
    SYR,
    TUR,
    TURKISH_FM,
    UNDATED,
    Talks,
    build,
    country,
    office,
    on,
    person,
)
from tests.graph.conftest import Graph

QUADRILATERAL = Talks([LAVROV, MEKDAD, TURKISH_FM, IRANIAN_FM], place=MOSCOW, host=RUS, topics=("Syria",))
APRIL = on(dt.date(2023, 4, 1), dt.date(2023, 4, 30), Precision.MONTH)


def edge(graph: Graph, kind: str, start: str, end: str) -> dict[str, Any]:
    found: list[dict[str, Any]] = [
        one["properties"]
        for one in graph.content()["relationships"]
        if (one["type"], one["from"], one["to"]) == (kind, start, end)
    ]
    assert len(found) == 1, f"{len(found)} {kind} from {start} to {end}"
    return found[0]


def test_two_articles_on_one_meeting_make_one_node_with_two_reports(graph: Graph) -> None:
    graph.put(build("one", QUADRILATERAL), build("two", QUADRILATERAL))
    (meeting,) = [node for node in graph.content()["nodes"] if "Meeting" in node["labels"]]
    assert meeting["properties"]["reports"] == 2
    assert len(graph.edges("REPORTS")) == 2
    assert len(graph.edges("PARTICIPATED_IN")) == 4


def test_met_joins_those_of_different_parties_who_met(graph: Graph) -> None:
    lukashev = person("Ivan Petrov", RUS)
    graph.put(build("one", Talks([LAVROV, lukashev, MEKDAD])))
    assert set(graph.edges("MET")) == {
        ("person:faisal-mekdad", "person:sergey-lavrov"),
        ("person:faisal-mekdad", "person:ivan-petrov"),
    }


def test_met_counts_meetings_and_not_reports(graph: Graph) -> None:
    june = Talks([LAVROV, MEKDAD], on(dt.date(2023, 6, 1)))
    graph.put(
        build("one", Talks([LAVROV, MEKDAD])), build("two", Talks([LAVROV, MEKDAD])), build("three", june)
    )
    assert edge(graph, "MET", "person:faisal-mekdad", "person:sergey-lavrov") == {
        "count": 2,
        "inferred": 0,
        "first": "2023-05-10",
        "last": "2023-06-01",
    }


def test_met_shrinks_again_when_its_last_meeting_is_taken_back(graph: Graph) -> None:
    june = build("june", Talks([LAVROV, MEKDAD], on(dt.date(2023, 6, 1))))
    graph.put(build("may", Talks([LAVROV, MEKDAD])), june)
    graph.writer.delete(june[0].id)
    assert edge(graph, "MET", "person:faisal-mekdad", "person:sergey-lavrov") == {
        "count": 1,
        "inferred": 0,
        "first": "2023-05-10",
        "last": "2023-05-10",
    }


@pytest.mark.parametrize("status", [status for status in Status if status is not Status.OCCURRED])
def test_nobody_met_at_a_meeting_that_did_not_take_place(graph: Graph, status: Status) -> None:
    graph.put(build("one", Talks([LAVROV, MEKDAD], status=status)))
    assert graph.edges("MET") == []
    assert len(graph.edges("PARTICIPATED_IN")) == 2


def test_meetings_of_unknown_date_stay_apart_unless_told_at_one_time(graph: Graph) -> None:
    graph.put(
        build("one", Talks([LAVROV, MEKDAD], UNDATED)),
        build("two", Talks([LAVROV, MEKDAD], UNDATED), published=dt.date(2023, 5, 16)),
    )
    assert graph.reader.counts().meetings == 2
    assert edge(graph, "MET", "person:faisal-mekdad", "person:sergey-lavrov") == {"count": 2, "inferred": 0}


def test_the_latest_article_has_the_last_word_on_the_status(graph: Graph) -> None:
    planned = build("plan", Talks([LAVROV, MEKDAD], status=Status.PLANNED), published=dt.date(2023, 5, 1))
    held = build("held", Talks([LAVROV, MEKDAD]), published=dt.date(2023, 5, 11))
    key = meeting_id(planned[1].reports[0])
    graph.put(held, planned)
    meeting = graph.node(key)
    assert meeting is not None
    assert (meeting["status"], meeting["history"]) == (
        "occurred",
        ["2023-05-01 planned", "2023-05-11 occurred"],
    )
    graph.writer.delete(held[0].id)
    meeting = graph.node(key)
    assert meeting is not None
    assert meeting["status"] == "planned"
    assert graph.edges("MET") == []


def test_a_phone_call_and_a_meeting_on_one_day_are_two(graph: Graph) -> None:
    graph.put(build("one", Talks([LAVROV, MEKDAD]), Talks([LAVROV, MEKDAD], channel=Channel.PHONE)))
    assert graph.reader.counts().meetings == 2


def test_holding_an_office_spans_the_days_of_the_articles_that_say_so(graph: Graph) -> None:
    late = build("late", also=[LAVROV], published=dt.date(2024, 1, 2))
    graph.put(
        build("early", also=[LAVROV], published=dt.date(2020, 3, 1)),
        build("undated", also=[LAVROV], published=None),
        late,
    )
    span = {"articles": 3, "first": "2020-03-01", "last": "2024-01-02"}
    assert edge(graph, "HOLDS", LAVROV.id, "office:rus-foreign-minister") == span
    graph.writer.delete(late[0].id)
    span = {"articles": 2, "first": "2020-03-01", "last": "2020-03-01"}
    assert edge(graph, "HOLDS", LAVROV.id, "office:rus-foreign-minister") == span


def test_a_new_publication_date_moves_the_span_of_an_office(graph: Graph) -> None:
    graph.put(build("one", also=[LAVROV], published=dt.date(2020, 3, 1)))
    graph.put(build("one", also=[LAVROV], published=dt.date(2021, 3, 1)))
    assert edge(graph, "HOLDS", LAVROV.id, "office:rus-foreign-minister") == {
        "articles": 1,
        "first": "2021-03-01",
        "last": "2021-03-01",
    }


def test_offices_and_places_are_tied_to_their_country(graph: Graph) -> None:
    graph.put(build("one", QUADRILATERAL))
    assert ("office:tur-foreign-minister", "country:tur") in graph.edges("OF")
    assert graph.edges("IN") == [("place:moscow:rus", "country:rus")]


def test_a_country_named_later_is_tied_to_what_was_there_before(graph: Graph) -> None:
    article, extraction = build("one", Talks([TURKISH_FM, country(SYR)], place=ANKARA))
    without = [actor for actor in extraction.actors if actor.id != "country:tur"]
    graph.put((article, extraction.model_copy(update={"actors": tuple(without)})))
    assert ("office:tur-foreign-minister", "country:tur") not in graph.edges("OF")
    graph.put(build("two", also=[country(TUR)]))
    assert ("office:tur-foreign-minister", "country:tur") in graph.edges("OF")
    assert graph.edges("IN") == [("place:ankara:tur", "country:tur")]


def test_the_order_of_those_two_articles_makes_no_difference(graph: Graph) -> None:
    article, extraction = build("one", Talks([TURKISH_FM, country(SYR)], place=ANKARA))
    without = [actor for actor in extraction.actors if actor.id != "country:tur"]
    first = article, extraction.model_copy(update={"actors": tuple(without)})
    second = build("two", also=[country(TUR)])
    graph.put(first, second)
    there = graph.content()
    graph.clear()
    graph.put(second, first)
    assert graph.content() == there


def test_an_office_is_tied_to_the_party_that_most_articles_give_it(graph: Graph) -> None:
    claimed = TURKISH_FM.model_copy(update={"party": SYR})
    late = [build("two", also=[TURKISH_FM, country(TUR)]), build("three", also=[TURKISH_FM])]
    graph.put(build("one", also=[claimed, country(SYR)]))
    assert graph.edges("OF") == [(TURKISH_FM.id, "country:syr")]
    graph.put(*late)
    assert graph.edges("OF") == [(TURKISH_FM.id, "country:tur")]
    for article, _ in late:
        graph.writer.delete(article.id)
    assert graph.edges("OF") == [(TURKISH_FM.id, "country:syr")]


def test_an_actor_is_called_as_most_articles_call_it(graph: Graph) -> None:
    spelled = LAVROV.model_copy(update={"name": "Sergey LAVROV"})
    odd = build("odd", also=[spelled])
    graph.put(build("one", also=[LAVROV]), odd, build("two", also=[LAVROV]))
    actor = graph.reader.actor(LAVROV.id)
    assert (actor.name, actor.aliases, actor.articles) == ("Sergey Lavrov", ("Lavrov", "Sergey LAVROV"), 3)
    graph.writer.delete(odd[0].id)
    assert graph.reader.actor(LAVROV.id).aliases == ("Lavrov",)


def test_a_meeting_carries_a_title_that_reads_well(graph: Graph) -> None:
    article, extraction = build(
        "one", QUADRILATERAL, Talks([office("president", TUR), country(SYR)], APRIL, status=Status.PLANNED)
    )
    graph.put((article, extraction))
    titles = {
        meeting["title"] for report in extraction.reports if (meeting := graph.node(meeting_id(report)))
    }
    assert titles == {
        "Sergey Lavrov, Faisal Mekdad +2 · Moscow · 10 May 2023",
        "TUR president, Syria · April 2023 · planned",
    }


def test_meeting_dates_are_dates_to_neo4j(graph: Graph) -> None:
    graph.put(build("one", QUADRILATERAL))
    records = graph.driver.execute_query(
        "MATCH (m:Meeting) WHERE m.start = date($day) RETURN m.end.month AS month",
        day=MAY_10.isoformat(),
        database_=graph.database,
    ).records
    assert [record["month"] for record in records] == [5]
