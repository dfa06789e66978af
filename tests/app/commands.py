"""The `chancery` command run as people run it: a process of its own."""

from __future__ import annotations

import contextlib
import os
import signal
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import httpx

ROOT = Path(__file__).resolve().parents[2]


def environment(login: Any = None, **changes: str) -> dict[str, str]:
    """No CHANCERY_ variable but those of `login` and `changes`."""
    clean = {name: value for name, value in os.environ.items() if not name.startswith("CHANCERY_")}
    if login is not None:
        clean |= {
            "CHANCERY_NEO4J_URI": login.uri,
            "CHANCERY_NEO4J_USER": login.user,
            "CHANCERY_NEO4J_PASSWORD": login.password,
            "CHANCERY_NEO4J_DATABASE": login.database,
        }
    return clean | {"CHANCERY_WORKERS": "1", "COLUMNS": "200", **changes}


def chancery(
    *arguments: str | Path, env: dict[str, str] | None = None, stdin: str | None = None
) -> subprocess.CompletedProcess[str]:
    """Run a command to its end."""
    return subprocess.run(
        [sys.executable, "-m", "app", *map(str, arguments)],
        cwd=ROOT,
        env=env or environment(),
        input=stdin,
        capture_output=True,
        text=True,
        timeout=120,
        check=False,
    )


def free_port() -> int:
    """One that nothing listens on now."""
    with socket.create_server(("127.0.0.1", 0)) as listener:
        return int(listener.getsockname()[1])


@dataclass(frozen=True)
class Service:
    """`chancery serve` while it runs."""

    address: str
    process: subprocess.Popen[bytes]
    _printed: Path

    def printed(self) -> str:
        """All that it wrote so far."""
        return self._printed.read_text(encoding="utf-8")


@contextlib.contextmanager
def served(env: dict[str, str], *options: str) -> Iterator[Service]:
    """`chancery serve`, from when it answers until it has stopped by itself."""
    port = free_port()
    command = [sys.executable, "-m", "app", "serve", "--port", str(port), *options]
    # A file and not a pipe: nobody reads while it runs, and a full pipe would hold it up.
    with (
        tempfile.NamedTemporaryFile() as printed,
        subprocess.Popen(command, cwd=ROOT, env=env, stderr=printed) as process,
    ):
        service = Service(f"http://127.0.0.1:{port}", process, Path(printed.name))
        try:
            _wait_for(service)
            yield service
        finally:
            if process.poll() is None:
                process.send_signal(signal.SIGTERM)
            with contextlib.suppress(subprocess.TimeoutExpired):
                process.wait(40)
            process.kill()


def _wait_for(service: Service) -> None:
    deadline = time.monotonic() + 120
    while time.monotonic() < deadline and service.process.poll() is None:
        with contextlib.suppress(httpx.TransportError):
            httpx.get(f"{service.address}/healthz")
            return
        time.sleep(0.1)
    service.process.kill()
    raise AssertionError(service.printed())
