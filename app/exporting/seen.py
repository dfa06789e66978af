"""What was written already, kept on disk: there may be more of it than fits in memory."""

from __future__ import annotations

import sqlite3
from types import TracebackType
from typing import Self


class Seen:
    """A set of strings that only grows."""

    def __enter__(self) -> Self:
        # A database without a name is a file of its own, gone when it is closed. The threads that
        # stream an answer follow each other and never meet.
        self._store = sqlite3.connect("", check_same_thread=False, isolation_level=None)
        self._store.execute("PRAGMA journal_mode = OFF")
        self._store.execute("PRAGMA cache_size = -2000")  # KiB
        self._store.execute("CREATE TABLE seen (key TEXT PRIMARY KEY) WITHOUT ROWID")
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._store.close()

    def first(self, key: str) -> bool:
        """True the first time that it is asked of a key."""
        return self._store.execute("INSERT OR IGNORE INTO seen VALUES (?)", (key,)).rowcount == 1
