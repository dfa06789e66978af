"""Every statement that changes what articles say: articles, names, actors, reports and places."""

from __future__ import annotations

# One change of the graph at a time: what is derived from a change can reach anywhere, so that every
# writer first takes this lock. Reading the article, which takes a hundred times as long, is done before.
# Then it counts the change, so that who has an answer can be told whether it still holds. The count is read
# again behind the lock: before it, two writers would count from one number.
TAKE_TURN = """
MERGE (s:ChancerySchema {id: 'chancery'})
SET s.turn = true
WITH s
SET s.changes = coalesce(s.changes, 0) + 1, s.changed = datetime.realtime()
"""

OLD_PARTS = """
UNWIND $ids AS id
MATCH (a:Article {id: id})
RETURN a.id AS id, a.published AS published, a.digest AS digest, a.text IS NOT NULL AS text_kept,
       COLLECT {
         MATCH (a)-[m:MENTIONS]->(x:Actor)
         RETURN {said: m.said, actor_id: x.id, claim: m.claim, holds: m.holds}
       } AS mentions,
       COLLECT { MATCH (a)-[:REPORTS]->(r:Report) RETURN r.id } AS reports,
       COLLECT {
         MATCH (a)-[:REPORTS]->(:Report)-[at:AT]->(p:Place)
         RETURN {place_id: p.id, claim: at.claim}
       } AS places
"""

# An article that is replaced by another text of the same address stays readable as it was, its text too
# unless texts are not to be kept.
ARCHIVE = """
UNWIND $rows AS row
MATCH (a:Article {id: row.id})
WHERE coalesce(a.text_digest <> row.text_digest, a.text <> row.text, true)
   OR coalesce(a.title, '') <> coalesce(row.title, '')
   OR coalesce(a.published, date('0001-01-01')) <> coalesce(row.published, date('0001-01-01'))
MERGE (e:Edition {id: a.id + ':' + a.digest})
SET e.article_id = a.id, e.title = a.title, e.source = a.source, e.published = a.published,
    e.text = CASE WHEN row.text IS NULL THEN NULL ELSE a.text END, e.url = a.url,
    e.extractor_version = a.extractor_version
MERGE (a)-[:HAD]->(e)
"""

FORGET_TEXTS = """
MATCH (n:Article|Edition)
WHERE n.text IS NOT NULL
WITH n LIMIT $most
SET n.text = NULL
RETURN count(n) AS count
"""

CLEAR_PARTS = """
UNWIND $ids AS id
MATCH (a:Article {id: id})
CALL (a) {
  MATCH (a)-[m:MENTIONS]->()
  DELETE m
}
CALL (a) {
  MATCH (a)-[:REPORTS]->(r:Report)
  DETACH DELETE r
}
"""

SAVE_ARTICLES = """
UNWIND $rows AS row
MERGE (a:Article {id: row.id})
SET a = row
"""

DELETE_ARTICLES = """
UNWIND $ids AS id
MATCH (a:Article {id: id})
OPTIONAL MATCH (a)-[:HAD]->(e:Edition)
DETACH DELETE a, e
"""

# --- names and actors ---

_NAME = """
RETURN n.id AS id, n.slug AS slug, n.kind AS kind, n.party AS party, n.years AS years,
       n.claims AS claims, n.claim_counts AS claim_counts,
       head(COLLECT { MATCH (n)-[:STANDS_FOR]->(a:Actor) RETURN a.id }) AS actor
"""

NAMES = "UNWIND $ids AS id MATCH (n:Name {id: id})" + _NAME

NAMES_OF_ACTORS = "UNWIND $ids AS id MATCH (:Actor {id: id})<-[:STANDS_FOR]-(n:Name) WITH DISTINCT n" + _NAME

# Names of a person are spelled alike at one end, within a party, or at both, in whatever party.
PEERS = (
    """
UNWIND $rows AS row
CALL (row) {
  MATCH (n:Name {slug: row.slug})
  RETURN n
  UNION
  MATCH (n:Name)
  WHERE n.both = row.both
  RETURN n
  UNION
  MATCH (n:Name)
  WHERE n.tail IN row.keys AND (n.party = row.party OR n.party IS NULL OR row.party IS NULL)
  RETURN n
  UNION
  MATCH (n:Name)
  WHERE n.head IN row.keys AND (n.party = row.party OR n.party IS NULL OR row.party IS NULL)
  RETURN n
}
WITH DISTINCT n
WHERE NOT n.id IN $known
"""
    + _NAME
)

SAVE_NAMES = """
UNWIND $rows AS row
MERGE (n:Name {id: row.id})
SET n = row
"""

ASSIGN_NAMES = """
UNWIND $rows AS row
MATCH (n:Name {id: row.name})
MERGE (a:Actor {id: row.actor})
WITH n, a
CALL (n) {
  MATCH (n)-[old:STANDS_FOR]->()
  DELETE old
}
CREATE (n)-[:STANDS_FOR]->(a)
"""

