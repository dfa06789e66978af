"""The whole graph as plain sorted data: two graphs are equal where their exports are."""

from __future__ import annotations

import datetime as dt
import json
from typing import Any

from neo4j import ManagedTransaction
from neo4j.time import Date

from graph import write_queries as q
from graph.driver import Database, Sessions
from graph.schema import OPERATIONAL


def export(driver: Sessions, database: str) -> dict[str, list[Any]]:
    """Nodes by id and relationships by type and ends, ready for JSON; meant for graphs that fit in memory."""
    return Database(driver, database).read(_export)


def _export(tx: ManagedTransaction) -> dict[str, list[Any]]:
    nodes = [
        {"labels": sorted(record["labels"]), "properties": _plain(record["properties"])}
        for record in tx.run(q.EXPORT_NODES, operational=OPERATIONAL)
    ]
    relationships = [
        {
            "type": record["type"],
            "from": record["from"],
            "to": record["to"],
            "properties": _plain(record["properties"]),
        }
        for record in tx.run(q.EXPORT_RELATIONSHIPS)
    ]
    return {
        "nodes": sorted(nodes, key=lambda node: (node["labels"], str(node["properties"]["id"]))),
        "relationships": sorted(relationships, key=lambda edge: json.dumps(edge, sort_keys=True)),
    }


def _plain(properties: dict[str, Any]) -> dict[str, Any]:
    return {key: _plain_value(value) for key, value in sorted(properties.items())}


def _plain_value(value: Any) -> Any:
    if isinstance(value, Date):
        value = value.to_native()
    return value.isoformat() if isinstance(value, dt.date) else value
