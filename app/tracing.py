"""OpenTelemetry traces where CHANCERY_OTLP_ENDPOINT is set; otherwise not even its SDK is imported."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import AbstractContextManager as Context
from contextlib import ExitStack, contextmanager, nullcontext
from typing import TYPE_CHECKING, Protocol

from graph.observing import Unit, observed_by

if TYPE_CHECKING:
    from opentelemetry.trace import Tracer

Value = str | int | float | bool

EXPORT_SECONDS = 5
SERVICE_NAME = "chancery"


class Noting(Protocol):
    """What a span can be told while it lasts."""

    def set_attribute(self, key: str, value: Value) -> None:
        """Keep one fact with it."""

    def update_name(self, name: str) -> None:
        """Call it otherwise."""


class _Nothing:
    """Stands in where nobody traces."""

    def set_attribute(self, key: str, value: Value) -> None:
        pass

    def update_name(self, name: str) -> None:
        pass


_tracer: Tracer | None = None


@contextmanager
def traced(endpoint: str, version: str) -> Iterator[None]:
    """Traces go to that collector in here, and what is left of them at the end."""
    global _tracer
    if not endpoint:
        yield
        return
    from opentelemetry.exporter.otlp.proto.http.trace_exporter import OTLPSpanExporter
    from opentelemetry.sdk.resources import Resource
    from opentelemetry.sdk.trace import TracerProvider
    from opentelemetry.sdk.trace.export import BatchSpanProcessor

    provider = TracerProvider(
        resource=Resource.create({"service.name": SERVICE_NAME, "service.version": version}),
        shutdown_on_exit=False,
    )
    address = f"{endpoint.rstrip('/')}/v1/traces"
    provider.add_span_processor(BatchSpanProcessor(OTLPSpanExporter(address, timeout=EXPORT_SECONDS)))
    _tracer = provider.get_tracer("chancery", version)
    try:
        with observed_by(_of_neo4j):
            yield
    finally:
        _tracer = None
        provider.shutdown()


def span(name: str, **attributes: Value) -> Context[Noting]:
    """A span within the current one."""
    if _tracer is None:
        return nullcontext(_Nothing())
    return _tracer.start_as_current_span(name, attributes=attributes)


def request_span(method: str, headers: Mapping[str, str]) -> Context[Noting]:
    """The span of a request, within the caller's trace where it names one (W3C traceparent)."""
    if _tracer is None:
        return nullcontext(_Nothing())
    from opentelemetry.trace import SpanKind
    from opentelemetry.trace.propagation.tracecontext import TraceContextTextMapPropagator

    named = {name: headers[name] for name in ("traceparent", "tracestate") if name in headers}
    return _tracer.start_as_current_span(
        method,
        TraceContextTextMapPropagator().extract(named),
        SpanKind.SERVER,
        attributes={"http.request.method": method},
    )


def trace_id() -> str | None:
    """Of the current trace, in hexadecimal."""
    if _tracer is None:
        return None
    from opentelemetry.trace import get_current_span

    context = get_current_span().get_span_context()
    return f"{context.trace_id:032x}" if context.is_valid else None


@contextmanager
def _of_neo4j(unit: Unit) -> Iterator[None]:
    if trace_id() is None:  # the queue's own looks, many a minute, are nobody's request
        yield
        return
    with ExitStack() as stack:
        current = stack.enter_context(span(f"neo4j {unit.kind}", **{"db.system.name": "neo4j"}))
        try:
            yield
        finally:
            current.set_attribute("chancery.attempts", unit.attempts)
