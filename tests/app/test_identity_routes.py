"""What HTTP says of one meeting, one actor, two actors, an article's past; and what it said on a day."""

from __future__ import annotations

from typing import Any

import httpx
import pytest

from extractors.version import EXTRACTOR_VERSION
from tests.app.conftest import ARTICLE

PLAN = {
    "url": "https://news.example/plan",
    "published": "2024-06-05",
    "text": "MOSCOW – Russian Foreign Minister Sergei Lavrov will meet his Turkish counterpart Hakan Fidan "
    "in Moscow on June 11, his ministry announced on Wednesday. The talks are to last for three hours.",
}


@pytest.fixture
def history(stored: str, client: httpx.Client) -> str:
    """The id of a meeting that was planned and then held."""
    assert client.post("/v1/articles", json=PLAN).status_code == 201
    (meeting,) = client.get("/v1/meetings?status=any").json()["items"]
    return str(meeting["id"])


def get(client: httpx.Client, address: str, **asked: Any) -> Any:
    answer = client.get(address, params=asked)
    assert answer.status_code == 200, answer.text
    return answer.json()


def test_a_meeting_shows_its_history_with_the_words(history: str, client: httpx.Client) -> None:
    shown = get(client, f"/v1/meetings/{history}")
    assert [(step["published"], step["status"]) for step in shown["history"]] == [
        ("2024-06-05", "planned"),
        ("2024-06-12", "occurred"),
    ]
    article = get(client, f"/v1/articles/{shown['history'][0]['article_id']}")["article"]
    evidence = shown["history"][0]["evidence"]
    assert article["text"][evidence["start"] : evidence["end"]] == evidence["quote"]
    (tie,) = shown["joined"]
    assert (tie["kind"], {reason["code"] for reason in tie["reasons"]}) == (
        "certain",
        {"same_people", "same_day", "same_place", "same_channel"},
    )
    assert shown["conflicts"] == []


def test_as_of_a_day_it_was_only_planned(history: str, client: httpx.Client) -> None:
    assert get(client, f"/v1/meetings/{history}", as_of="2024-06-10")["status"] == "planned"
    assert get(client, "/v1/who-met-whom", actor="Lavrov", as_of="2024-06-10")["items"] == []
    assert len(get(client, "/v1/who-met-whom", actor="Lavrov", as_of="2024-06")["items"]) == 1
    assert get(client, "/v1/actors/Lavrov/met", as_of="2024-06-10")["items"] == []
    assert get(client, "/v1/actors", q="lavrov", as_of="2024-06-04")["items"] == []
    (meeting,) = get(client, "/v1/meetings", status="planned", as_of="2024-06-10")["items"]
    assert meeting["id"] == history
    early = client.get(f"/v1/meetings/{history}", params={"as_of": "2024-06-04"})
    assert (early.status_code, early.json()["code"]) == (404, "not_found")
    assert "2024-06-04" in early.json()["detail"]
    wrong = client.get(f"/v1/meetings/{history}", params={"as_of": "soon"})
    assert (wrong.status_code, wrong.json()["code"]) == (422, "invalid_request")


def test_an_actor_shows_its_names_offices_and_sources(history: str, client: httpx.Client) -> None:
    shown = get(client, "/v1/actors/Lavrov")
    (name,) = shown["names"]
    assert (name["forms"], name["party"], name["years"]) == (
        ["Sergei Lavrov", "Sergey Lavrov"],
        "RUS",
        [2020, 2029],
    )
    (tenure,) = shown["tenures"]
    assert (tenure["office"]["name"], tenure["first"], tenure["last"]) == (
        "foreign minister",
        "2024-06-05",
        "2024-06-12",
    )
    assert {source["published"] for source in tenure["sources"]} == {"2024-06-05", "2024-06-12"}
    assert get(client, "/v1/actors/Lavrov", as_of="2024-06-05")["tenures"][0]["articles"] == 1


def test_two_actors_through_time(history: str, client: httpx.Client) -> None:
    shown = get(client, "/v1/pairs/Lavrov/Turkey")
    assert shown["relation"]["count"] == 1
    assert shown["relation"]["by_year"] == {"2024": {"occurred": 1}}
    assert [one["id"] for one in shown["meetings"]["items"]] == [history]
    before = get(client, "/v1/pairs/Lavrov/Turkey", as_of="2024-06-06")
    assert before["relation"]["by_status"] == {"planned": 1}
    unknown = client.get("/v1/pairs/Lavrov/Atlantis")
    assert (unknown.status_code, unknown.json()["code"]) == (404, "unknown_actor")


def test_a_corrected_article_keeps_its_earlier_text_to_read(stored: str, client: httpx.Client) -> None:
    text = ARTICLE["text"].replace("Tuesday", "Monday")
    answer = client.post("/v1/articles", json={**ARTICLE, "text": text})
    assert (answer.status_code, answer.json()["changed"]) == (200, True)
    shown = get(client, f"/v1/articles/{stored}")
    assert shown["article"]["text"] == text
    (edition,) = shown["editions"]
    assert get(client, f"/v1/articles/{stored}/editions/{edition}")["article"]["text"] == ARTICLE["text"]
    missing = client.get(f"/v1/articles/{stored}/editions/none")
    assert missing.json()["code"] == "not_found"


def test_an_article_is_read_again_from_what_is_stored(stored: str, client: httpx.Client) -> None:
    before = get(client, f"/v1/articles/{stored}")
    answer = client.post(f"/v1/articles/{stored}/reextract")
    assert (answer.status_code, answer.json()["changed"]) == (200, False)
    after = get(client, f"/v1/articles/{stored}")
    assert after == before
    assert after["extractor_version"] == EXTRACTOR_VERSION
    assert client.post("/v1/articles/art-none/reextract").json()["code"] == "not_found"
