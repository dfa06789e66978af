"""API keys as they are kept: never the key, only a hash of it."""

from __future__ import annotations

import datetime as dt
from functools import partial
from typing import Annotated

from neo4j import ManagedTransaction
from pydantic import AfterValidator, AwareDatetime, BaseModel, ConfigDict, Field

from graph import key_queries as queries
from graph.driver import READ_RETRIES_SECONDS, Database, Sessions
from graph.errors import NotFound
from graph.statements import rows

# All in one zone and to the second: times are compared as the words that they are kept as.
Moment = Annotated[
    AwareDatetime, AfterValidator(lambda given: given.astimezone(dt.UTC).replace(microsecond=0))
]


class StoredKey(BaseModel):
    """All that is known of a key once it has been handed out."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    id: str
    hash: str = Field(repr=False)
    role: str
    name: str
    created: Moment
    expires: Moment | None = None
    revoked: Moment | None = None
    last_used: dt.date | None = None

    def expired(self, now: dt.datetime) -> bool:
        """Whether its time is over."""
        return self.expires is not None and self.expires <= now


class KeyBook:
    """Safe to use from several threads at once. Every method may raise GraphUnavailable."""

    def __init__(self, driver: Sessions, database: str) -> None:
        self._database = Database(driver, database)

    def add(self, key: StoredKey) -> None:
        """Keep a new key."""
        properties = key.model_dump(mode="json", exclude_none=True)
        self._database.write(lambda tx: tx.run(queries.CREATE_KEY, key=properties).consume())

    def find(self, key_id: str) -> StoredKey | None:
        """None where there is none of that id."""
        found = self._database.glance(queries.KEY, id=key_id)
        return StoredKey.model_validate(found[0]["key"]) if found else None

    def listed(self) -> list[StoredKey]:
        """All, the oldest first."""
        return [StoredKey.model_validate(row["key"]) for row in self._database.glance(queries.KEYS)]

    def revoke(self, key_id: str, now: dt.datetime) -> StoredKey:
        """The key opens nothing any more. Raises NotFound."""
        found = self._database.write(partial(_revoke, key_id=key_id, at=_words(now)))
        if found is None:
            raise NotFound(f"No key has the id {key_id!r}. `chancery keys list` shows those that there are.")
        return found

    def used(self, key_id: str, day: dt.date) -> None:
        """Note that the key was used that day."""
        self._database.write(
            lambda tx: tx.run(queries.USED, id=key_id, day=day.isoformat()).consume(),
            retries_seconds=READ_RETRIES_SECONDS,
        )

    def any_usable(self, now: dt.datetime) -> bool:
        """Whether there is a key at all that opens something."""
        return bool(self._database.glance(queries.ANY_KEY, now=_words(now))[0]["found"])


def _revoke(tx: ManagedTransaction, key_id: str, at: str) -> StoredKey | None:
    found = rows(tx, queries.REVOKE_KEY, id=key_id, at=at)
    return StoredKey.model_validate(found[0]["key"]) if found else None


def _words(moment: dt.datetime) -> str:
    return moment.astimezone(dt.UTC).replace(microsecond=0).isoformat().replace("+00:00", "Z")
