"""Articles over HTTP: tried, put in, put in again, looked at, taken out."""

from __future__ import annotations

from typing import Any

import httpx

from tests.app.conftest import ARTICLE, MOSCOW
from tests.app.test_bad_input import assert_problem


def participants(meeting: dict[str, Any]) -> set[tuple[str, str, str]]:
    return {(one["name"], one["party"], one["role"]) for one in meeting["participants"]}


def test_a_dry_run_says_what_was_read_and_with_which_words(client: httpx.Client, empty_graph: None) -> None:
    answer = client.post("/v1/extract", json=ARTICLE | {"text": MOSCOW + "\n\nPlease enter your comment!"})
    assert answer.status_code == 200, answer.text
    read = answer.json()
    assert "comment" not in read["text"]
    (meeting,) = read["meetings"]
    assert participants(meeting) == {("Sergey Lavrov", "RUS", "host"), ("Hakan Fidan", "TUR", "guest")}
    assert meeting["date"]["start"] == meeting["date"]["end"] == "2024-06-11"
    assert meeting["place"]["country"] == "RUS"
    spans = [meeting["trigger"], *meeting["evidence"]]
    spans += [one["evidence"] for one in meeting["participants"]]
    spans += [span for actor in read["actors"] for span in actor["mentions"]]
    assert all(read["text"][span["start"] : span["end"]] == span["quote"] for span in spans)


def test_a_dry_run_stores_nothing(client: httpx.Client, empty_graph: None) -> None:
    read = client.post("/v1/extract", json=ARTICLE).json()
    assert client.get(f"/v1/articles/{read['id']}").status_code == 404
    assert client.get("/v1/actors").json()["items"] == []


def test_a_new_article_is_created_and_says_where(client: httpx.Client, empty_graph: None) -> None:
    answer = client.post("/v1/articles", json=ARTICLE)
    assert answer.status_code == 201, answer.text
    saved = answer.json()
    assert (saved["created"], saved["changed"], saved["meetings"]) == (True, True, 1)
    assert answer.headers["location"] == saved["links"]["article"] == f"/v1/articles/{saved['id']}"
    shown = client.get(answer.headers["location"]).json()
    assert shown["article"]["text"] == MOSCOW
    assert shown["article"]["published"] == ARTICLE["published"]
    assert len(shown["reports"]) == 1
    (meeting_link,) = saved["links"]["meetings"]
    assert client.get(meeting_link).json()["accounts"][0]["article_id"] == saved["id"]


def test_the_same_article_again_is_no_new_one_and_changes_nothing(client: httpx.Client, stored: str) -> None:
    before = client.get("/v1/who-met-whom").json()
    again = client.post("/v1/articles", json=ARTICLE)
    assert (again.status_code, again.json()["id"]) == (200, stored)
    assert again.json()["changed"] is False
    assert client.get("/v1/who-met-whom").json() == before


def test_an_address_with_new_text_replaces_what_the_old_text_said(client: httpx.Client, stored: str) -> None:
    corrected = MOSCOW.replace("Hakan Fidan", "Mevlut Cavusoglu")
    answer = client.post("/v1/articles", json=ARTICLE | {"text": corrected})
    assert (answer.status_code, answer.json()["id"], answer.json()["changed"]) == (200, stored, True)
    assert client.get("/v1/actors?q=Fidan").json()["items"] == []
    assert len(client.get("/v1/meetings").json()["items"]) == 1


def test_a_page_is_read_without_what_stands_around_the_article(client: httpx.Client) -> None:
    page = (
        "<html><head><title>Site</title></head><body><nav>Home | Sports | Subscribe</nav><article>"
        f"<h1>Lavrov hosts Fidan</h1><p>{MOSCOW}</p><p>The talks took three hours and ended with a dinner, "
        "according to officials of both ministries who spoke to reporters after the event.</p>"
        "</article><footer>Share this on social media</footer></body></html>"
    )
    answer = client.post("/v1/extract", json={"html": page, "published": "2024-06-12"})
    assert answer.status_code == 200, answer.text
    assert "Subscribe" not in answer.json()["text"]
    assert len(answer.json()["meetings"]) == 1


def test_a_deleted_article_is_gone_with_all_that_only_it_said(client: httpx.Client, stored: str) -> None:
    assert client.delete(f"/v1/articles/{stored}").status_code == 204
    assert_problem(client.get(f"/v1/articles/{stored}"), 404, "not_found")
    assert_problem(client.delete(f"/v1/articles/{stored}"), 404, "not_found")
    for listed in ("/v1/actors", "/v1/meetings?status=any", "/v1/who-met-whom?status=any"):
        assert client.get(listed).json()["items"] == []


def test_an_article_that_names_nobody_is_stored_all_the_same(client: httpx.Client, empty_graph: None) -> None:
    weather = "It rained all week long in the hills, and the farmers were glad of it after a very dry summer."
    answer = client.post("/v1/articles", json={"text": weather})
    assert (answer.status_code, answer.json()["meetings"]) == (201, 0)
    assert client.get(answer.headers["location"]).json()["reports"] == []
