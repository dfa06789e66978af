"""Turns request bodies away that are too large or not JSON, before they are in memory."""

from __future__ import annotations

from starlette.datastructures import Headers
from starlette.requests import Request
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from app.problems import BODY_TOO_LARGE, NOT_JSON, Refusal, problem

STREAM = "/v1/articles/batch"
LINES = ("application/x-ndjson", "application/ndjson", "application/jsonl", "application/x-jsonlines")


class BodyGuard:
    """ASGI middleware; counts while the body comes in, so that a length that lies is no way around it."""

    def __init__(self, app: ASGIApp, max_bytes: int) -> None:
        self._app = app
        self._max_bytes = max_bytes

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        if scope["path"] == STREAM:
            await self._stream(scope, receive, send)
            return
        refusal = self._refusal(Headers(scope=scope))
        if refusal is not None:
            answer = problem(Request(scope), refusal.meaning, refusal.detail)
            await answer(scope, receive, send)
            return
        await self._app(scope, self._counted(receive), send)

    async def _stream(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Of any length: its lines are counted where they are read."""
        headers = Headers(scope=scope)
        kind = headers.get("content-type", "").partition(";")[0].strip().lower()
        if scope["method"] == "POST" and kind not in LINES:
            words = f"The body must be lines of JSON, {LINES[0]}; its content type is {kind or 'none'}."
            await problem(Request(scope), NOT_JSON, words)(scope, receive, send)
            return
        await self._app(scope, receive, send)

    def _refusal(self, headers: Headers) -> Refusal | None:
        length = headers.get("content-length", "0")
        if length.isdecimal() and int(length) > self._max_bytes:
            return self._too_large()
        if (length == "0" and "transfer-encoding" not in headers) or _is_json(
            headers.get("content-type", "")
        ):
            return None
        got = headers.get("content-type") or "none"
        return Refusal(NOT_JSON, f"The body must be application/json in UTF-8; its content type is {got}.")

    def _too_large(self, *, hang_up: bool = False) -> Refusal:
        words = f"The body is over the limit of {self._max_bytes} bytes."
        return Refusal(BODY_TOO_LARGE, words, hang_up=hang_up)

    def _counted(self, receive: Receive) -> Receive:
        seen = 0

        async def counted() -> Message:
            nonlocal seen
            message = await receive()
            seen += len(message.get("body", b""))
            if seen > self._max_bytes:
                raise self._too_large(hang_up=True)  # nobody knows how much more would come
            return message

        return counted


def _is_json(content_type: str) -> bool:
    kind, _, parameters = content_type.partition(";")
    kind = kind.strip().lower()
    charset = parameters.strip().lower().removeprefix("charset=").strip('"')
    json_kind = kind == "application/json" or (kind.startswith("application/") and kind.endswith("+json"))
    return json_kind and charset in ("", "utf-8", "utf8")