MOVE_MENTIONS = """
UNWIND $rows AS row
MATCH (article:Article)-[old:MENTIONS {said: row.name}]->()
MATCH (a:Actor {id: row.actor})
CREATE (article)-[m:MENTIONS]->(a)
SET m = properties(old)
DELETE old
"""

MOVE_PARTICIPANTS = """
UNWIND $rows AS row
MATCH (r:Report)-[old:NAMES {said: row.name}]->()
MATCH (a:Actor {id: row.actor})
CREATE (r)-[n:NAMES]->(a)
SET n = properties(old)
DELETE old
"""

REPORTS_NAMING = "UNWIND $names AS name MATCH (r:Report)-[:NAMES {said: name}]->() RETURN DISTINCT r.id AS id"

SAVE_ACTORS = """
UNWIND $rows AS row
MATCH (a:Actor {id: row.id})
SET a = row
FOREACH (_ IN CASE row.kind WHEN 'person' THEN [1] ELSE [] END | SET a:Person)
FOREACH (_ IN CASE row.kind WHEN 'office' THEN [1] ELSE [] END | SET a:Office)
FOREACH (_ IN CASE row.kind WHEN 'country' THEN [1] ELSE [] END | SET a:Country)
FOREACH (_ IN CASE row.kind WHEN 'organization' THEN [1] ELSE [] END | SET a:Organization)
"""

SAVE_MENTIONS = """
UNWIND $rows AS row
MATCH (article:Article {id: row.article_id})
MATCH (:Name {id: row.said})-[:STANDS_FOR]->(a:Actor)
CREATE (article)-[m:MENTIONS]->(a)
SET m = row.properties
"""

LINK_OFFICES = """
UNWIND $rows AS row
MATCH (o:Office {id: row.id})
CALL (o) {
  MATCH (o)-[old:OF]->(:Actor)
  DELETE old
}
CALL (o, row) {
  UNWIND row.parties AS id
  MATCH (:Name {id: id})-[:STANDS_FOR]->(party:Actor)
  MERGE (o)-[:OF]->(party)
}
"""

LINK_PLACES = """
UNWIND $rows AS row
MATCH (p:Place {id: row.id})
CALL (p) {
  MATCH (p)-[old:IN]->(:Actor)
  DELETE old
}
CALL (p, row) {
  MATCH (:Name {id: row.country})-[:STANDS_FOR]->(c:Actor)
  MERGE (p)-[:IN]->(c)
}
"""

# The offices and places of parties whose names stand for another actor now, or for one at all.
LINK_TO_PARTIES = """
UNWIND $rows AS row
CALL (row) {
  MATCH (o:Office {party: row.party})
  CALL (o) {
    MATCH (o)-[old:OF]->(:Actor)
    DELETE old
  }
  WITH o, row
  UNWIND row.parties AS id
  MATCH (:Name {id: id})-[:STANDS_FOR]->(party:Actor)
  MERGE (o)-[:OF]->(party)
}
CALL (row) {
  MATCH (p:Place {country: row.party})
  CALL (p) {
    MATCH (p)-[old:IN]->(:Actor)
    DELETE old
  }
  WITH p, row
  MATCH (:Name {id: row.parties[0]})-[:STANDS_FOR]->(country:Actor)
  MERGE (p)-[:IN]->(country)
}
"""

DELETE_NAMES = "UNWIND $ids AS id MATCH (n:Name {id: id}) DETACH DELETE n"

DELETE_ACTORS = "UNWIND $ids AS id MATCH (a:Actor {id: id}) DETACH DELETE a"

# --- reports and places ---

SAVE_REPORTS = """
UNWIND $rows AS row
MATCH (article:Article {id: row.article_id})
CREATE (article)-[:REPORTS]->(r:Report)
SET r = row.properties
WITH r, row
UNWIND row.slots AS slot
MERGE (s:Slot {id: slot})
CREATE (r)-[:IN_SLOT]->(s)
"""

SAVE_PARTICIPANTS = """
UNWIND $rows AS row
MATCH (r:Report {id: row.report_id})
MATCH (:Name {id: row.said})-[:STANDS_FOR]->(a:Actor)
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

DELETE_EMPTY_SLOTS = """
UNWIND $ids AS id
MATCH (s:Slot {id: id})
WHERE NOT EXISTS { (s)<-[:IN_SLOT]-() }
DELETE s
"""

PLACES = """
UNWIND $ids AS id
MATCH (p:Place {id: id})
RETURN p.id AS id, p.claims AS claims, p.claim_counts AS claim_counts
"""

SAVE_PLACES = """
UNWIND $rows AS row
MERGE (p:Place {id: row.id})
SET p = row
"""

DELETE_PLACES = "UNWIND $ids AS id MATCH (p:Place {id: id}) DETACH DELETE p"

EXPORT_NODES = """
MATCH (n)
WHERE NOT n:Edition AND NOT any(label IN labels(n) WHERE label IN $operational)
RETURN labels(n) AS labels, properties(n) AS properties
"""

EXPORT_RELATIONSHIPS = """
MATCH (a)-[r]->(b)
WHERE NOT b:Edition
RETURN type(r) AS type, a.id AS from, b.id AS to, properties(r) AS properties
"""
