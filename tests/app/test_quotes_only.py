"""CHANCERY_KEEP=quotes: each route with articles whose texts are not kept."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import replace
from typing import Any

import httpx
import pytest
from neo4j import Driver

from app.ingest import Ingester
from app.services import Services
from app.store import open_store
from graph.connection import Connection
from tests.app.commands import chancery, environment
from tests.app.conftest import ARTICLE, serving, settings_for

LATER = {**ARTICLE, "text": ARTICLE["text"].replace("Tuesday", "Monday")}
SECOND_SENTENCE = "The visit lasted three hours and ended without a press conference."


@pytest.fixture(scope="module")
def quoting(neo4j_server: Any, services: Services) -> Iterator[httpx.Client]:
    """A service that keeps quotes, on the workers and the graph of the one that keeps texts."""
    settings = settings_for(neo4j_server, keep="quotes")
    with open_store(settings) as store:
        ingester = Ingester(services.pool, store, settings.max_text_bytes)
        own = replace(services, settings=settings, store=store, ingester=ingester)
        with serving(settings, own) as url, httpx.Client(base_url=url, timeout=60) as client:
            yield client


@pytest.fixture
def quoted(empty_graph: None, quoting: httpx.Client) -> str:
    """The id of ARTICLE, of which the graph holds the quotes."""
    answer = quoting.post("/v1/articles", json=ARTICLE)
    assert answer.status_code == 201, answer.text
    return str(answer.json()["id"])


def everything(driver: Driver, connection: Connection) -> str:
    records, _, _ = driver.execute_query(
        "MATCH (n) OPTIONAL MATCH (n)-[r]->() RETURN properties(n) AS n, collect(properties(r)) AS r",
        database_=connection.database,
    )
    return str([record.values() for record in records])


def test_nothing_but_the_quotes_is_stored(
    quoted: str, plain_driver: Driver, neo4j_server: Connection
) -> None:
    stored = everything(plain_driver, neo4j_server)
    assert SECOND_SENTENCE not in stored
    assert "hosted his Turkish counterpart" in stored


def test_an_article_says_that_its_text_is_not_kept_and_its_offsets_fit_the_original(
    quoted: str, quoting: httpx.Client
) -> None:
    found = quoting.get(f"/v1/articles/{quoted}").json()
    assert (found["article"]["text"], found["article"]["text_kept"]) == (None, False)
    assert found["article"]["title"] == ARTICLE["title"]
    (report,) = found["reports"]
    for quote in (report["trigger"], *report["evidence"]):
        assert ARTICLE["text"][quote["start"] : quote["end"]] == quote["quote"]


def test_its_id_and_its_graph_are_those_of_a_kept_article(
    quoted: str, quoting: httpx.Client, client: httpx.Client, wipe: Any
) -> None:
    meetings = quoting.get("/v1/meetings").json()
    wipe()
    assert client.post("/v1/articles", json=ARTICLE).json()["id"] == quoted
    assert client.get("/v1/meetings").json() == meetings


def test_the_same_again_changes_nothing(quoted: str, quoting: httpx.Client) -> None:
    again = quoting.post("/v1/articles", json=ARTICLE)
    assert (again.status_code, again.json()["changed"]) == (200, False)


def test_another_text_takes_its_place_and_leaves_an_edition_without_text(
    quoted: str, quoting: httpx.Client, plain_driver: Driver, neo4j_server: Connection
) -> None:
    replaced = quoting.post("/v1/articles", json=LATER).json()
    assert (replaced["id"], replaced["created"], replaced["changed"]) == (quoted, False, True)
    found = quoting.get(f"/v1/articles/{quoted}").json()
    (edition,) = found["editions"]
    shown = quoting.get(f"/v1/articles/{quoted}/editions/{edition}").json()
    assert (shown["article"]["text"], shown["article"]["text_kept"]) == (None, False)
    assert SECOND_SENTENCE not in everything(plain_driver, neo4j_server)


def test_a_text_kept_before_is_dropped_when_the_article_comes_again(
    stored: str, quoting: httpx.Client, plain_driver: Driver, neo4j_server: Connection
) -> None:
    assert SECOND_SENTENCE in everything(plain_driver, neo4j_server)
    again = quoting.post("/v1/articles", json=ARTICLE).json()
    assert (again["id"], again["changed"]) == (stored, False)
    assert SECOND_SENTENCE not in everything(plain_driver, neo4j_server)


def test_a_text_replaced_while_only_quotes_are_kept_is_in_no_edition(
    stored: str, quoting: httpx.Client, plain_driver: Driver, neo4j_server: Connection
) -> None:
    quoting.post("/v1/articles", json=LATER)
    assert SECOND_SENTENCE not in everything(plain_driver, neo4j_server)


def test_a_text_is_kept_again_when_the_service_keeps_texts(
    quoted: str, quoting: httpx.Client, client: httpx.Client
) -> None:
    assert client.post("/v1/articles", json=ARTICLE).json()["changed"] is False
    assert client.get(f"/v1/articles/{quoted}").json()["article"]["text"] == ARTICLE["text"]


def test_reading_again_asks_for_the_article(quoted: str, quoting: httpx.Client) -> None:
    refused = quoting.post(f"/v1/articles/{quoted}/reextract")
    assert (refused.status_code, refused.json()["code"]) == (409, "text_not_kept")
    assert "send it again" in refused.json()["detail"]
    assert quoting.get("/v1/meetings").json()["items"]


def test_meetings_pairs_actors_and_taking_out_work_as_ever(quoted: str, quoting: httpx.Client) -> None:
    (meeting,) = quoting.get("/v1/meetings?actor=Lavrov&place=Moscow").json()["items"]
    (account,) = quoting.get(f"/v1/meetings/{meeting['id']}").json()["accounts"]
    assert account["evidence"][0]["quote"] in ARTICLE["text"]
    (pair,) = quoting.get("/v1/who-met-whom?actor=Turkey&with=Russia").json()["items"]
    assert pair["meetings"][0]["evidence"]
    assert quoting.get("/v1/pairs/Lavrov/Fidan").json()["relation"]["count"] == 1
    assert quoting.get("/v1/actors/Fidan").json()["mentions"][0]["article_id"] == quoted
    assert quoting.get("/v1/actors/Fidan/met").json()["items"][0]["actor"]["name"] == "Sergey Lavrov"
    assert quoting.delete(f"/v1/articles/{quoted}").status_code == 204
    assert quoting.get("/v1/meetings").json()["items"] == []


def test_gold_says_that_the_text_is_missing(quoted: str, quoting: httpx.Client) -> None:
    (report,) = quoting.get(f"/v1/articles/{quoted}").json()["reports"]
    judged = quoting.post("/v1/judgements", json={"by": "m.khan", "verdict": "right", "report": report["id"]})
    assert judged.status_code == 201
    (line,) = [json.loads(one) for one in quoting.get("/v1/judgements/gold").text.splitlines()]
    assert (line["id"], line["text"], line["missing"]) == (quoted, None, ["text"])
    assert line["meetings"][0]["evidence"][0]["quote"] in ARTICLE["text"]


def test_texts_stored_before_are_dropped_by_command(
    stored: str, quoting: httpx.Client, plain_driver: Driver, neo4j_server: Connection
) -> None:
    keeps_texts = chancery("forget-texts", "--yes", env=environment(neo4j_server))
    assert (keeps_texts.returncode, "set it to `quotes` first" in keeps_texts.stderr) == (2, True)
    env = environment(neo4j_server, CHANCERY_KEEP="quotes")
    asked = chancery("forget-texts", env=env)
    assert (asked.returncode, "1 texts would be dropped" in asked.stderr) == (2, True)
    assert SECOND_SENTENCE in everything(plain_driver, neo4j_server)
    done = chancery("forget-texts", "--yes", "--json", env=env)
    assert (done.returncode, json.loads(done.stdout)) == (0, {"dropped": 1})
    assert SECOND_SENTENCE not in everything(plain_driver, neo4j_server)
    assert quoting.get(f"/v1/articles/{stored}").json()["article"]["text_kept"] is False
