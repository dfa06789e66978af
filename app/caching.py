"""Answers that somebody has already, told by the state of the graph without asking it the question."""

from __future__ import annotations

import hashlib
import re
from email.utils import format_datetime, parsedate_to_datetime

from anyio import to_thread
from starlette.datastructures import Headers, MutableHeaders
from starlette.responses import Response
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from app.kept_answers import KeptAnswers
from app.store import Store
from app.version import program_version
from extractors.version import EXTRACTOR_VERSION
from graph.changes import GraphState
from graph.errors import GraphError

# Kept by the client itself, for whoever holds the key, and asked about before each use.
KEEPING = {"Cache-Control": "private, no-cache"}
VARYING = ("Authorization", "X-API-Key")
_TAG = re.compile(r'(?:W/)?"[^"]*"')


class Revalidation:
    """ASGI middleware, behind the door, which leaves the route's Access in the state.

    The tag is weak: it stands for the question, the state of the graph and the program, not for the bytes,
    which may come compressed. Roles are no part of it, since all who may ask are answered alike.
    A graph that is away is the route's to report.
    """

    def __init__(self, app: ASGIApp) -> None:
        self._app = app
        self._kept = KeptAnswers()
        self._program = f"{program_version()} {EXTRACTOR_VERSION}"

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http" or not _may_hold(scope):
            await self._app(scope, receive, send)
            return
        state = await to_thread.run_sync(_state, scope["state"]["services"].store)
        if state is None:
            await self._app(scope, receive, send)
            return
        told = self._validators(scope, state)
        if _holds(Headers(scope=scope), told["ETag"], state):
            answer = Response(status_code=304, headers=told)
            for name in VARYING:
                answer.headers.add_vary_header(name)
            await answer(scope, receive, send)
            return

        async def sent(message: Message) -> None:
            if message["type"] == "http.response.start" and message["status"] == 200:
                headers = MutableHeaders(scope=message)
                headers.update(told)
                for name in VARYING:
                    headers.add_vary_header(name)
            await send(message)

        if not await self._kept.given(told["ETag"], sent):
            await self._app(scope, receive, self._kept.keeping(told["ETag"], sent))

    def _validators(self, scope: Scope, state: GraphState) -> dict[str, str]:
        # The time is part of the tag: a graph that was begun anew counts from one again.
        at = (self._program, state.changes, state.changed.isoformat())
        question = (scope.get("root_path", ""), scope["path"], scope["query_string"])
        digest = hashlib.sha256(repr((at, question)).encode()).hexdigest()[:24]
        told = KEEPING | {"ETag": f'W/"{digest}"'}
        if state.settled:
            told["Last-Modified"] = format_datetime(state.changed.replace(microsecond=0), usegmt=True)
        return told


def names(tags: str, tag: str) -> bool:
    """Whether a client has what `tag` stands for; `tags` is the If-None-Match that it sent."""
    return any(one.removeprefix("W/") == tag.removeprefix("W/") for one in _TAG.findall(tags))


def _may_hold(scope: Scope) -> bool:
    access = scope["state"]["judged"]
    return scope["method"] == "GET" and access is not None and access.of_graph


def _state(store: Store) -> GraphState | None:
    try:
        return store.changes().now()
    except GraphError:
        return None


def _holds(headers: Headers, tag: str, state: GraphState) -> bool:
    # "*" would hold for whatever is there, which only the route knows.
    if (tags := headers.get("if-none-match")) is not None:
        return names(tags, tag)
    since = headers.get("if-modified-since")
    if since is None or not state.settled:
        return False
    try:
        # Exactly what was told before. A later time is when the client got its answer, at which a change may
        # have been under way that bears an earlier one.
        return parsedate_to_datetime(since) == state.changed.replace(microsecond=0)
    except (ValueError, TypeError):  # no date at all, or one without a zone
        return False
