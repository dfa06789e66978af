"""The managed Neo4j survives what a database survives."""

from __future__ import annotations

import os
import shutil
import signal
import socket
import stat
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

import httpx
import psutil
import pytest
from neo4j import GraphDatabase

from app.settings import Settings
from graph.connection import Connection
from graph.errors import LocalServerError
from graph.local import LocalNeo4j
from graph.local_fetch import ensure_jars
from graph.local_home import ServerHome
from graph.local_jars import jar_paths, locked_jars

ROOT = Path(__file__).resolve().parents[2]
NOWHERE = "http://127.0.0.1:9"
# Says where the server is, and uses it until it is killed or its input ends.
USER_PROCESS = """
import sys
from pathlib import Path
from graph.local import LocalNeo4j
server = LocalNeo4j(Path(sys.argv[1]), Path(sys.argv[2]))
print(server.start().uri, flush=True)
sys.stdin.read()
server.stop()
"""


@pytest.fixture(scope="module")
def cache(neo4j_server: Connection) -> Path:
    """A cache with all jars in it: the server of the test run needed them."""
    return Settings().cache_dir


@pytest.fixture
def server(tmp_path: Path, cache: Path) -> Iterator[LocalNeo4j]:
    server = LocalNeo4j(tmp_path / "neo4j", cache)
    yield server
    server.shut_down()


@pytest.fixture
def user(tmp_path: Path, cache: Path) -> Iterator[Callable[[], subprocess.Popen[str]]]:
    """Starts another process that uses the same server."""
    processes = []

    def start() -> subprocess.Popen[str]:
        command = [sys.executable, "-c", USER_PROCESS, str(tmp_path / "neo4j"), str(cache)]
        process = subprocess.Popen(
            command, cwd=ROOT, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
        )
        processes.append(process)
        return process

    yield start
    for process in processes:
        process.kill()
        process.communicate()


def said(process: subprocess.Popen[str]) -> str:
    assert process.stdout
    return process.stdout.readline().strip()


def ask(connection: Connection, cypher: str) -> list[Any]:
    login = (connection.user, connection.password)
    with (
        GraphDatabase.driver(connection.uri, auth=login) as driver,
        driver.session(database=connection.database) as session,
    ):
        return session.run(cypher).value()


def port_of(address: str | None) -> int:
    assert address
    return int(address.removesuffix("/browser/").rsplit(":", 1)[1])


def wait_until(fulfilled: Callable[[], bool], seconds: float = 40) -> None:
    deadline = time.monotonic() + seconds
    while not fulfilled():
        assert time.monotonic() < deadline, "waited in vain"
        time.sleep(0.1)


def running_pid(server: LocalNeo4j) -> int:
    pid = server.status().pid
    assert pid
    return pid


def ended(pid: int) -> bool:
    return not psutil.pid_exists(pid) or psutil.Process(pid).status() == psutil.STATUS_ZOMBIE


def test_started_server_answers_to_its_login_on_the_loopback_only(server: LocalNeo4j) -> None:
    connection = server.start()
    assert ask(connection, "RETURN 1") == [1]
    assert connection.password not in repr(connection)
    assert connection.browser
    assert "<title>Neo4j Browser</title>" in httpx.get(connection.browser).text

    process = psutil.Process(running_pid(server))
    listening = [one.laddr for one in process.net_connections() if one.status == psutil.CONN_LISTEN]
    assert {one.ip.removeprefix("::ffff:") for one in listening} == {"127.0.0.1"}
    assert {one.port for one in listening} == {port_of(connection.uri), port_of(connection.browser)}

    assert server.start() == connection
    assert server.info() == connection
    assert server.status().pid == process.pid
    assert server.status().users == (os.getpid(),)

    server.stop()
    assert ended(process.pid)
    assert not server.status().running
    with pytest.raises(LocalServerError, match="chancery db start"):
        server.info()


def test_password_is_kept_with_the_data_for_its_owner_only(server: LocalNeo4j, tmp_path: Path) -> None:
    home = ServerHome(tmp_path / "neo4j")
    home.prepare()
    password = home.password()
    home.prepare()
    assert home.password() == password
    assert len(password) >= 24
    assert stat.S_IMODE(home.password_file.stat().st_mode) == 0o600
    assert stat.S_IMODE(home.root.stat().st_mode) == 0o700


def test_data_outlive_a_stop_and_a_taken_port_is_answered_by_another(server: LocalNeo4j) -> None:
    first = server.start()
    ask(first, "CREATE (:Kept {n: 7})")
    server.stop()

    with socket.create_server(("127.0.0.1", port_of(first.uri))):
        second = server.start()
        assert port_of(second.uri) != port_of(first.uri)
        assert ask(second, "MATCH (k:Kept) RETURN k.n") == [7]


def test_servers_of_two_folders_that_start_at_once_both_come_up(tmp_path: Path, cache: Path) -> None:
    # Both find the same ports free; the one that comes late takes others and never answers for the first.
    servers = [LocalNeo4j(tmp_path / name, cache) for name in ("one", "two")]
    try:
        with ThreadPoolExecutor() as threads:
            first, second = threads.map(lambda server: server.start(), servers)
        assert first.uri != second.uri
        for connection in (first, second):
            with GraphDatabase.driver(connection.uri, auth=(connection.user, connection.password)) as driver:
                driver.verify_connectivity()
    finally:
        for server in servers:
            server.shut_down()


