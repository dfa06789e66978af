"""What comes back, taken in with a limit on what it is once unpacked."""

from __future__ import annotations

import zlib
from collections.abc import Iterable, Iterator
from typing import Protocol

from app.errors import FetchFailed, FetchTooLarge

ACCEPTED_CODINGS = "gzip, deflate"
_PIECE = 65_536


class _Unpacker(Protocol):
    @property
    def unconsumed_tail(self) -> bytes: ...
    @property
    def eof(self) -> bool: ...

    def decompress(self, data: bytes, max_length: int = ..., /) -> bytes: ...
    def flush(self) -> bytes: ...


def read_body(pieces: Iterable[bytes], coding: str, limit: int, *, cut: bool = False) -> bytes:
    """All of it, unpacked; `cut` keeps what is within the limit where there is more."""
    found = bytearray()
    for piece in _unpacked(pieces, coding.strip().lower()):
        found += piece
        if len(found) > limit and cut:
            return bytes(found[:limit])
        if len(found) > limit:
            raise FetchTooLarge(
                f"The page has more than {limit:,} bytes. CHANCERY_FETCH_MAX_BYTES raises the limit."
            )
    return bytes(found)


def _unpacked(pieces: Iterable[bytes], coding: str) -> Iterator[bytes]:
    if coding in ("", "identity"):
        yield from pieces
    elif coding in ("gzip", "x-gzip", "deflate"):
        try:
            yield from _inflated(pieces, zipped=coding != "deflate")
        except zlib.error as error:
            raise FetchFailed("The page came in a broken compression. Try again later.") from error
    else:  # several on top of each other are how a small answer becomes an endless one
        raise FetchFailed("The page came in a compression that was not asked for, and cannot be read.")


def _inflated(pieces: Iterable[bytes], *, zipped: bool) -> Iterator[bytes]:
    """In small steps, so that a bomb is noticed before it is in memory."""
    unpacker: _Unpacker | None = zlib.decompressobj(zlib.MAX_WBITS | 16) if zipped else None
    for piece in filter(None, pieces):
        # "deflate" is sent with and without its frame of two bytes.
        unpacker = unpacker or zlib.decompressobj(zlib.MAX_WBITS if piece[0] & 15 == 8 else -zlib.MAX_WBITS)
        while piece:
            yield unpacker.decompress(piece, _PIECE)
            piece = unpacker.unconsumed_tail
    if unpacker is not None:
        yield unpacker.flush()
        if not unpacker.eof:
            raise zlib.error("cut off")
