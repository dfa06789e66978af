"""Dates of news prose: what each wording means for something past and for something to come."""

from __future__ import annotations

import datetime as dt

import pytest
import spacy

from extractors.components.date_values import SHIFT_ZERO
from extractors.components.reading import DateMention, reading
from extractors.domain import DateBasis, Precision

PUBLISHED = dt.date(2023, 5, 10)  # a Wednesday


def mentions(text: str, published: dt.date | None = PUBLISHED) -> list[DateMention]:
    nlp = spacy.blank("en")
    nlp.add_pipe("dates")
    doc = nlp.make_doc(text)
    reading(doc).published = published
    return sorted(reading(nlp(doc)).dates, key=lambda mention: mention.start)


@pytest.mark.parametrize(
    ("text", "start", "end", "precision"),
    [
        ("They met on 14 May 2022.", "2022-05-14", "2022-05-14", "day"),
        ("They met on May 14, 2022.", "2022-05-14", "2022-05-14", "day"),
        ("They met on the 3rd of March 1999.", "1999-03-03", "1999-03-03", "day"),
        ("They met on 2022-05-14.", "2022-05-14", "2022-05-14", "day"),
        ("They met on May 2.", "2023-05-02", "2023-05-02", "day"),
        ("They met on Sept. 21.", "2022-09-21", "2022-09-21", "day"),
        ("They met on December 30.", "2022-12-30", "2022-12-30", "day"),
        ("They met on April 20-21.", "2023-04-20", "2023-04-21", "day"),
        ("They met from 3 to 5 April.", "2023-04-03", "2023-04-05", "day"),
        ("They met on March 5 and 6.", "2023-03-05", "2023-03-06", "day"),
        ("They met on Monday.", "2023-05-08", "2023-05-08", "day"),
        ("They met on Wednesday.", "2023-05-10", "2023-05-10", "day"),
        ("They met on Thursday.", "2023-05-04", "2023-05-04", "day"),
        ("They met last Wednesday.", "2023-05-03", "2023-05-03", "day"),
        ("They met on Friday last week.", "2023-05-05", "2023-05-05", "day"),
        ("They met yesterday.", "2023-05-09", "2023-05-09", "day"),
        ("They met earlier this week.", "2023-05-08", "2023-05-14", "week"),
        ("They met last week.", "2023-05-01", "2023-05-07", "week"),
        ("They met two weeks ago.", "2023-04-24", "2023-04-30", "week"),
        ("They met a week ago.", "2023-05-03", "2023-05-03", "day"),
        ("They met three days ago.", "2023-05-07", "2023-05-07", "day"),
        ("They met late last month.", "2023-04-01", "2023-04-30", "month"),
        ("They met in early May.", "2023-05-01", "2023-05-31", "month"),
        ("They met in April.", "2023-04-01", "2023-04-30", "month"),
        ("They met in November.", "2022-11-01", "2022-11-30", "month"),
        ("They met last November.", "2022-11-01", "2022-11-30", "month"),
        ("They met in August 2021.", "2021-08-01", "2021-08-31", "month"),
        ("They met at the end of March.", "2023-03-01", "2023-03-31", "month"),
        ("They met in September last year.", "2022-09-01", "2022-09-30", "month"),
        ("They met last year.", "2022-01-01", "2022-12-31", "year"),
        ("They met in 2013.", "2013-01-01", "2013-12-31", "year"),
        ("They met on the 8th.", "2023-05-08", "2023-05-08", "day"),
        ("They met on the 14th.", "2023-04-14", "2023-04-14", "day"),
        ("They met in the spring of 2019.", "2019-03-01", "2019-05-31", "month"),
    ],
)
def test_past_contact_is_dated(text: str, start: str, end: str, precision: str) -> None:
    (mention,) = mentions(text)
    assert (mention.past.start, mention.past.end) == (
        dt.date.fromisoformat(start),
        dt.date.fromisoformat(end),
    )
    assert mention.past.precision == precision


@pytest.mark.parametrize(
    ("text", "start", "end", "precision"),
    [
        ("They will meet on Thursday.", "2023-05-11", "2023-05-11", "day"),
        ("They will meet on Monday.", "2023-05-15", "2023-05-15", "day"),
        ("They will meet later on Wednesday.", "2023-05-10", "2023-05-10", "day"),
        ("They will meet next Tuesday.", "2023-05-16", "2023-05-16", "day"),
        ("They will meet next week.", "2023-05-15", "2023-05-21", "week"),
        ("They will meet later this month.", "2023-05-01", "2023-05-31", "month"),
        ("They will meet early next month.", "2023-06-01", "2023-06-30", "month"),
        ("They will meet in March.", "2024-03-01", "2024-03-31", "month"),
        ("They will meet on May 20-21.", "2023-05-20", "2023-05-21", "day"),
        ("They will meet on the 14th.", "2023-05-14", "2023-05-14", "day"),
        ("They will meet tomorrow.", "2023-05-11", "2023-05-11", "day"),
        ("They will meet next year.", "2024-01-01", "2024-12-31", "year"),
        ("They will meet in two weeks.", "2023-05-22", "2023-05-28", "week"),
    ],
)
def test_contact_to_come_is_dated(text: str, start: str, end: str, precision: str) -> None:
    (mention,) = mentions(text)
    assert (mention.future.start, mention.future.end) == (
        dt.date.fromisoformat(start),
        dt.date.fromisoformat(end),
    )
    assert mention.future.precision == precision


@pytest.mark.parametrize(
    "text", ["They may meet.", "They march on.", "He met 2020 people.", "The second round fell.", "They met."]
)
def test_words_that_only_look_like_dates_are_none(text: str) -> None:
    assert mentions(text) == []


@pytest.mark.parametrize(
    ("text", "days"),
    [
        ("a day earlier, they met", -1),
        ("two days later they met", 2),
        ("the same day they met", 0),
        ("the next day they met", 1),
        ("the day before, they met", -1),
    ],
)
def test_days_relative_to_another_event_keep_their_distance(text: str, days: int) -> None:
    (mention,) = mentions(text)
    assert mention.anchored
    assert mention.past.start == SHIFT_ZERO + dt.timedelta(days=days)


def test_without_a_publication_date_a_relative_date_stays_unknown_and_keeps_its_words() -> None:
    (mention,) = mentions("They met on Tuesday.", published=None)
    assert mention.past.precision is Precision.UNKNOWN
    assert mention.past.words == "Tuesday"


def test_without_a_publication_date_a_stated_date_is_known() -> None:
    (mention,) = mentions("They met on 14 May 2022.", published=None)
    assert mention.past.start == dt.date(2022, 5, 14)
    assert mention.past.basis is DateBasis.STATED


def test_an_impossible_date_is_none() -> None:
    assert mentions("They met on February 31, 2022.") == []
