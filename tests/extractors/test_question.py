"""Questions in plain English: how each of questions.jsonl is read, and that the others are refused."""

from __future__ import annotations

import datetime as dt
import json
from pathlib import Path
from typing import Any

import pytest

from extractors.pipeline import Extractor
from extractors.question import QuestionReading
from extractors.question_reader import read_question

TODAY = dt.date(2024, 6, 12)  # a Wednesday
QUESTIONS = [
    json.loads(line)
    for line in Path(__file__).with_name("questions.jsonl").read_text(encoding="utf-8").splitlines()
]


@pytest.fixture(scope="module")
def extractor() -> Extractor:
    return Extractor()


def read(extractor: Extractor, question: str) -> QuestionReading:
    return read_question(extractor, question, TODAY)


def told(found: QuestionReading) -> dict[str, Any]:
    """In the form of the file."""
    given = found.model_dump(mode="json", exclude_none=True)
    kept = ("kind", "since", "until", "place", "statuses", "channel", "order")
    named: dict[str, Any] = {"actors": [one.name for one in found.actors]}
    if found.host:
        named["host"] = found.host.name
    return {key: given[key] for key in kept if key in given} | named


def test_the_file_has_enough_of_each_kind() -> None:
    assert len(QUESTIONS) >= 60
    assert sum("refused" in one for one in QUESTIONS) >= 15
    assert sum(one["written"] == "before the rules" for one in QUESTIONS) >= 30
    assert len({one["q"] for one in QUESTIONS}) == len(QUESTIONS)


@pytest.mark.parametrize("one", [one for one in QUESTIONS if "refused" not in one], ids=lambda one: one["q"])
def test_a_question_is_understood_with_all_its_parts(extractor: Extractor, one: dict[str, Any]) -> None:
    found = read(extractor, one["q"])
    assert told(found) == {key: one[key] for key in one if key not in ("q", "written")}, found.why
    assert (found.unread, found.why) == ((), None)


@pytest.mark.parametrize("one", [one for one in QUESTIONS if "refused" in one], ids=lambda one: one["q"])
def test_a_question_of_which_a_part_is_not_understood_is_refused(
    extractor: Extractor, one: dict[str, Any]
) -> None:
    found = read(extractor, one["q"])
    assert found.kind is None
    assert found.why
    assert set(one["unread"]) <= {word.words.lower() for word in found.unread}
    # Who is said to host is known by the form of the question, and it has none.
    assert found.host is None


@pytest.mark.parametrize("one", QUESTIONS, ids=lambda one: one["q"])
def test_every_part_is_where_it_says(extractor: Extractor, one: dict[str, Any]) -> None:
    found = read(extractor, one["q"])
    for part in (*found.understood, *found.unread, *found.actors):
        assert one["q"][part.start : part.end] == part.words


@pytest.mark.parametrize(
    ("question", "since", "until"),
    [
        ("who met Xi today", "2024-06-12", "2024-06-12"),
        ("who met Xi this month", "2024-06-01", "2024-06-30"),
        ("who met Xi in March", "2024-03-01", "2024-03-31"),
        ("who will meet Xi in March", "2025-03-01", "2025-03-31"),
        ("who met Xi on 5 May 2023", "2023-05-05", "2023-05-05"),
        ("who met Xi on 2023-05-05", "2023-05-05", "2023-05-05"),
        ("who met Xi since last month", "2024-05-01", None),
        ("who met Xi after 2022", "2023-01-01", None),
        ("who met Xi before 2022", None, "2021-12-31"),
        ("who met Xi until 5 May 2023", None, "2023-05-05"),
        ("who met Xi between 2021 and 2023", "2021-01-01", "2023-12-31"),
        ("who met Xi from May to July 2023", "2023-05-01", "2023-07-31"),
        ("who met Xi between 5 May and 7 June 2023", "2023-05-05", "2023-06-07"),
        ("who met Xi in the past two weeks", "2024-05-29", "2024-06-12"),
        ("who met Xi in 2023", "2023-01-01", "2023-12-31"),
    ],
)
def test_dates_are_spans_that_count_from_today(
    extractor: Extractor, question: str, since: str | None, until: str | None
) -> None:
    found = read(extractor, question)
    assert found.why is None
    assert (found.since, found.until) == tuple(
        dt.date.fromisoformat(day) if day else None for day in (since, until)
    )


def test_what_was_understood_is_told_part_by_part(extractor: Extractor) -> None:
    found = read(extractor, "Who did Lavrov meet in Moscow in May 2023?")
    assert [(one.words, one.parameter, one.value) for one in found.understood] == [
        ("Who", "kind", "who"),
        ("Lavrov", "actor", "Lavrov"),
        ("in Moscow", "place", "Moscow"),
        ("in May 2023", "from", "2023-05-01"),
        ("in May 2023", "to", "2023-05-31"),
    ]


@pytest.mark.parametrize(
    "odd",
    ["", " ", "?", "\x00", "who met " * 60, "who met \u202eXi\u202c", "ﬁ met Xi", "'" * 50, "İSTANBUL MEET"],
)
def test_odd_texts_are_read_without_harm(extractor: Extractor, odd: str) -> None:
    found = read(extractor, odd)
    assert all(odd[one.start : one.end] == one.words for one in (*found.unread, *found.understood))
