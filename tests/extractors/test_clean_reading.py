"""One spelling of each character is read, and offsets lead back to the article's own."""

from __future__ import annotations

import pytest

from extractors.reading import reading_text


@pytest.mark.parametrize(
    ("text", "read"),
    [
        ("Norway’s", "Norway's"),
        ("“No,” ‘he’ said", "\"No,\" 'he' said"),
        ("«Non»", '"Non"'),
        ("May\u00a015", "May 15"),
        ("co\u00adoperate", "cooperate"),
        ("a\u200bb\u200dc\u200ed\u2066e\ufefff", "abcdef"),
        ("one\r\ntwo\rthree\u2028four", "one\ntwo\nthree\nfour"),
        ("e\u0301", "é"),
        ("e\u200d\u0301", "é"),
        ("A\u030angstro\u0308m", "Ångström"),
        ("\u1112\u1161\u11ab", "한"),
        ("Sharm el\u2011Sheikh", "Sharm el-Sheikh"),
        ("ﬁnal", "final"),
        ("İstanbul – 🇹🇷", "İstanbul – 🇹🇷"),
        ("", ""),
    ],
)
def test_odd_characters_are_read_as_plain_ones(text: str, read: str) -> None:
    assert reading_text(text).text == read


def test_a_plain_text_is_read_as_it_is() -> None:
    mapped = reading_text("Norway met Finland.")
    assert mapped.text == "Norway met Finland."
    assert mapped.span(7, 10) == (7, 10)


@pytest.mark.parametrize(
    ("text", "word", "own"),
    [
        ("“Bülent met\r\nİsmet", "İsmet", "İsmet"),
        ("Re\u0301my met Bjo\u0308rn", "Rémy", "Re\u0301my"),
        ("Re\u0301my met Bjo\u0308rn", "Björn", "Bjo\u0308rn"),
        ("co\u00adoperate with Norway’s king", "cooperate", "co\u00adoperate"),
        ("co\u00adoperate with Norway’s king", "Norway's", "Norway’s"),
        ("\u200fOslo\u200f wins", "Oslo", "Oslo"),
        ("the ﬁnal act", "final", "ﬁnal"),
    ],
)
def test_a_word_that_was_read_is_found_as_the_article_has_it(text: str, word: str, own: str) -> None:
    mapped = reading_text(text)
    at = mapped.text.index(word)
    start, end = mapped.span(at, at + len(word))
    assert text[start:end] == own
