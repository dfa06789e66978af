"""Every statement that asks about meetings, as they are told now and as they were told on a day."""

from __future__ import annotations

from dataclasses import dataclass
from typing import LiteralString

from graph.fitting import A_SHOWN, ACTOR, ONE_SHOWN, WAYS, Told

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
    briefs: LiteralString


def _statements(told: Told) -> MeetingQueries:
    others = told.others
    of_one, of_party, of_anyone = told.of_one, told.of_party, told.of_anyone
    asked: LiteralString = told.fits + told.with_them
    before: LiteralString = f" WHERE {told.day}m.order_key < $before AND {ONE_SHOWN} AND " + asked
    open_before: LiteralString = f" WHERE {told.day}m.order_key < $before AND " + asked
    counted: LiteralString = f" WHERE {told.day}{ONE_SHOWN} AND " + asked
    return MeetingQueries(
        pairs_of_one=of_one + others(ONE_SHOWN) + " AND b <> a" + _PAIRS,
        pairs_of_party=of_party + others(A_SHOWN) + " AND b <> a" + _PAIRS,
        pairs_of_anyone=of_anyone + others(A_SHOWN) + " AND a.id < b.id" + _PAIRS,
        counterparts_of_one=of_one + others(ONE_SHOWN) + " AND b <> a" + _COUNTERPARTS,
        counterparts_of_party=of_party + others(A_SHOWN) + " AND b <> a" + _COUNTERPARTS,
        meetings_of_one=of_one + before + _IN_ORDER,
        meetings_of_party=of_party + before + _IN_ORDER,
        meetings_of_anyone=f"MATCH (m:{told.node})" + open_before + _IN_ORDER,
        totals_of_one=of_one + counted + _TOTALS,
        totals_of_party=of_party + counted + _TOTALS,
        totals_of_anyone=f"MATCH (m:{told.node}) WHERE {told.day}" + asked + _TOTALS,
        meetings=_meetings(told, _WHOLE, _taking_part(told)),
        briefs=_meetings(told, _BRIEF, "[]"),
    )


_WHOLE: LiteralString = "properties(m)"
_BRIEF: LiteralString = (
    "m {.id, .meeting_id, .title, .status, .channel, .format, .level, .reports, .start, .end, .precision, "
    ".basis, .words}"
)


def _taking_part(told: Told) -> LiteralString:
    return f"""
       COLLECT {{
         MATCH (m)<-[p:{told.took_part}]-(a:Actor)
         WHERE CASE WHEN $inferred THEN p.held_by IS NULL ELSE NOT p.inferred END
         RETURN p {{.*, actor: a {ACTOR}}} ORDER BY p.position, a.id
       }}"""


def _meetings(told: Told, form: LiteralString, participants: LiteralString) -> LiteralString:
    find: LiteralString = "MATCH (m:Meeting {id: $ids[position]}) WITH position, m, m AS whole"
    if told.then:
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
RETURN {form} AS meeting,
       head(COLLECT {{
         MATCH (m)-[:{told.held_in}]->(p:Place)
         RETURN p {{.name, .country, .kind, .latitude, .longitude}}
       }}) AS place,
       {participants} AS participants,
       COLLECT {{
         MATCH (whole)<-[:OF]-(r:Report)<-[:REPORTS]-(article:Article)
         WHERE $as_of IS NULL OR article.published <= $as_of
         WITH r, article ORDER BY article.published, r.id LIMIT $most
         RETURN {{article_id: article.id, url: article.url, quotes: r.quotes, starts: r.starts, ends: r.ends}}
       }} AS evidence
ORDER BY position
"""
    )


OF_MEETINGS = {told: _statements(told) for told in WAYS}

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
