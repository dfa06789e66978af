"""Who holds which office, after a change, and which meetings that answers otherwise."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from typing import TYPE_CHECKING

from neo4j import ManagedTransaction

from graph import derive_queries as q
from graph.holders import Tenure, changed_spans
from graph.rows import NewPart, Row, day
from graph.statements import for_each, rows

if TYPE_CHECKING:
    from graph.change import OldPart

Moved = Mapping[str, tuple[str | None, str]]
_Held = tuple[str, str, dt.date | None]  # name of a person, id of an office, day of an article


class HoldingStage:
    """HOLDS as the mentions of articles make it."""

    def __init__(
        self, tx: ManagedTransaction, old: Sequence[OldPart], new: Sequence[NewPart], moved: Moved
    ) -> None:
        self._tx = tx
        self._moved = moved
        self._gone: list[tuple[str, str]] = [
            (mention["actor_id"], office)
            for part in old
            for mention in part.mentions
            for office in mention["holds"]
        ]
        # One article counts once, under however many names it speaks of a person.
        self._come: dict[str, list[_Held]] = {
            put.article["id"]: [
                (mention["said"], office, put.article["published"])
                for mention in put.mentions
                for office in mention["properties"]["holds"]
            ]
            for put in new
        }

    def run(self) -> list[str]:
        """The ids of meetings in which an office has another holder than before."""
        came = [held for helds in self._come.values() for held in helds]
        offices = {office for _, office in self._gone} | {office for _, office, _ in came}
        people_moved = {actor for pair in self._moved.values() for actor in pair if actor}
        if not offices and not people_moved:
            return []
        actors = self._actors({*offices, *(name for name, _, _ in came)})
        affected = {actors[one] for one in offices if one in actors} | people_moved
        affected |= {row["id"] for row in rows(self._tx, q.OFFICES_HELD, people=sorted(people_moved))}
        before = tenures(self._tx, affected)
        redo = {person for person, _ in self._gone} | people_moved
        redo |= {row["id"] for row in rows(self._tx, q.PEOPLE_HOLDING, offices=sorted(people_moved))}
        for_each(self._tx, q.REDO_HOLDS, people=sorted(redo))
        for_each(self._tx, q.ADD_HOLDS, rows=self._added(actors, redo))
        after = tenures(self._tx, affected)
        return self._stale(before, after)

    def _actors(self, names: Iterable[str]) -> dict[str, str]:
        return {row["name"]: row["actor"] for row in rows(self._tx, q.OFFICES_OF_NAMES, names=sorted(names))}

    def _added(self, actors: Mapping[str, str], redone: set[str]) -> list[Row]:
        days: dict[tuple[str, str], list[dt.date | None]] = defaultdict(list)
        for helds in self._come.values():
            for person, office, published in sorted(
                {(actors[name], actors[office], published) for name, office, published in helds}, key=str
            ):
                if person not in redone:
                    days[person, office].append(published)
        return [
            {
                "person": person,
                "office": office,
                "articles": len(found),
                "first": min((one for one in found if one), default=None),
                "last": max((one for one in found if one), default=None),
            }
            for (person, office), found in sorted(days.items())
        ]

    def _stale(
        self, before: Mapping[str, Sequence[Tenure]], after: Mapping[str, Sequence[Tenure]]
    ) -> list[str]:
        asked = [
            {"office": office, "first": first, "last": last}
            for office in sorted({*before, *after})
            for first, last in changed_spans(before.get(office, ()), after.get(office, ()))
        ]
        return [row["id"] for row in rows(self._tx, q.MEETINGS_OF_OFFICES, rows=asked)] if asked else []


def tenures(tx: ManagedTransaction, offices: Iterable[str]) -> dict[str, list[Tenure]]:
    """By the office's actor id; those that only undated articles show are of no day."""
    found: dict[str, list[Tenure]] = defaultdict(list)
    for row in rows(tx, q.TENURES, offices=sorted(offices)):
        first, last = day(row["first"]), day(row["last"])
        if first and last:
            found[row["office"]].append(Tenure(row["person"], first, last))
    return found
