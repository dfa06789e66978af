"""Who held an office on a day."""

from __future__ import annotations

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from graph.holders import Tenure, changed_spans, holder_during, holder_on

JAN, JUN = dt.date(2023, 1, 1), dt.date(2023, 6, 30)
FIRST = Tenure("cavusoglu", dt.date(2014, 9, 1), dt.date(2023, 5, 30))
SECOND = Tenure("fidan", dt.date(2023, 6, 5), dt.date(2025, 1, 1))


@pytest.mark.parametrize(
    ("day", "expected"),
    [
        (dt.date(2020, 1, 1), "cavusoglu"),
        (dt.date(2023, 5, 20), "cavusoglu"),
        (dt.date(2023, 6, 5), "fidan"),
        (dt.date(2023, 6, 2), None),
        (dt.date(2025, 3, 1), "fidan"),
        (dt.date(2026, 3, 1), None),
        (dt.date(2014, 8, 1), "cavusoglu"),
        (dt.date(2013, 8, 1), None),
    ],
    ids=[
        "amid a term",
        "near the end of a term",
        "on the first day seen",
        "between two, and either can be meant",
        "soon after the last day seen",
        "long after",
        "shortly before the first",
        "long before",
    ],
)
def test_the_one_who_can_be_meant(day: dt.date, expected: str | None) -> None:
    assert holder_on(day, [FIRST, SECOND]) == expected


def test_two_who_are_seen_in_office_on_one_day_are_no_answer() -> None:
    assert holder_on(JAN, [FIRST, Tenure("other", JAN, JAN)]) is None


def test_a_span_over_a_change_of_government_has_no_holder() -> None:
    assert holder_during(dt.date(2023, 5, 1), dt.date(2023, 5, 29), [FIRST, SECOND]) == "cavusoglu"
    assert holder_during(dt.date(2023, 5, 1), dt.date(2023, 6, 30), [FIRST, SECOND]) is None


days = st.dates(JAN, dt.date(2024, 12, 31))
tenures = st.lists(
    st.builds(lambda person, a, b: Tenure(person, min(a, b), max(a, b)), st.sampled_from("xyz"), days, days),
    max_size=3,
)


@given(tenures, tenures, days)
def test_the_answer_changes_on_the_changed_days_and_on_no_others(
    before: list[Tenure], after: list[Tenure], day: dt.date
) -> None:
    changed = any(first <= day <= last for first, last in changed_spans(before, after))
    assert changed == (holder_on(day, before) != holder_on(day, after))
