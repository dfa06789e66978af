"""What the participant model knows at its second look: the first look at the others, and who was around."""

from __future__ import annotations

from extractors.components.candidates import Candidate, TriggerReading
from extractors.components.participant_features import Row

_LIKELY = 0.5
_FARTHEST = 160  # tokens back to a contact that can be meant again


def _side(candidate: Candidate) -> str:
    return candidate.entity.party or f"?{candidate.entity.key}"


class Surroundings:
    """The first chances of all triggers of one Doc; adds whoever was in the contact before as candidates."""

    def __init__(self, told: list[TriggerReading], first: list[list[float]]) -> None:
        self._told = told
        self.first = first
        self._people = [self._likely(i) for i in range(len(told))]
        self._before = [self._nearest(i, -1) for i in range(len(told))]
        self._after = [self._nearest(i, 1) for i in range(len(told))]
        for i, before in enumerate(self._before):
            if before is not None:
                self._consider_again(i, before)

    def _likely(self, i: int) -> dict[int, Candidate]:
        """The likely people of a trigger, nobody where they are of one side only."""
        pairs = zip(self._told[i].candidates, self.first[i], strict=True)
        found = {c.entity.key: c for c, chance in pairs if chance >= _LIKELY}
        return found if len({_side(c) for c in found.values()}) > 1 else {}

    def _nearest(self, i: int, way: int) -> int | None:
        at = i + way
        while 0 <= at < len(self._told):
            if abs(self._told[at].trigger.token - self._told[i].trigger.token) > _FARTHEST:
                return None
            if self._people[at]:
                return at
            at += way
        return None

    def _consider_again(self, i: int, before: int) -> None:
        known = {c.entity.key for c in self._told[i].candidates}
        for key, one in self._people[before].items():
            if key not in known:
                back = one.back + 3
                self._told[i].candidates.append(Candidate(one.entity, one.member, one.phrase, back))
                self.first[i].append(0.0)

    def describe(self, i: int, rows: list[Row]) -> None:
        """Adds what is known now of the candidates of one trigger to their rows."""
        told, chances = self._told[i], self.first[i]
        sides = [_side(c) for c in told.candidates]
        around = self._around(i)
        likely = sum(p >= _LIKELY for p in chances)
        for at, row in enumerate(rows):
            side, chance = sides[at], chances[at]
            others = [p for p, s in zip(chances, sides, strict=True) if s != side]
            colleagues = (
                p for n, (p, s) in enumerate(zip(chances, sides, strict=True)) if n != at and s == side
            )
            ranked = [*sorted(others, reverse=True), 0.0, 0.0]
            row["first look"] = chance
            row["best of the others"] = ranked[0]
            row["next of the others"] = ranked[1]
            row["best colleague"] = max(colleagues, default=0.0)
            row["rank"] = sum(p > chance for p in chances)
            row["likely ones"] = likely
            row["likely others"] = sum(p >= _LIKELY for p in others)
            row |= around
            for name, people in self._neighbours(i):
                row[f"in the contact {name}"] = told.candidates[at].entity.key in people

    def _around(self, i: int) -> Row:
        """What all candidates of a trigger share of the contacts before and after it."""
        told, chances = self._told[i], self.first[i]
        row: Row = {}
        for name, at in (("before", self._before[i]), ("after", self._after[i])):
            if at is not None:
                people = self._people[at]
                row[f"people {name}"] = min(len(people), 8)
                row[f"also here of {name}"] = sum(
                    c.entity.key in people and p >= _LIKELY
                    for c, p in zip(told.candidates, chances, strict=True)
                )
                row[f"tokens to {name}"] = min(abs(self._told[at].trigger.token - told.trigger.token), 99)
        return row

    def _neighbours(self, i: int) -> list[tuple[str, dict[int, Candidate]]]:
        around = (("before", self._before[i]), ("after", self._after[i]))
        return [(name, self._people[at]) for name, at in around if at is not None]
