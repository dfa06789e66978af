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
RETURN properties(a) AS article,
       COLLECT {
         MATCH (a)-[m:MENTIONS]->(x:Actor)
         RETURN {actor: x {.id, .kind, .name, .party, .office}, mention: properties(m)}
         ORDER BY head(m.starts), x.id
       } AS mentions
"""

_REPORT = """
RETURN m.id AS meeting_id, article.id AS article_id, article.url AS url, article.title AS article_title,
       article.published AS published, properties(r) AS report,
       COLLECT { MATCH (r)-[n:NAMES]->(x:Actor) RETURN n {.*, actor_id: x.id} } AS names,
       head(COLLECT { MATCH (r)-[at:AT]->(:Place) RETURN properties(at) }) AS place
"""

REPORTS_OF_ARTICLE = (
    "MATCH (article:Article {id: $id})-[:REPORTS]->(r:Report)-[:OF]->(m:Meeting)"
    + _REPORT
    + "ORDER BY r.trigger_start, r.id"
)

REPORTS_OF_MEETING = (
    "MATCH (m:Meeting {id: $id})<-[:OF]-(r:Report)<-[:REPORTS]-(article:Article)"
    + _REPORT
    + "ORDER BY coalesce(article.published, date({year: 1})), r.id"
)

_ACTOR = """
RETURN a {.id, .kind, .name, .party, .office, .aliases, .articles,
          meetings: COUNT { (a)-[:PARTICIPATED_IN]->() }} AS actor, a.order_key AS order_key
"""

ACTORS = (
    """
MATCH (a:Actor)
WHERE a.order_key > $after AND ($kind IS NULL OR a.kind = $kind)
WITH a ORDER BY a.order_key LIMIT $limit
"""
    + _ACTOR
)

FIND_ACTORS = (
    """
CALL db.index.fulltext.queryNodes($index, $query) YIELD node AS a
WHERE a.order_key > $after AND ($kind IS NULL OR a.kind = $kind)
WITH a ORDER BY a.order_key LIMIT $limit
"""
    + _ACTOR
)

ACTOR = "MATCH (a:Actor {id: $id})" + _ACTOR

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

TENURES = """
MATCH (a:Actor {id: $id})
MATCH (p:Person)-[h:HOLDS]->(o:Office)
WHERE p = a OR o = a
RETURN p {.id, .kind, .name, .party, .office} AS person, o {.id, .kind, .name, .party, .office} AS office,
       h.first AS first, h.last AS last, h.articles AS articles
ORDER BY coalesce(h.last, date({year: 1})) DESC, person.id, office.id
"""

LATEST_MENTIONS = """
MATCH (a:Actor {id: $id})<-[m:MENTIONS]-(article:Article)
WITH article, m ORDER BY coalesce(article.published, date({year: 1})) DESC, article.id LIMIT $limit
RETURN article.id AS article_id, article.url AS url, article.title AS title, article.published AS published,
       properties(m) AS mention
"""

PLACES_NAMED = "MATCH (p:Place {key: $key}) RETURN p.id AS id, p.country AS country, p.kind AS kind"

SIDE = "MATCH (a:Actor {id: $id}) RETURN a.kind AS kind, a.party AS party"

_MEETING_FITS = """
($statuses IS NULL OR m.status IN $statuses)
  AND ($channel IS NULL OR m.channel = $channel)
  AND ($level IS NULL OR m.level = $level)
  AND ($since IS NULL OR m.end >= $since)
  AND ($until IS NULL OR m.start <= $until)
  AND ($party IS NULL OR $party IN m.parties)
  AND ($places IS NULL
       OR EXISTS { MATCH (m)-[:HELD_IN]->(p:Place) WHERE p.id IN $places OR p.country IN $countries })
"""

_OF_ONE = "MATCH (a:Actor {id: $actor})-[pa:PARTICIPATED_IN]->(m:Meeting)"
_OF_PARTY = "MATCH (a:Actor)-[pa:PARTICIPATED_IN {party: $actor_party}]->(m:Meeting)"
_OF_ANYONE = "MATCH (a:Actor)-[pa:PARTICIPATED_IN]->(m:Meeting)"

_OTHERS = (
    """
