"""The door: who asks, may they, and may they so often; before a body is read or a route runs."""

from __future__ import annotations

import logging
from collections.abc import Sequence
from dataclasses import dataclass
from urllib.parse import unquote

from anyio import CancelScope, to_thread
from starlette.datastructures import Headers, MutableHeaders
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import BaseRoute
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from app.api_keys import read_key
from app.auditing import DONE, LOCAL, Recorder
from app.browsers import BrowserGuard
from app.errors import Denied, KeyMissing, KeyUnknown, NotAllowed, TooManyRequests, meaning
from app.key_ring import KeyRing
from app.problems import UNEXPECTED, problem
from app.rates import Rates, Standing
from app.roles import Access, Role
from app.route_table import Found, RouteTable
from app.settings import Settings
from graph.errors import GraphError

log = logging.getLogger(__name__)

_CHALLENGE = 'Bearer realm="chancery"'


@dataclass(frozen=True)
class Caller:
    """Who asks."""

    name: str
    role: Role | None = None
    key_id: str | None = None


NOBODY = Caller("nobody")
ANYBODY = Caller(LOCAL, Role.ADMIN)  # without keys everybody may do everything


class Door:
    """ASGI middleware; finds `keys` and `audit` in the state; leaves the route's Access there, `judged`,
    its `template`, and the `key_id` that was used."""

    def __init__(self, app: ASGIApp, settings: Settings, routes: Sequence[BaseRoute]) -> None:
        self._app = app
        self._routes = RouteTable(routes)
        self._rates = Rates(settings)
        self._guard = None if settings.keys_needed else BrowserGuard(settings)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        found = self._routes.find(scope["method"], scope["path"])
        visit = _Visit(scope, found)
        scope["state"]["judged"] = visit.access
        scope["state"]["template"] = found.template if found else None
        try:
            standing = await self._let_in(visit)
        except (Denied, GraphError) as error:
            answer = _refusal(Request(scope), error)
            # Not those over the limit: the trail is no means to fill the graph.
            if not isinstance(error, TooManyRequests):
                await visit.record(scope["state"]["problem"])
            await answer(scope, receive, send)
            return
        await self._pass(visit, standing, receive, send)

    async def _let_in(self, visit: _Visit) -> Standing | None:
        """Raises Denied, and GraphUnavailable where nobody can say whose key it is."""
        if self._guard is not None:
            visit.caller = ANYBODY
            self._guard.check(visit.scope["method"], visit.headers)
            return self._rates.take_address(visit.address)
        if visit.access is None or visit.access.needs is None:
            return self._rates.take_address(visit.address)
        visit.caller = await self._identify(visit)
        role = visit.caller.role
        assert role is not None
        assert visit.caller.key_id is not None
        standing = self._rates.take_key(visit.caller.key_id, role)
        if not role.may(visit.access.needs):
            raise NotAllowed(
                f"This needs a key with the role {visit.access.needs}; {visit.caller.name!r} has {role}.",
                standing.headers() if standing else None,
            )
        return standing

    async def _identify(self, visit: _Visit) -> Caller:
        given = _given(visit.headers)
        ring: KeyRing = visit.scope["state"]["keys"]
        try:
            if given is None:
                raise KeyMissing(
                    "Send an API key: `Authorization: Bearer chy_…`, or `X-API-Key: chy_…`. An admin of this "
                    "service makes one with `chancery keys create`."
                )
            key = read_key(given)
            if key is None:
                raise KeyUnknown("This is no API key of Chancery: those look like chy_<id>_<secret>.")
            if not ring.knows(key):
                self._rates.check_failures(visit.address)
            stored = await ring.admit(key)
        except TooManyRequests:
            raise
        except Denied as error:
            self._rates.failed(visit.address)
            invalid = "" if isinstance(error, KeyMissing) else ', error="invalid_token"'
            error.headers["WWW-Authenticate"] = _CHALLENGE + invalid
            raise
        visit.scope["state"]["key_id"] = stored.id
        return Caller(stored.name, Role(stored.role), stored.id)

    async def _pass(self, visit: _Visit, standing: Standing | None, receive: Receive, send: Send) -> None:
        async def sent(message: Message) -> None:
            if message["type"] == "http.response.start":
                if standing is not None:
                    MutableHeaders(scope=message).update(standing.headers())
                await visit.record(_outcome(visit.scope, message["status"]), _location(message))
            await send(message)

        try:
            await self._app(visit.scope, receive, sent)
        except Exception:
            await visit.record(UNEXPECTED.code)
            raise


def came_through_the_door(request: Request) -> None:
    """For every route: one that the door did not know of, however that came, is closed."""
    if request.scope["state"].get("judged") is None:
        raise NotAllowed("The service does not know who may use this address.")


class _Visit:
    """One request at the door."""

    def __init__(self, scope: Scope, found: Found | None) -> None:
        self.scope = scope
        self.headers = Headers(scope=scope)
        self.access: Access | None = found.access if found else None
        self.caller = NOBODY
        self._subject = ",".join((found.values if found else {}).values()) or None
        self._recorded = False

    @property
    def address(self) -> str:
        """Of the client, or of the proxy that nobody told us to believe."""
        client = self.scope.get("client")
        return str(client[0]) if client else "unknown"

    async def record(self, outcome: str, location: str | None = None) -> None:
        """Once, and only what changes something."""
        if self._recorded or self.access is None or self.access.action is None:
            return
        self._recorded = True
        recorder: Recorder = self.scope["state"]["audit"]
        action = self.access.action

        def write() -> None:
            recorder.record(
                action,
                outcome,
                name=self.caller.name,
                key_id=self.caller.key_id,
                subject=location or self._subject,
                request_id=self.scope["state"].get("request_id"),
                address=self.address,
            )

        with CancelScope(shield=True):  # a client that went away has changed something nonetheless
            await to_thread.run_sync(write)


def _given(headers: Headers) -> str | None:
    scheme, _, words = headers.get("authorization", "").partition(" ")
    if scheme.lower() == "bearer" and words.strip():
        return words.strip()
    return headers.get("x-api-key")


def _refusal(request: Request, error: Denied | GraphError) -> Response:
    what = meaning(error) or UNEXPECTED
    answer = problem(request, what, str(error))
    if isinstance(error, Denied):
        answer.headers.update(error.headers)
    else:
        log.warning("nobody can say whose key it is: %s", error)
    return answer


def _outcome(scope: Scope, status: int) -> str:
    return DONE if status < 400 else scope["state"].get("problem", str(status))


def _location(message: Message) -> str | None:
    """The id of what was made."""
    location = Headers(raw=message["headers"]).get("location")
    return unquote(location.rpartition("/")[2]) if location else None
