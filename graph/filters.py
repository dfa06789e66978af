"""A meeting filter as the parameters of a statement."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from neo4j import ManagedTransaction

from extractors.domain import ActorKind, PlaceKind
from extractors.ids import fold
from graph import read_queries
from graph.errors import NotFound
from graph.names import resolve
from graph.views import MeetingFilter

_PARTIES = (ActorKind.COUNTRY, ActorKind.ORGANIZATION)


@dataclass(frozen=True)
class Side:
    """Whose meetings: one actor's, or everyone's who acts for a party, or (neither) anyone's."""

    actor: str | None = None
    party: str | None = None

    @classmethod
    def of(cls, tx: ManagedTransaction, actor_id: str | None) -> Side:
        """A country or an organization stands for everyone who acts for it. Raises NotFound."""
        if actor_id is None:
            return cls()
        record = tx.run(read_queries.SIDE, id=actor_id).single()
        if record is None:
            raise NotFound(f"No actor has the id {actor_id!r}.")
        if record["kind"] in _PARTIES and record["party"]:
            return cls(party=record["party"])
        return cls(actor=actor_id)


def parameters(tx: ManagedTransaction, where: MeetingFilter, first: Side, second: Side) -> dict[str, Any]:
    """Everything that the statements about meetings ask for but their page. Raises NotFound."""
    places, countries = _places(tx, where.place)
    host = Side.of(tx, where.host)
    return {
        "actor": first.actor,
        "actor_party": first.party,
        "with": second.actor,
        "with_party": second.party,
        "statuses": sorted(where.statuses) if where.statuses is not None else None,
        "channel": where.channel,
        "level": where.level,
        "since": where.since,
        "until": where.until,
        "party": where.party,
        "host": host.actor,
        "host_party": host.party,
        "source": where.source,
        "confidence": where.confidence,
        "places": places,
        "countries": countries,
        "as_of": where.as_of,
        "inferred": where.inferred,
    }


def _places(tx: ManagedTransaction, name: str | None) -> tuple[list[str] | None, list[str]]:
    """A place of that name, or all of a country: "Ankara" is the city, though it also stands for Turkey."""
    if name is None:
        return None, []
    rows = tx.run(read_queries.PLACES_NAMED, key=fold(name)).data()
    countries = {row["country"] for row in rows if row["kind"] == PlaceKind.COUNTRY and row["country"]}
    found = resolve(tx, name).actor
    if found and found.kind is ActorKind.COUNTRY and found.party:
        own_names = {fold(found.name), fold(found.party), found.id}
        if not rows or fold(name) in own_names or name in own_names:
            countries.add(found.party)
    return sorted(row["id"] for row in rows), sorted(countries)
