"""Questions: spans of time as people write them, statuses as lists."""

from __future__ import annotations

import datetime as dt

import pytest

from app.errors import BadQuery
from app.questions import Encountering, calendar_span
from extractors.domain import Status


@pytest.mark.parametrize(
    ("given", "first", "last"),
    [
        ("2023-05-10", dt.date(2023, 5, 10), dt.date(2023, 5, 10)),
        ("2024-02", dt.date(2024, 2, 1), dt.date(2024, 2, 29)),
        ("2023", dt.date(2023, 1, 1), dt.date(2023, 12, 31)),
        (" 2023-12 ", dt.date(2023, 12, 1), dt.date(2023, 12, 31)),
    ],
)
def test_a_date_stands_for_its_whole_calendar_span(given: str, first: dt.date, last: dt.date) -> None:
    assert calendar_span(given) == (first, last)


@pytest.mark.parametrize(
    "given", ["", "0", "86400", "2023-5-1", "2023-13", "2023-02-29", "0000", "May", "2023-05-10T00:00"]
)
def test_what_is_no_date_is_not_taken_for_one(given: str) -> None:
    with pytest.raises(ValueError, match=r"date|calendar"):
        calendar_span(given)


def test_to_includes_the_month_it_names() -> None:
    asked = Encountering.model_validate({"from": "2023-04", "to": "2023-05"})
    assert asked.fields()["since"] == dt.date(2023, 4, 1)
    assert asked.fields()["until"] == dt.date(2023, 5, 31)


@pytest.mark.parametrize(
    ("given", "statuses"),
    [
        ({}, frozenset({Status.OCCURRED})),
        ({"status": "planned, Cancelled"}, frozenset({Status.PLANNED, Status.CANCELLED})),
        ({"status": "any"}, None),
    ],
)
def test_meetings_that_occurred_are_meant_unless_others_are_named(
    given: dict[str, str], statuses: frozenset[Status] | None
) -> None:
    assert Encountering.model_validate(given).statuses() == statuses


@pytest.mark.parametrize("status", ["held", "occurred,held", "any,occurred", ","])
def test_a_status_that_is_none_is_refused(status: str) -> None:
    with pytest.raises(BadQuery, match="is not a status"):
        Encountering.model_validate({"status": status}).statuses()


def test_a_span_that_runs_backwards_is_refused() -> None:
    with pytest.raises(BadQuery, match="later"):
        Encountering.model_validate({"from": "2024-05", "to": "2024-04"}).fields()
