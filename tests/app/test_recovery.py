"""A running service whose managed Neo4j is taken away is well again by itself, within a bound."""

from __future__ import annotations

import contextlib
import os
import signal
import socket
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, replace
from urllib.parse import urlsplit

import httpx
import psutil
import pytest

from app.ingest import Ingester
from app.services import Services
from app.settings import Settings
from app.store import Store, open_store
from graph.local import LocalNeo4j
from graph.local_home import ServerHome, ServerState
from tests.app.conftest import serving
from tests.app.test_bad_input import assert_problem

WITHIN_S = 60.0


@dataclass(frozen=True)
class Managed:
    """A service on a managed Neo4j of its own."""

    client: httpx.Client
    home: ServerHome
    store: Store
    server: LocalNeo4j

    def state(self) -> ServerState:
        """Waits for it: there is none between two lives."""
        deadline = time.monotonic() + WITHIN_S
        while (state := self.home.state()) is None or not psutil.pid_exists(state.java):
            assert time.monotonic() < deadline
            time.sleep(0.02)
        return state

    def wait_until_ready(self) -> None:
        deadline = time.monotonic() + WITHIN_S
        while (answer := self.client.get("/readyz")).status_code != 200:
            assert int(answer.headers["retry-after"]) > 0
            assert time.monotonic() < deadline, answer.text
            time.sleep(0.1)
        assert self.client.get("/v1/meetings").status_code == 200

    def wait_until_away(self) -> None:
        deadline = time.monotonic() + WITHIN_S
        while self.client.get("/readyz").status_code == 200:
            assert time.monotonic() < deadline
            time.sleep(0.05)


@pytest.fixture(scope="module")
def managed(services: Services, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Managed]:
    settings = Settings(data_dir=tmp_path_factory.mktemp("managed"))
    home = settings.data_dir / "neo4j"
    with open_store(settings) as store:
        ingester = Ingester(services.pool, store, settings.max_text_bytes)
        own = replace(services, settings=settings, store=store, ingester=ingester)
        with serving(settings, own) as address, httpx.Client(base_url=address, timeout=30) as client:
            yield Managed(client, ServerHome(home), store, LocalNeo4j(home, settings.cache_dir))


def test_a_killed_keeper_is_replaced(managed: Managed) -> None:
    managed.wait_until_ready()
    before = managed.state()
    os.kill(before.keeper, signal.SIGKILL)
    managed.wait_until_away()
    assert_problem(managed.client.get("/v1/meetings"), 503, "graph_unavailable")
    managed.wait_until_ready()
    assert managed.state().keeper != before.keeper


def test_a_server_killed_five_times_in_a_row_is_back_by_the_same_keeper(managed: Managed) -> None:
    managed.wait_until_ready()
    keeper = managed.state().keeper
    seen = set()
    for _ in range(5):
        java = managed.state().java
        seen.add(java)
        with contextlib.suppress(ProcessLookupError):
            os.kill(java, signal.SIGKILL)
        time.sleep(0.6)
    managed.wait_until_away()
    managed.wait_until_ready()
    assert len(seen) >= 3
    assert managed.state().keeper == keeper
    assert "again in" in managed.home.keeper_log.read_text()


def test_a_server_that_comes_back_at_another_port_is_followed(managed: Managed) -> None:
    managed.wait_until_ready()
    before, state = managed.store.where, managed.state()
    port = urlsplit(before.uri).port
    with _taken(port or 0, state.java), ThreadPoolExecutor(4) as threads:
        asked = [threads.submit(managed.client.get, "/v1/meetings") for _ in range(20)]
        managed.wait_until_ready()
        assert managed.store.where.uri != before.uri
        assert {one.result().status_code for one in asked} <= {200, 503}
        assert managed.server.info() == managed.store.where


@contextlib.contextmanager
def _taken(port: int, java: int) -> Iterator[None]:
    """The port is another program's, which accepts and says nothing, from the moment the server is gone."""
    os.kill(java, signal.SIGKILL)
    deadline = time.monotonic() + 10
    while True:
        try:
            listener = socket.create_server(("127.0.0.1", port))
            break
        except OSError:
            assert time.monotonic() < deadline
    with listener:
        yield


def test_a_server_stopped_by_hand_stays_down_until_it_is_started_by_hand(managed: Managed) -> None:
    managed.wait_until_ready()
    managed.server.shut_down()
    managed.wait_until_away()
    time.sleep(2)
    assert not managed.server.status().running
    assert "chancery db start" in managed.client.get("/readyz").json()["graph"]
    managed.server.start()
    try:
        managed.wait_until_ready()
    finally:
        managed.server.stop()
    assert managed.server.status().users == (os.getpid(),)
