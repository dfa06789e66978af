"""Keeps a running service and its managed Neo4j together: starts the server again, and follows it."""

from __future__ import annotations

import logging
import threading
import time
from types import TracebackType
from typing import Self

import psutil

from graph.errors import GraphError
from graph.link import Link
from graph.local import LocalNeo4j, Serving
from graph.local_restarts import SOON_S, Backoff

LOOK_EVERY_S = 0.5

log = logging.getLogger(__name__)


class Watch:
    """A thread that looks after the server for as long as somebody here uses it."""

    def __init__(self, server: LocalNeo4j, link: Link) -> None:
        self._server = server
        self._link = link
        self._ended = threading.Event()
        self._thread = threading.Thread(target=self._run, name="neo4j-watch", daemon=True)
        self._known: Serving | None = server.serving()
        self._since = time.monotonic()
        self._backoff = Backoff()
        self._not_before = 0.0
        self._told = ""

    def __enter__(self) -> Self:
        self._thread.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._ended.set()
        self._thread.join()

    def _run(self) -> None:
        while not self._ended.wait(LOOK_EVERY_S):
            try:
                self._look()
            except (GraphError, OSError, psutil.Error) as error:
                if not self._ended.is_set():
                    wait = max(0.0, self._not_before - time.monotonic())
                    log.warning("the managed Neo4j could not be started, again in %.1f s: %s", wait, error)

    def _look(self) -> None:
        if self._known is not None and self._server.still(self._known):
            if time.monotonic() - self._since > SOON_S:
                self._backoff.reset()
            return
        self._known = None
        found = self._server.serving()
        if found is not None:
            self._follow(found)
        elif self._server.is_kept():
            self._away("Neo4j ended and is being started again. Try again.")
        elif self._server.stopped_by_hand:
            self._away("Neo4j was stopped by `chancery db stop`; `chancery db start` starts it again.")
        else:
            self._away("Neo4j is down, and is being started again or backed up. Try again.")
            if time.monotonic() >= self._not_before:
                self._not_before = time.monotonic() + self._backoff.next()
                self._server.restart(self._ended)

    def _follow(self, found: Serving) -> None:
        self._link.move(found.connection)
        self._known, self._since, self._told = found, time.monotonic(), ""
        log.info("the managed Neo4j is process %d, at %s", found.state.java, found.connection.uri)

    def _away(self, why: str) -> None:
        self._link.away(why)
        if why != self._told:
            log.warning(why)
            self._told = why
