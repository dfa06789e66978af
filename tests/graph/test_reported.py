"""Meetings by who tells of them, and how surely."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest

from extractors.domain import Article, Extraction, Status
from graph.errors import BadCursor
from graph.survey_views import Calendar
from graph.views import MeetingFilter
from tests.graph.builders import FIDAN, LAVROV, MEKDAD, Talks, build, on
from tests.graph.conftest import Graph

MAY_20 = dt.date(2023, 5, 20)


def told_by(
    source: str | None, confidence: float, name: str, talks: Talks, published: dt.date
) -> tuple[Article, Extraction]:
    article, extraction = build(name, talks, published=published)
    (report,) = extraction.reports
    sure = report.model_copy(update={"confidence": confidence})
    return article.model_copy(update={"source": source}), extraction.model_copy(update={"reports": (sure,)})


@pytest.fixture(scope="module")
def told(shared_graph: Graph) -> Graph:
    """Two sources of one meeting, the later one surer, a third of another, and a plan of no source."""
    held, other = Talks([LAVROV, MEKDAD]), Talks([LAVROV, FIDAN], on(dt.date(2023, 5, 12)))
    shared_graph.put(
        told_by("Desk", 0.6, "a", held, dt.date(2023, 5, 11)),
        told_by("A Wire", 0.9, "b", held, MAY_20),
        told_by("a wire", 0.5, "c", other, MAY_20),
        told_by(None, 0.9, "d", Talks([FIDAN, MEKDAD], on(MAY_20), status=Status.PLANNED), MAY_20),
    )
    return shared_graph


def test_a_source_is_asked_for_in_any_case(told: Graph) -> None:
    assert told.days(source="DESK") == [dt.date(2023, 5, 10)]
    assert told.days(source="A wire") == [dt.date(2023, 5, 12), dt.date(2023, 5, 10)]
    assert told.days(source="wire") == []


def test_one_report_has_to_be_of_the_source_and_sure(told: Graph) -> None:
    assert told.days(confidence=0.9) == [MAY_20, dt.date(2023, 5, 10)]
    assert told.days(source="a wire", confidence=0.6) == [dt.date(2023, 5, 10)]
    assert told.days(source="desk", confidence=0.9) == []


def test_a_report_that_was_not_published_yet_does_not_count(told: Graph) -> None:
    before = {"as_of": dt.date(2023, 5, 19)}
    assert told.days(source="desk", **before) == [dt.date(2023, 5, 10)]
    assert told.days(source="a wire", **before) == []
    assert told.days(confidence=0.9, **before) == []
    assert told.days(source="a wire", as_of=MAY_20) == [dt.date(2023, 5, 12), dt.date(2023, 5, 10)]


@pytest.mark.parametrize("day", [None, MAY_20])
@pytest.mark.parametrize("actor", [None, LAVROV.id, "country:rus"])
def test_every_question_takes_them(told: Graph, actor: str | None, day: dt.date | None) -> None:
    where = MeetingFilter(actor=actor, source="desk", confidence=0.5, as_of=day)
    sides = {LAVROV.id, MEKDAD.id}
    (pair,) = told.reader.who_met_whom(where).items
    assert {pair.a.id, pair.b.id} == sides
    assert [one.id for one in told.reader.whole_meetings(where).items] == [pair.meetings[0].id]
    survey = told.survey
    assert survey.periods(where, Calendar()).whole.count == 1
    assert {one.actor.id for one in survey.most_met_actors(where).items} == sides
    assert survey.most_met_pairs(where).total == 1
    assert {node.id for node in survey.network(where).nodes} == sides
    if actor:
        assert [one.actor.id for one in told.reader.met(actor, where).items] == [MEKDAD.id]
        assert len(survey.network_around(where).edges) == 1


@pytest.mark.parametrize("day", [None, MAY_20])
def test_a_path_leads_through_meetings_of_the_source_alone(told: Graph, day: dt.date | None) -> None:
    def lengths(**asked: Any) -> list[int]:
        where = MeetingFilter(actor=MEKDAD.id, with_=FIDAN.id, as_of=day, **asked)
        return [path.length for path in told.survey.paths(where, 3).items]

    assert lengths(source="A Wire") == [2]
    assert lengths(source="Desk") == []


def test_sources_are_listed_by_the_number_of_their_articles(told: Graph) -> None:
    def listed(**asked: Any) -> list[tuple[str, int]]:
        return [(one.name, one.articles) for one in told.survey.sources(**asked).items]

    assert listed() == [("A Wire", 2), ("Desk", 1)]
    assert listed(q="wi") == listed(q="a W") == [("A Wire", 2)]
    assert listed(q="ire") == []
    first = told.survey.sources(limit=1)
    assert listed(cursor=first.next_cursor, limit=1) == [("Desk", 1)]
    assert told.survey.sources(cursor=first.next_cursor, limit=1).next_cursor is None
    with pytest.raises(BadCursor):
        told.survey.sources(cursor="nonsense")
