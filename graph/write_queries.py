"""Every statement that changes the graph, in the order in which a save runs them."""

from __future__ import annotations

DIGEST = "MATCH (a:Article {id: $id}) RETURN a.digest AS digest"

# Everyone locks in one order (the article, then meetings, actors and places by id) and reads after the
# lock. A node that another writer took away meanwhile is made again: MERGE would find and keep a node
# that is being deleted, so it comes second. `locked` goes when the properties are replaced.
LOCK_ARTICLE = "MATCH (a:Article {id: $id}) SET a.locked = true"

MAKE_ARTICLE = "MERGE (a:Article {id: $id}) SET a.locked = true"

OLD_PART = """
MATCH (a:Article {id: $id})
RETURN a.published AS published,
       COLLECT {
         MATCH (a)-[m:MENTIONS]->(x:Actor)
         RETURN {actor_id: x.id, claim: m.claim, holds: m.holds, kind: x.kind, party: x.party}
       } AS mentions,
       COLLECT {
         MATCH (a)-[:REPORTS]->(r:Report)-[:OF]->(m:Meeting)
         RETURN {id: r.id, meeting_id: m.id}
       } AS reports,
       COLLECT {
         MATCH (a)-[:REPORTS]->(:Report)-[at:AT]->(p:Place)
         RETURN {place_id: p.id, claim: at.claim, country: p.country}
       } AS places
"""

LOCK = """
CALL {
  UNWIND $meetings AS id
  MATCH (m:Meeting {id: id})
  SET m.locked = true
}
CALL {
  UNWIND $actors AS id
  MATCH (a:Actor {id: id})
  SET a.locked = true
}
CALL {
  UNWIND $places AS id
  MATCH (p:Place {id: id})
  SET p.locked = true
}
"""

MAKE = """
CALL {
  UNWIND $meetings AS id
  MERGE (m:Meeting {id: id})
  SET m.locked = true
}
CALL {
  UNWIND $actors AS id
  MERGE (a:Actor {id: id})
  SET a.locked = true
}
CALL {
  UNWIND $places AS id
  MERGE (p:Place {id: id})
  SET p.locked = true
}
"""

STATE = """
RETURN COLLECT {
         UNWIND $meetings AS id
         MATCH (m:Meeting {id: id})
         RETURN {
           id: m.id, status: m.status, start: m.start, end: m.end,
           participations: COLLECT {
             MATCH (m)<-[p:PARTICIPATED_IN]-(a:Actor)
             RETURN {actor_id: a.id, party: p.party}
           }
         }
       } AS meetings,
       COLLECT {
         UNWIND $actors AS id
         MATCH (a:Actor {id: id})
         RETURN {id: a.id, claims: coalesce(a.claims, []), counts: coalesce(a.claim_counts, [])}
       } AS actors,
       COLLECT {
         UNWIND $places AS id
         MATCH (p:Place {id: id})
         RETURN {id: p.id, claims: coalesce(p.claims, []), counts: coalesce(p.claim_counts, [])}
       } AS places
"""

CLEAR_PART = """
MATCH (a:Article {id: $id})
CALL (a) {
  MATCH (a)-[m:MENTIONS]->()
  DELETE m
}
CALL (a) {
  MATCH (a)-[:REPORTS]->(r:Report)
  DETACH DELETE r
}
"""

SAVE_ARTICLE = "MATCH (a:Article {id: $id}) SET a = $properties"

DELETE_ARTICLE = "MATCH (a:Article {id: $id}) DETACH DELETE a"

SAVE_ACTORS = """
UNWIND $rows AS row
MATCH (a:Actor {id: row.id})
SET a = row
FOREACH (_ IN CASE row.kind WHEN 'person' THEN [1] ELSE [] END | SET a:Person)
FOREACH (_ IN CASE row.kind WHEN 'office' THEN [1] ELSE [] END | SET a:Office)
FOREACH (_ IN CASE row.kind WHEN 'country' THEN [1] ELSE [] END | SET a:Country)
FOREACH (_ IN CASE row.kind WHEN 'organization' THEN [1] ELSE [] END | SET a:Organization)
"""

SAVE_PLACES = """
UNWIND $rows AS row
MATCH (p:Place {id: row.id})
SET p = row
"""

SAVE_MENTIONS = """
MATCH (article:Article {id: $id})
UNWIND $rows AS row
MATCH (a:Actor {id: row.actor_id})
CREATE (article)-[m:MENTIONS]->(a)
SET m = row.properties
"""

SAVE_REPORTS = """
MATCH (article:Article {id: $id})
UNWIND $rows AS row
MATCH (m:Meeting {id: row.meeting_id})
CREATE (article)-[:REPORTS]->(r:Report)-[:OF]->(m)
SET r = row.properties
"""

SAVE_NAMES = """
UNWIND $rows AS row
MATCH (r:Report {id: row.report_id})
MATCH (a:Actor {id: row.actor_id})
CREATE (r)-[n:NAMES]->(a)
SET n = row.properties
"""

SAVE_AT = """
UNWIND $rows AS row
MATCH (r:Report {id: row.report_id})
MATCH (p:Place {id: row.place_id})
CREATE (r)-[at:AT]->(p)
SET at = row.properties
"""

