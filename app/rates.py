"""How much may be asked in a minute. Counted in this process: behind several, each counts for itself."""

from __future__ import annotations

import math
import time
from dataclasses import dataclass
from ipaddress import IPv6Address, IPv6Network, ip_address

from limits import RateLimitItemPerMinute
from limits.storage import MemoryStorage
from limits.strategies import MovingWindowRateLimiter

from app.errors import TooManyRequests
from app.roles import Role
from app.settings import Settings

_SWEEP_EVERY = 1_000


@dataclass(frozen=True)
class Standing:
    """How much is left, as an answer tells it."""

    amount: int
    left: int
    seconds: int  # until more is

    def headers(self) -> dict[str, str]:
        """In the form of the IETF draft of RateLimit fields."""
        return {
            "RateLimit-Policy": f'"minute";q={self.amount};w=60',
            "RateLimit": f'"minute";r={self.left};t={self.seconds}',
        }


class Rates:
    """Requests of each key and address in the last minute, by a moving window."""

    def __init__(self, settings: Settings) -> None:
        self._storage = MemoryStorage()
        self._limiter = MovingWindowRateLimiter(self._storage)
        self._taken = 0
        self._failures = RateLimitItemPerMinute(settings.rate_failures)
        self._of_role = {
            Role.READER: settings.rate_reader,
            Role.ANALYST: settings.rate_analyst,
            Role.WRITER: settings.rate_writer,
            Role.ADMIN: settings.rate_admin,
        }
        self._of_address = settings.rate_address

    def take_key(self, key_id: str, role: Role) -> Standing | None:
        """One request with a key; None where there is no limit. Raises TooManyRequests."""
        return self._take(self._of_role[role], "key", key_id)

    def take_address(self, address: str) -> Standing | None:
        """One request without one; None where there is no limit. Raises TooManyRequests."""
        return self._take(self._of_address, "address", _network(address))

    def failed(self, address: str) -> None:
        """Count a request that would not say who it is, or lied. Raises TooManyRequests."""
        self._sweep()
        if not self._limiter.hit(self._failures, "failed", _network(address)):
            self.check_failures(address)

    def check_failures(self, address: str) -> None:
        """Raises TooManyRequests where too many failed already."""
        if not self._limiter.test(self._failures, "failed", _network(address)):
            standing = self._standing(self._failures, "failed", _network(address))
            raise TooManyRequests(
                "Too many requests from this address had no key or a wrong one. "
                f"Try again in {standing.seconds} seconds, with a key of this service.",
                _headers(standing),
            )

    def _take(self, amount: int, *who: str) -> Standing | None:
        if not amount:
            return None
        self._sweep()
        item = RateLimitItemPerMinute(amount)
        taken = self._limiter.hit(item, *who)
        standing = self._standing(item, *who)
        if not taken:
            raise TooManyRequests(
                f"Only {amount} requests a minute are answered. Try again in {standing.seconds} seconds.",
                _headers(standing),
            )
        return standing

    def _standing(self, item: RateLimitItemPerMinute, *who: str) -> Standing:
        stats = self._limiter.get_window_stats(item, *who)
        seconds = math.ceil(stats.reset_time - time.time())
        return Standing(item.amount, max(stats.remaining, 0), min(max(seconds, 1), 60))

    def _sweep(self) -> None:
        # The storage empties a window that is over and keeps its name, of which there can be any number.
        self._taken += 1
        if self._taken % _SWEEP_EVERY == 0:
            for name in [name for name, events in list(self._storage.events.items()) if not events]:
                self._storage.clear(name)


def _headers(standing: Standing) -> dict[str, str]:
    return {"Retry-After": str(standing.seconds), **standing.headers()}


def _network(address: str) -> str:
    """One house has as many IPv6 addresses as it likes, all in one network of 64 bits."""
    try:
        found = ip_address(address)
    except ValueError:
        return address
    if isinstance(found, IPv6Address) and found.ipv4_mapped is None:
        return str(IPv6Network((found, 64), strict=False))
    return str(found)
