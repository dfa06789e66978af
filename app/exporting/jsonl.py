"""JSON Lines: one meeting a line with everything: who took part, history, every account with its words."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from graph.views import WholeMeeting


def write(meetings: Iterable[WholeMeeting]) -> Iterator[bytes]:
    """The fields of `GET /v1/meetings/{id}`, as far as they are of one meeting."""
    for meeting in meetings:
        yield meeting.model_dump_json().encode() + b"\n"
