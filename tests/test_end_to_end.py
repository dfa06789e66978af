"""One article's whole way: in by HTTP, questions answered, out again, nothing left."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import httpx
import pytest
from neo4j import Driver, GraphDatabase

from graph.schema import OPERATIONAL
from tests.app.commands import environment, served
from tests.emptying import empty

ARTICLE = {
    "url": "https://news.example/four-in-moscow?utm_source=feed",
    "title": "Four foreign ministers at one table in Moscow",
    "source": "Example News",
    "published": "2023-05-10",
    "text": (
        "MOSCOW – Russia's foreign minister hosted his counterparts from Turkey, Syria and Iran on "
        "Wednesday.\n\n"
        "Russian Foreign Minister Sergey Lavrov said at the start that he hoped for a plan to mend relations "
        "between Ankara and Damascus. Syrian Foreign Minister Faisal Mekdad said during the meeting on "
        "Wednesday that Turkish soldiers had to leave.\n\n"
        "Turkish President Recep Tayyip Erdogan faces an election on Sunday.\n\n"
        "Please enter your comment!"
    ),
}


@pytest.fixture
def graph(neo4j_server: Any) -> Iterator[Driver]:
    """An empty one."""
    with GraphDatabase.driver(neo4j_server.uri, auth=(neo4j_server.user, neo4j_server.password)) as driver:
        empty(driver, neo4j_server.database)
        yield driver


@pytest.fixture
def client(neo4j_server: Any, graph: Driver) -> Iterator[httpx.Client]:
    """The service as `chancery serve` runs it."""
    with (
        served(environment(neo4j_server), "--no-seeds") as service,
        httpx.Client(base_url=service.address, timeout=60) as opened,
    ):
        yield opened


def size(graph: Driver, database: str) -> int:
    query = "MATCH (n) WHERE NOT any(one IN labels(n) WHERE one IN $own) RETURN count(n) AS size"
    found = graph.execute_query(query, own=OPERATIONAL, database_=database).records
    return int(found[0]["size"])


def sides(answer: httpx.Response) -> set[frozenset[str]]:
    assert answer.status_code == 200, answer.text
    return {frozenset((one["a"]["party"], one["b"]["party"])) for one in answer.json()["items"]}


def test_an_article_goes_in_answers_questions_and_comes_out(
    client: httpx.Client, graph: Driver, neo4j_server: Any
) -> None:
    assert size(graph, neo4j_server.database) == 0
    sent = client.post("/v1/articles", json=ARTICLE)
    assert (sent.status_code, sent.json()["meetings"]) == (201, 1), sent.text

    four = {"RUS", "TUR", "SYR", "IRN"}
    all_pairs = {frozenset((a, b)) for a in four for b in four if a < b}
    assert sides(client.get("/v1/who-met-whom")) == all_pairs
    assert sides(client.get("/v1/who-met-whom?actor=Turkey&with=Syria")) == {frozenset(("TUR", "SYR"))}
    assert sides(client.get("/v1/who-met-whom?actor=Erdogan")) == set()

    (meeting,) = client.get("/v1/meetings?actor=Mekdad").json()["items"]
    assert meeting["date"]["start"] == "2023-05-10"
    assert (meeting["place"]["name"], meeting["channel"]) == ("Moscow", "in_person")
    (host,) = [one for one in meeting["participants"] if one["role"] == "host"]
    assert host["actor"]["name"] == "Sergey Lavrov"

    stored = client.get(f"/v1/articles/{sent.json()['id']}").json()
    text = stored["article"]["text"]
    assert "comment" not in text
    spans = [span for report in stored["reports"] for span in report["evidence"]]
    spans += [span for mention in stored["mentions"] for span in mention["spans"]]
    assert spans
    assert all(text[span["start"] : span["end"]] == span["quote"] for span in spans)

    assert client.post("/v1/articles", json=ARTICLE).json()["changed"] is False
    assert client.delete(f"/v1/articles/{sent.json()['id']}").status_code == 204
    assert size(graph, neo4j_server.database) == 0
    assert sides(client.get("/v1/who-met-whom?status=any")) == set()
