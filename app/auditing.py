"""
The audit trail as it is written.

An entry is written when the outcome is known and before the answer goes out. So whoever got an answer
finds the entry, and a change that failed is told as such; written before the change, an entry would have
to be mended after it, and in the change's own transaction refused requests would have none. The price: a
service that is killed between the two leaves a change without its entry, and the log of requests is then
what tells of it. An entry that cannot be written is logged whole, as an error: the change has happened,
and stays.
"""

from __future__ import annotations

import datetime as dt
import getpass
import logging
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass

from app.errors import CommandError, meaning
from app.store import Store
from graph.audit import AuditEntry, entry_id
from graph.errors import GraphError

DONE = "done"
LOCAL = "local"
_A_DAY = dt.timedelta(days=1)

log = logging.getLogger(__name__)


class Recorder:
    """Safe to use from several threads at once."""

    def __init__(self, store: Store, days: int) -> None:
        self._store = store
        self._days = days
        self._lock = threading.Lock()
        self._swept: dt.datetime | None = None

    def record(  # noqa: PLR0913  # each is one thing to be known
        self,
        action: str,
        outcome: str,
        *,
        name: str,
        key_id: str | None = None,
        subject: str | None = None,
        request_id: str | None = None,
        address: str | None = None,
    ) -> None:
        """Never raises for a graph that is away."""
        now = dt.datetime.now(dt.UTC)
        entry = AuditEntry(
            id=entry_id(now),
            at=now,
            key_id=key_id,
            name=name,
            action=action,
            subject=subject[:300] if subject else None,
            outcome=outcome,
            request_id=request_id,
            address=address,
        )
        try:
            self._store.audit().add(entry)
            self._sweep(now)
        except GraphError as error:
            log.error("AUDIT ENTRY NOT KEPT (%s): %s", error, entry.model_dump_json(exclude_none=True))

    def _sweep(self, now: dt.datetime) -> None:
        """Once a day, and at the first entry."""
        with self._lock:
            if not self._days or (self._swept is not None and now - self._swept < _A_DAY):
                return
            self._swept = now
        gone = self._store.audit().forget_before(now - dt.timedelta(days=self._days))
        if gone:
            log.info("%d entries of the audit trail were older than %d days and are gone.", gone, self._days)


@dataclass
class Doing:
    """What a command is about to change; of what it makes, the id is known when it is made."""

    subject: str | None


@contextmanager
def on_command(store: Store, days: int, action: str, subject: str | None = None) -> Iterator[Doing]:
    """What a command does inside is in the trail, done or failed, in the name of this machine's user."""
    outcome = "interrupted"
    doing = Doing(subject)
    try:
        yield doing
        outcome = DONE
    except Exception as error:
        known = meaning(error)
        outcome = known.code if known else "refused" if isinstance(error, CommandError) else "failed"
        raise
    finally:
        Recorder(store, days).record(action, outcome, name=f"{LOCAL}:{_user()}", subject=doing.subject)


def _user() -> str:
    try:
        return getpass.getuser()
    except (KeyError, OSError):  # a container's user may have a number and no name
        return "unknown"
