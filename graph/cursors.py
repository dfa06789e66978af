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
    except (binascii.Error, ValueError, RecursionError) as error:
        raise bad(cursor) from error
    if not isinstance(found, list) or found[:1] != [kind] or tuple(map(type, found[1:])) != types:
        raise bad(cursor)
    if not all(map(_storable, found[1:])):
        raise bad(cursor)
    return tuple(found[1:])


def _storable(part: str | int) -> bool:
    """Neo4j knows integers of 64 bits and text that can be encoded, and no others."""
    if isinstance(part, int):
        return -(2**63) <= part < 2**63
    return not any("\ud800" <= letter <= "\udfff" for letter in part)


def bad(cursor: str) -> BadCursor:
    """What is wrong with a cursor that this list did not give out."""
    return BadCursor(
        f"{cursor!r} is no cursor of this list. Use next_cursor as it was given, or none to start over."
    )
