"""Every error of the HTTP service as an RFC 9457 problem document."""

from __future__ import annotations

import json
import logging
import re
from collections.abc import Callable, Sequence
from typing import Any

from fastapi import FastAPI, Request
from fastapi.encoders import jsonable_encoder
from fastapi.exceptions import RequestValidationError
from fastapi.responses import JSONResponse
from pydantic import BaseModel, ConfigDict, Field
from starlette.exceptions import HTTPException
from starlette.routing import compile_path
from starlette.types import ASGIApp, Receive, Scope, Send

from app.errors import MEANINGS, AppError, Meaning, extra_members, meaning
from app.route_table import templates
from app.routes import template
from extractors.errors import ExtractionError
from extractors.question import Understood, Words
from graph.errors import GraphError
from graph.judgements import Judgement
from graph.views import ActorRef

MEDIA_TYPE = "application/problem+json"

INVALID = Meaning(422, "invalid_request", "Request not understood")
BROKEN_JSON = Meaning(400, "broken_json", "The body is not JSON")
UNEXPECTED = Meaning(500, "internal_error", "Something went wrong here")
BODY_TOO_LARGE = Meaning(413, "body_too_large", "Body too large")
NOT_JSON = Meaning(415, "unsupported_media_type", "Send application/json")
BY_STATUS = {
    404: Meaning(404, "no_such_route", "No such address"),
    405: Meaning(405, "method_not_allowed", "Method not allowed here"),
}

log = logging.getLogger(__name__)


class FieldError(BaseModel):
    """One thing that is wrong with a request."""

    where: str = Field(description="the part of the request", examples=["query.from"])
    message: str
    allowed: list[str] | None = None


class Problem(BaseModel):
    """RFC 9457; branch on `code`, which never changes, and show `detail`."""

    model_config = ConfigDict(json_schema_extra={"description": "An RFC 9457 problem document."})

    type: str = "about:blank"
    title: str
    status: int
    code: str
    detail: str
    instance: str
    errors: list[FieldError] | None = None
    candidates: list[ActorRef] | None = None
    understood: list[Understood] | None = None
    not_understood: list[Words] | None = None
    position: dict[str, int] | None = Field(
        None, description="line, column and offset in the statement", examples=[{"line": 1, "column": 7}]
    )
    judgements: list[Judgement] | None = Field(None, description="the new one first, then those against it")


class Refusal(HTTPException):
    """A request that is turned away before any route sees it."""

    def __init__(self, what: Meaning, detail: str, *, hang_up: bool = False) -> None:
        super().__init__(what.status, detail, {"Connection": "close"} if hang_up else None)
        self.meaning = what


def problem(request: Request, what: Meaning, detail: str, **members: Any) -> JSONResponse:
    """The document for one error; `members` are those beside the standard ones."""
    request.state.problem = what.code  # for the audit trail
    body = {
        "type": "about:blank",
        "title": what.title,
        "status": what.status,
        "code": what.code,
        "detail": detail,
        "instance": request.url.path,
    }
    headers = {"Retry-After": str(what.retry_after)} if what.retry_after else {}
    return JSONResponse(jsonable_encoder(body | members), what.status, headers=headers, media_type=MEDIA_TYPE)


Responses = dict[int | str, dict[str, Any]]


def problems(*raised: type[Exception] | Meaning) -> Responses:
    """What a route can answer beside its result, for OpenAPI; the general ones are always there."""
    general = [UNEXPECTED, INVALID]
    found = [one if isinstance(one, Meaning) else MEANINGS[one] for one in raised] + general
    documents: Responses = {}
    for status in sorted({one.status for one in found}):
        same = {one.code: one for one in found if one.status == status}
        documents[status] = {
            "description": "; ".join(f"`{one.code}`: {one.title}" for one in same.values()),
            "model": Problem,
            "content": {MEDIA_TYPE: {"examples": {code: _example(one) for code, one in same.items()}}},
        }
    return documents


def _example(what: Meaning) -> dict[str, Any]:
    return {
        "value": {
            "type": "about:blank",
            "title": what.title,
            "status": what.status,
            "code": what.code,
            "detail": what.title + ".",
            "instance": "/v1/…",
        }
    }


class ProblemService(FastAPI):
    """Its OpenAPI document gives errors the media type that they have."""

    describe: Callable[[dict[str, Any]], None] | None = None
    """What writes into the OpenAPI document that which no route knows of itself."""

    def __init__(self, *, around: Callable[[ASGIApp], ASGIApp], **fastapi: Any) -> None:
        """`around` lies around the answer to a fault too, which Starlette makes outside of all middleware."""
        super().__init__(**fastapi)
        self._whole = around(super().__call__)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        await self._whole(scope, receive, send)

    def openapi(self) -> dict[str, Any]:
        """FastAPI knows no other media type for a model than JSON."""
        if self.openapi_schema is not None:
            return self.openapi_schema
        document = super().openapi()
        for methods in document["paths"].values():
            for operation in methods.values():
                for response in operation["responses"].values():
                    content = response.get("content", {})
                    if MEDIA_TYPE in content and "application/json" in content:
                        content[MEDIA_TYPE]["schema"] = content.pop("application/json")["schema"]
        if self.describe:
            self.describe(document)
        return document


