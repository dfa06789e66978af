"""Statements of somebody else: read only, looked at before they run, bounded while they run."""

from __future__ import annotations

import json
import re
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any, LiteralString

from neo4j import READ_ACCESS, Driver, Record, Transaction
from neo4j.exceptions import Neo4jError

from graph.cypher_plan import check_plan
from graph.cypher_text import check_text
from graph.cypher_values import json_value
from graph.driver import translated
from graph.errors import BadCypher, CypherRefused, CypherTimedOut, CypherTooLarge, GraphError

_EXPLAIN = "EXPLAIN\n"  # a line of its own, so that columns stay what they are
_POSITION = re.compile(r"\(line (\d+), column (\d+) \(offset: (\d+)\)\)")
_TIMED_OUT = ("TransactionTimedOut", "TransactionTimedOutClientConfiguration", "Terminated")
_OUT_OF_MEMORY = ("MemoryPoolOutOfMemoryError", "TransactionMemoryLimit", "StackOverFlowError")
_FETCH = 100


@dataclass(frozen=True)
class CypherLimits:
    """How long a statement may take and how much of its answer is given."""

    seconds: float
    rows: int
    bytes: int


def run_read_only(
    driver: Driver, database: str, query: str, parameters: Mapping[str, Any], limits: CypherLimits
) -> dict[str, Any]:
    """Columns, rows and whether there was more.

    Raises CypherRefused, BadCypher, CypherTimedOut, CypherTooLarge and what the graph always may.
    """
    check_text(query)
    begun = time.monotonic()
    session = driver.session(database=database, default_access_mode=READ_ACCESS, fetch_size=_FETCH)
    with translated(), _meant(), session, session.begin_transaction(timeout=limits.seconds) as tx:
        _check(tx, query, parameters)
        result = tx.run(_as_given(query), dict(parameters))
        rows, cut = _bounded(iter(result), limits)
        columns = list(result.keys())
        # What was left out is not asked for any more.
        tx.rollback()
    took = round(1000 * (time.monotonic() - begun))
    return {"columns": columns, "rows": rows, "truncated": cut, "took_ms": took}


def _as_given(query: str) -> LiteralString:
    # Every other statement of this layer is a literal of ours: this is the one way in for others.
    statement: Any = query
    return statement  # type: ignore[no-any-return]


def _check(tx: Transaction, query: str, parameters: Mapping[str, Any]) -> None:
    try:
        with _meant(len(_EXPLAIN)):
            explained = tx.run(_as_given(_EXPLAIN + query), dict(parameters))
    except (OverflowError, ValueError, TypeError) as error:
        raise BadCypher(f"A parameter or the statement cannot be given to Neo4j: {error}.") from error
    with _meant(len(_EXPLAIN)):
        summary = explained.consume()
    if summary.query_type != "r":
        raise CypherRefused("Only statements that read are allowed here.")
    if summary.plan is None:
        raise CypherRefused("Neo4j shows no plan of this statement, so that it is not allowed here.")
    check_plan(summary.plan)


def _bounded(records: Iterator[Record], limits: CypherLimits) -> tuple[list[Any], str | None]:
    rows: list[Any] = []
    size = 0
    for record in records:
        if len(rows) == limits.rows:
            return rows, "rows"
        row = [json_value(value) for value in record.values()]
        size += len(json.dumps(row, ensure_ascii=False).encode("utf-8", "replace")) + 1
        if size > limits.bytes:
            if not rows:
                raise CypherTooLarge(f"The first row alone is over {limits.bytes} bytes. Return less of it.")
            return rows, "bytes"
        rows.append(row)
    return rows, None


@contextmanager
def _meant(before: int = 0) -> Iterator[None]:
    """Failures that the statement is to blame for, told with the place in it; a line of ours with so many
    characters may stand before it."""
    try:
        yield
    except Neo4jError as error:
        meant = _meaning(error, before)
        if meant is None:
            raise
        raise meant from error


def _meaning(error: Neo4jError, before: int) -> GraphError | None:
    code = error.code or ""
    title = code.rsplit(".", 1)[-1]
    if title in _TIMED_OUT:
        return CypherTimedOut("The statement took too long and was ended. Ask for less of the graph.")
    if title in _OUT_OF_MEMORY:
        return CypherTooLarge("The statement takes too much memory. Ask for less of the graph.")
    if title == "AccessMode":
        return CypherRefused("Only statements that read are allowed here.")
    # Of the others, these are nobody's fault but the server's and the operators'.
    if any(part in code for part in (".TransientError.", ".Security.", ".Database.", ".Cluster.")):
        return None
    return _bad(error.message or title, before)


def _bad(message: str, before: int) -> BadCypher:
    found = _POSITION.search(message)
    words = message.splitlines()[0]
    if found is None:
        return BadCypher(words)
    line, column, offset = (int(number) for number in found.groups())
    # A mistake as a whole is told to be in line 0.
    place = {"line": max(line - bool(before), 1), "column": max(column, 1), "offset": max(offset - before, 0)}
    return BadCypher(words.replace(found[0], f"(line {place['line']}, column {place['column']})"), place)
