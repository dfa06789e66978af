"""Bytes become the text they say they are, or a clear refusal."""

from __future__ import annotations

import codecs
import time

import pytest

from extractors.decoding import decode
from extractors.errors import UndecodableText

TEXT = "İstanbul’da “evet” — 🇹🇷"
WESTERN = (
    "The café’s owner – a Señor Núñez – said: “No.” He met nobody from Malmö, and left Oslo on Friday night."
)


@pytest.mark.parametrize(
    ("mark", "encoding"),
    [
        (b"", "utf-8"),
        (codecs.BOM_UTF8, "utf-8"),
        (codecs.BOM_UTF16_LE, "utf-16-le"),
        (codecs.BOM_UTF16_BE, "utf-16-be"),
        (codecs.BOM_UTF32_LE, "utf-32-le"),
        (codecs.BOM_UTF32_BE, "utf-32-be"),
    ],
)
def test_unicode_is_read_with_and_without_a_mark(mark: bytes, encoding: str) -> None:
    assert decode(mark + TEXT.encode(encoding)) == TEXT


@pytest.mark.parametrize(
    ("declaration", "encoding"),
    [
        ("<html><meta charset='windows-1251'>", "cp1251"),
        ('<meta http-equiv="Content-Type" content="text/html; charset=windows-1251">', "cp1251"),
        ('<?xml version="1.0" encoding="koi8-r"?>', "koi8-r"),
        ("<meta charset=iso-8859-9>", "iso-8859-9"),
    ],
)
def test_a_page_is_read_in_the_encoding_it_declares(declaration: str, encoding: str) -> None:
    text = declaration + ("Москва" if encoding != "iso-8859-9" else "İzmir")
    assert decode(text.encode(encoding)) == text


def test_latin_1_is_read_as_the_superset_that_pages_mean() -> None:
    text = "<meta charset='iso-8859-1'>“No”"
    assert decode(text.encode("cp1252")) == text


def test_a_declaration_of_something_unknown_is_passed_over() -> None:
    assert decode(b"<meta charset='x-nothing'>Oslo \xc3\xa9").endswith("Oslo é")


def test_western_text_without_a_declaration_is_read_as_windows_1252() -> None:
    assert decode(WESTERN.encode("cp1252")) == WESTERN


@pytest.mark.parametrize(
    "data",
    [
        "Министр встретился с коллегой в Осло в пятницу".encode("cp1251"),
        "外相会談がオスロで行われた".encode("shift_jis"),
        TEXT.encode()[:-1],
        b"\xff" * 40,
        b"The minister\x81 met her colleague in Oslo on Friday",
    ],
    ids=["cyrillic", "japanese", "cut off", "binary", "undefined"],
)
def test_bytes_that_could_be_anything_are_refused(data: bytes) -> None:
    with pytest.raises(UndecodableText, match=r"not UTF-8 \(byte \d+\): send it as UTF-8"):
        decode(data)


def test_a_wrong_declaration_is_refused() -> None:
    with pytest.raises(UndecodableText, match="not SHIFT_JIS"):
        decode(b"<meta charset='shift_jis'>\xff\xff")


def test_utf_16_without_a_mark_is_refused() -> None:
    with pytest.raises(UndecodableText, match="NUL"):
        decode("The minister".encode("utf-16-le"))


def test_nothing_is_no_error_of_decoding() -> None:
    assert decode(b"") == ""


def test_bytes_that_are_no_text_are_refused_at_once() -> None:
    """A page of nobody's good will must not hold up whoever fetches it."""
    begun = time.monotonic()
    for end in (b"\x81", b"\xe9\xe9\xe9"):
        with pytest.raises(UndecodableText):
            decode(b"The ministers met \xe9 " * 5_000 + end)
    assert time.monotonic() - begun < 2
