"""Paging cursors: where a list went on, opaque to clients and good for one list only."""

from __future__ import annotations

import base64
import binascii
import json

from graph.errors import BadCursor

Key = tuple[str | int, ...]


def encode(kind: str, *key: str | int) -> str:
    """`kind` names the list; the key is the last item's place in its order."""
    return base64.urlsafe_b64encode(json.dumps([kind, *key]).encode()).decode().rstrip("=")


def decode(kind: str, cursor: str | None, types: tuple[type[str | int], ...]) -> Key | None:
    """The key, None at the start of the list. Raises BadCursor."""
    if cursor is None:
        return None
    try:
        found = json.loads(base64.b64decode(cursor + "=" * (-len(cursor) % 4), altchars=b"-_", validate=True))
    except (binascii.Error, ValueError) as error:
        raise _bad(cursor) from error
    if not isinstance(found, list) or found[:1] != [kind] or tuple(map(type, found[1:])) != types:
        raise _bad(cursor)
    return tuple(found[1:])


def _bad(cursor: str) -> BadCursor:
    return BadCursor(
        f"{cursor!r} is no cursor of this list. Use next_cursor as it was given, or none to start over."
    )
