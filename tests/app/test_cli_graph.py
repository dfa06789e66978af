"""The commands that use a graph: `ingest`, `who-met-whom`, `serve`."""

from __future__ import annotations

import json
import re
import signal
import socket
import time
from http.client import HTTPConnection
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import httpx
import psutil
import pytest

from tests.app.commands import ROOT, Service, chancery, environment, served
from tests.app.conftest import ARTICLE
from tests.app.test_bad_input import GERMAN

DEFAULT_ADDRESS = "http://127.0.0.1:8000"
README = (ROOT / "README.md").read_text(encoding="utf-8")
REQUESTS_OF_THE_README = re.findall(rf"^curl '({DEFAULT_ADDRESS}/v1/.*)'$", README, re.MULTILINE)[:3]


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """One article as a line, another as a text, a broken line, a text in German."""
    (tmp_path / "a.jsonl").write_text(json.dumps(ARTICLE | {"id": "x-1"}) + "\n{broken\n", encoding="utf-8")
    (tmp_path / "b.txt").write_text(
        "BEIJING - Chinese Foreign Minister Wang Yi met Indonesian Foreign Minister Retno Marsudi in "
        "Beijing on Monday, the ministry said.",
        encoding="utf-8",
    )
    (tmp_path / "c.txt").write_text(GERMAN, encoding="utf-8")
    return tmp_path


@pytest.fixture
def env(neo4j_server: Any, empty_graph: None) -> dict[str, str]:
    return environment(neo4j_server)


def test_a_folder_is_read_in_and_asked(folder: Path, env: dict[str, str]) -> None:
    result = chancery("ingest", folder, "--published", "2024-03-05", "--source", "Agency", "--json", env=env)
    assert result.returncode == 1
    assert json.loads(result.stdout) == {"new": 2, "replaced": 0, "unchanged": 0, "failed": 2, "meetings": 2}
    assert f"{folder / 'a.jsonl'}:2: not JSON" in result.stderr
    assert str(folder / "c.txt") in result.stderr
    assert "Traceback" not in result.stderr

    asked = chancery("who-met-whom", "China", "--with", "Indonesia", "--from", "2024", "--json", env=env)
    (pair,) = json.loads(asked.stdout)["items"]
    assert (pair["a"]["name"], pair["b"]["name"]) == ("Wang Yi", "Retno Marsudi")
    assert pair["first"] == "2024-03-04"

    shown = chancery("ingest", folder / "a.jsonl", env=env)
    assert re.search(r"new.*replaced.*unchanged.*failed", shown.stdout)
    assert re.search(r"0 .* 0 .* 1 .* 1 ", shown.stdout)


def test_the_table_shows_who_when_where_and_the_sentence(stored: str, env: dict[str, str]) -> None:
    shown = " ".join(chancery("who-met-whom", "Fidan", "--host", "Russia", env=env).stdout.split())
    for part in ("Hakan Fidan", "Sergey Lavrov", "2024-06-11", "Moscow", "hosted his Turkish counterpart"):
        assert part in shown


@pytest.mark.parametrize(
    ("options", "code", "said"),
    [
        (["Nobody"], 1, "No article here names 'Nobody'"),
        (["Fidan", "--status", "held"], 2, "occurred"),
        (["Fidan", "--host", "Nobody"], 1, "No article here names 'Nobody'"),
        (["Fidan", "--from", "May"], 2, "--from"),
        (["Fidan", "--channel", "fax"], 2, "in_person"),
        (["Fidan", "--from", "2024", "--to", "2023"], 2, "later"),
    ],
)
def test_a_question_that_cannot_be_answered_is_said_plainly(
    stored: str, env: dict[str, str], options: list[str], code: int, said: str
) -> None:
    result = chancery("who-met-whom", *options, env=env)
    assert (result.returncode, result.stdout) == (code, "")
    assert said in result.stderr
    assert "Traceback" not in result.stderr


