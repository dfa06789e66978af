"""Bytes into text, by what they say of themselves; a guess only where it cannot go wrong."""

from __future__ import annotations

import codecs
import re

from extractors.errors import UndecodableText

# The UTF-32 marks begin with the UTF-16 ones, so they come first.
_MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_DECLARED = re.compile(
    rb"""<meta[^>]{0,200}?charset\s*=\s*["']?\s*([\w.:-]{2,40})|<\?xml[^>]{0,100}?encoding\s*=\s*["']([\w.:-]{2,40})""",
    re.IGNORECASE,
)
_HEAD_BYTES = 2048
# Pages that declare these mean their superset, as the WHATWG Encoding Standard has it.
_LATIN_1 = {"iso8859-1", "ascii"}
# Python's own, which no page is written in, whatever it declares to make us stumble.
_NO_CHARSETS = {
    "idna",
    "punycode",
    "undefined",
    "unicode_escape",
    "raw_unicode_escape",
    "utf-7",
    "mbcs",
    "oem",
}
# What western text does not have: the holes of windows-1252, and three bytes above ASCII in a row, where
# it has single quotes, dashes and accented letters. A search, since a pattern of the whole takes for ever.
_NOT_WESTERN = re.compile(rb"[\x81\x8d\x8f\x90\x9d]|[\x80-\xff]{3}")
_MOST_WESTERN = 0.1


def decode(data: bytes, charset: str | None = None) -> str:
    """The text of a file or a page, which came with the word of its server that it is in `charset`.

    A byte order mark decides, then `charset`, then what a page declares, then UTF-8; windows-1252 is
    assumed only of text that is plainly western.
    """
    for mark, encoding in _MARKS:
        if data.startswith(mark):
            return _decode(data[len(mark) :], encoding)
    told = _known(charset) if charset else None
    text = _decode(data, told or _declared(data) or "utf-8")
    if "\x00" in text:
        raise UndecodableText(
            "The text has NUL characters: it is binary, or UTF-16 without its mark. Send it as UTF-8."
        )
    return text


def _declared(data: bytes) -> str | None:
    found = _DECLARED.search(data[:_HEAD_BYTES])
    if not found:
        return None
    name = (found[1] or found[2]).decode("ascii", "replace")
    encoding = _known(name)
    # Bytes that could be searched for an ASCII declaration are not UTF-16, whatever it says.
    return None if encoding and encoding.startswith(("utf-16", "utf-32")) else encoding


def _known(name: str) -> str | None:
    try:
        encoding = codecs.lookup(name).name
    except (LookupError, ValueError):  # ValueError: a NUL in the name
        return None
    if encoding.replace("-", "_") in _NO_CHARSETS or encoding in _NO_CHARSETS:
        return None
    return "cp1252" if encoding in _LATIN_1 else encoding


def _decode(data: bytes, encoding: str) -> str:
    try:
        return data.decode(encoding)
    except (UnicodeDecodeError, LookupError) as error:
        if encoding == "utf-8" and _is_western(data):
            return data.decode("cp1252")
        where = f" (byte {error.start:,})" if isinstance(error, UnicodeDecodeError) else ""
        raise UndecodableText(f"The text is not {encoding.upper()}{where}: send it as UTF-8.") from error


def _is_western(data: bytes) -> bool:
    high = len(data.translate(None, bytes(range(128))))
    return high <= len(data) * _MOST_WESTERN and not _NOT_WESTERN.search(data)
