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
        ("They met in the autumn of last year.", "2022-09-01", "2022-11-30", "month"),
        ("They met in the summer.", "2022-06-01", "2022-08-31", "month"),
        ("They met last summer.", "2022-06-01", "2022-08-31", "month"),
        ("They met on Thursday and Friday.", "2023-05-04", "2023-05-05", "day"),
        ("They met from Tuesday to Thursday.", "2023-05-02", "2023-05-04", "day"),
        ("They met on Saturday and Sunday.", "2023-05-06", "2023-05-07", "day"),
        ("They met on Monday, May 8.", "2023-05-08", "2023-05-08", "day"),
        ("They met on Monday 8 May.", "2023-05-08", "2023-05-08", "day"),
        ("They met on Tue, May 2.", "2023-05-02", "2023-05-02", "day"),
        ("They met on 5.2.2018.", "2018-02-05", "2018-02-05", "day"),
        ("They met on the evening of May 4.", "2023-05-04", "2023-05-04", "day"),
        ("They met on June 30-July 2.", "2022-06-30", "2022-07-02", "day"),
        ("They met from 30 December to 2 January.", "2022-12-30", "2023-01-02", "day"),
        ("They met between May 3 and May 5.", "2023-05-03", "2023-05-05", "day"),
        ("They met between the 3rd and the 5th.", "2023-05-03", "2023-05-05", "day"),
        ("They met on 17, 18 and 19 April.", "2023-04-17", "2023-04-19", "day"),
        ("They met in the week of March 4.", "2023-02-27", "2023-03-05", "week"),
        ("They met the week before last.", "2023-04-24", "2023-04-30", "week"),
        ("They met a fortnight ago.", "2023-04-24", "2023-04-30", "week"),
        ("They met earlier in the week.", "2023-05-08", "2023-05-14", "week"),
        ("They met over the weekend.", "2023-05-06", "2023-05-07", "day"),
        ("They met last weekend.", "2023-05-06", "2023-05-07", "day"),
        ("They met the day before yesterday.", "2023-05-08", "2023-05-08", "day"),
        ("They met last night.", "2023-05-09", "2023-05-09", "day"),
        ("They met this morning.", "2023-05-10", "2023-05-10", "day"),
        ("They met on New Year's Eve.", "2022-12-31", "2022-12-31", "day"),
        ("They met on Christmas Day.", "2022-12-25", "2022-12-25", "day"),
        ("They met at the start of the year.", "2023-01-01", "2023-12-31", "year"),
        ("They met earlier this year.", "2023-01-01", "2023-12-31", "year"),
        ("They met six months ago.", "2022-11-01", "2022-11-30", "month"),
        ("They met a year ago.", "2022-01-01", "2022-12-31", "year"),
        ("They met in mid-April.", "2023-04-01", "2023-04-30", "month"),
        ("They met in mid-2021.", "2021-01-01", "2021-12-31", "year"),
        ("They met back in January.", "2023-01-01", "2023-01-31", "month"),
        ("They met on Thursday of last week.", "2023-05-04", "2023-05-04", "day"),
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
        ("They will meet on Sunday and Monday.", "2023-05-14", "2023-05-15", "day"),
        ("They will meet from Tuesday to Thursday.", "2023-05-09", "2023-05-11", "day"),
        ("They will meet at the weekend.", "2023-05-13", "2023-05-14", "day"),
        ("They will meet next weekend.", "2023-05-13", "2023-05-14", "day"),
        ("They will meet the day after tomorrow.", "2023-05-12", "2023-05-12", "day"),
        ("They will meet this evening.", "2023-05-10", "2023-05-10", "day"),
        ("They will meet by the end of the month.", "2023-05-01", "2023-05-31", "month"),
        ("They will meet on May 30-June 1.", "2023-05-30", "2023-06-01", "day"),
        ("They will meet in the summer.", "2023-06-01", "2023-08-31", "month"),
        ("They will meet on New Year's Day.", "2024-01-01", "2024-01-01", "day"),
        ("They will meet in the autumn of next year.", "2024-09-01", "2024-11-30", "month"),
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
        ("the day after they met", 1),
        ("three days before, they met", -3),
        ("two weeks earlier they met", -14),
        ("the previous day they met", -1),
        ("the following morning they met", 1),
        ("on the eve of the summit they met", -1),
        ("later that day they met", 0),
        ("that evening they met", 0),
    ],
)
def test_days_relative_to_another_event_keep_their_distance(text: str, days: int) -> None:
    (mention,) = mentions(text)
    assert mention.anchored
    assert mention.past.start == SHIFT_ZERO + dt.timedelta(days=days)


@pytest.mark.parametrize(
    ("text", "value", "precision"),
    [
        ("two months later they met", "2000-03-01", Precision.MONTH),
        ("a year earlier they met", "1999-01-01", Precision.YEAR),
        ("the following week they met", "2000-01-08", Precision.WEEK),
        ("the month before, they met", "1999-12-01", Precision.MONTH),
    ],
)
def test_weeks_months_and_years_relative_to_another_event_are_shifted(
    text: str, value: str, precision: Precision
) -> None:
    (mention,) = mentions(text)
    assert mention.anchored
    assert (mention.past.start, mention.past.precision) == (dt.date.fromisoformat(value), precision)


@pytest.mark.parametrize(
    ("text", "turns"),
    [
        ("two days after they had met", True),
        ("on the eve of the summit", True),
        ("a day later they met", False),
    ],
)
def test_a_date_that_counts_from_what_follows_can_be_turned(text: str, turns: bool) -> None:
    assert [m.turns for m in mentions(text)] == [turns]


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
