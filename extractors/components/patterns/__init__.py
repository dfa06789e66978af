"""Word lists of the components, as data: one JSON file a subject, each with its source."""

from __future__ import annotations

import json
from functools import cache
from importlib.resources import files
from typing import Any


@cache
def patterns(subject: str) -> dict[str, Any]:
    """The lists of `subject`.json beside this module."""
    data: dict[str, Any] = json.loads(files(__name__).joinpath(f"{subject}.json").read_text(encoding="utf-8"))
    return data


@cache
def words(subject: str, key: str) -> frozenset[str]:
    """One list as a set."""
    return frozenset(patterns(subject)[key])
