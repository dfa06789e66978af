"""Fixtures of the extraction tests: the real model, loaded once; `read` gives the article's reading.

Most tests read one or two sentences with the real model: what is tested is the whole way from
words to contacts, and a hand-made parse would only prove that we know the parser's habits.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable

import pytest

from extractors.domain import Article, Extraction, MeetingReport
from extractors.ids import article_id
from extractors.pipeline import Extractor

Read = Callable[..., Extraction]


@pytest.fixture(scope="session")
def extractor() -> Extractor:
    return Extractor()


@pytest.fixture(scope="session")
def read(extractor: Extractor) -> Read:
    def read_text(text: str, published: str | None = "2023-05-10") -> Extraction:
        day = dt.date.fromisoformat(published) if published else None
        return extractor.extract(Article(id=article_id(None, text), text=text, published=day))

    return read_text


def who(report: MeetingReport) -> set[tuple[str | None, str | None, str]]:
    """(name or office, party, role) of each participant."""
    return {(p.name or p.office, p.party, p.role.value) for p in report.participants}
