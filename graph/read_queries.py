"""Every statement that only reads the graph."""

from __future__ import annotations

PING = "RETURN 1 AS one"

# Bare counts of a label come from the count store and cost the same at any size.
COUNTS = """
CALL { MATCH (n:Article) RETURN count(n) AS articles }
CALL { MATCH (n:Report) RETURN count(n) AS reports }
CALL { MATCH (n:Meeting) RETURN count(n) AS meetings }
CALL { MATCH (n:Place) RETURN count(n) AS places }
CALL { MATCH (n:Person) RETURN count(n) AS persons }
CALL { MATCH (n:Office) RETURN count(n) AS offices }
CALL { MATCH (n:Country) RETURN count(n) AS countries }
CALL { MATCH (n:Organization) RETURN count(n) AS organizations }
RETURN articles, reports, meetings, places, persons, offices, countries, organizations
"""

ARTICLE = """
MATCH (a:Article {id: $id})
WHERE $as_of IS NULL OR a.published <= $as_of
RETURN properties(a) AS article,
       COLLECT {
         MATCH (a)-[m:MENTIONS]->(x:Actor)
         RETURN {actor: x {.id, .kind, .name, .party, .office}, mention: properties(m)}
         ORDER BY head(m.starts), x.id
       } AS mentions,
       COLLECT { MATCH (a)-[:HAD]->(e:Edition) RETURN e.id ORDER BY e.id } AS editions
"""

EDITION = "MATCH (a:Article {id: $article})-[:HAD]->(e:Edition {id: $id}) RETURN properties(e) AS edition"

REPORT = """
RETURN r.id AS id, r.key AS key, m.id AS meeting_id, article.id AS article_id, article.url AS url,
       article.title AS article_title,
       article.source AS article_source, article.published AS published, properties(r) AS report,
       COLLECT { MATCH (r)-[n:NAMES]->(x:Actor) RETURN n {.*, actor_id: x.id} } AS names,
       head(COLLECT { MATCH (r)-[at:AT]->(:Place) RETURN properties(at) }) AS place
"""

# A report that was judged wrong is of no meeting.
REPORTS_OF_ARTICLE = (
    "MATCH (article:Article {id: $id})-[:REPORTS]->(r:Report) OPTIONAL MATCH (r)-[:OF]->(m:Meeting)"
    + REPORT
    + "ORDER BY r.trigger_start, r.id"
)

OUTDATED = """
MATCH (a:Article)
WHERE a.extractor_version <> $version AND a.id > $after
RETURN a.id AS id ORDER BY a.id LIMIT $limit
"""

COUNT_OUTDATED = "MATCH (a:Article) WHERE a.extractor_version <> $version RETURN count(a) AS count"

COUNT_TEXTS = "MATCH (n:Article|Edition) WHERE n.text IS NOT NULL RETURN count(n) AS count"

_PUBLISHED_BY = "($as_of IS NULL OR article.published <= $as_of)"

REPORTS_OF_MEETING = (
    "MATCH (m:Meeting {id: $id})<-[:OF]-(r:Report)<-[:REPORTS]-(article:Article) WHERE "
    + _PUBLISHED_BY
    + REPORT
    + "ORDER BY coalesce(article.published, date({year: 1})), r.id"
)

REPORTS_OF_MEETINGS = (
    "UNWIND $ids AS id MATCH (m:Meeting {id: id})<-[:OF]-(r:Report)<-[:REPORTS]-(article:Article) WHERE "
    + _PUBLISHED_BY
    + REPORT
    + "ORDER BY meeting_id, coalesce(article.published, date({year: 1})), r.id"
)

REPORTS_IN_SLOTS_OF = (
    """
MATCH (:Meeting {id: $id})<-[:OF]-(:Report)-[:IN_SLOT]->(:Slot)<-[:IN_SLOT]-(r:Report)-[:OF]->(m:Meeting)
WHERE m.id <> $id
WITH DISTINCT r, m LIMIT $most
MATCH (r)<-[:REPORTS]-(article:Article)
WHERE """
    + _PUBLISHED_BY
    + REPORT
    + ", m.title AS meeting_title"
)

_ACTOR = """
RETURN a {.id, .kind, .name, .party, .office, .aliases,
          articles: CASE WHEN $as_of IS NULL THEN a.articles
                         ELSE COUNT { (a)<-[:MENTIONS]-(x:Article) WHERE x.published <= $as_of } END,
          meetings: CASE WHEN $as_of IS NULL THEN COUNT { (a)-[:PARTICIPATED_IN]->() }
                         ELSE COUNT { (a)-[:PARTICIPATED_IN|WAS_IN]->(m)
                                      WHERE m.since <= $as_of AND (m.until IS NULL OR m.until > $as_of) } END
         } AS actor, a.order_key AS order_key
"""

# By that day: an actor that no article had mentioned yet was not known.
_KNOWN = "($as_of IS NULL OR EXISTS { (a)<-[:MENTIONS]-(x:Article) WHERE x.published <= $as_of })"

ACTORS = (
    """
MATCH (a:Actor)
WHERE a.order_key > $after AND ($kind IS NULL OR a.kind = $kind) AND """
    + _KNOWN
    + """
WITH a ORDER BY a.order_key LIMIT $limit
"""
    + _ACTOR
)

FIND_ACTORS = (
    """
CALL db.index.fulltext.queryNodes($index, $query) YIELD node AS a
WHERE a.order_key > $after AND ($kind IS NULL OR a.kind = $kind) AND """
    + _KNOWN
    + """
WITH a ORDER BY a.order_key LIMIT $limit
"""
    + _ACTOR
)

