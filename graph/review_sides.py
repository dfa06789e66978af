"""Reports and names as the review queue shows them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from neo4j import ManagedTransaction

from graph import review_queries as queries
from graph.actor_views import NameView
from graph.explaining import name_view
from graph.review_views import ReviewSide
from graph.review_words import caption
from graph.rows import Row, day, evidences_of, report_of
from graph.statements import rows

_SENTENCES = 3


def report_side(row: Row) -> ReviewSide:
    """A report, by a row as lists of reports have it."""
    report = report_of(row)
    return ReviewSide(
        id=report.id,
        node=row["meeting_id"],
        title=caption(report),
        quotes=report.evidence[:_SENTENCES],
        **_article(row),
    )


def name_sides(tx: ManagedTransaction, names: Iterable[str]) -> Mapping[str, ReviewSide]:
    """Names, each with a sentence of the latest article that tells of a meeting under it."""
    asked = sorted(names)
    if not asked:
        return {}
    shown = {row["said"]: row["shown"] for row in rows(tx, queries.NAME_IN_ARTICLES, names=asked)}
    return {
        row["id"]: _name_side(name_view(row), row["actor"], shown.get(row["id"]))
        for row in rows(tx, queries.NAMES, ids=asked)
    }


def _name_side(name: NameView, actor: str, shown: Row | None) -> ReviewSide:
    years = [str(year) for year in dict.fromkeys(name.years or ())]
    known = [" / ".join(name.forms), name.party, "–".join(years)]
    quotes = evidences_of(shown, "quotes", shown["article_id"])[:_SENTENCES] if shown else ()
    return ReviewSide(
        id=name.id,
        node=actor,
        title=", ".join(part for part in known if part),
        quotes=quotes,
        **(_article(shown) if shown else {}),
    )


def _article(row: Row) -> Row:
    about = {key: row[key] for key in ("article_id", "article_title", "source", "url")}
    return about | {"published": day(row["published"])}
