"""Running statements inside a transaction."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, LiteralString

from neo4j import ManagedTransaction

Row = dict[str, Any]


def rows(tx: ManagedTransaction, statement: LiteralString, **values: Any) -> list[Row]:
    """What the statement returns."""
    return [dict(zip(record.keys(), record.values(), strict=True)) for record in tx.run(statement, values)]


def for_each(tx: ManagedTransaction, statement: LiteralString, **lists: Sequence[Any]) -> None:
    """Runs it unless a list that it goes through is empty."""
    if all(lists.values()):
        tx.run(statement, lists).consume()
