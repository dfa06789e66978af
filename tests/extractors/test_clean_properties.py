"""What holds for any text, however odd."""

from __future__ import annotations

import contextlib
import datetime as dt
import time
import unicodedata

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from extractors.clean import RawArticle, clean_text, read_article
from extractors.dateline import dateline
from extractors.decoding import decode
from extractors.errors import ExtractionError, UndecodableText
from extractors.reading import reading_text

TODAY = dt.date(2024, 5, 20)
ODD = [
    *(
        "İstanbul",
        "ı",
        "ß",
        "Ǆ",
        "ﬁ",
        "e\u0301",
        "o\u0328\u0304",
        "\u0301",
        "한",
        "\u1112\u1161\u11ab",
        "👩\u200d🚀",
    ),
    *(
        "🇹🇷",
        "\u00ad",
        "\u200b",
        "\u200d",
        "\u200f",
        "\u202e",
        "\ufeff",
        "\u00a0",
        "’",
        "“",
        "”",
        "«",
        "–",
        "…",
    ),
    *(
        "\r\n",
        "\r",
        "\n",
        "\n\n",
        "\u2028",
        "\x0b",
        "\x85",
        "\x1c",
        "\t",
        " ",
        ".",
        "!",
        ":",
        "|",
        "(",
        ")",
        "<p>",
    ),
    *(
        "Advertisement",
        "END",
        "By Kari Nordmann",
        "Read also: ",
        "Photo: AFP",
        "Share this",
        "OSLO – ",
        "May 15",
    ),
    *(
        "The minister of Norway met her guest in Oslo on Friday.",
        "Norway",
        " said ",
        "© 2024",
        "-",
        "*",
        "\x01",
    ),
]
odd_texts = st.lists(st.one_of(st.sampled_from(ODD), st.text(max_size=4)), max_size=25).map("".join)


@settings(deadline=None)
@given(odd_texts)
def test_every_character_that_is_kept_is_the_given_one(text: str) -> None:
    clean = clean_text(text)
    for at, character in enumerate(clean.text):
        start, end = clean.span(at, at + 1)
        assert text[start:end] == character


@settings(deadline=None)
@given(odd_texts, st.data())
def test_a_span_of_kept_lines_leads_back_to_its_words(text: str, data: st.DataObject) -> None:
    clean = clean_text(text)
    start = data.draw(st.integers(0, len(clean.text)))
    end = data.draw(st.integers(start, len(clean.text)))
    given_start, given_end = clean.span(start, end)
    lost = (given_end - given_start) - (end - start)
    assert lost >= 0
    if not lost:
        assert text[given_start:given_end] == clean.text[start:end]


@settings(deadline=None)
@given(odd_texts)
def test_only_whole_lines_go(text: str) -> None:
    # A byte order mark at the very beginning is white space, elsewhere it is a character.
    given_lines = {line.replace("\ufeff", "").strip() for line in text.splitlines()}
    kept_lines = {line.replace("\ufeff", "").strip() for line in clean_text(text).text.splitlines()}
    assert kept_lines <= given_lines | {""}


@settings(deadline=None)
@given(odd_texts)
def test_cleaning_a_clean_text_changes_nothing(text: str) -> None:
    once = clean_text(text).text
    assert clean_text(once).text == once


@settings(deadline=None)
@given(odd_texts)
def test_reading_is_composed_and_has_no_odd_characters(text: str) -> None:
    read = reading_text(text).text
    assert unicodedata.is_normalized("NFC", read)
    assert not set(read) & set("’“”\r\u00ad\u200b\u200d\u200f\u00a0\ufeff")
    assert reading_text(read).text == read


@settings(deadline=None)
@given(odd_texts)
def test_every_character_that_is_read_stands_for_given_ones(text: str) -> None:
    read = reading_text(text)
    for at, character in enumerate(read.text):
        start, end = read.span(at, at + 1)
        assert character in reading_text(text[start:end]).text


@settings(deadline=None)
@given(odd_texts)
def test_offsets_go_all_the_way_back_to_the_given_text(text: str) -> None:
    clean = clean_text(text)
    read = reading_text(clean.text)
    whole = read.through(clean)
    for at in range(len(read.text)):
        assert whole.span(at, at + 1) == clean.span(*read.span(at, at + 1))


@settings(deadline=None)
@given(odd_texts)
def test_a_dateline_begins_with_its_place_and_leaves_something(text: str) -> None:
    found = dateline(text)
    if found is not None:
        assert 0 <= found.start < found.end < len(text)
        assert found.place is None or text.startswith(found.place, found.start)


@settings(deadline=None)
@given(st.one_of(odd_texts, st.text(), st.text(st.characters())), st.booleans())
def test_an_article_is_read_or_refused_and_nothing_else(text: str, as_page: bool) -> None:
    raw = RawArticle(html=text) if as_page else RawArticle(text=text)
    with contextlib.suppress(ExtractionError):
        clean = read_article(raw, today=TODAY)
        assert clean.article.text == clean.article.text.strip() != ""


@settings(deadline=None)
@given(st.binary(max_size=200))
def test_bytes_are_decoded_or_refused_and_nothing_else(data: bytes) -> None:
    try:
        text = decode(data)
    except UndecodableText:
        return
    assert "\x00" not in text


@pytest.mark.parametrize(
    "line",
    [
        "The minister of Norway met her guest in Oslo on Friday, and both were glad of it.\n\n",
        "Share this: Facebook | Twitter\n",
        "ab\n",
        "By Kari Nordmann and Ola and Kari and Ola\n",
        "e\u0301’",
        "Oslo ",
        "a\u200d\r\n",
        "\n",
    ],
)
def test_a_million_characters_are_cleaned_and_read_in_seconds(line: str) -> None:
    text = "Norway met Finland.\n" + line * (1_000_000 // len(line))
    begun = time.perf_counter()
    reading_text(clean_text(text).text)
    assert time.perf_counter() - begun < 8  # 1 or 2 on a free core; a quadratic step takes minutes
