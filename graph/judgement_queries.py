"""Judgements in the graph: nodes of their own, that outlive what they are about."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

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

_ALL = """
MATCH (j:Judgement)
WHERE j.id > $after AND ($subject IS NULL OR j.subject = $subject)
RETURN properties(j) AS judgement
ORDER BY j.id LIMIT $limit
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


def listed(tx: ManagedTransaction, subject: str | None, after: str, limit: int) -> list[Judgement]:
    """In the order of their ids."""
    return [_judgement(row) for row in rows(tx, _ALL, subject=subject, after=after, limit=limit)]


def by_id(tx: ManagedTransaction, key: str) -> Judgement | None:
    """None where there is none."""
    found = rows(tx, _BY_ID, id=key)
    return _judgement(found[0]) if found else None


def _judgement(row: dict[str, Any]) -> Judgement:
    return Judgement.model_validate(row["judgement"])
