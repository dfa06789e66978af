"""`chancery train`: models from gold, measured on what they did not see."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from extractors.learned.judges import QUESTIONS
from extractors.learned.trees import load_model
from tests.app.commands import chancery

SEEDS = Path(__file__).parents[2] / "seeds" / "articles.jsonl"


@pytest.fixture(scope="module")
def few(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Four annotated articles: enough to go the whole way."""
    path = tmp_path_factory.mktemp("gold") / "few.jsonl"
    path.write_text(
        "".join(SEEDS.read_text(encoding="utf-8").splitlines(keepends=True)[:4]), encoding="utf-8"
    )
    return path


def test_a_model_a_question_is_written_where_it_was_asked_for(few: Path, tmp_path: Path) -> None:
    done = chancery("train", few, "--no-drills", "--folds", "2", "--out", tmp_path, "--json")
    assert done.returncode == 0, done.stderr
    assert json.loads(done.stdout)["articles"] == 4
    assert (
        {"candidate", "participant", "date", "place"}
        <= {path.stem for path in tmp_path.glob("*.json")}
        <= set(QUESTIONS)
    )
    assert all(load_model(path).features for path in tmp_path.glob("*.json"))


def test_fewer_articles_than_parts_are_refused(few: Path, tmp_path: Path) -> None:
    done = chancery("train", few, "--folds", "9", "--out", tmp_path)
    assert done.returncode != 0
    assert "give more, or fewer --folds" in done.stderr
    assert not list(tmp_path.iterdir())
