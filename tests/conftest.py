"""What every layer's tests share: one managed Neo4j for the whole run."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path

import pytest
from neo4j import Driver, GraphDatabase

from app.settings import Settings
from graph.connection import Connection
from graph.local import LocalNeo4j

# Half the processor time at each start, and tests start it often; what it answers is the same.
os.environ.setdefault("JDK_JAVA_OPTIONS", "-XX:TieredStopAtLevel=1 -XX:+UseSerialGC")


# What costs much to set up and is the same for a whole folder: at most one set for each of two processes.
SHARED_FOLDER = Path(__file__).parent / "ui"


@pytest.hookimpl(tryfirst=True)
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Which tests one process takes together (loadgroup of pytest-xdist): a file, or half of that folder."""
    shared = sorted({item.path for item in items if item.path.parent == SHARED_FOLDER})
    for item in items:
        group = (
            f"page{shared.index(item.path) % 2}" if item.path in shared else item.nodeid.partition("::")[0]
        )
        item.add_marker(pytest.mark.xdist_group(group))


@pytest.fixture(scope="session")
def neo4j_server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Connection]:
    """A real server with its own data; the jars are the user's, fetched once a machine."""
    server = LocalNeo4j(tmp_path_factory.mktemp("neo4j"), Settings().cache_dir)
    connection = server.start()
    yield connection
    server.stop()


@pytest.fixture(scope="module")
def own_neo4j(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Connection]:
    """A second server, for what a service that runs on the first would disturb: it reads every queue."""
    server = LocalNeo4j(tmp_path_factory.mktemp("own"), Settings().cache_dir)
    yield server.start()
    server.stop()


@pytest.fixture(scope="session")
def plain_driver(neo4j_server: Connection) -> Iterator[Driver]:
    """The driver as it comes, for looking at the graph past the code under test."""
    login = (neo4j_server.user, neo4j_server.password)
    with GraphDatabase.driver(neo4j_server.uri, auth=login) as driver:
        yield driver


@pytest.fixture
def empty_neo4j(neo4j_server: Connection, plain_driver: Driver) -> Connection:
    """The same server with nothing in it; constraints and indexes stay."""
    with plain_driver.session(database=neo4j_server.database) as session:
        session.run("MATCH (n) CALL (n) { DETACH DELETE n } IN TRANSACTIONS OF 10000 ROWS").consume()
    return neo4j_server
