"""What comes in, made into an article: text without the page around it, checked and with an id."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Self

from pydantic import model_validator

from extractors.boilerplate import boilerplate
from extractors.domain import Article, Value
from extractors.errors import BadDate, EmptyText, TextTooLong, UndecodableText
from extractors.ids import article_id
from extractors.mapped import Edit, MappedText

OLDEST = dt.date(1800, 1, 1)
# Somewhere on Earth it is tomorrow already.
AHEAD = dt.timedelta(days=1)
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

    `source` maps offsets of `article.text` into `given`.
    """

    article: Article
    source: MappedText
    given: str


def read_article(raw: RawArticle, *, today: dt.date, max_bytes: int = 1_000_000) -> CleanArticle:
    """The article that was sent, without boilerplate lines; its other characters are as they were."""
    given = raw.text or raw.html or ""
    _check_size(given, max_bytes)
    _check_date(raw.published, today)
    source = clean_text(given)
    if not any(map(str.isalnum, source.text)):
        raise EmptyText(
            "There is no article text here once boilerplate lines are out: send the article itself."
        )
    article = Article(
        id=raw.id or article_id(raw.url, source.text),
        url=raw.url,
        title=raw.title,
        source=raw.source,
        published=raw.published,
        text=source.text,
    )
    return CleanArticle(article, source, given)


def clean_text(given: str) -> MappedText:
    """The whole lines of `given` that belong to the article, without outer white space."""
    lines = MappedText.edited(given, _line_edits(given))
    start = _LEADING.match(lines.text).end()  # type: ignore[union-attr]  # it matches the empty text too
    end = max(start, len(lines.text.rstrip()))
    trimmed = MappedText.edited(lines.text, [Edit(0, start), Edit(end, len(lines.text))])
    return trimmed.through(lines)


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


def _check_size(given: str, max_bytes: int) -> None:
    try:
        size = len(given.encode())
    except UnicodeEncodeError as error:
        raise UndecodableText(
            f"Character {error.start} is half of a surrogate pair, not text: send the article as UTF-8."
        ) from error
    if size > max_bytes:
        raise TextTooLong(f"The text has {size:,} bytes, and {max_bytes:,} is the limit: send a shorter one.")


def _check_date(published: dt.date | None, today: dt.date) -> None:
    if published is None:
        return
    if published > today + AHEAD:
        raise BadDate(f"The publication date {published} is in the future: correct it or leave it out.")
    if published < OLDEST:
        raise BadDate(f"The publication date {published} is before {OLDEST}: correct it or leave it out.")