def test_a_store_that_is_away_ends_a_command_with_one_line(folder: Path) -> None:
    env = environment(CHANCERY_NEO4J_URI="bolt://127.0.0.1:1", CHANCERY_NEO4J_PASSWORD="x")
    result = chancery("who-met-whom", "Fidan", env=env)
    assert result.returncode == 1
    assert result.stderr.startswith("Error: ")
    assert "Traceback" not in result.stderr


def test_a_setting_that_cannot_work_is_named(folder: Path) -> None:
    result = chancery("who-met-whom", "Fidan", env=environment(CHANCERY_WORKERS="many"))
    assert (result.returncode, result.stdout) == (2, "")
    assert "CHANCERY_WORKERS" in result.stderr


def test_a_taken_port_is_said_before_anything_is_started() -> None:
    with socket.create_server(("127.0.0.1", 0)) as other:
        port = other.getsockname()[1]
        result = chancery("serve", "--port", str(port))
    assert result.returncode == 1
    assert f"port {port}" in result.stderr
    assert "--port" in result.stderr


@pytest.fixture
def seeds(tmp_path: Path) -> Path:
    (tmp_path / "demo.jsonl").write_text(json.dumps(ARTICLE), encoding="utf-8")
    return tmp_path


def test_serve_fills_an_empty_graph_and_prints_requests_that_work(env: dict[str, str]) -> None:
    with served(env | {"CHANCERY_WORKERS": "2"}) as service:
        printed = service.printed()
        assert f"{service.address}/docs" in printed
        assert env["CHANCERY_NEO4J_URI"] in printed
        assert env["CHANCERY_NEO4J_PASSWORD"] not in printed
        requests = re.findall(r"curl '(.*)'", printed)
        assert requests == [one.replace(DEFAULT_ADDRESS, service.address) for one in REQUESTS_OF_THE_README]
        for request in requests:
            assert httpx.get(request).json()["items"], request


def test_serve_leaves_a_filled_graph_as_it_is(env: dict[str, str], seeds: Path, client: httpx.Client) -> None:
    client.post(
        "/v1/articles", json={"text": "It rained all week in the hills, and the farmers were glad of it."}
    )
    with served(env | {"CHANCERY_SEEDS_DIR": str(seeds)}) as service:
        assert httpx.get(f"{service.address}/v1/actors").json()["items"] == []


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGINT])
def test_a_stopped_service_leaves_no_process_behind(env: dict[str, str], number: signal.Signals) -> None:
    with served(env, "--no-seeds") as service:
        family = psutil.Process(service.process.pid).children(recursive=True)
        assert family
        service.process.send_signal(number)
        assert service.process.wait(40) == 0
        _, alive = psutil.wait_procs(family, timeout=5)
        assert not alive
        assert "Traceback" not in service.printed()


def test_serve_starts_without_its_store_and_says_so(seeds: Path) -> None:
    env = environment(
        CHANCERY_NEO4J_URI="bolt://127.0.0.1:1", CHANCERY_NEO4J_PASSWORD="x", CHANCERY_SEEDS_DIR=str(seeds)
    )
    with served(env) as service:
        assert httpx.get(f"{service.address}/healthz").status_code == 200
        assert httpx.get(f"{service.address}/readyz").status_code == 503
        connection_is_kept(service)


def connection_is_kept(service: Service) -> None:
    """For longer than usual clients keep one that nobody uses."""
    wire = HTTPConnection(urlsplit(service.address).netloc, timeout=10)
    wire.request("GET", "/healthz")
    assert wire.getresponse().read()
    time.sleep(6)
    wire.auto_open = 0  # it would make a new one, and say nothing
    wire.request("GET", "/healthz")
    assert wire.getresponse().status == 200
    wire.close()


def test_the_version_is_said() -> None:
    result = chancery("--version")
    assert re.fullmatch(r"chancery (\d+\.\d+\.\d+|0\+checkout)\n", result.stdout)