def test_two_services_share_one_server_and_the_survivor_of_a_kill_keeps_it(
    server: LocalNeo4j, user: Callable[[], subprocess.Popen[str]]
) -> None:
    one, other = user(), user()
    uris = {said(one), said(other), server.start().uri}
    assert len(uris) == 1
    pid = running_pid(server)

    one.kill()
    other.communicate("", timeout=30)
    assert other.returncode == 0
    time.sleep(1)
    assert ask(server.info(), "RETURN 1") == [1]
    assert running_pid(server) == pid

    server.stop()
    assert ended(pid)


def test_killed_service_leaves_no_server_and_nothing_that_blocks_the_next_start(
    server: LocalNeo4j, user: Callable[[], subprocess.Popen[str]]
) -> None:
    owner = user()
    assert said(owner)
    pid = running_pid(server)
    owner.kill()
    wait_until(lambda: ended(pid))
    wait_until(lambda: not server.status().running)
    assert ask(server.start(), "RETURN 1") == [1]


def test_killed_server_is_back_by_itself_at_the_same_address_with_its_data(server: LocalNeo4j) -> None:
    connection = server.start()
    ask(connection, "CREATE (:Kept {n: 7})")
    pid = running_pid(server)
    os.kill(pid, signal.SIGKILL)
    wait_until(lambda: server.status().pid not in (None, pid))
    assert server.start() == connection
    assert ask(connection, "MATCH (k:Kept) RETURN k.n") == [7]


def test_killed_keeper_takes_the_server_with_it_or_the_next_one_does(
    server: LocalNeo4j, tmp_path: Path
) -> None:
    connection = server.start()
    state = ServerHome(tmp_path / "neo4j").state()
    assert state
    os.kill(state.keeper, signal.SIGKILL)
    wait_until(lambda: not server.status().running)

    assert ask(server.start(), "RETURN 1") == [1]
    assert ended(state.java)
    assert server.info() == connection


def test_server_and_keeper_killed_at_once_do_not_block_the_next_start(
    server: LocalNeo4j, tmp_path: Path
) -> None:
    server.start(stay=True)
    state = ServerHome(tmp_path / "neo4j").state()
    assert state
    os.kill(state.keeper, signal.SIGKILL)
    os.kill(state.java, signal.SIGKILL)
    assert ask(server.start(), "RETURN 1") == [1]
    # The wish that it stay was for the server that is gone.
    server.stop()
    assert not server.status().running


def test_server_that_stays_outlives_its_users_until_it_is_shut_down(server: LocalNeo4j) -> None:
    server.start(stay=True)
    pid = running_pid(server)
    server.stop()
    time.sleep(1)
    assert server.status().users == ()
    assert running_pid(server) == pid

    server.shut_down()
    assert ended(pid)


def test_started_once_it_needs_neither_network_nor_java_on_the_path(
    server: LocalNeo4j, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("HTTPS_PROXY", NOWHERE)
    monkeypatch.setenv("PATH", "/nonexistent")
    monkeypatch.delenv("JAVA_HOME", raising=False)
    assert ask(server.start(), "RETURN 1") == [1]


def test_neo4j_that_cannot_start_is_an_error_with_its_last_words(server: LocalNeo4j, tmp_path: Path) -> None:
    (tmp_path / "neo4j" / "data").mkdir(parents=True)
    (tmp_path / "neo4j" / "data" / "databases").write_text("no folder")
    with pytest.raises(LocalServerError, match=r"did not start(.|\n)*databases"):
        server.start()
    assert not server.status().running


def test_folder_that_cannot_be_written_is_an_error_that_names_the_variable(
    tmp_path: Path, cache: Path
) -> None:
    (tmp_path / "file").write_text("")
    with pytest.raises(LocalServerError, match="CHANCERY_DATA_DIR"):
        LocalNeo4j(tmp_path / "file" / "neo4j", cache).start()
    with pytest.raises(LocalServerError, match="CHANCERY_CACHE_DIR"):
        ensure_jars(tmp_path / "file")


def test_password_changed_by_hand_is_said_with_the_file_to_correct(server: LocalNeo4j) -> None:
    server.start()
    server.password_file.write_text("another one")
    with pytest.raises(LocalServerError, match=str(server.password_file)):
        server.start()


def test_damaged_half_and_missing_jars_are_noticed_and_fetched_again(tmp_path: Path, cache: Path) -> None:
    mine = tmp_path / "cache"
    shutil.copytree(
        cache / "neo4j", mine / "neo4j", copy_function=os.link, ignore=shutil.ignore_patterns(".*")
    )
    smallest = sorted(locked_jars(), key=lambda jar: jar.size)[:3]
    damaged, half, missing = (mine.resolve() / "neo4j" / jar.name for jar in smallest)
    whole = damaged.read_bytes()
    for path, content in ((damaged, bytes(len(whole))), (half, half.read_bytes()[:100])):
        path.unlink()  # a link to the jar that the other tests use
        path.write_bytes(content)
    missing.unlink()

    ensure_jars(mine)
    assert damaged.read_bytes() == whole
    assert all(jar.is_whole(path) for jar, path in zip(locked_jars(), jar_paths(mine), strict=True))


def test_first_start_without_network_says_what_to_do(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("HTTPS_PROXY", NOWHERE)
    with pytest.raises(LocalServerError, match="Check the network"):
        ensure_jars(tmp_path)
    assert not list((tmp_path / "neo4j").glob("*.jar"))


def test_lock_names_neo4j_and_no_host() -> None:
    jars = locked_jars()
    assert {
        ("org.neo4j.app", "neo4j-server"),
        ("org.neo4j", "neo4j"),
        ("org.neo4j.client", "neo4j-browser"),
    } <= {(jar.group, jar.artifact) for jar in jars}
    assert len({jar.name for jar in jars}) == len(jars)
    assert all(len(jar.sha256) == 64 and jar.size > 0 and "/" not in jar.name for jar in jars)
