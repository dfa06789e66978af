"""Judgements in the graph: nodes of their own, that outlive what they are about."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any, LiteralString

from neo4j import ManagedTransaction

from graph.judgements import Judgement
from graph.statements import rows

SAVE = """
UNWIND $rows AS row
MERGE (j:Judgement {id: row.id})
SET j = row
"""

DELETE = "UNWIND $ids AS id MATCH (j:Judgement {id: id}) DELETE j"

_ABOUT = """
MATCH (j:Judgement)
WHERE j.a IN $keys AND j.subject = $subject
RETURN properties(j) AS judgement
UNION
MATCH (j:Judgement)
WHERE j.b IN $keys AND j.subject = $subject
RETURN properties(j) AS judgement
"""

_OF_SUBJECT: LiteralString = "($subject IS NULL OR j.subject = $subject)"
_CONCERNING: LiteralString = "MATCH (j:Judgement) WHERE (j.a IN $keys OR j.b IN $keys) AND " + _OF_SUBJECT
_EVERY: LiteralString = "MATCH (j:Judgement) WHERE " + _OF_SUBJECT
_BY_ID_AFTER: LiteralString = " AND j.id > $id RETURN properties(j) AS judgement ORDER BY j.id LIMIT $limit"
_LATEST: LiteralString = """
AND ($at IS NULL OR j.at < $at OR (j.at = $at AND j.id > $id))
RETURN properties(j) AS judgement ORDER BY j.at DESC, j.id LIMIT $limit
"""
_LISTS: dict[tuple[bool, bool], LiteralString] = {
    (False, False): _EVERY + _BY_ID_AFTER,
    (False, True): _EVERY + _LATEST,
    (True, False): _CONCERNING + _BY_ID_AFTER,
    (True, True): _CONCERNING + _LATEST,
}

# The names of actors and the keys of reports by which judgements know what these ids stand for.
_KEYS = """
CALL {
  MATCH (r:Report) WHERE r.id IN $ids
  RETURN r.key AS key
  UNION
  MATCH (m:Meeting)<-[:OF]-(r:Report) WHERE m.id IN $ids
  RETURN r.key AS key
  UNION
  MATCH (a:Actor)<-[:STANDS_FOR]-(n:Name) WHERE a.id IN $ids
  RETURN n.id AS key
  UNION
  MATCH (n:Name) WHERE n.slug IN $ids
  RETURN n.id AS key
}
RETURN key
"""

_BY_ID = "MATCH (j:Judgement {id: $id}) RETURN properties(j) AS judgement"


def about(tx: ManagedTransaction, subject: str, keys: Iterable[str]) -> list[Judgement]:
    """Those of which a name or a report is a part."""
    return [_judgement(row) for row in rows(tx, _ABOUT, subject=subject, keys=sorted(keys))]


def linked(tx: ManagedTransaction, new: Judgement) -> list[Judgement]:
    """All that hang together with a new one, by the names or reports that they share."""
    found: dict[str, Judgement] = {}
    keys = {key for key in (new.a, new.b) if key}
    seen: set[str] = set()
    while keys - seen:
        asked, seen = keys - seen, keys
        found |= {one.id: one for one in about(tx, new.subject, asked)}
        keys = seen | {key for one in found.values() for key in (one.a, one.b) if key}
    return list(found.values())


@dataclass(frozen=True)
class Which:
    """Judgements of a list: in the order of their ids, or the latest given first. `keys` are those of reports
    and names that they concern."""

    subject: str | None = None
    keys: Sequence[str] | None = None
    latest: bool = False


def listed(
    tx: ManagedTransaction, which: Which, limit: int, *, at: str = "", last: str = ""
) -> list[Judgement]:
    """After the one of that time and id."""
    values = {"subject": which.subject, "keys": which.keys, "at": at or None, "id": last, "limit": limit}
    statement = _LISTS[which.keys is not None, which.latest]
    return [_judgement(row) for row in rows(tx, statement, **values)]


def keys_of(tx: ManagedTransaction, ids: Sequence[str]) -> list[str]:
    """What judgements about these reports, meetings, actors or names are kept under."""
    return sorted({*ids, *(row["key"] for row in rows(tx, _KEYS, ids=ids))})


def by_id(tx: ManagedTransaction, key: str) -> Judgement | None:
    """None where there is none."""
    found = rows(tx, _BY_ID, id=key)
    return _judgement(found[0]) if found else None


def _judgement(row: dict[str, Any]) -> Judgement:
    return Judgement.model_validate(row["judgement"])
