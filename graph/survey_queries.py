"""Every statement that counts meetings: through time, by place, by who met whom; and what pictures need."""

from __future__ import annotations

from typing import LiteralString

from graph.fitting import A_SHOWN, ACTOR, APART, B_SHOWN, PARTS_APART, WAYS, Told, of_meetings, of_pairs

_SUMS: LiteralString = "min(m.start) AS first, max(m.end) AS last, max(m.order_key) AS latest"

# A meeting is of the period in which it began, where its date is known so exactly.
PERIODS = of_meetings(
    lambda told: (
        f"""
WITH m, CASE WHEN m.precision IN $exact THEN substring(toString(m.start), 0, $letters) END AS period
RETURN period, m.status AS status, count(m) AS count, {_SUMS}
"""
    )
)

MEETINGS_OLDEST_FIRST = of_meetings(
    lambda told: (
        """
WITH m, CASE WHEN m.end IS NULL THEN '9999-99-99' + substring(m.order_key, 10) ELSE m.order_key END AS key
WHERE key > $after
WITH m, key ORDER BY key LIMIT $limit
RETURN m.id AS id, key
"""
    )
)

MEETINGS_LATEST_FIRST = of_meetings(
    lambda told: (
        """
WITH m, m.order_key AS key
WHERE key < $after
WITH m, key ORDER BY key DESC LIMIT $limit
RETURN m.id AS id, key
"""
    )
)

PLACES = of_meetings(
    lambda told: (
        f"""
MATCH (m)-[:{told.held_in}]->(p:Place)
WITH p, count(m) AS count, {_SUMS}
WHERE $count IS NULL OR count < $count OR (count = $count AND p.id > $id)
RETURN p.id AS id, p {{.name, .country, .kind, .latitude, .longitude}} AS place, count, first, last, latest
ORDER BY count DESC, id LIMIT $limit
"""
    )
)

COUNT_PLACES = of_meetings(
    lambda told: (
        f"""
OPTIONAL MATCH (m)-[:{told.held_in}]->(p:Place)
RETURN count(DISTINCT p) AS total, count(CASE WHEN p IS NULL THEN m END) AS without
"""
    )
)


def _host(told: Told) -> LiteralString:
    return (
        f"MATCH (m)<-[pa:{told.took_part} {{role: 'host'}}]-(:Actor) WHERE {A_SHOWN} AND pa.party IS NOT NULL"
    )


# A side may be there with several people; it hosted the meeting once.
HOSTS = of_meetings(
    lambda told: (
        f"""
{_host(told)}
WITH pa.party AS party, count(DISTINCT m) AS count, {_SUMS}
WHERE $count IS NULL OR count < $count OR (count = $count AND party > $code)
RETURN party, count, first, last, latest
ORDER BY count DESC, party LIMIT $limit
"""
    )
)

COUNT_HOSTS = of_meetings(
    lambda told: (
        f"""
OPTIONAL {_host(told)}
RETURN count(DISTINCT pa.party) AS total, count(CASE WHEN pa IS NULL THEN m END) AS without
"""
    )
)

ACTORS = of_meetings(
    lambda told: (
        told.both
        + f"""
WITH a, count(DISTINCT m) AS count, count(DISTINCT b) AS counterparts, {_SUMS},
     count(DISTINCT CASE WHEN pa.inferred THEN m END) AS inferred
WHERE $count IS NULL OR count < $count OR (count = $count AND a.id > $id)
RETURN a {ACTOR} AS actor, count, counterparts, first, last, latest, inferred
ORDER BY count DESC, a.id LIMIT $limit
"""
    )
)

_MET_SOMEBODY: LiteralString = f"WITH m, parts, x WHERE any(y IN parts WHERE {PARTS_APART})"

COUNT_ACTORS = of_meetings(lambda told: told.parts + _MET_SOMEBODY + " RETURN count(DISTINCT x[0]) AS total")

# Only what nodes of a picture need, and beside them how many there are: half the work of the two above.
NODES = of_meetings(
    lambda told: (
        told.parts
        + _MET_SOMEBODY
        + f"""
WITH x[0] AS id, count(DISTINCT m) AS count
ORDER BY count DESC, id
WITH collect({{id: id, count: count}}) AS found
UNWIND found[..$limit] AS one
MATCH (a:Actor {{id: one.id}})
RETURN a {ACTOR} AS actor, one.count AS count, size(found) AS total
ORDER BY count DESC, a.id
"""
    )
)

PAIRS = of_meetings(
    lambda told: (
        told.both
        + f"""
  AND a.id < b.id
WITH a, b, count(DISTINCT m) AS count, {_SUMS},
     count(DISTINCT CASE WHEN pa.inferred OR pb.inferred THEN m END) AS inferred
WHERE $count IS NULL OR count < $count OR (count = $count AND (a.id > $a OR (a.id = $a AND b.id > $b)))
RETURN a {ACTOR} AS a, b {ACTOR} AS b, count, first, last, latest, inferred
ORDER BY count DESC, a.id, b.id LIMIT $limit
"""
    )
)

