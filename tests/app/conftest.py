"""A real server on a free port, on the real Neo4j, with the real extractor; one a test run.

Tests that count what is in the graph take `empty_graph` first. For an odd article, write it in the test.
"""

from __future__ import annotations

import contextlib
import socket
import threading
import time
from collections.abc import Callable, Iterator
from typing import Any

import httpx
import pytest
import uvicorn
from fastapi import FastAPI
from neo4j import GraphDatabase
from pydantic import SecretStr

from app.main import create_app
from app.server import KEEP_IDLE_S
from app.services import Services, open_services
from app.settings import Settings
from tests.emptying import empty

MOSCOW = (
    "MOSCOW – Russian Foreign Minister Sergey Lavrov hosted his Turkish counterpart Hakan Fidan in Moscow "
    "on Tuesday. The visit lasted three hours and ended without a press conference."
)
ARTICLE = {
    "url": "https://news.example/moscow",
    "title": "Lavrov hosts Fidan",
    "source": "Example News",
    "published": "2024-06-12",
    "text": MOSCOW,
}


def settings_for(login: Any, **changes: Any) -> Settings:
    """Settings that use the server behind `login`, with two workers."""
    return Settings(
        neo4j_uri=login.uri,
        neo4j_user=login.user,
        neo4j_password=SecretStr(login.password),
        neo4j_database=login.database,
        workers=2,
        **changes,
    )


@contextlib.contextmanager
def serving(settings: Settings, services: Services, port: int = 0) -> Iterator[str]:
    """The address of the service, run by uvicorn on a free port or on this one."""
    with serving_app(create_app(settings, services), port) as url:
        yield url


@contextlib.contextmanager
def serving_app(app: FastAPI, port: int = 0) -> Iterator[str]:
    """The same for an app that a test has added to."""
    listener = socket.socket(socket.AF_INET, socket.SOCK_STREAM, socket.IPPROTO_TCP)
    listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    listener.bind(("127.0.0.1", port))
    server = uvicorn.Server(uvicorn.Config(app, log_config=None, timeout_keep_alive=KEEP_IDLE_S))
    thread = threading.Thread(target=server.run, kwargs={"sockets": [listener]})
    thread.start()
    try:
        while not server.started:
            assert thread.is_alive(), "the server ended while it started"
            time.sleep(0.01)
        yield f"http://127.0.0.1:{listener.getsockname()[1]}"
    finally:
        server.should_exit = True
        thread.join()
        listener.close()


@pytest.fixture(scope="session")
def settings(neo4j_server: Any) -> Settings:
    return settings_for(neo4j_server)


@pytest.fixture(scope="session")
def services(settings: Settings) -> Iterator[Services]:
    with open_services(settings) as opened:
        opened.pool.wait_until_ready()
        yield opened


@pytest.fixture(scope="session")
def address(settings: Settings, services: Services) -> Iterator[str]:
    with serving(settings, services) as url:
        yield url


@pytest.fixture(scope="session")
def client(address: str) -> Iterator[httpx.Client]:
    with httpx.Client(base_url=address, timeout=60) as opened:
        yield opened


@pytest.fixture(scope="session")
def wipe(neo4j_server: Any) -> Callable[[], None]:
    def emptied() -> None:
        login = neo4j_server
        with GraphDatabase.driver(login.uri, auth=(login.user, login.password)) as driver:
            empty(driver, login.database)

    return emptied


@pytest.fixture
def empty_graph(wipe: Callable[[], None]) -> Iterator[None]:
    wipe()
    yield
    wipe()


@pytest.fixture
def stored(empty_graph: None, client: httpx.Client) -> str:
    """The id of ARTICLE, which is all that the graph holds."""
    answer = client.post("/v1/articles", json=ARTICLE)
    assert answer.status_code == 201, answer.text
    return str(answer.json()["id"])
