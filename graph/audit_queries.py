"""The audit trail in the graph: entries that nothing else is tied to, in the order of their ids."""

from __future__ import annotations

CREATE_ENTRY = "CREATE (e:AuditEntry) SET e = $entry"

# An id begins with the time, so that the constraint's index serves the order and the span of time.
ENTRIES = """
MATCH (e:AuditEntry)
WHERE e.id >= $first AND e.id < $before
  AND ($who IS NULL OR e.key_id = $who OR e.name = $who)
  AND ($action IS NULL OR e.action = $action)
  AND ($subject IS NULL OR e.subject = $subject)
RETURN properties(e) AS entry
ORDER BY e.id DESC LIMIT $limit
"""

FORGET_ENTRIES = """
MATCH (e:AuditEntry)
WHERE e.id < $before
WITH e LIMIT $limit
DELETE e
RETURN count(*) AS gone
"""
