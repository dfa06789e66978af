"""The way of an article, written down once: raw -> clean -> extracted -> stored."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING

from app import metrics
from app.errors import AppError, TextNotKept
from app.guideline_form import read_article_form
from app.schemas import DryRun
from app.workers import WorkerPool, in_order
from extractors.clean import RawArticle, read_article
from extractors.domain import Article, Extraction
from extractors.errors import ExtractionError
from graph.errors import NotFound

if TYPE_CHECKING:
    from app.store import Store
    from extractors.pipeline import Extractor
    from graph.views import Saved


@dataclass(frozen=True)
class Reading:
    """An article as it would be stored, and what was read from it."""

    article: Article
    extraction: Extraction


@dataclass(frozen=True)
class Outcome:
    """What became of one of many articles: either `saved` or `error`."""

    where: str
    saved: Saved | None = None
    error: str | None = None


def today() -> dt.date:
    """By universal time, which no publication date is more than a day ahead of."""
    return dt.datetime.now(dt.UTC).date()


def read(extractor: Extractor, raw: RawArticle, on: dt.date, max_bytes: int) -> Reading:
    """Runs in a worker: cleaning a page is as heavy as reading it."""
    article = read_article(raw, today=on, max_bytes=max_bytes).article
    return Reading(article, extractor.extract(article))


def _extract_again(extractor: Extractor, article: Article) -> Extraction:
    """Runs in a worker."""
    return extractor.extract(article)


def dry_run(extractor: Extractor, raw: RawArticle, on: dt.date, max_bytes: int) -> str:
    """Runs in a worker: the finished JSON of a DryRun."""
    reading = read(extractor, raw, on, max_bytes)
    form = read_article_form(reading.article.id, reading.extraction)
    about = reading.article.model_dump(include={"url", "title", "source", "published", "text"})
    return DryRun(
        **about, **dict(form), extractor_version=reading.extraction.extractor_version
    ).model_dump_json()


class Ingester:
    """Safe to use from several threads at once."""

    def __init__(self, pool: WorkerPool, store: Store, max_bytes: int) -> None:
        self._pool = pool
        self._store = store
        self._max_bytes = max_bytes

    def dry_run(self, raw: RawArticle) -> str:
        """What the article says, as JSON; nothing is stored."""
        return self._pool.run(partial(dry_run, raw=raw, on=today(), max_bytes=self._max_bytes))

    def ingest(self, raw: RawArticle) -> Saved:
        """Store what the article says; the same article again replaces what it said before."""
        reading = self._pool.run(partial(read, raw=raw, on=today(), max_bytes=self._max_bytes))
        metrics.WORDS_READ.inc(len(reading.article.text.split()))
        return self._store.save(reading.article, reading.extraction)

    def reextract(self, article_id: str) -> Saved:
        """Read the stored text again, as it is. Raises NotFound, TextNotKept."""
        article = self._store.reader().article(article_id).article
        if not isinstance(article, Article):
            raise TextNotKept(
                f"Of the article {article_id!r} only the quotes are kept, so that it cannot be read again: "
                "send it again."
            )
        extraction = self._pool.run(partial(_extract_again, article=article))
        metrics.WORDS_READ.inc(len(article.text.split()))
        return self._store.save(article, extraction)

    def reextract_all(self, article_ids: Iterable[str]) -> Iterator[Outcome]:
        """Several at a time, told in the order given."""
        return in_order(self._again, article_ids, self.at_once)

    @property
    def at_once(self) -> int:
        """One more than there are workers, so that none idles while an article is being written."""
        return self._pool.size + 1

    def _again(self, article_id: str) -> Outcome:
        try:
            return Outcome(article_id, saved=self.reextract(article_id))
        except (ExtractionError, AppError, NotFound) as error:
            return Outcome(article_id, error=str(error))
