"""What the service runs on, opened together and closed in reverse."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass

from rich.progress import Progress

from app.fetching.fetcher import Fetcher
from app.ingest import Ingester
from app.settings import Settings
from app.store import Store, open_store
from app.workers import WorkerPool


@dataclass(frozen=True)
class Services:
    """One of each for the whole process."""

    settings: Settings
    pool: WorkerPool
    store: Store
    ingester: Ingester
    fetcher: Fetcher


@contextmanager
def open_services(settings: Settings, progress: Progress | None = None) -> Iterator[Services]:
    """The workers load their model while the store starts."""
    with (
        WorkerPool(settings.workers, settings.extract_timeout_s, settings.worker_memory_mb) as pool,
        open_store(settings, progress) as store,
    ):
        ingester = Ingester(pool, store, settings.max_text_bytes)
        yield Services(settings, pool, store, ingester, Fetcher(settings))