ACTOR = "MATCH (a:Actor {id: $id}) WHERE " + _KNOWN + _ACTOR

# By the id that it has in an extraction, or that one of its names has.
ACTORS_CALLED = (
    """
CALL {
  MATCH (:Name {slug: $id})-[:STANDS_FOR]->(a:Actor)
  RETURN a
  UNION
  MATCH (:Name {id: $id})-[:STANDS_FOR]->(a:Actor)
  RETURN a
}
WITH DISTINCT a, 0 AS rank, 0 AS kind_rank
ORDER BY a.order_key LIMIT 25
"""
    + _ACTOR.strip()
    + ", rank, kind_rank"
)

NAMES_OF_ACTOR = """
MATCH (:Actor {id: $id})<-[:STANDS_FOR]-(n:Name)
RETURN n.id AS id, n.slug AS slug, n.kind AS kind, n.party AS party, n.years AS years, n.claims AS claims,
       n.claim_counts AS claim_counts, $id AS actor
ORDER BY n.id
"""

NAMES_LIKE = """
MATCH (n:Name)-[:STANDS_FOR]->(a:Actor)
WHERE a.id <> $id AND (n.tail IN $keys OR n.head IN $keys)
RETURN n.id AS id, n.slug AS slug, n.kind AS kind, n.party AS party, n.years AS years, n.claims AS claims,
       a {.id, .kind, .name, .party, .office} AS actor
ORDER BY n.id LIMIT $most
"""

# Every word of the name is in one form of the actor's name. Only of a person is the last part of the
# name a name too: "Guinea" is not what Equatorial Guinea is called.
RESOLVE = (
    """
CALL db.index.fulltext.queryNodes($index, $query) YIELD node AS a
WITH a, any(key IN a.keys WHERE key = $key) AS exact,
     a:Person AND a.keys[0] ENDS WITH ' ' + $key AS surname
WHERE exact OR surname
   OR any(key IN a.keys WHERE all(word IN $words WHERE ' ' + key + ' ' CONTAINS ' ' + word + ' '))
WITH a, CASE WHEN surname THEN 1 WHEN exact THEN 0
             WHEN a:Person AND any(key IN a.keys WHERE key ENDS WITH ' ' + $key) THEN 1
             ELSE 2 END AS rank
WITH a, rank, CASE WHEN rank > 0 THEN 0 WHEN a:Country THEN 0 WHEN a:Organization THEN 1
                   WHEN a:Person THEN 2 ELSE 3 END AS kind_rank
ORDER BY rank, kind_rank, a.order_key LIMIT $limit
"""
    + _ACTOR.strip()
    + ", rank, kind_rank"
)

OFFICE_OF_PARTY = (
    """
MATCH (a:Office {party: $party})
WHERE $title IN a.keys
WITH a, 0 AS rank, 0 AS kind_rank ORDER BY a.order_key LIMIT 25
"""
    + _ACTOR.strip()
    + ", rank, kind_rank"
)

NAMES_WITH_ACTORS = """
UNWIND $ids AS name
MATCH (n:Name {id: name})-[:STANDS_FOR]->(a:Actor)
WHERE a.id <> $id
RETURN n.id AS id, n.slug AS slug, n.kind AS kind, n.party AS party, n.years AS years, n.claims AS claims,
       a {.id, .kind, .name, .party, .office} AS actor
"""

TENURES = """
MATCH (a:Actor {id: $id})
MATCH (p:Person)-[h:HOLDS]->(o:Office)
WHERE p = a OR o = a
CALL (p, o, h) {
  WITH p, o, h WHERE $as_of IS NULL
  RETURN h.first AS first, h.last AS last, h.articles AS articles
  UNION
  WITH p, o WHERE $as_of IS NOT NULL
  MATCH (p)<-[m:MENTIONS]-(x:Article)
  WHERE x.published <= $as_of AND any(held IN m.holds WHERE held IN o.ids)
  WITH min(x.published) AS first, max(x.published) AS last, count(DISTINCT x) AS articles
  WHERE articles > 0
  RETURN first, last, articles
}
RETURN p {.id, .kind, .name, .party, .office} AS person, o {.id, .kind, .name, .party, .office} AS office,
       first, last, articles,
       COLLECT {
         MATCH (p)<-[m:MENTIONS]-(x:Article)
         WHERE any(held IN m.holds WHERE held IN o.ids) AND ($as_of IS NULL OR x.published <= $as_of)
         WITH x, m ORDER BY coalesce(x.published, date({year: 1})) DESC, x.id LIMIT $most
         RETURN {article_id: x.id, url: x.url, published: x.published, quotes: m.quotes, starts: m.starts,
                 ends: m.ends}
       } AS sources
ORDER BY coalesce(last, date({year: 1})) DESC, person.id, office.id
"""

# An article may name one actor under two names that were only later taken for one.
LATEST_MENTIONS = """
MATCH (a:Actor {id: $id})<-[m:MENTIONS]-(article:Article)
WHERE $as_of IS NULL OR article.published <= $as_of
WITH article, m, toString(coalesce(article.published, date({year: 1}))) AS day
WHERE $day IS NULL OR day < $day
   OR (day = $day AND (article.id > $article OR (article.id = $article AND m.said > $said)))
WITH article, m, day ORDER BY day DESC, article.id, m.said LIMIT $limit
RETURN article.id AS article_id, article.url AS url, article.title AS title, article.published AS published,
       properties(m) AS mention, day, m.said AS said
"""

PLACES_NAMED = "MATCH (p:Place {key: $key}) RETURN p.id AS id, p.country AS country, p.kind AS kind"

SIDE = "MATCH (a:Actor {id: $id}) RETURN a.kind AS kind, a.party AS party"
