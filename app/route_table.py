"""Which route a request goes to, known before its body is read: by the patterns of the routes themselves."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from fastapi.routing import iter_route_contexts
from starlette.routing import BaseRoute, compile_path

from app.roles import ACCESS, ADMIN_ONLY, Access


@dataclass(frozen=True)
class Found:
    """A route, and what of the address fills its template."""

    template: str
    access: Access
    values: dict[str, str]


class RouteTable:
    """Made once, from all the routes of an app."""

    def __init__(self, routes: Sequence[BaseRoute]) -> None:
        self._patterns: dict[str, list[tuple[re.Pattern[str], str]]] = {}
        for method, template in templates(routes):
            self._patterns.setdefault(method, []).append((compile_path(template)[0], template))

    def find(self, method: str, path: str) -> Found | None:
        """The route that answers, None where none does. One without a line in the table is an admin's."""
        for pattern, template in self._patterns.get(method, ()):
            if match := pattern.match(path):
                access = ACCESS.get(("GET" if method == "HEAD" else method, template), ADMIN_ONLY)
                return Found(template, access, match.groupdict())
        return None


def templates(routes: Sequence[BaseRoute]) -> Iterator[tuple[str, str]]:
    """Every method and template, in the order in which the routes are tried."""
    for route in iter_route_contexts(routes):
        if not route.methods:
            raise TypeError(
                f"{route.path!r} is no route of one method: the door cannot judge what is mounted"
            )
        for method in sorted(route.methods):
            yield method, route.path or ""
