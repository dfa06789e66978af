"""`chancery serve` and its managed Neo4j as processes that can be killed."""

from __future__ import annotations

import contextlib
import os
import random
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import httpx
import psutil
from neo4j import Driver

from app.settings import Settings
from graph.driver import Database, open_driver
from graph.export import export
from graph.local import LocalNeo4j
from graph.statements import rows
from tests import java
from tests.app.commands import ROOT, environment, free_port
from tests.emptying import empty

START_WITHIN_S = 180.0
STOP_WITHIN_S = 100.0
GONE_WITHIN_S = 10.0
LOOK_EVERY_S = 0.05
LAST_LINES = 25
WORKERS = 2  # the service lets one more article than that be written at once
TASKS = """
MATCH (t:Task)
RETURN t.state AS state, collect(t {.id, .key, .code, .error}) AS tasks
"""
Export = dict[str, list[Any]]


class ServiceFailed(Exception):
    """It ended by itself, or did not come back; the message has the end of its log."""


class Service:
    """One service on one data folder, through all its lives."""

    def __init__(self, folder: Path) -> None:
        self._home = (folder / "neo4j").resolve()
        self._neo4j = LocalNeo4j(self._home, Settings().cache_dir)
        self._log = folder / "service.log"
        self._port = free_port()
        self._env = environment(
            CHANCERY_DATA_DIR=str(folder),
            CHANCERY_CACHE_DIR=str(Settings().cache_dir),
            CHANCERY_WORKERS=str(WORKERS),
            JDK_JAVA_OPTIONS=os.environ.get(java.VARIABLE, java.QUICK),
        )
        self._process: subprocess.Popen[bytes] | None = None
        self._worker: subprocess.Popen[bytes] | None = None
        self._groups: set[int] = set()

    @property
    def address(self) -> str:
        return f"http://127.0.0.1:{self._port}"

    def start(self) -> None:
        """Returns at once; the service leads a process group of its own."""
        self._process = self._begin("serve", "--no-seeds", "--port", str(self._port))

    def start_worker(self) -> None:
        """Another process that reads what is queued."""
        self._worker = self._begin("work")

    def _begin(self, *arguments: str) -> subprocess.Popen[bytes]:
        command = [sys.executable, "-m", "app", *arguments]
        with self._log.open("ab") as log:
            process = subprocess.Popen(
                command, cwd=ROOT, env=self._env, stdout=log, stderr=log, start_new_session=True
            )
        self._groups.add(process.pid)
        return process

    def check(self) -> None:
        """Raises ServiceFailed where it ended by itself."""
        if self._process is None or self._process.poll() is not None:
            code = self._process.returncode if self._process else None
            raise ServiceFailed(f"The service ended by itself with exit code {code}.\n{self.last_words()}")

    def wait_until_ready(self) -> None:
        """Raises ServiceFailed where it is not ready in time."""

        def ready() -> bool:
            self.check()
            with contextlib.suppress(httpx.TransportError):
                return httpx.get(f"{self.address}/readyz", timeout=30).status_code == 200
            return False

        if not _within(START_WITHIN_S, ready):
            raise ServiceFailed(f"The service was not ready in {START_WITHIN_S:g} s.\n{self.last_words()}")

    def kill(self) -> None:
        """The service with its workers, all at once."""
        self.check()
        assert self._process
        os.killpg(self._process.pid, signal.SIGKILL)
        self._process.wait()

    def kill_worker(self) -> None:
        """The process beside the service, with its own, all at once."""
        assert self._worker
        os.killpg(self._worker.pid, signal.SIGKILL)
        self._worker.wait()

    def kill_reader(self, dice: random.Random) -> None:
        """One of the processes that read articles, in the midst of what it does."""
        self.check()
        assert self._process
        readers = [
            one
            for parent in psutil.Process(self._process.pid).children()
            for one in parent.children()
            if "forkserver" in _command(one)
        ]
        if readers:
            with contextlib.suppress(psutil.NoSuchProcess):
                dice.choice(readers).kill()

    def kill_neo4j(self) -> None:
        """The server alone, as soon as there is one: it may still be starting."""
        self.check()
        if not _within(START_WITHIN_S, lambda: bool(self._servers())):
            raise ServiceFailed(f"No Neo4j ran for {START_WITHIN_S:g} s.\n{self.last_words()}")
        for server in self._servers():
            with contextlib.suppress(psutil.NoSuchProcess):
                server.kill()

    def stop(self) -> int:
        """Its exit code, after it was asked to end."""
        self.check()
        assert self._process
        self._process.terminate()
        if self._worker:
            self._worker.terminate()
        try:
            if self._worker:
                self._worker.wait(STOP_WITHIN_S)
            return self._process.wait(STOP_WITHIN_S)
        except subprocess.TimeoutExpired as error:
            raise ServiceFailed(
                f"The service did not stop in {STOP_WITHIN_S:g} s.\n{self.last_words()}"
            ) from error

    def clean_up(self) -> None:
        """Leaves nothing running, however the trial ended."""
        for group in self._groups:
            with contextlib.suppress(ProcessLookupError):
                os.killpg(group, signal.SIGKILL)
        for process in (self._process, self._worker):
            if process:
                process.wait()
        self._neo4j.shut_down()

    def export(self) -> Export:
        """All that is in the graph now."""
        with self._driver() as (driver, database):
            return export(driver, database)

    def empty(self) -> None:
        """Takes everything out of the graph."""
        with self._driver() as (driver, database):
            empty(driver, database)

    def tasks(self) -> dict[str, list[dict[str, Any]]]:
        """Every article of the queue, by its state; raises where Neo4j is away."""
        with self._driver() as (driver, database):
            found = Database(driver, database).read(lambda tx: rows(tx, TASKS))
        return {one["state"]: one["tasks"] for one in found}

    def left_behind(self) -> list[str]:
        """Processes of any of its lives that are still there some time after the end."""
        _within(GONE_WITHIN_S, lambda: not self._family())
        return [f"process {one.pid}: {_command(one)[:200]}" for one in self._family()]

    def last_words(self) -> str:
        """The end of the logs of the service and of the keeper of its Neo4j."""
        logs = (self._log, self._home / "logs" / "keeper.log")
        texts = [log.read_text(encoding="utf-8", errors="replace") for log in logs if log.exists()]
        return "\n--\n".join("\n".join(text.splitlines()[-LAST_LINES:]) for text in texts)

    @contextlib.contextmanager
    def _driver(self) -> Iterator[tuple[Driver, str]]:
        login = self._neo4j.info()
        with open_driver(login) as driver:
            yield driver, login.database

    def _servers(self) -> list[psutil.Process]:
        return [one for one in psutil.process_iter() if f"--home-dir={self._home}" in _arguments(one)]

    def _family(self) -> list[psutil.Process]:
        return [one for one in psutil.process_iter() if self._is_ours(one)]

    def _is_ours(self, process: psutil.Process) -> bool:
        """By its process group, or, as the server and its keeper have their own, by the data folder."""
        try:
            if process.status() == psutil.STATUS_ZOMBIE:
                return False
            return os.getpgid(process.pid) in self._groups or str(self._home) in _command(process)
        except (psutil.NoSuchProcess, ProcessLookupError):
            return False


@contextlib.contextmanager
def serving(folder: Path) -> Iterator[Service]:
    """A service that is ready; nothing of it runs afterwards."""
    service = Service(folder)
    try:
        service.start()
        service.wait_until_ready()
        yield service
    finally:
        service.clean_up()


def _arguments(process: psutil.Process) -> list[str]:
    try:
        return process.cmdline()
    except psutil.Error:
        return []


def _command(process: psutil.Process) -> str:
    return " ".join(_arguments(process))


def _within(seconds: float, fulfilled: Callable[[], bool]) -> bool:
    deadline = time.monotonic() + seconds
    while not fulfilled():
        if time.monotonic() > deadline:
            return False
        time.sleep(LOOK_EVERY_S)
    return True
