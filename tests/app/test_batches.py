"""Streams of articles: a line of result for each line, in order, while it runs."""

from __future__ import annotations

import json
import socket
import time
from collections.abc import Iterator
from typing import Any
from urllib.parse import urlsplit

import httpx
import pytest

from app.settings import Settings
from tests.app.conftest import ARTICLE
from tests.app.test_jobs import wait_for

pytestmark = pytest.mark.usefixtures("empty_graph")

BATCH = "/v1/articles/batch"
LINES = {"Content-Type": "application/x-ndjson"}


def line(number: int, **changes: Any) -> bytes:
    return json.dumps(ARTICLE | {"url": f"https://news.example/{number}"} | changes).encode() + b"\n"


def send(client: httpx.Client, content: bytes | Iterator[bytes], query: str = "") -> list[dict[str, Any]]:
    answer = client.post(BATCH + query, content=content, headers=LINES)
    assert answer.status_code == 200, answer.text
    assert answer.headers["content-type"].startswith("application/x-ndjson")
    return [json.loads(one) for one in answer.text.splitlines()]


def test_every_line_is_answered_in_order_and_broken_ones_are_skipped(client: httpx.Client) -> None:
    content = (
        line(1) + b"\n" + b"{broken\n" + line(4, text="") + b"[]\n" + b"\xff\xfe\n" + line(7, extra="ignored")
    )
    told = send(client, content)
    assert [(one["line"], one["state"], one.get("code")) for one in told] == [
        (1, "done", None),
        (3, "failed", "broken_line"),
        (4, "failed", "empty_text"),
        (5, "failed", "broken_line"),
        (6, "failed", "broken_line"),
        (7, "done", None),
    ]
    assert "column 2" in told[1]["detail"]
    assert told[0]["article"]["created"] is True
    assert client.get(told[0]["article"]["links"]["article"]).status_code == 200


def test_an_answer_comes_while_lines_still_go_out(address: str) -> None:
    parts = urlsplit(address)
    head = (
        f"POST {BATCH} HTTP/1.1\r\nHost: {parts.netloc}\r\nContent-Type: application/x-ndjson\r\n"
        "Transfer-Encoding: chunked\r\n\r\n"
    ).encode()

    def chunk(data: bytes) -> bytes:
        return f"{len(data):x}\r\n".encode() + data + b"\r\n"

    with socket.create_connection((parts.hostname, parts.port), timeout=30) as wire:
        wire.sendall(head + chunk(line(1)))
        got = b""
        while b'"line": 1' not in got:
            got += wire.recv(65_536)
        assert b'"line": 2' not in got
        wire.sendall(chunk(line(2)[:40]))
        wire.sendall(chunk(line(2)[40:].rstrip()) + chunk(b""))
        while b'"line": 2' not in got:
            got += wire.recv(65_536)


def test_with_async_a_line_is_answered_once_it_is_kept(client: httpx.Client) -> None:
    answer = client.post(f"{BATCH}?async=true", content=line(1) + b"?\n" + line(3), headers=LINES)
    told = [json.loads(one) for one in answer.text.splitlines()]
    assert [(one["line"], one["state"]) for one in told] == [(1, "queued"), (2, "failed"), (3, "queued")]
    job = answer.headers["Location"].rpartition("/")[2]
    assert {one["job"] for one in told} == {job}
    counts = wait_for(client, job)["counts"]
    assert (counts["done"], counts["failed"]) == (2, 1)


def test_what_a_client_that_goes_away_has_sent_is_read_all_the_same(
    address: str, client: httpx.Client
) -> None:
    def some_lines_and_then_nothing() -> Iterator[bytes]:
        yield line(1) + line(2)
        time.sleep(0.5)
        raise ConnectionError("gone")

    with pytest.raises(ConnectionError), httpx.Client(base_url=address) as other:
        other.post(BATCH, content=some_lines_and_then_nothing(), headers=LINES)
    (job,) = client.get("/v1/jobs").json()["items"]
    assert wait_for(client, job["id"])["counts"]["done"] == 2


def test_a_client_that_sends_everything_before_it_reads_comes_to_its_end(client: httpx.Client) -> None:
    # More answers than the buffers of a connection hold.
    told = send(client, b"[]\n" * 40_000)
    assert [one["line"] for one in told] == list(range(1, 40_001))


def test_a_line_over_the_limit_is_answered_and_the_next_is_read(
    client: httpx.Client, settings: Settings
) -> None:
    long = b'{"text": "' + b"a" * settings.max_body_bytes + b'"}\n'
    told = send(client, long + line(2))
    assert [one["state"] for one in told] == ["failed", "done"]
    assert "limit" in told[0]["detail"]


def test_an_empty_stream_is_answered_with_nothing(client: httpx.Client) -> None:
    assert send(client, b"") == []
    assert send(client, b"\n \n") == []


def test_two_versions_in_one_stream_leave_the_later(client: httpx.Client) -> None:
    told = send(client, b"".join(line(1, title=f"Version {number}") for number in range(6)))
    assert [one["state"] for one in told] == ["done"] * 6
    shown = client.get(told[0]["article"]["links"]["article"]).json()
    assert shown["article"]["title"] == "Version 5"
    assert len(shown["editions"]) == 5


def test_another_content_type_is_refused_with_the_right_one(client: httpx.Client) -> None:
    answer = client.post(BATCH, json=ARTICLE)
    assert (answer.status_code, answer.json()["code"]) == (415, "unsupported_media_type")
    assert "application/x-ndjson" in answer.json()["detail"]
