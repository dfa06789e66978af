"""GET /v1/ask and `chancery ask`: questions in words, answered from the graph or refused with reasons."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any
from urllib.parse import quote

import httpx
import pytest
from neo4j import Driver

from graph.connection import Connection
from tests.app.commands import chancery, environment
from tests.app.conftest import ARTICLE
from tests.emptying import empty

ARTICLES = [
    ARTICLE,
    {
        **ARTICLE,
        "url": "https://news.example/ankara",
        "published": "2023-05-11",
        "text": "ANKARA – Turkish Foreign Minister Hakan Fidan met his Russian counterpart Sergey Lavrov in "
        "Ankara on Wednesday, the ministry said. The meeting lasted for an hour.",
    },
    {
        **ARTICLE,
        "url": "https://news.example/phone",
        "published": "2024-06-14",
        "text": "WASHINGTON – U.S. Secretary of State Antony Blinken spoke by phone with Turkish Foreign "
        "Minister Hakan Fidan on Thursday, the State Department said.",
    },
    {
        **ARTICLE,
        "url": "https://news.example/cancelled",
        "published": "2023-03-02",
        "text": "PARIS – French President Emmanuel Macron cancelled his meeting with Polish President "
        "Andrzej Duda in Paris on Friday, the Elysee said.",
    },
]


@pytest.fixture(scope="module", autouse=True)
def articles(client: httpx.Client, plain_driver: Driver, neo4j_server: Connection) -> Iterator[None]:
    empty(plain_driver, neo4j_server.database)
    for article in ARTICLES:
        assert client.post("/v1/articles", json=article).status_code == 201
    yield
    empty(plain_driver, neo4j_server.database)


def ask(client: httpx.Client, question: str, **more: str) -> dict[str, Any]:
    answer = client.get("/v1/ask", params={"q": question, **more})
    assert answer.status_code == 200, answer.text
    found: dict[str, Any] = answer.json()
    assert found["not_understood"] == []
    return found


@pytest.mark.parametrize(
    ("question", "kind", "answer"),
    [
        ("Who did Lavrov meet in Moscow in June 2024?", "who", "Hakan Fidan."),
        ("who met Lavrov since 2023", "who", "Hakan Fidan."),
        ("who met whom in Ankara", "who", "Hakan Fidan and Sergey Lavrov."),
        ("When did Fidan meet Lavrov?", "when", "On 2024-06-11; on 2023-05-10."),
        ("when did Fidan last meet Lavrov", "when", "On 2024-06-11."),
        ("when did Fidan first meet Lavrov", "when", "On 2023-05-10."),
        ("Where did Fidan meet Lavrov?", "where", "Moscow (RUS); Ankara (TUR)."),
        (
            "how often did Turkey and Russia meet since 2022",
            "how_often",
            "Twice, between 2023-05-10 and 2024-06-11.",
        ),
        ("has Fidan met Lavrov in 2023?", "whether", "Yes: On 2023-05-10."),
        ("did Fidan talk to Blinken?", "whether", "Yes: On 2024-06-13 by phone."),
        ("did Fidan meet Blinken in person?", "whether", "No article here tells of such a meeting."),
        ("did Fidan talk to Blinken by phone in June 2024?", "whether", "Yes: On 2024-06-13 by phone."),
        ("who hosted the talks between Fidan and Lavrov in Moscow", "who_hosted", "Sergey Lavrov."),
        ("which meetings were cancelled in 2023", "which", "1 meeting, on 2023-03-03."),
        ("whom did Lavrov host in Moscow", "who", "Hakan Fidan."),
        ("who was received by Fidan", "who", "No article here tells of such a meeting."),
        ("did Russia host talks with Turkey?", "whether", "Yes: On 2024-06-11."),
        ("how many meetings did Russia host", "how_often", "Once, on 2024-06-11."),
    ],
)
def test_a_question_is_answered_in_a_sentence(
    client: httpx.Client, question: str, kind: str, answer: str
) -> None:
    found = ask(client, question)
    assert (found["kind"], found["answer"]) == (kind, answer)


def test_the_facts_stand_beside_the_sentence_with_their_words(client: httpx.Client) -> None:
    found = ask(client, "who did Lavrov meet in Moscow in June 2024?")
    (pair,) = found["pairs"]["items"]
    assert pair["meetings"][0]["evidence"][0]["quote"] in ARTICLE["text"]
    assert (found["actor"]["name"], found["with"], found["meetings"]) == ("Sergey Lavrov", None, None)
    hosted = ask(client, "who hosted the talks between Fidan and Lavrov in Moscow")
    assert [one["name"] for one in hosted["hosts"]] == ["Sergey Lavrov"]
    assert hosted["meetings"]["items"][0]["evidence"]


@pytest.mark.parametrize(
    "question",
    [
        "Who did Lavrov meet in Moscow in June 2024?",
        "when did Fidan first meet Lavrov",
        "when did Fidan last meet Lavrov",
        "which meetings were cancelled in 2023",
        "did Fidan talk to Blinken by phone in June 2024?",
        "who met whom in Ankara",
        "which meetings were held?",
        "talks with Turkey hosted by Russia",
        "when did Lavrov last receive Fidan",
    ],
)
def test_the_request_asks_the_same_without_words(client: httpx.Client, question: str) -> None:
    found = ask(client, question)
    same = client.get(found["request"])
    assert same.status_code == 200, same.text
    listed = found["pairs"] or found["meetings"]
    assert same.json()["items"] == listed["items"]
    assert listed["items"]


def test_what_was_understood_is_told_with_its_place_in_the_question(client: httpx.Client) -> None:
    question = "who did Lavrov meet in Moscow in June 2024?"
    found = ask(client, question)
    assert {(one["words"], one["parameter"], one["value"]) for one in found["understood"]} == {
        ("who", "kind", "who"),
        ("Lavrov", "actor", "Lavrov"),
        ("in Moscow", "place", "Moscow"),
        ("in June 2024", "from", "2024-06-01"),
        ("in June 2024", "to", "2024-06-30"),
    }
    assert all(question[one["start"] : one["end"]] == one["words"] for one in found["understood"])
    assert found["request"] == (
        "/v1/who-met-whom?actor=person%3Asergey-lavrov&from=2024-06-01&to=2024-06-30&place=Moscow"
    )


def test_a_host_may_be_of_the_meeting_or_of_talks_of_others(client: httpx.Client) -> None:
    met = ask(client, "when did Lavrov receive Fidan")
    assert [met[role]["name"] for role in ("actor", "with", "host")] == [
        "Sergey Lavrov",
        "Hakan Fidan",
        "Sergey Lavrov",
    ]
    of_others = ask(client, "which talks were hosted by Lavrov")
    assert (of_others["actor"], of_others["host"]["name"]) == (None, "Sergey Lavrov")
    assert of_others["request"] == "/v1/meetings?host=person%3Asergey-lavrov"


def test_a_long_answer_goes_on_at_the_request(client: httpx.Client) -> None:
    found = ask(client, "which meetings were held?", limit="1")
    assert len(found["meetings"]["items"]) == 1
    assert found["total"]["count"] == 3
    following = client.get(found["meetings"]["next"]).json()
    assert following["items"]
    assert following["items"] != found["meetings"]["items"]


def test_as_of_a_day_before_the_news_nothing_is_known(client: httpx.Client) -> None:
    found = ask(client, "did Fidan meet Lavrov in 2024?", as_of="2024-01-01")
    assert (found["verdict"], found["meetings"]["items"]) == ("unknown", [])
    assert ask(client, "did Fidan meet Lavrov in 2024?")["verdict"] == "yes"


@pytest.mark.parametrize(
    ("question", "status", "code"),
    [
        ("what is the weather in Ankara?", 422, "not_understood"),
        ("why did Lavrov meet Fidan?", 422, "not_understood"),
        ("who did Lavrov meet about grain?", 422, "not_understood"),
        ("did Lavrov not meet Fidan?", 422, "not_understood"),
        ("did Egypt's Lavrov meet Fidan?", 422, "not_understood"),
        ("did the Turkish foreign minister meet Lavrov?", 422, "not_understood"),
        ("who met Xi?", 404, "unknown_actor"),
        ("", 422, "invalid_request"),
        ("who met " + "x" * 500, 422, "invalid_request"),
    ],
)
def test_what_cannot_be_answered_is_refused(
    client: httpx.Client, question: str, status: int, code: str
) -> None:
    answer = client.get("/v1/ask", params={"q": question})
    assert (answer.status_code, answer.json()["code"]) == (status, code), answer.text


def test_a_refusal_says_what_was_understood_and_what_was_not(client: httpx.Client) -> None:
    refused = client.get("/v1/ask", params={"q": "who did Lavrov meet about grain in Moscow?"}).json()
    assert [one["words"] for one in refused["not_understood"]] == ["about", "grain"]
    assert {one["words"] for one in refused["understood"]} >= {"Lavrov", "in Moscow"}
    assert "'grain'" in refused["detail"]


def test_an_office_is_answered_with_the_names_of_its_holders(client: httpx.Client) -> None:
    refused = client.get("/v1/ask", params={"q": "did the Turkish foreign minister meet Lavrov?"}).json()
    assert "'the Turkish foreign minister' was held by Hakan Fidan" in refused["detail"]


def test_a_name_of_several_is_answered_with_the_candidates(client: httpx.Client) -> None:
    for name in ("Emil", "Rosa"):
        article = {
            "published": "2024-03-01",
            "text": f"OSLO – Norwegian Foreign Minister {name} Sandvik met Finnish President Alexander Stubb "
            "in Oslo on Thursday, the ministry said.",
        }
        assert client.post("/v1/articles", json=article).status_code in (200, 201)
    answer = client.get("/v1/ask", params={"q": "who met Sandvik?"})
    assert (answer.status_code, answer.json()["code"]) == (409, "ambiguous_actor"), answer.text
    assert {one["name"] for one in answer.json()["candidates"]} == {"Emil Sandvik", "Rosa Sandvik"}


def test_unknown_parameters_are_refused(client: httpx.Client) -> None:
    answer = client.get(f"/v1/ask?q={quote('who met Xi')}&actor=Xi")
    assert (answer.status_code, answer.json()["code"]) == (422, "invalid_request")


def test_the_command_answers_and_refuses(neo4j_server: Any) -> None:
    env = environment(neo4j_server)
    result = chancery("ask", "when did Fidan last meet Lavrov", env=env)
    assert result.returncode == 0, result.stderr
    assert "On 2024-06-11." in result.stdout
    assert "“Russian" in result.stdout
    as_json = chancery("ask", "when did Fidan last meet Lavrov", "--json", env=env)
    assert json.loads(as_json.stdout)["with"]["name"] == "Sergey Lavrov"
    refused = chancery("ask", "why did Fidan meet Lavrov", env=env)
    assert (refused.returncode, "Not understood" in refused.stderr) == (1, True)
    assert "Traceback" not in refused.stderr
