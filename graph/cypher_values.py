"""What Neo4j answers as JSON: nodes, relationships, paths, temporal and spatial values."""

from __future__ import annotations

import base64
import datetime as dt
import math
from collections.abc import Mapping
from typing import Any

from neo4j.graph import Node, Path, Relationship
from neo4j.spatial import Point
from neo4j.time import Date, DateTime, Duration, Time

from graph.cypher_plan import PUBLIC_LABELS

_TEMPORAL = (Date, DateTime, Time, dt.date, dt.time)
_PLAIN = (bool, int, str)


def json_value(value: Any) -> Any:
    """A node that is not public is null, should one ever come so far."""
    if value is None or isinstance(value, _PLAIN):
        return value
    # A node and a relationship are mappings too.
    if isinstance(value, (Node, Relationship, Path)):
        return _part_of_graph(value)
    if isinstance(value, Mapping):
        return {str(key): json_value(one) for key, one in value.items()}
    # A point and a duration are tuples too.
    if isinstance(value, (list, tuple)) and not isinstance(value, (Point, Duration)):
        return [json_value(one) for one in value]
    return _single(value)


def _part_of_graph(value: Node | Relationship | Path) -> Any:
    if isinstance(value, Node):
        return _node(value)
    if isinstance(value, Relationship):
        return _relationship(value)
    return {
        "nodes": [json_value(one) for one in value.nodes],
        "relationships": [json_value(one) for one in value.relationships],
    }


def _single(value: Any) -> Any:
    match value:
        case float():
            return value if math.isfinite(value) else str(value)
        case Duration():
            return value.iso_format()
        case Point():
            return {"srid": value.srid, "coordinates": list(value)}
        case bytes() | bytearray():
            return base64.b64encode(value).decode()
    return value.isoformat() if isinstance(value, _TEMPORAL) else str(value)


def _node(node: Node) -> dict[str, Any] | None:
    if not node.labels & PUBLIC_LABELS:
        return None
    return {
        "element_id": node.element_id,
        "labels": sorted(node.labels),
        "properties": json_value(dict(node)),
    }


def _relationship(one: Relationship) -> dict[str, Any]:
    ends = [node.element_id if node is not None else None for node in one.nodes]
    return {
        "element_id": one.element_id,
        "type": one.type,
        "start": ends[0],
        "end": ends[1],
        "properties": json_value(dict(one)),
    }
