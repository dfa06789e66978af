"""The managed local Neo4j: a real server for one data folder, with nothing installed but Python.

A keeper process (local_keeper) runs the server. Whoever needs it calls `start` and is entered as a user; the
server stops when the last user has called `stop` or has died, unless it was asked to stay. So a second
service on the same folder uses the same server, and a killed one leaves none behind.
"""

from __future__ import annotations

import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import psutil
from filelock import FileLock, Timeout
from neo4j import GraphDatabase
from neo4j.exceptions import AuthError, DriverError, Neo4jError
from rich.progress import Progress

from graph.connection import Connection
from graph.errors import LocalServerError
from graph.local_fetch import ensure_jars
from graph.local_home import USER, ServerHome, ServerState

# A keeper that gave up is noticed at once; this is for a large store that is being recovered.
START_WITHIN_S = 600.0
STOP_WITHIN_S = 90.0
LOOK_EVERY_S = 0.1
HOST = "127.0.0.1"
DATABASE = "neo4j"


@dataclass(frozen=True)
class Status:
    """What there is to say of a managed server from outside."""

    home: Path
    running: bool
    stays: bool = False
    pid: int | None = None
    users: tuple[int, ...] = ()
    memory_bytes: int = 0
    uri: str | None = None
    browser: str | None = None


