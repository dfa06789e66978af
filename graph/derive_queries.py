"""Every statement that changes what is derived from reports: meetings, MET, HOLDS."""

from __future__ import annotations

_TELLING = """
RETURN r.id AS id, r.key AS key, article.id AS article_id, article.published AS published,
       properties(r) AS report,
       COLLECT { MATCH (r)-[n:NAMES]->(a:Actor) RETURN n {.*, actor_id: a.id} } AS names,
       head(COLLECT { MATCH (r)-[at:AT]->(:Place) RETURN properties(at) }) AS place,
       head(COLLECT { MATCH (r)-[:OF]->(m:Meeting) RETURN m.id }) AS meeting_id
"""

TELLINGS = "UNWIND $ids AS id MATCH (r:Report {id: id})<-[:REPORTS]-(article:Article)" + _TELLING

TELLINGS_IN_SLOTS = (
    """
UNWIND $slots AS slot
MATCH (:Slot {id: slot})<-[:IN_SLOT]-(r:Report)
WITH DISTINCT r
WHERE NOT r.id IN $known
MATCH (r)<-[:REPORTS]-(article:Article)
"""
    + _TELLING
)

TELLINGS_OF_MEETINGS = (
    "UNWIND $ids AS id MATCH (:Meeting {id: id})<-[:OF]-(r:Report)<-[:REPORTS]-(article:Article)" + _TELLING
)

TELLINGS_BY_KEY = "UNWIND $keys AS key MATCH (r:Report {key: key})<-[:REPORTS]-(article:Article)" + _TELLING

SLOTS_OF_REPORTS = """
UNWIND $ids AS id
MATCH (:Report {id: id})-[:IN_SLOT]->(s:Slot)
RETURN DISTINCT s.id AS id
"""

# What earlier saves made of these meetings, for the difference in MET.
MEETINGS_BEFORE = """
UNWIND $ids AS id
MATCH (m:Meeting {id: id})
RETURN m.id AS id, m.status AS status, m.start AS start, m.end AS end,
       COLLECT {
         MATCH (m)<-[p:PARTICIPATED_IN]-(a:Actor)
         RETURN {actor_id: a.id, party: p.party, inferred: p.inferred, held_by: p.held_by}
       } AS participations
"""

ASSIGN_REPORTS = """
UNWIND $rows AS row
MATCH (r:Report {id: row.report})
CALL (r) {
  MATCH (r)-[old:OF]->()
  DELETE old
}
CALL (r, row) {
  UNWIND row.meetings AS id
  MERGE (m:Meeting {id: id})
  CREATE (r)-[:OF]->(m)
}
"""

SAVE_MEETINGS = """
UNWIND $rows AS row
MERGE (m:Meeting {id: row.properties.id})
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
CALL (m) {
  MATCH (m)-[:WAS]->(old:Version)
  DETACH DELETE old
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

SAVE_VERSIONS = """
UNWIND $rows AS row
MATCH (m:Meeting {id: row.properties.meeting_id})
CREATE (m)-[:WAS]->(v:Version)
SET v = row.properties
WITH v, row
CALL (v, row) {
  UNWIND row.participations AS part
  MATCH (a:Actor {id: part.actor_id})
  CREATE (a)-[p:WAS_IN]->(v)
  SET p = part.properties
}
CALL (v, row) {
  MATCH (p:Place {id: row.place_id})
  CREATE (v)-[:WAS_HELD_IN]->(p)
}
"""

DELETE_MEETINGS = """
UNWIND $ids AS id
MATCH (m:Meeting {id: id})
OPTIONAL MATCH (m)-[:WAS]->(v:Version)
DETACH DELETE m, v
"""

ADD_MET = """
UNWIND $rows AS row
MATCH (a:Actor {id: row.a})
MATCH (b:Actor {id: row.b})
MERGE (a)-[met:MET]->(b)
SET met.count = coalesce(met.count, 0) + row.count,
    met.inferred = coalesce(met.inferred, 0) + row.inferred,
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
WHERE (pa.party IS NULL OR pb.party IS NULL OR pa.party <> pb.party)
  AND pa.held_by IS NULL AND pb.held_by IS NULL
WITH a, b, count(m) AS count, min(m.start) AS first, max(m.end) AS last,
     sum(CASE WHEN pa.inferred OR pb.inferred THEN 1 ELSE 0 END) AS inferred
WHERE count > 0
CREATE (a)-[met:MET {count: count, inferred: inferred}]->(b)
SET met.first = first, met.last = last
"""

# --- offices ---

TENURES = """
UNWIND $offices AS id
MATCH (p:Actor)-[h:HOLDS]->(o:Actor {id: id})
RETURN o.id AS office, p.id AS person, h.first AS first, h.last AS last
"""

OFFICES_OF_NAMES = """
UNWIND $names AS name
MATCH (:Name {id: name})-[:STANDS_FOR]->(a:Actor)
RETURN name, a.id AS actor
"""

OFFICES_HELD = "UNWIND $people AS id MATCH (:Actor {id: id})-[:HOLDS]->(o:Actor) RETURN DISTINCT o.id AS id"

PEOPLE_HOLDING = (
    "UNWIND $offices AS id MATCH (p:Actor)-[:HOLDS]->(:Actor {id: id}) RETURN DISTINCT p.id AS id"
)

ADD_HOLDS = """
UNWIND $rows AS row
MATCH (p:Actor {id: row.person})
MATCH (o:Actor {id: row.office})
MERGE (p)-[h:HOLDS]->(o)
SET h.articles = coalesce(h.articles, 0) + row.articles,
    h.first = CASE WHEN row.first IS NULL OR h.first <= row.first THEN h.first ELSE row.first END,
    h.last = CASE WHEN row.last IS NULL OR h.last >= row.last THEN h.last ELSE row.last END
"""

REDO_HOLDS = """
UNWIND $people AS id
MATCH (p:Actor {id: id})
CALL (p) {
  MATCH (p)-[old:HOLDS]->()
  DELETE old
}
MATCH (p)<-[m:MENTIONS]-(article:Article)
UNWIND m.holds AS held
MATCH (:Name {id: held})-[:STANDS_FOR]->(o:Actor)
WITH p, o, count(DISTINCT article) AS articles,
     min(article.published) AS first, max(article.published) AS last
CREATE (p)-[h:HOLDS {articles: articles}]->(o)
SET h.first = first, h.last = last
"""

# Meetings in which the office takes part on days of which its holder is now another.
MEETINGS_OF_OFFICES = """
UNWIND $rows AS row
MATCH (o:Actor {id: row.office})
CALL (o, row) {
  MATCH (o)-[p:PARTICIPATED_IN]->(m:Meeting)
  WHERE p.first_day <= row.last AND p.last_day >= row.first
  RETURN m
  UNION
  MATCH (o)-[p:WAS_IN]->(:Version)<-[:WAS]-(m:Meeting)
  WHERE p.first_day <= row.last AND p.last_day >= row.first
  RETURN m
}
RETURN DISTINCT m.id AS id
"""
