"""What statements about meetings are made of: which meetings fit a question, and who is shown at them."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from itertools import product
from typing import LiteralString

from graph.filters import Side
from graph.views import MeetingFilter

_FITS: LiteralString = """
($statuses IS NULL OR m.status IN $statuses)
  AND ($channel IS NULL OR m.channel = $channel)
  AND ($level IS NULL OR m.level = $level)
  AND ($since IS NULL OR m.end >= $since)
  AND ($until IS NULL OR m.start <= $until)
  AND ($party IS NULL OR $party IN m.parties)
"""

# An office whose holder is inferred is shown as that person, or the other way round: never both.
A_SHOWN: LiteralString = "CASE WHEN $inferred THEN pa.held_by IS NULL ELSE NOT pa.inferred END"
B_SHOWN: LiteralString = "CASE WHEN $inferred THEN pb.held_by IS NULL ELSE NOT pb.inferred END"
# Who asks for an office by its id means it whether or not its holder is known.
ONE_SHOWN: LiteralString = "($inferred OR NOT pa.inferred)"
# Two people of one party at one meeting did not meet each other there.
APART: LiteralString = "(pa.party IS NULL OR pb.party IS NULL OR pa.party <> pb.party)"
# The same of two parts `x` and `y`, each an actor's id and its party.
PARTS_APART: LiteralString = "x[0] <> y[0] AND (x[1] IS NULL OR y[1] IS NULL OR x[1] <> y[1])"

ACTOR: LiteralString = "{.id, .kind, .name, .party, .office}"


@dataclass(frozen=True)
class Told:
    """How meetings are told now, or (`then`) on the day `$as_of`: the names that statements use.

    Whether the reports are looked at (`cited`), or the hosts (`hosted`), is a statement of its own: the
    others stay without it as quick as they are.
    """

    then: bool
    cited: bool = False
    hosted: bool = False

    @classmethod
    def of(cls, where: MeetingFilter) -> Told:
        """As the filter asks."""
        return cls(
            then=where.as_of is not None,
            cited=where.source is not None or where.confidence is not None,
            hosted=where.host is not None,
        )

    @property
    def took_part(self) -> LiteralString:
        """Relationships from actors to meetings."""
        return "PARTICIPATED_IN|WAS_IN" if self.then else "PARTICIPATED_IN"

    @property
    def held_in(self) -> LiteralString:
        """Relationships from meetings to places."""
        return "HELD_IN|WAS_HELD_IN" if self.then else "HELD_IN"

    @property
    def node(self) -> LiteralString:
        """Labels of meetings."""
        return "Meeting|Version" if self.then else "Meeting"

    @property
    def day(self) -> LiteralString:
        """The condition on `m` that it was told so on that day."""
        if not self.then:
            return ""
        return "m.since <= $as_of AND (m.until IS NULL OR m.until > $as_of) AND "

    @property
    def fits(self) -> LiteralString:
        """The condition on `m` that it fits the question, but for the day and who took part."""
        return (
            _FITS
            + f"""
  AND ($places IS NULL
       OR EXISTS {{ MATCH (m)-[:{self.held_in}]->(p:Place)
                   WHERE p.id IN $places OR p.country IN $countries }})
"""
            + self.received
            + self.reported
        )

    @property
    def received(self) -> LiteralString:
        """The condition on `m` that the side asked for was host."""
        if not self.hosted:
            return ""
        return f"""
  AND EXISTS {{ MATCH (m)<-[host:{self.took_part} {{role: 'host'}}]-(h:Actor)
               WHERE ($inferred OR NOT host.inferred) AND ($host IS NULL OR h.id = $host)
                 AND ($host_party IS NULL OR host.party = $host_party) }}
"""

    @property
    def reported(self) -> LiteralString:
        """The condition on `m` that one report of it is of the source asked for and as sure as asked for."""
        if not self.cited:
            return ""
        of: LiteralString = "<-[:WAS*0..1]-(:Meeting)<-[:OF]-" if self.then else "<-[:OF]-"
        return f"""
  AND EXISTS {{ MATCH (m){of}(r:Report)<-[:REPORTS]-(article:Article)
               WHERE ($source IS NULL OR toLower(trim(article.source)) = toLower($source))
                 AND ($confidence IS NULL OR r.confidence >= $confidence)
                 AND ($as_of IS NULL OR article.published <= $as_of) }}