MATCH (m)<-[pb:PARTICIPATED_IN]-(b:Actor)
WHERE (pa.party IS NULL OR pb.party IS NULL OR pa.party <> pb.party)
  AND ($with IS NULL OR b.id = $with) AND ($with_party IS NULL OR pb.party = $with_party)
  AND """
    + _MEETING_FITS
)

_PAIRS = """
WITH a, b, m ORDER BY m.order_key DESC
WITH a, b, collect(m.id) AS meetings, min(m.start) AS first, max(m.end) AS last
WITH a, b, meetings, first, last, coalesce(toString(last), '') AS day
WHERE $day IS NULL OR day < $day OR (day = $day AND (a.id > $a OR (a.id = $a AND b.id > $b)))
RETURN a {.id, .kind, .name, .party, .office} AS a, b {.id, .kind, .name, .party, .office} AS b,
       meetings[..$most] AS meetings, size(meetings) AS count, first, last, day
ORDER BY day DESC, a.id, b.id LIMIT $limit
"""

PAIRS_OF_ONE = _OF_ONE + _OTHERS + " AND b <> a" + _PAIRS
PAIRS_OF_PARTY = _OF_PARTY + _OTHERS + " AND b <> a" + _PAIRS
PAIRS_OF_ANYONE = _OF_ANYONE + _OTHERS + " AND a.id < b.id" + _PAIRS

_COUNTERPARTS = """
WITH b, count(DISTINCT m) AS count, min(m.start) AS first, max(m.end) AS last
WHERE $count IS NULL OR count < $count OR (count = $count AND b.id > $b)
RETURN b {.id, .kind, .name, .party, .office} AS actor, count, first, last
ORDER BY count DESC, b.id LIMIT $limit
"""

COUNTERPARTS_OF_ONE = _OF_ONE + _OTHERS + " AND b <> a" + _COUNTERPARTS
COUNTERPARTS_OF_PARTY = _OF_PARTY + _OTHERS + " AND b <> a" + _COUNTERPARTS

_WITH_THEM = """
  AND (($with IS NULL AND $with_party IS NULL)
       OR EXISTS { MATCH (m)<-[pb:PARTICIPATED_IN]-(b:Actor)
                   WHERE ($with IS NULL OR b.id = $with)
                     AND ($with_party IS NULL OR pb.party = $with_party) })
"""

_IN_ORDER = "WITH m ORDER BY m.order_key DESC LIMIT $limit RETURN m.id AS id, m.order_key AS order_key"

_BEFORE = " WHERE m.order_key < $before AND " + _MEETING_FITS + _WITH_THEM

MEETINGS_OF_ONE = _OF_ONE + _BEFORE + _IN_ORDER
MEETINGS_OF_PARTY = _OF_PARTY + _BEFORE + "WITH DISTINCT m " + _IN_ORDER
MEETINGS_OF_ANYONE = "MATCH (m:Meeting)" + _BEFORE + _IN_ORDER

MEETINGS = """
UNWIND range(0, size($ids) - 1) AS position
MATCH (m:Meeting {id: $ids[position]})
RETURN properties(m) AS meeting,
       head(COLLECT {
         MATCH (m)-[:HELD_IN]->(p:Place)
         RETURN p {.name, .country, .kind, .latitude, .longitude}
       }) AS place,
       COLLECT {
         MATCH (m)<-[p:PARTICIPATED_IN]-(a:Actor)
         RETURN p {.*, actor: a {.id, .kind, .name, .party, .office}} ORDER BY p.position
       } AS participants,
       COLLECT {
         MATCH (m)<-[:OF]-(r:Report)<-[:REPORTS]-(article:Article)
         WITH r, article ORDER BY article.published, r.id LIMIT $most
         RETURN {article_id: article.id, url: article.url, quotes: r.quotes, starts: r.starts, ends: r.ends}
       } AS evidence
ORDER BY position
"""