def install(app: FastAPI) -> None:
    """Make `app` answer every error with a problem document."""
    for family in (AppError, ExtractionError, GraphError):
        app.add_exception_handler(family, _layer_error)
    app.add_exception_handler(RequestValidationError, _invalid)
    app.add_exception_handler(HTTPException, _http_error)
    app.add_exception_handler(Exception, _unexpected)


async def _layer_error(request: Request, error: Exception) -> JSONResponse:
    what = meaning(error)
    if what is None:
        return await _unexpected(request, error)
    if what.status >= 500:
        log.warning("%s %s: %s: %s", request.method, template(request.scope), what.code, error)
    return problem(request, what, str(error), **extra_members(error))


async def _unexpected(request: Request, error: Exception) -> JSONResponse:
    log.error("%s %s failed", request.method, template(request.scope), exc_info=error)
    return problem(request, UNEXPECTED, "The service failed on this request. What happened is in its log.")


async def _http_error(request: Request, error: Exception) -> JSONResponse:
    assert isinstance(error, HTTPException)
    if isinstance(error, Refusal):
        return _with_headers(problem(request, error.meaning, error.detail), error)
    if error.status_code == 400 and error.__cause__ is not None:
        return problem(request, BROKEN_JSON, _why_unreadable(error.__cause__))
    what = BY_STATUS.get(error.status_code, Meaning(error.status_code, "http_error", error.detail))
    if what.status == 404:
        answer = problem(request, what, "There is nothing at this address; /docs lists what there is.")
    elif what.status == 405:
        allowed = _allowed(request)
        words = f"{request.method} is not possible here; try {allowed or 'another'}."
        answer = _with_headers(problem(request, what, words), error)
        answer.headers["Allow"] = allowed
        return answer
    else:
        answer = problem(request, what, error.detail)
    return _with_headers(answer, error)


def _allowed(request: Request) -> str:
    """Of all routes of the address: the framework names those of the first alone. An address that a template
    spells out is not one of an id: of /v1/articles/batch the methods of /v1/articles/{id} are not told."""
    path = request.url.path
    fitting = [known for known in templates(request.app.routes) if compile_path(known[1])[0].match(path)]
    closest = min((template.count("{") for _, template in fitting), default=0)
    return ", ".join(sorted({method for method, template in fitting if template.count("{") == closest}))


def _with_headers(answer: JSONResponse, error: HTTPException) -> JSONResponse:
    answer.headers.update(error.headers or {})
    return answer


def _why_unreadable(cause: BaseException) -> str:
    if isinstance(cause, UnicodeDecodeError):
        return f"The body is not UTF-8: byte {cause.start} cannot be read. Send it as UTF-8."
    if isinstance(cause, RecursionError):
        return "The body is nested too deeply."
    return "The body cannot be read as JSON."


async def _invalid(request: Request, error: Exception) -> JSONResponse:
    assert isinstance(error, RequestValidationError)
    found = error.errors()
    broken = next((one for one in found if one["type"] == "json_invalid"), None)
    if broken is not None:
        cause = error.__cause__
        at = (
            f" at line {cause.lineno}, column {cause.colno}"
            if isinstance(cause, json.JSONDecodeError)
            else ""
        )
        return problem(request, BROKEN_JSON, f"The body is not JSON: {broken['ctx']['error']}{at}.")
    errors = [_field_error(one) for one in found]
    first = f"{errors[0]['where']}: {errors[0]['message']}"
    more = f" (and {len(errors) - 1} more)" if len(errors) > 1 else ""
    return problem(request, INVALID, first + more, errors=errors)


def _field_error(found: dict[str, Any]) -> dict[str, Any]:
    place: Sequence[str | int] = found["loc"]
    where = ".".join(str(part) for part in place)
    match found["type"]:
        case "extra_forbidden":
            message = f"unknown {'parameter' if place[0] == 'query' else 'field'} {place[-1]!r}"
        case "missing":
            message = "is missing"
        case "enum" | "literal_error":
            allowed = re.findall(r"'([^']*)'", found["ctx"]["expected"])
            return {"where": where, "message": f"must be one of {', '.join(allowed)}", "allowed": allowed}
        case "value_error":
            message = str(found["ctx"]["error"])
        case _:
            message = found["msg"][:1].lower() + found["msg"][1:]
    return {"where": where, "message": message}
