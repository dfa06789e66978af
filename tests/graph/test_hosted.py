"""Meetings by who hosted them."""

from __future__ import annotations

import datetime as dt

import pytest

from extractors.domain import Status
from graph.errors import NotFound
from graph.views import MeetingFilter
from tests.graph.builders import (
    ERDOGAN,
    FIDAN,
    LAVROV,
    MEKDAD,
    RUS,
    TUR,
    TURKISH_FM,
    Talks,
    build,
    country,
    on,
)
from tests.graph.conftest import Graph

MAY_10, MAY_12, MAY_14, MAY_16 = (dt.date(2023, 5, day) for day in (10, 12, 14, 16))
LATE = dt.date(2023, 6, 1)


@pytest.fixture(scope="module")
def hosted(shared_graph: Graph) -> Graph:
    """Lavrov hosts, two Turks host, nobody is said to host; and what is first told without a host."""
    late = Talks([LAVROV, FIDAN], on(MAY_16), host=TUR)
    shared_graph.put(
        build("a", Talks([LAVROV, MEKDAD], on(MAY_10), host=RUS)),
        build("b", Talks([FIDAN, MEKDAD], on(MAY_12), host=TUR)),
        build("c", Talks([ERDOGAN, LAVROV], on(MAY_14), host=TUR, status=Status.PLANNED)),
        build("d", Talks([LAVROV, FIDAN], on(MAY_16)), published=MAY_16),
        build("e", late, published=LATE),
    )
    return shared_graph


def test_a_country_stands_for_everyone_who_hosts_for_it(hosted: Graph) -> None:
    assert hosted.days(host=country(TUR).id) == [MAY_16, MAY_14, MAY_12]
    assert hosted.days(host=country(RUS).id) == [MAY_10]


def test_a_person_is_no_host_where_they_were_a_guest(hosted: Graph) -> None:
    assert hosted.days(host=LAVROV.id) == [MAY_10]
    assert hosted.days(host=ERDOGAN.id) == [MAY_14]
    assert hosted.days(host=MEKDAD.id) == []


def test_it_goes_with_the_other_filters(hosted: Graph) -> None:
    turkey = country(TUR).id
    assert hosted.days(host=turkey, actor=LAVROV.id) == [MAY_16, MAY_14]
    assert hosted.days(host=turkey, actor=LAVROV.id, with_=FIDAN.id) == [MAY_16]
    assert hosted.days(host=turkey, source="example", since=MAY_14) == [MAY_16, MAY_14]
    assert hosted.days(source="example", until=MAY_12) == [MAY_12, MAY_10]
    assert hosted.days(host=turkey, source="example", until=MAY_12) == [MAY_12]
    assert hosted.days(host=turkey, since=MAY_14, until=MAY_14) == [MAY_14]


def test_who_hosted_is_as_it_was_told_then(hosted: Graph) -> None:
    turkey = country(TUR).id
    assert hosted.days(host=turkey, as_of=MAY_16) == [MAY_14, MAY_12]
    assert hosted.days(host=turkey, as_of=LATE) == [MAY_16, MAY_14, MAY_12]


def test_who_met_whom_there_and_how_often_they_hosted_agree(hosted: Graph) -> None:
    where = MeetingFilter(statuses=None, host=country(TUR).id)
    pairs = hosted.reader.who_met_whom(where).items
    assert {frozenset((one.a.id, one.b.id)): one.count for one in pairs} == {
        frozenset((LAVROV.id, FIDAN.id)): 1,
        frozenset((LAVROV.id, ERDOGAN.id)): 1,
        frozenset((MEKDAD.id, FIDAN.id)): 1,
    }
    tally = {one.party: one.count for one in hosted.survey.hosts(MeetingFilter(statuses=None)).items}
    assert tally == {TUR: 3, RUS: 1}


def test_an_unknown_host_is_told(hosted: Graph) -> None:
    with pytest.raises(NotFound):
        hosted.reader.meetings(MeetingFilter(host="act-0000000000000000"))


def test_an_office_whose_holder_is_inferred_hosts_as_that_person_or_not_at_all(graph: Graph) -> None:
    graph.put(
        build("f", Talks([TURKISH_FM, MEKDAD], on(MAY_14), host=TUR), published=MAY_14),
        build("g", Talks([FIDAN, LAVROV], on(MAY_12)), published=MAY_14),
    )
    assert graph.days(host=FIDAN.id, since=MAY_14) == [MAY_14]
    assert graph.days(host=FIDAN.id, since=MAY_14, inferred=False) == []
    assert graph.days(host=country(TUR).id, since=MAY_14, inferred=False) == [MAY_14]
