"""Constraints, indexes and the version of the graph's form."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any, LiteralString

import pytest
from neo4j import Driver

from graph import read_queries, schema, write_queries
from graph.errors import SchemaTooNew
from graph.schema import ensure_schema


def names(driver: Driver, database: str, statement: LiteralString) -> set[str]:
    records = driver.execute_query(statement, database_=database).records
    return {record["name"] for record in records}


def test_making_the_schema_again_changes_nothing(graph_driver: Driver, neo4j_server: Any) -> None:
    shown = "SHOW INDEXES YIELD name, type WHERE type <> 'LOOKUP'"
    before = names(graph_driver, neo4j_server.database, shown)
    ensure_schema(graph_driver, neo4j_server.database)
    assert names(graph_driver, neo4j_server.database, shown) == before
    assert schema.NAMES_INDEX in before


def test_a_uniqueness_constraint_stands_behind_every_merge(graph_driver: Driver, neo4j_server: Any) -> None:
    statements = [value for name, value in vars(write_queries).items() if name.isupper()]
    merged = {label for text in statements for label in re.findall(r"MERGE \(\w+:(\w+) \{id:", text)}
    records = graph_driver.execute_query(
        "SHOW CONSTRAINTS YIELD type, labelsOrTypes, properties", database_=neo4j_server.database
    ).records
    unique = {
        record["labelsOrTypes"][0]
        for record in records
        if record["type"] == "UNIQUENESS" and record["properties"] == ["id"]
    }
    assert merged == {"Article", "Meeting", "Actor", "Place"}
    assert merged <= unique


def test_no_read_statement_writes_or_skips() -> None:
    statements = [value for name, value in vars(read_queries).items() if name.isupper()]
    assert len(statements) > 10
    assert not [text for text in statements if re.search(r"\b(MERGE|CREATE|SET|DELETE|REMOVE|SKIP)\b", text)]


@pytest.fixture
def newer_schema(graph_driver: Driver, neo4j_server: Any) -> Iterator[None]:
    def set_version(version: int) -> None:
        graph_driver.execute_query(schema.WRITE_VERSION, version=version, database_=neo4j_server.database)

    set_version(schema.VERSION + 1)
    yield
    set_version(schema.VERSION)


@pytest.mark.usefixtures("newer_schema")
def test_a_graph_of_a_newer_version_is_left_alone(graph_driver: Driver, neo4j_server: Any) -> None:
    with pytest.raises(SchemaTooNew, match="Upgrade"):
        ensure_schema(graph_driver, neo4j_server.database)
