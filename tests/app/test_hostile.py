"""Requests of somebody who means ill: every parameter of every route, and bodies of every bad shape.

Each is answered with what a client can understand, nothing of the machine shows, and the graph is what it
was.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

import httpx
import pytest
from neo4j import Driver

from app.main import create_app
from app.settings import Settings
from graph.export import export
from tests.app.conftest import ARTICLE
from tests.emptying import empty

VALUES = {
    "cypher": "' OR 1=1 WITH 1 AS x MATCH (n) DETACH DELETE n //",
    "cypher-brace": "}) DETACH DELETE a //",
    "cypher-backtick": "`) MATCH (n) SET n.pwned = true //",
    "cypher-parameter": "$actor}) RETURN 1 UNION CALL db.labels() YIELD label RETURN label //",
    "lucene": '"a" OR *:* AND (x~ y^9 [a TO z] \\',
    "sql": "1; DROP TABLE actors; --",
    "markup": "<script>alert(1)</script>",
    "template": "{{7*7}}${7*7}#{7*7}%{7*7}",
    "path": "../../../../etc/passwd",
    "nul": "a\x00b",
    "control": "\x01\x1b[2J\x7f\u202e\u2028",
    "unicode": "\ud7ff\ufffe\U0010ffff" + "é" * 40,
    "line-end": "a\r\nSet-Cookie: a=b",
    "huge": "A" * 5_000,
    "number": "99999999999999999999999999",
    "negative": "-1",
    "nan": "NaN",
    "nested": "[" * 200 + "]" * 200,
    "empty": "",
    "blank": "   ",
}
# What only an error of ours would say.
LEAKS = ("Traceback", "Neo.ClientError", "SyntaxError", 'File "/', "neo4j.exceptions", "pydantic_core")
STREAMED = {"/v1/articles/batch"}

document = create_app(Settings()).openapi()


def operations() -> Iterator[tuple[str, str, dict[str, Any]]]:
    for path, methods in document["paths"].items():
        for method, operation in methods.items():
            yield method, path, operation


PLACES = [
    pytest.param(method, path, one["in"], one["name"], id=f"{method} {path} {one['name']}")
    for method, path, operation in operations()
    for one in operation.get("parameters", [])
    if one["in"] in ("query", "path", "header")
]


@pytest.fixture(scope="module")
def graph(client: httpx.Client, plain_driver: Driver, neo4j_server: Any) -> Iterator[dict[str, Any]]:
    """What is there, and is to be there after every request of this file."""
    empty(plain_driver, neo4j_server.database)
    assert client.post("/v1/articles", json=ARTICLE).status_code == 201
    before = export(plain_driver, neo4j_server.database)
    yield before
    assert export(plain_driver, neo4j_server.database) == before
    empty(plain_driver, neo4j_server.database)


def check(answer: httpx.Response) -> None:
    assert answer.status_code < 500, answer.text
    if answer.status_code >= 400:
        assert answer.headers["content-type"] == "application/problem+json", answer.text
        assert {"code", "detail", "status", "title"} <= answer.json().keys()
    assert not [leak for leak in LEAKS if leak in answer.text]


@pytest.mark.parametrize(("method", "path", "where", "name"), PLACES)
def test_no_value_of_a_parameter_does_harm(
    graph: dict[str, Any], client: httpx.Client, method: str, path: str, where: str, name: str
) -> None:
    for value in VALUES.values():
        filled = path.replace("{" + name + "}", _escaped(value)) if where == "path" else path
        filled = filled.replace("{id}", "nothing").replace("{edition}", "nothing")
        filled = filled.replace("{a}", "Russia").replace("{b}", "Turkey").replace("{name}", "nothing")
        query = {name: value} if where == "query" else {}
        headers = {}
        if where == "header" and _sendable(value):
            headers = {name.encode(): value.encode("latin-1", "replace")}
        body: dict[str, Any] | None = {} if method == "post" else None
        check(client.request(method, filled, params=query, headers=headers, json=body))


def _escaped(value: str) -> str:
    return "".join(f"%{byte:02X}" for byte in value.encode("utf-8", "surrogatepass")) or "%20"


def _sendable(value: str) -> bool:
    return value.isprintable() and bool(value.strip())


BODIES = {
    "nothing": b"",
    "null": b"null",
    "number": b"1",
    "list": b"[]",
    "text": b'"text"',
    "deep-lists": b"[" * 100_000 + b"]" * 100_000,
    "deep-objects": b'{"a":' * 50_000 + b"1" + b"}" * 50_000,
    "cut": b'{"text": "abc',
    "not-utf8": b'{"text": "\xff\xfe\xfa"}',
    "utf16": '{"text": "abc"}'.encode("utf-16"),
    "bom": b'\xef\xbb\xbf{"text": "abc"}',
    "lone-surrogate": b'{"text": "\\ud800 abc"}',
    "nul": b'{"text": "\\u0000"}',
    "doubled": b'{"text": "a", "text": "b"}',
    "infinite": b'{"text": Infinity}',
    "huge-number": b'{"published": ' + b"9" * 5_000 + b"}",
    "wrong-types": json.dumps({name: [1] for name in ARTICLE}).encode(),
    "objects": json.dumps({name: {"$ne": ""} for name in ARTICLE}).encode(),
    "prototype": b'{"__proto__": {"text": "a"}, "constructor": 1}',
    "cypher": json.dumps(dict.fromkeys(ARTICLE, VALUES["cypher"])).encode(),
    "many-fields": json.dumps({f"field-{number}": number for number in range(20_000)}).encode(),
    "long-field": json.dumps({"a" * 200_000: 1}).encode(),
}
POSTS = [path for method, path, _ in operations() if method == "post" and path not in STREAMED]


@pytest.mark.parametrize("shape", BODIES)
@pytest.mark.parametrize("path", POSTS)
def test_no_body_does_harm(graph: dict[str, Any], client: httpx.Client, path: str, shape: str) -> None:
    filled = path.replace("{id}", "nothing")
    answer = client.post(filled, content=BODIES[shape], headers={"Content-Type": "application/json"})
    check(answer)
    if path == "/v1/articles" and answer.status_code == 201:
        client.delete(answer.json()["links"]["article"])  # odd, and an article all the same


@pytest.mark.parametrize(
    "kind",
    [
        "text/plain",
        "application/xml",
        "multipart/form-data; boundary=x",
        "application/json; charset=utf-7",
        "a",
        "",
    ],
)
@pytest.mark.parametrize("path", POSTS)
def test_other_content_types_are_refused(
    graph: dict[str, Any], client: httpx.Client, path: str, kind: str
) -> None:
    answer = client.post(path.replace("{id}", "nothing"), content=b"{}", headers={"Content-Type": kind})
    check(answer)
    assert answer.status_code == 415


@pytest.mark.parametrize("shape", BODIES)
def test_no_line_of_a_stream_does_harm(graph: dict[str, Any], client: httpx.Client, shape: str) -> None:
    body = BODIES[shape].replace(b"\n", b" ")
    answer = client.post("/v1/articles/batch", content=body, headers={"Content-Type": "application/x-ndjson"})
    check(answer)
    told = [json.loads(line) for line in answer.text.splitlines()]
    assert len(told) == bool(body.strip())
    assert {one["state"] for one in told} <= {"failed", "done"}
    for one in told:
        if one["state"] == "done":
            client.delete(one["article"]["links"]["article"])


@pytest.mark.parametrize("method", ["PUT", "PATCH", "TRACE", "CONNECT-X", "OPTIONS", "HEAD"])
@pytest.mark.parametrize(
    "path", ["/v1/articles", "/v1/meetings", "/v1/jobs/x", "/", "//", "/v1/%00", "/v1/../v1"]
)
def test_odd_methods_and_addresses_are_answered(
    graph: dict[str, Any], client: httpx.Client, method: str, path: str
) -> None:
    answer = client.request(method, path)
    assert answer.status_code < 500
    assert not [leak for leak in LEAKS if leak in answer.text]


def test_there_are_enough_of_them() -> None:
    assert len(PLACES) * len(VALUES) + len(POSTS) * len(BODIES) > 200
