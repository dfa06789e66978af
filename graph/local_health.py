"""Looking at a managed server: whether its process listens, and whether its database is open."""

from __future__ import annotations

import contextlib
from pathlib import Path

import psutil
from neo4j import Driver, GraphDatabase
from neo4j.exceptions import AuthError, DriverError, Neo4jError

from graph.connection import Connection
from graph.errors import LocalServerError

SYSTEM_DATABASE = "system"
# Why a database did not open; empty while it is opening.
STATUS = "SHOW DATABASE $name YIELD statusMessage RETURN statusMessage"


def listens(pid: int, port: int) -> bool:
    """Whether this very process has the port: another program may have taken it since it was found free."""
    try:
        open_ports = psutil.Process(pid).net_connections(kind="tcp")
    except psutil.Error:
        return False
    return any(c.status == psutil.CONN_LISTEN and c.laddr.port == port for c in open_ports)


def memory_of(pid: int) -> int:
    """Bytes in memory; 0 where the process is gone."""
    try:
        return int(psutil.Process(pid).memory_info().rss)
    except psutil.Error:
        return 0


def is_open(connection: Connection, home: Path, password_file: Path) -> bool:
    """Whether the database answers. Raises LocalServerError where it never will."""
    try:
        with GraphDatabase.driver(connection.uri, auth=(connection.user, connection.password)) as driver:
            return _answers(driver, connection, home)
    except AuthError as error:
        raise LocalServerError(
            f"The Neo4j of {home} does not accept the password in {password_file}. "
            "Where it was changed, write the new one into that file."
        ) from error
    except (DriverError, Neo4jError):
        return False  # it listens before it can answer


def _answers(driver: Driver, connection: Connection, home: Path) -> bool:
    with contextlib.suppress(Neo4jError), driver.session(database=connection.database) as session:
        session.run("RETURN 1").consume()
        return True
    with driver.session(database=SYSTEM_DATABASE) as session:
        why = session.run(STATUS, name=connection.database).value()
    if why and why[0]:
        raise LocalServerError(
            f"Neo4j cannot open the database in {home}: {why[0].splitlines()[0]} "
            "`chancery restore` puts a backup in its place; otherwise move that folder away to begin anew."
        )
    return False
