"""What breaks the form of a gold file is told with its line."""

from __future__ import annotations

from typing import Any

import pytest

from extractors.scoring import problems

JSON = dict[str, Any]


def participant(**changes: Any) -> JSON:
    return {"kind": "country", "name": "Norway", "office": None, "party": "NOR", "role": "host", **changes}


def meeting(**changes: Any) -> JSON:
    return {
        "id": "m1",
        "status": "occurred",
        "channel": "in_person",
        "date": {"start": "2024-05-17", "end": "2024-05-17", "precision": "day"},
        "place": {"name": "Oslo", "country": "NOR"},
        "participants": [participant(), participant(name="Finland", party="FIN", role="guest")],
        "evidence": ["Norway hosted Finland."],
        **changes,
    }


def article(**changes: Any) -> JSON:
    return {
        "id": "a",
        "published": "2024-05-18",
        "text": "Norway hosted Finland.",
        "meetings": [meeting()],
        **changes,
    }


def test_a_well_formed_file_has_no_problems() -> None:
    unknown = meeting(date={"start": None, "end": None, "precision": "unknown"}, place=None, evidence=[])
    assert list(problems([article(), None, article(id="b", meetings=[unknown])])) == []


@pytest.mark.parametrize(
    ("changes", "problem"),
    [
        ({"status": "held"}, "status is 'held'"),
        ({"channel": None}, "channel is None"),
        ({"date": None}, "precision is None"),
        ({"date": {"start": "17 May", "end": "2024-05-17", "precision": "day"}}, "start is '17 May'"),
        ({"date": {"start": "2024-05-17", "precision": "day"}}, "end is None"),
        ({"place": {"name": "", "country": None}}, "empty place"),
        ({"participants": [participant()]}, "fewer than two participants"),
        ({"participants": [participant(kind="team"), participant()]}, "kind is 'team'"),
        ({"participants": [participant(role="chair"), participant()]}, "role is 'chair'"),
        ({"participants": [participant(kind="person", name=None), participant()]}, "a person without a name"),
        ({"evidence": ["Norway hosted Sweden."]}, "evidence is not in the text: 'Norway hosted Sweden.'"),
    ],
)
def test_a_problem_of_a_meeting_is_told(changes: JSON, problem: str) -> None:
    found = list(problems([article(meetings=[meeting(**changes)])]))
    assert len(found) <= 2
    assert found[0].startswith(f"line 1 (a), m1: {problem}")


@pytest.mark.parametrize("key", ["text", "published", "meetings"])
def test_a_missing_key_is_told(key: str) -> None:
    broken = article(meetings=[])
    del broken[key]
    assert list(problems([broken])) == [f"line 1 (a): no {key}"]


def test_an_id_used_twice_is_told_with_the_second_line() -> None:
    assert list(problems([article(), None, article()])) == ["line 3 (a): id used twice"]


@pytest.mark.parametrize("line", ["text", 3, [], True])
def test_a_line_that_is_no_article_is_told(line: object) -> None:
    assert list(problems([line])) == ["line 1: not a JSON object"]


@pytest.mark.parametrize(
    "broken",
    [
        article(meetings="none"),
        article(meetings=[None, 3]),
        article(meetings=[meeting(participants=None, evidence=None, place="Oslo", date="May")]),
        article(id=["a"], text=None),
    ],
)
def test_what_has_another_shape_is_told_and_not_raised(broken: JSON) -> None:
    assert all(problem.startswith("line 1 (") for problem in problems([broken]))
    assert list(problems([broken]))
