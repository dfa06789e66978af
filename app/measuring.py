"""What is measured of the parts of a service, and of each request to it."""

from __future__ import annotations

import asyncio
import logging
import shutil
import threading
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import ExitStack, contextmanager
from functools import partial

from starlette.datastructures import Headers
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from app import metrics, tracing
from app.routes import template
from app.settings import Settings
from app.store import Store
from app.workers import WorkerPool
from graph.errors import GraphError
from graph.observing import observed_by

Figures = Mapping[tuple[str, ...], float]  # by the values of their labels

COUNTS_FOR_S = 15.0
METHODS = frozenset({"GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS"})
PROBES = frozenset({"/healthz", "/readyz", "/metrics"})
CUT_OFF = 499  # as proxies call it: the client went away, or the service ended, before the answer did

access = logging.getLogger("app.access")


@contextmanager
def measured(settings: Settings, pool: WorkerPool, store: Store) -> Iterator[None]:
    """Figures of these parts are given out in here."""
    with ExitStack() as stack:
        stack.enter_context(observed_by(metrics.of_neo4j))
        stack.enter_context(metrics.WORKERS.fed_by(lambda: _workers(pool)))
        stack.enter_context(metrics.GRAPH_NODES.fed_by(_Kept(partial(_nodes, store))))
        stack.enter_context(metrics.QUEUE_DEPTH.fed_by(_Kept(partial(_depth, store))))
        if not settings.neo4j_uri:
            stack.enter_context(metrics.DISK_FREE.fed_by(lambda: {(): float(free_bytes(settings))}))
        yield


def free_bytes(settings: Settings) -> int:
    """Where the managed Neo4j keeps its data."""
    return shutil.disk_usage(settings.data_dir).free


def _workers(pool: WorkerPool) -> Figures:
    ready = pool.ready()
    return {("ready",): ready, ("starting",): pool.size - ready}


def _nodes(store: Store) -> Figures:
    found = store.reader().counts()
    named = {"article": found.articles, "report": found.reports, "meeting": found.meetings}
    named |= {"place": found.places} | {str(kind): count for kind, count in found.actors.items()}
    return {(kind,): float(count) for kind, count in named.items()}


def _depth(store: Store) -> Figures:
    return {(state,): float(count) for state, count in store.queue().depth().items()}


class _Kept:
    """For some seconds, also where there were none: scrapes must not wait for a graph that is away."""

    def __init__(self, ask: Callable[[], Figures]) -> None:
        self._graph = ask
        self._lock = threading.Lock()
        self._until = 0.0
        self._found: Figures | GraphError = {}

    def __call__(self) -> Figures:
        with self._lock:
            if time.monotonic() > self._until:
                self._found = self._ask()
                self._until = time.monotonic() + COUNTS_FOR_S
            if isinstance(self._found, GraphError):
                raise self._found
            return self._found

    def _ask(self) -> Figures | GraphError:
        try:
            return self._graph()
        except GraphError as error:
            return error


class Measured:
    """ASGI middleware: figures, a span and a log line for each request, by its route and never its path."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        request = _Request(scope)
        with metrics.REQUESTS_IN_FLIGHT.track_inprogress(), request.told():
            await self._app(scope, receive, request.watching(send))


class _Request:
    """One of them, while it is answered."""

    def __init__(self, scope: Scope) -> None:
        self._scope = scope
        self._began = time.perf_counter()
        self._status = 500  # the answer to what nobody expected is made outside of all middleware
        self._bytes = 0
        self._stream = False
        self._method = scope["method"] if scope["method"] in METHODS else "other"

    def watching(self, send: Send) -> Send:
        async def watched(message: Message) -> None:
            if message["type"] == "http.response.start":
                self._status = message["status"]
                kind = Headers(raw=message["headers"]).get("content-type", "")
                self._stream = kind.startswith("text/event-stream")
            else:
                self._bytes += len(message.get("body", b""))
            await send(message)

        return watched

    @contextmanager
    def told(self) -> Iterator[None]:
        """When it is over, it is told to all who want to know."""
        with tracing.request_span(self._method, Headers(scope=self._scope)) as span:
            try:
                yield
            except asyncio.CancelledError:
                self._status = CUT_OFF
                raise
            finally:
                route = template(self._scope)
                span.update_name(f"{self._method} {route}")
                span.set_attribute("http.route", route)
                span.set_attribute("http.response.status_code", self._status)
                self._count(route)
                self._log(route)

    def _count(self, route: str) -> None:
        labels = (self._method, route, str(self._status))
        metrics.REQUESTS.labels(*labels).inc()
        if not self._stream:
            metrics.REQUEST_SECONDS.labels(*labels).observe(time.perf_counter() - self._began)

    def _log(self, route: str) -> None:
        milliseconds = round(1000 * (time.perf_counter() - self._began), 1)
        fields = {
            "method": self._method,
            "route": route,
            "status": self._status,
            "ms": milliseconds,
            "bytes": self._bytes,
        }
        if key := self._scope.get("state", {}).get("key_id"):
            fields["key_id"] = key
        words = f"{self._method} {route} {self._status} {milliseconds} ms {self._bytes} bytes"
        words += f" key {key}" if key else ""
        access.log(logging.DEBUG if route in PROBES else logging.INFO, words, extra=fields)
