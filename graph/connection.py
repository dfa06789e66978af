"""How to reach one Neo4j database."""

from __future__ import annotations

from dataclasses import dataclass, field


@dataclass(frozen=True)
class Connection:
    """Address and login; the password stays out of logs and traces."""

    uri: str
    user: str
    password: str = field(repr=False)
    database: str = "neo4j"
    browser: str | None = None
    """Where this server hands out Neo4j Browser, if it does."""
