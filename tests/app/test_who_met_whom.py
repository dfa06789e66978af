"""Questions over HTTP: names as they come, filters, pages, evidence."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

import httpx
import pytest

from tests.app.conftest import ARTICLE
from tests.app.test_bad_input import assert_problem

ARTICLES = [
    ARTICLE,
    {
        "url": "https://news.example/beijing",
        "published": "2024-03-05",
        "text": "BEIJING - Chinese Foreign Minister Wang Yi met Indonesian Foreign Minister Retno "
        "Marsudi in Beijing on Monday, the ministry said.",
    },
    {
        "url": "https://news.example/bilal",
        "published": "2024-05-21",
        "text": "ISLAMABAD - Pakistani Foreign Minister Ishaq Lavrov met Saudi Foreign Minister Faisal bin "
        "Farhan in Islamabad on Monday. They spoke about trade and about the weather.",
    },
    {
        "url": "https://news.example/planned",
        "published": "2024-07-01",
        "text": "ANKARA - Turkish Foreign Minister Hakan Fidan will meet Greek Foreign Minister George "
        "Gerapetritis in Athens on Friday, the foreign ministry announced on Monday.",
    },
]


@pytest.fixture(scope="module")
def asked(client: httpx.Client, wipe: Callable[[], None]) -> Iterator[httpx.Client]:
    """The service with ARTICLES in it."""
    wipe()
    links = []
    for article in ARTICLES:
        answer = client.post("/v1/articles", json=article)
        assert answer.status_code in (200, 201), answer.text
        links.append(answer.headers["location"])
    yield client
    for link in links:
        client.delete(link)


def pairs(answer: httpx.Response) -> list[tuple[str, str]]:
    assert answer.status_code == 200, answer.text
    return [(one["a"]["name"], one["b"]["name"]) for one in answer.json()["items"]]


@pytest.mark.parametrize(
    "name",
    ["Fidan", "hakan fidan", "person:hakan-fidan", "Türkiye", "Turkey", "TUR", "Ankara", "country:tur"],
)
def test_names_are_taken_as_they_come(asked: httpx.Client, name: str) -> None:
    assert pairs(asked.get("/v1/who-met-whom", params={"actor": name})) == [("Hakan Fidan", "Sergey Lavrov")]


def test_both_sides_can_be_parties(asked: httpx.Client) -> None:
    answer = asked.get("/v1/who-met-whom", params={"actor": "Moscow", "with": "Türkiye"})
    assert pairs(answer) == [("Sergey Lavrov", "Hakan Fidan")]


def test_an_answer_shows_the_meeting_and_the_sentence(asked: httpx.Client) -> None:
    (pair,) = asked.get("/v1/who-met-whom?actor=Fidan").json()["items"]
    assert pair["count"] == 1
    assert pair["first"] == pair["last"] == "2024-06-11"
    (meeting,) = pair["meetings"]
    assert (meeting["status"], meeting["channel"], meeting["place"]["name"]) == (
        "occurred",
        "in_person",
        "Moscow",
    )
    evidence = meeting["evidence"][0]
    assert evidence["url"] == ARTICLE["url"]
    stored = asked.get(f"/v1/articles/{evidence['article_id']}").json()["article"]["text"]
    assert stored[evidence["start"] : evidence["end"]] == evidence["quote"]
    assert "hosted his Turkish counterpart" in evidence["quote"]


def test_a_name_that_several_go_by_is_answered_with_all_of_them(asked: httpx.Client) -> None:
    problem = assert_problem(asked.get("/v1/who-met-whom?actor=Lavrov"), 409, "ambiguous_actor")
    assert {one["id"] for one in problem["candidates"]} == {"person:sergey-lavrov", "person:ishaq-lavrov"}
    assert {one["party"] for one in problem["candidates"]} == {"RUS", "PAK"}
    for one in problem["candidates"]:
        assert asked.get("/v1/who-met-whom", params={"actor": one["id"]}).status_code == 200


@pytest.mark.parametrize(
    ("filters", "met"),
    [
        ({"from": "2024-06"}, {"Sergey Lavrov"}),
        ({"to": "2024-06-10"}, set()),
        ({"from": "2024-06-11", "to": "2024-06-11"}, {"Sergey Lavrov"}),
        ({"place": "Moscow"}, {"Sergey Lavrov"}),
        ({"place": "RUS"}, {"Sergey Lavrov"}),
        ({"place": "Athens"}, set()),
        ({"host": "Russia"}, {"Sergey Lavrov"}),
        ({"host": "person:sergey-lavrov"}, {"Sergey Lavrov"}),
        ({"host": "Turkey"}, set()),
        ({"channel": "in_person"}, {"Sergey Lavrov"}),
        ({"channel": "phone"}, set()),
        ({"status": "planned"}, {"George Gerapetritis"}),
        ({"status": "any"}, {"Sergey Lavrov", "George Gerapetritis"}),
        ({"status": "planned", "place": "Athens"}, {"George Gerapetritis"}),
    ],
)
def test_filters_keep_what_fits(asked: httpx.Client, filters: dict[str, str], met: set[str]) -> None:
    answer = asked.get("/v1/who-met-whom", params={"actor": "Fidan"} | filters)
    assert {b for _, b in pairs(answer)} == met


@pytest.mark.parametrize(
    "question",
    [
        "/v1/who-met-whom?status=any&",
        "/v1/meetings?status=any&",
        "/v1/meetings?status=any&order=oldest&",
        "/v1/actors?",
        "/v1/actors?kind=person&",
    ],
)
def test_pages_by_their_links_give_the_whole_list_once(asked: httpx.Client, question: str) -> None:
    whole = asked.get(f"{question}limit=100").json()["items"]
    assert len(whole) >= 4
    found: list[Any] = []
    following: str | None = f"{question}limit=1"
    while following:
        page = asked.get(following).json()
        assert len(page["items"]) == 1
        found += page["items"]
        following = page["next"]
    assert found == whole


def test_a_cursor_is_of_use_to_its_own_list_only(asked: httpx.Client) -> None:
    latest = httpx.URL(asked.get("/v1/meetings?status=any&limit=1").json()["next"]).params["cursor"]
    assert_problem(asked.get(f"/v1/meetings?order=oldest&cursor={latest}"), 422, "bad_cursor")
    following = asked.get("/v1/actors?limit=1").json()["next"]
    cursor = httpx.URL(following).params["cursor"]
    assert_problem(asked.get("/v1/meetings", params={"cursor": cursor}), 422, "bad_cursor")


def test_actors_are_found_by_the_beginning_of_a_name(asked: httpx.Client) -> None:
    found = asked.get("/v1/actors", params={"q": "retno mars"}).json()["items"]
    assert [one["name"] for one in found] == ["Retno Marsudi"]
    assert asked.get("/v1/actors/Marsudi").json()["id"] == found[0]["id"]


def test_an_actor_tells_its_office_and_whom_it_met(asked: httpx.Client) -> None:
    actor = asked.get("/v1/actors/Wang Yi").json()
    assert [one["office"]["name"] for one in actor["tenures"]] == ["foreign minister"]
    met = asked.get(f"/v1/actors/{actor['id']}/met").json()["items"]
    assert [(one["actor"]["name"], one["count"]) for one in met] == [("Retno Marsudi", 1)]


def test_a_country_met_whom_those_met_who_act_for_it(asked: httpx.Client) -> None:
    met = asked.get("/v1/actors/China/met").json()["items"]
    assert "Retno Marsudi" in {one["actor"]["name"] for one in met}


def test_meetings_can_be_asked_by_place_and_opened(asked: httpx.Client) -> None:
    (listed,) = asked.get("/v1/meetings?place=Beijing&from=2024").json()["items"]
    assert {one["actor"]["name"] for one in listed["participants"]} == {"Wang Yi", "Retno Marsudi"}
    opened = asked.get(f"/v1/meetings/{listed['id']}").json()
    assert [one["url"] for one in opened["accounts"]] == ["https://news.example/beijing"]
