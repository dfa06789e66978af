"""Keys as the service meets them: looked up in the graph, and remembered for a moment."""

from __future__ import annotations

import datetime as dt
import logging
import time
from dataclasses import dataclass

from anyio import to_thread

from app.api_keys import ApiKey
from app.errors import KeyExpired, KeyUnknown
from app.store import Store
from graph.errors import GraphError
from graph.keys import StoredKey

# A revoked key opens nothing after so many seconds.
FRESH_S = 2.0
# While Neo4j is away, a key that it confirmed within so many seconds goes on opening: questions are answered
# with 503 then, but the dry run works, and what is wrong is said to those who may know.
STALE_S = 600.0

log = logging.getLogger(__name__)


@dataclass
class _Held:
    key: StoredKey
    confirmed: float  # when the graph said so
    asked: float  # when the graph was asked, in vain or not


class KeyRing:
    """For the event loop: the graph is asked in a thread. Holds no more than there are keys in the graph."""

    def __init__(self, store: Store, *, fresh_s: float = FRESH_S, stale_s: float = STALE_S) -> None:
        self._store = store
        self._fresh_s = fresh_s
        self._stale_s = stale_s
        self._held: dict[str, _Held] = {}

    def knows(self, key: ApiKey) -> bool:
        """Whether it was genuine when it was last used here, which says nothing of now."""
        held = self._held.get(key.id)
        return held is not None and key.is_that_of(held.key)

    async def admit(self, key: ApiKey) -> StoredKey:
        """Raises KeyUnknown, KeyExpired, and GraphUnavailable where nobody can say."""
        stored = await self._find(key)
        if stored is None or not key.is_that_of(stored) or stored.revoked is not None:
            raise KeyUnknown(
                "This key is not known here, or was revoked. Ask an admin of this service for another."
            )
        if stored.expired(dt.datetime.now(dt.UTC)):
            raise KeyExpired(f"This key expired on {stored.expires:%Y-%m-%d}. Ask an admin for another.")
        return stored

    async def _find(self, key: ApiKey) -> StoredKey | None:
        held = self._held.get(key.id)
        if held is not None and time.monotonic() - held.asked < self._fresh_s:
            return held.key
        try:
            found = await to_thread.run_sync(self._look_up, key)
        except GraphError:
            now = time.monotonic()
            if held is None or now - held.confirmed >= self._stale_s:
                raise
            held.asked = now
            return held.key
        if found is None:
            self._held.pop(key.id, None)
        else:
            now = time.monotonic()
            self._held[key.id] = _Held(found, now, now)
        return found

    def _look_up(self, key: ApiKey) -> StoredKey | None:
        """In a thread. Notes the day, once a day, of a key that opens."""
        book = self._store.keys()
        found = book.find(key.id)
        now = dt.datetime.now(dt.UTC)
        if found is None or not key.is_that_of(found) or found.revoked is not None or found.expired(now):
            return found
        if found.last_used != now.date():
            try:
                book.used(key.id, now.date())
            except GraphError as error:
                log.warning("that key %s was used today could not be noted: %s", key.id, error)
        return found
