"""Every connection of the fetcher: the name resolved once, each address judged, one of them connected to.

Nothing else resolves the name again, so a name that changes its answer in between gains nothing. TLS and
the Host header keep the name, because the pool above knows no address.
"""

from __future__ import annotations

import ipaddress
import queue
import socket
import ssl
import threading
import time
from collections.abc import Callable, Iterable, Sequence
from contextlib import suppress
from typing import Any

import httpcore

from app.errors import AddressRefused, FetchFailed, FetchTimedOut
from app.fetching.addresses import Address, is_public, read_address
from app.fetching.rules import Rules

Resolver = Callable[[str, int], Sequence[str]]

_ATTEMPT_SECONDS = 6.0  # so that one dead address of several does not take all the time
_MOST_ADDRESSES = 4
# One answer for what is not public and what is not there: it would else tell which inner names exist.
_REFUSED = (
    "{} has no address on the public internet, so it is not fetched: check the spelling. "
    "CHANCERY_FETCH_PRIVATE opens hosts of an intranet."
)


def system_resolver(host: str, port: int) -> list[str]:
    """As every program on this machine sees the name."""
    found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    return list(dict.fromkeys(str(address[0]) for *_, address in found))


class Deadline:
    """When all of one fetch has to be over."""

    def __init__(self, seconds: float) -> None:
        self._seconds = seconds
        self._end = time.monotonic() + seconds

    def extend(self, seconds: float) -> None:
        """Time that was spent waiting for a turn is not the other server's."""
        self._end += seconds

    def left(self, most: float | None = None) -> float:
        """Seconds that remain, or `most`; raises FetchTimedOut where none do."""
        left = self._end - time.monotonic()
        if left <= 0:
            raise self.missed()
        return left if most is None else min(left, most)

    def missed(self) -> FetchTimedOut:
        """What is raised then."""
        return FetchTimedOut(
            f"The page was not there within {self._seconds:g} seconds. Try again later, "
            "or raise CHANCERY_FETCH_TIMEOUT_S."
        )


class GuardedBackend(httpcore.NetworkBackend):
    """Connects to what `rules` allow, within the deadline; `inside`: the last was no public address."""

    def __init__(self, rules: Rules, resolve: Resolver, deadline: Deadline) -> None:
        self._rules = rules
        self._resolve = resolve
        self._deadline = deadline
        self._plain = httpcore.SyncBackend()
        self.inside = False

    def connect_tcp(
        self,
        host: str,
        port: int,
        timeout: float | None = None,
        local_address: str | None = None,
        socket_options: Iterable[Any] | None = None,
    ) -> httpcore.NetworkStream:
        """Raises AddressRefused where any address of the host is not allowed."""
        addresses = self._judged(host, port)
        for address in addresses[:_MOST_ADDRESSES]:
            with suppress(httpcore.ConnectError, httpcore.ConnectTimeout):
                stream = self._plain.connect_tcp(
                    str(address), port, self._deadline.left(_ATTEMPT_SECONDS), local_address, socket_options
                )
                return _TimedStream(stream, self._deadline)
        self._deadline.left()
        raise FetchFailed(f"{host} does not answer on port {port}. Try again later.")

    def connect_unix_socket(
        self, path: str, timeout: float | None = None, socket_options: Iterable[Any] | None = None
    ) -> httpcore.NetworkStream:
        """Never: no page is behind one."""
        raise AddressRefused("Sockets of this machine are not fetched from.")

    def _judged(self, host: str, port: int) -> list[Address]:
        literal = read_address(host)
        try:
            # A zone ("fe80::1%eth0") is no address of the internet and does not parse as one here.
            found = [literal] if literal else [_parse(one) for one in self._look_up(host, port)]
        except ValueError as error:
            raise AddressRefused(_REFUSED.format(host)) from error
        if not found or not all(self._rules.allows_address(host, port, one) for one in found):
            raise AddressRefused(_REFUSED.format(host))
        self.inside = not all(is_public(one) for one in found)
        return found

    def _look_up(self, host: str, port: int) -> Sequence[str]:
        """In a thread of its own, since a resolver takes no limit of time."""
        answers: queue.SimpleQueue[Sequence[str] | OSError] = queue.SimpleQueue()

        def ask() -> None:
            try:
                answers.put(self._resolve(host, port))
            except (OSError, UnicodeError) as error:
                answers.put(error if isinstance(error, OSError) else OSError(str(error)))

        threading.Thread(target=ask, daemon=True).start()
        try:
            answer = answers.get(timeout=self._deadline.left())
        except queue.Empty:
            raise self._deadline.missed() from None
        if isinstance(answer, socket.gaierror) and answer.errno == socket.EAI_AGAIN:
            raise FetchFailed(f"The name {host} cannot be looked up just now. Try again later.") from answer
        if isinstance(answer, OSError):
            raise AddressRefused(_REFUSED.format(host)) from answer
        return answer


def _parse(text: str) -> Address:
    if "%" in text:
        raise ValueError(text)
    return ipaddress.ip_address(text)


class _TimedStream(httpcore.NetworkStream):
    """Each step gets what is left of the whole: a server that sends a byte a second gains nothing."""

    def __init__(self, stream: httpcore.NetworkStream, deadline: Deadline) -> None:
        self._stream = stream
        self._deadline = deadline

    def read(self, max_bytes: int, timeout: float | None = None) -> bytes:
        return self._stream.read(max_bytes, self._deadline.left())

    def write(self, buffer: bytes, timeout: float | None = None) -> None:
        self._stream.write(buffer, self._deadline.left())

    def close(self) -> None:
        self._stream.close()

    def start_tls(
        self, ssl_context: ssl.SSLContext, server_hostname: str | None = None, timeout: float | None = None
    ) -> httpcore.NetworkStream:
        secured = self._stream.start_tls(ssl_context, server_hostname, self._deadline.left())
        return _TimedStream(secured, self._deadline)

    def get_extra_info(self, info: str) -> Any:
        return self._stream.get_extra_info(info)
