"""The graph as the service holds it: one link, and constraints before anything is asked or written."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from contextlib import ExitStack, closing, contextmanager

from rich.progress import Progress

from app.progress import spinner
from app.settings import Settings
from extractors.domain import Article, Extraction
from graph.audit import AuditTrail
from graph.changes import ChangeCounter
from graph.connection import Connection
from graph.jobs import Ticket
from graph.judgements import Judgement
from graph.keys import KeyBook
from graph.link import Link
from graph.local import LocalNeo4j
from graph.local_watch import Watch
from graph.queue import Queue
from graph.reader import GraphReader
from graph.schema import ensure_schema
from graph.survey import GraphSurvey
from graph.writer import GraphWriter, Saved


class Store:
    """Reader and writer of one graph; safe to use from several threads.

    Neo4j may be away when this is made and whenever it likes: each use finds out for itself, so there is
    nothing to reset when it is back, at whatever address.
    """

    def __init__(self, link: Link, *, keep_text: bool = True) -> None:
        self._link = link
        database = link.where.database
        self._reader = GraphReader(link, database)
        self._survey = GraphSurvey(link, database)
        self._writer = GraphWriter(link, database, keep_text=keep_text)
        self._queue = Queue(link, database)
        self._keys = KeyBook(link, database)
        self._audit = AuditTrail(link, database)
        self._changes = ChangeCounter(link, database)
        self._lock = threading.Lock()
        self._prepared: int | None = None  # for which of the link's moves

    @property
    def where(self) -> Connection:
        """The server that is used now; a managed one may come back at another port."""
        return self._link.where

    @property
    def prepared(self) -> bool:
        """Whether the constraints are known to be there."""
        return self._prepared == self._link.moves

    def reader(self) -> GraphReader:
        """Raises GraphUnavailable until the constraints could be made once."""
        self._prepare()
        return self._reader

    def ping(self) -> None:
        """Raises where the graph cannot answer now; the constraints are not looked at."""
        self._reader.ping()

    def survey(self) -> GraphSurvey:
        """Raises GraphUnavailable likewise."""
        self._prepare()
        return self._survey

    def queue(self) -> Queue:
        """The articles that wait to be read; raises GraphUnavailable like `reader`."""
        self._prepare()
        return self._queue

    def keys(self) -> KeyBook:
        """API keys. Raises GraphUnavailable, as reader() does."""
        self._prepare()
        return self._keys

    def audit(self) -> AuditTrail:
        """Who changed what. Raises GraphUnavailable, as reader() does."""
        self._prepare()
        return self._audit

    def changes(self) -> ChangeCounter:
        """How often the graph has changed. Raises GraphUnavailable, as reader() does."""
        self._prepare()
        return self._changes

    def save(self, article: Article, extraction: Extraction, ticket: Ticket | None = None) -> Saved:
        """One article, one transaction. Raises TicketLost."""
        self._prepare()
        return self._writer.save(article, extraction, ticket)

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

    def cut(self) -> None:
        """Whoever still waits for the graph gets an error now: the service ends."""
        self._link.close()

    def _prepare(self) -> None:
        if self.prepared:
            return
        # Without its constraints two writers at once would make one actor twice. Made again where the server
        # is another life: what it has now may be a backup that was put in its place.
        with self._lock:
            moves = self._link.moves
            if self._prepared != moves:
                ensure_schema(self._link, self.where.database)
                self._prepared = moves


@contextmanager
def open_store(settings: Settings, progress: Progress | None = None) -> Iterator[Store]:
    """The graph that the settings name, or the managed one, started when it does not run."""
    keep_text = settings.keep == "texts"
    if settings.neo4j_uri:
        login = Connection(
            settings.neo4j_uri,
            settings.neo4j_user,
            settings.neo4j_password.get_secret_value(),
            settings.neo4j_database,
        )
        with closing(Link(login)) as link:
            yield Store(link, keep_text=keep_text)
        return
    server = LocalNeo4j(settings.data_dir / "neo4j", settings.cache_dir)
    with spinner(progress, "Starting Neo4j"):
        connection = server.start(progress)
    with ExitStack() as stack:
        stack.callback(server.stop)
        link = stack.enter_context(closing(Link(connection)))
        stack.enter_context(Watch(server, link))
        yield Store(link, keep_text=keep_text)
