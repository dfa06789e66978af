"""What was judged, article by article: material to measure and to train the extraction with."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, field

from neo4j import ManagedTransaction

from extractors.domain import Article, MeetingReport
from graph import answers, judgement_queries
from graph import derive_queries as q
from graph.judgements import Judgement, Ruling, Subject, judged_telling
from graph.partition import connected
from graph.rows import telling_of
from graph.statements import rows
from graph.views import TextlessArticle

_ARTICLES = "UNWIND $ids AS id MATCH (a:Article {id: id}) RETURN properties(a) AS article"
_AT_ONCE = 1_000


@dataclass
class JudgedArticle:
    """`right` are reports judged right as a whole, corrected where an attribute was judged, each with the
    event that it was judged to be of (None: no other report was judged to be of it); `wrong` are those
    judged wrong as a whole."""

    article: Article | TextlessArticle
    right: list[tuple[MeetingReport, str | None]] = field(default_factory=list)
    wrong: list[MeetingReport] = field(default_factory=list)


def judged_articles(tx: ManagedTransaction) -> list[JudgedArticle]:
    """Reports that were not judged as a whole are left out: nobody has said that all of it is right."""
    judgements = _all(tx)
    by_key: dict[str, list[Judgement]] = defaultdict(list)
    for one in judgements:
        if one.subject is Subject.REPORT:
            by_key[one.a].append(one)
    whole = sorted(key for key, found in by_key.items() if any(one.attribute is None for one in found))
    told = [(row["key"], telling_of(row)) for row in rows(tx, q.TELLINGS_BY_KEY, keys=whole)]
    articles = {
        article.id: JudgedArticle(article)
        for row in rows(tx, _ARTICLES, ids=sorted({each.article_id for _, each in told}))
        for article in [answers.article_of(row["article"])]
    }
    events = _events(judgements)
    for key, each in told:
        counted = judged_telling(each, by_key[key])
        if counted is None:
            articles[each.article_id].wrong.append(each.report)
        else:
            articles[each.article_id].right.append((counted.report, events.get(key)))
    return [articles[key] for key in sorted(articles)]


def _all(tx: ManagedTransaction) -> list[Judgement]:
    found: list[Judgement] = []
    while more := judgement_queries.listed(
        tx, judgement_queries.Which(), _AT_ONCE, last=found[-1].id if found else ""
    ):
        found += more
    return found


def _events(judgements: list[Judgement]) -> dict[str, str]:
    """By the key of a report: the least key of those that were judged to be of one meeting with it."""
    same = [
        (one.a, one.b)
        for one in judgements
        if one.subject is Subject.MEETINGS and one.ruling is Ruling.SAME and one.b
    ]
    groups = connected({key for link in same for key in link}, same)
    return {key: f"event-{group[0].removeprefix('key-')}" for group in groups for key in group}
