"""The statement that reads how often the graph has changed; write_queries.TAKE_TURN counts."""

from __future__ import annotations

CHANGES = """
MATCH (s:ChancerySchema {id: 'chancery'})
RETURN s.changes AS changes, s.changed.epochMillis AS changed, datetime.realtime().epochMillis AS now
"""
