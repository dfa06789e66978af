"""`chancery extract` and `chancery evaluate`: reading without a database."""

from __future__ import annotations

import json
from pathlib import Path
from subprocess import CompletedProcess
from typing import Any

import pytest

from tests.app.commands import chancery
from tests.app.conftest import ARTICLE

BOILERPLATE = "Share this article\r\n\r\n"


@pytest.fixture(scope="module")
def articles(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Two articles around a broken line; the second begins with a line that cleaning takes out."""
    file = tmp_path_factory.mktemp("articles") / "articles.jsonl"
    first = ARTICLE | {"id": "one"}
    second = ARTICLE | {"id": "two", "text": BOILERPLATE + "İstanbul’da – " + str(ARTICLE["text"])}
    file.write_text("\n".join([json.dumps(first), "{broken", json.dumps(second)]), encoding="utf-8")
    return file


@pytest.fixture(scope="module")
def result(articles: Path) -> CompletedProcess[str]:
    """What the command made of them."""
    return chancery("extract", articles, "--workers", "2")


def spans(value: Any) -> list[dict[str, Any]]:
    """Every object with an offset, wherever it stands."""
    if isinstance(value, list):
        return [span for one in value for span in spans(one)]
    if not isinstance(value, dict):
        return []
    here = [value] if {"start", "end", "quote"} <= value.keys() else []
    return here + [span for one in value.values() for span in spans(one)]


def test_each_article_gives_a_line_in_the_form_of_the_guidelines(result: CompletedProcess[str]) -> None:
    lines = [json.loads(line) for line in result.stdout.splitlines()]
    assert [line["id"] for line in lines] == ["one", "two"], result.stderr
    (meeting,) = lines[0]["meetings"]
    assert meeting["status"] == "occurred"
    assert (
        meeting["date"] | {"start": "2024-06-11", "end": "2024-06-11", "precision": "day"} == meeting["date"]
    )
    assert meeting["place"] | {"name": "Moscow", "country": "RUS"} == meeting["place"]
    wanted = {
        ("person", "Sergey Lavrov", "foreign minister", "RUS", "host", "name"),
        ("person", "Hakan Fidan", "foreign minister", "TUR", "guest", "counterpart"),
    }
    keys = ("kind", "name", "office", "party", "role", "via")
    found = {tuple(one[key] for key in keys) for one in meeting["participants"]}
    assert found == wanted
    assert {one["id"] for one in lines[0]["actors"]} >= {"person:sergey-lavrov", "country:tur"}


def test_offsets_refer_to_the_text_as_it_was_given(articles: Path, result: CompletedProcess[str]) -> None:
    given = json.loads(articles.read_text(encoding="utf-8").splitlines()[2])["text"]
    line = json.loads(result.stdout.splitlines()[1])
    assert line["meetings"]
    assert spans(line)
    assert all(given[one["start"] : one["end"]] == one["quote"] for one in spans(line))


def test_a_broken_line_is_named_and_makes_the_command_fail(
    articles: Path, result: CompletedProcess[str]
) -> None:
    assert result.returncode == 1
    assert f"{articles}:2: not JSON" in result.stderr
    assert "Traceback" not in result.stderr


def test_standard_input_and_an_output_file_work_too(articles: Path, tmp_path: Path) -> None:
    target = tmp_path / "out.jsonl"
    one = articles.read_text(encoding="utf-8").splitlines()[0]
    result = chancery("extract", "-", "--output", target, stdin=one)
    assert (result.returncode, result.stdout) == (0, ""), result.stderr
    assert [json.loads(line)["id"] for line in target.read_text(encoding="utf-8").splitlines()] == ["one"]


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["extract", "missing.jsonl"], "missing.jsonl does not exist"),
        (["extract", "README.md"], "not a .jsonl file"),
        (["extract", "seeds/articles.jsonl", "--output", "missing/out.jsonl"], "missing/out.jsonl"),
        (["evaluate", "missing.jsonl"], "missing.jsonl"),
        (["evaluate", "README.md"], "README.md:1: not JSON"),
        (["ingest", "missing.txt"], "missing.txt does not exist"),
    ],
)
def test_a_file_that_is_of_no_use_is_said_in_one_line(arguments: list[str], said: str) -> None:
    result = chancery(*arguments)
    assert result.returncode in (1, 2)
    assert said in result.stderr
    assert "Traceback" not in result.stderr
