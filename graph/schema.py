"""Constraints and indexes of the graph, and the version of its form."""

from __future__ import annotations

import logging
from typing import LiteralString

from neo4j import ManagedTransaction

from graph.driver import Database, Sessions
from graph.errors import SchemaTooNew

log = logging.getLogger(__name__)

VERSION = 2

NAMES_INDEX = "actor_names"
ARTICLES_INDEX = "article_words"
QUOTES_INDEX = "report_words"

# Nodes that the service keeps for itself: no part of what the articles tell.
OPERATIONAL: tuple[LiteralString, ...] = (
    "ChancerySchema",
    "Queue",
    "Job",
    "Task",
    "Runner",
    "ApiKey",
    "AuditEntry",
)
_KEPT: LiteralString = "|".join(("Article", *OPERATIONAL))

# A uniqueness constraint stands behind every MERGE, or two writers could make the same node twice.
STATEMENTS = (
    "CREATE CONSTRAINT article_id IF NOT EXISTS FOR (n:Article) REQUIRE n.id IS UNIQUE",
    "CREATE CONSTRAINT report_id IF NOT EXISTS FOR (n:Report) REQUIRE n.id IS UNIQUE",
    "CREATE CONSTRAINT meeting_id IF NOT EXISTS FOR (n:Meeting) REQUIRE n.id IS UNIQUE",
    "CREATE CONSTRAINT actor_id IF NOT EXISTS FOR (n:Actor) REQUIRE n.id IS UNIQUE",
    "CREATE CONSTRAINT place_id IF NOT EXISTS FOR (n:Place) REQUIRE n.id IS UNIQUE",
    "CREATE CONSTRAINT schema_id IF NOT EXISTS FOR (n:ChancerySchema) REQUIRE n.id IS UNIQUE",
    "CREATE CONSTRAINT name_id IF NOT EXISTS FOR (n:Name) REQUIRE n.id IS UNIQUE",
    "CREATE CONSTRAINT slot_id IF NOT EXISTS FOR (n:Slot) REQUIRE n.id IS UNIQUE",
    "CREATE CONSTRAINT version_id IF NOT EXISTS FOR (n:Version) REQUIRE n.id IS UNIQUE",
    "CREATE CONSTRAINT edition_id IF NOT EXISTS FOR (n:Edition) REQUIRE n.id IS UNIQUE",
    "CREATE CONSTRAINT judgement_id IF NOT EXISTS FOR (n:Judgement) REQUIRE n.id IS UNIQUE",
    "CREATE CONSTRAINT queue_id IF NOT EXISTS FOR (n:Queue) REQUIRE n.id IS UNIQUE",
    "CREATE CONSTRAINT job_id IF NOT EXISTS FOR (n:Job) REQUIRE n.id IS UNIQUE",
    "CREATE CONSTRAINT task_id IF NOT EXISTS FOR (n:Task) REQUIRE n.id IS UNIQUE",
    "CREATE CONSTRAINT runner_id IF NOT EXISTS FOR (n:Runner) REQUIRE n.id IS UNIQUE",
    "CREATE INDEX job_active IF NOT EXISTS FOR (n:Job) ON (n.active)",
    "CREATE INDEX job_created IF NOT EXISTS FOR (n:Job) ON (n.created)",
    "CREATE INDEX job_receiver IF NOT EXISTS FOR (n:Job) ON (n.receiver)",
    "CREATE INDEX task_turn IF NOT EXISTS FOR (n:Task) ON (n.job, n.state, n.position)",
    "CREATE INDEX task_position IF NOT EXISTS FOR (n:Task) ON (n.job, n.position)",
    "CREATE INDEX task_finish IF NOT EXISTS FOR (n:Task) ON (n.job, n.finish)",
    "CREATE INDEX task_key IF NOT EXISTS FOR (n:Task) ON (n.key)",
    "CREATE INDEX task_state IF NOT EXISTS FOR (n:Task) ON (n.state)",
    "CREATE INDEX task_holder IF NOT EXISTS FOR (n:Task) ON (n.holder)",
    "CREATE CONSTRAINT api_key_id IF NOT EXISTS FOR (n:ApiKey) REQUIRE n.id IS UNIQUE",
    "CREATE CONSTRAINT audit_entry_id IF NOT EXISTS FOR (n:AuditEntry) REQUIRE n.id IS UNIQUE",
    "CREATE INDEX report_key IF NOT EXISTS FOR (n:Report) ON (n.key)",
    "CREATE INDEX report_doubt IF NOT EXISTS FOR (n:Report) ON (n.doubt)",
    "CREATE INDEX report_calls IF NOT EXISTS FOR (n:Report) ON (n.calls)",
    "CREATE INDEX name_slug IF NOT EXISTS FOR (n:Name) ON (n.slug)",
    "CREATE INDEX name_both IF NOT EXISTS FOR (n:Name) ON (n.both)",
    "CREATE INDEX name_tail IF NOT EXISTS FOR (n:Name) ON (n.tail)",
    "CREATE INDEX name_head IF NOT EXISTS FOR (n:Name) ON (n.head)",
    "CREATE INDEX judgement_a IF NOT EXISTS FOR (n:Judgement) ON (n.a)",
    "CREATE INDEX judgement_b IF NOT EXISTS FOR (n:Judgement) ON (n.b)",
    "CREATE INDEX judgement_at IF NOT EXISTS FOR (n:Judgement) ON (n.at)",
    "CREATE INDEX article_version IF NOT EXISTS FOR (n:Article) ON (n.extractor_version)",
    "CREATE INDEX mention_said IF NOT EXISTS FOR ()-[r:MENTIONS]-() ON (r.said)",
    "CREATE INDEX participant_said IF NOT EXISTS FOR ()-[r:NAMES]-() ON (r.said)",
    "CREATE INDEX meeting_order IF NOT EXISTS FOR (n:Meeting) ON (n.order_key)",
    "CREATE INDEX meeting_start IF NOT EXISTS FOR (n:Meeting) ON (n.start)",
    "CREATE INDEX meeting_end IF NOT EXISTS FOR (n:Meeting) ON (n.end)",
    "CREATE INDEX actor_order IF NOT EXISTS FOR (n:Actor) ON (n.order_key)",
    "CREATE INDEX actor_name IF NOT EXISTS FOR (n:Actor) ON (n.name)",
    "CREATE INDEX office_party IF NOT EXISTS FOR (n:Office) ON (n.party)",
    "CREATE INDEX place_key IF NOT EXISTS FOR (n:Place) ON (n.key)",
    "CREATE INDEX place_country IF NOT EXISTS FOR (n:Place) ON (n.country)",
    "CREATE INDEX participation_party IF NOT EXISTS FOR ()-[r:PARTICIPATED_IN]-() ON (r.party)",
    "CREATE INDEX earlier_participation_party IF NOT EXISTS FOR ()-[r:WAS_IN]-() ON (r.party)",
    # The keys are folded already, so words are split at blanks and left alone.
    "CREATE FULLTEXT INDEX actor_names IF NOT EXISTS FOR (n:Actor) ON EACH [n.keys] "
    "OPTIONS {indexConfig: {`fulltext.analyzer`: 'whitespace'}}",
    "CREATE FULLTEXT INDEX article_words IF NOT EXISTS FOR (n:Article) ON EACH [n.title, n.text] "
    "OPTIONS {indexConfig: {`fulltext.analyzer`: 'english'}}",
    "CREATE FULLTEXT INDEX report_words IF NOT EXISTS FOR (n:Report) ON EACH [n.quotes] "
    "OPTIONS {indexConfig: {`fulltext.analyzer`: 'english'}}",
    "CALL db.awaitIndexes(120)",
)

