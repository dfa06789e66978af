"""Every statement that asks about meetings, as they are told now and as they were told on a day."""

from __future__ import annotations

from dataclasses import dataclass
from typing import LiteralString

_FITS: LiteralString = """
($statuses IS NULL OR m.status IN $statuses)
  AND ($channel IS NULL OR m.channel = $channel)
  AND ($level IS NULL OR m.level = $level)
  AND ($since IS NULL OR m.end >= $since)
  AND ($until IS NULL OR m.start <= $until)
  AND ($party IS NULL OR $party IN m.parties)
"""

# An office whose holder is inferred is shown as that person, or the other way round: never both.
_A_SHOWN: LiteralString = "CASE WHEN $inferred THEN pa.held_by IS NULL ELSE NOT pa.inferred END"
_B_SHOWN: LiteralString = "CASE WHEN $inferred THEN pb.held_by IS NULL ELSE NOT pb.inferred END"
# Who asks for an office by its id means it whether or not its holder is known.
_ONE_SHOWN: LiteralString = "($inferred OR NOT pa.inferred)"

_ACTOR: LiteralString = "{.id, .kind, .name, .party, .office}"

_PAIRS: LiteralString = """
WITH a, b, m, pa.inferred OR pb.inferred AS guessed ORDER BY m.order_key DESC
WITH a, b, collect(m.id) AS meetings, min(m.start) AS first, max(m.end) AS last,
     sum(CASE WHEN guessed THEN 1 ELSE 0 END) AS inferred
WITH a, b, meetings, inferred, first, last, coalesce(toString(last), '') AS day
WHERE $day IS NULL OR day < $day OR (day = $day AND (a.id > $a OR (a.id = $a AND b.id > $b)))
RETURN a {.id, .kind, .name, .party, .office} AS a, b {.id, .kind, .name, .party, .office} AS b,
       meetings[..$most] AS meetings, size(meetings) AS count, inferred, first, last, day
ORDER BY day DESC, a.id, b.id LIMIT $limit
"""

_COUNTERPARTS: LiteralString = """
WITH b, count(DISTINCT m) AS count, min(m.start) AS first, max(m.end) AS last,
     count(DISTINCT CASE WHEN pa.inferred OR pb.inferred THEN m END) AS inferred
WHERE $count IS NULL OR count < $count OR (count = $count AND b.id > $b)
RETURN b {.id, .kind, .name, .party, .office} AS actor, count, first, last, inferred
ORDER BY count DESC, b.id LIMIT $limit
"""

_IN_ORDER: LiteralString = """
WITH DISTINCT m ORDER BY m.order_key DESC LIMIT $limit
RETURN m.id AS id, m.order_key AS order_key
"""

_TOTALS: LiteralString = """
WITH DISTINCT m
RETURN coalesce(m.start.year, 0) AS year, m.status AS status, m.channel AS channel, count(m) AS count,
       min(m.start) AS first, max(m.end) AS last
"""


@dataclass(frozen=True)
class MeetingQueries:
    """One statement for each question and each sort of side that it can be asked of."""

    pairs_of_one: LiteralString
    pairs_of_party: LiteralString
    pairs_of_anyone: LiteralString
    counterparts_of_one: LiteralString
    counterparts_of_party: LiteralString
    meetings_of_one: LiteralString
    meetings_of_party: LiteralString
    meetings_of_anyone: LiteralString
    totals_of_one: LiteralString
    totals_of_party: LiteralString
    totals_of_anyone: LiteralString
    meetings: LiteralString


