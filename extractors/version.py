"""Which extractor has read an article: a new number wherever the same text may be read otherwise."""

from __future__ import annotations

EXTRACTOR_VERSION = "2"
