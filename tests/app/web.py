"""The web, as far as tests need it: a real HTTP server on loopback with scripted answers, and a resolver.

`Web` answers for every host name; `settings_for_web` makes names of it fetchable although it is on loopback.
"""

from __future__ import annotations

import contextlib
import socket
import ssl
import threading
import time
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any, Self

HTML = "text/html; charset=utf-8"
NOT_FOUND = 404


@dataclass(frozen=True)
class Answer:
    """`pieces` are sent as they come, without a length; each takes its time, `slowly` seconds."""

    body: bytes = b""
    status: int = 200
    headers: dict[str, str] = field(default_factory=dict)
    pieces: Iterable[bytes] | None = None
    slowly: float = 0.0


@dataclass(frozen=True)
class Asked:
    """One request as it came in."""

    host: str
    path: str
    headers: dict[str, str]
    at: float

    @property
    def address(self) -> str:
        return f"{self.host}{self.path}"


Script = Answer | Callable[[Asked], Answer]


def html(body: str | bytes, **headers: str) -> Answer:
    """A page."""
    return Answer(
        body if isinstance(body, bytes) else body.encode(), headers={"Content-Type": HTML} | headers
    )


def redirect(location: str, status: int = 302) -> Answer:
    """To another address."""
    return Answer(status=status, headers={"Location": location})


class Web:
    """Answers what `pages` has for "host/path" or for "/path"; remembers what it was asked."""

    def __init__(self, tls: ssl.SSLContext | None = None) -> None:
        self.pages: dict[str, Script] = {}
        self.asked: list[Asked] = []
        self.most_at_once = 0
        self._now = 0
        self._lock = threading.Lock()
        web = self

        class Handler(BaseHTTPRequestHandler):
            def do_GET(self) -> None:
                with contextlib.suppress(OSError):
                    web.answer(self)

            def log_message(self, *_: Any) -> None:
                """Nobody reads it."""

        self._server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self._server.daemon_threads = True
        if tls is not None:
            self._server.socket = tls.wrap_socket(self._server.socket, server_side=True)
        self.port: int = self._server.server_address[1]
        threading.Thread(target=self._server.serve_forever, args=(0.02,), daemon=True).start()

    def url(self, host: str, path: str = "/") -> str:
        """The address of one of its pages."""
        return f"http://{host}:{self.port}{path}"

    def paths(self, *, robots: bool = False) -> list[str]:
        """What was asked for, in that order."""
        return [one.path for one in self.asked if robots or one.path != "/robots.txt"]

    def answer(self, handler: BaseHTTPRequestHandler) -> None:
        host = handler.headers.get("Host", "").partition(":")[0]
        asked = Asked(host, handler.path, dict(handler.headers), time.monotonic())
        with self._lock:
            self.asked.append(asked)
            self._now += 1
            self.most_at_once = max(self.most_at_once, self._now)
        with contextlib.ExitStack() as under_way:
            under_way.callback(self._answered)
            script = self.pages.get(asked.address) or self.pages.get(asked.path) or Answer(status=NOT_FOUND)
            send(handler, script(asked) if callable(script) else script, under_way.close)

    def _answered(self) -> None:
        with self._lock:
            self._now -= 1

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self._server.shutdown()
        self._server.server_close()


def send(handler: BaseHTTPRequestHandler, answer: Answer, last: Callable[[], None]) -> None:
    """Calls `last` before what may be the last that the client waits for: with that it may ask anew."""
    handler.send_response(answer.status)
    for name, value in answer.headers.items():
        handler.send_header(name, value)
    if answer.pieces is None:
        handler.send_header("Content-Length", str(len(answer.body)))
    handler.send_header("Connection", "close")
    if answer.pieces is None and not answer.body:
        last()
    handler.end_headers()
    for piece in [answer.body] if answer.pieces is None else answer.pieces:
        time.sleep(answer.slowly)
        if answer.pieces is None:
            last()
        handler.wfile.write(piece)
        handler.wfile.flush()


class Names:
    """A resolver that knows what a test tells it: addresses for a name, or one answer after the other."""

    def __init__(self, known: Mapping[str, Sequence[str] | Iterator[Sequence[str]]]) -> None:
        self.known = dict(known)
        self.asked: list[str] = []

    def __call__(self, host: str, port: int) -> Sequence[str]:
        self.asked.append(host)
        found = self.known.get(host)
        if found is None:
            raise socket.gaierror(socket.EAI_NONAME, "Name or service not known")
        return found if isinstance(found, Sequence) else next(found)


class Canary:
    """Listens on every address of this machine; nobody may come."""

    def __init__(self) -> None:
        self.visits = 0
        # A dual socket: 127.0.0.1, ::1 and all the others.
        self._listener = (
            socket.create_server(("::", 0), family=socket.AF_INET6, dualstack_ipv6=True)
            if socket.has_dualstack_ipv6()
            else socket.create_server(("0.0.0.0", 0))
        )
        self.port: int = self._listener.getsockname()[1]
        threading.Thread(target=self._listen, daemon=True).start()

    def _listen(self) -> None:
        with contextlib.suppress(OSError):
            while True:
                visitor, _ = self._listener.accept()
                self.visits += 1
                with visitor, contextlib.suppress(OSError):
                    visitor.recv(1_000)
                    visitor.sendall(
                        b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nConnection: close\r\n\r\nsecret"
                    )

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        with contextlib.suppress(OSError):
            self._listener.shutdown(socket.SHUT_RDWR)
        self._listener.close()