# Before version 2 what articles say was not kept by name, so that it is read from them again:
# `chancery reextract --outdated`. The articles themselves stay.
FORGET = (
    "MATCH (n:!(" + _KEPT + ")) CALL (n) { DETACH DELETE n } IN TRANSACTIONS OF 5000 ROWS",
    "MATCH (a:Article) CALL (a) { SET a.digest = '', a.extractor_version = '' } IN TRANSACTIONS OF 1000 ROWS",
)

# What reports of an earlier program lack, worked out from the rest of them: once for a graph.
FILLED = "doubt"
READ_FILLED = "MATCH (s:ChancerySchema {id: 'chancery'}) RETURN coalesce(s.filled, '') AS filled"
WRITE_FILLED = "MATCH (s:ChancerySchema {id: 'chancery'}) SET s.filled = $filled"
FILL_DOUBTS = """
MATCH (r:Report)
WHERE r.doubt IS NULL
CALL (r) {
  WITH r, reduce(
    least = r.confidence,
    one IN [r.status_certainty]
      + CASE WHEN r.start IS NULL THEN [] ELSE [r.date_certainty] END
      + COLLECT { MATCH (r)-[:AT]->(:Place) RETURN r.place_certainty }
      + COLLECT { MATCH (r)-[n:NAMES]->(:Actor) RETURN n.confidence }
    | CASE WHEN one < least THEN one ELSE least END
  ) AS least
  SET r.doubt = right('0000' + toString(toInteger(floor(least * 1000 + 0.5))), 4) + '|' + r.id
} IN TRANSACTIONS OF 5000 ROWS
"""

READ_VERSION = "MATCH (s:ChancerySchema {id: 'chancery'}) RETURN s.version AS version"

WRITE_VERSION = "MERGE (s:ChancerySchema {id: 'chancery'}) SET s.version = $version"


def ensure_schema(driver: Sessions, database: str) -> None:
    """Make what is missing; to be called once at the start of a service. Raises SchemaTooNew.

    A graph of an older form keeps its articles, and nothing of what was derived from them.
    """
    store = Database(driver, database)
    found = store.read(_version)
    if found is not None and found > VERSION:
        raise SchemaTooNew(
            f"The graph has schema version {found}, this program knows {VERSION}. "
            "Upgrade the program, or point it at another database."
        )
    if found is not None and found < VERSION:
        log.warning("The graph is of schema version %d: its articles have to be read again.", found)
        for statement in FORGET:
            store.run(statement)
    for statement in STATEMENTS:
        store.run(statement)
    store.write(lambda tx: tx.run(WRITE_VERSION, version=VERSION).consume())
    if store.read(_filled) != FILLED:
        store.run(FILL_DOUBTS)
        store.write(lambda tx: tx.run(WRITE_FILLED, filled=FILLED).consume())


def read_version(driver: Sessions, database: str) -> int | None:
    """Of what form the graph is; None where nothing was ever written."""
    return Database(driver, database).read(_version)


def _version(tx: ManagedTransaction) -> int | None:
    record = tx.run(READ_VERSION).single()
    return None if record is None else int(record["version"])


def _filled(tx: ManagedTransaction) -> str:
    record = tx.run(READ_FILLED).single()
    return str(record["filled"]) if record else ""
