"""What the service runs on, opened together and closed in reverse."""

from __future__ import annotations

import logging
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from functools import partial

from rich.progress import Progress

from app import logs, tracing
from app.fetching.fetcher import Fetcher
from app.ingest import Ingester
from app.measuring import measured
from app.precedence import Precedence
from app.settings import Settings
from app.stopping import Stopping
from app.store import Store, open_store
from app.version import program_version
from app.workers import WorkerPool


@dataclass(frozen=True)
class Services:
    """One of each for the whole process."""

    settings: Settings
    pool: WorkerPool
    store: Store
    ingester: Ingester
    fetcher: Fetcher
    stopping: Stopping = field(default_factory=Stopping)
    precedence: Precedence = field(default_factory=Precedence)

    def cut(self) -> None:
        """Whoever still waits for a worker or the graph gets an error now."""
        self.pool.cut()
        self.store.cut()


@contextmanager
def open_services(
    settings: Settings, progress: Progress | None = None, stopping: Stopping | None = None
) -> Iterator[Services]:
    """The workers load their model while the store starts; they are stopped before it.

    `stopping` is that of the command, where it has one.
    """
    logs.hide(settings.neo4j_password.get_secret_value())
    # Workers log what their service logs.
    log_alike = partial(logs.set_up, logging.getLevelName(logging.root.level), settings.log_format)
    with (
        tracing.traced(settings.otlp_endpoint, program_version()),
        WorkerPool(
            settings.workers, settings.extract_timeout_s, settings.worker_memory_mb, log_alike
        ) as pool,
        open_store(settings, progress) as store,
        measured(settings, pool, store),
    ):
        logs.hide(store.where.password)
        ingester = Ingester(pool, store, settings.max_text_bytes)
        try:
            yield Services(settings, pool, store, ingester, Fetcher(settings), stopping or Stopping())
        finally:
            pool.close()  # before the graph, where what they still read is to be stored
