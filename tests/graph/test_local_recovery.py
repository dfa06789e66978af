"""The keeper goes on where that helps and gives up where it cannot; links move; drivers retry what passes."""

from __future__ import annotations

import contextlib
import os
import signal
import threading
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from pathlib import Path
from typing import Any

import psutil
import pytest
from neo4j import ManagedTransaction
from neo4j.exceptions import DriverError, Neo4jError, ServiceUnavailable, SessionExpired

from app.settings import Settings
from graph import local_swap
from graph.connection import Connection
from graph.driver import READ_RETRIES_SECONDS, Database
from graph.errors import GraphUnavailable, LocalServerError
from graph.link import Link
from graph.local import LocalNeo4j
from graph.local_home import ServerHome
from graph.local_restarts import LONGEST_WAIT_S, Restarts
from graph.observing import Unit, observed_by

PASSING = [
    "Neo.ClientError.Cluster.NotALeader",
    "Neo.ClientError.General.ForbiddenOnReadOnlyDatabase",
    "Neo.TransientError.Database.DatabaseUnavailable",
    "Neo.TransientError.Transaction.DeadlockDetected",
    "Neo.TransientError.General.MemoryPoolOutOfMemoryError",
]


def coded(code: str) -> Neo4jError:
    """The error that the driver makes of what a server says."""
    return Neo4jError._hydrate_neo4j(code=code, message="as a server says it")


def one(tx: ManagedTransaction) -> int:
    return int(tx.run("RETURN 1 AS one").single(strict=True)["one"])


# When a keeper goes on.


def test_a_server_that_came_up_once_is_started_again_for_ever_with_bounded_waits() -> None:
    restarts = Restarts()
    waits = [restarts.after(137, 10, listened=True)]
    waits += [restarts.after(1, 1, listened=False) for _ in range(20)]
    assert None not in waits
    assert waits[:4] == [0, 0.5, 1, 2]
    assert max(wait for wait in waits if wait is not None) == LONGEST_WAIT_S


def test_a_long_life_makes_the_next_start_quick_again() -> None:
    restarts = Restarts()
    for _ in range(5):
        restarts.after(-9, 1, listened=True)
    assert restarts.after(-9, 3_600, listened=True) == 0


@pytest.mark.parametrize(("code", "starts"), [(1, 3), (-9, 10)])
def test_a_server_that_never_came_up_is_given_up(code: int, starts: int) -> None:
    restarts = Restarts()
    assert [restarts.after(code, 2, listened=False) for _ in range(starts)].index(None) == starts - 1


# A real server.


@pytest.fixture(scope="module")
def root(tmp_path_factory: pytest.TempPathFactory, neo4j_server: Connection) -> Path:
    return tmp_path_factory.mktemp("kept") / "neo4j"


@pytest.fixture
def server(root: Path) -> Iterator[LocalNeo4j]:
    server = LocalNeo4j(root, Settings().cache_dir)
    yield server
    server.shut_down()


def test_a_keeper_that_waits_to_start_the_server_again_can_be_stopped(server: LocalNeo4j, root: Path) -> None:
    server.start()
    home = ServerHome(root)
    for _ in range(4):  # from then on it waits for some seconds
        deadline = time.monotonic() + 30
        while (state := home.state()) is None:
            assert time.monotonic() < deadline
            time.sleep(0.02)
        os.kill(state.java, signal.SIGKILL)
        psutil.wait_procs([psutil.Process(state.java)] if psutil.pid_exists(state.java) else [], timeout=5)
        time.sleep(0.3)
    began = time.monotonic()
    server.shut_down()
    assert time.monotonic() - began < 10
    assert not server.status().running


def test_a_store_that_cannot_be_opened_is_an_error_that_says_so(server: LocalNeo4j, root: Path) -> None:
    store = root / "data" / "databases" / "neo4j" / "neostore"
    whole = store.read_bytes()
    store.write_bytes(os.urandom(len(whole)))
    try:
        with pytest.raises(LocalServerError, match=r"cannot open the database(.|\n)*chancery restore"):
            server.start()
    finally:
        server.shut_down()
        store.write_bytes(whole)


# Putting another database in its place.


