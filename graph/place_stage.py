"""The places that reports name, after a change."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from typing import TYPE_CHECKING

from neo4j import ManagedTransaction

from graph import write_queries as q
from graph.claims import recount
from graph.identity import party_actor_ids
from graph.rows import NewPart, Row, place_row
from graph.statements import for_each, rows

if TYPE_CHECKING:
    from graph.change import OldPart


def save_places(tx: ManagedTransaction, old: Sequence[OldPart], new: Sequence[NewPart]) -> list[str]:
    """Counts claims in and out; the ids of places that no report names any more."""
    removed: dict[str, list[str]] = defaultdict(list)
    added: dict[str, list[str]] = defaultdict(list)
    for part in old:
        for row in part.places:
            removed[row["place_id"]].append(row["claim"])
    for put in new:
        for row in put.places:
            added[row["place_id"]].append(row["claim"])
    touched = sorted({*removed, *added})
    if not touched:
        return []
    before = {row["id"]: row for row in rows(tx, q.PLACES, ids=touched)}
    saved: list[Row] = []
    dead: list[str] = []
    for key in touched:
        node = before.get(key)
        had = dict(zip(node["claims"], node["claim_counts"], strict=True)) if node else {}
        claims = recount(had, removed=removed[key], added=added[key])
        if claims:
            saved.append(place_row(key, claims))
        else:
            dead.append(key)
    for_each(tx, q.SAVE_PLACES, rows=saved)
    countries = [
        {"id": row["id"], "country": party_actor_ids(row["country"])[0]} for row in saved if row["country"]
    ]
    for_each(tx, q.LINK_PLACES, rows=countries)
    return dead
