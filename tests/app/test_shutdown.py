"""A stop: what is in flight is finished within a bound, workers and Neo4j go with it, twice is at once."""

from __future__ import annotations

import asyncio
import contextlib
import signal
import threading
import time
from collections.abc import AsyncIterator, Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from typing import Any

import httpx
import psutil
import pytest

from app.stopping import Stopping, until_stopping
from tests.app.commands import Service, environment, served
from tests.app.conftest import ARTICLE

LONG = ARTICLE | {"text": (ARTICLE["text"] + "\n\n") * 1_500}  # some seconds of reading


@contextlib.contextmanager
def reading(login: Any, stop_seconds: float) -> Iterator[tuple[Service, Future[httpx.Response]]]:
    """A service that has a long article in hand."""
    env = environment(login, CHANCERY_STOP_SECONDS=str(stop_seconds))
    with served(env, "--no-seeds") as service, ThreadPoolExecutor(1) as threads:
        while httpx.get(f"{service.address}/readyz").status_code != 200:
            time.sleep(0.1)
        asked = threads.submit(httpx.post, f"{service.address}/v1/extract", json=LONG, timeout=100)
        while "chancery_extractions_in_flight 1.0" not in httpx.get(f"{service.address}/metrics").text:
            time.sleep(0.05)
            assert not asked.done()
        yield service, asked


def family(service: Service) -> list[psutil.Process]:
    return psutil.Process(service.process.pid).children(recursive=True)


def gone(processes: list[psutil.Process]) -> bool:
    return not psutil.wait_procs(processes, timeout=15)[1]


def test_what_is_in_flight_is_finished_and_nothing_new_is_taken(neo4j_server: Any) -> None:
    with reading(neo4j_server, 90) as (service, asked):
        children = family(service)
        service.process.send_signal(signal.SIGTERM)
        time.sleep(0.5)
        with pytest.raises(httpx.TransportError):
            httpx.get(f"{service.address}/healthz", timeout=3)
        assert asked.result().status_code == 200
        assert service.process.wait(60) == 0
        assert gone(children)
        assert service.printed().rstrip().endswith("Stopped.")
        assert "Traceback" not in service.printed()


def test_what_takes_longer_than_the_bound_is_cut_off(neo4j_server: Any) -> None:
    with reading(neo4j_server, 0.5) as (service, asked):
        children = family(service)
        began = time.monotonic()
        service.process.send_signal(signal.SIGTERM)
        assert service.process.wait(60) == 0
        assert time.monotonic() - began < 15
        error = asked.exception()
        assert error is not None or asked.result().status_code == 503
        assert gone(children)


def test_a_second_signal_ends_it_at_once(neo4j_server: Any) -> None:
    with reading(neo4j_server, 90) as (service, asked):
        children = family(service)
        service.process.send_signal(signal.SIGTERM)
        time.sleep(0.5)
        began = time.monotonic()
        service.process.send_signal(signal.SIGTERM)
        assert service.process.wait(10) == 128 + signal.SIGTERM
        assert time.monotonic() - began < 2
        assert asked.exception() is not None
        assert gone(children)


async def _ticks() -> AsyncIterator[str]:
    while True:
        yield "tick"
        await asyncio.sleep(0.05)


async def _two() -> AsyncIterator[str]:
    yield "one"
    yield "two"


async def _taken(stopping: Stopping, items: AsyncIterator[str]) -> list[str]:
    return [item async for item in until_stopping(stopping, items, "bye")]


def test_a_stream_without_end_says_that_it_ends() -> None:
    stopping = Stopping()
    threading.Timer(0.4, stopping.begin).start()
    began = time.monotonic()
    taken = asyncio.run(_taken(stopping, _ticks()))
    assert time.monotonic() - began < 2
    assert taken[0] == "tick"
    assert taken[-1] == "bye"
    assert taken.count("bye") == 1


def test_a_stream_that_ends_by_itself_says_nothing_more() -> None:
    assert asyncio.run(_taken(Stopping(), _two())) == ["one", "two"]


async def _nothing() -> AsyncIterator[str]:
    await asyncio.sleep(60)
    yield "late"


def test_a_stream_that_waits_is_told_too() -> None:
    stopping = Stopping()
    threading.Timer(0.3, stopping.begin).start()
    assert asyncio.run(_taken(stopping, _nothing())) == ["bye"]
