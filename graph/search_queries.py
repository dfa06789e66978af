"""Every statement that searches the words of articles."""

from __future__ import annotations

from typing import LiteralString

_WANTED: LiteralString = """
WHERE ($since IS NULL OR a.published >= $since) AND ($until IS NULL OR a.published <= $until)
  AND ($source IS NULL OR toLower(a.source) = toLower($source))
"""

_ARTICLE: LiteralString = (
    "a.id AS article_id, a.url AS url, a.title AS title, a.source AS source, a.published AS published"
)

ARTICLES_WITH = (
    """
CALL db.index.fulltext.queryNodes($index, $query) YIELD node AS a, score
"""
    + _WANTED
    + """
  AND ($score IS NULL OR score < $score OR (score = $score AND a.id > $id))
WITH a, score ORDER BY score DESC, a.id LIMIT $limit
RETURN 'article' AS kind, a.id AS id, score, """
    + _ARTICLE
    + ", a.text AS text"
)

QUOTES_WITH = (
    """
CALL db.index.fulltext.queryNodes($index, $query) YIELD node AS r, score
MATCH (a:Article)-[:REPORTS]->(r)
"""
    + _WANTED
    + """
  AND ($score IS NULL OR score < $score OR (score = $score AND r.id > $id))
WITH a, r, score ORDER BY score DESC, r.id LIMIT $limit
RETURN 'quote' AS kind, r.id AS id, score, """
    + _ARTICLE
    + """, r.id AS report_id, head(COLLECT { MATCH (r)-[:OF]->(m:Meeting) RETURN m.id }) AS meeting_id,
       r.quotes AS quotes, r.starts AS starts
"""
)
