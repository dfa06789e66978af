"""Figures: what was asked and read is counted, by route and never by path, and the documentation has each."""

from __future__ import annotations

import os
import re
from dataclasses import replace
from itertools import pairwise
from pathlib import Path
from typing import Any

import httpx
import pytest
from prometheus_client.parser import text_string_to_metric_families

from app import metrics
from app.services import Services
from app.settings import Settings
from app.store import open_store
from graph.errors import GraphUnavailable
from tests.app.conftest import ARTICLE, serving, settings_for
from tests.app.forwarder import Forwarder

DOCS = Path(__file__).resolve().parents[2] / "docs" / "operations.md"
FOREIGN = "Вчера министр прибыл. " * 20
Sample = tuple[str, frozenset[tuple[str, str]]]


def scrape(client: httpx.Client) -> dict[Sample, float]:
    answer = client.get("/metrics")
    assert answer.status_code == 200
    assert answer.headers["content-type"].startswith("text/plain; version=")
    return {
        (sample.name, frozenset(sample.labels.items())): sample.value
        for family in text_string_to_metric_families(answer.text)
        for sample in family.samples
    }


def value(found: dict[Sample, float], name: str, **labels: str) -> float:
    return found.get((name, frozenset(labels.items())), 0.0)


def test_a_request_is_counted_and_timed_by_its_route(client: httpx.Client, empty_graph: None) -> None:
    labels = {"method": "GET", "route": "/v1/articles/{id}", "status": "404"}
    before = scrape(client)
    for number in range(3):
        assert client.get(f"/v1/articles/art-{number}").status_code == 404
    after = scrape(client)
    for name in ("chancery_http_requests_total", "chancery_http_request_seconds_count"):
        assert value(after, name, **labels) - value(before, name, **labels) == 3


def test_what_has_no_route_or_an_odd_method_makes_no_labels_of_its_own(client: httpx.Client) -> None:
    for number in range(3):
        client.get(f"/nowhere/{number}?q=secret")
        client.request(f"ODD{number}", "/v1/meetings")
    text = client.get("/metrics").text
    assert "nowhere" not in text
    assert "secret" not in text
    assert "ODD" not in text
    assert 'method="GET",route="none",status="404"' in text


def test_an_article_that_is_read_is_counted_with_its_words(client: httpx.Client, empty_graph: None) -> None:
    before = scrape(client)
    assert client.post("/v1/articles", json=ARTICLE).status_code == 201
    assert client.post("/v1/extract", json=ARTICLE | {"text": FOREIGN}).status_code == 422
    after = scrape(client)

    def more(name: str, **labels: str) -> float:
        return value(after, name, **labels) - value(before, name, **labels)

    assert more("chancery_articles_read_total", outcome="read") == 1
    assert more("chancery_articles_read_total", outcome="refused") == 1
    assert more("chancery_extraction_seconds_count") == 2
    assert more("chancery_words_read_total") == len(ARTICLE["text"].split())
    assert more("chancery_neo4j_transaction_seconds_count", kind="write", outcome="ok") >= 1
    assert ("chancery_neo4j_sessions_in_use", frozenset()) in after
    assert value(after, "chancery_http_requests_in_flight") == 1  # this very one


def test_what_the_parts_know_of_themselves_is_there(client: httpx.Client, services: Services) -> None:
    found = scrape(client)
    assert value(found, "chancery_workers", state="ready") == services.pool.size
    assert ("chancery_graph_nodes", frozenset({("kind", "article")})) in found
    assert value(found, "process_resident_memory_bytes") > 0
    assert [name for name, _ in found if name == "chancery_build_info"]


def test_a_worker_that_dies_is_a_restart(client: httpx.Client, services: Services) -> None:
    before = value(scrape(client), "chancery_worker_restarts_total")
    with pytest.raises(Exception, match="died"):
        services.pool.run(die)
    assert value(scrape(client), "chancery_worker_restarts_total") - before == 1
    services.pool.wait_until_ready()


def die(_: Any) -> None:
    os.kill(os.getpid(), 9)


def test_figures_are_given_while_the_graph_is_away(neo4j_server: Any, services: Services) -> None:
    with Forwarder(neo4j_server.uri) as wire:
        settings: Settings = settings_for(neo4j_server).model_copy(update={"neo4j_uri": wire.uri})
        wire.cut()
        with open_store(settings) as store:
            own = replace(services, settings=settings, store=store)
            with serving(settings, own) as address, httpx.Client(base_url=address, timeout=20) as client:
                assert client.get("/readyz").json()["missing"] == ["graph", "schema"]
                assert client.get("/metrics").status_code == 200


def test_a_source_is_summed_with_others_and_left_out_where_it_fails() -> None:
    def fails() -> dict[tuple[str, ...], float]:
        raise GraphUnavailable("away")

    def shown() -> list[tuple[dict[str, str], float]]:
        samples = [one for family in metrics.QUEUE_DEPTH.collect() for one in family.samples]
        return [(one.labels, one.value) for one in samples if one.labels["state"] in ("here", "there")]

    with metrics.QUEUE_DEPTH.fed_by(lambda: {("here",): 2}), metrics.QUEUE_DEPTH.fed_by(fails):
        with metrics.QUEUE_DEPTH.fed_by(lambda: {("here",): 3, ("there",): 1}):
            assert shown() == [({"state": "here"}, 5), ({"state": "there"}, 1)]
        assert shown() == [({"state": "here"}, 2)]
    assert shown() == []


def test_every_figure_is_a_row_of_the_documentation_and_every_row_a_figure() -> None:
    rows = re.findall(r"^\| `chancery_[a-z0-9_]+` \|.*$", DOCS.read_text(encoding="utf-8"), re.MULTILINE)
    assert rows == metrics.table()


def test_p99_of_a_quick_answer_can_be_read() -> None:
    quick = [one for one in metrics.LATENCIES if one <= 1]
    assert all(after / before <= 2.5 for before, after in pairwise(quick))
