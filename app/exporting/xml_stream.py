"""XML written bit by bit."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

from lxml import etree

# XML 1.0 has no way to write these, not even escaped.
_FORBIDDEN = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


class Sink:
    """What an incremental writer writes into and the answer is taken out of."""

    def __init__(self) -> None:
        self._waiting = bytearray()

    def write(self, data: bytes) -> int:
        self._waiting += data
        return len(data)

    def taken(self) -> bytes:
        """What was written since the last time."""
        data = bytes(self._waiting)
        self._waiting.clear()
        return data


def xml_text(value: Any) -> str:
    """A value as it may stand in XML."""
    if isinstance(value, bool):
        return str(value).lower()
    return _FORBIDDEN.sub("\ufffd", str(value))


def element(name: str, attributes: Mapping[str, Any]) -> Any:
    """An element; attributes without a value are left out."""
    kept = {key: xml_text(value) for key, value in attributes.items() if value is not None}
    return etree.Element(name, kept)
