"""An article as it was sent becomes one that can be stored, or a clear refusal."""

from __future__ import annotations

import datetime as dt

import pytest
from pydantic import ValidationError

from extractors.clean import CleanArticle, RawArticle, read_article
from extractors.errors import BadDate, EmptyText, NotEnglish, TextTooLong, UndecodableText

TODAY = dt.date(2024, 5, 20)
BODY = "The foreign minister of Norway met her Finnish counterpart in Oslo on Friday."


def read(**fields: object) -> CleanArticle:
    return read_article(RawArticle.model_validate(fields), today=TODAY)


def test_an_article_keeps_what_its_sender_says_of_it() -> None:
    article = read(
        text=BODY,
        url="https://news.example/a",
        title="Talks in Oslo",
        source="Example",
        published="2024-05-17",
    ).article
    assert article.text == BODY
    assert (article.url, article.title, article.source) == (
        "https://news.example/a",
        "Talks in Oslo",
        "Example",
    )
    assert article.published == dt.date(2024, 5, 17)


def test_offsets_of_a_clean_text_lead_back_to_the_given_one() -> None:
    given = f"Advertisement\r\n\r\n{BODY}\r\nShare this article\r\nİstanbul waits.\r\n"
    clean = read(text=given)
    assert clean.article.text == f"{BODY}\r\nİstanbul waits."
    at = clean.article.text.index("İstanbul")
    start, end = clean.source.span(at, at + len("İstanbul"))
    assert given[start:end] == clean.given[start:end] == "İstanbul"


def test_a_headline_that_the_text_repeats_goes_and_a_sentence_stays() -> None:
    given = f"Talks in OSLO\n\n{BODY}"
    clean = read(text=given, title="Talks in Oslo")
    assert clean.article.text == BODY
    assert given[slice(*clean.source.span(4, 11))] == "foreign"
    assert read(text=f"{BODY}\n\nThey signed.", title=BODY).article.text.startswith(BODY)
    assert read(text=given, title="Talks in Bergen").article.text == given
    assert read(text="Talks in Oslo", title="Talks in Oslo").article.text == "Talks in Oslo"


def test_the_id_is_the_senders_where_there_is_one() -> None:
    assert read(text=BODY, id="oslo-1").article.id == "oslo-1"


def test_the_same_address_with_other_tracking_is_the_same_article() -> None:
    first = read(text=BODY, url="https://news.example/a?utm_source=mail")
    second = read(text=BODY + " More came.", url="https://news.example/a#comments")
    assert first.article.id == second.article.id


def test_the_same_text_among_other_boilerplate_is_the_same_article() -> None:
    assert read(text=BODY).article.id == read(text=f"{BODY}\n\nLeave a comment").article.id


@pytest.mark.parametrize("url", ["n/a", "", "http://[::1", "http://host:port/", "javascript:alert(1)"])
def test_what_is_no_web_address_identifies_nothing(url: str) -> None:
    assert read(text=BODY, url=url).article.id == read(text=BODY).article.id


@pytest.mark.parametrize(
    "text", ["", " \r\n\t", "\ufeff", "***\n\n---", "Please enter your comment!\nEND", "\u200b"]
)
def test_a_text_with_nothing_to_read_is_refused(text: str) -> None:
    with pytest.raises(EmptyText, match="send the article itself"):
        read(text=text)


def test_the_limit_counts_bytes_and_the_message_says_both_numbers() -> None:
    text = "é" * 600
    assert read_article(RawArticle(text=text), today=TODAY, max_bytes=1200).article.text == text
    with pytest.raises(TextTooLong, match=r"1,200 bytes.*1,199"):
        read_article(RawArticle(text=text), today=TODAY, max_bytes=1199)


def test_another_language_is_refused_by_name() -> None:
    with pytest.raises(NotEnglish, match="German"):
        read(text="Die Außenministerin hat am Freitag in Oslo ihre Kollegin aus dem Nachbarland empfangen.")


def test_tomorrow_is_a_date_since_it_has_begun_somewhere() -> None:
    assert read(text=BODY, published="2024-05-21").article.published == dt.date(2024, 5, 21)


@pytest.mark.parametrize("published", ["2024-05-22", "9999-12-31", "1799-12-31", "0001-01-01"])
def test_an_impossible_date_is_refused(published: str) -> None:
    with pytest.raises(BadDate, match=f"{published}.*correct it or leave it out"):
        read(text=BODY, published=published)


@pytest.mark.parametrize("field", ["text", "title", "url", "source", "id"])
@pytest.mark.parametrize(("character", "name"), [("\x00", "NUL"), ("\ud800", "surrogate")])
def test_characters_that_no_text_has_are_refused_with_their_place(
    field: str, character: str, name: str
) -> None:
    with pytest.raises(UndecodableText, match=rf"Character 3 of the {field} is .*{name}"):
        read_article(RawArticle(**{"text": BODY, field: f"abc{character}"}), today=TODAY)


@pytest.mark.parametrize("fields", [{}, {"text": BODY, "html": "<p>"}])
def test_an_article_has_exactly_one_body(fields: dict[str, str]) -> None:
    with pytest.raises(ValidationError, match="exactly one of text and html"):
        RawArticle.model_validate(fields)
