"""Answers that a client has already."""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import httpx
import pytest
from neo4j import Driver

from app import kept_answers, metrics
from app.roles import Role
from app.services import Services
from graph.writer import GraphWriter
from tests.app.conftest import ARTICLE
from tests.app.guarded import bearer, keep_key, served_with
from tests.graph.builders import LAVROV, MEKDAD, Talks, build

QUESTIONS = ["/v1/meetings", "/v1/who-met-whom?actor=Lavrov", "/v1/actors/Lavrov", "/v1/judgements"]


@pytest.mark.parametrize("question", QUESTIONS)
def test_what_a_client_has_holds_until_the_graph_changes(
    client: httpx.Client, stored: str, question: str
) -> None:
    first = client.get(question)
    tag = first.headers["etag"]
    assert tag.startswith('W/"')
    assert first.headers["cache-control"] == "private, no-cache"
    again = client.get(question, headers={"If-None-Match": tag})
    assert (again.status_code, again.content, again.headers["etag"]) == (304, b"", tag)
    client.post("/v1/articles", json=ARTICLE | {"url": "https://news.example/again"})
    changed = client.get(question, headers={"If-None-Match": tag})
    assert changed.status_code == 200
    assert changed.headers["etag"] != tag


def test_a_judgement_and_a_deletion_are_changes(client: httpx.Client, stored: str) -> None:
    report = client.get(f"/v1/articles/{stored}").json()["reports"][0]["id"]
    tags = [client.get("/v1/meetings").headers["etag"]]
    given = {"verdict": "right", "report": report, "by": "me"}
    client.post("/v1/judgements", json=given)
    tags.append(client.get("/v1/meetings").headers["etag"])
    client.delete(f"/v1/articles/{stored}")
    tags.append(client.get("/v1/meetings").headers["etag"])
    assert len(set(tags)) == 3


def test_another_question_has_another_tag(client: httpx.Client, stored: str) -> None:
    tags = {client.get(one).headers["etag"] for one in (*QUESTIONS, "/v1/meetings?limit=1")}
    assert len(tags) == len(QUESTIONS) + 1


def test_one_of_several_tags_is_enough_and_a_star_is_asked_anew(client: httpx.Client, stored: str) -> None:
    tag = client.get("/v1/meetings").headers["etag"]
    for given in (f'"a", {tag}', tag.removeprefix("W/")):
        assert client.get("/v1/meetings", headers={"If-None-Match": given}).status_code == 304
    for given in ("*", '"a"', "nonsense", ""):
        assert client.get("/v1/meetings", headers={"If-None-Match": given}).status_code == 200


def test_an_answer_that_is_an_error_has_no_tag(client: httpx.Client, stored: str) -> None:
    for question in ("/v1/articles/art-0", "/v1/meetings?limit=0"):
        answer = client.get(question)
        assert answer.status_code >= 400
        assert "etag" not in answer.headers
        assert answer.headers["cache-control"] == "no-store"


def test_what_depends_on_more_than_the_graph_has_no_tag(client: httpx.Client, stored: str) -> None:
    for question in ("/v1/audit", "/readyz", "/v1/judgements/gold"):
        answer = client.get(question)
        assert "etag" not in answer.headers
        assert answer.headers["cache-control"] == "no-store"


@pytest.fixture
def an_hour_ago(plain_driver: Driver, neo4j_server: Any) -> Callable[[], None]:
    def moved() -> None:
        plain_driver.execute_query(
            "MATCH (s:ChancerySchema) SET s.changed = datetime.realtime() - duration('PT1H')",
            database_=neo4j_server.database,
        )

    return moved


def test_a_time_is_told_once_no_change_can_bear_the_same_second(
    client: httpx.Client, stored: str, an_hour_ago: Callable[[], None]
) -> None:
    assert "last-modified" not in client.get("/v1/meetings").headers
    an_hour_ago()
    told = client.get("/v1/meetings").headers["last-modified"]
    held = client.get("/v1/meetings", headers={"If-Modified-Since": told})
    assert (held.status_code, held.headers["last-modified"]) == (304, told)
    for other in ("Mon, 01 Jan 2024 00:00:00 GMT", "yesterday", ""):
        assert client.get("/v1/meetings", headers={"If-Modified-Since": other}).status_code == 200
    both = {"If-Modified-Since": told, "If-None-Match": '"another"'}
    assert client.get("/v1/meetings", headers=both).status_code == 200