ACCOUNTS = """
UNWIND $ids AS id
MATCH (m:Meeting {id: id})<-[:OF]-(r:Report)<-[:REPORTS]-(article:Article)
RETURN m.id AS meeting_id, article.id AS article_id, article.published AS published,
       properties(r) AS report,
       COLLECT { MATCH (r)-[n:NAMES]->(a:Actor) RETURN n {.*, actor_id: a.id} } AS names,
       head(COLLECT { MATCH (r)-[at:AT]->(:Place) RETURN properties(at) }) AS place
"""

SAVE_MEETINGS = """
UNWIND $rows AS row
MATCH (m:Meeting {id: row.properties.id})
SET m = row.properties
WITH m, row
CALL (m) {
  MATCH (m)<-[old:PARTICIPATED_IN]-()
  DELETE old
}
CALL (m) {
  MATCH (m)-[old:HELD_IN]->()
  DELETE old
}
CALL (m, row) {
  UNWIND row.participations AS part
  MATCH (a:Actor {id: part.actor_id})
  CREATE (a)-[p:PARTICIPATED_IN]->(m)
  SET p = part.properties
}
CALL (m, row) {
  MATCH (p:Place {id: row.place_id})
  CREATE (m)-[:HELD_IN]->(p)
}
"""

ADD_MET = """
UNWIND $rows AS row
MATCH (a:Actor {id: row.a})
MATCH (b:Actor {id: row.b})
MERGE (a)-[met:MET]->(b)
SET met.count = coalesce(met.count, 0) + row.count,
    met.first = CASE WHEN row.first IS NULL OR met.first <= row.first THEN met.first ELSE row.first END,
    met.last = CASE WHEN row.last IS NULL OR met.last >= row.last THEN met.last ELSE row.last END
"""

# A first or last day that is gone can only be found among the meetings that are left.
REDO_MET = """
UNWIND $rows AS row
MATCH (a:Actor {id: row.a})
MATCH (b:Actor {id: row.b})
OPTIONAL MATCH (a)-[old:MET]->(b)
DELETE old
WITH a, b
OPTIONAL MATCH (a)-[pa:PARTICIPATED_IN]->(m:Meeting {status: 'occurred'})<-[pb:PARTICIPATED_IN]-(b)
WHERE pa.party IS NULL OR pb.party IS NULL OR pa.party <> pb.party
WITH a, b, count(m) AS count, min(m.start) AS first, max(m.end) AS last
WHERE count > 0
CREATE (a)-[met:MET {count: count}]->(b)
SET met.first = first, met.last = last
"""

ADD_HOLDS = """
UNWIND $rows AS row
MATCH (p:Actor {id: row.person})
MATCH (o:Actor {id: row.office})
MERGE (p)-[h:HOLDS]->(o)
SET h.articles = coalesce(h.articles, 0) + 1,
    h.first = CASE WHEN row.day IS NULL OR h.first <= row.day THEN h.first ELSE row.day END,
    h.last = CASE WHEN row.day IS NULL OR h.last >= row.day THEN h.last ELSE row.day END
"""

REDO_HOLDS = """
UNWIND $rows AS row
MATCH (p:Actor {id: row.person})
MATCH (o:Actor {id: row.office})
OPTIONAL MATCH (p)-[old:HOLDS]->(o)
DELETE old
WITH p, o
OPTIONAL MATCH (p)<-[m:MENTIONS]-(article:Article)
WHERE o.id IN m.holds
WITH p, o, count(article) AS articles, min(article.published) AS first, max(article.published) AS last
WHERE articles > 0
CREATE (p)-[h:HOLDS {articles: articles}]->(o)
SET h.first = first, h.last = last
"""

LINK_OFFICES = """
UNWIND $rows AS row
MATCH (o:Office {id: row.id})
CALL (o, row) {
  MATCH (o)-[old:OF]->(other:Actor)
  WHERE NOT other.id IN row.parties
  DELETE old
}
CALL (o, row) {
  UNWIND row.parties AS id
  MATCH (party:Actor {id: id})
  WHERE party.articles > 0
  MERGE (o)-[:OF]->(party)
}
"""

LINK_PLACES = """
UNWIND $rows AS row
MATCH (p:Place {id: row.id})
MATCH (c:Country {id: row.country})
WHERE c.articles > 0
MERGE (p)-[:IN]->(c)
"""

# A party that is new here may have offices and places from before.
LINK_TO_NEW_PARTIES = """
UNWIND $rows AS row
MATCH (party:Actor {id: row.id})
CALL (party, row) {
  MATCH (o:Office {party: row.party})
  MERGE (o)-[:OF]->(party)
}
CALL (party, row) {
  MATCH (p:Place {country: row.party})
  WHERE party:Country
  MERGE (p)-[:IN]->(party)
}
"""

DELETE_MEETINGS = "UNWIND $ids AS id MATCH (m:Meeting {id: id}) DETACH DELETE m"

DELETE_ACTORS = "UNWIND $ids AS id MATCH (a:Actor {id: id}) DETACH DELETE a"

DELETE_PLACES = "UNWIND $ids AS id MATCH (p:Place {id: id}) DETACH DELETE p"

EXPORT_NODES = """
MATCH (n)
WHERE n:Article OR n:Report OR n:Meeting OR n:Actor OR n:Place
RETURN labels(n) AS labels, properties(n) AS properties
"""

EXPORT_RELATIONSHIPS = """
MATCH (a)-[r]->(b)
RETURN type(r) AS type, a.id AS from, b.id AS to, properties(r) AS properties
"""
