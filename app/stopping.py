"""How a command ends: asked once it finishes what it does, asked twice it ends at once.

A stream that would go on for ever watches `Stopping` and says that it ends: see `until_stopping`.
"""

from __future__ import annotations

import asyncio
import os
import signal
from collections.abc import AsyncIterator, Iterator
from contextlib import contextmanager
from types import FrameType
from typing import TypeVar

T = TypeVar("T")

SIGNALS = (signal.SIGINT, signal.SIGTERM, signal.SIGHUP)
LOOK_EVERY_S = 0.1
_SIGNAL_EXIT = 128  # as a shell says which signal ended a process


class Stopping:
    """Whether this process was asked to end; never taken back."""

    def __init__(self) -> None:
        self._begun = False

    @property
    def begun(self) -> bool:
        """Whether it was asked."""
        return self._begun

    def begin(self) -> None:
        """It is asked now; safe in a signal handler."""
        self._begun = True

    def on_signal(self, number: int) -> None:
        """The second one ends the process here: workers and Neo4j end when they find it gone."""
        if self._begun:
            os.write(2, b"Ended at once.\n")
            os._exit(_SIGNAL_EXIT + number)
        self.begin()


async def until_stopping(stopping: Stopping, items: AsyncIterator[T], notice: T) -> AsyncIterator[T]:
    """The items as they come; when the process is to end, `notice` as the last.

    For server-sent events: a client that reads the notice comes back to another process, or later.
    """
    coming: asyncio.Task[T] | None = None
    try:
        while not stopping.begun:
            coming = coming or asyncio.create_task(_next(items))
            done, _ = await asyncio.wait({coming}, timeout=LOOK_EVERY_S)
            if not done:
                continue
            try:
                item = coming.result()
            except StopAsyncIteration:
                return
            coming = None
            yield item
        yield notice
    finally:
        if coming is not None:
            coming.cancel()
            await asyncio.wait({coming})


async def _next(items: AsyncIterator[T]) -> T:
    return await anext(items)


@contextmanager
def ended_by_signals(stopping: Stopping) -> Iterator[None]:
    """The first signal is a KeyboardInterrupt, so that what was opened is closed; the second ends at once."""

    def interrupt(number: int, frame: FrameType | None) -> None:
        stopping.on_signal(number)
        raise KeyboardInterrupt

    before = {number: signal.signal(number, interrupt) for number in SIGNALS}
    try:
        yield
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)
