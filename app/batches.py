"""A stream of articles in, a line of result out for each, in their order, while it runs.

Receiving and telling go on side by side and neither waits for the other: a client that sends all before
it reads an answer, as most do, must not come to a standstill. What stands between them is the queue in Neo4j,
so that neither side fills this process's memory.
"""

from __future__ import annotations

import asyncio
import json
import logging
import time
from collections import deque
from collections.abc import AsyncIterator, Callable
from typing import Any, TypeVar

from anyio import to_thread
from starlette.requests import ClientDisconnect, Request
from starlette.responses import StreamingResponse
from starlette.types import Receive, Scope, Send

from app.errors import meaning
from app.intake import Intake, new_task
from app.job_forms import BatchLine, told_task
from app.sources import Source, read_line
from app.stopping import Stopping
from graph.errors import GraphError, GraphUnavailable
from graph.jobs import WAITING, NewTask, TaskView

T = TypeVar("T")

FLUSH_LINES = 100
FLUSH_BYTES = 4_000_000
PATIENCE_S = 60.0  # for a graph that is away, before lines are refused
TELL_AT_ONCE = 100
LOOK_S = (0.05, 1.0)

log = logging.getLogger(__name__)


class DuplexResponse(StreamingResponse):
    """Streams while the request's body is still being read, which Starlette's own would swallow."""

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        await self.stream_response(send)


class Batch:
    """One such stream; `wait` tells what became of each article, else only that it was accepted."""

    def __init__(
        self, request: Request, intake: Intake, max_line: int, stopping: Stopping, *, wait: bool
    ) -> None:
        self._request = request
        self._intake = intake
        self._max_line = max_line
        self._wait = wait
        self._stopping = stopping
        self._gone = False
        self._at_end = False  # of what has come so far
        self._accepted: deque[int | BatchLine] = deque()  # positions, and lines that are told at once
        self._news = asyncio.Event()

    async def lines(self) -> AsyncIterator[bytes]:
        """The answer."""
        receiving = asyncio.create_task(self._receive())
        leaving: asyncio.Task[None] | None = None
        try:
            while not self._over:
                if not self._accepted:
                    if receiving.done():
                        break
                    self._news.clear()
                    news = asyncio.create_task(self._news.wait())
                    await asyncio.wait(
                        [receiving, news], timeout=LOOK_S[1], return_when=asyncio.FIRST_COMPLETED
                    )
                    news.cancel()
                    continue
                if receiving.done() and leaving is None:
                    leaving = asyncio.create_task(self._watch())
                async for line in self._tell():
                    yield line
            if receiving.done() and receiving.exception():
                log.error("a batch broke off", exc_info=receiving.exception())
        finally:
            receiving.cancel()
            if leaving:
                leaving.cancel()
            await asyncio.shield(_thread(self._close))

    @property
    def _over(self) -> bool:
        """Nobody listens any more, or the service ends: what was accepted is read all the same."""
        return self._gone or self._stopping.begun

    def _close(self) -> None:
        try:
            self._intake.close()
        except GraphError as error:
            log.warning("job %s stays open until this process ends: %s", self._intake.job.id, error)

    async def _watch(self) -> None:
        """After the body, all that a client can say is that it is gone."""
        while not await self._request.is_disconnected():
            await asyncio.sleep(LOOK_S[1])
        self._gone = True

    # --- in ---

    async def _receive(self) -> None:
        pending: list[NewTask] = []
        size = 0
        try:
            async for position, line in self._split():
                if not line.strip():
                    continue
                pending.append(self._task(position, line))
                size += len(line)
                if len(pending) >= FLUSH_LINES or size >= FLUSH_BYTES or self._at_end:
                    await self._accept(pending)
                    pending, size = [], 0
        except ClientDisconnect:
            self._gone = True
        if pending:
            await self._accept(pending)

    def _task(self, position: int, line: bytes) -> NewTask:
        where = f"line {position}"
        if len(line) > self._max_line:
            words = f"over the limit of {self._max_line} bytes a line"
            return new_task(position, Source(where, error=words))
        return new_task(position, read_line(line, where))

    async def _split(self) -> AsyncIterator[tuple[int, bytes]]:
        """Numbered lines; of one that is too long, only so much as shows that it is."""
        position, rest = 1, b""
        async for chunk in self._request.stream():
            parts = chunk.split(b"\n")
            for nth, part in enumerate(parts):
                rest = (rest + part)[: self._max_line + 1]
                if nth < len(parts) - 1:
                    # The last whole line of what has come: the next may take its time.
                    self._at_end = nth == len(parts) - 2
                    yield position, rest
                    position, rest = position + 1, b""
        self._at_end = True
        yield position, rest

    async def _accept(self, tasks: list[NewTask]) -> None:
        deadline = time.monotonic() + PATIENCE_S
        refusal: GraphError | None = None
        while True:
            try:
                await _thread(lambda: self._intake.accept(tasks))
                refusal = None
                break
            except GraphUnavailable as error:
                refusal = error
                if time.monotonic() > deadline or self._over:
                    break
            except GraphError as error:
                refusal = error
                break
            await asyncio.sleep(LOOK_S[1])
        for task in tasks:
            self._accepted.append(_refused(task, refusal) if refusal else self._told_at_once(task))
        self._news.set()

    def _told_at_once(self, task: NewTask) -> int | BatchLine:
        if self._wait:
            return task.position
        job = self._intake.job.id
        if task.raw is None:
            return BatchLine(line=task.position, job=job, state="failed", code=task.code, detail=task.error)
        return BatchLine(line=task.position, job=job, state="queued")

    # --- out ---

    async def _tell(self) -> AsyncIterator[bytes]:
        """As many as can be told, in order; waits for the first of them."""
        wait = LOOK_S[0]
        while self._accepted and not self._over:
            first = self._accepted[0]
            if isinstance(first, BatchLine):
                self._accepted.popleft()
                yield _line(first)
                continue
            told = 0
            for task in await self._look():
                if task.state in WAITING or self._accepted[0] != task.position:
                    break
                self._accepted.popleft()
                told += 1
                yield _line(told_task(task))
            if told:
                wait = LOOK_S[0]
                continue
            await asyncio.sleep(wait)
            wait = min(2 * wait, LOOK_S[1])

    async def _look(self) -> list[TaskView]:
        positions: list[int] = []
        for one in self._accepted:
            if isinstance(one, BatchLine) or len(positions) >= TELL_AT_ONCE:
                break
            positions.append(one)
        try:
            return await _thread(lambda: self._intake.look(positions))
        except GraphError as error:
            log.warning("a batch waits for the graph: %s", error)
            return []


async def _thread(work: Callable[[], T]) -> T:
    return await to_thread.run_sync(work)


def _refused(task: NewTask, error: GraphError) -> BatchLine:
    what = meaning(error)
    code = what.code if what else "graph_failed"
    return BatchLine(line=task.position, state="refused", code=code, detail=str(error))


def _line(value: BatchLine) -> bytes:
    shown: dict[str, Any] = value.model_dump(mode="json", exclude_none=True)
    return json.dumps(shown, ensure_ascii=False).encode() + b"\n"