class LocalNeo4j:
    """The managed server of one data folder, as one process uses it."""

    def __init__(self, home: Path, cache: Path) -> None:
        self._home = ServerHome(home)
        self._cache = cache
        self._entry: Path | None = None

    def start(self, progress: Progress | None = None, *, stay: bool = False) -> Connection:
        """Returns when the server answers; one that runs already is shared. Raises LocalServerError.

        With `stay` the server goes on when nobody uses it, until `shut_down`.
        """
        self._prepare()
        with self._starting():
            if not self._keeper_lives():
                self._home.stays = False  # asked of a server that is gone, perhaps before a reboot
                self._launch(progress)
            self._entry = self._entry or self._home.add_user()
            try:
                with _shown(progress, "Starting Neo4j"):
                    connection = self._wait_until_ready()
            except BaseException:
                self._leave()
                raise
            if stay:
                self._home.stays = True
            return connection

    def stop(self) -> None:
        """This process needs the server no longer; returns when it is down, if nobody else does."""
        self._leave()
        self._wait_until_down(unless_used=True)

    def shut_down(self) -> None:
        """Stops the server for everybody."""
        if not self._home.exists():
            return
        with self._starting():
            self._home.stays = False
            self._leave()
            state = self._home.state()
            if state and self._keeper_lives():
                psutil.Process(state.keeper).terminate()
            self._wait_until_down(unless_used=False)
            self._home.clear_state()

    def status(self) -> Status:
        """Asks the processes, not the network."""
        state = self._home.state() if self._home.exists() and self._keeper_lives() else None
        if state is None:
            return Status(self._home.root, running=False)
        connection = self._connection(state)
        marks = [mark for mark in self._home.entries().values() if mark and mark.process()]
        return Status(
            home=self._home.root,
            running=True,
            stays=self._home.stays,
            pid=state.java,
            users=tuple(sorted({mark.pid for mark in marks})),
            memory_bytes=_memory_of(state.java),
            uri=connection.uri,
            browser=connection.browser,
        )

    def info(self) -> Connection:
        """How to reach the server. Raises LocalServerError when it does not run."""
        state = self._home.state() if self._home.exists() and self._keeper_lives() else None
        if state is None:
            raise LocalServerError(
                f"No Neo4j runs for {self._home.root}. `chancery db start` and `chancery serve` start one."
            )
        return self._connection(state)

    @property
    def password_file(self) -> Path:
        return self._home.password_file

    def _prepare(self) -> None:
        try:
            self._home.prepare()
        except OSError as error:
            raise LocalServerError(
                f"Cannot keep a database in {self._home.root}: {error}. "
                "CHANCERY_DATA_DIR names another folder."
            ) from error

    @contextmanager
    def _starting(self) -> Iterator[None]:
        try:
            with FileLock(self._home.start_lock, timeout=START_WITHIN_S):
                yield
        except Timeout as error:
            raise LocalServerError(
                f"Another process has been starting or stopping the Neo4j of {self._home.root} for "
                f"{START_WITHIN_S:.0f} s. Look into {self._home.log}, end that process and try again."
            ) from error

    def _keeper_lives(self) -> bool:
        # A lock, not a process number: the system lets go of it with the process, and gives it to no other.
        probe = FileLock(self._home.keeper_lock)
        try:
            # Longer than another process takes for this same look.
            probe.acquire(timeout=0.05, poll_interval=0.01)
        except Timeout:
            return True
        probe.release()
        return False

    def _launch(self, progress: Progress | None) -> None:
        ensure_jars(self._cache, progress)
        with self._home.keeper_log.open("wb") as output:
            # Comes back when the keeper, a grandchild that outlives us, holds its lock.
            subprocess.run(
                [sys.executable, "-m", "graph.local_keeper", str(self._home.root), str(self._cache)],
                stdin=subprocess.DEVNULL,
                stdout=output,
                stderr=subprocess.STDOUT,
                cwd=Path(__file__).parent.parent,  # where `graph` is found, installed or not
                check=False,
            )

    def _wait_until_ready(self) -> Connection:
        deadline = time.monotonic() + START_WITHIN_S
        while time.monotonic() < deadline and self._keeper_lives():
            state = self._home.state()
            if state and self._answers(state):
                return self._connection(state)
            time.sleep(LOOK_EVERY_S)
        raise LocalServerError(
            f"Neo4j did not start. The end of its logs ({self._home.log.parent}):\n{self._home.last_words()}"
        )

    def _answers(self, state: ServerState) -> bool:
        connection = self._connection(state)
        if not _listens(state):
            return False
        try:
            with (
                GraphDatabase.driver(connection.uri, auth=(USER, connection.password)) as driver,
                driver.session(database=DATABASE) as session,
            ):
                session.run("RETURN 1").consume()
        except AuthError as error:
            raise LocalServerError(
                f"The Neo4j of {self._home.root} does not accept the password in {self._home.password_file}. "
                "Where it was changed, write the new one into that file."
            ) from error
        except (DriverError, Neo4jError):
            return False  # it listens before its database is open
        return True

    def _connection(self, state: ServerState) -> Connection:
        return Connection(
            uri=f"bolt://{HOST}:{state.bolt_port}",
            user=USER,
            password=self._home.password(),
            database=DATABASE,
            browser=f"http://{HOST}:{state.http_port}/browser/",
        )

    def _leave(self) -> None:
        if self._entry:
            self._entry.unlink(missing_ok=True)
            self._entry = None

    def _wait_until_down(self, *, unless_used: bool) -> None:
        deadline = time.monotonic() + STOP_WITHIN_S
        while self._home.exists() and self._keeper_lives():
            if unless_used and self._is_used():
                return
            if time.monotonic() > deadline:
                raise LocalServerError(
                    f"The Neo4j of {self._home.root} did not stop within {STOP_WITHIN_S:.0f} s; "
                    f"its log is {self._home.log}."
                )
            time.sleep(LOOK_EVERY_S)

    def _is_used(self) -> bool:
        return self._home.stays or any(mark and mark.process() for mark in self._home.entries().values())


@contextmanager
def _shown(progress: Progress | None, what: str) -> Iterator[None]:
    if progress is None:
        yield
        return
    task = progress.add_task(what, total=None)
    try:
        yield
    finally:
        progress.remove_task(task)


def _listens(state: ServerState) -> bool:
    """Whether this very server has its port: another program may have taken it since it was found free."""
    try:
        open_ports = psutil.Process(state.java).net_connections(kind="tcp")
    except psutil.Error:
        return False
    return any(c.status == psutil.CONN_LISTEN and c.laddr.port == state.bolt_port for c in open_ports)


def _memory_of(pid: int) -> int:
    try:
        return int(psutil.Process(pid).memory_info().rss)
    except psutil.Error:
        return 0