def test_what_is_kept_for_one_key_is_not_given_to_who_has_none(services: Services, empty_graph: None) -> None:
    key = keep_key(services.store, Role.READER)
    services.store.save(*build("one", Talks([LAVROV, MEKDAD])))
    with served_with(services, auth="on") as guarded:
        answer = guarded.get("/v1/meetings", headers=bearer(key))
        tag = answer.headers["etag"]
        assert {"Authorization", "X-API-Key"} <= set(answer.headers["vary"].split(", "))
        assert guarded.get("/v1/meetings", headers={"If-None-Match": tag}).status_code == 401
        held = guarded.get("/v1/meetings", headers=bearer(key) | {"If-None-Match": tag})
        assert held.status_code == 304
        assert {"Authorization", "X-API-Key"} <= set(held.headers["vary"].split(", "))


def test_each_change_counts_once_from_however_many_writers(
    services: Services, neo4j_server: Any, plain_driver: Driver, empty_graph: None
) -> None:
    writers = [GraphWriter(plain_driver, neo4j_server.database) for _ in range(4)]
    services.store.save(*build("first", Talks([LAVROV, MEKDAD])))
    before = services.store.changes().now()
    with ThreadPoolExecutor(4) as threads:
        for number in range(20):
            threads.submit(writers[number % 4].save, *build(f"a{number}", Talks([LAVROV, MEKDAD])))
    after = services.store.changes().now()
    assert before is not None
    assert after is not None
    saved = after.changes - before.changes
    assert 4 <= saved <= 20  # what waits in one writer goes in together
    assert after.changed > before.changed


# --- answers that the service keeps ---


@pytest.fixture
def kept(monkeypatch: pytest.MonkeyPatch) -> Callable[[], float]:
    """Every answer is taken for one that was long in coming; how many were given anew from what is kept."""
    monkeypatch.setattr(kept_answers, "WORTH_S", 0)
    before = metrics.REGISTRY.get_sample_value("chancery_kept_answers_total") or 0
    return lambda: (metrics.REGISTRY.get_sample_value("chancery_kept_answers_total") or 0) - before


def test_an_answer_that_was_long_in_coming_is_kept_until_the_graph_changes(
    client: httpx.Client, stored: str, kept: Callable[[], float]
) -> None:
    first, again = client.get("/v1/meetings"), client.get("/v1/meetings")
    assert kept() == 1
    assert first.json()["items"]
    assert (again.status_code, again.content) == (200, first.content)
    own = {"date", "x-request-id", "ratelimit"}  # of each request
    assert {name: value for name, value in again.headers.items() if name not in own} == {
        name: value for name, value in first.headers.items() if name not in own
    }
    assert again.headers["x-request-id"] != first.headers["x-request-id"]
    client.delete(f"/v1/articles/{stored}")
    assert client.get("/v1/meetings").json()["items"] == []
    assert kept() == 1


def test_a_quick_answer_is_not_kept(
    client: httpx.Client, stored: str, kept: Callable[[], float], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(kept_answers, "WORTH_S", 60)
    client.get("/v1/meetings")
    client.get("/v1/meetings")
    assert kept() == 0


def test_neither_errors_nor_what_is_too_long_are_kept(
    client: httpx.Client, stored: str, kept: Callable[[], float], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(kept_answers, "LONGEST_BYTES", 100)
    for question in ("/v1/meetings", "/v1/export?format=csv", "/v1/articles/art-0"):
        assert client.get(question).content == client.get(question).content
    assert kept() == 0


def test_what_is_kept_is_given_to_no_one_without_a_key(
    services: Services, empty_graph: None, kept: Callable[[], float]
) -> None:
    key = keep_key(services.store, Role.READER)
    services.store.save(*build("one", Talks([LAVROV, MEKDAD])))
    with served_with(services, auth="on") as guarded:
        assert guarded.get("/v1/meetings", headers=bearer(key)).status_code == 200
        assert guarded.get("/v1/meetings").status_code == 401
        assert guarded.get("/v1/meetings", headers=bearer(key)).status_code == 200
    assert kept() == 1
