"""Timelines, paths, pictures, figures and search over HTTP: parameters, errors, pages, evidence."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

import httpx
import pytest

from tests.app.test_bad_input import assert_problem
from tests.app.test_who_met_whom import ARTICLES

AMMAN = {
    "url": "https://news.example/amman",
    "title": "Fidan in Amman",
    "source": "Example News",
    "published": "2024-08-07",
    "text": "AMMAN - Turkish Foreign Minister Hakan Fidan met his Jordanian counterpart Ayman Safadi in "
    "Amman on Tuesday. They spoke about the grain deal and about refugees.",
}


@pytest.fixture(scope="module")
def asked(client: httpx.Client, wipe: Callable[[], None]) -> Iterator[httpx.Client]:
    """The service with a few articles in it."""
    wipe()
    links = []
    for article in [*ARTICLES, AMMAN]:
        answer = client.post("/v1/articles", json=article)
        assert answer.status_code in (200, 201), answer.text
        links.append(answer.headers["location"])
    yield client
    for link in links:
        client.delete(link)


def get(client: httpx.Client, question: str, **parameters: str) -> Any:
    answer = client.get(question, params=parameters) if parameters else client.get(question)
    assert answer.status_code == 200, answer.text
    return answer.json()


def names(path: dict[str, Any]) -> list[str]:
    return [one["name"] for one in path["actors"]]


def test_a_timeline_has_what_came_of_it_and_what_is_only_planned(asked: httpx.Client) -> None:
    found = get(asked, "/v1/actors/Fidan/timeline", order="oldest")
    assert found["actor"]["name"] == "Hakan Fidan"
    assert [one["status"] for one in found["meetings"]["items"]] == ["occurred", "planned", "occurred"]
    assert [one["period"] for one in found["periods"]["items"]] == ["2024-06", "2024-07", "2024-08"]
    assert found["periods"]["whole"]["by_status"] == {"occurred": 2, "planned": 1}
    assert get(asked, "/v1/actors/Fidan/timeline", status="occurred")["periods"]["whole"]["count"] == 2
    with_greece = get(asked, "/v1/actors/Fidan/timeline", **{"with": "Greece"})
    assert [one["status"] for one in with_greece["meetings"]["items"]] == ["planned"]


def test_a_timeline_is_of_everyone_who_acts_for_a_country(asked: httpx.Client) -> None:
    assert get(asked, "/v1/actors/Türkiye/timeline", by="year")["periods"]["items"][0]["count"] == 3


def test_two_are_connected_by_whom_both_met_with_the_sentences(asked: httpx.Client) -> None:
    found = get(asked, "/v1/paths", **{"from": "person:sergey-lavrov", "to": "Jordan"})
    (path,) = found["items"]
    assert names(path) == ["Sergey Lavrov", "Hakan Fidan", "Ayman Safadi"]
    assert (path["length"], found["searched"], found["next"]) == (2, 4, None)
    for hop in path["hops"]:
        (meeting,) = hop["meetings"]
        assert meeting["place"]["name"] in ("Moscow", "Amman")
        assert get(asked, f"/v1/meetings/{meeting['id']}")["id"] == meeting["id"]
        evidence = meeting["evidence"][0]
        text = get(asked, f"/v1/articles/{evidence['article_id']}")["article"]["text"]
        assert text[evidence["start"] : evidence["end"]] == evidence["quote"]


def test_the_days_of_a_path_are_since_and_until(asked: httpx.Client) -> None:
    ends = {"from": "person:sergey-lavrov", "to": "Safadi"}
    assert get(asked, "/v1/paths", **ends, until="2024-07")["items"] == []
    assert len(get(asked, "/v1/paths", **ends, since="2024-06", until="2024")["items"]) == 1


def test_those_whom_nothing_connects_get_an_empty_answer(asked: httpx.Client) -> None:
    found = get(asked, "/v1/paths", **{"from": "Fidan", "to": "Wang Yi", "max": "6"})
    assert found == {"items": [], "next": None, "searched": 6}


def test_a_picture_says_what_it_shows_of_what_there_is(asked: httpx.Client) -> None:
    found = get(asked, "/v1/network", limit="3")
    assert found["showing"]["nodes"] == len(found["nodes"]) == 3
    assert found["total"]["nodes"] > 3
    assert found["nodes"][0]["name"] == "Hakan Fidan"
    assert found["chosen_by"]
    here = {node["id"] for node in found["nodes"]}
    assert all({edge["source"], edge["target"]} <= here for edge in found["edges"])
    edge = get(asked, "/v1/network", actor="Safadi")["edges"][0]
    assert get(asked, f"/v1/meetings/{edge['meetings'][0]}")["place"]["name"] == "Amman"


def test_a_node_is_opened_page_by_page(asked: httpx.Client) -> None:
    following: str | None = "/v1/network?around=Fidan&limit=1"
    targets = []
    while following:
        page = get(asked, following)
        targets += [edge["target"] for edge in page["edges"]]
        assert page["total"] == {"nodes": 3, "edges": 2}
        following = page["next"]
    assert sorted(targets) == ["person:ayman-safadi", "person:sergey-lavrov"]


def test_meetings_can_be_nodes(asked: httpx.Client) -> None:
    found = get(asked, "/v1/network?mode=meetings&around=Safadi")
    assert [node["type"] for node in found["nodes"]] == ["meeting", "actor", "actor"]
    assert {edge["type"] for edge in found["edges"]} == {"took_part"}


def test_figures_of_the_whole_graph(asked: httpx.Client) -> None:
    assert get(asked, "/v1/stats")["articles"] >= 5
    (most, *_) = get(asked, "/v1/stats/most-met")["items"]
    assert (most["actor"]["name"], most["count"], most["counterparts"]) == ("Hakan Fidan", 2, 2)
    pair = get(asked, "/v1/stats/most-met/pairs", party="Jordan")
    assert ({pair["items"][0]["a"]["name"], pair["items"][0]["b"]["name"]}, pair["total"]) == (
        {"Hakan Fidan", "Ayman Safadi"},
        1,
    )
    places = get(asked, "/v1/stats/places", party="TUR")["items"]
    assert {one["place"]["name"] for one in places} == {"Moscow", "Amman"}
    assert get(asked, "/v1/stats/places", actor="Fidan")["without"] == 0
    hosts = get(asked, "/v1/stats/hosts", actor="Fidan")
    assert hosts["without"] + sum(one["count"] for one in hosts["items"]) == 2
    hosted = get(asked, "/v1/stats/places", host="Sergey Lavrov")["items"]
    assert [one["place"]["name"] for one in hosted] == ["Moscow"]
    months = get(asked, "/v1/stats/by-period", actor="Fidan")["items"]
    assert [(one["period"], one["count"]) for one in months] == [("2024-06", 1), ("2024-08", 1)]
    ranked = get(asked, "/v1/stats/centrality", measure="betweenness")
    assert ranked["items"][0]["actor"]["name"] == "Hakan Fidan"
    assert ranked["showing"] == ranked["whole"]


def test_words_are_found_in_articles_and_quotes(asked: httpx.Client) -> None:
    (found,) = get(asked, "/v1/search", q='"grain deal" refugees', **{"in": "articles"})["items"]
    assert found["title"] == "Fidan in Amman"
    assert get(asked, f"/v1/articles/{found['article_id']}")["article"]["url"] == AMMAN["url"]
    snippet = found["snippets"][0]
    marked = [snippet["text"][mark["start"] : mark["end"]] for mark in snippet["marks"]]
    assert marked == ["grain deal", "refugees"]
    (quote,) = get(asked, "/v1/search", q="Safadi", **{"in": "quotes", "source": "example news"})["items"]
    assert get(asked, f"/v1/meetings/{quote['meeting_id']}")["place"]["name"] == "Amman"


NARROWED = "party=Turkey&source=EXAMPLE%20news&confidence=0.1"


@pytest.mark.parametrize(
    ("question", "shows"),
    [
        ("/v1/who-met-whom?", "Safadi"),
        ("/v1/meetings?", "Safadi"),
        ("/v1/actors/Fidan/met?", "Safadi"),
        ("/v1/actors/Fidan/timeline?", "Safadi"),
        ("/v1/pairs/Safadi/Fidan?", "Amman"),
        ("/v1/network?", "Safadi"),
        ("/v1/network?mode=meetings&", "Safadi"),
        ("/v1/stats/most-met?", "Safadi"),
        ("/v1/stats/most-met/pairs?", "Safadi"),
        ("/v1/stats/places?", "Amman"),
        ("/v1/stats/by-period?", '"2024-08"'),
        ("/v1/stats/centrality?", "Safadi"),
        ("/v1/export?format=jsonl&", "Safadi"),
    ],
)
def test_every_list_takes_a_party_a_source_and_a_confidence(
    asked: httpx.Client, question: str, shows: str
) -> None:
    def found(more: str) -> str:
        answer = asked.get(f"{question}from=2024-08&{more}")
        assert answer.status_code == 200, answer.text
        return answer.text

    assert shows in found(NARROWED)
    others = ("party=China", "source=nobody", "source=Example%20News&confidence=1")
    assert [shows in found(more) for more in others] == [False, False, False]


def test_a_path_takes_a_source_and_a_confidence(asked: httpx.Client) -> None:
    assert len(get(asked, f"{PATHS}&source=Example%20News&confidence=0.1")["items"]) == 1
    assert get(asked, f"{PATHS}&source=nobody")["items"] == []


def test_places_are_suggested_by_the_number_of_their_meetings(asked: httpx.Client) -> None:
    found = get(asked, "/v1/places")["items"]
    assert {one["place"]["name"] for one in found} >= {"Moscow", "Amman", "Athens"}
    (athens,) = get(asked, "/v1/places", q="ATH")["items"]
    assert (athens["place"]["name"], athens["place"]["country"], athens["meetings"]) == ("Athens", "GRC", 1)
    for nowhere in ("thens", "…"):
        assert get(asked, "/v1/places", q=nowhere) == {"items": [], "next": None}


def test_sources_are_suggested_by_the_number_of_their_articles(asked: httpx.Client) -> None:
    (first, *_) = get(asked, "/v1/sources")["items"]
    assert first["name"] == "Example News"
    assert get(asked, "/v1/sources", q="NEW")["items"] == [first]
    assert get(asked, "/v1/sources", q="xample") == {"items": [], "next": None}


@pytest.mark.parametrize(
    "question",
    [
        "/v1/stats/most-met?status=any&",
        "/v1/stats/most-met/pairs?status=any&",
        "/v1/stats/places?status=any&",
        "/v1/stats/by-period?status=any&",
        "/v1/stats/centrality?measure=pagerank&",
        "/v1/search?q=minister&",
    ],
)
def test_pages_by_their_links_give_the_whole_list_once(asked: httpx.Client, question: str) -> None:
    whole = get(asked, f"{question}limit=100")["items"]
    assert len(whole) >= 3
    found: list[Any] = []
    following: str | None = f"{question}limit=1"
    while following:
        page = get(asked, following)
        assert len(page["items"]) == 1
        found += page["items"]
        following = page["next"]
    assert found == whole


def test_a_timeline_with_many_periods_leads_to_the_rest(
    asked: httpx.Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("graph.periods.AT_ONCE", 1)
    question = "/v1/actors/Fidan/timeline?by=day&order=oldest&from=2024-06&inferred=false"
    found = get(asked, question)["periods"]
    assert [one["period"] for one in found["items"]] == ["2024-06-11"]
    rest = get(asked, found["next"])
    assert [one["by_status"] for one in rest["items"]] == [{"planned": 1}, {"occurred": 1}]
    assert rest["whole"] == found["whole"]


PATHS = "/v1/paths?from=Fidan&to=Safadi"
BAD_QUESTIONS: list[tuple[str, str, int, str, str]] = [
    ("a timeline of nobody", "/v1/actors/Nobody%20Nowhere/timeline", 404, "unknown_actor", "Nobody"),
    ("a timeline by week", "/v1/actors/Fidan/timeline?by=week", 422, "invalid_request", "month"),
    ("a timeline backwards", "/v1/actors/Fidan/timeline?from=2024&to=2023", 422, "cannot_be_asked", "later"),
    ("a timeline of Lavrov", "/v1/actors/Lavrov/timeline", 409, "ambiguous_actor", "person:ishaq-lavrov"),
    ("a path from nowhere", "/v1/paths?to=Fidan", 422, "invalid_request", "query.from"),
    ("a path to oneself", "/v1/paths?from=Turkey&to=TUR", 422, "cannot_be_asked", "same actor"),
    ("too long a path", f"{PATHS}&max=7", 422, "invalid_request", "max"),
    ("a path's days backwards", f"{PATHS}&since=2024&until=2023", 422, "cannot_be_asked", "later"),
    ("a path's day in words", f"{PATHS}&since=May", 422, "invalid_request", "May"),
    ("a path's status", f"{PATHS}&status=held", 422, "invalid_request", "held"),
    ("a path's made-up cursor", f"{PATHS}&cursor=x", 422, "bad_cursor", ""),
    ("too large a picture", "/v1/network?limit=2001", 422, "invalid_request", "2000"),
    ("a picture of another mode", "/v1/network?mode=places", 422, "invalid_request", "meetings"),
    ("a picture's cursor without pages", "/v1/network?cursor=x", 422, "cannot_be_asked", "around"),
    ("around and actor", "/v1/network?around=Fidan&actor=Safadi", 422, "cannot_be_asked", "around"),
    ("around nobody", "/v1/network?around=Nobody%20Nowhere", 404, "unknown_actor", "Nobody"),
    ("a made-up cursor around", "/v1/network?around=Fidan&cursor=x", 422, "bad_cursor", ""),
    ("a person as a party", "/v1/stats/most-met?party=Fidan", 422, "cannot_be_asked", "actor="),
    ("a party that is none", "/v1/stats/places?party=Nobody%20Nowhere", 404, "unknown_actor", "Nobody"),
    ("a measure that is none", "/v1/stats/centrality?measure=fame", 422, "invalid_request", "pagerank"),
    ("counts of something", "/v1/stats?actor=Fidan", 422, "invalid_request", "actor"),
    ("a mistyped filter", "/v1/stats/by-period?form=2023", 422, "invalid_request", "form"),
    ("a party among meetings", "/v1/meetings?party=Fidan", 422, "cannot_be_asked", "actor="),
    ("surer than sure", "/v1/meetings?confidence=1.5", 422, "invalid_request", "query.confidence"),
    ("a blank source", "/v1/who-met-whom?source=%20", 422, "invalid_request", "query.source"),
    ("a made-up cursor of sources", "/v1/sources?cursor=x", 422, "bad_cursor", ""),
    ("a made-up cursor of places", "/v1/places?cursor=x", 422, "bad_cursor", ""),
    ("nothing to search", "/v1/search", 422, "invalid_request", "query.q"),
    ("only blanks to search", "/v1/search?q=%20", 422, "invalid_request", "query.q"),
    ("only stop words", "/v1/search?q=the%20of%20and", 422, "empty_search", "the of and"),
    ("only signs", "/v1/search?q=%2B%2B(%22*", 422, "empty_search", "no word"),
    ("only what is not to be there", "/v1/search?q=-grain", 422, "empty_search", "minus"),
    ("searched in what is not", "/v1/search?q=grain&in=places", 422, "invalid_request", "quotes"),
    ("published backwards", "/v1/search?q=grain&from=2024&to=2023", 422, "cannot_be_asked", "later"),
    ("a made-up cursor of a search", "/v1/search?q=grain&cursor=x", 422, "bad_cursor", ""),
]


@pytest.mark.parametrize(
    ("question", "status", "code", "said"),
    [row[1:] for row in BAD_QUESTIONS],
    ids=[row[0] for row in BAD_QUESTIONS],
)
def test_a_question_that_cannot_be_answered_says_why(
    asked: httpx.Client, question: str, status: int, code: str, said: str
) -> None:
    assert_problem(asked.get(question), status, code)
    assert said in asked.get(question).text


@pytest.mark.parametrize(
    "words", ["title:Fidan", "Fidan~", "Fid*", "/Fidan/", "[a TO z]", "Fidan^9 &&", "a\\"]
)
def test_what_means_something_to_lucene_is_searched_as_words(asked: httpx.Client, words: str) -> None:
    assert asked.get("/v1/search", params={"q": words}).status_code in (200, 422)
    assert asked.get("/v1/search", params={"q": words + " Safadi"}).status_code == 200
