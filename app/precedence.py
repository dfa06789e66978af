"""Questions go before loading: while somebody asks, the queue takes its time.

Both share the processors. A question that comes while three articles are read and stored waits for each of
them; docs/operations.md has what it costs, measured with bench/load.py.
"""

from __future__ import annotations

import math
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, nullcontext

from starlette.types import ASGIApp, Receive, Scope, Send

REMEMBERED_S = 1.0  # how long a question weighs, falling off
CROWDED = 0.1  # of the time: from here on one article at a time, with a rest after each
REST = 2.0  # times what the article took, at a share of one
MOST_REST_S = 1.0
MOST_WAIT_S = 5.0  # for one's turn: an article that takes long or hangs holds up no other for longer
# Who looks at a job or carries a graph away waits for the queue, and is not what it should wait for.
_NO_QUESTIONS = ("/v1/jobs", "/v1/export")


class Precedence:
    """How busy a process is with questions; safe to use from several threads."""

    def __init__(
        self,
        clock: Callable[[], float] = time.monotonic,
        sleep: Callable[[float], None] = time.sleep,
        most_wait_s: float = MOST_WAIT_S,
    ) -> None:
        self._clock = clock
        self._sleep = sleep
        self._most_wait_s = most_wait_s
        self._lock = threading.Lock()
        self._turn = threading.Lock()
        self._asking = 0
        self._share = 0.0
        self._at = clock()

    @contextmanager
    def asked(self) -> Iterator[None]:
        """A question is being answered."""
        self._count(1)
        try:
            yield
        finally:
            self._count(-1)

    def share(self) -> float:
        """Of the last second or so, the part in which at least one question was open: 0 to 1."""
        with self._lock:
            self._pass_time()
            return self._share

    @contextmanager
    def giving_way(self) -> Iterator[None]:
        """Work on one article. Where questions are open often, it waits for its turn and rests after it."""
        with self._in_turn() if self.share() >= CROWDED else nullcontext():
            began = self._clock()
            yield
            share = self.share()
            if share >= CROWDED:
                self._sleep(min(REST * share * (self._clock() - began), MOST_REST_S))

    @contextmanager
    def _in_turn(self) -> Iterator[None]:
        got = self._turn.acquire(timeout=self._most_wait_s)
        try:
            yield
        finally:
            if got:
                self._turn.release()

    def _count(self, more: int) -> None:
        with self._lock:
            self._pass_time()
            self._asking += more

    def _pass_time(self) -> None:
        now = self._clock()
        kept = math.exp((self._at - now) / REMEMBERED_S)
        self._share = self._share * kept + (1.0 - kept) * (self._asking > 0)
        self._at = now


class Questions:
    """ASGI middleware: tells the process's Precedence of each question."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http" or not is_question(scope["method"], scope["path"]):
            await self._app(scope, receive, send)
            return
        precedence: Precedence = scope["state"]["services"].precedence
        with precedence.asked():
            await self._app(scope, receive, send)


def is_question(method: str, path: str) -> bool:
    """Whether somebody waits for what the graph says."""
    return method == "GET" and path.startswith("/v1/") and not path.startswith(_NO_QUESTIONS)
