"""A rule for dates is tried on the lines only that can have such a date, and misses none by it."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from extractors.components.date_lines import date_lines, word_class
from extractors.components.dates import _RULES, _Rule

SEEDS = Path(__file__).resolve().parents[2] / "seeds"
TEXTS = [
    json.loads(line)["text"]
    for path in sorted(SEEDS.glob("*.jsonl"))
    for line in path.read_text(encoding="utf-8").splitlines()
]
DATES = [
    "on 3 MAY 2023",
    "SEPT. 4",
    "in mid-December",
    "last Tuesday",
    "SUNDAY",
    "in the autumn of 2019",
    "a week ago",
    "two days later",
    "in three months' time",
    "on the same evening",
    "2024-05-20",
    "in 2019",
    "yesterday",
    "on the 14th",
]


@pytest.mark.parametrize("rule", _RULES, ids=lambda rule: rule.pattern.pattern[7:47])
def test_a_rule_matches_nothing_outside_its_lines(rule: _Rule) -> None:
    for text in [*TEXTS, "\n".join(DATES)]:
        lines = set(date_lines(text)[rule.word])
        for found in rule.pattern.finditer(text):
            may_be_a_verb = found[0].islower() and rule.word == "month"
            assert may_be_a_verb or any(s <= found.start() and found.end() <= e for s, e in lines), found


def test_the_lines_cover_the_text() -> None:
    text = "One.\r\n\n On Monday\u2028in May\n"
    assert "".join(text[start:end] for start, end in date_lines(text)[None]) == text
    assert [text[start:end] for start, end in date_lines(text)["month"]] == ["in May\n"]


def test_a_pattern_is_of_the_rarest_class_that_it_names() -> None:
    assert word_class("(?P<month>May) (?P<year>2024)") == "month"
    assert word_class("(?P<near>today)") is None
