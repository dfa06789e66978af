"""When a managed server that ended by itself is started again, and when there is no use in it."""

from __future__ import annotations

from dataclasses import dataclass

# A server that ends this often before it ever listened cannot start: its settings or its store are bad.
FAILED_STARTS = 3
# Killed from outside, by want of memory say: that passes more often than it stays.
KILLED_STARTS = 10
SOON_S = 60.0
FIRST_WAIT_S, LONGEST_WAIT_S = 0.5, 60.0


@dataclass
class Backoff:
    """Longer and longer waits, up to a bound: none, half a second, one, two, …"""

    in_a_row: int = 0

    def next(self) -> float:
        """Seconds to wait now."""
        self.in_a_row += 1
        if self.in_a_row == 1:
            return 0.0
        return float(min(FIRST_WAIT_S * 2 ** (self.in_a_row - 2), LONGEST_WAIT_S))

    def reset(self) -> None:
        """Things went well for a while."""
        self.in_a_row = 0


class Restarts:
    """What a keeper remembers of the lives of its server."""

    def __init__(self) -> None:
        self._backoff = Backoff()
        self._ever_listened = False
        self._failed = 0
        self._killed = 0

    def after(self, exit_code: int, lived_s: float, *, listened: bool) -> float | None:
        """Seconds until the next start; None where the server never came up and will not."""
        self._ever_listened |= listened
        if not self._ever_listened:
            if exit_code < 0:
                self._killed += 1
            else:
                self._failed += 1
            if self._failed >= FAILED_STARTS or self._killed >= KILLED_STARTS:
                return None
        if lived_s > SOON_S:
            self._backoff.reset()
        return self._backoff.next()
