"""The way into the graph: one article is one write transaction."""

from __future__ import annotations

from functools import partial

from neo4j import Driver, ManagedTransaction

from extractors.domain import Article, Extraction
from graph import write_queries as q
from graph.driver import Database
from graph.errors import NotFound
from graph.neighbourhood import OldPart, Rewrite
from graph.rows import NewPart, digest, new_part
from graph.views import Saved

__all__ = ["GraphWriter", "Saved"]


class GraphWriter:
    """Safe to use from several threads and processes at once."""

    def __init__(self, driver: Driver, database: str) -> None:
        self._database = Database(driver, database)

    def save(self, article: Article, extraction: Extraction) -> Saved:
        """Put in what the article says, in place of what it said before."""
        if extraction.article_id != article.id:
            raise ValueError(f"the extraction is of {extraction.article_id}, not of {article.id}")
        part = new_part(article, extraction)
        before = self._database.write(partial(_replace, article.id, part))
        return Saved(
            article_id=article.id,
            created=before is None,
            changed=before != digest(article, extraction),
            actors=len(part.actors),
            reports=len(part.reports),
            meeting_ids=tuple(sorted({str(row["meeting_id"]) for row in part.reports.values()})),
        )

    def delete(self, article_id: str) -> None:
        """Take out the article and exactly what only it supported. Raises NotFound."""
        if not self._database.write(partial(_remove, article_id)):
            raise NotFound(f"No article has the id {article_id!r}.")


def _replace(article_id: str, part: NewPart, tx: ManagedTransaction) -> str | None:
    """The digest of what was there before, None where nothing was."""
    record = tx.run(q.DIGEST, id=article_id).single()
    before: str | None = record["digest"] if record else None
    if before == part.article["digest"]:
        return before
    old = OldPart.locked(tx, article_id, there=record is not None)
    Rewrite(tx, article_id, old, part).run()
    return before


def _remove(article_id: str, tx: ManagedTransaction) -> bool:
    if tx.run(q.DIGEST, id=article_id).single() is None:
        return False
    Rewrite(tx, article_id, OldPart.locked(tx, article_id, there=True), None).run()
    return True
