"""What comes in, made into an article: text without the page around it, checked and with an id."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Self
from urllib.parse import urlsplit

from pydantic import model_validator

from extractors.boilerplate import boilerplate
from extractors.domain import Article, Value
from extractors.errors import BadDate, EmptyText, TextTooLong, UndecodableText
from extractors.ids import article_id, fold
from extractors.language import check_english
from extractors.mapped import Edit, MappedText
from extractors.page import is_html, read_page

_OLDEST = dt.date(1800, 1, 1)
# Somewhere on Earth it is tomorrow already.
_AHEAD = dt.timedelta(days=1)
# A page may have so much more than its article.
_MARKUP = 5
_NO_TEXT = re.compile(r"[\x00\ud800-\udfff]")
_LEADING = re.compile(r"[\s\ufeff]*")


class RawArticle(Value):
    """An article as somebody sends it: `text` or `html`, exactly one of them."""

    id: str | None = None
    url: str | None = None
    title: str | None = None
    source: str | None = None
    published: dt.date | None = None
    text: str | None = None
    html: str | None = None

    @model_validator(mode="after")
    def _has_one_body(self) -> Self:
        if (self.text is None) == (self.html is None):
            raise ValueError("give exactly one of text and html")
        return self


@dataclass(frozen=True)
class CleanArticle:
    """An article, and the way from its text back to the one that was given.

    `source` maps offsets of `article.text` into `given`, which is the text as it was sent; of a page it
    is the article's own text, since nobody points into markup.
    """

    article: Article
    source: MappedText
    given: str


def read_article(raw: RawArticle, *, today: dt.date, max_bytes: int = 1_000_000) -> CleanArticle:
    """The article that was sent, without boilerplate lines; its other characters are as they were.

    A page, also one that was sent as `text`, is reduced to its article first and may have five times
    `max_bytes`; title, source, address and date that it states fill in what the caller left out.
    """
    check_characters(raw)
    _check_date(raw.published, today)
    if raw.html is not None or is_html(raw.text or ""):
        return _read_html(raw, today, max_bytes)
    given = raw.text or ""
    _check_size(given, max_bytes)
    source = _without_headline(clean_text(given), raw.title)
    return CleanArticle(_make_article(raw, source.text), source, given)


def likely_id(raw: RawArticle) -> str:
    """The id that the article will have, as far as can be told without reading it: versions of one address
    have the same."""
    return article_id(_identifying(raw.url), raw.text or raw.html or "")


def _read_html(raw: RawArticle, today: dt.date, max_bytes: int) -> CleanArticle:
    html = raw.html or raw.text or ""
    _check_size(html, max_bytes * _MARKUP)
    page = read_page(html)
    if page is None:
        raise EmptyText("The page has no article text: send the text itself.")
    text = _without_headline(clean_text(page.text), page.title).text
    _check_size(text, max_bytes)
    known = raw.model_copy(
        update={
            "url": raw.url or page.url,
            "title": raw.title or page.title,
            "source": raw.source or page.source,
            "published": raw.published or _believable(page.published, today),
        }
    )
    return CleanArticle(_make_article(known, text), MappedText.identical(text), text)


def _make_article(raw: RawArticle, text: str) -> Article:
    if not any(map(str.isalnum, text)):
        raise EmptyText("No article text is left once boilerplate lines are out: send the article itself.")
    check_english(text)
    return Article(
        id=raw.id or article_id(_identifying(raw.url), text),
        url=raw.url,
        title=raw.title,
        source=raw.source,
        published=raw.published,
        text=text,
    )


def clean_text(given: str) -> MappedText:
    """The whole lines of `given` that belong to the article, without outer white space."""
    lines = MappedText.edited(given, _line_edits(given))
    start = _LEADING.match(lines.text).end()  # type: ignore[union-attr]  # it matches the empty text too
    end = max(start, len(lines.text.rstrip()))
    trimmed = MappedText.edited(lines.text, [Edit(0, start), Edit(end, len(lines.text))])
    return trimmed.through(lines)


def _without_headline(text: MappedText, title: str | None) -> MappedText:
    """A headline that the text repeats is no sentence of it, and would stand before its dateline."""
    first, _, rest = text.text.partition("\n")
    if not title or not rest or fold(first) != fold(title) or first.rstrip().endswith((".", "!", "?")):
        return text
    return MappedText.edited(text.text, [Edit(0, len(text.text) - len(rest.lstrip()))]).through(text)


def _line_edits(given: str) -> Iterator[Edit]:
    """Boilerplate lines go, and blank lines that would otherwise meet across them."""
    lines = given.splitlines(keepends=True)
    at = 0
    after_blank, after_cut = True, False
    for line, cut in zip(lines, boilerplate(lines), strict=True):
        blank = not line.strip()
        if cut or (blank and after_blank and after_cut):
            yield Edit(at, at + len(line))
            after_cut = True
        else:
            after_blank, after_cut = blank, False
        at += len(line)


def _identifying(url: str | None) -> str | None:
    """Only a web address names one article: "n/a" would make one of many."""
    try:
        parts = urlsplit(url or "")
        return url if parts.scheme in ("http", "https") and parts.hostname and parts.port != 0 else None
    except ValueError:  # "http://[::1", "http://a:b"
        return None


def check_characters(raw: RawArticle) -> None:
    """Raises UndecodableText where something holds what no text does."""
    for name in ("id", "url", "title", "source", "text", "html"):
        if found := _NO_TEXT.search(getattr(raw, name) or ""):
            what = "NUL" if found[0] == "\x00" else "half of a surrogate pair"
            raise UndecodableText(
                f"Character {found.start():,} of the {name} is {what}, which no text has: send it as UTF-8."
            )


def _check_size(text: str, max_bytes: int) -> None:
    size = len(text.encode())
    if size > max_bytes:
        raise TextTooLong(f"The text has {size:,} bytes, and the limit is {max_bytes:,}: send a shorter one.")


def _check_date(published: dt.date | None, today: dt.date) -> None:
    if published is None:
        return
    if published > today + _AHEAD:
        raise BadDate(f"The publication date {published} is in the future: correct it or leave it out.")
    if published < _OLDEST:
        raise BadDate(f"The publication date {published} is before {_OLDEST}: correct it or leave it out.")


def _believable(published: dt.date | None, today: dt.date) -> dt.date | None:
    """A page's own date is nobody's mistake to correct: an impossible one is as good as none."""
    return published if published and _OLDEST <= published <= today + _AHEAD else None
