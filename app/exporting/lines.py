"""JSON objects, one a line."""

from __future__ import annotations

import json
from typing import Any


def line(value: dict[str, Any]) -> bytes:
    """What is null or empty is left out: nothing is known of it."""
    kept = {key: one for key, one in value.items() if one not in (None, [], {}, "")}
    return (json.dumps(kept, ensure_ascii=False) + "\n").encode()
