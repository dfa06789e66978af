"""API keys in the graph: nodes that nothing else is tied to."""

from __future__ import annotations

CREATE_KEY = "CREATE (k:ApiKey) SET k = $key"

KEY = "MATCH (k:ApiKey {id: $id}) RETURN properties(k) AS key"

KEYS = "MATCH (k:ApiKey) RETURN properties(k) AS key ORDER BY k.created, k.id"

# One that was revoked before stays revoked from then.
REVOKE_KEY = """
MATCH (k:ApiKey {id: $id})
SET k.revoked = coalesce(k.revoked, $at)
RETURN properties(k) AS key
"""

USED = "MATCH (k:ApiKey {id: $id}) SET k.last_used = $day"

ANY_KEY = """
RETURN EXISTS {
  MATCH (k:ApiKey)
  WHERE k.revoked IS NULL AND (k.expires IS NULL OR k.expires > $now)
} AS found
"""
