"""The folder of one managed Neo4j: what lies where, and who uses the server."""

from __future__ import annotations

import hashlib
import json
import os
import secrets
import uuid
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

import psutil

# What Neo4j looks for in its home.
NEO4J_FOLDERS = ("conf", "data", "import", "licenses", "logs", "plugins", "run")
USER = "neo4j"
# A process's start, read twice, differs a little when the clock was set in between.
CLOCK_SLACK_S = 5.0


@dataclass(frozen=True)
class ServerState:
    """What the keeper wrote of the server it runs."""

    keeper: int
    java: int
    bolt_port: int
    http_port: int


@dataclass(frozen=True)
class UserMark:
    """One process that needs the server; the start tells it from a later one with the same number."""

    pid: int
    started: float

    @classmethod
    def of_this_process(cls) -> UserMark:
        return cls(os.getpid(), psutil.Process().create_time())

    def process(self) -> psutil.Process | None:
        """The process meant, if it is still there."""
        try:
            found = psutil.Process(self.pid)
            same = abs(found.create_time() - self.started) < CLOCK_SLACK_S
            return found if same and found.status() != psutil.STATUS_ZOMBIE else None
        except psutil.Error:
            return None


class ServerHome:
    """Paths and small files; nothing here starts or stops anything."""

    def __init__(self, root: Path) -> None:
        # Absolute and resolved: two spellings of one folder must not make two servers.
        self.root = root.expanduser().resolve()
        self.conf = self.root / "conf" / "neo4j.conf"
        self.log = self.root / "logs" / "neo4j.log"
        self.console = self.root / "logs" / "console.log"
        self.keeper_log = self.root / "logs" / "keeper.log"
        self.password_file = self.root / "password"
        self._own = self.root / "keeper"
        self.users = self._own / "users"
        self.start_lock = self._own / "start.lock"
        self.keeper_lock = self._own / "keeper.lock"
        self._state = self._own / "state.json"
        self._ports = self._own / "ports.json"
        self._stays = self._own / "stays"
        self._stopped = self._own / "stopped"
        self._keeper = self._own / "keeper.json"
        self.restoring = self.root / "restoring"

    def exists(self) -> bool:
        """Whether a server was ever prepared here."""
        return self._own.exists()

    def prepare(self) -> None:
        """Makes the folders and, once, the password; only the owner can look inside."""
        self.root.mkdir(parents=True, exist_ok=True)
        self.root.chmod(0o700)
        for name in NEO4J_FOLDERS:
            (self.root / name).mkdir(exist_ok=True)
        self.users.mkdir(parents=True, exist_ok=True)
        if not self.password_file.exists():
            _write_private(self.password_file, secrets.token_urlsafe(24))
        self._write_first_login()

    def _write_first_login(self) -> None:
        # What `neo4j-admin dbms set-initial-password` writes. Neo4j reads it when it has no user yet, so that
        # there is no moment with a default password, and a crash in between leaves nothing to repair.
        salt = secrets.token_bytes(32)
        digest = salt + self.password().encode()
        for _ in range(1024):
            digest = hashlib.sha256(digest).digest()
        file = self.root / "data" / "dbms" / "auth.ini"
        file.parent.mkdir(exist_ok=True)
        _write_private(file, f"{USER}:SHA-256,{digest.hex()},{salt.hex()},1024:\n")

    def password(self) -> str:
        return self.password_file.read_text(encoding="utf-8").strip()

    def state(self) -> ServerState | None:
        """As written; whether the processes still live is another question."""
        found = _read_json(self._state)
        return ServerState(**found) if found else None

    def write_state(self, state: ServerState) -> None:
        _write_private(self._state, json.dumps(asdict(state)))
        _write_private(self._ports, json.dumps([state.bolt_port, state.http_port]))

    def clear_state(self) -> None:
        self._state.unlink(missing_ok=True)

    def write_keeper(self, pid: int) -> None:
        """Which process it is, also between two lives of the server."""
        _write_private(self._keeper, json.dumps(pid))

    def keeper(self) -> int | None:
        """As written; whether it lives is another question."""
        found = _read_json(self._keeper)
        return int(found) if found else None

    def last_ports(self) -> tuple[int, int] | None:
        """Kept after a stop, so that who knows the address finds the server there again."""
        found = _read_json(self._ports)
        return (found[0], found[1]) if found else None

    @property
    def stays(self) -> bool:
        """Whether the server goes on when nobody uses it."""
        return self._stays.exists()

    @stays.setter
    def stays(self, wanted: bool) -> None:
        if wanted:
            self._stays.touch()
        else:
            self._stays.unlink(missing_ok=True)

    @property
    def stopped(self) -> bool:
        """Whether somebody stopped the server by hand, so that nobody starts it again unasked."""
        return self._stopped.exists()

    @stopped.setter
    def stopped(self, by_hand: bool) -> None:
        if by_hand:
            self._stopped.touch()
        else:
            self._stopped.unlink(missing_ok=True)

    def add_user(self) -> Path:
        """Enters this process as a user; the returned file is its entry."""
        mark = UserMark.of_this_process()
        entry = self.users / f"{mark.pid}-{uuid.uuid4().hex}.json"
        _write_private(entry, json.dumps(asdict(mark)))
        return entry

    def entries(self) -> dict[Path, UserMark | None]:
        """Every user that entered itself; None where the entry says nothing."""
        marks = {}
        for entry in sorted(self.users.glob("*.json")):
            found = _read_json(entry)
            marks[entry] = UserMark(**found) if found else None
        return marks

    def is_our_java(self, pid: int) -> bool:
        """Whether that process is the Neo4j of this folder, however it came to be."""
        try:
            process = psutil.Process(pid)
            return process.status() != psutil.STATUS_ZOMBIE and self.home_argument in process.cmdline()
        except psutil.Error:
            return False

    @property
    def home_argument(self) -> str:
        return f"--home-dir={self.root}"

    def last_words(self, lines: int = 12) -> str:
        """The end of the server's logs, for an error message."""
        found: list[str] = []
        for path in (self.keeper_log, self.console, self.log):
            if path.exists():
                found += path.read_text(encoding="utf-8", errors="replace").splitlines()[-lines:]
        return "\n".join(f"  {line}" for line in found if line.strip()) or "  (it wrote nothing)"


def _write_private(path: Path, text: str) -> None:
    """In one step and never readable for others: a reader sees the old file or the new one."""
    fresh = path.with_name(f".{path.name}.{uuid.uuid4().hex}")
    descriptor = os.open(fresh, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(descriptor, "w", encoding="utf-8") as file:
        file.write(text)
        file.flush()
        os.fsync(file.fileno())
    fresh.replace(path)


def _read_json(path: Path) -> Any:
    try:
        return json.loads(path.read_text(encoding="utf-8"))
    except (FileNotFoundError, json.JSONDecodeError):
        return None
