"""Who wants to know of each unit of work that the graph does: figures and traces, a layer above."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, ExitStack, contextmanager
from dataclasses import dataclass
from typing import Literal, TypeVar

from neo4j import ManagedTransaction

T = TypeVar("T")
Kind = Literal["read", "write", "schema"]


@dataclass
class Unit:
    """One unit of work; `attempts` counts up while the driver tries it again."""

    kind: Kind
    attempts: int = 0

    def counted(self, work: Callable[[ManagedTransaction], T]) -> Callable[[ManagedTransaction], T]:
        """The same work, which counts how often it runs."""

        def run(tx: ManagedTransaction) -> T:
            self.attempts += 1
            return work(tx)

        return run


# Entered before the unit begins, left when it is over, with its error where it failed.
Observer = Callable[[Unit], AbstractContextManager[None]]

_observers: tuple[Observer, ...] = ()


@contextmanager
def observed_by(observer: Observer) -> Iterator[None]:
    """Every unit of this process is shown to `observer` in here."""
    global _observers
    _observers = (*_observers, observer)
    try:
        yield
    finally:
        # Once: it may have been asked to look twice.
        at = _observers.index(observer)
        _observers = (*_observers[:at], *_observers[at + 1 :])


@contextmanager
def observed(kind: Kind) -> Iterator[Unit]:
    """One unit of work, seen by all who want to know."""
    unit = Unit(kind)
    with ExitStack() as stack:
        for observer in _observers:
            stack.enter_context(observer(unit))
        yield unit
