"""Connections to Neo4j: how they are made, used, and what their failures mean."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from typing import Any, LiteralString, Protocol, TypeVar

from neo4j import (
    READ_ACCESS,
    WRITE_ACCESS,
    Driver,
    GraphDatabase,
    ManagedTransaction,
    NotificationMinimumSeverity,
    Query,
    Session,
    unit_of_work,
)
from neo4j.exceptions import (
    AuthError,
    ClientError,
    ConfigurationError,
    DriverError,
    Neo4jError,
    ServiceUnavailable,
    SessionExpired,
    TransientError,
)

from graph.errors import GraphError, GraphRefused, GraphUnavailable
from graph.observing import observed

T = TypeVar("T")

CONNECT_SECONDS = 5.0
# How long one unit of work may take, and how long to try again when it failed for a passing reason.
# A reader is told soon that the server is away; a writer waits out a deadlock with other writers.
READ_SECONDS, READ_RETRIES_SECONDS = 20.0, 1.0
WRITE_SECONDS, WRITE_RETRIES_SECONDS = 60.0, 10.0
FIRST_RETRY_SECONDS = 0.1

_NO_DATABASE = "Neo.ClientError.Database.DatabaseNotFound"
_NOT_OURS_TO_WRITE = "Neo.ClientError.Security.Forbidden"
_TIMED_OUT = ("Neo.ClientError.Transaction.TransactionTimedOut",)
# how the driver reports that it waited for a free connection in vain
_WAITED_IN_VAIN = "ConnectionAcquisitionTimeoutError"


class Login(Protocol):
    """What it takes to reach a server; settings and the managed server's Connection both have it."""

    @property
    def uri(self) -> str: ...
    @property
    def user(self) -> str: ...
    @property
    def password(self) -> str: ...


class Sessions(Protocol):
    """What units of work are done on: a driver, or a link whose driver changes."""

    def session(
        self,
        *,
        database: str | None = ...,
        max_transaction_retry_time: float = ...,
        default_access_mode: str = ...,
        fetch_size: int = ...,
    ) -> AbstractContextManager[Session]: ...


@contextmanager
def open_driver(login: Login) -> Iterator[Driver]:
    """One driver a process, closed at the end."""
    with make_driver(login) as driver:
        yield driver


def make_driver(login: Login) -> Driver:
    """Nothing is sent yet, so a server that is away is no error here."""
    with translated():
        try:
            return GraphDatabase.driver(
                login.uri,
                auth=(login.user, login.password),
                connection_timeout=CONNECT_SECONDS,
                connection_acquisition_timeout=2 * CONNECT_SECONDS,
                initial_retry_delay=FIRST_RETRY_SECONDS,
                # a connection that slept through a restart of the server is tested before it is used
                liveness_check_timeout=30.0,
                notifications_min_severity=NotificationMinimumSeverity.OFF,
                user_agent="chancery",
            )
        except ValueError as error:
            raise GraphRefused(
                f"{login.uri!r} is no address of a Neo4j server: {error}. Use one like bolt://localhost:7687."
            ) from error


@contextmanager
def translated() -> Iterator[None]:
    """Failures of the driver and the server as errors of this layer."""
    try:
        yield
    except (AuthError, ConfigurationError) as error:
        raise GraphRefused(
            f"Neo4j cannot be used as configured: {_words(error)}. Check the address, user and password."
        ) from error
    # Leader changes among them: the driver's NotALeader and its like are TransientErrors.
    except (ServiceUnavailable, SessionExpired, TransientError) as error:
        raise GraphUnavailable(f"Neo4j cannot be reached or is busy: {_words(error)}. Try again.") from error
    except ClientError as error:
        raise _meaning(error) from error
    except (DriverError, Neo4jError) as error:
        if type(error).__name__ == _WAITED_IN_VAIN:
            raise GraphUnavailable("Neo4j is busy: no connection became free. Try again.") from error
        raise GraphError(f"Neo4j failed: {_words(error)}") from error


def _meaning(error: ClientError) -> GraphError:
    if error.code in _TIMED_OUT:
        return GraphUnavailable("Neo4j took too long to answer. Try again, or ask for less.")
    if error.code == _NO_DATABASE:
        return GraphRefused(f"Neo4j has no such database: {_words(error)}. Check the database's name.")
    if error.code == _NOT_OURS_TO_WRITE:
        return GraphRefused(f"Neo4j forbids it: {_words(error)}. Use a user who may read and write.")
    return GraphError(f"Neo4j failed: {_words(error)}")


def _words(error: DriverError | Neo4jError) -> str:
    text = error.message if isinstance(error, Neo4jError) else str(error)
    first = (text or type(error).__name__).strip().splitlines()[0]
    return first.partition(" (resolved")[0].rstrip(".:")


class Database:
    """One named database of one server: units of work are retried where that can help."""

    def __init__(self, driver: Sessions, name: str) -> None:
        self._driver = driver
        self._name = name

    def read(self, work: Callable[[ManagedTransaction], T]) -> T:
        """The work may run more than once, so it must have no effects of its own."""
        with observed("read") as unit, translated(), self._session(READ_RETRIES_SECONDS) as session:
            return session.execute_read(unit_of_work(timeout=READ_SECONDS)(unit.counted(work)))

    def glance(self, statement: LiteralString, **values: Any) -> list[dict[str, Any]]:
        """A small read in one round trip where a transaction takes three; it is not tried again."""
        query = Query(statement, timeout=READ_SECONDS)
        with translated(), self._session(0.0, READ_ACCESS) as session:
            return session.run(query, values).data()

    def write(
        self, work: Callable[[ManagedTransaction], T], *, retries_seconds: float = WRITE_RETRIES_SECONDS
    ) -> T:
        """One transaction; a deadlock with another writer rolls it back and runs it again."""
        with (
            observed("write") as unit,
            translated(),
            self._session(retries_seconds) as session,
        ):
            return session.execute_write(unit_of_work(timeout=WRITE_SECONDS)(unit.counted(work)))

    def run(self, statement: LiteralString) -> None:
        """A statement that changes the schema, which takes a transaction of its own."""
        with observed("schema"), translated(), self._session(0.0) as session:
            session.run(statement).consume()

    def _session(self, retries_seconds: float, mode: str = WRITE_ACCESS) -> AbstractContextManager[Session]:
        return self._driver.session(
            database=self._name, max_transaction_retry_time=retries_seconds, default_access_mode=mode
        )
