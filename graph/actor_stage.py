"""The names of articles and the actors that they stand for, after a change."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from typing import TYPE_CHECKING

from neo4j import ManagedTransaction

from extractors.domain import ActorKind
from graph import judgement_queries
from graph import write_queries as q
from graph.actor_names import Name, related_names
from graph.claims import recount
from graph.identity import party_actor_ids, resolve_actors
from graph.judgements import Judgement, judged_pairs
from graph.rows import NewPart, Row, actor_row, name_of_row, name_row
from graph.statements import for_each, rows

if TYPE_CHECKING:
    from graph.change import OldPart

_PARTIES = (ActorKind.COUNTRY, ActorKind.ORGANIZATION)


class ActorStage:
    """Counts claims in and out, resolves the names around those that say something else now, and moves
    what hangs on a name to the actor that it stands for."""

    def __init__(
        self,
        tx: ManagedTransaction,
        old: Sequence[OldPart],
        new: Sequence[NewPart],
        judged: Iterable[str],
    ) -> None:
        self._tx = tx
        self._judged = set(judged)
        self._removed: dict[str, list[str]] = defaultdict(list)
        self._added: dict[str, list[str]] = defaultdict(list)
        self._said: dict[str, Name] = {}
        for part in old:
            for mention in part.mentions:
                self._removed[mention["said"]].append(mention["claim"])
        for put in new:
            for key, name in put.names.items():
                self._added[key] += name.claims
                self._said[key] = name
        self._before: dict[str, Row] = {}  # every name looked at, as it was
        self._names: dict[str, Name] = {}  # every living name looked at, as it is now
        self._dead: set[str] = set()
        self._dying: set[str] = set()  # actors

    def run(self) -> dict[str, tuple[str | None, str]]:
        """The names that stand for another actor than before: their old actor (None: new) and their new."""
        touched = sorted({*self._removed, *self._added})
        self._see(rows(self._tx, q.NAMES, ids=sorted({*touched, *self._judged})))
        dirty = self._recount(touched)
        assigned = self._resolve(dirty)
        moved = {
            name: (self._actor_before(name), actor)
            for name, actor in assigned.items()
            if self._actor_before(name) != actor
        }
        self._move(moved)
        leaving = {old for old, _ in moved.values() if old} | {
            actor for name in self._dead if (actor := self._actor_before(name))
        }
        touched_actors = {assigned.get(name) or self._actor_before(name) for name in touched} | leaving
        touched_actors |= {actor for _, actor in moved.values()}
        self._save_actors({actor for actor in touched_actors if actor}, moved)
        return moved

    def bury(self) -> None:
        """Take away the actors that no name stands for any more, once nothing hangs on them."""
        for_each(self._tx, q.DELETE_ACTORS, ids=sorted(self._dying))

    def _see(self, found: Iterable[Row]) -> list[str]:
        new = [row for row in found if row["id"] not in self._before]
        for row in new:
            self._before[row["id"]] = row
            self._names[row["id"]] = name_of_row(row)
        return [row["id"] for row in new]

    def _actor_before(self, name: str) -> str | None:
        row = self._before.get(name)
        return row["actor"] if row else None

    def _recount(self, touched: Sequence[str]) -> set[str]:
        """Saves the names with their new claims; the ids of those of which something else is said now."""
        dirty: set[str] = set()
        saved: list[Row] = []
        for key in touched:
            row = self._before.get(key)
            before = dict(zip(row["claims"], row["claim_counts"], strict=True)) if row else {}
            claims = recount(before, removed=self._removed[key], added=self._added[key])
            if before.keys() != claims.keys():
                dirty.add(key)
            if not claims:
                self._dead.add(key)
                self._names.pop(key, None)
                continue
            about = self._said.get(key) or self._names[key]
            self._names[key] = Name(
                about.id, about.slug, about.kind, about.party, about.years, frozenset(claims)
            )
            saved.append(name_row(self._names[key], claims))
        for_each(self._tx, q.SAVE_NAMES, rows=saved)
        return dirty

    def _resolve(self, dirty: set[str]) -> dict[str, str]:
        """The actor of every name that the change can reach."""
        seeds = dirty | (self._judged & self._before.keys())
        if not seeds:
            return {}
        reached = {name: self._names[name] for name in seeds if name in self._names}
        was = [name_of_row(self._before[name]) for name in seeds if name in self._before]
        # Whoever was one actor with them, or could have been before, may be something else now.
        mates = sorted({actor for name in seeds if (actor := self._actor_before(name))})
        fellows = self._see(rows(self._tx, q.NAMES_OF_ACTORS, ids=mates)) if mates else []
        fellows += [name for name in self._before if self._actor_before(name) in mates]
        frontier = [*reached.values(), *was]
        reached |= {name: self._names[name] for name in fellows if name in self._names}
        frontier += [reached[name] for name in fellows if name in reached]
        judgements: list[Judgement] = []
        while frontier:
            judgements, partners = self._judgements({*reached, *(name.id for name in frontier)}, judgements)
            self._see(self._peers(frontier))
            found = {
                name.id: name
                for name in self._names.values()
                if name.id not in reached
                and (name.id in partners or any(related_names(name, other) for other in frontier))
            }
            reached |= found
            frontier = list(found.values())
        return resolve_actors(reached.values(), judged_pairs(judgements))

    def _peers(self, frontier: Sequence[Name]) -> list[Row]:
        asked = []
        for name in frontier:
            if name.kind in (ActorKind.PERSON, ActorKind.OFFICE):
                row = name_row(name, {})
                asked.append(
                    {key: row[key] for key in ("slug", "both", "party")}
                    | {"keys": [row["head"], row["tail"]] if row["head"] else []}
                )
        return rows(self._tx, q.PEERS, rows=asked, known=sorted(self._before)) if asked else []

    def _judgements(self, names: set[str], known: list[Judgement]) -> tuple[list[Judgement], set[str]]:
        found = judgement_queries.about(self._tx, "actors", names)
        partners = {key for one in found for key in (one.a, one.b) if key}
        self._see(rows(self._tx, q.NAMES, ids=sorted(partners - self._before.keys())))
        return list({one.id: one for one in (*known, *found)}.values()), partners

    def _move(self, moved: Mapping[str, tuple[str | None, str]]) -> None:
        changes = [{"name": name, "actor": actor} for name, (_, actor) in sorted(moved.items())]
        for_each(self._tx, q.ASSIGN_NAMES, rows=changes)
        # A new name has nothing yet that hangs on it.
        old = [row for row in changes if moved[row["name"]][0] is not None]
        for_each(self._tx, q.MOVE_MENTIONS, rows=old)
        for_each(self._tx, q.MOVE_PARTICIPANTS, rows=old)

    def _save_actors(self, touched: set[str], moved: Mapping[str, tuple[str | None, str]]) -> None:
        for_each(self._tx, q.DELETE_NAMES, ids=sorted(self._dead))
        names: dict[str, list[Row]] = defaultdict(list)
        for row in rows(self._tx, q.NAMES_OF_ACTORS, ids=sorted(touched)):
            names[row["actor"]].append(row)
        living = [actor_row(actor, names[actor]) for actor in sorted(names)]
        self._dying = touched - names.keys()
        for_each(self._tx, q.SAVE_ACTORS, rows=living)
        offices = [
            {"id": row["id"], "parties": list(party_actor_ids(row["party"])) if row["party"] else []}
            for row in living
            if row["kind"] == ActorKind.OFFICE
        ]
        for_each(self._tx, q.LINK_OFFICES, rows=offices)
        parties = [
            {"party": party, "parties": list(party_actor_ids(party))}
            for party in sorted(
                {self._names[name].party or "" for name in moved if self._names[name].kind in _PARTIES}
            )
            if party
        ]
        for_each(self._tx, q.LINK_TO_PARTIES, rows=parties)
