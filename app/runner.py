"""Takes articles from the queue, has them read, and stores what they say."""

from __future__ import annotations

import logging
import queue as queues
import threading
import time
import uuid
from collections.abc import Callable
from dataclasses import dataclass, field
from functools import partial
from typing import Self, TypeVar

from pydantic import ValidationError

from app import metrics, tracing
from app.errors import AppError, PoolClosed, ReadingCrashed, ReadingTimedOut, ReadingTooLarge, meaning
from app.ingest import read, today
from app.precedence import Precedence
from app.store import Store
from app.workers import WorkerPool
from extractors.clean import RawArticle
from extractors.errors import ExtractionError
from graph.errors import GraphError, GraphRefused, GraphUnavailable, LocalServerError, TicketLost
from graph.jobs import Claimed

T = TypeVar("T")

MOST_TRIES = 2  # of an article that kills or hangs a worker
IDLE_S = 1.0  # between two looks into an empty queue
SIGN_OF_LIFE_S = 5.0
AWAY_S = (0.5, 10.0)  # the first and the longest wait for a graph that is away
TIDY_S = 3_600.0
STOP_S = 20.0  # for what is being read when the runner ends
AWAY = (GraphUnavailable, GraphRefused, LocalServerError)  # what passes, in the end

log = logging.getLogger(__name__)


@dataclass(frozen=True)
class Duties:
    """What a runner of this process has to mind."""

    only: str | None = None  # the job whose articles alone it takes
    keep_days: float | None = None  # how long jobs that are over stay; forever, where it is not its duty
    precedence: Precedence = field(default_factory=Precedence)  # of the questions to this process


