"""The OpenAPI document: it names every problem, and its examples work."""

from __future__ import annotations

from typing import Any

import httpx
import pytest


@pytest.fixture(scope="module")
def document(client: httpx.Client) -> dict[str, Any]:
    found: dict[str, Any] = client.get("/openapi.json").json()
    return found


def operations(document: dict[str, Any]) -> list[tuple[str, str, dict[str, Any]]]:
    return [
        (method, path, operation)
        for path, methods in document["paths"].items()
        for method, operation in methods.items()
    ]


def test_every_route_of_the_first_version_is_there(document: dict[str, Any]) -> None:
    assert {(method, path) for method, path, _ in operations(document)} == {
        ("post", "/v1/extract"),
        ("post", "/v1/articles"),
        ("post", "/v1/articles/batch"),
        ("post", "/v1/articles/fetch"),
        ("get", "/v1/jobs"),
        ("get", "/v1/jobs/{id}"),
        ("get", "/v1/jobs/{id}/articles"),
        ("get", "/v1/jobs/{id}/events"),
        ("post", "/v1/jobs/{id}/cancel"),
        ("post", "/v1/jobs/{id}/retry"),
        ("get", "/v1/articles/{id}"),
        ("delete", "/v1/articles/{id}"),
        ("get", "/v1/articles/{id}/editions/{edition}"),
        ("post", "/v1/articles/{id}/reextract"),
        ("get", "/v1/who-met-whom"),
        ("get", "/v1/ask"),
        ("get", "/v1/export"),
        ("post", "/v1/cypher"),
        ("get", "/v1/actors"),
        ("get", "/v1/actors/{id}"),
        ("get", "/v1/actors/{id}/met"),
        ("get", "/v1/actors/{id}/mentions"),
        ("get", "/v1/actors/{id}/timeline"),
        ("get", "/v1/meetings"),
        ("get", "/v1/meetings/{id}"),
        ("get", "/v1/pairs/{a}/{b}"),
        ("get", "/v1/paths"),
        ("get", "/v1/network"),
        ("get", "/v1/stats"),
        ("get", "/v1/stats/most-met"),
        ("get", "/v1/stats/most-met/pairs"),
        ("get", "/v1/stats/places"),
        ("get", "/v1/stats/hosts"),
        ("get", "/v1/sources"),
        ("get", "/v1/places"),
        ("get", "/v1/stats/by-period"),
        ("get", "/v1/stats/centrality"),
        ("get", "/v1/search"),
        ("get", "/v1/review"),
        ("get", "/v1/judgements"),
        ("post", "/v1/judgements"),
        ("get", "/v1/judgements/gold"),
        ("get", "/v1/judgements/{id}"),
        ("delete", "/v1/judgements/{id}"),
        ("get", "/v1/audit"),
        ("get", "/healthz"),
        ("get", "/readyz"),
    }


def test_every_error_of_a_versioned_route_is_a_problem_document(document: dict[str, Any]) -> None:
    for method, path, operation in operations(document):
        if path.startswith("/v1/"):
            errors = {status: body for status, body in operation["responses"].items() if status >= "400"}
            assert {"422", "500"} <= set(errors), (method, path)
            for status, body in errors.items():
                assert list(body["content"]) == ["application/problem+json"], (method, path, status)
                assert body["content"]["application/problem+json"]["schema"]["$ref"].endswith("/Problem")


def test_routes_that_ask_the_graph_say_that_it_may_be_away(document: dict[str, Any]) -> None:
    for method, path, operation in operations(document):
        if path.startswith("/v1/") and path != "/v1/extract":
            assert "503" in operation["responses"], (method, path)


def test_the_example_article_is_read(client: httpx.Client, document: dict[str, Any]) -> None:
    example = document["components"]["schemas"]["ArticleIn"]["example"]
    answer = client.post("/v1/extract", json=example)
    assert answer.status_code == 200, answer.text
    assert len(answer.json()["meetings"]) == 1


def test_the_example_question_is_answered(client: httpx.Client, document: dict[str, Any]) -> None:
    parameters = document["paths"]["/v1/meetings"]["get"]["parameters"]
    examples = {
        one["name"]: one["schema"].get("examples", one.get("examples", [None]))[0]
        for one in parameters
        if one["name"] in ("from", "to", "place")
    }
    assert None not in examples.values()
    assert client.get("/v1/meetings", params=examples).status_code == 200
