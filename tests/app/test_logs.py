"""Log lines: one object each, with the request that they belong to, and nothing that is nobody's business."""

from __future__ import annotations

import io
import json
import logging
import re
import time
from collections.abc import Iterator
from functools import partial
from typing import Any

import httpx
import pytest

from app import logs, request_ids
from app.workers import WorkerPool
from tests.app.commands import environment, served
from tests.app.conftest import ARTICLE

SECRET = 'open-"sesame"\\7'


@pytest.fixture
def lines() -> Iterator[Any]:
    """What is logged as JSON while a test runs."""
    written = io.StringIO()
    handler, root = logging.StreamHandler(written), logging.getLogger()
    handler.setFormatter(logs.JsonLines())
    level = root.level
    root.addHandler(handler)
    root.setLevel("INFO")
    yield lambda: [json.loads(line) for line in written.getvalue().splitlines()]
    root.removeHandler(handler)
    root.setLevel(level)


def requests_in(lines: Any) -> list[dict[str, Any]]:
    """Waits for the first: an answer is with its client before its line is written."""
    deadline = time.monotonic() + 10
    while True:
        found = [one for one in lines() if one["logger"] == "app.access"]
        if found or time.monotonic() > deadline:
            return found
        time.sleep(0.02)


def test_a_request_is_one_line_with_its_route_and_never_its_path(client: httpx.Client, lines: Any) -> None:
    answer = client.get("/v1/articles/art-77?as_of=2024", headers={"X-Request-ID": "from-the.caller_1"})
    assert answer.headers["x-request-id"] == "from-the.caller_1"
    (line,) = requests_in(lines)
    assert (line["method"], line["route"], line["status"]) == ("GET", "/v1/articles/{id}", answer.status_code)
    assert line["bytes"] == len(answer.content)
    assert line["ms"] > 0
    assert line["request_id"] == "from-the.caller_1"
    assert "art-77" not in json.dumps(line)


@pytest.mark.parametrize("given", [b"", b"a b", b"x" * 129, b'a"b', b"\xe9"])
def test_an_id_that_is_no_plain_word_is_replaced(client: httpx.Client, given: bytes) -> None:
    answer = client.get("/healthz", headers={b"X-Request-ID": given})
    assert re.fullmatch("[0-9a-f]{32}", answer.headers["x-request-id"])


def test_probes_are_not_logged(client: httpx.Client, lines: Any) -> None:
    for probe in ("/healthz", "/readyz", "/metrics"):
        client.get(probe)
    assert not [one for one in lines() if one["logger"] == "app.access"]


def test_no_text_of_an_article_is_logged(client: httpx.Client, lines: Any, empty_graph: None) -> None:
    client.post("/v1/articles", json=ARTICLE)
    client.get("/v1/who-met-whom", params={"actor": "Lavrov"})
    assert requests_in(lines)
    # The client of this test and the bare server that it asks have loggers of their own.
    everything = json.dumps([one for one in lines() if one["logger"].startswith(("app", "graph"))])
    assert "app.access" in everything
    assert "Lavrov" not in everything
    assert "Moscow" not in everything


def test_a_secret_is_hidden_whoever_logs_it(lines: Any) -> None:
    logs.hide(SECRET)
    log = logging.getLogger("tests")
    log.warning("the password is %s", SECRET)
    try:
        raise ValueError(SECRET)
    except ValueError:
        log.exception("failed", extra={"login": f"neo4j:{SECRET}"})
    found = lines()
    assert len(found) == 2
    assert "sesame" not in json.dumps(found)
    assert found[0]["message"] == "the password is ***"


def test_an_error_is_one_field_of_one_line(lines: Any) -> None:
    try:
        raise KeyError("two\nlines")
    except KeyError:
        logging.getLogger("tests").exception("it\nfailed")
    (line,) = lines()
    assert line["message"] == "it\nfailed"
    assert line["level"] == "ERROR"
    assert "Traceback" in line["exception"]
    assert "KeyError" in line["exception"]


def test_plain_lines_name_their_request() -> None:
    record = logging.LogRecord("tests", logging.INFO, "", 1, "said %s", ("so",), None)
    token = request_ids.current.set("abc")
    try:
        assert logs.TextLines().format(record).endswith("INFO tests: said so [abc]")
    finally:
        request_ids.current.reset(token)


def line_of_a_worker(_: Any) -> str:
    """As the worker would write it; its standard error is nobody's to read here."""
    (handler,) = logging.getLogger().handlers
    return handler.format(logging.LogRecord("tests", logging.WARNING, "", 1, "from a worker", (), None))


def test_workers_log_alike_and_name_the_request() -> None:
    token = request_ids.current.set("for-the-worker")
    try:
        with WorkerPool(1, 60, first=partial(logs.set_up, "INFO", "json")) as pool:
            line = json.loads(pool.run(line_of_a_worker))
    finally:
        request_ids.current.reset(token)
    assert line["request_id"] == "for-the-worker"
    assert line["message"] == "from a worker"


def test_a_service_logs_as_its_settings_say(neo4j_server: Any) -> None:
    env = environment(neo4j_server, CHANCERY_LOG_FORMAT="json")
    with served(env, "--no-seeds") as service:
        httpx.get(f"{service.address}/v1/meetings")
        service.process.terminate()
        assert service.process.wait(40) == 0
        printed = service.printed()
    found = [json.loads(line) for line in printed.splitlines() if line.startswith("{")]
    assert [one["route"] for one in found if one["logger"] == "app.access"] == ["/v1/meetings"]
    assert neo4j_server.password not in printed
