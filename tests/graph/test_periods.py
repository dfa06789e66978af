"""Meetings by period and an actor through time, on a graph whose figures are known."""

from __future__ import annotations

import datetime as dt

import pytest

from extractors.domain import Precision, Status
from graph.errors import BadCursor, NotFound
from graph.survey_views import By, Calendar, Order, Periods
from graph.views import MeetingFilter
from tests.graph.builders import (
    ANKARA,
    FIDAN,
    IRN,
    LAVROV,
    MEKDAD,
    MOSCOW,
    RUS,
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
ABDOLLAHIAN = person("Hossein Abdollahian", IRN, "foreign minister")
ANY = MeetingFilter(statuses=None)
MAY_3, MAY_31, JUNE_1 = dt.date(2023, 5, 3), dt.date(2023, 5, 31), dt.date(2023, 6, 1)
JUNE_30, YEAR_END = dt.date(2023, 6, 30), dt.date(2023, 12, 31)
AHEAD = dt.date(2031, 1, 2)


@pytest.fixture(scope="module")
def told(shared_graph: Graph) -> Graph:
    shared_graph.put(
        build(
            "a",
            Talks([LAVROV, MEKDAD], on(MAY_3), place=MOSCOW),
            Talks([LAVROV, FIDAN], on(MAY_31, JUNE_1), place=ANKARA),
        ),
        build("b", Talks([LAVROV, BLINKEN], on(JUNE_1, JUNE_30, Precision.MONTH)), published=JUNE_30),
        build("c", Talks([MEKDAD, FIDAN], on(dt.date(2023, 1, 1), YEAR_END, Precision.YEAR))),
        build("d", Talks([ABDOLLAHIAN, LAVROV], UNDATED), published=dt.date(2020, 1, 1)),
        build("e", Talks([LAVROV, MEKDAD], on(AHEAD), status=Status.PLANNED)),
    )
    return shared_graph


def count(found: Periods) -> dict[str | None, int]:
    return {one.period: one.count for one in found.items}


@pytest.mark.parametrize(
    ("by", "expected", "inexact"),
    [
        (By.DAY, {"2023-05-03": 1, "2023-05-31": 1, "2031-01-02": 1}, 3),
        (By.MONTH, {"2023-05": 2, "2023-06": 1, "2031-01": 1}, 2),
        (By.YEAR, {"2023": 4, "2031": 1}, 1),
    ],
)
def test_a_meeting_is_of_the_period_in_which_it_began_if_that_is_known(
    told: Graph, by: By, expected: dict[str | None, int], inexact: int
) -> None:
    found = told.survey.periods(ANY, Calendar(by=by, order=Order.OLDEST))
    assert count(found) == expected
    assert (found.inexact.count, found.whole.count, found.total) == (inexact, 6, len(expected))


def test_a_bucket_says_what_became_of_its_meetings_and_names_one(told: Graph) -> None:
    latest, *_ = told.survey.periods(ANY, Calendar(by=By.YEAR)).items
    assert latest.by_status == {Status.PLANNED: 1}
    assert (latest.first, latest.last) == (AHEAD, AHEAD)
    assert latest.latest_meeting
    assert told.reader.meeting(latest.latest_meeting).date.start == AHEAD


@pytest.mark.parametrize("order", list(Order))
def test_periods_go_on_where_the_last_page_ended(told: Graph, order: Order) -> None:
    calendar = Calendar(by=By.DAY, order=order)
    first = told.survey.periods(ANY, calendar, limit=2)
    rest = told.survey.periods(ANY, calendar, cursor=first.next_cursor, limit=2)
    whole = told.survey.periods(ANY, calendar)
    assert (*first.items, *rest.items) == whole.items
    assert (rest.next_cursor, first.total, rest.total) == (None, 3, 3)
    assert [one.period for one in whole.items] == sorted(
        (str(one.period) for one in whole.items), reverse=order is Order.LATEST
    )


def test_a_cursor_is_of_use_for_its_own_length_of_period_only(told: Graph) -> None:
    cursor = told.survey.periods(ANY, Calendar(by=By.DAY), limit=1).next_cursor
    with pytest.raises(BadCursor):
        told.survey.periods(ANY, Calendar(by=By.MONTH), cursor=cursor)


def test_only_what_fits_is_counted(told: Graph) -> None:
    def counted(**fields: object) -> int:
        where = MeetingFilter.model_validate({"statuses": None, **fields})
        return told.survey.periods(where, Calendar()).whole.count

    assert counted(actor=LAVROV.id) == 5
    assert counted(actor=LAVROV.id, with_=FIDAN.id) == 1
    assert counted(with_=country(RUS).id) == 5
    assert counted(party="TUR") == 2
    assert counted(place="Moscow") == 1
    assert counted(statuses={Status.OCCURRED}) == 5
    assert counted(as_of=dt.date(2022, 1, 1)) == 1


def test_the_oldest_of_all_meetings_come_first_and_what_has_no_date_last(told: Graph) -> None:
    latest = [one.id for one in told.reader.meetings(ANY).items]
    oldest = told.survey.oldest_meetings(ANY)
    assert {one.id for one in oldest.items} == set(latest)
    days = [one.date.end for one in oldest.items if one.date.end]
    assert days == sorted(days)
    assert oldest.items[-1].date.end is None
    assert [one.id for one in oldest.items if one.date.end] == list(reversed(latest[: len(days)]))


def test_a_timeline_has_plans_ahead_and_what_has_no_date_last(told: Graph) -> None:
    where = MeetingFilter(actor=LAVROV.id, statuses=None)
    latest = told.survey.timeline(where, Calendar(order=Order.LATEST))
    oldest = told.survey.timeline(where, Calendar(order=Order.OLDEST))
    assert latest.actor.id == LAVROV.id
    starts = [one.date.start for one in latest.meetings.items]
    assert starts[0] == AHEAD
    assert starts[-1] is None
    assert [one.date.start for one in oldest.meetings.items] == [MAY_3, MAY_31, JUNE_1, AHEAD, None]
    assert all(one.evidence for one in latest.meetings.items)
    assert count(oldest.periods) == {"2023-05": 2, "2023-06": 1, "2031-01": 1}
    assert oldest.periods.whole.by_status == {Status.OCCURRED: 4, Status.PLANNED: 1}


@pytest.mark.parametrize("order", list(Order))
def test_a_timeline_is_paged(told: Graph, order: Order) -> None:
    where, calendar = MeetingFilter(actor=LAVROV.id, statuses=None), Calendar(order=order)
    found, cursor = [], None
    for _ in range(5):
        page = told.survey.timeline(where, calendar, cursor=cursor, limit=1).meetings
        found += [one.id for one in page.items]
        cursor = page.next_cursor
    assert cursor is None
    assert found == [one.id for one in told.survey.timeline(where, calendar).meetings.items]


def test_a_timeline_of_nobody_is_not_found(told: Graph) -> None:
    with pytest.raises(NotFound, match="person:nobody"):
        told.survey.timeline(MeetingFilter(actor="person:nobody"), Calendar())


def test_an_office_and_its_inferred_holder_are_one_meeting(graph: Graph) -> None:
    graph.put(
        build("x", Talks([LAVROV, TURKISH_FM], on(MAY_3))),
        build("y", also=[FIDAN], published=dt.date(2023, 5, 12)),
    )
    for who in (FIDAN.id, TURKISH_FM.id, country("TUR").id):
        found = graph.survey.timeline(MeetingFilter(actor=who), Calendar())
        assert (found.periods.whole.count, len(found.meetings.items)) == (1, 1)
    refused = MeetingFilter(actor=FIDAN.id, inferred=False)
    assert graph.survey.timeline(refused, Calendar()).periods.whole.count == 0
