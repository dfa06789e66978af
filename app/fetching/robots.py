"""robots.txt (RFC 9309), read once a site and day."""

from __future__ import annotations

import threading
import time
from collections import OrderedDict
from collections.abc import Callable
from dataclasses import dataclass, field

from protego import Protego

from app.errors import DisallowedByRobots, FetchFailed, FetchLater
from app.fetching.target import Target

_KEPT_SECONDS = 86_400.0
_MOST_SITES = 1_000
_PATIENCE_SECONDS = 30.0
MOST_BYTES = 512_000


@dataclass
class _Site:
    reading: threading.Lock = field(default_factory=threading.Lock)
    rules: Protego | None = None
    read_at: float = 0.0


class Robots:
    """Safe to use from several threads."""

    def __init__(self, user_agent: str) -> None:
        self._user_agent = user_agent
        self._sites: OrderedDict[str, _Site] = OrderedDict()
        self._lock = threading.Lock()

    def check(self, target: Target, fetch: Callable[[str], bytes]) -> float | None:
        """The seconds that the site wants between two requests; `fetch` gives what is at an address.

        Raises DisallowedByRobots.
        """
        rules = self._rules(target, fetch)
        if not rules.can_fetch(str(target.url), self._user_agent):
            raise DisallowedByRobots(
                f"{target.host} asks robots not to read this page (robots.txt). "
                "Send its text to POST /v1/articles if you have the right to."
            )
        return rules.crawl_delay(self._user_agent)

    def _rules(self, target: Target, fetch: Callable[[str], bytes]) -> Protego:
        site = self._site(target.robots)
        # One reads the file, the others wait for it: they would all ask the site for it at once.
        if not site.reading.acquire(timeout=_PATIENCE_SECONDS):
            raise FetchLater(f"{target.host} does not say what it lets robots read. Try again later.", 60)
        try:
            if site.rules is None or time.monotonic() - site.read_at > _KEPT_SECONDS:
                site.rules = _read(target, fetch)
                site.read_at = time.monotonic()
            return site.rules
        finally:
            site.reading.release()

    def _site(self, address: str) -> _Site:
        with self._lock:
            site = self._sites.setdefault(address, _Site())
            self._sites.move_to_end(address)
            if len(self._sites) > _MOST_SITES:
                self._sites.popitem(last=False)
            return site


def _read(target: Target, fetch: Callable[[str], bytes]) -> Protego:
    try:
        found = fetch(target.robots)
    except FetchFailed as error:
        if error.status is None:
            raise
        if error.status >= 500:
            raise FetchFailed(
                f"{target.host} answered {error.status} when asked for its robots.txt, "
                "and without that nothing is fetched. Try again later.",
                error.status,
            ) from error
        found = b""  # a site without one forbids nothing
    return Protego.parse(found.decode("utf-8-sig", "replace"))
