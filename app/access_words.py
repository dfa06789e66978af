"""What the OpenAPI document says of the door: keys, refusals, and answers that still hold."""

from __future__ import annotations

from typing import Any

from app.errors import (
    CrossOrigin,
    KeyExpired,
    KeyMissing,
    KeyUnknown,
    NotAllowed,
    StrangeHost,
    TooManyRequests,
)
from app.problems import MEDIA_TYPE, problems
from app.roles import ACCESS, Access

SCHEMES = {
    "bearer": {"type": "http", "scheme": "bearer", "description": "An API key: `chy_…`"},
    "api_key": {"type": "apiKey", "in": "header", "name": "X-API-Key", "description": "The same key"},
}
_REF = {"$ref": "#/components/schemas/Problem"}


def describe(document: dict[str, Any], *, keys_needed: bool) -> None:
    """Write it into the document."""
    if keys_needed:
        document.setdefault("components", {})["securitySchemes"] = SCHEMES
    for path, methods in document["paths"].items():
        for method, operation in methods.items():
            access = ACCESS.get((method.upper(), path))
            if access is not None:
                _describe(operation, access, keys_needed)


def _describe(operation: dict[str, Any], access: Access, keys_needed: bool) -> None:
    refusals = problems(TooManyRequests, StrangeHost, CrossOrigin)
    if access.needs is not None:
        refusals |= problems(KeyMissing, KeyUnknown, KeyExpired, NotAllowed, StrangeHost, CrossOrigin)
        words = f"Needs the role **{access.needs}**." if keys_needed else ""
        operation["description"] = f"{operation.get('description', '')}\n\n{words}".strip()
        if keys_needed:
            operation["security"] = [{name: []} for name in SCHEMES]
    for status in (401, 403, 429):
        if status in refusals:
            operation["responses"].setdefault(str(status), _response(refusals[status]))
    if access.of_graph:
        operation["responses"]["304"] = {"description": "What the client has under this `ETag` still holds"}


def _response(found: dict[str, Any]) -> dict[str, Any]:
    content = found["content"][MEDIA_TYPE] | {"schema": _REF}
    return {"description": found["description"], "content": {MEDIA_TYPE: content}}
