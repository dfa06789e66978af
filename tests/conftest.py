"""What every layer's tests share: one managed Neo4j for the whole run."""

from __future__ import annotations

import os
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from neo4j import Driver, GraphDatabase
from schemathesis.pytest.plugin import SchemathesisFunction
from xdist.scheduler import LoadScopeScheduling

from app.settings import Settings
from graph.connection import Connection
from graph.local import LocalNeo4j
from tests import java


def pytest_configure(config: pytest.Config) -> None:
    """Of the first process; the others and the servers inherit what it sets."""
    if java.VARIABLE not in os.environ and hasattr(config, "cache"):  # it can be switched off
        os.environ[java.VARIABLE] = java.options(config.cache.mkdir("java"))


@pytest.hookimpl(tryfirst=True)
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Of tests with one id xdist runs the first alone, and says nothing.

    With pytest 9.2 those that schemathesis makes of the operations have the id of their function.
    """
    for item in items:
        if isinstance(item, SchemathesisFunction) and item.parent:
            item._id = item.parent.id.child(item.name)
    twice = [one for one, times in Counter(item.nodeid for item in items).items() if times > 1]
    if twice:
        raise pytest.UsageError(f"Several tests have one id: {', '.join(twice)}")


# What costs much to set up and is the same for a whole folder: at most one set for each of two processes.
SHARED_FOLDER = Path(__file__).parent / "ui"


class Together(LoadScopeScheduling):  # type: ignore[misc]  # it has no types
    """Which tests one process takes together: a file, or half of that folder.

    Not by xdist's groups: with pytest 9.2 those of xdist 3.8 group nothing, and say nothing.
    """

    def _split_scope(self, nodeid: str) -> str:
        file = Path(nodeid.partition("::")[0])
        if file.parent.name != SHARED_FOLDER.name:
            return str(file)
        shared = sorted(one.name for one in SHARED_FOLDER.glob("test_*.py"))
        return f"{SHARED_FOLDER.name}{shared.index(file.name) % 2}"


def pytest_xdist_make_scheduler(config: pytest.Config, log: Any) -> Together:
    """Of the process that hands out the tests; tests/test_together.py looks at what it does."""
    return Together(config, log)


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
