"""Pairs that were joined on little, and pairs kept apart that are much alike.

What ties two things is worked out when it is asked for, as everywhere, so the graph cannot be asked for the
weakest ties of all. They are looked for in windows: the latest meetings and the people most often named,
so many at a time. Each window is in the order of what is least certain, and is followed by the next one.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from neo4j import ManagedTransaction

from graph import encounters, explaining
from graph import review_queries as queries
from graph.actor_names import Name
from graph.details import Pairs, counted, judged_pairs, report_pairs
from graph.doubts import NAMES_IN_FULL, REPORTS_IN_FULL, ranked, tie_confidence
from graph.explaining import tie
from graph.judgement_queries import about
from graph.judgements import Ruling, Subject
from graph.partition import Kind, pair
from graph.review_sides import name_sides, report_side
from graph.review_views import ReviewItem, ReviewOf, ReviewSide, Verdict
from graph.rows import Row, name_of_row
from graph.statements import rows
from graph.telling import Telling
from graph.views import Ground, Tie

WINDOW = 25  # meetings, and as many people
_NEAR = 4  # other meetings that one is compared with, those of the days before it
_REPORTS = 5  # of a meeting, the first
_ALIKE = 40  # other names that a person's are compared with


@dataclass(frozen=True)
class Place:
    """Where the list of pairs goes on: what was before this window, and what is done of it."""

    before: str = "~"
    after: str = ""
    done: str = ""


@dataclass(frozen=True)
class Found:
    """Two things and what ties them; `joined` where they are one."""

    of: ReviewOf
    tie: Tie
    joined: bool
    grounds: tuple[Ground, ...]
    full: float

    @property
    def id(self) -> str:
        """Of the pair, whichever of the two comes first."""
        return "~".join(pair(self.tie.a, self.tie.b))

    @property
    def confidence(self) -> float:
        """In what the graph makes of the two."""
        return tie_confidence(self.tie.kind, self.grounds, self.full, joined=self.joined)

    @property
    def rank(self) -> str:
        """Its place within a window."""
        return ranked(self.confidence, self.id)


def window(
    tx: ManagedTransaction, place: Place, most: int
) -> tuple[list[tuple[ReviewItem, Place]], Place | None]:
    """The least certain of a window, each with the place after it; and the next window, None at the end."""
    meetings = rows(tx, queries.LATEST_MEETINGS, before=place.before, limit=WINDOW)
    people = rows(tx, queries.MOST_NAMED_PEOPLE, after=place.after, limit=WINDOW)
    if not meetings and not people:
        return [], None
    told, shown = _tellings(tx, [row["id"] for row in meetings])
    found = sorted([*_meetings(told), *_people(tx, people)], key=lambda one: one.rank)
    left = [one for one in found if one.rank > place.done][:most]
    items = _items(tx, left, shown)
    following = Place(
        meetings[-1]["order_key"] if meetings else place.before,
        people[-1]["order_key"] if people else place.after,
    )
    return [(item, replace(place, done=one.rank)) for item, one in zip(items, left, strict=True)], following


# --- meetings ---


@dataclass(frozen=True)
class Told:
    """The meetings of a window, those near them, and the reports of both as they count."""

    meetings: Sequence[str]
    of_meeting: Mapping[str, Sequence[Telling]]
    near: Sequence[tuple[str, str]]
    judged: Pairs


def _tellings(tx: ManagedTransaction, ids: Sequence[str]) -> tuple[Told, dict[str, Row]]:
    near = [
        (row["id"], row["other"])
        for row in (rows(tx, queries.MEETINGS_NEAR, ids=ids, most=_NEAR) if ids else [])
    ]
    asked = list(dict.fromkeys([*ids, *(other for _, other in near)]))
    found = rows(tx, queries.FIRST_REPORTS, ids=asked, most=_REPORTS) if asked else []
    by_id = {row["id"]: row for row in found}
    of_meeting: dict[str, list[Telling]] = defaultdict(list)
    for one in counted(tx, found):
        of_meeting[by_id[one.id]["meeting_id"]].append(one)
    return Told(ids, {key: of_meeting[key] for key in asked}, near, report_pairs(tx, found)), by_id


def _meetings(told: Told) -> Iterator[Found]:
    for key in told.meetings:
        weakest = _weakest(explaining.report_ties(told.of_meeting[key], told.judged))
        if weakest is not None:
            yield Found(ReviewOf.MEETINGS, weakest, True, weakest.reasons, REPORTS_IN_FULL)
    for one, other in told.near:
        alike = _alike(told.of_meeting[one], told.of_meeting[other], told.judged)
        if alike is not None:
            yield alike


def _weakest(ties: Sequence[Tie]) -> Tie | None:
    """Of those that joined by likelihood alone."""
    open_ones = [one for one in ties if one.judgement is None and one.kind == Kind.LIKELY]
    return min(open_ones, key=lambda one: (one.strength, one.a, one.b), default=None)


def _alike(one: Sequence[Telling], other: Sequence[Telling], judged: Pairs) -> Found | None:
    """What speaks most for one meeting; what rules it out of any two reports rules it out."""
    verdicts = {(a.id, b.id): encounters.relate(a, b) for a in one for b in other}
    if any(pair(*ends) in judged for ends in verdicts):
        return None
    speaking = {
        ends: sum(max(reason.weight, 0.0) for reason in verdict.reasons) for ends, verdict in verdicts.items()
    }
    best = max(sorted(verdicts), key=lambda ends: speaking[ends], default=None)
    if best is None or speaking[best] <= 0:
        return None
    against = next((one for one in verdicts.values() if one.kind is Kind.APART), None)
    shown = tie(*best, verdicts[best], {})
    grounds = shown.reasons
    if against is not None and verdicts[best].kind is not Kind.APART:
        shown = shown.model_copy(update={"kind": Kind.APART})
        grounds += tuple(tie(*best, against, {}).reasons[-1:])
    return Found(ReviewOf.MEETINGS, shown, False, grounds, REPORTS_IN_FULL)


# --- people ---


def _people(tx: ManagedTransaction, people: Sequence[Row]) -> Iterator[Found]:
    ids = [row["actor"]["id"] for row in people]
    names: dict[str, list[Name]] = defaultdict(list)
    for row in rows(tx, queries.NAMES_OF_PEOPLE, ids=ids) if ids else []:
        names[row["actor"]].append(name_of_row(row))
    asked = [
        {
            "id": row["actor"]["id"],
            "order_key": row["order_key"],
            "keys": sorted({key for name in names[row["actor"]["id"]] for key in name.persona.keys}),
        }
        for row in people
    ]
    like: dict[str, list[Row]] = defaultdict(list)
    for row in rows(tx, queries.PEOPLE_NAMED_ALIKE, rows=asked, most=_ALIKE) if asked else []:
        like[row["of"]].append(row)
    judged = judged_pairs(about(tx, Subject.ACTORS, {one.id for found in names.values() for one in found}))
    for actor in ids:
        weakest = _weakest(explaining.name_ties(names[actor], judged))
        if weakest is not None:
            yield Found(ReviewOf.ACTORS, weakest, True, weakest.reasons, NAMES_IN_FULL)
        for other in explaining.others_alike(names[actor], _unjudged(names[actor], like[actor], judged), {}):
            yield Found(ReviewOf.ACTORS, other.tie, False, other.tie.reasons, NAMES_IN_FULL)


def _unjudged(names: Sequence[Name], like: Sequence[Row], judged: Pairs) -> list[Row]:
    """Without all names of those of whom one name was judged."""
    out = {row["actor"]["id"] for row in like for name in names if pair(name.id, row["id"]) in judged}
    return [row for row in like if row["actor"]["id"] not in out]


# --- as they are shown ---


def _items(tx: ManagedTransaction, found: Sequence[Found], reports: Mapping[str, Row]) -> list[ReviewItem]:
    said = {end for one in found if one.of is ReviewOf.ACTORS for end in (one.tie.a, one.tie.b)}
    names = name_sides(tx, said)
    return [_item(one, tuple(_side(end, reports, names) for end in (one.tie.a, one.tie.b))) for one in found]


def _side(end: str, reports: Mapping[str, Row], names: Mapping[str, ReviewSide]) -> ReviewSide:
    return names[end] if end in names else report_side(reports[end])


def _item(one: Found, sides: tuple[ReviewSide, ...]) -> ReviewItem:
    what = {ReviewOf.MEETINGS: "meeting", ReviewOf.ACTORS: "person"}[one.of]
    ends = {one.of.value: (one.tie.a, one.tie.b)}
    return ReviewItem(
        id=one.id,
        of=one.of,
        question=f"Are these one {what}?",
        confidence=one.confidence,
        joined=one.joined,
        reasons=one.grounds,
        sides=sides,
        yes=Verdict(verdict=Ruling.SAME, **ends),
        no=Verdict(verdict=Ruling.NOT_SAME, **ends),
    )
