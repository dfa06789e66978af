"""`chancery db`, run as people run it."""

from __future__ import annotations

import json
import stat
from collections.abc import Iterator
from pathlib import Path

import pytest
from neo4j import GraphDatabase

from app.settings import Settings
from graph.connection import Connection
from tests.app.commands import chancery, environment

OUTSIDE = "bolt://graph.example.org:7687"


@pytest.fixture
def env(tmp_path: Path, neo4j_server: Connection) -> Iterator[dict[str, str]]:
    """A data folder of its own and the jars that the test run has; no Java, and a proxy that is none."""
    made = environment(
        CHANCERY_DATA_DIR=str(tmp_path),
        CHANCERY_CACHE_DIR=str(Settings().cache_dir),
        PATH="/nonexistent",
        HTTPS_PROXY="http://127.0.0.1:9",
    )
    yield made
    chancery("db", "stop", env=made)


def test_server_is_started_once_described_and_stopped(env: dict[str, str], tmp_path: Path) -> None:
    before = chancery("db", "status", env=env)
    assert before.returncode == 3
    assert "does not run" in before.stdout
    asked_too_early = chancery("db", "info", env=env)
    assert asked_too_early.returncode == 1
    assert "chancery db start" in asked_too_early.stderr
    assert "Traceback" not in asked_too_early.stderr

    started = json.loads(chancery("db", "start", "--json", env=env).stdout)
    assert started["running"]
    assert started["stays"]
    assert started["users"] == []
    again = json.loads(chancery("db", "start", "--json", env=env).stdout)
    assert again["pid"] == started["pid"]
    assert chancery("db", "status", env=env).returncode == 0

    login = json.loads(chancery("db", "info", "--json", env=env).stdout)
    assert "password" not in login
    file = Path(login["password_file"])
    assert file.is_relative_to(tmp_path)
    assert stat.S_IMODE(file.stat().st_mode) == 0o600
    with GraphDatabase.driver(login["uri"], auth=(login["user"], file.read_text().strip())) as driver:
        assert driver.execute_query("RETURN 1 AS one", database_=login["database"]).records[0]["one"] == 1
    shown = chancery("db", "info", "--show-password", env=env).stdout
    assert {login["uri"], login["browser"], file.read_text().strip(), str(file)} <= set(shown.split())

    stopped = json.loads(chancery("db", "stop", "--json", env=env).stdout)
    assert stopped == {"stopped": True, "users": []}
    assert chancery("db", "status", env=env).returncode == 3
    assert "did not run" in chancery("db", "stop", env=env).stderr


def test_outside_server_is_described_and_not_touched() -> None:
    env = environment(CHANCERY_NEO4J_URI=OUTSIDE, CHANCERY_NEO4J_PASSWORD="open sesame")
    for command in ("start", "stop", "status"):
        refused = chancery("db", command, env=env)
        assert refused.returncode == 1
        assert f"CHANCERY_NEO4J_URI names {OUTSIDE}" in refused.stderr

    assert json.loads(chancery("db", "info", "--json", env=env).stdout) == {
        "uri": OUTSIDE,
        "database": "neo4j",
        "user": "neo4j",
        "password_file": "the variable CHANCERY_NEO4J_PASSWORD",
    }
    assert "open sesame" in chancery("db", "info", "--show-password", env=env).stdout


@pytest.mark.parametrize(
    ("command", "words"),
    [
        ("start", "stays until"),
        ("stop", "The data stays"),
        ("status", "exit code"),
        ("info", "Neo4j Browser"),
    ],
)
def test_every_command_says_what_it_does(command: str, words: str) -> None:
    assert words in chancery("db", command, "--help").stdout
