"""The managed local Neo4j: a real server for one data folder, with nothing installed but Python.

A keeper process (local_keeper) runs the server. Whoever needs it calls `start` and is entered as a user; the
server stops when the last user has called `stop` or has died, unless it was asked to stay. So a second
service on the same folder uses the same server, and a killed one leaves none behind.
"""

from __future__ import annotations

import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import psutil
from filelock import FileLock, Timeout
from rich.progress import Progress

from graph import local_swap
from graph.connection import Connection
from graph.errors import LocalServerError
from graph.local_fetch import ensure_jars
from graph.local_health import is_open, listens, memory_of
from graph.local_home import USER, ServerHome, ServerState
from graph.local_jars import jar_paths

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


@dataclass(frozen=True)
class Serving:
    """One life of a managed server."""

    state: ServerState
    connection: Connection


@dataclass(frozen=True)
class Held:
    """A managed server that is down for whoever holds it."""

    home: ServerHome
    jars: list[Path]
    start: Callable[[], Connection]
    stop: Callable[[], None]


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
            self._home.stopped = False
            self._settle()
            return self._start(progress, stay=stay)

    def restart(self, given_up: threading.Event) -> Connection | None:
        """Starts a server that ended unasked, for one who uses it; None where it was stopped by hand.

        Of several processes that want this at once one does it, and the others find it done.
        """
        with self._starting(given_up):
            if not self._home.exists() or self._home.stopped:
                return None
            self._prepare()
            self._settle()
            return self._start(None, stay=False, keep_wish=True, given_up=given_up)

    def _settle(self) -> None:
        # A restore holds the lock that we hold now: what it left undecided it was killed over.
        if local_swap.undecided(self._home) and self._keeper_lives():
            stays = self._home.stays
            self._stop()
            self._home.stays = stays
        if not self._keeper_lives():
            local_swap.settle(self._home)

    def _start(
        self,
        progress: Progress | None,
        *,
        stay: bool,
        keep_wish: bool = False,
        given_up: threading.Event | None = None,
    ) -> Connection:
        if not self._keeper_lives():
            if not keep_wish:
                self._home.stays = False  # asked of a server that is gone, perhaps before a reboot
            self._launch(progress)
        if self._entry is None or not self._entry.exists():
            self._entry = self._home.add_user()
        try:
            with _shown(progress, "Starting Neo4j"):
                connection = self._wait_until_ready(given_up)
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

    @contextmanager
    def borrowed(self, progress: Progress | None = None) -> Iterator[Connection]:
        """The server for a moment; where it was stopped by hand it is so again afterwards."""
        stopped = self._home.exists() and self._home.stopped
        connection = self.start(progress)
        try:
            yield connection
        finally:
            self._leave()
            if stopped:
                self.shut_down()

    def shut_down(self) -> None:
        """Stops the server for everybody."""
        if not self._home.exists():
            return
        with self._starting():
            self._home.stopped = True
            self._stop()

    def _stop(self) -> None:
        self._home.stays = False
        self._leave()
        keeper = self._home.keeper()
        if keeper and self._keeper_lives():
            psutil.Process(keeper).terminate()
        self._wait_until_down(unless_used=False)
        self._home.clear_state()

    @contextmanager
    def held(self, progress: Progress | None = None) -> Iterator[Held]:
        """The server is down in here and nobody else can start it; who uses it has it back afterwards."""
        self._prepare()
        with self._starting():
            stays = self._home.stays
            self._stop()
            held = Held(
                self._home, jar_paths(self._cache), lambda: self._start(progress, stay=False), self._stop
            )
            try:
                yield held
            finally:
                self._home.stays = stays
                if self._is_used() and not self._home.stopped:
                    self._start(progress, stay=False, keep_wish=True)
                elif self._keeper_lives():
                    self._stop()
                self._leave()

    def serving(self) -> Serving | None:
        """The server as it is now, where its process listens; none on a database that may be taken back."""
        state = self._home.state() if self._home.exists() else None
        if state is None or not listens(state.java, state.bolt_port) or not self.is_kept():
            return None
        return Serving(state, self._connection(state))

    def still(self, found: Serving) -> bool:
        """Whether it is the same life of the server; costs next to nothing."""
        return self._home.state() == found.state and self._home.is_our_java(found.state.java)

    def is_kept(self) -> bool:
        """Whether a keeper sees to the server, which may be starting; one for a restore does not count."""
        return self._home.exists() and not local_swap.undecided(self._home) and self._keeper_lives()

    @property
    def stopped_by_hand(self) -> bool:
        """Whether it is down because somebody wanted that."""
        return not self._home.exists() or self._home.stopped

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
            memory_bytes=memory_of(state.java),
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
    def _starting(self, given_up: threading.Event | None = None) -> Iterator[None]:
        lock = FileLock(self._home.start_lock)
        try:
            lock.acquire(timeout=START_WITHIN_S, cancel_check=given_up.is_set if given_up else None)
        except Timeout as error:
            raise LocalServerError(
                f"Another process has been starting, stopping or backing up the Neo4j of {self._home.root} "
                f"for {START_WITHIN_S:.0f} s. Look into {self._home.log}, end that process and try again."
            ) from error
        try:
            yield
        finally:
            lock.release()

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

    def _wait_until_ready(self, given_up: threading.Event | None) -> Connection:
        deadline = time.monotonic() + START_WITHIN_S
        while time.monotonic() < deadline and self._keeper_lives():
            if given_up and given_up.is_set():
                raise LocalServerError("Neo4j was still starting when it was needed no more.")
            state = self._home.state()
            if state and self._answers(state):
                return self._connection(state)
            time.sleep(LOOK_EVERY_S)
        raise LocalServerError(
            f"Neo4j did not start. The end of its logs ({self._home.log.parent}):\n{self._home.last_words()}"
        )

    def _answers(self, state: ServerState) -> bool:
        return listens(state.java, state.bolt_port) and is_open(
            self._connection(state), self._home.root, self._home.password_file
        )

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
