"""What a change of one article's part means for the nodes around it."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any, LiteralString, Self

from neo4j import ManagedTransaction, Record

from extractors.domain import ActorKind, Status
from graph import derive
from graph import write_queries as q
from graph.claims import actor_claim, recount
from graph.derive import Account
from graph.identity import party_actor_ids
from graph.rows import NewPart, Row, actor_row, day, meeting_row, place_row, report_of


@dataclass(frozen=True)
class OldPart:
    """What an article has in the graph now."""

    published: dt.date | None
    mentions: list[Row]
    reports: list[Row]
    places: list[Row]

    @classmethod
    def locked(cls, tx: ManagedTransaction, article_id: str, *, there: bool) -> Self:
        """Read with the article locked; it is made where it is not there, or not any more."""
        while True:
            tx.run(q.LOCK_ARTICLE if there else q.MAKE_ARTICLE, id=article_id)
            if (record := tx.run(q.OLD_PART, id=article_id).single()) is not None:
                return cls(day(record["published"]), record["mentions"], record["reports"], record["places"])
            there = False


@dataclass(frozen=True)
class _Encounter:
    """One meeting's share in the MET of two actors."""

    a: str
    b: str
    meeting_id: str
    first: dt.date | None
    last: dt.date | None


@dataclass(frozen=True)
class Touched:
    """The derived nodes that a change is about, by sorted id."""

    meetings: list[str]
    actors: list[str]
    places: list[str]

    def without(self, state: Record) -> Touched:
        """Those that are not in a state that was read."""
        kinds = ("meetings", "actors", "places")
        there = {kind: {node["id"] for node in state[kind]} for kind in kinds}
        return Touched(*([one for one in getattr(self, kind) if one not in there[kind]] for kind in kinds))

    def __bool__(self) -> bool:
        return bool(self.meetings or self.actors or self.places)


