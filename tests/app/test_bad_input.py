"""What bad input gets: a problem document with a stable code, and nothing half-written."""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Iterator
from typing import Any

import httpx
import pytest

from tests.app.conftest import ARTICLE, MOSCOW

GERMAN = (
    "Der russische Außenminister Sergej Lawrow hat am Dienstag in Moskau seinen türkischen Amtskollegen "
    "Hakan Fidan empfangen. Beide Minister sprachen über den Krieg in der Ukraine und über den Handel."
)
SOON = (dt.datetime.now(dt.UTC).date() + dt.timedelta(days=10)).isoformat()


def assert_problem(answer: httpx.Response, status: int, code: str) -> dict[str, Any]:
    assert answer.status_code == status, answer.text
    assert answer.headers["content-type"] == "application/problem+json"
    problem: dict[str, Any] = answer.json()
    assert problem["code"] == code, problem
    assert problem["status"] == status
    assert problem["title"]
    assert problem["detail"]
    assert problem["instance"] == answer.url.path
    assert "Traceback" not in answer.text
    return problem


BAD_ARTICLES: list[tuple[str, dict[str, Any], int, str, str]] = [
    ("empty text", {"text": ""}, 422, "empty_text", "text"),
    ("only spaces", {"text": " \n\t "}, 422, "empty_text", "text"),
    ("only a comment form", {"text": "Please enter your comment!"}, 422, "empty_text", "text"),
    ("too long", {"text": "The ministers met in Moscow. " * 40_000}, 413, "text_too_long", "1,000,000"),
    ("not English", {"text": GERMAN}, 422, "not_english", ""),
    ("half a surrogate pair", {"text": "\ud800 met"}, 400, "undecodable_text", "surrogate"),
    ("published in the future", {"published": SOON}, 422, "bad_date", SOON),
    ("published before 1800", {"published": "1066-10-14"}, 422, "bad_date", "1066"),
    ("a day that no calendar has", {"published": "2023-02-30"}, 422, "invalid_request", "2023-02-30"),
    ("a date in words", {"published": "last Tuesday"}, 422, "invalid_request", "last Tuesday"),
    ("a date as a number", {"published": 0}, 422, "invalid_request", "published"),
    ("no text", {"text": None}, 422, "invalid_request", "either text or html"),
    ("text and html", {"html": "<p>Both</p>"}, 422, "invalid_request", "either text or html"),
    ("text that is a number", {"text": 7}, 422, "invalid_request", "body.text"),
    ("an unknown field", {"txet": "x"}, 422, "invalid_request", "txet"),
    ("an address of another kind", {"url": "file:///etc/passwd"}, 422, "invalid_request", "body.url"),
]


@pytest.mark.parametrize(
    ("changes", "status", "code", "said"),
    [row[1:] for row in BAD_ARTICLES],
    ids=[row[0] for row in BAD_ARTICLES],
)
@pytest.mark.parametrize("route", ["/v1/extract", "/v1/articles"])
def test_an_article_that_cannot_be_read_is_refused(
    client: httpx.Client, route: str, changes: dict[str, Any], status: int, code: str, said: str
) -> None:
    # By hand, because httpx would not send half a surrogate pair.
    body = json.dumps(ARTICLE | changes).encode()
    answer = client.post(route, content=body, headers={"content-type": "application/json"})
    problem = assert_problem(answer, status, code)
    assert said in problem["detail"]


def test_a_refused_article_leaves_nothing_in_the_graph(client: httpx.Client, empty_graph: None) -> None:
    assert client.post("/v1/articles", json=ARTICLE | {"published": SOON}).status_code == 422
    assert client.get("/v1/actors").json() == {"items": [], "next": None}


@pytest.mark.parametrize(
    ("body", "content_type", "status", "code"),
    [
        (b'{"text": "The ministers met', "application/json", 400, "broken_json"),
        (b"", "application/json", 422, "invalid_request"),
        (b"[]", "application/json", 422, "invalid_request"),
        (b"[" * 100_000, "application/json", 400, "broken_json"),
        ('{"text": "Türkiye"}'.encode("latin-1"), "application/json", 400, "broken_json"),
        (b'{"text": "x"}', "text/plain", 415, "unsupported_media_type"),
        (b'{"text": "x"}', "application/json; charset=latin-1", 415, "unsupported_media_type"),
        (b"text=x", "application/x-www-form-urlencoded", 415, "unsupported_media_type"),
        (b" " * 6_100_000, "application/json", 413, "body_too_large"),
    ],
    ids=["cut", "empty", "list", "deep", "latin-1", "plain", "charset", "form", "large"],
)
def test_a_body_that_is_no_json_object_is_refused(
    client: httpx.Client, body: bytes, content_type: str, status: int, code: str
) -> None:
    answer = client.post("/v1/articles", content=body, headers={"content-type": content_type})
    assert_problem(answer, status, code)


