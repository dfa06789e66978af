"""A web page, reduced to its article and what the page says of it."""

from __future__ import annotations

import datetime as dt
import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from dateutil import parser as dates
from trafilatura import bare_extraction, load_html

_HTML = re.compile(
    r"\s*(?:<\?xml[^>]{0,200}>\s*)?(?:<!--.{0,2000}?-->\s*)*"
    r"<(?:!doctype\s+html|(?:html|head|body|article|main|section|div|p|h1|span|table|meta|title)\b[^<]{0,2000}>)",
    re.IGNORECASE | re.DOTALL,
)
# Only what states when the page was first published: a guess from a text or a footer would be the
# base of all its relative dates.
_PUBLISHED = (
    "//meta[@property='article:published_time' or @property='og:article:published_time']/@content",
    "//meta[@itemprop='datePublished']/@content",
    "//*[@itemprop='datePublished']/@datetime",
    "//meta[@name='datePublished' or @name='publish-date' or @name='pubdate' or @name='publication_date'"
    " or @name='article:published_time' or @name='parsely-pub-date' or @name='sailthru.date'"
    " or @name='cXenseParse:recs:publishtime' or @name='DC.date.issued' or @name='dcterms.issued'"
    " or @name='citation_publication_date']/@content",
    "//time[@pubdate]/@datetime",
)
_ISO_DAY = re.compile(r"(\d{4})-?(\d\d)-?(\d\d)(?!\d)")
_WHOLE = re.compile(r"<(?:html|body)\b", re.IGNORECASE)
_SETTINGS: dict[str, Any] = {
    "include_comments": False,
    "include_tables": False,
    "favor_precision": True,
    "with_metadata": True,
    # The date it finds is not used, so it need not look far.
    "date_extraction_params": {"extensive_search": False, "original_date": True},
}
_ARTICLE_TYPES = re.compile(r"(?:Article|Report|Posting|WebPage)\b|Article$")


@dataclass(frozen=True)
class Page:
    """An article's text as the page has it, and the page's own word on it."""

    text: str
    title: str | None = None
    source: str | None = None
    url: str | None = None
    published: dt.date | None = None


def is_html(text: str) -> bool:
    """Whether a text begins as a page does."""
    return bool(_HTML.match(text))


def read_page(html: str) -> Page | None:
    """The main text without comments, tables and menus; None where the page has none."""
    tree = _tree(html)
    if tree is None:
        return None
    published = next(_published(tree), None)
    found = bare_extraction(tree, **_SETTINGS)
    if found is None or isinstance(found, dict) or not found.text:
        return None
    return Page(found.text, found.title, found.sitename, found.url, published)


@dataclass(frozen=True)
class Stated:
    """What a page says of itself in its head, unchecked."""

    canonical: str | None = None
    published: dt.date | None = None


def read_stated(html: str) -> Stated:
    """Without looking for its text, which takes far longer."""
    tree = _tree(html)
    if tree is None:
        return Stated()
    # Only of the head: in the body, anybody's comment could have one.
    links = tree.xpath("/html/head/link[translate(@rel, 'CANOIL', 'canoil')='canonical']/@href")
    return Stated(str(links[0]) if links else None, next(_published(tree), None))


def _tree(html: str) -> Any:
    return load_html(html if _WHOLE.search(html) else f"<html><body>{html}</body></html>")


def _published(tree: Any) -> Iterator[dt.date]:
    for value in _published_values(tree):
        if date := _date(value):
            yield date


def _published_values(tree: Any) -> Iterator[str]:
    for path in _PUBLISHED[:1]:
        yield from tree.xpath(path)
    for block in tree.xpath("//script[@type='application/ld+json']/text()"):
        try:
            yield from _linked_data_dates(json.loads(block, strict=False))
        except (ValueError, RecursionError):
            continue
    for path in _PUBLISHED[1:]:
        yield from tree.xpath(path)


def _linked_data_dates(data: Any) -> Iterator[str]:
    """`datePublished` of the page's article, not of a list of others beside it."""
    if isinstance(data, list):
        for one in data:
            yield from _linked_data_dates(one)
    elif isinstance(data, dict):
        if _ARTICLE_TYPES.search(str(data.get("@type"))) and isinstance(data.get("datePublished"), str):
            yield data["datePublished"]
        yield from _linked_data_dates(data.get("@graph"))


def _date(value: str) -> dt.date | None:
    """The day on the page's own clock; days and months in figures only as ISO 8601 has them."""
    value = value.strip()
    try:
        if re.match(r"\d{4}-?\d\d-?\d\d(?!\d)", value):
            return dt.date.fromisoformat(
                re.sub(r"^(\d{4})-?(\d\d)-?(\d\d).*", r"\1-\2-\3", value, flags=re.DOTALL)
            )
        if re.search(r"[A-Za-z]{3}", value) and re.search(r"\b\d{4}\b", value) and len(value) < 60:
            return dates.parse(value).date()
    except (ValueError, OverflowError):
        return None
    return None
