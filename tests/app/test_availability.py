"""Neo4j away or every worker busy: the service stays up, answers what it can, and is well again by itself."""

from __future__ import annotations

import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import Any

import httpx
import pytest

from app import readiness
from app.ingest import Ingester
from app.services import Services
from app.store import open_store
from tests.app.conftest import ARTICLE, serving, settings_for
from tests.app.forwarder import Forwarder
from tests.app.test_bad_input import assert_problem

PATIENCE_S = 30


@pytest.fixture
def wire(neo4j_server: Any) -> Iterator[Forwarder]:
    with Forwarder(neo4j_server.uri) as forwarder:
        yield forwarder


@pytest.fixture
def client_on_wire(wire: Forwarder, neo4j_server: Any, services: Services) -> Iterator[httpx.Client]:
    """A service of its own behind the wire, with the workers of the other."""
    settings = settings_for(neo4j_server).model_copy(update={"neo4j_uri": wire.uri})
    with open_store(settings) as store:
        ingester = Ingester(services.pool, store, settings.max_text_bytes)
        own = replace(services, settings=settings, store=store, ingester=ingester)
        with serving(settings, own) as address, httpx.Client(base_url=address, timeout=PATIENCE_S) as client:
            yield client


QUESTIONS = [
    ("GET", "/v1/who-met-whom?actor=Lavrov"),
    ("GET", "/v1/meetings"),
    ("GET", "/v1/actors?q=lav"),
    ("GET", "/v1/actors/Lavrov/met"),
    ("GET", "/v1/articles/art-0"),
    ("GET", "/v1/articles/art-0/editions/e"),
    ("POST", "/v1/articles/art-0/reextract"),
    ("DELETE", "/v1/articles/art-0"),
    ("GET", "/v1/actors/lavrov"),
    ("GET", "/v1/meetings/m-0"),
    ("GET", "/v1/pairs/Lavrov/Fidan"),
    ("GET", "/v1/judgements"),
    ("GET", "/v1/judgements/gold"),
    ("GET", "/v1/judgements/j-0"),
]


def wait_until_ready(client: httpx.Client) -> None:
    deadline = time.monotonic() + PATIENCE_S
    while client.get("/readyz").status_code != 200:
        assert time.monotonic() < deadline, client.get("/readyz").text
        time.sleep(0.2)


def test_every_question_is_answered_503_while_neo4j_is_away_and_works_again_after(
    client_on_wire: httpx.Client, wire: Forwarder
) -> None:
    client = client_on_wire
    wait_until_ready(client)
    wire.cut()
    for method, question in QUESTIONS:
        began = time.monotonic()
        answer = client.request(method, question)
        problem = assert_problem(answer, 503, "graph_unavailable")
        assert int(answer.headers["retry-after"]) > 0
        assert "password" not in problem["detail"]
        assert time.monotonic() - began < 25  # ten of them writing is tried again
    wire.mend()
    wait_until_ready(client)
    assert client.get("/v1/meetings").status_code == 200


def test_an_article_sent_while_neo4j_is_away_is_refused_and_taken_after(
    client_on_wire: httpx.Client, wire: Forwarder, empty_graph: None
) -> None:
    wire.cut()
    assert_problem(client_on_wire.post("/v1/articles", json=ARTICLE), 503, "graph_unavailable")
    wire.mend()
    wait_until_ready(client_on_wire)
    assert client_on_wire.get("/v1/actors").json()["items"] == []
    assert client_on_wire.post("/v1/articles", json=ARTICLE).status_code == 201


def test_reading_without_storing_needs_no_neo4j(client_on_wire: httpx.Client, wire: Forwarder) -> None:
    wire.cut()
    assert client_on_wire.post("/v1/extract", json=ARTICLE).status_code == 200


def test_the_probes_tell_alive_from_ready(client_on_wire: httpx.Client, wire: Forwarder) -> None:
    wire.cut()
    assert client_on_wire.get("/healthz").json() == {"status": "ok"}
    answer = client_on_wire.get("/readyz")
    assert answer.status_code == 503
    assert int(answer.headers["retry-after"]) > 0
    assert answer.json()["ready"] is False
    assert answer.json()["graph"] != "ok"
    assert answer.json()["missing"] == ["graph", "schema"]
    assert answer.json()["parts"]["workers"] == {"ready": True, "detail": "ok"}
    wire.mend()
    wait_until_ready(client_on_wire)
    assert client_on_wire.get("/readyz").json()["graph"] == "ok"


def test_a_disk_that_is_nearly_full_is_told_by_name(
    services: Services, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    managed = services.settings.model_copy(update={"neo4j_uri": "", "data_dir": tmp_path})
    own = replace(services, settings=managed)
    assert readiness.check(own)["disk"].ready
    monkeypatch.setattr(readiness, "LEAST_FREE_BYTES", 1 << 62)
    told = readiness.check(own)["disk"]
    assert not told.ready
    assert str(tmp_path) in told.detail


def test_a_service_that_starts_before_neo4j_is_well_once_it_is_there(
    neo4j_server: Any, services: Services, wire: Forwarder
) -> None:
    wire.cut()
    settings = settings_for(neo4j_server).model_copy(update={"neo4j_uri": wire.uri})
    with open_store(settings) as store:
        ingester = Ingester(services.pool, store, settings.max_text_bytes)
        own = replace(services, settings=settings, store=store, ingester=ingester)
        with serving(settings, own) as address, httpx.Client(base_url=address, timeout=PATIENCE_S) as client:
            assert client.get("/healthz").status_code == 200
            assert_problem(client.get("/v1/meetings"), 503, "graph_unavailable")
            wire.mend()
            wait_until_ready(client)
            assert client.get("/v1/meetings").status_code == 200


def nap(_: Any) -> None:
    time.sleep(6)


def test_questions_are_answered_while_every_worker_is_busy_and_articles_wait(
    client: httpx.Client, address: str, services: Services
) -> None:
    # More than the threads that questions are answered in, which the waiting must not use up.
    with ThreadPoolExecutor(60) as threads:
        busy = [threads.submit(services.pool.run, nap) for _ in range(services.pool.size)]
        time.sleep(0.5)
        post = partial(httpx.post, f"{address}/v1/extract", json=ARTICLE, timeout=60)
        waiting = [threads.submit(post) for _ in range(50)]
        time.sleep(1)
        assert client.get("/v1/meetings").status_code == 200
        assert not any(one.done() for one in busy)
        assert not any(one.done() for one in waiting)
        assert {one.result().status_code for one in waiting} == {200}
