"""The review queue over HTTP: asked, answered with what it gives, and followed to its end."""

from __future__ import annotations

import httpx
import pytest

from tests.app.conftest import ARTICLE
from tests.app.test_bad_input import assert_problem

AGAIN = {
    **ARTICLE,
    "url": "https://news.example/review-again",
    "published": "2024-06-14",
    "text": "ANKARA - Foreign Minister Hakan Fidan met Sergey Lavrov in Moscow this week, the ministry said.",
}


@pytest.fixture
def told_twice(stored: str, client: httpx.Client) -> None:
    assert client.post("/v1/articles", json=AGAIN).status_code == 201


@pytest.mark.usefixtures("told_twice")
def test_each_question_can_be_answered_with_the_bodies_that_it_gives(client: httpx.Client) -> None:
    asked = client.get("/v1/review").json()["items"]
    assert {one["of"] for one in asked} >= {"report"}
    assert [one["confidence"] for one in asked] == sorted(one["confidence"] for one in asked)
    for item in asked:
        for answer in ("yes", "no"):
            value = item["choices"][0] if answer == "no" and item["choices"] else item[answer]["value"]
            body = {**item[answer], "value": value, "by": "m.khan"}
            kept = client.post("/v1/judgements", json=body)
            assert kept.status_code == 201, kept.text
            left = client.get("/v1/review").json()["items"]
            assert item["id"] not in [one["id"] for one in left]
            assert client.delete(kept.headers["Location"]).status_code == 204
    assert client.get("/v1/review").json()["items"] == asked


@pytest.mark.usefixtures("told_twice")
def test_pages_lead_on_to_the_end(client: httpx.Client) -> None:
    whole = client.get("/v1/review?limit=100").json()["items"]
    found, address = [], "/v1/review?limit=1"
    while address:
        page = client.get(address).json()
        found += page["items"]
        address = page["next"]
    assert found == whole
    assert len(client.get("/v1/review?kind=reports").json()["items"]) == 2


@pytest.mark.usefixtures("empty_graph")
def test_an_empty_graph_has_nothing_to_ask(client: httpx.Client) -> None:
    assert client.get("/v1/review").json() == {"items": [], "next": None}


def test_bad_questions_are_refused(client: httpx.Client) -> None:
    assert_problem(client.get("/v1/review?kind=everything"), 422, "invalid_request")
    assert_problem(client.get("/v1/review?cursor=x"), 422, "bad_cursor")
