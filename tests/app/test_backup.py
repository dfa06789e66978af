"""A backup is whole or not there, and comes back as it was; whatever interrupts it changes nothing."""

from __future__ import annotations

import contextlib
import json
import os
import signal
import stat
import subprocess
import sys
import threading
import time
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import httpx
import pytest
from neo4j import GraphDatabase

from app import cli_backup
from app.ingest import Ingester
from app.services import Services
from app.settings import Settings
from app.store import Store, open_store
from graph import backup
from graph.errors import BackupError
from graph.export import export
from graph.local_home import ServerHome
from graph.schema import VERSION
from tests.app.commands import ROOT, chancery, environment
from tests.app.conftest import ARTICLE, serving

WITHIN_S = 90.0
OTHER = ARTICLE | {
    "url": "https://news.example/oslo",
    "text": "OSLO – Norwegian Foreign Minister Espen Barth Eide received his Jordanian counterpart, "
    "Ayman Safadi, on Tuesday.",
}


@dataclass(frozen=True)
class Running:
    """A service that goes on while its database is backed up."""

    client: httpx.Client
    store: Store
    env: dict[str, str]
    folder: Path

    def export(self) -> dict[str, list[Any]]:
        where = self.store.where
        with GraphDatabase.driver(where.uri, auth=(where.user, where.password)) as driver:
            return export(driver, where.database)

    def wait_until_ready(self) -> None:
        deadline = time.monotonic() + WITHIN_S
        while self.client.get("/readyz").status_code != 200:
            assert time.monotonic() < deadline, self.client.get("/readyz").text
            time.sleep(0.1)

    def begin(self, *arguments: str | Path) -> subprocess.Popen[bytes]:
        command = [sys.executable, "-m", "app", *map(str, arguments)]
        return subprocess.Popen(command, cwd=ROOT, env=self.env, stderr=subprocess.DEVNULL)


@dataclass(frozen=True)
class BackedUp:
    """What a backup made, and what the graph was then."""

    file: Path
    told: dict[str, Any]
    graph: dict[str, list[Any]]
    answers: set[int]


@pytest.fixture(scope="module")
def running(services: Services, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Running]:
    folder = tmp_path_factory.mktemp("backed")
    settings = Settings(data_dir=folder / "data")
    env = environment(CHANCERY_DATA_DIR=str(folder / "data"), CHANCERY_CACHE_DIR=str(settings.cache_dir))
    with open_store(settings) as store:
        ingester = Ingester(services.pool, store, settings.max_text_bytes)
        own = replace(services, settings=settings, store=store, ingester=ingester)
        with serving(settings, own) as address, httpx.Client(base_url=address, timeout=30) as client:
            yield Running(client, store, env, folder)


@pytest.fixture(scope="module")
def backed_up(running: Running) -> BackedUp:
    running.wait_until_ready()
    assert running.client.post("/v1/articles", json=ARTICLE).status_code == 201
    before, file = running.export(), running.folder / "graph.backup"
    answers: set[int] = set()
    ended = threading.Event()

    def ask() -> None:
        while not ended.wait(0.1):
            answer = running.client.get("/v1/meetings")
            assert answer.status_code == 200 or "retry-after" in answer.headers
            answers.add(answer.status_code)

    asking = threading.Thread(target=ask)
    asking.start()
    done = chancery("backup", file, "--json", env=running.env)
    ended.set()
    asking.join()
    assert done.returncode == 0, done.stderr
    running.wait_until_ready()
    return BackedUp(file, json.loads(done.stdout), before, answers)


def test_a_backup_is_private_and_says_what_is_in_it(running: Running, backed_up: BackedUp) -> None:
    assert stat.S_IMODE(backed_up.file.stat().st_mode) == 0o600
    assert backed_up.told["schema"] == VERSION
    assert backed_up.told["counts"]["articles"] == 1
    assert backed_up.told["counts"]["meetings"] == 1
    with zipfile.ZipFile(backed_up.file) as archive:
        assert archive.namelist() == ["neo4j.dump", "manifest.json"]
        assert archive.testzip() is None
        manifest = json.loads(archive.read("manifest.json"))
    assert manifest.items() <= backed_up.told.items()
    assert running.store.where.password.encode() not in backed_up.file.read_bytes()


def test_a_service_says_when_to_come_back_and_goes_on_by_itself(
    running: Running, backed_up: BackedUp
) -> None:
    assert backed_up.answers == {200, 503}
    assert running.export() == backed_up.graph


