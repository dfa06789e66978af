"""Cursors of lists."""

from __future__ import annotations

import base64

import pytest

from graph import cursors
from graph.errors import BadCursor


def test_a_cursor_gives_back_its_key() -> None:
    cursor = cursors.encode("met", 3, "person:hakan-fidan")
    assert cursors.decode("met", cursor, (int, str)) == (3, "person:hakan-fidan")
    assert cursor.isascii()
    assert "=" not in cursor


def test_no_cursor_is_the_start_of_the_list() -> None:
    assert cursors.decode("met", None, (int, str)) is None


@pytest.mark.parametrize(
    "cursor",
    [
        "",
        "x",
        "not a cursor",
        "ümlaut",
        "bnVsbA",
        "MQ",
        cursors.encode("meetings", "2023-05-10|mtg-1"),
        cursors.encode("met", "3", "person:hakan-fidan"),
        cursors.encode("met", 3),
        cursors.encode("met", 3, "a", "b"),
        cursors.encode("met", 2**63, "a"),
        cursors.encode("met", 3, "\ud800"),
        base64.urlsafe_b64encode(b"[" * 1_500).decode(),
    ],
)
def test_anything_else_is_refused(cursor: str) -> None:
    with pytest.raises(BadCursor, match="next_cursor"):
        cursors.decode("met", cursor, (int, str))
