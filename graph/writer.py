"""The way into the graph: one article is one write transaction."""

from __future__ import annotations

from neo4j import Driver

from extractors.domain import Article, Extraction
from graph.views import Saved

__all__ = ["GraphWriter", "Saved"]


class GraphWriter:
    """Safe to use from several threads and processes at once."""

    def __init__(self, driver: Driver, database: str) -> None:
        self._driver = driver
        self._database = database

    def save(self, article: Article, extraction: Extraction) -> Saved:
        """Put in what the article says, in place of what it said before."""
        raise NotImplementedError

    def delete(self, article_id: str) -> None:
        """Take out the article and exactly what only it supported. Raises NotFound."""
        raise NotImplementedError
