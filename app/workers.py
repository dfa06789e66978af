"""Processes that read articles, so that spaCy never holds up a query."""

from __future__ import annotations

import functools
import logging
import multiprocessing
import os
import queue
import resource
import signal
import threading
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import Future, ProcessPoolExecutor, ThreadPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from multiprocessing.context import BaseContext
from types import TracebackType
from typing import TYPE_CHECKING, Self, TypeVar

from app import metrics, request_ids, tracing
from app.errors import PoolClosed, ReadingCrashed, ReadingFailed, ReadingTimedOut, ReadingTooLarge
from extractors.errors import ExtractionError

if TYPE_CHECKING:
    from extractors.pipeline import Extractor

S = TypeVar("S")
T = TypeVar("T")

START_SECONDS = 120.0  # a cold disk and a busy machine; a warm start takes four
MIB = 1024 * 1024
STARTS = 3  # of a process that dies before it has read anything
NICENESS = 5  # queries go first when there are fewer cores than work

log = logging.getLogger(__name__)


@functools.cache
def _extractor() -> Extractor:
    """The one of this process."""
    from extractors.pipeline import Extractor  # only workers pay for spaCy

    return Extractor()


def _outlive_nobody() -> None:
    parent = multiprocessing.parent_process()
    if parent is not None:
        parent.join()
        os._exit(1)


def _nothing() -> None:
    """What a worker does first where nothing else is asked."""


def _enter(first: Callable[[], None], memory_mb: int) -> None:
    """Ctrl-C is the service's to handle, and a killed service leaves no worker behind."""
    first()
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    os.nice(NICENESS)
    # What a process has written to or may: mapped files, which the model's are not, would not count.
    resource.setrlimit(resource.RLIMIT_DATA, (memory_mb * MIB, memory_mb * MIB))
    threading.Thread(target=_outlive_nobody, daemon=True).start()


def _warm_up() -> int:
    # In a task and not in the initializer, whose error would reach us as a broken pool without a cause.
    _extractor()
    return os.getpid()


def _call(task: Callable[[Extractor], T], request_id: str | None) -> T:
    request_ids.current.set(request_id)  # of the request that this work is for
    return task(_extractor())


class _Worker:
    """One process; killed and started anew when it hangs or dies, without harm to the others."""

    def __init__(
        self, context: BaseContext, timeout_s: float, memory_mb: int, first: Callable[[], None]
    ) -> None:
        self._context = context
        self._timeout_s = timeout_s
        self._memory_mb = memory_mb
        self._first = first
        self._closed = False
        self._start()

    def _start(self) -> None:
        self._executor = ProcessPoolExecutor(
            1, self._context, initializer=_enter, initargs=(self._first, self._memory_mb)
        )
        self._pid: Future[int] = self._executor.submit(_warm_up)

    def pid(self) -> int | None:
        return self._pid.result() if self.ready() else None

    def ready(self) -> bool:
        return self._pid.done() and not self._pid.cancelled() and self._pid.exception() is None

    def wait_until_ready(self) -> int:
        for left in reversed(range(STARTS)):
            try:
                return self._pid.result(START_SECONDS)
            except BrokenProcessPool as error:
                self._restart()
                if not left:
                    raise ReadingCrashed(
                        "A worker process died while it started, again and again, most likely for want of "
                        "memory: lower CHANCERY_WORKERS or give the service more."
                    ) from error
        raise AssertionError("the last start is returned or raised")

    def run(self, task: Callable[[Extractor], T]) -> T:
        pid, future = self._submit(task)
        try:
            error = future.exception(self._timeout_s)
        except TimeoutError as late:
            log.warning("worker %d killed: an article took over %g s", pid, self._timeout_s)
            self._kill(pid)
            self._restart()
            raise ReadingTimedOut(
                f"The article was given up after {self._timeout_s:g} seconds. "
                "Send it in parts, or raise CHANCERY_EXTRACT_TIMEOUT_S."
            ) from late
        if isinstance(error, BrokenProcessPool):
            if self._closed:
                raise PoolClosed("The service is shutting down; send the article again.") from error
            log.warning("worker %d died while it read an article", pid)
            self._restart()
            raise ReadingCrashed("The process that read this article died; nothing was stored.") from error
        if isinstance(error, MemoryError):
            log.warning("worker %d came to its limit of %d MB", pid, self._memory_mb)
            self._kill(pid)
            self._restart()
            raise ReadingTooLarge(
                f"Reading the article took over {self._memory_mb} MB. "
                "Send it in parts, or raise CHANCERY_WORKER_MEMORY_MB."
            ) from error
        if error is not None and not isinstance(error, ExtractionError):
            log.error("the reader failed on an article", exc_info=error)
            raise ReadingFailed("The reader failed on this article, which is a fault of ours.") from error
        return future.result()

    def _submit(self, task: Callable[[Extractor], T]) -> tuple[int, Future[T]]:
        for _ in range(STARTS):
            pid = self.wait_until_ready()
            try:
                return pid, self._executor.submit(_call, task, request_ids.current.get())
            except RuntimeError as error:  # a broken pool is one, and so is one that is shut down
                if self._closed:
                    raise PoolClosed("The service is shutting down; send the article again.") from error
                if not isinstance(error, BrokenProcessPool):
                    raise
            # No article is to blame for this one.
            log.warning("worker %d died while it had nothing to read", pid)
            self._restart()
        raise ReadingCrashed("Worker processes die while they wait for work; see the service's log.")

    def _kill(self, pid: int) -> None:
        try:
            os.kill(pid, signal.SIGKILL)
        except ProcessLookupError:
            log.debug("worker %d was gone already", pid)

    def _restart(self) -> None:
        self._executor.shutdown(wait=False, cancel_futures=True)
        if not self._closed:
            metrics.WORKER_RESTARTS.inc()
            self._start()

    def cut(self) -> None:
        """End it now, whatever it reads."""
        self._closed = True
        if self.ready():
            self._kill(self._pid.result())

    def close(self) -> None:
        self._closed = True
        if self.ready():
            self._executor.shutdown(wait=True, cancel_futures=True)
        else:
            self._executor.shutdown(wait=False, cancel_futures=True)


