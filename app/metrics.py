"""Figures for Prometheus: what is counted, and how to add what another part knows.

All are of this process. What is worked out when it is asked for comes from sources:
`with metrics.QUEUE_DEPTH.fed_by(lambda: {("queued",): 3.0}): …`; sources of one figure add up.
"""

from __future__ import annotations

import logging
import platform
import time
from collections import Counter as Sums
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass

from prometheus_client import (
    CollectorRegistry,
    Counter,
    Gauge,
    GCCollector,
    Histogram,
    PlatformCollector,
    ProcessCollector,
    generate_latest,
)
from prometheus_client.core import GaugeMetricFamily
from prometheus_client.registry import Collector

from app.errors import ReadingCrashed, ReadingFailed, ReadingTimedOut
from app.version import program_version
from extractors.errors import ExtractionError
from extractors.version import EXTRACTOR_VERSION
from graph import schema
from graph.errors import GraphError
from graph.observing import Unit

# Close together where answers lie, so that p99 can be read off and is not a guess between 100 ms and 1 s.
LATENCIES = (
    *(0.001, 0.0025, 0.005, 0.0075, 0.01, 0.015, 0.02, 0.03, 0.04, 0.05, 0.075, 0.1),
    *(0.15, 0.2, 0.3, 0.4, 0.5, 0.75, 1, 1.5, 2.5, 5, 10, 30, 60),
)
EXTRACTIONS = (0.05, 0.1, 0.2, 0.3, 0.5, 0.75, 1, 1.5, 2, 3, 5, 10, 20, 30, 60, 120, 300)

REGISTRY = CollectorRegistry()
log = logging.getLogger(__name__)


@dataclass(frozen=True)
class Row:
    """A figure as docs/operations.md describes it."""

    name: str
    kind: str
    labels: tuple[str, ...]
    meaning: str


ROWS: list[Row] = []


def _counter(name: str, meaning: str, *labels: str) -> Counter:
    ROWS.append(Row(name, "counter", labels, meaning))
    return Counter(name, meaning, labels, registry=REGISTRY)


def _gauge(name: str, meaning: str, *labels: str) -> Gauge:
    ROWS.append(Row(name, "gauge", labels, meaning))
    return Gauge(name, meaning, labels, registry=REGISTRY)


def _histogram(name: str, meaning: str, buckets: Sequence[float], *labels: str) -> Histogram:
    ROWS.append(Row(name, "histogram", labels, meaning))
    return Histogram(name, meaning, labels, registry=REGISTRY, buckets=buckets)


Source = Callable[[], Mapping[tuple[str, ...], float]]


class Sourced(Collector):
    """A gauge that others know the value of, by its labels' values."""

    def __init__(self, name: str, meaning: str, *labels: str) -> None:
        ROWS.append(Row(name, "gauge", labels, meaning))
        self._name, self._meaning, self._labels = name, meaning, labels
        self._sources: tuple[Source, ...] = ()
        REGISTRY.register(self)

    @contextmanager
    def fed_by(self, source: Source) -> Iterator[None]:
        """What `source` says is part of the figure in here."""
        self._sources = (*self._sources, source)
        try:
            yield
        finally:
            self._sources = tuple(one for one in self._sources if one is not source)

    def describe(self) -> Iterable[GaugeMetricFamily]:
        """Its name, so that registering asks nobody."""
        return [GaugeMetricFamily(self._name, self._meaning, labels=self._labels)]

    def collect(self) -> Iterable[GaugeMetricFamily]:
        """A source that fails leaves a gap, and the other figures as they are."""
        family = GaugeMetricFamily(self._name, self._meaning, labels=self._labels)
        sums: Sums[tuple[str, ...]] = Sums()
        for source in self._sources:
            try:
                sums.update(source())
            except GraphError as error:
                log.debug("no value for %s: %s", self._name, error)
                SOURCE_FAILURES.labels(self._name).inc()
        for labels, value in sums.items():
            family.add_metric(labels, value)
        return [family]


