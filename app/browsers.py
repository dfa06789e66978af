"""
A service without keys, guarded against the browsers of this machine.

Whatever page is open there can have its browser send requests to loopback. It cannot read the answers,
unless its own name is made to point here (DNS rebinding): then the browser takes the service for the
page's own, and only the `Host` header tells. And it need not read an answer to change something: then
`Origin` and `Sec-Fetch-Site` tell. With keys none of this matters, for a browser has none to send by
itself.
"""

from __future__ import annotations

from starlette.datastructures import Headers

from app.errors import CrossOrigin, StrangeHost
from app.settings import Settings

_LOOPBACK = frozenset({"localhost", "127.0.0.1", "[::1]"})
_CHANGING_NOTHING = ("GET", "HEAD", "OPTIONS")


class BrowserGuard:
    """Used where no keys are needed."""

    def __init__(self, settings: Settings) -> None:
        named = {_bracketed(name.lower()) for name in settings.allowed_hosts.split(",") if name}
        # Who opens the service to other machines without keys knows the names, or there are none to know.
        self._hosts = _LOOPBACK | named if settings.loopback or named else None
        self._origins = frozenset(settings.cors_origins.lower().split(",")) - {""}

    def check(self, method: str, headers: Headers) -> None:
        """Raises StrangeHost, CrossOrigin."""
        host = headers.get("host", "").lower()
        if self._hosts is not None and _without_port(host) not in self._hosts:
            raise StrangeHost(
                f"This service is not {host!r}. Ask for it as localhost, or name that host in "
                "CHANCERY_ALLOWED_HOSTS."
            )
        if method not in _CHANGING_NOTHING and self._from_elsewhere(headers, host):
            raise CrossOrigin(
                "A page of another origin may not do this here. CHANCERY_CORS_ORIGINS names those that may."
            )

    def _from_elsewhere(self, headers: Headers, host: str) -> bool:
        origin = headers.get("origin", "").lower()
        if origin in self._origins:
            return False
        if origin and origin.partition("://")[2] != host:
            return True
        return headers.get("sec-fetch-site", "none") not in ("none", "same-origin")


def _without_port(host: str) -> str:
    name, colon, port = host.rpartition(":")
    return name if colon and port.isdecimal() else host


def _bracketed(name: str) -> str:
    return f"[{name}]" if ":" in name and not name.startswith("[") else name
