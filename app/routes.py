"""What a request is called where it is counted, logged or traced."""

from __future__ import annotations

from starlette.types import Scope

NO_ROUTE = "none"


def template(scope: Scope) -> str:
    """The route, as `/v1/articles/{id}`: paths are without end, and may hold names."""
    return scope.get("state", {}).get("template") or NO_ROUTE