REQUESTS = _counter("chancery_http_requests_total", "requests answered", "method", "route", "status")
REQUEST_SECONDS = _histogram(
    "chancery_http_request_seconds",
    "seconds until the last byte of an answer; event streams are left out",
    LATENCIES,
    "method",
    "route",
    "status",
)
KEPT_ANSWERS = _counter(
    "chancery_kept_answers_total",
    "requests answered with what was worked out before, the graph being as it was",
)
REQUESTS_IN_FLIGHT = _gauge("chancery_http_requests_in_flight", "requests being answered")
ARTICLES_READ = _counter(
    "chancery_articles_read_total",
    "articles that a worker read: `read`, `refused` (no English text, say), `timed_out`, `crashed`, `failed`",
    "outcome",
)
EXTRACTION_SECONDS = _histogram(
    "chancery_extraction_seconds", "seconds that a worker took for an article", EXTRACTIONS
)
EXTRACTIONS_IN_FLIGHT = _gauge("chancery_extractions_in_flight", "articles that workers are reading")
WORDS_READ = _counter("chancery_words_read_total", "words of the articles that were read and stored")
WORKERS = Sourced("chancery_workers", "worker processes: `ready` or `starting`", "state")
WORKER_RESTARTS = _counter("chancery_worker_restarts_total", "workers that died or were ended for their time")
QUEUE_DEPTH = Sourced("chancery_queue_depth", "articles of the durable queue", "state")
NEO4J_SESSIONS = _gauge(
    "chancery_neo4j_sessions_in_use",
    "sessions open now, each holding one of the pool's 100 connections to a server",
)
NEO4J_SECONDS = _histogram(
    "chancery_neo4j_transaction_seconds",
    "seconds for a unit of work with its retries: `read`, `write`, `schema`; `ok` or the class of the error",
    LATENCIES,
    "kind",
    "outcome",
)
NEO4J_RETRIES = _counter(
    "chancery_neo4j_transaction_retries_total", "times that work was tried again", "kind"
)
GRAPH_NODES = Sourced("chancery_graph_nodes", "what the graph holds, as of the last 15 seconds", "kind")
DISK_FREE = Sourced("chancery_disk_free_bytes", "free bytes where the managed Neo4j keeps its data")
SOURCE_FAILURES = _counter(
    "chancery_source_failures_total", "figures that had no value because the graph was away", "figure"
)
BUILD = _gauge("chancery_build_info", "1, with what runs here", "version", "extractor", "schema", "python")
BUILD.labels(program_version(), EXTRACTOR_VERSION, str(schema.VERSION), platform.python_version()).set(1)

ProcessCollector(registry=REGISTRY)
PlatformCollector(registry=REGISTRY)
GCCollector(registry=REGISTRY)


def table() -> list[str]:
    """The rows of docs/operations.md."""
    return [
        f"| `{one.name}` | {one.kind} | {', '.join(f'`{label}`' for label in one.labels)} | {one.meaning} |"
        for one in ROWS
    ]


def exposition() -> bytes:
    """All figures as Prometheus reads them."""
    return generate_latest(REGISTRY)


@contextmanager
def reading() -> Iterator[None]:
    """One article in a worker."""
    began = time.perf_counter()
    outcome = "failed"
    EXTRACTIONS_IN_FLIGHT.inc()
    try:
        yield
        outcome = "read"
    except ExtractionError:
        outcome = "refused"
        raise
    except ReadingTimedOut:
        outcome = "timed_out"
        raise
    except ReadingCrashed:
        outcome = "crashed"
        raise
    except ReadingFailed:
        outcome = "failed"
        raise
    finally:
        EXTRACTIONS_IN_FLIGHT.dec()
        EXTRACTION_SECONDS.observe(time.perf_counter() - began)
        ARTICLES_READ.labels(outcome).inc()


@contextmanager
def of_neo4j(unit: Unit) -> Iterator[None]:
    """One unit of work on the graph."""
    began = time.perf_counter()
    outcome = "ok"
    NEO4J_SESSIONS.inc()
    try:
        yield
    except Exception as error:
        outcome = type(error).__name__
        raise
    finally:
        NEO4J_SESSIONS.dec()
        NEO4J_SECONDS.labels(unit.kind, outcome).observe(time.perf_counter() - began)
        if unit.attempts > 1:
            NEO4J_RETRIES.labels(unit.kind).inc(unit.attempts - 1)
