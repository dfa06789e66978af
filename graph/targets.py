"""What a judgement is about, as it is kept: names of actors and keys of reports, which outlive the ids of
actors, meetings and reports."""

from __future__ import annotations

from dataclasses import dataclass

from neo4j import ManagedTransaction

from graph.actor_names import preference
from graph.errors import NotFound
from graph.meeting_queries import CALLED
from graph.rows import name_of_row
from graph.statements import rows

_NAMES = """
CALL {
  MATCH (n:Name {id: $id})
  RETURN n
  UNION
  MATCH (n:Name {slug: $id})
  RETURN n
  UNION
  MATCH (:Actor {id: $id})<-[:STANDS_FOR]-(n:Name)
  RETURN n
}
MATCH (n)-[:STANDS_FOR]->(a:Actor)
RETURN n.id AS id, n.slug AS slug, n.kind AS kind, n.party AS party, n.years AS years, n.claims AS claims,
       a.id AS actor, a.name AS label
"""

_REPORTS = """
MATCH (r:Report {id: $id})<-[:REPORTS]-(article:Article)
RETURN r.key AS key, article.id AS article_id, head(r.quotes) AS label,
       COLLECT { MATCH (r)-[n:NAMES]->(a:Actor) RETURN {slug: n.slug, actor: a.id, name: a.name} } AS names
"""

_FIRST_REPORT = """
MATCH (m:Meeting {id: $id})<-[:OF]-(r:Report)<-[:REPORTS]-(article:Article)
RETURN r.key AS key, article.id AS article_id, m.title AS label
ORDER BY coalesce(article.published, date('9999-12-31')), r.id LIMIT 1
"""


@dataclass(frozen=True)
class Target:
    """`key` is what is kept; `label` says to people what was meant."""

    key: str
    label: str
    kind: str = ""
    actor: str = ""
    article_id: str | None = None


@dataclass(frozen=True)
class ReportTarget(Target):
    """`participants` are those of the report: their ids as extracted, by those and by the actors' ids."""

    participants: tuple[tuple[str, str], ...] = ()

    def extracted(self, actor: str) -> str | None:
        """The id as extracted of a participant named by either; None where it is none."""
        return next((slug for slug, known in self.participants if actor in (slug, known)), None)


def actor_target(tx: ManagedTransaction, actor_id: str) -> Target:
    """The name of an actor by which it is best known; an id of a name stands for itself. Raises NotFound."""
    found = rows(tx, _NAMES, id=actor_id)
    if not found:
        raise NotFound(f"No actor has the id {actor_id!r}, and no name of one.")
    row = min(found, key=lambda one: (one["id"] != actor_id, preference(name_of_row(one))))
    return Target(row["id"], f"{row['label']} ({row['id']})", row["kind"], row["actor"])


def meeting_target(tx: ManagedTransaction, meeting_id: str) -> Target:
    """The report that first told of it; the id of a report stands for that report. Raises NotFound."""
    found = rows(tx, _REPORTS, id=meeting_id)
    if not found:
        called = rows(tx, CALLED, id=meeting_id)
        found = rows(tx, _FIRST_REPORT, id=called[0]["id"]) if called else []
    if not found:
        raise NotFound(f"No meeting has the id {meeting_id!r}, and no report.")
    return Target(found[0]["key"], found[0]["label"], article_id=found[0]["article_id"])


def report_target(tx: ManagedTransaction, report_id: str) -> ReportTarget:
    """Raises NotFound."""
    found = rows(tx, _REPORTS, id=report_id)
    if not found:
        raise NotFound(f"No report has the id {report_id!r}.")
    row = found[0]
    return ReportTarget(
        row["key"],
        row["label"],
        article_id=row["article_id"],
        participants=tuple((one["slug"], one["actor"]) for one in row["names"]),
    )
