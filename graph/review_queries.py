"""Every statement of the review queue."""

from __future__ import annotations

from typing import LiteralString

from graph.read_queries import REPORT

DOUBTED_REPORTS: LiteralString = (
    """
MATCH (r:Report)
WHERE r.doubt > $after AND NOT EXISTS { MATCH (j:Judgement {a: r.key}) WHERE j.subject = 'report' }
WITH r ORDER BY r.doubt LIMIT $limit
MATCH (article:Article)-[:REPORTS]->(r)
OPTIONAL MATCH (r)-[:OF]->(m:Meeting)
"""
    + REPORT
    + ", article.source AS source, r.doubt AS doubt ORDER BY doubt"
)

LATEST_MEETINGS: LiteralString = """
MATCH (m:Meeting)
WHERE m.order_key < $before
RETURN m.id AS id, m.order_key AS order_key
ORDER BY order_key DESC LIMIT $limit
"""

# Each two meetings once: from the later of them.
MEETINGS_NEAR: LiteralString = """
UNWIND $ids AS id
MATCH (m:Meeting {id: id})
CALL (m) {
  MATCH (m)<-[:OF]-(:Report)-[:IN_SLOT]->(:Slot)<-[:IN_SLOT]-(:Report)-[:OF]->(o:Meeting)
  WHERE o.order_key < m.order_key
  WITH DISTINCT o ORDER BY o.order_key DESC LIMIT $most
  RETURN o.id AS other
}
RETURN id, other
"""

FIRST_REPORTS: LiteralString = (
    """
UNWIND $ids AS id
MATCH (m:Meeting {id: id})
CALL (m) {
  MATCH (m)<-[:OF]-(r:Report)<-[:REPORTS]-(article:Article)
  RETURN r, article
  ORDER BY coalesce(article.published, date({year: 1})), r.id LIMIT $most
}
"""
    + REPORT
    + ", article.source AS source, m.title AS meeting_title"
)

MOST_NAMED_PEOPLE: LiteralString = """
MATCH (a:Actor)
WHERE a.order_key > $after AND a.kind = 'person'
RETURN a {.id, .kind, .name, .party, .office} AS actor, a.order_key AS order_key
ORDER BY order_key LIMIT $limit
"""

NAMES_OF_PEOPLE: LiteralString = """
UNWIND $ids AS id
MATCH (:Actor {id: id})<-[:STANDS_FOR]-(n:Name)
RETURN n.id AS id, n.slug AS slug, n.kind AS kind, n.party AS party, n.years AS years, n.claims AS claims,
       n.claim_counts AS claim_counts, id AS actor
ORDER BY id
"""

# Each two people once: from the one more often named.
PEOPLE_NAMED_ALIKE: LiteralString = """
UNWIND $rows AS row
CALL (row) {
  UNWIND row.keys AS key
  CALL (key) {
    MATCH (n:Name {tail: key})
    RETURN n
    UNION
    MATCH (n:Name {head: key})
    RETURN n
  }
  WITH DISTINCT row, n
  MATCH (n)-[:STANDS_FOR]->(a:Actor)
  WHERE a.order_key > row.order_key
  RETURN n, a ORDER BY a.order_key, n.id LIMIT $most
}
RETURN row.id AS of, n.id AS id, n.slug AS slug, n.kind AS kind, n.party AS party, n.years AS years,
       n.claims AS claims, a {.id, .kind, .name, .party, .office} AS actor
"""

# A sentence that tells of somebody under that name, else the words that name them.
NAME_IN_ARTICLES: LiteralString = """
UNWIND $names AS said
CALL (said) {
  MATCH (x:Article)-[:REPORTS]->(r:Report)-[:NAMES {said: said}]->()
  RETURN x, r.quotes AS quotes, r.starts AS starts, r.ends AS ends, 0 AS rank
  ORDER BY coalesce(x.published, date({year: 1})) DESC, r.id LIMIT 1
  UNION ALL
  MATCH (x:Article)-[m:MENTIONS {said: said}]->()
  RETURN x, m.quotes[..1] AS quotes, m.starts[..1] AS starts, m.ends[..1] AS ends, 1 AS rank
  ORDER BY coalesce(x.published, date({year: 1})) DESC, x.id LIMIT 1
}
WITH said, x, quotes, starts, ends, rank ORDER BY said, rank
WITH said, collect({article_id: x.id, article_title: x.title, source: x.source, url: x.url,
                    published: x.published, quotes: quotes, starts: starts, ends: ends}) AS found
RETURN said, found[0] AS shown
"""

NAMES: LiteralString = """
UNWIND $ids AS id
MATCH (n:Name {id: id})-[:STANDS_FOR]->(a:Actor)
RETURN n.id AS id, n.slug AS slug, n.kind AS kind, n.party AS party, n.years AS years, n.claims AS claims,
       n.claim_counts AS claim_counts, a.id AS actor
"""