COUNT_PAIRS = of_meetings(
    lambda told: (
        told.parts
        + f"""
UNWIND parts AS y
WITH x, y WHERE x[0] < y[0] AND {PARTS_APART}
WITH DISTINCT x[0] AS a, y[0] AS b
RETURN count(*) AS total
"""
    )
)

# The keys of a few meetings of each status are enough for the latest of all.
_EDGES: LiteralString = f"""
WITH DISTINCT a, b, m ORDER BY m.order_key DESC
WITH a, b, m.status AS status, count(m) AS count, {_SUMS}, collect(m.order_key)[..$shown] AS keys
WITH a, b, collect({{status: status, count: count, keys: keys}}) AS parts,
     sum(count) AS count, min(first) AS first, max(last) AS last, max(latest) AS latest
RETURN a.id AS source, b.id AS target, parts, count, first, last, latest
ORDER BY count DESC, source, target LIMIT $most
"""

EDGES = of_meetings(
    lambda told: told.both + "  AND a.id < b.id AND a.id IN $nodes AND b.id IN $nodes" + _EDGES
)

LINKS = of_meetings(
    lambda told: (
        told.both
        + """
  AND a.id < b.id AND a.id IN $nodes AND b.id IN $nodes
WITH a, b, count(DISTINCT m) AS count
RETURN a.id AS source, b.id AS target, count
ORDER BY count DESC, source, target LIMIT $most
"""
    )
)

# --- around an actor ---

EDGES_AROUND = of_pairs(lambda told: " AND b.id IN $nodes" + _EDGES)

ACTORS_AROUND = of_pairs(
    lambda told: f" AND a.id IN $nodes WITH a, count(DISTINCT m) AS count RETURN a {ACTOR} AS actor, count"
)

COUNT_AROUND = of_pairs(
    lambda told: (
        """
WITH DISTINCT a, b
RETURN count(DISTINCT a) + count(DISTINCT b) AS nodes, count(*) AS edges
"""
    )
)

# --- meetings with those who took part ---

COUNT_PARTS = of_meetings(
    lambda told: (
        f"""
OPTIONAL MATCH (m)<-[pa:{told.took_part}]-(a:Actor)
WHERE {A_SHOWN}
WITH DISTINCT m, a
RETURN count(DISTINCT m) + count(DISTINCT a) AS nodes, count(a) AS edges
"""
    )
)

# --- from actor to actor ---

_FOUND: LiteralString = """
WITH a, b, count(DISTINCT m) AS count
RETURN a.id AS a, b.id AS b, count LIMIT $most
"""

FROM_SIDE = of_pairs(lambda told: _FOUND)


def _from_actors(told: Told) -> LiteralString:
    return (
        f"UNWIND $ids AS one MATCH (a:Actor {{id: one}})-[pa:{told.took_part}]->(m:{told.node})"
        + told.others(A_SHOWN)
        + " AND b <> a"
        + _FOUND
    )


def _between(told: Told) -> LiteralString:
    return f"""
UNWIND range(0, size($hops) - 1) AS position
WITH position, $hops[position] AS hop
MATCH (a:Actor {{id: hop.a}}), (b:Actor {{id: hop.b}})
MATCH (a)-[pa:{told.took_part}]->(m:{told.node})<-[pb:{told.took_part}]-(b)
WHERE {told.day}{APART}
  AND (hop.a_party IS NULL OR pa.party = hop.a_party) AND (hop.b_party IS NULL OR pb.party = hop.b_party)
  AND CASE WHEN hop.a_asked THEN $inferred OR NOT pa.inferred ELSE {A_SHOWN} END
  AND CASE WHEN hop.b_asked THEN $inferred OR NOT pb.inferred ELSE {B_SHOWN} END
  AND {told.fits}
WITH DISTINCT position, m ORDER BY m.order_key DESC
RETURN position, count(m) AS count, collect(m.id)[..$shown] AS meetings
"""


FROM_ACTORS = {told: _from_actors(told) for told in WAYS}
BETWEEN = {told: _between(told) for told in WAYS}

PLACES_LIKE = """
MATCH (p:Place) WHERE p.key STARTS WITH $q OR p.key CONTAINS ' ' + $q
WITH p, COUNT { (p)<-[:HELD_IN]-(:Meeting) } AS meetings
WHERE meetings > 0
  AND ($count IS NULL OR meetings < $count OR (meetings = $count AND p.id > $id))
RETURN p.id AS id, p {.name, .country, .kind, .latitude, .longitude} AS place, meetings
ORDER BY meetings DESC, id LIMIT $limit
"""

# In whatever case, with the spelling that sorts first.
SOURCES = """
MATCH (x:Article)
WITH toLower(trim(x.source)) AS key, trim(x.source) AS name
WHERE key <> '' AND (key STARTS WITH toLower($q) OR key CONTAINS ' ' + toLower($q))
WITH key, min(name) AS name, count(*) AS articles
WHERE $count IS NULL OR articles < $count OR (articles = $count AND key > $key)
RETURN key, name, articles ORDER BY articles DESC, key LIMIT $limit
"""

ACTORS_BY_ID = f"UNWIND $ids AS id MATCH (a:Actor {{id: id}}) RETURN a {ACTOR} AS actor"
