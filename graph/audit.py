"""Who changed what, and when."""

from __future__ import annotations

import datetime as dt
import secrets
from functools import partial

from neo4j import ManagedTransaction
from pydantic import AwareDatetime, BaseModel, ConfigDict, Field

from graph import audit_queries as queries
from graph import cursors
from graph.driver import READ_RETRIES_SECONDS, Database, Sessions
from graph.statements import rows
from graph.views import Page

_PREFIX = "aud-"
_AFTER_ALL = _PREFIX + "~"
_AT_ONCE = 5_000


class AuditEntry(BaseModel):
    """One attempt to change something, whatever came of it."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    id: str
    at: AwareDatetime
    key_id: str | None = Field(None, description="null where no key was asked for, or none was known")
    name: str = Field(description="of the key; `local` without keys, and the user on the command line")
    action: str = Field(examples=["article.put"])
    subject: str | None = Field(None, description="id of what was changed, where one is known")
    outcome: str = Field(description="`done`, or the code of the error", examples=["done"])
    request_id: str | None = Field(None, description="null on the command line")
    address: str | None = Field(None, description="of the client; null on the command line")


def entry_id(at: dt.datetime) -> str:
    """Sorts by time; the end keeps two of one moment apart."""
    return _id_at(at) + "-" + secrets.token_hex(4)


def _id_at(at: dt.datetime) -> str:
    return _PREFIX + at.astimezone(dt.UTC).strftime("%Y%m%dT%H%M%S%f")


def _id_of_day(day: dt.date) -> str:
    return _PREFIX + day.isoformat().replace("-", "")


class AuditTrail:
    """Safe to use from several threads at once. Every method may raise GraphUnavailable."""

    def __init__(self, driver: Sessions, database: str) -> None:
        self._database = Database(driver, database)

    def add(self, entry: AuditEntry) -> None:
        """Tried again for a moment only: somebody waits for an answer."""
        properties = entry.model_dump(mode="json", exclude_none=True)
        self._database.write(
            lambda tx: tx.run(queries.CREATE_ENTRY, entry=properties).consume(),
            retries_seconds=READ_RETRIES_SECONDS,
        )

    def entries(  # noqa: PLR0913  # each is one thing to look for
        self,
        *,
        who: str | None = None,
        action: str | None = None,
        subject: str | None = None,
        since: dt.date | None = None,
        until: dt.date | None = None,
        cursor: str | None = None,
        limit: int = 20,
    ) -> Page[AuditEntry]:
        """The latest first; `who` is the id or the name of a key. Raises BadCursor."""
        after = cursors.decode("audit", cursor, (str,))
        before = _AFTER_ALL if until is None else _id_of_day(until) + "~"
        values = {
            "who": who,
            "action": action,
            "subject": subject,
            "first": _PREFIX if since is None else _id_of_day(since),
            "before": min(before, str(after[0])) if after else before,
        }
        found = self._database.read(lambda tx: rows(tx, queries.ENTRIES, **values, limit=limit + 1))
        items = tuple(AuditEntry.model_validate(row["entry"]) for row in found[:limit])
        more = cursors.encode("audit", items[-1].id) if len(found) > limit else None
        return Page(items=items, next_cursor=more)

    def forget_before(self, moment: dt.datetime) -> int:
        """Drop what is older; how many those were."""
        gone = 0
        while some := self._database.write(partial(_forget, before=_id_at(moment))):
            gone += some
        return gone


def _forget(tx: ManagedTransaction, before: str) -> int:
    return int(rows(tx, queries.FORGET_ENTRIES, before=before, limit=_AT_ONCE)[0]["gone"])
