"""The commands around identity: meeting, actor, pair, judge, reextract, evaluate --cross."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from neo4j import Driver, GraphDatabase

from app.console import FAILED, MISUSED
from tests.app.commands import chancery, environment
from tests.app.conftest import ARTICLE
from tests.app.test_identity_routes import PLAN
from tests.emptying import empty


@pytest.fixture(scope="module")
def env(neo4j_server: Any, tmp_path_factory: pytest.TempPathFactory) -> Iterator[dict[str, str]]:
    """Two articles of one meeting, read in by the command."""
    login = neo4j_server
    file = tmp_path_factory.mktemp("articles") / "articles.jsonl"
    file.write_text("\n".join(json.dumps(one) for one in (ARTICLE, PLAN)), encoding="utf-8")
    with GraphDatabase.driver(login.uri, auth=(login.user, login.password)) as driver:
        empty(driver, login.database)
        settings = environment(login)
        assert chancery("ingest", file, env=settings).returncode == 0
        yield settings
        empty(driver, login.database)


def printed(env: dict[str, str], *arguments: str) -> str:
    done = chancery(*arguments, env=env)
    assert done.returncode == 0, done.stderr
    return done.stdout


def test_a_meeting_is_told_with_its_history(env: dict[str, str]) -> None:
    pair = json.loads(printed(env, "pair", "Lavrov", "Turkey", "--json"))
    (meeting,) = pair["meetings"]["items"]
    told = printed(env, "meeting", meeting["id"])
    assert told.index("planned") < told.index("occurred")
    assert "the same people of RUS" in told
    then = json.loads(printed(env, "meeting", meeting["id"], "--as-of", "2024-06-10", "--json"))
    assert (then["status"], len(then["history"])) == ("planned", 1)


def test_two_actors_are_told_through_time(env: dict[str, str]) -> None:
    told = printed(env, "pair", "Lavrov", "Fidan")
    assert "Hakan Fidan: 1 contact " in " ".join(told.split())
    assert "1 occurred" in told


def test_an_actor_is_told_with_its_names_and_offices(env: dict[str, str]) -> None:
    told = printed(env, "actor", "Lavrov")
    assert "Sergei Lavrov, Sergey Lavrov" in told
    assert "RUS foreign minister" in told


def test_judging_and_withdrawing(env: dict[str, str], tmp_path: Path) -> None:
    answer = printed(
        env, "judge", "actors", "same", "person:sergey-lavrov", "person:hakan-fidan", "--by", "m.khan"
    )
    key = answer.partition(":")[0]
    assert key.startswith("jdg-")
    (listed,) = json.loads(printed(env, "judge", "list", "--json"))
    assert (listed["id"], listed["by"]) == (key, "m.khan")
    refused = chancery(
        "judge", "actors", "not_same", "person:sergey-lavrov", "person:hakan-fidan", "--by", "x", env=env
    )
    assert refused.returncode == FAILED
    assert key in refused.stderr
    assert "Withdrawn" in printed(env, "judge", "withdraw", key)
    gold = tmp_path / "gold.jsonl"
    printed(env, "judge", "list", "--gold", str(gold))
    assert gold.read_text(encoding="utf-8") == ""


def test_a_judgement_that_makes_no_sense_is_refused_before_anything_starts() -> None:
    done = chancery("judge", "report", "same", "rep-1", "--by", "x")
    assert done.returncode == MISUSED
    assert "of actors or meetings" in done.stderr


def test_outdated_articles_are_read_again(
    env: dict[str, str], plain_driver: Driver, neo4j_server: Any
) -> None:
    assert json.loads(printed(env, "reextract", "--outdated", "--json"))["unchanged"] == 0
    plain_driver.execute_query(
        "MATCH (a:Article {url: $url}) SET a.extractor_version = '0', a.digest = ''",
        url=ARTICLE["url"],
        database_=neo4j_server.database,
    )
    tally = json.loads(printed(env, "reextract", "--outdated", "--json"))
    assert (tally["replaced"], tally["failed"]) == (1, 0)
    assert json.loads(printed(env, "reextract", "--outdated", "--json"))["replaced"] == 0
    failed = chancery("reextract", "art-none", env=env)
    assert failed.returncode == FAILED
    assert "art-none" in failed.stderr


def test_reextract_asks_which_articles() -> None:
    assert chancery("reextract").returncode == MISUSED


def test_a_day_that_is_none_is_refused() -> None:
    done = chancery("meeting", "mtg-1", "--as-of", "soon")
    assert done.returncode == MISUSED
    assert "--as-of" in done.stderr


def test_evaluation_across_articles(tmp_path: Path) -> None:
    told: dict[str, Any] = {
        "status": "occurred",
        "channel": "in_person",
        "place": {"name": "Moscow", "country": "RUS"},
    }
    told |= {
        "date": {"start": "2024-06-11", "end": "2024-06-11", "precision": "day"},
        "id": "m1",
        "event": "e",
    }
    told["participants"] = [
        {"kind": "person", "name": name, "office": "foreign minister", "party": party, "role": "participant"}
        for name, party in (("Sergey Lavrov", "RUS"), ("Hakan Fidan", "TUR"))
    ]
    file = tmp_path / "gold.jsonl"
    articles = [
        {"id": f"g{at}", **one, "meetings": [told | {"status": status}]}
        for at, (one, status) in enumerate(((ARTICLE, "occurred"), (PLAN, "planned")))
    ]
    file.write_text("\n".join(json.dumps(one) for one in articles), encoding="utf-8")
    done = chancery("evaluate", "--cross", "--json", file)
    assert done.returncode == 0, done.stderr
    found = json.loads(done.stdout)
    assert [(name, one["meetings"], one["events"], one["f1"]) for name, one in found.items()] == [
        ("as annotated", 2, 1, 1.0),
        ("as read, of the meetings found", 2, 1, 1.0),
        ("as read, of all meetings", 2, 1, 1.0),
    ]
    without = tmp_path / "without.jsonl"
    told.pop("event")
    without.write_text(json.dumps(articles[0] | {"meetings": [told]}), encoding="utf-8")
    refused = chancery("evaluate", "--cross", without)
    assert refused.returncode == FAILED
    assert "event" in refused.stderr
