"""A driver that can be exchanged for another while it is in use."""

from __future__ import annotations

import logging
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

from neo4j import Driver, Session

from graph.connection import Connection
from graph.driver import make_driver
from graph.errors import GraphUnavailable

log = logging.getLogger(__name__)


@dataclass(eq=False)
class _Held:
    """One driver and how many sessions of it are open."""

    driver: Driver
    users: int = 0


class Link:
    """The way to one database, wherever its server is now; safe to use from several threads.

    Sessions that are open while it moves end on the driver that they began with, which is closed after them.
    """

    def __init__(self, where: Connection) -> None:
        self._lock = threading.Lock()
        self._where = where
        self._held = _Held(make_driver(where))
        self._away: str | None = None
        self._moves = 0

    @property
    def where(self) -> Connection:
        """The address that sessions are opened at now."""
        return self._where

    @property
    def moves(self) -> int:
        """How often it was led to another server, or to another life of the same one."""
        return self._moves

    @contextmanager
    def session(self, **config: Any) -> Iterator[Session]:
        """Raises GraphUnavailable at once where the server is known to be away."""
        held = self._take()
        try:
            with held.driver.session(**config) as session:
                yield session
        finally:
            self._give_back(held)

    def move(self, where: Connection) -> None:
        """From here on at this address, with fresh connections even where it is the same one."""
        fresh = _Held(make_driver(where))
        with self._lock:
            old, self._held, self._where = self._held, fresh, where
            self._away = None
            self._moves += 1
            idle = old.users == 0
        if idle:
            old.driver.close()

    def away(self, why: str) -> None:
        """Until it moves nothing is sent: another program may have taken the port meanwhile."""
        with self._lock:
            self._away = why

    def close(self) -> None:
        """For good; who still waits for an answer gets an error and not the answer."""
        self.away("The connection to Neo4j is closed.")
        self._held.driver.close()

    def _take(self) -> _Held:
        with self._lock:
            if self._away is not None:
                raise GraphUnavailable(self._away)
            self._held.users += 1
            return self._held

    def _give_back(self, held: _Held) -> None:
        with self._lock:
            held.users -= 1
            last = held.users == 0 and held is not self._held
        if last:
            held.driver.close()
