"""How often the graph has changed: whether an answer that somebody has still holds."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from graph import change_queries
from graph.driver import WRITE_SECONDS, Database, Sessions


@dataclass(frozen=True)
class GraphState:
    """One state of the graph: what is asked twice in it gets one answer."""

    changes: int
    changed: dt.datetime
    settled: bool
    """Whether no change that is under way can bear the same second: only then does the second tell."""


class ChangeCounter:
    """Safe to use from several threads at once."""

    def __init__(self, driver: Sessions, database: str) -> None:
        self._database = Database(driver, database)

    def now(self) -> GraphState | None:
        """None before the first change. Raises GraphUnavailable.

        Asked before a question, it is never newer than the answer: who has both asks at worst once too often.
        """
        found = self._database.glance(change_queries.CHANGES)
        if not found or found[0]["changes"] is None:
            return None
        changed, now = found[0]["changed"], found[0]["now"]
        # A change bears the time at which it took its turn, and may take this long from there to the end.
        settled = now - changed > (WRITE_SECONDS + 2) * 1000
        return GraphState(found[0]["changes"], dt.datetime.fromtimestamp(changed / 1000, dt.UTC), settled)
