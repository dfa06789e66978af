"""Text that was made from another text, each of its characters knowing where it came from."""

from __future__ import annotations

from array import array
from bisect import bisect_right
from collections.abc import Iterable
from typing import NamedTuple


class Edit(NamedTuple):
    """`source[start:end]` becomes `text`; an empty one is a deletion."""

    start: int
    end: int
    text: str = ""


class _Pieces:
    """Runs of text, each from a run of its source: character by character where both are as long,
    else as a whole (one accented letter from a letter and its accent)."""

    __slots__ = ("_source_ends", "_source_starts", "_starts")

    def __init__(self) -> None:
        self._starts = array("I")
        self._source_starts = array("I")
        self._source_ends = array("I")

    def add(self, start: int, length: int, source_start: int, source_end: int) -> None:
        self._starts.append(start)
        self._source_starts.append(source_start)
        self._source_ends.append(source_end)

    def span(self, start: int, end: int, length: int) -> tuple[int, int]:
        """Of characters `start` to `end` of a text that is `length` long."""
        if start == end:
            point = self._place(start, length)[0] if start < length else self._end()
            return point, point
        return self._place(start, length)[0], self._place(end - 1, length)[1]

    def _end(self) -> int:
        return self._source_ends[-1] if self._source_ends else 0

    def _place(self, at: int, length: int) -> tuple[int, int]:
        piece = bisect_right(self._starts, at) - 1
        start = self._starts[piece]
        next_start = self._starts[piece + 1] if piece + 1 < len(self._starts) else length
        source_start, source_end = self._source_starts[piece], self._source_ends[piece]
        if source_end - source_start != next_start - start:
            return source_start, source_end
        return source_start + at - start, source_start + at - start + 1


class MappedText:
    """A text and the place of each of its characters in the text it was made from.

    Made by `identical`, `edited` and `through`, in time and room linear in the text.
    """

    __slots__ = ("_steps", "text")

    def __init__(self, text: str, steps: tuple[tuple[int, _Pieces], ...] = ()) -> None:
        self.text = text
        self._steps = steps  # to the source one after the other, each with the length of its text

    @classmethod
    def identical(cls, text: str) -> MappedText:
        """The text is its own source."""
        return cls(text)

    @classmethod
    def edited(cls, source: str, edits: Iterable[Edit]) -> MappedText:
        """`source` with some of it replaced. The edits are in order and do not overlap.

        A replacement as long as what it replaces maps character by character, any other as a whole.
        """
        pieces, parts = _Pieces(), list[str]()
        length = kept_to = 0
        for edit in edits:
            if not kept_to <= edit.start <= edit.end <= len(source):
                raise ValueError(f"{edit} is out of order in a text of {len(source)} characters")
            for text, start, end in (
                (source[kept_to : edit.start], kept_to, edit.start),
                (edit.text, edit.start, edit.end),
            ):
                if text:
                    pieces.add(length, len(text), start, end)
                    parts.append(text)
                    length += len(text)
            kept_to = edit.end
        if kept_to == 0 and not parts:
            return cls(source)
        if kept_to < len(source):
            pieces.add(length, len(source) - kept_to, kept_to, len(source))
            parts.append(source[kept_to:])
        text = "".join(parts)
        return cls(text, ((len(text), pieces),))

    def replaced(self, text: str) -> MappedText:
        """Other characters in the same places: as many as before, each mapped as the one it replaces."""
        if len(text) != len(self.text):
            raise ValueError(f"{len(text)} characters cannot take the places of {len(self.text)}")
        return MappedText(text, self._steps)

    def through(self, outer: MappedText) -> MappedText:
        """The same text, mapped on to the source of `outer`, whose text is this one's source."""
        return MappedText(self.text, self._steps + outer._steps)

    def span(self, start: int, end: int) -> tuple[int, int]:
        """Where `text[start:end]` was in the source, without what was deleted beside it."""
        if not 0 <= start <= end <= len(self.text):
            raise ValueError(f"{start}:{end} is not a span of a text of {len(self.text)} characters")
        for length, pieces in self._steps:
            start, end = pieces.span(start, end, length)
        return start, end
