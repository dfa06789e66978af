"""Traces reach a real collector over HTTP, and nothing of it is loaded where none is named."""

from __future__ import annotations

import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, HTTPServer
from typing import Any

import httpx
import pytest
from opentelemetry.proto.collector.trace.v1.trace_service_pb2 import (
    ExportTraceServiceRequest,
    ExportTraceServiceResponse,
)

from app import tracing
from app.services import Services
from app.settings import Settings
from tests.app.commands import ROOT, environment, free_port
from tests.app.conftest import ARTICLE, serving

TRACE, PARENT = "0af7651916cd43dd8448eb211c80319c", "b7ad6b7169203331"


class Collector:
    """Takes what an exporter sends."""

    def __init__(self) -> None:
        self.requests: list[ExportTraceServiceRequest] = []
        self.paths: set[str] = set()
        collector = self

        class Handler(BaseHTTPRequestHandler):
            def do_POST(self) -> None:
                body = self.rfile.read(int(self.headers["content-length"]))
                assert self.headers["content-type"] == "application/x-protobuf"
                collector.paths.add(self.path)
                collector.requests.append(ExportTraceServiceRequest.FromString(body))
                answer = ExportTraceServiceResponse().SerializeToString()
                self.send_response(200)
                self.send_header("Content-Type", "application/x-protobuf")
                self.send_header("Content-Length", str(len(answer)))
                self.end_headers()
                self.wfile.write(answer)

            def log_message(self, *_: Any) -> None:
                pass

        self._server = HTTPServer(("127.0.0.1", 0), Handler)
        self._thread = threading.Thread(target=self._server.serve_forever)
        self._thread.start()
        self.address = f"http://127.0.0.1:{self._server.server_port}"

    def close(self) -> None:
        self._server.shutdown()
        self._thread.join()
        self._server.server_close()

    def spans(self) -> list[Any]:
        return [
            span
            for request in self.requests
            for resource in request.resource_spans
            for scope in resource.scope_spans
            for span in scope.spans
        ]

    def resource(self) -> dict[str, str]:
        attributes = self.requests[0].resource_spans[0].resource.attributes
        return {one.key: one.value.string_value for one in attributes}


@pytest.fixture
def collector() -> Iterator[Collector]:
    opened = Collector()
    yield opened
    opened.close()


def test_a_request_its_reading_and_its_transactions_are_one_trace(
    collector: Collector, settings: Settings, services: Services, empty_graph: None
) -> None:
    with tracing.traced(collector.address, "1.2.3"), serving(settings, services) as address:
        answer = httpx.post(
            f"{address}/v1/articles",
            json=ARTICLE,
            headers={"traceparent": f"00-{TRACE}-{PARENT}-01"},
            timeout=60,
        )
        assert answer.status_code == 201
    # Left, so all of it has been sent.
    spans = {span.name: span for span in collector.spans()}
    assert {"POST /v1/articles", "extraction", "neo4j write"} <= set(spans)
    request = spans["POST /v1/articles"]
    assert {span.trace_id.hex() for span in spans.values()} == {TRACE}
    assert request.parent_span_id.hex() == PARENT
    assert {spans[name].parent_span_id for name in ("extraction", "neo4j write")} == {request.span_id}
    attributes = {one.key: one.value for one in request.attributes}
    assert attributes["http.route"].string_value == "/v1/articles"
    assert attributes["http.response.status_code"].int_value == 201
    assert attributes["http.request.method"].string_value == "POST"
    assert collector.paths == {"/v1/traces"}
    assert collector.resource()["service.name"] == "chancery"
    assert collector.resource()["service.version"] == "1.2.3"


def test_a_failed_transaction_is_a_failed_span_without_the_words_of_an_article(collector: Collector) -> None:
    with (
        tracing.traced(collector.address, "1"),
        pytest.raises(ValueError, match="wrong"),
        tracing.span("outer", kind="test"),
    ):
        raise ValueError("wrong")
    (span,) = collector.spans()
    assert span.status.code == 2


@pytest.mark.parametrize("given", ["nonsense", "00-0-0-01", "ff-" + TRACE + "-" + PARENT + "-01"])
def test_a_broken_traceparent_begins_a_trace_of_its_own(
    collector: Collector, settings: Settings, services: Services, given: str
) -> None:
    with tracing.traced(collector.address, "1"), serving(settings, services) as address:
        assert httpx.get(f"{address}/healthz", headers={"traceparent": given}).status_code == 200
    (span,) = collector.spans()
    assert span.name == "GET /healthz"
    assert span.trace_id.hex() != TRACE


def test_a_collector_that_is_away_disturbs_nobody_and_holds_up_the_end_for_seconds_only(
    settings: Settings, services: Services
) -> None:
    with tracing.traced(f"http://127.0.0.1:{free_port()}", "1"):
        with serving(settings, services) as address:
            assert httpx.get(f"{address}/v1/meetings").status_code == 200
        began = time.monotonic()
    assert time.monotonic() - began < 2 * tracing.EXPORT_SECONDS + 2


def test_without_an_endpoint_neither_sdk_nor_exporter_is_loaded() -> None:
    script = """
import sys
from app import tracing
from app.main import create_app
from app.settings import Settings
create_app(Settings())
with tracing.traced("", "1"), tracing.span("x"), tracing.request_span("GET", {}) as span:
    span.set_attribute("a", 1)
    assert tracing.trace_id() is None
# Its bare interface is FastAPI's to import.
loaded = [name for name in sys.modules if name.startswith(("opentelemetry.sdk", "opentelemetry.exporter"))]
assert not loaded, loaded
"""
    done = subprocess.run(
        [sys.executable, "-c", script],
        cwd=ROOT,
        env=environment(),
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr
