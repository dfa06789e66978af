"""The queue on the command line, on a Neo4j of its own, so that nobody else reads what is queued."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from graph.connection import Connection
from tests.app.commands import chancery, environment
from tests.app.conftest import ARTICLE
from tests.app.test_jobs import GERMAN


def told(*arguments: str | Path, env: dict[str, str]) -> Any:
    done = chancery(*arguments, "--json", env=env)
    assert done.returncode == 0, done.stderr
    return json.loads(done.stdout)


@pytest.fixture
def env(own_neo4j: Connection) -> dict[str, str]:
    return environment(own_neo4j)


@pytest.fixture
def articles(tmp_path: Path) -> Path:
    """One that can be read, one that is no JSON and one that is not English."""
    path = tmp_path / "articles.jsonl"
    other = ARTICLE | {"url": "https://news.example/german", "text": GERMAN}
    path.write_text("\n".join([json.dumps(ARTICLE), "{", json.dumps(other)]), encoding="utf-8")
    return path


def test_what_is_only_queued_is_listed_read_by_a_worker_tried_again_and_given_up(
    env: dict[str, str], articles: Path
) -> None:
    queued = told("ingest", articles, "--no-wait", env=env)
    assert queued["queued"] == 2
    job = queued["job"]
    assert [(one["id"], one["state"]) for one in told("jobs", "list", env=env)] == [(job, "running")]

    worked = chancery("work", "--until-empty", env=env)
    assert worked.returncode == 0, worked.stderr
    shown = told("jobs", "show", job, env=env)
    assert (shown["state"], shown["counts"]["done"], shown["counts"]["failed"]) == ("done", 1, 2)
    assert [(one["where"].rpartition(":")[2], one["code"]) for one in shown["failures"]] == [
        ("2", "broken_line"),
        ("3", "not_english"),
    ]
    table = chancery("jobs", "show", job, env=env | {"COLUMNS": "80"}).stdout
    assert job in table
    assert "1 done" in " ".join(table.split())
    assert "English" in table

    again = chancery("jobs", "retry", job, env=env)
    assert again.returncode == 0, again.stderr
    assert told("jobs", "show", job, env=env)["counts"]["queued"] == 1
    assert chancery("jobs", "cancel", job, env=env).returncode == 0
    given_up = told("jobs", "show", job, env=env)
    assert (given_up["state"], given_up["counts"]["cancelled"]) == ("cancelled", 1)


def test_a_job_that_is_not_there_is_said_in_one_line(neo4j_server: Connection) -> None:
    env = environment(neo4j_server)
    for command in ("show", "cancel", "retry"):
        done = chancery("jobs", command, "job-nowhere", env=env)
        assert done.returncode == 1
        assert done.stderr.strip().startswith("Error: No job has the id 'job-nowhere'")
        assert done.stderr.count("\n") == 1