def test_a_body_without_a_length_is_counted_while_it_comes_in(client: httpx.Client) -> None:
    sent = 0

    def endless() -> Iterator[bytes]:
        nonlocal sent
        while sent < 100_000_000:
            sent += 65_536
            yield b" " * 65_536

    try:
        answer = client.post("/v1/articles", content=endless(), headers={"content-type": "application/json"})
    except httpx.TransportError:
        pass  # the service hung up on us, as it may
    else:
        assert_problem(answer, 413, "body_too_large")
    assert sent < 50_000_000


BAD_QUESTIONS: list[tuple[str, str, int, str, str]] = [
    ("a mistyped parameter", "/v1/who-met-whom?actor=Lavrov&form=2023", 422, "invalid_request", "form"),
    ("a parameter where none is", "/v1/meetings/met-1?x=1", 422, "invalid_request", "x"),
    ("from after to", "/v1/who-met-whom?from=2024-01-02&to=2024-01-01", 422, "cannot_be_asked", "later"),
    ("a status that is none", "/v1/meetings?status=happened", 422, "invalid_request", "happened"),
    ("a channel that is none", "/v1/meetings?channel=fax", 422, "invalid_request", "in_person"),
    ("a day that no calendar has", "/v1/meetings?from=2023-02-30", 422, "invalid_request", "2023-02-30"),
    ("a date in words", "/v1/meetings?to=yesterday", 422, "invalid_request", "yesterday"),
    ("an empty name", "/v1/who-met-whom?actor=", 422, "invalid_request", "actor"),
    ("no limit at all", "/v1/meetings?limit=0", 422, "invalid_request", "limit"),
    ("too high a limit", "/v1/actors?limit=101", 422, "invalid_request", "limit"),
    ("a limit in words", "/v1/actors?limit=many", 422, "invalid_request", "limit"),
    ("a cursor made up", "/v1/meetings?cursor=xyz", 422, "bad_cursor", ""),
    ("a cursor made up for actors", "/v1/actors?cursor=%F0%9F%98%80", 422, "bad_cursor", ""),
    ("an unknown article", "/v1/articles/art-0", 404, "not_found", "art-0"),
    ("an unknown meeting", "/v1/meetings/met-0", 404, "not_found", "met-0"),
    ("an unknown actor", "/v1/actors/Nobody%20Nowhere", 404, "unknown_actor", "/v1/actors?q="),
    (
        "an unknown actor's meetings",
        "/v1/actors/Nobody%20Nowhere/met",
        404,
        "unknown_actor",
        "Nobody Nowhere",
    ),
    ("nobody asked for", "/v1/who-met-whom?actor=Nobody%20Nowhere", 404, "unknown_actor", "Nobody Nowhere"),
    ("an unknown address", "/v1/nothing", 404, "no_such_route", "/docs"),
]


@pytest.mark.parametrize(
    ("question", "status", "code", "said"),
    [row[1:] for row in BAD_QUESTIONS],
    ids=[row[0] for row in BAD_QUESTIONS],
)
def test_a_question_that_cannot_be_answered_says_why(
    client: httpx.Client, question: str, status: int, code: str, said: str
) -> None:
    problem = assert_problem(client.get(question), status, code)
    assert said in json.dumps(problem, ensure_ascii=False)


@pytest.mark.parametrize(
    ("name", "some_allowed"), [("status", {"occurred", "planned", "any"}), ("channel", {"phone", "video"})]
)
def test_what_is_allowed_is_listed(client: httpx.Client, name: str, some_allowed: set[str]) -> None:
    (error,) = client.get("/v1/meetings", params={name: "nonsense"}).json()["errors"]
    assert error["where"] == f"query.{name}"
    assert some_allowed <= set(error["allowed"])


def test_an_unknown_article_cannot_be_deleted(client: httpx.Client) -> None:
    assert_problem(client.delete("/v1/articles/art-0"), 404, "not_found")


def test_a_method_that_is_not_there_names_those_that_are(client: httpx.Client) -> None:
    answer = client.put("/v1/articles/art-0")
    assert_problem(answer, 405, "method_not_allowed")
    assert answer.headers["allow"] == "DELETE, GET"


def test_without_a_publication_date_relative_dates_stay_unknown_with_their_words(
    client: httpx.Client,
) -> None:
    answer = client.post("/v1/extract", json={"text": MOSCOW})
    assert answer.status_code == 200, answer.text
    (meeting,) = answer.json()["meetings"]
    assert meeting["date"]["precision"] == "unknown"
    assert meeting["date"]["start"] is None
    assert "Tuesday" in meeting["date"]["words"]
