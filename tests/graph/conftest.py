"""A graph that is empty before each test, on the real server."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import pytest
from neo4j import Driver

from extractors.domain import Article, Extraction
from graph.driver import open_driver
from graph.export import export
from graph.reader import GraphReader
from graph.schema import ensure_schema
from graph.survey import GraphSurvey
from graph.views import MeetingFilter
from graph.writer import GraphWriter
from tests.emptying import empty


@dataclass(frozen=True)
class Graph:
    """Readers and a writer of one database, and what is in it."""

    driver: Driver
    database: str
    reader: GraphReader
    survey: GraphSurvey
    writer: GraphWriter

    def put(self, *built: tuple[Article, Extraction]) -> None:
        for article, extraction in built:
            self.writer.save(article, extraction)

    def days(self, **asked: Any) -> list[dt.date | None]:
        """On which days the meetings began that fit, of any status, in the order in which they are listed."""
        where = MeetingFilter(statuses=None, **asked)
        found = [one.date.start for one in self.reader.meetings(where).items]
        assert len(found) == self.reader.total(where).count
        return found

    def content(self) -> dict[str, list[Any]]:
        return export(self.driver, self.database)

    def edges(self, kind: str) -> list[tuple[str, str]]:
        return [
            (edge["from"], edge["to"]) for edge in self.content()["relationships"] if edge["type"] == kind
        ]

    def node(self, node_id: str) -> dict[str, Any] | None:
        found = [node for node in self.content()["nodes"] if node["properties"]["id"] == node_id]
        return found[0]["properties"] if found else None

    def clear(self) -> None:
        empty(self.driver, self.database)


@pytest.fixture(scope="session")
def graph_driver(neo4j_server: Any) -> Iterator[Driver]:
    with open_driver(neo4j_server) as driver:
        ensure_schema(driver, neo4j_server.database)
        yield driver


def _empty(driver: Driver, database: str) -> Graph:
    reader, survey = GraphReader(driver, database), GraphSurvey(driver, database)
    made = Graph(driver, database, reader, survey, GraphWriter(driver, database))
    made.clear()
    return made


@pytest.fixture
def graph(graph_driver: Driver, neo4j_server: Any) -> Graph:
    return _empty(graph_driver, neo4j_server.database)


@pytest.fixture(scope="module")
def shared_graph(graph_driver: Driver, neo4j_server: Any) -> Graph:
    """Empty once a module: for tests that only read what one fixture of theirs put in."""
    return _empty(graph_driver, neo4j_server.database)
