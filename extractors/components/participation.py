"""Who takes part in what a trigger reports: the frame's sides, weighed by the participant model."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from itertools import combinations

from spacy.tokens import Doc, Token

from extractors.components.candidates import Candidate, TriggerReading
from extractors.components.distribution import DistributionReader
from extractors.components.participant_features import ParticipantFeatures, Row
from extractors.components.patterns import words
from extractors.components.reading import Part, Reading
from extractors.components.sides import Sides, distinct_sides
from extractors.components.status import StatusReading
from extractors.components.surroundings import Surroundings
from extractors.domain import Role
from extractors.learned.judges import Judges

Told = tuple[TriggerReading, StatusReading]

LIKELY = 0.55  # more precision for hardly less recall
_CONCEIVABLE = 0.15
_MOST_APART = 10  # people that are still looked at pair by pair


class Participation:
    """Chooses the people of the triggers of one Doc."""

    def __init__(self, doc: Doc, memory: Reading, features: ParticipantFeatures, judges: Judges) -> None:
        self._doc = doc
        self._features = features
        self._judges = judges
        self._distribution = DistributionReader(doc, memory)
        self._known: dict[int, list[Row]] = {}

    def chances(self, told: list[Told]) -> list[list[float]]:
        """For each trigger the chance of each of its candidates.

        Two looks: the second knows how the first judged the other candidates and the contacts around, and
        also considers whoever was in the contact told before ("they agreed to meet again"); they are added
        to the trigger's candidates.
        """
        shared = [self._features.trigger(one, status) for one, status in told]
        first = self._look("candidate", told, shared, None)
        if first is None:
            return [[float(bool(c.slot)) for c in one.candidates] for one, _ in told]
        around = Surroundings([one for one, _ in told], first)
        second = self._look("participant", told, shared, around)
        return around.first if second is None else second

    def _look(
        self, question: str, told: list[Told], shared: list[Row], around: Surroundings | None
    ) -> list[list[float]] | None:
        rows: list[Row] = []
        about = []
        for number, ((one, _), base) in enumerate(zip(told, shared, strict=True)):
            own = self._rows(number, one, base)
            if around is not None:
                own = [dict(row) for row in own]
                around.describe(number, own)
            rows += own
            about += [(one, candidate) for candidate in one.candidates]
        flat = self._judges.yes(question, rows, about)
        if flat is None:
            return None
        rest = iter(flat)
        return [[next(rest) for _ in one.candidates] for one, _ in told]

    def _rows(self, number: int, one: TriggerReading, base: Row) -> list[Row]:
        """The rows of a trigger's candidates; the same at both looks unless there are more by then."""
        known = self._known.get(number)
        if known is None or len(known) != len(one.candidates):
            known = [self._features.candidate(candidate, one, base) for candidate in one.candidates]
            self._known[number] = known
        return known

    def people(self, told: TriggerReading, chances: list[float]) -> list[Part]:
        """The parts of the likely candidates; a party steps back behind its own representative."""
        roles = _roles(told.sides)
        chances = self._with_the_host(told, chances)
        found = [
            _part(one, chance, roles)
            for one, chance in zip(told.candidates, chances, strict=True)
            if chance >= LIKELY
        ]
        if len(distinct_sides(found)) < 2:
            found += self._other_side(told, chances, found, roles)
        return finest(sorted(found, key=lambda p: p.start))

    def _with_the_host(self, told: TriggerReading, chances: list[float]) -> list[float]:
        """ "Moscow hosted the ministers": who hosts somebody is there, though countries seldom take part."""
        if not told.sides.host_first:
            return chances
        hosts = [c.slot in ("first", "hosts") for c in told.candidates]
        pairs = list(zip(told.candidates, chances, hosts, strict=True))
        if not any(chance >= LIKELY and not host for _, chance, host in pairs):
            return chances
        return [
            max(chance, LIKELY) if host and c.entity.form == "party" and c.back == 0 else chance
            for c, chance, host in pairs
        ]

    def _other_side(
        self, told: TriggerReading, chances: list[float], found: list[Part], roles: dict[str, Role]
    ) -> list[Part]:
        """The best candidates of sides that are not there yet, until there are two: "a contact?" decides."""
        ranked = sorted(zip(chances, told.candidates, strict=True), key=lambda pair: -pair[0])
        more: list[Part] = []
        for chance, one in ranked:
            if chance < _CONCEIVABLE or len(distinct_sides([*found, *more])) > 1:
                break
            part = _part(one, chance, roles)
            if len(distinct_sides([*found, *more, part])) > len(distinct_sides([*found, *more])):
                more.append(part)
        return more

    def contact_row(
        self, told: TriggerReading, status: StatusReading, people: list[Part], chances: list[float]
    ) -> Row:
        """What the contact model looks at: the trigger, and how sure its sides are."""
        row = self._features.trigger(told, status)
        best: dict[str, float] = {}
        for one, chance in zip(told.candidates, chances, strict=True):
            side = one.entity.party or f"?{one.entity.key}"
            best[side] = max(best.get(side, 0.0), chance)
        ranked = sorted(best.values(), reverse=True) + [0.0] * 3
        row |= {"first": ranked[0], "second": ranked[1], "third": ranked[2]}
        row["people"] = len(people)
        row["sides"] = len(distinct_sides(people))
        row["parties only"] = all(p.entity.form == "party" for p in people)
        row["parties"] = sum(p.entity.form == "party" for p in people)
        row["ruled in"] = sum(bool(one.slot) for one in told.candidates)
        row["ruled chance"] = min(
            (c for o, c in zip(told.candidates, chances, strict=True) if o.slot), default=0
        )
        for part in people:
            row[f"someone via={part.via.value}"] = 1
        token = self._doc[told.trigger.token]
        for child in token.head.children:
            if child.dep_ in ("aux", "auxpass", "neg", "mark"):
                row[f"head {child.dep_}={child.lower_}"] = 1
        for child in token.children:
            if child.dep_ in ("aux", "mark"):
                row[f"own {child.dep_}={child.lower_}"] = 1
        return row

    def groups(self, told: TriggerReading, people: list[Part]) -> list[list[Part]]:
        """One contact or several: those who were together, by pairs."""
        token = self._doc[told.trigger.token]
        ruled = self._distribution.split(token, told.sides, people)
        if not 2 < len(people) <= _MOST_APART:
            return ruled
        pairs = list(combinations(range(len(people)), 2))
        rows = [self._pair(told, people, pair, ruled) for pair in pairs]
        about = [(told, people[i].entity, people[j].entity) for i, j in pairs]
        chances = self._judges.yes("together", rows, about)
        if chances is None:
            return ruled
        apart = {pair for pair, chance in zip(pairs, chances, strict=True) if chance < LIKELY}
        if not apart:
            return [people]
        found = [[people[i] for i in sorted(clique)] for clique in _cliques(len(people), apart)]
        return [group for group in found if len(distinct_sides(group)) > 1]

    def _pair(
        self, told: TriggerReading, people: list[Part], pair: tuple[int, int], ruled: list[list[Part]]
    ) -> Row:
        token = self._doc[told.trigger.token]
        one, other = sorted((people[i] for i in pair), key=lambda p: p.start)
        slots = {c.entity.key: c.slot or "none" for c in told.candidates}
        both = any(one in group and other in group for group in ruled)
        row: Row = {
            "ruled together": both,
            "ruled groups": len(ruled),
            "people": len(people),
            "sides": len(distinct_sides(people)),
            "same party": one.entity.party == other.entity.party,
            f"slots={slots.get(one.entity.key)} {slots.get(other.entity.key)}": 1,
            f"kind={told.trigger.kind}": 1,
            f"lemma={token.lemma_.lower()}": 1,
            "noun plural": token.tag_ == "NNS",
            "before": one.start < token.i,
            "other before": other.start < token.i,
            "same words": (one.start, one.end) == (other.start, other.end),
            "one party": one.entity.form == "party",
            "other party": other.entity.form == "party",
            "people before": sum(p.start < token.i for p in people),
            "sides before": len(distinct_sides([p for p in people if p.start < token.i])),
            "nearer": min(abs(one.start - token.i), abs(other.start - token.i)),
            "here": token.sent.start <= one.start < token.sent.end,
            "other here": token.sent.start <= other.start < token.sent.end,
        }
        self._between(one, other, row)
        for word in self._separating(token):
            row[f"says={word}"] = 1
        return row

    def _between(self, one: Part, other: Part, row: Row) -> None:
        between = self._doc[one.end : max(one.end, other.start)]
        row["between"] = min(len(between), 20)
        for token in between[:12]:
            if token.lower_ in words("features", "joints"):
                row[f"between={token.lower_}"] = 1
        row["dates between"] = self._distribution.date_behind(one.end) is not None
        row["verbs between"] = min(sum(t.pos_ in ("VERB", "AUX") for t in between), 3)

    def _separating(self, token: Token) -> Iterator[str]:
        for word in token.sent:
            if word.lower_ in words("features", "apart") or word.lower_ in words("features", "joint"):
                yield word.lower_


