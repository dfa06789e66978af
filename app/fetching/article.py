"""A fetched page, as an article to be read."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from app.fetching.fetcher import Fetched, Fetcher
from app.fetching.identity import identity
from app.fetching.kinds import PAGE
from extractors.clean import RawArticle
from extractors.decoding import decode
from extractors.page import Stated, read_stated


@dataclass(frozen=True)
class Known:
    """What is known of a page beforehand; `likely_published` gives way to what the page says itself."""

    published: dt.date | None = None
    likely_published: dt.date | None = None
    source: str | None = None


def fetch_article(fetcher: Fetcher, url: str, known: Known, *, from_inside: bool = True) -> RawArticle:
    """Raises a FetchError, or UndecodableText. What is not known is read from the page with its text."""
    found = fetcher.get(url, PAGE, from_inside=from_inside)
    return article_of(found, known)


def article_of(found: Fetched, known: Known) -> RawArticle:
    """The whole page: its text is taken out of it where it is read."""
    content = decode(found.content or b"", found.charset)
    plain = found.media_type == "text/plain"
    stated = Stated() if plain else read_stated(content)
    published = known.published or (None if stated.published else known.likely_published)
    return RawArticle(
        url=identity(found.url, stated.canonical),
        source=known.source,
        published=published,
        text=content if plain else None,
        html=None if plain else content,
    )