class Runner:
    """One for a process. Nothing is lost with it: what it has not stored when it ends goes back.

    With no pool it takes no articles, and only says that this process lives, which brings some.
    """

    def __init__(
        self,
        store: Store,
        pool: WorkerPool | None,
        max_bytes: int,
        duties: Duties | None = None,
    ) -> None:
        self.id = f"run-{uuid.uuid4().hex[:16]}"
        self._store = store
        self._pool = pool
        self._max_bytes = max_bytes
        self._duties = duties or Duties()
        self._stopping = threading.Event()
        self._wake = threading.Event()
        self._room = threading.Semaphore(2 * pool.size + 1 if pool else 0)
        self._taken: queues.SimpleQueue[Claimed | None] = queues.SimpleQueue()
        self._threads: list[threading.Thread] = []

    def start(self) -> None:
        """Returns at once; a graph that is away is waited for."""
        self._begin(self._stay_alive)
        if self._pool:
            self._begin(self._take)
            # One more than there are workers, so that none idles while an article is being written.
            for _ in range(self._pool.size + 1):
                self._begin(self._work)

    def _begin(self, work: Callable[[], None]) -> None:
        thread = threading.Thread(target=work, name=f"{self.id} {work.__name__}", daemon=True)
        thread.start()
        self._threads.append(thread)

    def wake(self) -> None:
        """Something new is in the queue."""
        self._wake.set()

    def stop(self) -> None:
        """Finish what is being read, as far as that takes seconds, and give back the rest."""
        self._stopping.set()
        self._wake.set()
        for _ in self._threads:
            self._taken.put(None)
        deadline = time.monotonic() + STOP_S
        for thread in self._threads:
            thread.join(max(deadline - time.monotonic(), 0.0))
        try:
            self._store.queue().leave(self.id)
        except GraphError as error:
            log.warning("what was taken from the queue goes back when the graph is there again: %s", error)

    def __enter__(self) -> Self:
        self.start()
        return self

    def __exit__(self, *_: object) -> None:
        self.stop()

    def _stay_alive(self) -> None:
        since_tidy = 0.0
        while not self._stopping.is_set():
            self._patiently(lambda: self._store.queue().enter(self.id), GraphError)
            if self._duties.keep_days is not None and since_tidy <= 0:
                self._patiently(partial(self._forget, self._duties.keep_days), GraphError)
                since_tidy = TIDY_S
            since_tidy -= SIGN_OF_LIFE_S
            self._stopping.wait(SIGN_OF_LIFE_S)

    def _take(self) -> None:
        while not self._stopping.is_set():
            if not self._room.acquire(timeout=IDLE_S):
                continue
            room = 1
            while self._room.acquire(blocking=False):
                room += 1
            claimed = self._patiently(partial(self._claim, room), GraphError) or []
            for one in claimed:
                self._taken.put(one)
            for _ in range(room - len(claimed)):
                self._room.release()
            if not claimed:
                self._wake.wait(IDLE_S)
            self._wake.clear()

    def _forget(self, days: float) -> None:
        if count := self._store.queue().forget(days):
            log.info("%d jobs of over %g days are forgotten", count, days)

    def _claim(self, room: int) -> list[Claimed]:
        return self._store.queue().claim(self.id, room, self._duties.only)

    def _work(self) -> None:
        while (claimed := self._taken.get()) is not None:
            try:
                with (
                    self._duties.precedence.giving_way(),
                    tracing.span("queued article", **{"chancery.task": claimed.ticket.task}),
                ):
                    self._process(claimed)
            except Exception:
                log.exception("article %s of the queue", claimed.where)
                self._fault(claimed)
            finally:
                self._room.release()

    def _fault(self, claimed: Claimed) -> None:
        try:
            self._fail(claimed, "internal_error", "The service failed on this article; see its log.")
        except GraphError:
            log.exception("article %s stays with this runner until it ends", claimed.where)

    def _process(self, claimed: Claimed) -> None:
        assert self._pool
        if self._stopping.is_set():
            return  # all that is held goes back at the end
        try:
            raw = RawArticle.model_validate_json(claimed.raw)
            reading = self._pool.run(partial(read, raw=raw, on=today(), max_bytes=self._max_bytes))
        except (ReadingTimedOut, ReadingCrashed, ReadingTooLarge) as error:
            self._struck(claimed, error)
        except PoolClosed:
            return
        except (ExtractionError, AppError, ValidationError) as error:
            self._fail(claimed, _code(error), str(error))
        else:
            save = partial(self._store.save, reading.article, reading.extraction, claimed.ticket)
            try:
                if self._patiently(save):
                    metrics.WORDS_READ.inc(len(reading.article.text.split()))
            except TicketLost:
                log.info("%s was given to another reader, or cancelled", claimed.where)
            except GraphError as error:
                self._fail(claimed, _code(error), str(error))

    def _struck(self, claimed: Claimed, error: Exception) -> None:
        """It killed or hung the worker that read it."""
        if claimed.tries + 1 < MOST_TRIES:
            log.warning("%s is tried once more: %s", claimed.where, error)
            self._patiently(lambda: self._store.queue().try_again(claimed.ticket))
        else:
            log.warning("%s is set aside: %s", claimed.where, error)
            words = f"{error} It was tried {MOST_TRIES} times."
            self._fail(claimed, _code(error), words, aside=True)

    def _fail(self, claimed: Claimed, code: str, words: str, *, aside: bool = False) -> None:
        self._patiently(lambda: self._store.queue().fail(claimed.ticket, code, words, aside=aside))

    def _patiently(self, work: Callable[[], T], *passing: type[GraphError]) -> T | None:
        """Until the graph is there, or this ends: what it would have done is then done by another.

        `passing` are the errors that are waited out, AWAY unless said otherwise.
        """
        waited = passing or AWAY
        wait = AWAY_S[0]
        while True:
            try:
                return work()
            except waited as error:
                if self._stopping.is_set():
                    return None
                log.warning("the queue waits for the graph: %s", error)
            self._stopping.wait(wait)
            wait = min(2 * wait, AWAY_S[1])


def _code(error: Exception) -> str:
    what = meaning(error)
    return what.code if what else "invalid_article"
