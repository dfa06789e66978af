"""Offices whose holders other articles name."""

from __future__ import annotations

import datetime as dt

from extractors.domain import Status
from graph.views import MeetingFilter
from tests.graph.builders import (
    FIDAN,
    IRANIAN_FM,
    LAVROV,
    MAY_10,
    MEKDAD,
    RUS,
    SYR,
    TUR,
    TURKISH_FM,
    Talks,
    build,
    country,
    on,
    person,
)
from tests.graph.conftest import Graph

TALKS = build("talks", Talks([LAVROV, TURKISH_FM]))
HOLDER = build("holder", also=[FIDAN], published=dt.date(2023, 5, 20))
OTHER = build(
    "other", also=[person("Mevlut Cavusoglu", TUR, "foreign minister")], published=dt.date(2023, 5, 9)
)


def pairs(graph: Graph, **asked: bool) -> list[tuple[str, str]]:
    found = graph.reader.who_met_whom(MeetingFilter(actor=LAVROV.id, **asked))
    return [(pair.a.name, pair.b.name) for pair in found.items]


def test_an_office_is_answered_with_the_person_whom_another_article_names_in_it(graph: Graph) -> None:
    graph.put(TALKS)
    assert pairs(graph) == [("Sergey Lavrov", "foreign minister")]
    graph.put(HOLDER)
    assert pairs(graph) == [("Sergey Lavrov", "Hakan Fidan")]
    assert pairs(graph, inferred=False) == [("Sergey Lavrov", "foreign minister")]
    (meeting,) = graph.reader.meetings(MeetingFilter(actor=FIDAN.id)).items
    inferred = next(one for one in meeting.participants if one.actor.id == FIDAN.id)
    assert (inferred.inferred, inferred.for_office) == (True, TURKISH_FM.id)
    graph.writer.delete(HOLDER[0].id)
    assert pairs(graph) == [("Sergey Lavrov", "foreign minister")]


def test_what_is_inferred_says_on_which_articles_it_rests(graph: Graph) -> None:
    graph.put(TALKS, HOLDER)
    (meeting_id,) = [one.id for one in graph.reader.meetings(MeetingFilter()).items]
    detail = graph.reader.meeting(meeting_id)
    (shown,) = [one for one in detail.participants if one.inferred]
    assert shown.inference is not None
    assert (shown.inference.office.id, shown.inference.first_seen) == (TURKISH_FM.id, dt.date(2023, 5, 20))
    (source,) = shown.inference.sources
    assert source.article_id == HOLDER[0].id
    assert [HOLDER[0].text[one.start : one.end] for one in source.spans] == ["Hakan Fidan"]
    without = graph.reader.meeting(meeting_id, inferred=False)
    assert not any(one.inferred for one in without.participants)


def test_two_who_can_be_meant_are_no_answer(graph: Graph) -> None:
    graph.put(TALKS, build("holder", also=[FIDAN], published=dt.date(2023, 5, 9)), OTHER)
    assert pairs(graph) == [("Sergey Lavrov", "foreign minister")]


def test_a_holder_of_another_time_is_no_answer(graph: Graph) -> None:
    graph.put(TALKS, build("holder", also=[FIDAN], published=dt.date(2024, 5, 20)))
    assert pairs(graph) == [("Sergey Lavrov", "foreign minister")]


def test_met_counts_what_is_inferred_and_says_so(graph: Graph) -> None:
    graph.put(TALKS, HOLDER, build("named", Talks([LAVROV, FIDAN], on(dt.date(2023, 5, 25)))))
    (met,) = [edge for edge in graph.content()["relationships"] if edge["type"] == "MET"]
    assert {met["from"], met["to"]} == {LAVROV.id, FIDAN.id}
    assert (met["properties"]["count"], met["properties"]["inferred"]) == (2, 1)
    (pair,) = graph.reader.who_met_whom(MeetingFilter(actor=LAVROV.id)).items
    assert (pair.count, pair.inferred) == (2, 1)
    (counterpart,) = graph.reader.met(LAVROV.id).items
    assert (counterpart.count, counterpart.inferred) == (2, 1)


def test_who_asks_for_an_office_finds_what_its_holder_is_shown_for(graph: Graph) -> None:
    graph.put(TALKS, HOLDER)
    assert len(graph.reader.meetings(MeetingFilter(actor=TURKISH_FM.id)).items) == 1


def test_an_office_is_the_person_whom_another_account_of_the_meeting_names(graph: Graph) -> None:
    graph.put(
        TALKS, build("named", Talks([LAVROV, person("Hakan Fidan", TUR)]), published=dt.date(2023, 5, 11))
    )
    (meeting,) = graph.reader.meetings(MeetingFilter()).items
    assert [(one.actor.name, one.inferred, one.reports) for one in meeting.participants] == [
        ("Sergey Lavrov", False, 2),
        ("Hakan Fidan", False, 2),
    ]


def test_a_country_is_whoever_came_for_it(graph: Graph) -> None:
    graph.put(
        build("states", Talks([country(RUS), country(SYR)])),
        build("people", Talks([LAVROV, MEKDAD]), published=dt.date(2023, 5, 11)),
    )
    (meeting,) = graph.reader.meetings(MeetingFilter()).items
    assert [one.actor.id for one in meeting.participants] == [LAVROV.id, MEKDAD.id]


def test_offices_that_did_not_meet_have_no_holder_in_met(graph: Graph) -> None:
    graph.put(
        build("off", Talks([IRANIAN_FM, TURKISH_FM], status=Status.CANCELLED), published=MAY_10), HOLDER
    )
    assert graph.edges("MET") == []
