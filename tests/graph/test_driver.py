"""What failures of the server and the driver become."""

from __future__ import annotations

import socket
from dataclasses import dataclass
from typing import Any

import pytest
from neo4j import ManagedTransaction

from graph.driver import Database, open_driver
from graph.errors import GraphError, GraphRefused, GraphUnavailable
from graph.reader import GraphReader


@dataclass(frozen=True)
class Login:
    uri: str
    user: str = "neo4j"
    password: str = "not the password"


def free_port() -> int:
    with socket.create_server(("127.0.0.1", 0)) as listener:
        return int(listener.getsockname()[1])


def test_a_server_that_is_away_is_told_apart_and_soon() -> None:
    login = Login(f"bolt://127.0.0.1:{free_port()}")
    with open_driver(login) as driver, pytest.raises(GraphUnavailable, match=r"127\.0\.0\.1"):
        GraphReader(driver, "neo4j").ping()


@pytest.mark.parametrize("uri", ["localhost:7687", "ftp://localhost"])
def test_an_address_that_is_none_is_refused_at_once(uri: str) -> None:
    with pytest.raises(GraphRefused, match=r"Check|Use one like"), open_driver(Login(uri)):
        pass


def test_a_wrong_password_is_refused_with_what_to_check(neo4j_server: Any) -> None:
    with open_driver(Login(neo4j_server.uri)) as driver, pytest.raises(GraphRefused, match="password"):
        GraphReader(driver, neo4j_server.database).ping()


def test_a_database_that_is_not_there_is_named(neo4j_server: Any) -> None:
    with open_driver(neo4j_server) as driver, pytest.raises(GraphRefused, match="elsewhere"):
        GraphReader(driver, "elsewhere").ping()


def test_a_statement_that_is_wrong_is_an_error_of_the_graph(neo4j_server: Any) -> None:
    def wrong(tx: ManagedTransaction) -> None:
        tx.run("RETURN 1 +").consume()

    with open_driver(neo4j_server) as driver, pytest.raises(GraphError, match="Neo4j failed"):
        Database(driver, neo4j_server.database).read(wrong)


def test_work_that_fails_leaves_nothing_half_written(neo4j_server: Any) -> None:
    def half(tx: ManagedTransaction) -> None:
        tx.run("CREATE (:Half)").consume()
        raise LookupError("in the middle")

    with open_driver(neo4j_server) as driver:
        database = Database(driver, neo4j_server.database)
        with pytest.raises(LookupError):
            database.write(half)
        assert (
            database.read(lambda tx: tx.run("MATCH (n:Half) RETURN count(n) AS n").single(strict=True)["n"])
            == 0
        )
