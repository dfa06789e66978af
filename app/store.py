"""The graph as the service holds it: one driver, and constraints before anything is asked or written."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager

from neo4j import Driver
from rich.progress import Progress

from app.progress import spinner
from app.settings import Settings
from extractors.domain import Article, Extraction
from graph.connection import Connection
from graph.driver import open_driver
from graph.judgements import Judgement
from graph.local import LocalNeo4j
from graph.reader import GraphReader
from graph.schema import ensure_schema
from graph.writer import GraphWriter, Saved


class Store:
    """Reader and writer of one graph; safe to use from several threads.

    Neo4j may be away when this is made and whenever it likes: each use finds out for itself, so there is
    nothing to reset when it is back.
    """

    def __init__(self, driver: Driver, where: Connection, *, keep_text: bool = True) -> None:
        self.where = where
        self._driver = driver
        self._reader = GraphReader(driver, where.database)
        self._writer = GraphWriter(driver, where.database, keep_text=keep_text)
        self._lock = threading.Lock()
        self._prepared = False

    def reader(self) -> GraphReader:
        """Raises GraphUnavailable until the constraints could be made once."""
        self._prepare()
        return self._reader

    def save(self, article: Article, extraction: Extraction) -> Saved:
        """One article, one transaction."""
        self._prepare()
        return self._writer.save(article, extraction)

    def delete(self, article_id: str) -> None:
        """Raises NotFound."""
        self._prepare()
        self._writer.delete(article_id)

    def judge(self, judgement: Judgement) -> Judgement:
        """Raises Contradiction."""
        self._prepare()
        return self._writer.judge(judgement)

    def withdraw(self, judgement_id: str) -> Judgement:
        """Raises NotFound."""
        self._prepare()
        return self._writer.withdraw(judgement_id)

    def forget_texts(self) -> None:
        """Drop the texts that are stored; all that was read from them stays."""
        self._prepare()
        self._writer.forget_texts()

    def _prepare(self) -> None:
        if self._prepared:
            return
        # Without its constraints two writers at once would make one actor twice.
        with self._lock:
            if not self._prepared:
                ensure_schema(self._driver, self.where.database)
                self._prepared = True


@contextmanager
def open_store(settings: Settings, progress: Progress | None = None) -> Iterator[Store]:
    """The graph that the settings name, or the managed one, started when it does not run."""
    with ExitStack() as stack:
        login = _login(settings, progress, stack)
        yield Store(stack.enter_context(open_driver(login)), login, keep_text=settings.keep == "texts")


def _login(settings: Settings, progress: Progress | None, stack: ExitStack) -> Connection:
    if settings.neo4j_uri:
        return Connection(
            settings.neo4j_uri,
            settings.neo4j_user,
            settings.neo4j_password.get_secret_value(),
            settings.neo4j_database,
        )
    server = LocalNeo4j(settings.data_dir / "neo4j", settings.cache_dir)
    with spinner(progress, "Starting Neo4j"):
        connection = server.start(progress)
    stack.callback(server.stop)
    return connection
