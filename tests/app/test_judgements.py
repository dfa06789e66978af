"""Judgements over HTTP: given, refused, listed, exported, withdrawn."""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import Any

import httpx
import pytest

from tests.app.conftest import ARTICLE

AGAIN = {
    **ARTICLE,
    "url": "https://news.example/again",
    "published": "2024-06-13",
    "text": "ANKARA – Turkish Foreign Minister Hakan Fidan met his Russian counterpart Sergei Lavrov in "
    "Moscow on Tuesday, the ministry in Ankara said. They spoke about grain and about gas for three hours.",
}


@pytest.fixture
def told_twice(stored: str, client: httpx.Client) -> str:
    """The id of the one meeting of two articles."""
    assert client.post("/v1/articles", json=AGAIN).status_code == 201
    (meeting,) = client.get("/v1/meetings").json()["items"]
    assert meeting["reports"] == 2
    return str(meeting["id"])


@pytest.fixture
def judge(client: httpx.Client) -> Callable[..., httpx.Response]:
    def post(**given: Any) -> httpx.Response:
        return client.post("/v1/judgements", json={"by": "m.khan", **given})

    return post


def accounts(client: httpx.Client, meeting: str) -> list[dict[str, Any]]:
    return list(client.get(f"/v1/meetings/{meeting}").json()["accounts"])


def test_a_meeting_judged_two_falls_apart_and_comes_together_again(
    told_twice: str, client: httpx.Client, judge: Callable[..., httpx.Response]
) -> None:
    reports = [one["id"] for one in accounts(client, told_twice)]
    answer = judge(verdict="not_same", meetings=reports, why="two sessions")
    assert answer.status_code == 201, answer.text
    assert len(client.get("/v1/meetings").json()["items"]) == 2
    (other,) = client.get(f"/v1/meetings/{told_twice}").json()["apart"]
    assert other["tie"]["judgement"] == answer.json()["id"]
    assert other["tie"]["reasons"][0]["words"] == "judged not_same by m.khan"
    here = answer.headers["Location"]
    assert client.get(here).json() == answer.json()
    assert client.delete(here).status_code == 204
    assert len(client.get("/v1/meetings").json()["items"]) == 1
    assert client.get(here).json()["code"] == "not_found"


def test_the_opposite_is_refused_with_both(
    told_twice: str, client: httpx.Client, judge: Callable[..., httpx.Response]
) -> None:
    report = accounts(client, told_twice)[0]["id"]
    first = judge(verdict="right", report=report).json()
    refused = judge(verdict="wrong", report=report)
    assert (refused.status_code, refused.json()["code"]) == (409, "contradiction")
    new, against = refused.json()["judgements"]
    assert (new["ruling"], against["id"]) == ("wrong", first["id"])
    assert first["id"] in refused.json()["detail"]
    assert client.get("/v1/meetings").json()["items"]


def test_a_corrected_status_changes_the_answer_and_the_gold(
    stored: str, client: httpx.Client, judge: Callable[..., httpx.Response]
) -> None:
    (report,) = client.get(f"/v1/articles/{stored}").json()["reports"]
    judge(verdict="right", report=report["id"])
    judge(verdict="wrong", report=report["id"], attribute="status", value="planned")
    assert client.get("/v1/meetings").json()["items"] == []
    assert len(client.get("/v1/meetings?status=planned").json()["items"]) == 1
    exported = client.get("/v1/judgements/gold")
    assert exported.headers["content-type"].startswith("application/x-ndjson")
    (line,) = [json.loads(one) for one in exported.text.splitlines()]
    assert (line["id"], line["judged_only"], line["text"]) == (stored, True, ARTICLE["text"])
    (meeting,) = line["meetings"]
    assert meeting["status"] == "planned"


def test_actors_are_judged_by_id(
    stored: str, client: httpx.Client, judge: Callable[..., httpx.Response]
) -> None:
    answer = judge(verdict="same", actors=["person:sergey-lavrov", "person:hakan-fidan"])
    assert answer.status_code == 201
    assert answer.json()["labels"][0].startswith("Hakan Fidan")
    (joined,) = client.get("/v1/actors/Fidan").json()["joined"]
    assert joined["judgement"] == answer.json()["id"]
    assert client.get("/v1/judgements?subject=actors").json()["items"] == [answer.json()]
    assert client.get("/v1/judgements?subject=meetings").json()["items"] == []
    about = "/v1/judgements?order=latest&about=rep-none&about=person:hakan-fidan"
    assert client.get(about).json()["items"] == [answer.json()]


@pytest.mark.parametrize(
    ("given", "status", "code", "words"),
    [
        ({"verdict": "same"}, 422, "invalid_request", "one of actors, meetings and report"),
        ({"verdict": "right", "actors": ["a", "b"]}, 422, "invalid_request", "right and wrong of a report"),
        ({"verdict": "same", "report": "rep-1"}, 422, "invalid_request", "of actors or meetings"),
        (
            {"verdict": "wrong", "report": "x", "attribute": "status"},
            422,
            "invalid_request",
            "needs the right one",
        ),
        (
            {"verdict": "wrong", "report": "x", "attribute": "participant"},
            422,
            "invalid_request",
            "which participant",
        ),
        (
            {"verdict": "wrong", "report": "x", "attribute": "date", "value": "y"},
            422,
            "invalid_request",
            "value is only",
        ),
        ({"verdict": "maybe", "report": "x"}, 422, "invalid_request", "must be one of same"),
        ({"verdict": "right", "report": "rep-none"}, 404, "not_found", "No report"),
        ({"verdict": "same", "actors": ["person:nobody", "country:tur"]}, 404, "not_found", "No actor"),
        ({"verdict": "same", "meetings": ["mtg-none", "mtg-other"]}, 404, "not_found", "No meeting"),
        ({"verdict": "same", "actors": ["country:rus", "country:rus"]}, 422, "bad_judgement", "one name"),
        (
            {"verdict": "same", "actors": ["country:rus", "person:hakan-fidan"]},
            422,
            "bad_judgement",
            "one kind",
        ),
    ],
)
def test_what_cannot_be_judged_is_refused_with_words(
    stored: str,
    judge: Callable[..., httpx.Response],
    given: dict[str, Any],
    status: int,
    code: str,
    words: str,
) -> None:
    answer = judge(**given)
    assert (answer.status_code, answer.json()["code"]) == (status, code), answer.text
    assert words in answer.json()["detail"]


def test_a_participant_who_took_no_part_cannot_be_judged(
    stored: str, client: httpx.Client, judge: Callable[..., httpx.Response]
) -> None:
    (report,) = client.get(f"/v1/articles/{stored}").json()["reports"]
    wrong = {"verdict": "wrong", "report": report["id"], "attribute": "participant"}
    refused = judge(**wrong, value="person:nobody")
    assert refused.json()["code"] == "bad_judgement"
    assert "person:hakan-fidan" in refused.json()["detail"]
    assert judge(**wrong, value="person:hakan-fidan").status_code == 201
    assert client.get("/v1/meetings?status=any").json()["items"] == []
