"""An empty graph between tests, in whatever database they share."""

from __future__ import annotations

from typing import LiteralString

from neo4j import Driver

# A change that the service has to see: what it answered before does not hold any more.
EMPTY: LiteralString = """
MATCH (n) WHERE NOT n:ChancerySchema DETACH DELETE n
WITH count(*) AS gone
MATCH (s:ChancerySchema) WHERE s.changes IS NOT NULL
SET s.changes = s.changes + 1, s.changed = datetime.realtime()
"""


def empty(driver: Driver, database: str) -> None:
    """The schema stays."""
    driver.execute_query(EMPTY, database_=database)
