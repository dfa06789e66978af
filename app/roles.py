"""
Who may do what: the one table of it.

* Readers ask. What an article says may also be asked without storing it: that changes nothing.
* Writers are readers who look after the articles: put in, fetch, read again, take out, and the jobs that
  do so. Taking an article out is theirs, because it is the other half of putting it in: it removes
  exactly what the article brought, and putting it in again brings that back. Who may replace every text
  gains nothing by it.
* Analysts are readers who judge and withdraw judgements. They do not touch articles, nor writers
  judgements.
* Admins may do all of this, read the audit trail, and ask the graph in Cypher, where a statement that means
  harm can take much of the machine.

A new route needs a line here. Without one it is an admin's alone, and a test fails.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class Role(StrEnum):
    """What a key is for."""

    READER = "reader"
    WRITER = "writer"
    ANALYST = "analyst"
    ADMIN = "admin"

    def may(self, needed: Role) -> bool:
        """Whether this role includes the other."""
        return self is needed or self is Role.ADMIN or needed is Role.READER


@dataclass(frozen=True)
class Access:
    """What a route asks of whoever uses it."""

    needs: Role | None
    """None is open to everybody, with or without a key."""
    action: str | None = None
    """The name in the audit trail; None for what changes nothing."""
    of_graph: bool = False
    """Whether an answer follows from the graph and the address alone, and so holds until the graph changes.
    Not what depends on the day, on jobs or on this process, and not what is streamed."""


OPEN = Access(None)
ASKS = Access(Role.READER, of_graph=True)
ASKS_ANEW = Access(Role.READER)
ADMIN_ONLY = Access(Role.ADMIN)


def _writes(action: str) -> Access:
    return Access(Role.WRITER, action)


def _judges(action: str) -> Access:
    return Access(Role.ANALYST, action)


ACCESS: dict[tuple[str, str], Access] = {
    ("GET", "/"): OPEN,  # what the page shows it asks for with the key of whoever sits before it
    ("GET", "/assets/{name}"): OPEN,
    ("GET", "/docs"): OPEN,
    ("GET", "/docs/{name}"): OPEN,
    ("GET", "/openapi.json"): OPEN,
    ("GET", "/healthz"): OPEN,
    ("GET", "/readyz"): OPEN,
    ("GET", "/metrics"): ASKS_ANEW,
    # questions
    ("GET", "/v1/who-met-whom"): ASKS,
    ("GET", "/v1/meetings"): ASKS,
    ("GET", "/v1/meetings/{id}"): ASKS,
    ("GET", "/v1/actors"): ASKS,
    ("GET", "/v1/actors/{id}"): ASKS,
    ("GET", "/v1/actors/{id}/met"): ASKS,
    ("GET", "/v1/actors/{id}/mentions"): ASKS,
    ("GET", "/v1/actors/{id}/timeline"): ASKS,
    ("GET", "/v1/pairs/{a}/{b}"): ASKS,
    ("GET", "/v1/paths"): ASKS,
    ("GET", "/v1/network"): ASKS,
    ("GET", "/v1/stats"): ASKS,
    ("GET", "/v1/stats/most-met"): ASKS,
    ("GET", "/v1/stats/most-met/pairs"): ASKS,
    ("GET", "/v1/stats/places"): ASKS,
    ("GET", "/v1/stats/hosts"): ASKS,
    ("GET", "/v1/stats/by-period"): ASKS,
    ("GET", "/v1/stats/centrality"): ASKS,
    ("GET", "/v1/search"): ASKS,
    ("GET", "/v1/sources"): ASKS,
    ("GET", "/v1/places"): ASKS,
    ("GET", "/v1/ask"): ASKS_ANEW,  # "last week" is another week tomorrow
    ("GET", "/v1/export"): ASKS_ANEW,
    ("POST", "/v1/extract"): ASKS_ANEW,
    ("POST", "/v1/cypher"): ADMIN_ONLY,
    # articles
    ("GET", "/v1/articles/{id}"): ASKS,
    ("GET", "/v1/articles/{id}/editions/{edition}"): ASKS,
    ("POST", "/v1/articles"): _writes("article.put"),
    ("POST", "/v1/articles/batch"): _writes("article.put_batch"),
    ("POST", "/v1/articles/fetch"): _writes("article.fetch"),
    ("POST", "/v1/articles/{id}/reextract"): _writes("article.reextract"),
    ("DELETE", "/v1/articles/{id}"): _writes("article.delete"),
    # jobs: they name addresses and reasons of what is not in the graph, which is the writers' business
    ("GET", "/v1/jobs"): Access(Role.WRITER),
    ("GET", "/v1/jobs/{id}"): Access(Role.WRITER),
    ("GET", "/v1/jobs/{id}/articles"): Access(Role.WRITER),
    ("GET", "/v1/jobs/{id}/events"): Access(Role.WRITER),
    ("POST", "/v1/jobs/{id}/cancel"): _writes("job.cancel"),
    ("POST", "/v1/jobs/{id}/retry"): _writes("job.retry"),
    # judgements
    ("GET", "/v1/review"): ASKS,
    ("GET", "/v1/judgements"): ASKS,
    ("GET", "/v1/judgements/gold"): ASKS_ANEW,
    ("GET", "/v1/judgements/{id}"): ASKS,
    ("POST", "/v1/judgements"): _judges("judgement.add"),
    ("DELETE", "/v1/judgements/{id}"): _judges("judgement.withdraw"),
    ("GET", "/v1/audit"): ADMIN_ONLY,
}
