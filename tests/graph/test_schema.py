"""Constraints, indexes and the version of the graph's form."""

from __future__ import annotations

import re
from collections.abc import Iterator
from types import ModuleType
from typing import Any, LiteralString

import pytest
from neo4j import Driver

from graph import (
    derive_queries,
    judgement_queries,
    read_queries,
    review_queries,
    schema,
    search_queries,
    survey_queries,
    write_queries,
)
from graph.errors import SchemaTooNew
from graph.fitting import Scoped
from graph.meeting_queries import OF_MEETINGS
from graph.schema import ensure_schema
from tests.graph.builders import LAVROV, MEKDAD, Talks, build
from tests.graph.conftest import Graph


def names(driver: Driver, database: str, statement: LiteralString) -> set[str]:
    records = driver.execute_query(statement, database_=database).records
    return {record["name"] for record in records}


READING = (read_queries, survey_queries, search_queries, review_queries)
WRITING = (write_queries, derive_queries, judgement_queries)


def upper(module: ModuleType) -> list[str]:
    """The statements of a module, which are its constants."""
    return [text for name, text in vars(module).items() if name.isupper() and isinstance(text, str)]


def test_making_the_schema_again_changes_nothing(graph_driver: Driver, neo4j_server: Any) -> None:
    shown = "SHOW INDEXES YIELD name, type WHERE type <> 'LOOKUP'"
    before = names(graph_driver, neo4j_server.database, shown)
    ensure_schema(graph_driver, neo4j_server.database)
    assert names(graph_driver, neo4j_server.database, shown) == before
    assert schema.NAMES_INDEX in before


def test_a_uniqueness_constraint_stands_behind_every_merge(graph_driver: Driver, neo4j_server: Any) -> None:
    statements = [text for module in WRITING for text in upper(module)]
    merged = {label for text in statements for label in re.findall(r"MERGE \(\w+:(\w+) \{id:", text)}
    records = graph_driver.execute_query(
        "SHOW CONSTRAINTS YIELD type, labelsOrTypes, properties", database_=neo4j_server.database
    ).records
    unique = {
        record["labelsOrTypes"][0]
        for record in records
        if record["type"] == "UNIQUENESS" and record["properties"] == ["id"]
    }
    unmade = {"ChancerySchema"}  # the lock, which ensure_schema makes
    assert merged - unmade == {"Article", "Meeting", "Actor", "Place", "Name", "Slot", "Judgement", "Edition"}
    assert merged <= unique


def test_no_read_statement_writes_or_skips() -> None:
    statements = [text for module in READING for text in upper(module)]
    statements += [text for asked in OF_MEETINGS.values() for text in vars(asked).values()]
    statements += [
        text for asked in vars(survey_queries).values() if isinstance(asked, Scoped) for text in asked
    ]
    assert len(statements) > 120
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


def test_a_graph_of_an_older_form_keeps_its_articles_to_be_read_again(graph: Graph) -> None:
    """What version 1 derived stood on no names and would never be taken out again."""
    built = build("one", Talks([LAVROV, MEKDAD]))
    graph.put(built)
    before = graph.content()
    graph.driver.execute_query(
        "MATCH (n:Name) DETACH DELETE n WITH count(*) AS gone MATCH (s:ChancerySchema) SET s.version = 1",
        database_=graph.database,
    )
    ensure_schema(graph.driver, graph.database)
    assert [node["labels"] for node in graph.content()["nodes"]] == [["Article"]]
    assert graph.reader.count_articles_of_other_versions("test-1") == 1
    graph.put(built)
    assert graph.content() == before
