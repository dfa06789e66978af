"""
What the graph layer raises:

* GraphError
  + GraphUnavailable    Neo4j cannot be reached, is starting or is overloaded; retry later
  + GraphRefused        Neo4j was reached and does not let us in or does not have the database
  + SchemaTooNew        the graph was written by a newer version of this program
  + NotFound            nothing in the graph has that id
  + BadCursor           a paging cursor that this list did not give out
  + TicketLost          an article was given to another runner, or cancelled, before it was stored
  + EmptySearch         nothing to look for but words that are everywhere, or only what is not to be found
  + Contradiction       a judgement that cannot stand beside others: `new`, `against`
  + CypherRefused       somebody's statement does what is not allowed
  + BadCypher           somebody's statement is no Cypher, or fails: `position` is where
  + CypherTimedOut      somebody's statement took longer than it may
  + CypherTooLarge      somebody's statement takes or gives more than it may
  + LocalServerError    the managed local Neo4j cannot be installed, started or stopped
  + BackupError         a backup that cannot be made, or is damaged, or does not belong in this graph
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from graph.judgements import Judgement


class GraphError(Exception):
    """The graph cannot answer; the message says what to do about it."""


class GraphUnavailable(GraphError):
    """Neo4j cannot be reached, is starting or is overloaded; retry later."""


class GraphRefused(GraphError):
    """Neo4j was reached and does not let us in or does not have the database."""


class SchemaTooNew(GraphError):
    """The graph was written by a newer version of this program."""


class NotFound(GraphError):
    """Nothing in the graph has that id."""


class BadCursor(GraphError):
    """A paging cursor that this list did not give out."""


class EmptySearch(GraphError):
    """Nothing to look for but words that are everywhere, or only what is not to be found."""


class TicketLost(GraphError):
    """An article was given to another runner, or cancelled, before it was stored."""


class Contradiction(GraphError):
    """A judgement that cannot stand beside others."""

    def __init__(self, new: Judgement, against: Sequence[Judgement]) -> None:
        others = "; ".join(f"{one.id} ({one.ruling}, by {one.by})" for one in against)
        super().__init__(
            f"This judgement ({new.ruling}) contradicts {others}. Withdraw that first, if it is wrong."
        )
        self.new = new
        self.against = tuple(against)


class CypherRefused(GraphError):
    """Somebody's statement does what is not allowed."""


class BadCypher(GraphError):
    """Somebody's statement is no Cypher, or fails."""

    def __init__(self, message: str, position: dict[str, int] | None = None) -> None:
        super().__init__(message)
        self.position = position


class CypherTimedOut(GraphError):
    """Somebody's statement took longer than it may."""


class CypherTooLarge(GraphError):
    """Somebody's statement takes or gives more than it may."""


class LocalServerError(GraphError):
    """The managed local Neo4j cannot be installed, started or stopped."""


class BackupError(GraphError):
    """A backup that cannot be made, or is damaged, or does not belong in this graph."""
