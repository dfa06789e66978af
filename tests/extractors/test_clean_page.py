"""A web page is reduced to its article, and says itself what its sender left out."""

from __future__ import annotations

import datetime as dt

import pytest

from extractors.clean import CleanArticle, RawArticle, read_article
from extractors.errors import EmptyText, NotEnglish, TextTooLong

TODAY = dt.date(2024, 5, 20)
PARAGRAPHS = (
    "OSLO – The foreign minister of Norway met her Finnish counterpart in the capital on Friday.",
    "They spoke for two hours about the border in the north, according to both ministries.",
    "A second round is planned in Helsinki before the end of the year, her spokesman told reporters.",
)


def page(head: str = "", body: str = "") -> str:
    text = "".join(f"<p>{paragraph}</p>" for paragraph in PARAGRAPHS)
    return (
        f"<!DOCTYPE html><html lang='en'><head><title>Talks in Oslo</title>{head}</head><body>"
        "<nav><a href='/'>Home</a> <a href='/world'>World</a></nav>"
        f"<article><h1>Talks in Oslo</h1>{body}{text}<p>Share this: Facebook | Twitter</p></article>"
        "<div id='comments'><p>What a fine article this is, thank you all!</p></div>"
        "<footer>© 2019 Example Media</footer></body></html>"
    )


def read(**fields: object) -> CleanArticle:
    return read_article(RawArticle.model_validate(fields), today=TODAY)


def test_menus_comments_headline_and_share_lines_are_not_the_article() -> None:
    assert read(html=page()).article.text == "\n".join(PARAGRAPHS)


def test_a_page_that_is_sent_as_text_is_read_as_a_page() -> None:
    assert read(text=page()).article == read(html=page()).article


def test_a_fragment_is_read_too() -> None:
    assert read(text="<p>Norway hosted Finland.</p><p>They signed.</p>").article.text == (
        "Norway hosted Finland.\nThey signed."
    )


def test_offsets_of_a_page_are_those_of_its_article() -> None:
    clean = read(html=page())
    assert clean.given == clean.article.text
    assert clean.source.span(3, 9) == (3, 9)


def test_a_page_fills_in_what_its_sender_left_out() -> None:
    head = (
        "<link rel='canonical' href='https://news.example/oslo'>"
        "<meta property='og:site_name' content='Example News'>"
        "<meta property='article:published_time' content='2024-05-18T00:30:00+03:00'>"
    )
    article = read(html=page(head)).article
    assert (article.title, article.source, article.url) == (
        "Talks in Oslo",
        "Example News",
        "https://news.example/oslo",
    )
    assert article.published == dt.date(2024, 5, 18)


def test_what_the_sender_says_goes_before_what_the_page_says() -> None:
    head = "<meta property='article:published_time' content='2024-05-18'>"
    article = read(html=page(head), title="Mine", published="2024-05-17").article
    assert (article.title, article.published) == ("Mine", dt.date(2024, 5, 17))


@pytest.mark.parametrize(
    "head",
    [
        '<script type="application/ld+json">{"@type": "Report", "datePublished": "2024-05-18T10"}</script>',
        '<script type="application/ld+json">{"@graph": [{"@type": "WebSite"},'
        ' {"@type": ["NewsArticle"], "datePublished": "2024-05-18"}]}</script>',
        "<meta itemprop='datePublished' content='20240518'>",
        "<meta name='parsely-pub-date' content='18 May 2024'>",
    ],
)
def test_a_page_states_its_date_in_several_ways(head: str) -> None:
    assert read(html=page(head)).article.published == dt.date(2024, 5, 18)


@pytest.mark.parametrize(
    ("head", "body"),
    [
        ("", ""),
        ("<meta property='article:modified_time' content='2024-05-18'>", ""),
        (
            "",
            "<p>They last met on <time datetime='2019-03-01'>1 March 2019</time>, both said.</p>",
        ),
        ("<meta name='pubdate' content='05/06/2024'>", ""),
        ("<meta name='pubdate' content='2024-13-45'>", ""),
        ("<meta property='article:published_time' content='2031-01-01'>", ""),
        ('<script type="application/ld+json">{"@type": "Event", "datePublished": "2024-05-18"}</script>', ""),
        ('<script type="application/ld+json">{broken</script>', ""),
    ],
    ids=["none", "modified", "event", "ambiguous", "impossible", "future", "other thing", "broken"],
)
def test_a_date_that_is_not_plainly_the_publication_date_is_none(head: str, body: str) -> None:
    assert read(html=page(head, body)).article.published is None


@pytest.mark.parametrize(
    "html", ["", "<html>", "<html><body><nav><a href='/'>Home</a></nav></body></html>", "<p></p>"]
)
def test_a_page_without_an_article_is_refused(html: str) -> None:
    with pytest.raises(EmptyText):
        read(html=html)


def test_a_page_in_another_language_is_refused() -> None:
    text = (
        "Die norwegische Außenministerin hat sich am Freitag in Oslo mit ihrer finnischen Kollegin getroffen."
    )
    with pytest.raises(NotEnglish, match="German"):
        read(html=f"<html><body><article><p>{text}</p></article></body></html>")


def test_markup_may_be_five_times_as_long_as_a_text() -> None:
    html = page(head=f"<script>{'x' * 3000}</script>")
    assert read_article(RawArticle(html=html), today=TODAY, max_bytes=1000).article.text
    with pytest.raises(TextTooLong):
        read_article(RawArticle(html=html), today=TODAY, max_bytes=500)