@pytest.fixture
def home(tmp_path: Path) -> ServerHome:
    """A home with a database that says `present`, and in `restoring` one that says `fresh`."""
    home = ServerHome(tmp_path)
    for data, word in ((home.root, "present"), (local_swap.prepare(home), "fresh")):
        for part in local_swap.PARTS:
            (data / "data" / part).mkdir(parents=True)
            (data / "data" / part / "store").write_text(word)
    return home


def words(home: ServerHome) -> set[str]:
    return {(home.root / "data" / part / "store").read_text() for part in local_swap.PARTS}


def test_an_exchange_that_was_decided_stays(home: ServerHome) -> None:
    local_swap.exchange(home)
    local_swap.decide(home)
    local_swap.settle(home)
    assert words(home) == {"fresh"}
    assert sorted(one.name for one in home.root.iterdir()) == ["data"]


@pytest.mark.parametrize("renames", range(5))
def test_an_exchange_that_was_interrupted_anywhere_is_taken_back(
    home: ServerHome, renames: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    rename, done = Path.replace, 0

    def interrupted(self: Path, target: Any) -> Path:
        nonlocal done
        if done == renames:
            raise KeyboardInterrupt
        done += 1
        return rename(self, target)

    with monkeypatch.context() as patched:
        patched.setattr(Path, "replace", interrupted)
        with contextlib.suppress(KeyboardInterrupt):
            local_swap.exchange(home)
    local_swap.settle(home)
    assert words(home) == {"present"}
    assert sorted(one.name for one in home.root.iterdir()) == ["data"]


# Links and retries.


def test_a_link_moves_while_it_is_used_and_nobody_notices(neo4j_server: Connection) -> None:
    link = Link(neo4j_server)
    database = Database(link, neo4j_server.database)
    ended = threading.Event()

    def ask() -> int:
        count = 0
        while not ended.is_set():
            count += database.read(one)
        return count

    with ThreadPoolExecutor(4) as threads:
        asking = [threads.submit(ask) for _ in range(4)]
        for _ in range(20):
            time.sleep(0.02)
            link.move(replace(neo4j_server))
        ended.set()
        assert all(one.result() > 0 for one in asking)
    assert link.moves == 20
    link.close()


def test_a_link_that_is_away_says_so_at_once_and_sends_nothing(neo4j_server: Connection) -> None:
    link = Link(neo4j_server)
    link.away("gone fishing")
    began = time.monotonic()
    with pytest.raises(GraphUnavailable, match="gone fishing"):
        Database(link, neo4j_server.database).read(one)
    assert time.monotonic() - began < 0.1
    link.move(neo4j_server)
    assert Database(link, neo4j_server.database).read(one) == 1
    link.close()


@pytest.mark.parametrize("scheme", ["bolt", "neo4j"])
@pytest.mark.parametrize(
    "error", [*map(coded, PASSING), SessionExpired("x"), ServiceUnavailable("x")], ids=str
)
def test_a_change_of_leader_is_retried_and_the_work_done(
    neo4j_server: Connection, scheme: str, error: Exception
) -> None:
    uri = neo4j_server.uri.replace("bolt", scheme)
    link = Link(replace(neo4j_server, uri=uri))
    tried: list[int] = []

    def work(tx: ManagedTransaction) -> int:
        tried.append(1)
        if len(tried) < 3:
            raise error
        return one(tx)

    seen: list[Unit] = []
    with observed_by(lambda unit: _noting(unit, seen)):
        assert Database(link, neo4j_server.database).write(work) == 1
    # Others may have been at work meanwhile.
    assert ("write", 3) in [(unit.kind, unit.attempts) for unit in seen]
    link.close()


@contextlib.contextmanager
def _noting(unit: Unit, seen: list[Unit]) -> Iterator[None]:
    seen.append(unit)
    yield


@pytest.mark.parametrize(
    "error", [*map(coded, PASSING), SessionExpired("x"), ServiceUnavailable("x")], ids=str
)
def test_what_does_not_pass_is_given_up_in_time_and_said_to_be_worth_another_try(
    neo4j_server: Connection, error: DriverError
) -> None:
    link = Link(neo4j_server)

    def work(tx: ManagedTransaction) -> int:
        raise error

    began = time.monotonic()
    with pytest.raises(GraphUnavailable, match="Try again"):
        Database(link, neo4j_server.database).read(work)
    assert time.monotonic() - began < READ_RETRIES_SECONDS + 2
    link.close()