class Rewrite:
    """Replaces an article's part by a new one, or by nothing, and derives again what it touches."""

    def __init__(self, tx: ManagedTransaction, article_id: str, old: OldPart, new: NewPart | None) -> None:
        self._tx = tx
        self._article_id = article_id
        self._old = old
        self._new = new

    def run(self) -> None:
        """All statements of the change; the transaction is the caller's to commit."""
        touched = self._touched()
        before = self._lock(touched)
        self._tx.run(q.CLEAR_PART, id=self._article_id)
        living, dead_actors = self._actors(before["actors"])
        dead_places = self._places(before["places"])
        self._link(living, before["actors"])
        self._part()
        self._meetings(set(touched.meetings), before["meetings"])
        self._holds()
        self._for_each(q.DELETE_PLACES, ids=dead_places)
        self._for_each(q.DELETE_ACTORS, ids=dead_actors)

    def _for_each(self, statement: LiteralString, **rows: Sequence[Any]) -> None:
        if all(rows.values()):
            self._tx.run(statement, rows)

    def _touched(self) -> Touched:
        meetings = {str(row["meeting_id"]) for row in self._old.reports}
        actors = {str(row["actor_id"]) for row in self._old.mentions}
        places = {str(row["place_id"]) for row in self._old.places}
        if self._new:
            meetings |= {str(row["meeting_id"]) for row in self._new.reports.values()}
            actors |= set(self._new.actors)
            places |= {str(row["place_id"]) for row in self._new.places}
        return Touched(sorted(meetings), sorted(actors), sorted(places))

    def _lock(self, touched: Touched) -> Record:
        # An edge to a party locks the party, so that one takes its turn even where it is only implied.
        actors = sorted({*touched.actors, *self._parties()})
        self._tx.run(q.LOCK, meetings=touched.meetings, actors=actors, places=touched.places)
        while True:
            state = self._tx.run(
                q.STATE, meetings=touched.meetings, actors=actors, places=touched.places
            ).single(strict=True)
            missing = touched.without(state)
            if not missing:
                return state
            self._tx.run(q.MAKE, meetings=missing.meetings, actors=missing.actors, places=missing.places)

    def _parties(self) -> set[str]:
        codes = {row["country"] for row in self._old.places}
        codes |= {row["party"] for row in self._old.mentions if row["kind"] == ActorKind.OFFICE}
        if self._new:
            codes |= {row["country"] for row in self._new.places}
            codes |= {actor.party for actor in self._new.actors.values() if actor.kind is ActorKind.OFFICE}
        return {actor_id for code in codes if code for actor_id in party_actor_ids(code)}

    def _actors(self, before: list[Row]) -> tuple[list[Row], list[str]]:
        """Their rows as they are now, and the ids of those that no article names any more."""
        removed = _by(self._old.mentions, "actor_id", "claim")
        rows: list[Row] = []
        for node in before:
            new = self._new.actors.get(node["id"]) if self._new else None
            added = [actor_claim(new)] if new else []
            claims = recount(_claims(node), removed=removed[node["id"]], added=added)
            if claims:
                rows.append(actor_row(node["id"], claims))
        self._for_each(q.SAVE_ACTORS, rows=rows)
        living = {row["id"] for row in rows}
        return rows, [node["id"] for node in before if node["id"] not in living]

    def _places(self, before: list[Row]) -> list[str]:
        """The ids of those that no report names any more."""
        removed = _by(self._old.places, "place_id", "claim")
        added = _by(self._new.places if self._new else [], "place_id", "claim")
        rows: list[Row] = []
        for node in before:
            place_id = node["id"]
            claims = recount(_claims(node), removed=removed[place_id], added=added[place_id])
            if claims:
                rows.append(place_row(place_id, claims))
        self._for_each(q.SAVE_PLACES, rows=rows)
        countries = [
            {"id": row["id"], "country": party_actor_ids(row["country"])[0]} for row in rows if row["country"]
        ]
        self._for_each(q.LINK_PLACES, rows=countries)
        living = {row["id"] for row in rows}
        return [node["id"] for node in before if node["id"] not in living]

    def _link(self, living: list[Row], before: list[Row]) -> None:
        offices = [
            {"id": row["id"], "parties": list(party_actor_ids(row["party"])) if row["party"] else []}
            for row in living
            if row["kind"] == ActorKind.OFFICE
        ]
        self._for_each(q.LINK_OFFICES, rows=offices)
        known = {node["id"] for node in before if node["claims"]}
        parties = [
            {"id": row["id"], "party": row["party"]}
            for row in living
            if row["id"] not in known and row["party"] and row["id"] in party_actor_ids(row["party"])
        ]
        self._for_each(q.LINK_TO_NEW_PARTIES, rows=parties)

    def _part(self) -> None:
        if self._new is None:
            self._tx.run(q.DELETE_ARTICLE, id=self._article_id)
            return
        self._tx.run(q.SAVE_ARTICLE, id=self._article_id, properties=self._new.article)
        if self._new.mentions:
            self._tx.run(q.SAVE_MENTIONS, id=self._article_id, rows=self._new.mentions)
        if self._new.reports:
            self._tx.run(q.SAVE_REPORTS, id=self._article_id, rows=list(self._new.reports.values()))
        self._for_each(q.SAVE_NAMES, rows=self._new.names)
        self._for_each(q.SAVE_AT, rows=self._new.places)

    def _meetings(self, touched: set[str], before: list[Row]) -> None:
        if not touched:
            return
        accounts: dict[str, list[Account]] = defaultdict(list)
        for record in self._tx.run(q.ACCOUNTS, ids=sorted(touched)):
            accounts[record["meeting_id"]].append(Account(report_of(record), day(record["published"])))
        told = [derive.meeting(meeting_id, accounts[meeting_id]) for meeting_id in sorted(accounts)]
        self._for_each(q.SAVE_MEETINGS, rows=[meeting_row(meeting) for meeting in told])
        self._for_each(q.DELETE_MEETINGS, ids=sorted(touched - set(accounts)))
        self._met(
            {one for meeting in before for one in _encounters(meeting, meeting["participations"])},
            {one for meeting in told for one in _encounters(meeting.properties, meeting.participations)},
        )

    def _met(self, before: set[_Encounter], after: set[_Encounter]) -> None:
        gone = {(one.a, one.b) for one in before - after}
        added: dict[tuple[str, str], list[_Encounter]] = defaultdict(list)
        for one in after - before:
            added[one.a, one.b].append(one)
        sums = [_met_row(pair, added[pair]) for pair in sorted(added) if pair not in gone]
        self._for_each(q.REDO_MET, rows=[{"a": a, "b": b} for a, b in sorted(gone)])
        self._for_each(q.ADD_MET, rows=sums)

    def _holds(self) -> None:
        old = set(_tenures(self._old.mentions))
        new = set(
            _tenures([mention["properties"] | mention for mention in self._new.mentions] if self._new else [])
        )
        published = self._new.article["published"] if self._new else None
        kept = old & new if published == self._old.published else set()
        redo = old - kept
        added = [
            {"person": person, "office": office, "day": published}
            for person, office in sorted(new - old - kept)
        ]
        self._for_each(
            q.REDO_HOLDS, rows=[{"person": person, "office": office} for person, office in sorted(redo)]
        )
        self._for_each(q.ADD_HOLDS, rows=added)


def _by(rows: Iterable[Row], key: str, value: str) -> dict[str, list[str]]:
    found: dict[str, list[str]] = defaultdict(list)
    for row in rows:
        found[row[key]].append(row[value])
    return found


def _claims(node: Row) -> dict[str, int]:
    return dict(zip(node["claims"], node["counts"], strict=True))


def _tenures(mentions: Iterable[Row]) -> Iterator[tuple[str, str]]:
    for mention in mentions:
        for office in mention["holds"]:
            yield mention["actor_id"], office


def _encounters(meeting: Row, participations: Iterable[Row]) -> Iterator[_Encounter]:
    if meeting["status"] != Status.OCCURRED:
        return
    first, last = day(meeting["start"]), day(meeting["end"])
    for a, b in derive.met_pairs(participations):
        yield _Encounter(a, b, meeting["id"], first, last)


def _met_row(pair: tuple[str, str], encounters: list[_Encounter]) -> Row:
    return {
        "a": pair[0],
        "b": pair[1],
        "count": len(encounters),
        "first": min((one.first for one in encounters if one.first), default=None),
        "last": max((one.last for one in encounters if one.last), default=None),
    }
