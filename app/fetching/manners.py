"""One request at a time to a host, not too soon after the one before, and none while it wants none."""

from __future__ import annotations

import datetime as dt
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from email.utils import parsedate_to_datetime

from app.errors import FetchLater

_LONGEST_DELAY = 30.0  # a site that asks for more gets this
_DEFAULT_REST = 60
_LONGEST_REST = 86_400
_MOST_HOSTS = 5_000


@dataclass
class _Host:
    turn: threading.Lock = field(default_factory=threading.Lock)
    free_at: float = 0.0
    rests_until: float = 0.0


class Manners:
    """Safe to use from several threads; whoever would have to wait longer than `patience_s` is refused."""

    def __init__(self, delay_s: float, patience_s: float) -> None:
        self._delay_s = delay_s
        self._patience_s = patience_s
        self._hosts: dict[str, _Host] = {}
        self._lock = threading.Lock()
        self._stopped = threading.Event()

    def stop(self) -> None:
        """Whoever waits, and whoever comes, is refused."""
        self._stopped.set()

    @contextmanager
    def turn(
        self, name: str, asked_delay: float | None, *, at_once: bool = False, counts: bool = True
    ) -> Iterator[float]:
        """Gives the seconds that were waited. Raises FetchLater.

        `at_once` needs no distance from the request before, and to one that does not count, none is kept.
        """
        host = self._host(name)
        begun = time.monotonic()
        if not host.turn.acquire(timeout=self._patience_s):
            raise FetchLater(
                f"Others are fetching from {name}, one at a time. Try again later.", _DEFAULT_REST
            )
        try:
            self._wait(name, host, at_once=at_once, spent=time.monotonic() - begun)
            yield time.monotonic() - begun
        finally:
            if counts:
                delay = max(self._delay_s, min(asked_delay or 0.0, _LONGEST_DELAY))
                host.free_at = time.monotonic() + delay
            host.turn.release()

    def rest(self, name: str, retry_after: str | None) -> FetchLater:
        """Leave the host alone for as long as it asks; what is to be raised for it."""
        seconds = _seconds(retry_after)
        self._host(name).rests_until = time.monotonic() + seconds
        return _later(name, seconds, heard=True)

    def _wait(self, name: str, host: _Host, *, at_once: bool, spent: float) -> None:
        now = time.monotonic()
        if host.rests_until > now:
            raise _later(name, int(host.rests_until - now) + 1)
        wait = 0.0 if at_once else max(0.0, host.free_at - now)
        if wait > self._patience_s - spent:
            raise FetchLater(f"{name} asks for time between two requests. Try again later.", int(wait) + 1)
        if self._stopped.wait(wait):
            raise FetchLater("Fetching has been stopped.", 1)

    def _host(self, name: str) -> _Host:
        with self._lock:
            if len(self._hosts) >= _MOST_HOSTS:
                self._forget()
            return self._hosts.setdefault(name, _Host())

    def _forget(self) -> None:
        now = time.monotonic()
        self._hosts = {
            name: host
            for name, host in self._hosts.items()
            if host.turn.locked() or max(host.free_at, host.rests_until) > now
        }


def _later(name: str, seconds: int, *, heard: bool = False) -> FetchLater:
    words = f"{name} asks to be left alone for {seconds} seconds. Try again after that."
    return FetchLater(words, seconds, heard=heard)


def _seconds(retry_after: str | None) -> int:
    """Of a Retry-After, which has seconds or a date; some time where it has neither."""
    words = (retry_after or "").strip()
    if words.isascii() and words.isdecimal():
        wanted = float(words[:9])
    else:
        try:
            when = parsedate_to_datetime(words)
        except ValueError:
            return _DEFAULT_REST
        aware = when if when.tzinfo else when.replace(tzinfo=dt.UTC)
        wanted = (aware - dt.datetime.now(dt.UTC)).total_seconds()
    return int(min(max(wanted, 1), _LONGEST_REST))
