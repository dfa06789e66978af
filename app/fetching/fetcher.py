"""The fetcher: an address in, what is there out, or an error that says why not."""

from __future__ import annotations

import ssl
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass

import httpcore
import httpx

from app.errors import AddressRefused, FetchFailed, FetchWrongType
from app.fetching.body import ACCEPTED_CODINGS, read_body
from app.fetching.kinds import ROBOTS, Kind, charset_of, media_type_of
from app.fetching.manners import Manners
from app.fetching.network import Deadline, GuardedBackend, Resolver, system_resolver
from app.fetching.robots import MOST_BYTES, Robots
from app.fetching.rules import Rules
from app.fetching.target import Target, read_target
from app.settings import Settings

MOST_REDIRECTS = 5
_REDIRECTS = {301, 302, 303, 307, 308}
_FINE = {200, 203}
_NOT_MODIFIED = 304
_TOO_MANY, _UNAVAILABLE = 429, 503


@dataclass(frozen=True)
class Validators:
    """What a server gave with its last answer, by which it knows whether there is another by now."""

    etag: str | None = None
    last_modified: str | None = None

    def headers(self) -> dict[str, str]:
        """Of a conditional request."""
        given = {"If-None-Match": self.etag, "If-Modified-Since": self.last_modified}
        # A header that a server gives may hold what none may be sent with.
        return {name: value for name, value in given.items() if value and value.isascii()}


@dataclass(frozen=True)
class Fetched:
    """What was at `url`, the address at the end of all redirects; no `content` where it is not modified.

    `inside` says that it came from a host that only an exception of the settings opens.
    """

    url: str
    media_type: str
    charset: str | None
    content: bytes | None
    validators: Validators
    inside: bool


@dataclass
class _Journey:
    """One fetch on its way through redirects."""

    kind: Kind
    from_inside: bool
    deadline: Deadline
    headers: dict[str, str]
    visited: set[str]

    @property
    def conditional(self) -> bool:
        return not self.headers.keys().isdisjoint({"If-None-Match", "If-Modified-Since"})