def _statements(took_part: LiteralString, held_in: LiteralString, node: LiteralString) -> MeetingQueries:
    then: LiteralString = "m.since <= $as_of AND (m.until IS NULL OR m.until > $as_of) AND "
    day: LiteralString = then if "|" in node else ""
    fits: LiteralString = (
        _FITS
        + f"""
  AND ($places IS NULL
       OR EXISTS {{ MATCH (m)-[:{held_in}]->(p:Place) WHERE p.id IN $places OR p.country IN $countries }})
"""
    )
    of_one: LiteralString = f"MATCH (a:Actor {{id: $actor}})-[pa:{took_part}]->(m:{node})"
    of_party: LiteralString = f"MATCH (a:Actor)-[pa:{took_part} {{party: $actor_party}}]->(m:{node})"
    of_anyone: LiteralString = f"MATCH (a:Actor)-[pa:{took_part}]->(m:{node})"

    def others(shown: LiteralString) -> LiteralString:
        return (
            f"""
WHERE {day}{shown}
MATCH (m)<-[pb:{took_part}]-(b:Actor)
WHERE {_B_SHOWN}
  AND (pa.party IS NULL OR pb.party IS NULL OR pa.party <> pb.party)
  AND ($with IS NULL OR b.id = $with) AND ($with_party IS NULL OR pb.party = $with_party)
  AND """
            + fits
        )

    with_them: LiteralString = f"""
  AND (($with IS NULL AND $with_party IS NULL)
       OR EXISTS {{ MATCH (m)<-[pb:{took_part}]-(b:Actor)
                   WHERE ($inferred OR NOT pb.inferred) AND ($with IS NULL OR b.id = $with)
                     AND ($with_party IS NULL OR pb.party = $with_party) }})
"""
    before: LiteralString = f" WHERE {day}m.order_key < $before AND {_ONE_SHOWN} AND " + fits + with_them
    open_before: LiteralString = f" WHERE {day}m.order_key < $before AND " + fits + with_them
    counted: LiteralString = f" WHERE {day}{_ONE_SHOWN} AND " + fits + with_them
    return MeetingQueries(
        pairs_of_one=of_one + others(_ONE_SHOWN) + " AND b <> a" + _PAIRS,
        pairs_of_party=of_party + others(_A_SHOWN) + " AND b <> a" + _PAIRS,
        pairs_of_anyone=of_anyone + others(_A_SHOWN) + " AND a.id < b.id" + _PAIRS,
        counterparts_of_one=of_one + others(_ONE_SHOWN) + " AND b <> a" + _COUNTERPARTS,
        counterparts_of_party=of_party + others(_A_SHOWN) + " AND b <> a" + _COUNTERPARTS,
        meetings_of_one=of_one + before + _IN_ORDER,
        meetings_of_party=of_party + before + _IN_ORDER,
        meetings_of_anyone=f"MATCH (m:{node})" + open_before + _IN_ORDER,
        totals_of_one=of_one + counted + _TOTALS,
        totals_of_party=of_party + counted + _TOTALS,
        totals_of_anyone=f"MATCH (m:{node}) WHERE {day}" + fits + with_them + _TOTALS,
        meetings=_meetings(took_part, held_in, node),
    )


def _meetings(took_part: LiteralString, held_in: LiteralString, node: LiteralString) -> LiteralString:
    find: LiteralString = "MATCH (m:Meeting {id: $ids[position]}) WITH position, m, m AS whole"
    if "|" in node:
        find = """
CALL (position) {
  MATCH (m:Meeting {id: $ids[position]})
  RETURN m, m AS whole
  UNION
  MATCH (m:Version {id: $ids[position]})<-[:WAS]-(whole:Meeting)
  RETURN m, whole
}
"""
    return (
        "UNWIND range(0, size($ids) - 1) AS position "
        + find
        + f"""
RETURN properties(m) AS meeting,
       head(COLLECT {{
         MATCH (m)-[:{held_in}]->(p:Place)
         RETURN p {{.name, .country, .kind, .latitude, .longitude}}
       }}) AS place,
       COLLECT {{
         MATCH (m)<-[p:{took_part}]-(a:Actor)
         WHERE CASE WHEN $inferred THEN p.held_by IS NULL ELSE NOT p.inferred END
         RETURN p {{.*, actor: a {_ACTOR}}} ORDER BY p.position, a.id
       }} AS participants,
       COLLECT {{
         MATCH (whole)<-[:OF]-(r:Report)<-[:REPORTS]-(article:Article)
         WHERE $as_of IS NULL OR article.published <= $as_of
         WITH r, article ORDER BY article.published, r.id LIMIT $most
         RETURN {{article_id: article.id, url: article.url, quotes: r.quotes, starts: r.starts, ends: r.ends}}
       }} AS evidence
ORDER BY position
"""
    )


NOW = _statements("PARTICIPATED_IN", "HELD_IN", "Meeting")
THEN = _statements("PARTICIPATED_IN|WAS_IN", "HELD_IN|WAS_HELD_IN", "Meeting|Version")

# Under an id of its own, under one that it had while another of its reports was the first, or under that
# of a report.
CALLED = """
CALL {
  MATCH (m:Meeting {id: $id})
  RETURN m
  UNION
  MATCH (:Report {calls: $id})-[:OF]->(m:Meeting)
  RETURN m
  UNION
  MATCH (:Report {id: $id})-[:OF]->(m:Meeting)
  RETURN m
}
RETURN m.id AS id
"""

# The meeting as it was told on a day: itself, or one of its earlier versions.
VERSION_OF = """
MATCH (m:Meeting {id: $id})
CALL (m) {
  WITH m WHERE m.since <= $as_of
  RETURN m.id AS id
  UNION
  MATCH (m)-[:WAS]->(v:Version)
  WHERE v.since <= $as_of AND (v.until IS NULL OR v.until > $as_of)
  RETURN v.id AS id
}
RETURN id
"""

# The articles nearest to a day that name somebody in an office.
HOLDING_SOURCES = """
MATCH (p:Actor {id: $person})<-[m:MENTIONS]-(x:Article)
MATCH (o:Actor {id: $office})
WHERE x.published IS NOT NULL AND any(held IN m.holds WHERE held IN o.ids)
WITH x, m, coalesce(abs(duration.inDays(x.published, $day).days), 0) AS far
ORDER BY far, x.id LIMIT $most
RETURN x.id AS article_id, x.url AS url, x.published AS published, m.quotes AS quotes, m.starts AS starts,
       m.ends AS ends
"""