def _part(one: Candidate, chance: float, roles: Mapping[str, Role]) -> Part:
    role = roles.get(one.slot, Role.PARTICIPANT)
    return Part(one.entity, role, one.member.via, one.member.start, one.member.end, chance)


def _roles(sides: Sides) -> dict[str, Role]:
    first = Role.GUEST if sides.guest_first else Role.HOST if sides.host_first else Role.PARTICIPANT
    second = Role.HOST if sides.guest_first else Role.GUEST if sides.host_first else Role.PARTICIPANT
    return {"mediators": Role.MEDIATOR, "hosts": Role.HOST, "first": first, "second": second}


def finest(people: list[Part]) -> list[Part]:
    """Without the spokespersons that are only quoted and the parties that are represented."""
    spoken = [p for p in people if p.entity.office != "spokesperson"]
    if len(distinct_sides(spoken)) > 1:
        people = spoken
    represented = {p.entity.party for p in people if p.entity.form != "party"}
    return [p for p in people if p.entity.form != "party" or p.entity.party not in represented]


def _cliques(size: int, apart: set[tuple[int, int]]) -> list[set[int]]:
    """The largest groups in which nobody was apart (Bron and Kerbosch 1973), for few people."""
    together = {
        i: {j for j in range(size) if j != i and (min(i, j), max(i, j)) not in apart} for i in range(size)
    }
    found: list[set[int]] = []

    def grow(chosen: set[int], open_: set[int], closed: set[int]) -> None:
        if not open_ and not closed:
            found.append(chosen)
            return
        for one in sorted(open_):
            grow(chosen | {one}, open_ & together[one], closed & together[one])
            open_ = open_ - {one}
            closed = closed | {one}

    grow(set(), set(range(size)), set())
    return sorted(found, key=min)
