"""RSS and Atom: a feed's bytes into its entries, oldest first.

feedparser gets text that was decoded here and has no entities of its own, and never an address: it neither
opens the network nor files, and nothing in a feed can grow in it.
"""

from __future__ import annotations

import datetime as dt
import hashlib
import html
import io
import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from email.utils import parsedate_to_datetime
from typing import Any

import feedparser

from app.errors import FeedUnreadable
from extractors.decoding import decode

MOST_ENTRIES = 1_000
_ENTITY = re.compile(r"<!ENTITY", re.IGNORECASE)
_TAG = re.compile(r"<[^<>]{0,1000}>")
_OLDEST = dt.date(1800, 1, 1)
# What a parser that forgives everything trips over once in a while.
_STUMBLES = (ValueError, LookupError, AttributeError, TypeError, AssertionError, RecursionError)


@dataclass(frozen=True)
class Entry:
    """`key` is the same whenever the feed has the entry again; `content` is its whole text, if there."""

    key: str
    link: str | None
    title: str | None
    published: dt.date | None
    content: str | None
    is_html: bool


@dataclass(frozen=True)
class Feed:
    """The newest entries of a feed, oldest first."""

    title: str | None
    entries: tuple[Entry, ...]


def read_feed(content: bytes, url: str, charset: str | None = None) -> Feed:
    """Raises FeedUnreadable, or UndecodableText. Of a broken feed, what can be read is taken."""
    text = decode(content, charset)
    if _ENTITY.search(text):
        raise FeedUnreadable("The feed declares entities, which no feed needs and which can be a trap.")
    try:
        return _read(text, url)
    except _STUMBLES as error:
        raise FeedUnreadable("The feed is too broken to be read.") from error


def _read(text: str, url: str) -> Feed:
    parsed = feedparser.parse(
        io.BytesIO(text.encode()),
        response_headers={"content-type": "application/xml; charset=utf-8", "content-location": url},
        sanitize_html=False,
        resolve_relative_uris=False,
    )
    if not parsed.get("version") and not parsed.entries:
        raise FeedUnreadable(
            "There is no RSS or Atom at this address. Look for the feed's own address: "
            'pages name it in <link rel="alternate">.'
        )
    entries = [_entry(one) for one in parsed.entries[:MOST_ENTRIES]]
    return Feed(_plain(parsed.feed.get("title")), tuple(_oldest_first(entries)))


def _entry(found: Any) -> Entry:
    link = found.get("link") or None
    title = _plain(found.get("title"))
    body = next((one for one in found.get("content", []) if one.get("value")), None)
    content = str(body["value"]) if body else None
    naming = found.get("id") or link or f"{title} {found.get('published')} {found.get('summary')}"
    return Entry(
        key=hashlib.sha256(str(naming).encode("utf-8", "replace")).hexdigest()[:20],
        link=str(link) if link else None,
        title=title,
        published=_day(found),
        content=content,
        is_html=body is not None and body.get("type") != "text/plain",
    )


def _oldest_first(entries: list[Entry]) -> Iterable[Entry]:
    """Feeds have the newest on top; where all have their day, that decides."""
    backwards = entries[::-1]
    if any(one.published is None for one in backwards):
        return backwards
    return sorted(backwards, key=lambda one: one.published or _OLDEST)


def _plain(words: Any) -> str | None:
    """A title may be marked up, and escaped once more than it should be."""
    if not isinstance(words, str):
        return None
    return " ".join(html.unescape(_TAG.sub(" ", words)).split())[:2_000] or None


def _day(found: Any) -> dt.date | None:
    """On the clock of whoever wrote it, as pages have it too; not when it was last touched."""
    written = str(found.get("published") or "")
    parsed = found.get("published_parsed")
    day = _first(
        lambda: parsedate_to_datetime(written).date(),
        lambda: dt.date.fromisoformat(written[:10]),
        lambda: dt.date(*parsed[:3]) if parsed else None,
    )
    tomorrow = dt.datetime.now(dt.UTC).date() + dt.timedelta(days=1)
    return day if day and _OLDEST <= day <= tomorrow else None


def _first(*ways: Callable[[], dt.date | None]) -> dt.date | None:
    for way in ways:
        try:
            return way()
        except (ValueError, OverflowError):
            continue
    return None
