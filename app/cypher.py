"""Statements of somebody else, each in a process of its own with little memory and little time.

Neo4j bounds what a statement takes there; what it sends, one huge value say, is bounded here: the driver
reads a value whole before anybody can look at it.
"""

from __future__ import annotations

import json
import multiprocessing
import resource
import threading
from collections.abc import Mapping
from dataclasses import dataclass
from multiprocessing.connection import Connection as Pipe
from typing import Any

import psutil

from app.errors import CypherBusy, CypherOff
from app.settings import Settings
from graph.connection import Connection
from graph.cypher import CypherLimits, run_read_only
from graph.cypher_text import check_text
from graph.driver import open_driver
from graph.errors import CypherTimedOut, CypherTooLarge, GraphError

AT_ONCE = 4
GRACE_S = 5.0  # to connect, and to be told of a time-out by Neo4j itself
MEMORY_BYTES = 512 * 1024 * 1024

_places = threading.BoundedSemaphore(AT_ONCE)


@dataclass(frozen=True)
class _Statement:
    where: Connection
    query: str
    parameters: Mapping[str, Any]
    limits: CypherLimits


def run_statement(settings: Settings, where: Connection, query: str, parameters: Mapping[str, Any]) -> bytes:
    """The answer as JSON. Raises what `run_read_only` does, CypherOff and CypherBusy."""
    if not settings.cypher:
        raise CypherOff("POST /v1/cypher is switched off here (CHANCERY_CYPHER).")
    check_text(query)
    limits = CypherLimits(settings.cypher_timeout_s, settings.cypher_max_rows, settings.cypher_max_bytes)
    if not _places.acquire(timeout=settings.cypher_timeout_s):
        raise CypherBusy(f"{AT_ONCE} statements run already. Try again.")
    try:
        return _in_a_process(_Statement(where, query, parameters, limits))
    finally:
        _places.release()


def _in_a_process(statement: _Statement) -> bytes:
    context = multiprocessing.get_context("forkserver")
    ours, theirs = context.Pipe(duplex=False)
    process = context.Process(target=_answer, args=(theirs, statement), daemon=True)
    process.start()
    theirs.close()
    try:
        if not ours.poll(statement.limits.seconds + GRACE_S):
            raise CypherTimedOut("The statement took too long and was ended. Ask for less of the graph.")
        answer = ours.recv()
    except EOFError as error:
        raise CypherTooLarge("The answer takes too much memory. Ask for less of the graph.") from error
    finally:
        process.kill()
        process.join()
        process.close()
        ours.close()
    if isinstance(answer, GraphError):
        raise answer
    return bytes(answer)


def _answer(pipe: Pipe, statement: _Statement) -> None:
    """Runs in the process: an answer or an error into the pipe, or death for want of memory."""
    limit = psutil.Process().memory_info().vms + MEMORY_BYTES
    resource.setrlimit(resource.RLIMIT_AS, (limit, limit))
    try:
        with open_driver(statement.where) as driver:
            found = run_read_only(
                driver, statement.where.database, statement.query, statement.parameters, statement.limits
            )
        pipe.send(json.dumps(found, ensure_ascii=True).encode())
    except GraphError as error:
        pipe.send(error)
    except MemoryError:
        pipe.close()