class Fetcher:
    """Safe to use from several threads; knows nothing of proxies, cookies and passwords, wherever set."""

    def __init__(
        self, settings: Settings, resolve: Resolver = system_resolver, *, patience_s: float = 10.0
    ) -> None:
        self._rules = Rules.read(settings.fetch_allow, settings.fetch_private, settings.fetch_ports)
        self._resolve = resolve
        self._timeout_s = settings.fetch_timeout_s
        self._max_bytes = settings.fetch_max_bytes
        self._user_agent = settings.fetch_user_agent
        self._tls: ssl.SSLContext = httpx.create_ssl_context(trust_env=False)
        if settings.fetch_ca_file is not None:
            self._tls.load_verify_locations(settings.fetch_ca_file)
        self._manners = Manners(settings.fetch_delay_s, patience_s)
        self._robots = Robots(settings.fetch_user_agent)

    def stop(self) -> None:
        """Whoever waits for a turn gives up, and nothing new is begun."""
        self._manners.stop()

    def check(self, url: str) -> None:
        """Raises what the address alone gives reason for, without asking anybody."""
        read_target(url, self._rules)

    def get(
        self, url: str, kind: Kind, validators: Validators | None = None, *, from_inside: bool = True
    ) -> Fetched:
        """Raises a FetchError. Exceptions for inner hosts count only while nobody outside had a say in where
        to go: not once a public host has redirected, and not where the address is one that a public page or
        feed has given (`from_inside=False`)."""
        headers = {
            "User-Agent": self._user_agent,
            "Accept": kind.accept,
            "Accept-Encoding": ACCEPTED_CODINGS,
            "Connection": "close",
        } | (validators.headers() if validators else {})
        journey = _Journey(kind, from_inside, Deadline(self._timeout_s), headers, set())
        target = read_target(url, self._rules_for(journey))
        for _ in range(MOST_REDIRECTS + 1):
            found = self._hop(target, journey)
            if isinstance(found, Fetched):
                return found
            target = found
        raise FetchFailed(f"{target.host} redirects more than {MOST_REDIRECTS} times.")

    def _rules_for(self, journey: _Journey) -> Rules:
        return self._rules if journey.from_inside else self._rules.without_exceptions()

    def _delay(self, target: Target, journey: _Journey) -> float | None:
        def read(url: str) -> bytes:
            # With the journey's rules: a page outside must not have us ask inner hosts even for this.
            return self.get(url, ROBOTS, from_inside=journey.from_inside).content or b""

        return None if journey.kind is ROBOTS else self._robots.check(target, read)

    def _hop(self, target: Target, journey: _Journey) -> Fetched | Target:
        """One request: what is there, or where it leads."""
        delay = self._delay(target, journey)
        counts = journey.kind is not ROBOTS
        at_once = not counts or target.host in journey.visited
        journey.visited.add(target.host)
        with self._manners.turn(target.host, delay, at_once=at_once, counts=counts) as waited:
            journey.deadline.extend(waited)
            backend = GuardedBackend(self._rules_for(journey), self._resolve, journey.deadline)
            with self._asked(target, journey, backend) as response:
                journey.from_inside &= backend.inside
                return self._answer(target, journey, response, inside=backend.inside)

    @contextmanager
    def _asked(
        self, target: Target, journey: _Journey, backend: GuardedBackend
    ) -> Iterator[httpcore.Response]:
        """The answer as it comes in; the connection is new, hence judged, and ends with it."""
        url = httpcore.URL(
            scheme=target.url.raw_scheme,
            host=target.url.raw_host,
            port=target.url.port,
            target=target.url.raw_path,
        )
        headers = [("Host", target.url.netloc.decode("ascii")), *journey.headers.items()]
        try:
            with (
                httpcore.ConnectionPool(ssl_context=self._tls, network_backend=backend) as pool,
                pool.stream("GET", url, headers=headers) as response,
            ):
                yield response
        except httpcore.TimeoutException as error:
            raise journey.deadline.missed() from error
        except httpcore.ConnectError as error:
            raise FetchFailed(
                f"No secure connection to {target.host}: its certificate or its TLS is not in order."
            ) from error
        except (httpcore.NetworkError, httpcore.ProtocolError, httpcore.UnsupportedProtocol) as error:
            raise FetchFailed(
                f"{target.host} broke off, or answered with no HTTP. Try again later."
            ) from error

    def _answer(
        self, target: Target, journey: _Journey, response: httpcore.Response, *, inside: bool
    ) -> Fetched | Target:
        headers = httpx.Headers(response.headers)
        if response.status in _REDIRECTS and "location" in headers:
            return _leads_to(headers["location"], target, self._rules_for(journey))
        # A 503 that names no time is a page that does not work, as often as a host that can do no more.
        rest = headers.get("retry-after")
        if response.status == _TOO_MANY or (response.status == _UNAVAILABLE and rest):
            raise self._manners.rest(target.host, rest)
        unchanged = response.status == _NOT_MODIFIED and journey.conditional
        if response.status not in _FINE and not unchanged:
            raise FetchFailed(f"{target.host} answered {response.status} to {target.shown}.", response.status)
        return Fetched(
            url=str(target.url),
            media_type=media_type_of(headers.get("content-type")),
            charset=charset_of(headers.get("content-type")),
            content=None if unchanged else self._content(journey.kind, headers, response),
            validators=Validators(headers.get("etag"), headers.get("last-modified")),
            inside=inside,
        )

    def _content(self, kind: Kind, headers: httpx.Headers, response: httpcore.Response) -> bytes:
        media_type = media_type_of(headers.get("content-type"))
        if not kind.takes(media_type):
            raise FetchWrongType(
                f"This is {media_type or 'of no stated type'} and not {kind.name}: "
                f"{kind.wanted} can be read. Send the address of one."
            )
        limit, cut = (MOST_BYTES, True) if kind is ROBOTS else (self._max_bytes, False)
        return read_body(response.iter_stream(), headers.get("content-encoding", ""), limit, cut=cut)


def _leads_to(location: str, target: Target, rules: Rules) -> Target:
    try:
        there = read_target(str(target.url.join(location)), rules)
    except (httpx.InvalidURL, UnicodeError, ValueError) as error:
        raise FetchFailed(f"{target.host} redirects to what is no address.") from error
    if target.url.scheme == "https" and there.url.scheme == "http":
        raise AddressRefused(f"{target.host} redirects from https to http, which is not followed.")
    return there
