"""Constraints and indexes of the graph, and the version of its form."""

from __future__ import annotations

from neo4j import Driver


def ensure_schema(driver: Driver, database: str) -> None:
    """Make what is missing; to be called once at the start of a service. Raises SchemaTooNew."""
    raise NotImplementedError