"""

    @property
    def of_one(self) -> LiteralString:
        """Meetings `m` with the part `pa` of the actor asked for."""
        return f"MATCH (a:Actor {{id: $actor}})-[pa:{self.took_part}]->(m:{self.node})"

    @property
    def of_party(self) -> LiteralString:
        """Likewise of everyone who acts for a party."""
        return f"MATCH (a:Actor)-[pa:{self.took_part} {{party: $actor_party}}]->(m:{self.node})"

    @property
    def of_anyone(self) -> LiteralString:
        """Likewise of all."""
        return f"MATCH (a:Actor)-[pa:{self.took_part}]->(m:{self.node})"

    @property
    def with_them(self) -> LiteralString:
        """The condition on `m` that the other side asked for took part."""
        return f"""
  AND (($with IS NULL AND $with_party IS NULL)
       OR EXISTS {{ MATCH (m)<-[pb:{self.took_part}]-(b:Actor)
                   WHERE ($inferred OR NOT pb.inferred) AND ($with IS NULL OR b.id = $with)
                     AND ($with_party IS NULL OR pb.party = $with_party) }})
"""

    def others(self, shown: LiteralString) -> LiteralString:
        """From `a` and `m` to the others `b` of another party, in meetings that fit."""
        return (
            f"""
WHERE {self.day}{shown}
MATCH (m)<-[pb:{self.took_part}]-(b:Actor)
WHERE {B_SHOWN}
  AND {APART}
  AND ($with IS NULL OR b.id = $with) AND ($with_party IS NULL OR pb.party = $with_party)
  AND """
            + self.fits
        )

    @property
    def parts(self) -> LiteralString:
        """From each `m` to the list `parts` of all who are shown at it, each an actor's id and
        its party, and from that to each of them, `x`.

        Where only ids and numbers are wanted, this is half the work of `both`.
        """
        return f"""
WITH m, [(m)<-[pa:{self.took_part}]-(a:Actor) WHERE {A_SHOWN} | [a.id, pa.party]] AS parts
UNWIND parts AS x
"""

    @property
    def both(self) -> LiteralString:
        """From `m` to all who are shown at it and met somebody there, `a`, and whom, `b`."""
        return f"""
MATCH (m)<-[pa:{self.took_part}]-(a:Actor)
WHERE {A_SHOWN}
MATCH (m)<-[pb:{self.took_part}]-(b:Actor)
WHERE {B_SHOWN} AND b <> a AND {APART}
"""


WAYS = tuple(Told(*way) for way in product((False, True), repeat=3))


@dataclass(frozen=True)
class BySide:
    """One question as a statement for each sort of side that it can be asked of."""

    one: LiteralString
    party: LiteralString
    anyone: LiteralString

    def of(self, side: Side) -> LiteralString:
        """The one for that side."""
        if side.actor:
            return self.one
        return self.party if side.party else self.anyone


@dataclass(frozen=True)
class Scoped:
    """One question about meetings, in each way in which they are told."""

    told: Mapping[Told, BySide]

    def chosen(self, where: MeetingFilter, side: Side) -> LiteralString:
        """The statement for the question."""
        return self.told[Told.of(where)].of(side)

    def __iter__(self) -> Iterator[LiteralString]:
        for one in self.told.values():
            yield from (one.one, one.party, one.anyone)


def of_meetings(tail: Callable[[Told], LiteralString]) -> Scoped:
    """What `tail` asks of each meeting `m` that fits and in which both sides took part."""

    def by_side(told: Told) -> BySide:
        one: LiteralString = f" WHERE {told.day}{ONE_SHOWN} AND "
        every: LiteralString = f" WHERE {told.day}"
        rest: LiteralString = told.fits + told.with_them + "WITH DISTINCT m" + tail(told)
        return BySide(
            one=told.of_one + one + rest,
            party=told.of_party + one + rest,
            anyone=f"MATCH (m:{told.node})" + every + rest,
        )

    return Scoped({told: by_side(told) for told in WAYS})


def of_pairs(tail: Callable[[Told], LiteralString]) -> Scoped:
    """What `tail` asks of each `a` of one side, `b` of the other and meeting `m` of theirs that fits."""

    def by_side(told: Told) -> BySide:
        rest = tail(told)
        return BySide(
            one=told.of_one + told.others(ONE_SHOWN) + " AND b <> a" + rest,
            party=told.of_party + told.others(A_SHOWN) + " AND b <> a" + rest,
            anyone=told.of_anyone + told.others(A_SHOWN) + " AND a.id < b.id" + rest,
        )

    return Scoped({told: by_side(told) for told in WAYS})
