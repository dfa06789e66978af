"""The models as plain data: what they say is what scikit-learn's ensemble says, before and after JSON."""

from __future__ import annotations

import json
import random
from pathlib import Path

import numpy as np
import pytest

from extractors.learned.judges import DATA, QUESTIONS, Judges, trained
from extractors.learned.training import fit, save
from extractors.learned.trees import Model, load_model


@pytest.fixture(scope="module")
def rows() -> list[tuple[dict[str, float], str]]:
    """A question whose answer is "long and after, or beside": two features and some noise."""
    dice = random.Random(7)
    made = []
    for _ in range(600):
        row = {"after": float(dice.random() < 0.5), "distance": float(dice.randrange(20))}
        row[f"word={dice.choice('abcdef')}"] = 1.0
        answer = (row["after"] and row["distance"] > 10) or row.get("word=a")
        made.append((row, "yes" if answer else "no"))
    return made


@pytest.fixture(scope="module")
def model(rows: list[tuple[dict[str, float], str]]) -> Model:
    return fit("contact", rows)


def test_a_model_learns_what_the_rows_say(model: Model) -> None:
    sure, unsure = model.yes([{"after": 1, "distance": 15, "word=b": 1}, {"distance": 15, "word=b": 1}])
    assert sure > 0.9
    assert unsure < 0.1


def test_it_is_the_same_model_after_json(model: Model, rows: list[tuple[dict[str, float], str]]) -> None:
    again = Model.from_json(json.loads(json.dumps(model.to_json())))
    some = [row for row, _ in rows[:50]]
    assert np.allclose(model.yes(some), again.yes(some), atol=1e-4)


def test_features_that_it_does_not_know_change_nothing(model: Model) -> None:
    row = {"after": 1.0, "distance": 15.0}
    assert model.yes([row]) == model.yes([row | {"never seen": 1.0}])


def test_no_rows_have_no_answers(model: Model) -> None:
    assert model.yes([]) == []


def test_one_of_several_answers_is_chosen_with_its_share() -> None:
    dice = random.Random(3)
    letters = ["a", "b", "c"]
    answers = [dice.choice(letters) for _ in range(300)]
    model = fit("status", [({f"is={answer}": 1.0}, answer) for answer in answers])
    ((answer, chance),) = model.best([{"is=b": 1.0}])
    assert answer == "b"
    assert chance > 0.9


def test_saved_models_are_found_again(model: Model, tmp_path: Path) -> None:
    save(Judges({"contact": model}), tmp_path)
    assert load_model(tmp_path / "contact.json").yes([{"after": 1, "distance": 15}])[0] > 0.9


def test_there_is_a_trained_model_for_every_question() -> None:
    assert {path.stem for path in DATA.glob("*.json")} == set(QUESTIONS)
    assert set(trained().models) == set(QUESTIONS)


def test_a_question_without_a_model_is_left_to_the_rule() -> None:
    judges = Judges()
    assert judges.yes("contact", [{"after": 1.0}], [None]) is None
    assert judges.best("status", [{"after": 1.0}], [None]) is None


def test_what_was_asked_is_noted_only_where_it_is_wanted() -> None:
    quiet, noting = Judges(), Judges(asked=[])
    for judges in (quiet, noting):
        judges.yes("contact", [{"a": 1.0}, {"b": 1.0}], ["first", "second"])
    assert quiet.asked is None
    assert [(one.question, one.about) for one in noting.asked or ()] == [
        ("contact", "first"),
        ("contact", "second"),
    ]
