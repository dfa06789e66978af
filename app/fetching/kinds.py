"""What is fetched: pages, feeds and rules for robots, and the media types that they come in."""

from __future__ import annotations

import re
from dataclasses import dataclass

_TYPE = re.compile(r"[\w.+-]+/[\w.+-]+", re.ASCII)
_CHARSET = re.compile(r";\s*charset\s*=\s*[\"']?([\w.:-]{2,40})", re.IGNORECASE | re.ASCII)
_PAGES = frozenset({"text/html", "application/xhtml+xml", "text/plain"})
_FEEDS = frozenset(
    {"application/rss+xml", "application/atom+xml", "application/rdf+xml", "application/xml", "text/xml"}
)


@dataclass(frozen=True)
class Kind:
    """No `types` takes them all."""

    name: str
    wanted: str
    accept: str
    types: frozenset[str]

    def takes(self, media_type: str) -> bool:
        """Whether an answer of that type is of this kind."""
        return not self.types or media_type in self.types


PAGE = Kind(
    "a page",
    "HTML and plain text",
    "text/html, application/xhtml+xml;q=0.9, text/plain;q=0.5",
    _PAGES,
)
FEED = Kind(
    "a feed",
    "RSS and Atom",
    "application/atom+xml, application/rss+xml, application/xml;q=0.9, text/xml;q=0.9, text/html;q=0.2",
    _PAGES | _FEEDS,  # many a feed is served as what it is not, and is judged by its content then
)
ROBOTS = Kind("robots.txt", "plain text", "text/plain, */*;q=0.5", frozenset())


def media_type_of(content_type: str | None) -> str:
    """Of a Content-Type header, in lower case; empty where there is none."""
    found = _TYPE.match((content_type or "").strip())
    return found[0].lower() if found else ""


def charset_of(content_type: str | None) -> str | None:
    """The encoding that it names."""
    found = _CHARSET.search(content_type or "")
    return found[1] if found else None