def in_order(work: Callable[[S], T], items: Iterable[S], ahead: int) -> Iterator[T]:
    """What `work` makes of each item, in their order, with `ahead` of them under way in threads."""
    with ThreadPoolExecutor(ahead) as threads:
        waiting: deque[Future[T]] = deque()
        try:
            for item in items:
                waiting.append(threads.submit(work, item))
                if len(waiting) > ahead:
                    yield waiting.popleft().result()
            while waiting:
                yield waiting.popleft().result()
        finally:
            for one in waiting:
                one.cancel()


class WorkerPool:
    """`run` is safe to call from any thread and blocks until a worker is free and done."""

    def __init__(
        self,
        workers: int,
        timeout_s: float,
        memory_mb: int = 2_000,
        first: Callable[[], None] = _nothing,
    ) -> None:
        """`first` is called in each process before all else; it must pickle."""
        context = multiprocessing.get_context("forkserver")
        # Imported once in the fork server: a worker that is started again is back in a second.
        context.set_forkserver_preload(["extractors.pipeline", "app.cypher"])
        self._workers = [_Worker(context, timeout_s, memory_mb, first) for _ in range(workers)]
        self._free: queue.SimpleQueue[_Worker | None] = queue.SimpleQueue()
        self._closed = threading.Event()
        for worker in self._workers:
            self._free.put(worker)

    @property
    def size(self) -> int:
        return len(self._workers)

    def pids(self) -> list[int]:
        """The processes that have their model loaded."""
        return [pid for worker in self._workers if (pid := worker.pid()) is not None]

    def ready(self) -> int:
        """How many workers have their model loaded."""
        return sum(worker.ready() for worker in self._workers)

    def wait_until_ready(self) -> None:
        """Return once every worker has its model; raises what kept one from it."""
        for worker in self._workers:
            worker.wait_until_ready()

    def run(self, task: Callable[[Extractor], T]) -> T:
        """Call `task` with the worker's extractor; it and what it gives must pickle."""
        worker = self._free.get()
        if worker is None or self._closed.is_set():
            self._free.put(None)
            raise PoolClosed("The service is shutting down; send the article again.")
        try:
            with tracing.span("extraction"), metrics.reading():
                return worker.run(task)
        finally:
            self._free.put(worker)

    def cut(self) -> None:
        """Give up what is being read; whoever waits for it gets an error now."""
        self._closed.set()
        self._free.put(None)
        for worker in self._workers:
            worker.cut()

    def close(self) -> None:
        """Finish what is being read; whoever still waits is refused."""
        self._closed.set()
        self._free.put(None)
        for worker in self._workers:
            worker.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()
