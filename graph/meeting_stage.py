"""Which reports are one meeting, and what those meetings are, after a change."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from neo4j import ManagedTransaction

from extractors.domain import ActorKind, Status
from graph import derive, encounters, judgement_queries, write_queries
from graph import derive_queries as q
from graph.holding_stage import Moved, tenures
from graph.identity import resolve_meetings
from graph.judgements import Judgement, Subject, judged_pairs, judged_telling
from graph.meetings import meeting, versions
from graph.partition import Judged, pair
from graph.rows import Row, day, meeting_row, telling_of
from graph.statements import for_each, rows
from graph.telling import Telling


@dataclass(frozen=True)
class _Encounter:
    """One meeting's share in the MET of two actors."""

    a: str
    b: str
    meeting_id: str
    first: dt.date | None
    last: dt.date | None
    inferred: bool


class MeetingStage:
    """Resolves the reports around those that are new, gone, judged or of other actors now."""

    def __init__(self, tx: ManagedTransaction, gone: Sequence[Row], judged: Sequence[Judgement]) -> None:
        """`gone` are the rows of reports that are taken out, `judged` judgements that have come or gone."""
        self._tx = tx
        self._judged_now = judged
        self._left = {row["meeting_id"] for row in gone if row["meeting_id"]}
        self._gone = [told for row in gone for told in self._readings(row)]
        self._meeting: dict[str, str | None] = {}  # of every report looked at, as it was
        self._key: dict[str, str] = {}
        self._told: dict[str, Telling] = {}  # every report looked at, as it counts
        self._void: set[str] = set()  # reports that were judged wrong
        self._slots: dict[str, set[str]] = {}  # reports under the slots looked at
        self._expanded: dict[str, set[str]] = {}  # articles of which ties were followed, by signature

    def run(self, *, new: Sequence[str], moved: Moved, stale: Sequence[str]) -> None:
        """`stale` are meetings of offices that have other holders."""
        keys = {
            key
            for one in self._judged_now
            if one.subject in (Subject.MEETINGS, Subject.REPORT)
            for key in (one.a, one.b)
            if key
        }
        dirty = sorted({*new, *self._reports_naming(moved)})
        found = rows(self._tx, q.TELLINGS, ids=dirty) if dirty else []
        self._see(found)
        judged = rows(self._tx, q.TELLINGS_BY_KEY, keys=sorted(keys)) if keys else []
        seeds = {*dirty, *self._see(judged), *(report for report in self._key if self._key[report] in keys)}
        former = [told for row in found for told in self._readings(_former(row, moved))]
        former += [told for row in judged for told in self._readings(row)]
        assigned = self._resolve(seeds, former)
        self._save(assigned, seeds, set(stale))

    def _readings(self, row: Row) -> list[Telling]:
        """A report as it counted before the change and as it counts after it."""
        standing = {one.id: one for one in judgement_queries.about(self._tx, Subject.REPORT, [row["key"]])}
        changed = {one.id: one for one in self._judged_now if one.a == row["key"]}
        both = [
            [one for key, one in standing.items() if key not in changed],
            list((standing | changed).values()),
        ]
        told = telling_of(row)
        return [counted for judged in both if (counted := judged_telling(told, judged)) is not None]

    def _reports_naming(self, moved: Moved) -> list[str]:
        old = sorted(name for name, (before, _) in moved.items() if before is not None)
        return [row["id"] for row in rows(self._tx, write_queries.REPORTS_NAMING, names=old)] if old else []

    def _see(self, found: Sequence[Row]) -> list[str]:
        new = [row for row in found if row["id"] not in self._meeting]
        by_key: dict[str, list[Judgement]] = defaultdict(list)
        if new:
            for one in judgement_queries.about(self._tx, "report", {row["key"] for row in new}):
                by_key[one.a].append(one)
        for row in new:
            self._meeting[row["id"]] = row["meeting_id"]
            self._key[row["id"]] = row["key"]
            told = judged_telling(telling_of(row), by_key[row["key"]])
            if told is None:
                self._void.add(row["id"])
            else:
                self._told[row["id"]] = told
        return [row["id"] for row in new]

    def _resolve(self, seeds: set[str], former: Sequence[Telling]) -> dict[str, str]:
        """The meeting of every report that the change can reach."""
        mates = sorted(self._left | {one for report in seeds if (one := self._meeting[report])})
        fellows = self._see(rows(self._tx, q.TELLINGS_OF_MEETINGS, ids=mates)) if mates else []
        fellows += [report for report, was in self._meeting.items() if was in mates]
        reached = {*seeds, *fellows} - self._void
        lost = [*former, *self._gone]
        judged = Judged()
        dated: set[str] = set()
        vague: set[str] = set()
        frontier = lost + [self._told[report] for report in sorted(reached)]
        # Those with a day hang together among themselves, and reach those without one; these hang
        # together too, and reach no further than the meetings that they can go to.
        while frontier:
            dated |= {told.id for told in frontier if told.dated} & self._told.keys()
            vague |= {told.id for told in frontier if not told.dated} & self._told.keys()
            judged, partners = self._judged(dated | vague, judged)
            found = {
                other.id
                for told in self._unlike(frontier)
                for other in self._tied(told)
                if told.dated or not other.dated
            }
            found |= partners & self._told.keys()
            frontier = [self._told[report] for report in sorted(found - dated - vague)]
        settled = self._settled(vague, dated)
        within = (self._told[report] for report in sorted(dated | vague | settled.keys()))
        return resolve_meetings(within, judged, settled)

    def _unlike(self, frontier: Sequence[Telling]) -> list[Telling]:
        """Of reports that say the same, two of different articles: what both are not tied to, none is."""
        chosen: list[Telling] = []
        for told in frontier:
            seen = self._expanded.setdefault(told.signature, set())
            if told.article_id not in seen and len(seen) < 2:
                seen.add(told.article_id)
                chosen.append(told)
        return chosen

    def _tied(self, told: Telling) -> list[Telling]:
        """Those that it belongs together with, by what the graph holds under its slots."""
        slots = told.slots
        if unseen := sorted(set(slots) - self._slots.keys()):
            self._see(rows(self._tx, q.TELLINGS_IN_SLOTS, slots=unseen, known=sorted(self._meeting)))
            asked: dict[str, set[str]] = {slot: set() for slot in unseen}
            for one in self._told.values():
                for slot in asked.keys() & set(one.slots):
                    asked[slot].add(one.id)
            self._slots |= asked
        near = {other for slot in slots for other in self._slots[slot]} - {told.id}
        return [
            self._told[other] for other in sorted(near) if encounters.relate(told, self._told[other]).ties
        ]

    def _settled(self, vague: set[str], dated: set[str]) -> dict[str, str]:
        """The meetings, as they stand, that reports without a day can go to and that nothing else changes."""
        near = {
            other.id for report in sorted(vague) for other in self._tied(self._told[report]) if other.dated
        }
        ids = sorted({one for report in near - dated if (one := self._meeting[report])})
        self._see(rows(self._tx, q.TELLINGS_OF_MEETINGS, ids=ids) if ids else [])
        return {
            report: was
            for report, was in self._meeting.items()
            if was in set(ids) and report in self._told and report not in vague | dated
        }

    def _judged(self, reports: set[str], known: Judged) -> tuple[Judged, set[str]]:
        """Judgements on meetings name keys of reports; here they are about the reports themselves."""
        keys = {self._key[report] for report in reports}
        found = judgement_queries.about(self._tx, "meetings", keys)
        others = {key for one in found for key in (one.a, one.b) if key} - keys
        partners = set(self._see(rows(self._tx, q.TELLINGS_BY_KEY, keys=sorted(others)))) if others else set()
        partners |= {report for report, key in self._key.items() if key in others}
        pairs = judged_pairs(found)
        return Judged(
            known.same | self._by_report(pairs.same), known.apart | self._by_report(pairs.apart)
        ), partners

    def _by_report(self, pairs: Iterable[tuple[str, str]]) -> frozenset[tuple[str, str]]:
        reports: dict[str, list[str]] = defaultdict(list)
        for report, key in self._key.items():
            reports[key].append(report)
        return frozenset(
            pair(one, other)
            for a, b in pairs
            for one in reports[a]
            for other in reports[b]
            if one != other and {one, other} <= self._told.keys()
        )

    def _save(self, assigned: Mapping[str, str], seeds: set[str], stale: set[str]) -> None:
        changed = {report for report, now in assigned.items() if self._meeting[report] != now} | {
            report for report in self._void if self._meeting[report]
        }
        for_each(
            self._tx,
            q.ASSIGN_REPORTS,
            rows=[
                {"report": report, "meetings": [assigned[report]] if report in assigned else []}
                for report in sorted(changed)
            ],
        )
        was = {one for report in changed if (one := self._meeting[report])} | self._left
        again = was | {assigned[report] for report in (*changed, *seeds) if report in assigned}
        accounts: dict[str, list[Telling]] = defaultdict(list)
        for report, now in assigned.items():
            accounts[now].append(self._told[report])
        for key in stale - again - accounts.keys():
            if found := self._accounts(key):
                accounts[key] = found
        saved = sorted((again | stale) & accounts.keys())
        dead = sorted(was - accounts.keys())
        before = rows(self._tx, q.MEETINGS_BEFORE, ids=sorted({*saved, *dead}))
        after = self._derive({key: accounts[key] for key in saved})
        for_each(self._tx, q.DELETE_MEETINGS, ids=dead)
        self._met(
            {one for row in before for one in _encounters(row, row["participations"])},
            {one for row in after for one in _encounters(row["properties"], row["rows"])},
        )

    def _accounts(self, meeting_id: str) -> list[Telling]:
        found = self._see(rows(self._tx, q.TELLINGS_OF_MEETINGS, ids=[meeting_id]))
        found += [
            report for report, was in self._meeting.items() if was == meeting_id and report not in found
        ]
        return [self._told[report] for report in found if report in self._told]

    def _derive(self, accounts: Mapping[str, Sequence[Telling]]) -> list[Row]:
        offices = {
            actor
            for told in (one for found in accounts.values() for one in found)
            for part, actor in zip(told.report.participants, told.actor_ids, strict=True)
            if part.kind is ActorKind.OFFICE
        }
        held = tenures(self._tx, offices) if offices else {}
        saved, earlier, told_of = [], [], []
        for key, found in accounts.items():
            made = meeting(key, found, held)
            since, before = versions(key, found, held)
            made.properties["since"] = since
            saved.append(meeting_row(made))
            earlier += [meeting_row(version) for version in before]
            told_of.append({"properties": made.properties, "rows": made.participations})
        for_each(self._tx, q.SAVE_MEETINGS, rows=saved)
        for_each(self._tx, q.SAVE_VERSIONS, rows=earlier)
        return told_of

    def _met(self, before: set[_Encounter], after: set[_Encounter]) -> None:
        gone = {(one.a, one.b) for one in before - after}
        added: dict[tuple[str, str], list[_Encounter]] = defaultdict(list)
        for one in after - before:
            added[one.a, one.b].append(one)
        sums = [_met_row(ends, added[ends]) for ends in sorted(added) if ends not in gone]
        for_each(self._tx, q.REDO_MET, rows=[{"a": a, "b": b} for a, b in sorted(gone)])
        for_each(self._tx, q.ADD_MET, rows=sums)


def _former(row: Row, moved: Moved) -> Row:
    """A report as it was before some names came to stand for others."""
    names = [
        name | {"actor_id": moved.get(name["said"], (None, ""))[0] or name["actor_id"]}
        for name in row["names"]
    ]
    return row | {"names": names}


def _encounters(meeting: Row, participations: Iterable[Row]) -> Iterator[_Encounter]:
    if meeting["status"] != Status.OCCURRED:
        return
    first, last = day(meeting["start"]), day(meeting["end"])
    shown = {row["actor_id"]: row for row in participations if not row["held_by"]}
    for a, b in derive.met_pairs(shown.values()):
        inferred = bool(shown[a]["inferred"] or shown[b]["inferred"])
        yield _Encounter(a, b, meeting["id"], first, last, inferred)


def _met_row(ends: tuple[str, str], encounters: Sequence[_Encounter]) -> Row:
    return {
        "a": ends[0],
        "b": ends[1],
        "count": len(encounters),
        "inferred": sum(one.inferred for one in encounters),
        "first": min((one.first for one in encounters if one.first), default=None),
        "last": max((one.last for one in encounters if one.last), default=None),
    }