def test_a_file_that_is_there_or_cannot_be_is_refused_before_anything_stops(
    running: Running, backed_up: BackedUp, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("CHANCERY_DATA_DIR", running.env["CHANCERY_DATA_DIR"])
    whole = backed_up.file.read_bytes()
    with pytest.raises(BackupError, match="--force"):
        cli_backup.backup(backed_up.file)
    assert backed_up.file.read_bytes() == whole
    with pytest.raises(BackupError, match="no folder"):
        cli_backup.backup(running.folder / "no" / "where")
    assert running.client.get("/readyz").status_code == 200


def test_a_graph_that_is_not_empty_is_not_replaced_unasked(running: Running, backed_up: BackedUp) -> None:
    refused = chancery("restore", backed_up.file, env=running.env)
    assert refused.returncode == 1
    assert "holds 1 articles" in refused.stderr
    assert "--force" in refused.stderr
    assert running.export() == backed_up.graph


def _flipped(file: Path, at: int) -> bytes:
    data = bytearray(file.read_bytes())
    data[at] ^= 0xFF
    return bytes(data)


def _with_manifest(file: Path, **changes: Any) -> bytes:
    made = file.with_name("changed.zip")
    with zipfile.ZipFile(file) as old, zipfile.ZipFile(made, "w") as new:
        new.writestr("neo4j.dump", old.read("neo4j.dump"))
        manifest = json.loads(old.read("manifest.json")) | changes
        new.writestr("manifest.json", json.dumps(manifest))
    return made.read_bytes()


@pytest.mark.parametrize(
    ("damage", "words"),
    [
        (lambda file: _flipped(file, 5_000), "damaged"),
        (lambda file: file.read_bytes()[:-100], "damaged"),
        (lambda file: file.read_bytes()[:9_000], "damaged"),
        (lambda file: b"", "no backup"),
        (lambda file: b"a text\n" * 100, "no backup"),
        (lambda file: _with_manifest(file, schema=VERSION + 1), "schema version"),
        (lambda file: _with_manifest(file, format=backup.FORMAT + 1), "newer form"),
        (lambda file: _with_manifest(file, dump_sha256="0" * 64), "damaged"),
        (lambda file: _with_manifest(file, dump_bytes=10), "damaged"),
        (lambda file: _with_manifest(file, schema="two"), "damaged manifest"),
    ],
    ids=["flipped", "end", "half", "empty", "text", "newer", "form", "digest", "size", "manifest"],
)
def test_a_backup_that_is_not_whole_or_too_new_is_refused(
    backed_up: BackedUp, tmp_path: Path, damage: Any, words: str
) -> None:
    bad = tmp_path / "bad"
    bad.write_bytes(damage(backed_up.file))
    with pytest.raises(BackupError, match=words):
        backup.check(bad, lambda done: None)


def test_a_damaged_backup_is_refused_before_anything_stops(
    running: Running, backed_up: BackedUp, tmp_path: Path
) -> None:
    bad = tmp_path / "bad"
    bad.write_bytes(_flipped(backed_up.file, 5_000))
    refused = chancery("restore", bad, "--force", env=running.env)
    assert refused.returncode == 1
    assert "damaged" in refused.stderr
    assert "Traceback" not in refused.stderr
    assert running.client.get("/readyz").status_code == 200


def test_a_restore_that_is_killed_has_changed_nothing(running: Running, backed_up: BackedUp) -> None:
    assert running.client.post("/v1/articles", json=OTHER).status_code == 201
    before, home = running.export(), ServerHome(running.folder / "data" / "neo4j")
    with running.begin("restore", backed_up.file, "--force") as process:
        # The worst moment: the restored database is in its place and its server starts.
        _wait_for((home.restoring / "old" / "transactions").exists, process)
        _wait_for(lambda: home.state() is not None, process)
        process.kill()
    running.wait_until_ready()
    assert running.export() == before
    assert before != backed_up.graph
    assert not home.restoring.exists()


def test_a_backup_that_is_interrupted_leaves_no_file_and_the_server_running(running: Running) -> None:
    file = running.folder / "interrupted.backup"
    with running.begin("backup", file) as process:
        _wait_for(file.with_name(".interrupted.backup.part").exists, process)
        process.send_signal(signal.SIGTERM)
        assert process.wait(60) == 130
    assert not list(running.folder.glob("*interrupted*"))
    running.wait_until_ready()


def _wait_for(fulfilled: Any, process: subprocess.Popen[bytes]) -> None:
    deadline = time.monotonic() + WITHIN_S
    while not fulfilled():
        assert process.poll() is None
        assert time.monotonic() < deadline
        time.sleep(0.005)


def test_a_restored_graph_is_the_one_that_was_backed_up(running: Running, backed_up: BackedUp) -> None:
    assert running.client.post("/v1/articles", json=OTHER).status_code in (200, 201)
    assert running.export() != backed_up.graph
    done = chancery("restore", backed_up.file, "--force", "--json", env=running.env)
    assert done.returncode == 0, done.stderr
    assert json.loads(done.stdout)["counts"] == backed_up.told["counts"]
    running.wait_until_ready()
    assert running.export() == backed_up.graph
    assert running.client.post("/v1/articles", json=OTHER).status_code == 201


def test_a_backup_goes_into_a_machine_that_had_none(
    running: Running, backed_up: BackedUp, tmp_path: Path
) -> None:
    env = running.env | {"CHANCERY_DATA_DIR": str(tmp_path)}
    done = chancery("restore", backed_up.file, "--json", env=env)
    assert done.returncode == 0, done.stderr
    assert json.loads(done.stdout)["counts"] == backed_up.told["counts"]
    with contextlib.suppress(FileNotFoundError):
        assert not os.listdir(tmp_path / "neo4j" / "restoring")
    deadline = time.monotonic() + 60  # its last user is gone, and it ends by itself
    while (status := chancery("db", "status", env=env).returncode) != 3 and time.monotonic() < deadline:
        time.sleep(1)
    assert status == 3


def test_a_server_that_is_not_ours_is_left_to_its_own_tools(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("CHANCERY_NEO4J_URI", "bolt://graph.example.org:7687")
    with pytest.raises(cli_backup.NotManaged, match="neo4j-admin database dump neo4j"):
        cli_backup.backup(Path("file"))
    with pytest.raises(cli_backup.NotManaged, match="neo4j-admin database load neo4j"):
        cli_backup.restore(Path("file"))
