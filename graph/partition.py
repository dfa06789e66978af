"""Things that are one put together: by the strongest ties first, against no veto, and never by a guess."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from enum import StrEnum
from itertools import combinations

Pair = tuple[str, str]


class Kind(StrEnum):
    """What two things are to each other."""

    UNRELATED = "unrelated"  # nothing is known either way
    CERTAIN = "certain"  # one thing, unless something speaks against it
    LIKELY = "likely"  # one thing, unless another is as good a match
    APART = "apart"  # two things, whatever else they share


@dataclass(frozen=True)
class Reason:
    """A ground for a verdict: branch on `code`, show `words`; `weight` is what it counts for."""

    code: str
    words: str
    weight: float = 0.0


@dataclass(frozen=True)
class Verdict:
    """What two things are to each other, how strongly, and why."""

    kind: Kind
    strength: float = 0.0
    reasons: tuple[Reason, ...] = ()

    @property
    def ties(self) -> bool:
        """Whether it speaks for one thing."""
        return self.kind in (Kind.CERTAIN, Kind.LIKELY)


UNRELATED = Verdict(Kind.UNRELATED)


def pair(one: str, other: str) -> Pair:
    """The two in their order."""
    return (one, other) if one < other else (other, one)


def pairs(members: list[str]) -> Iterable[tuple[str, str]]:
    """Every two of them, in their order."""
    return (pair(a, b) for at, a in enumerate(members) for b in members[at + 1 :] if a != b)


def connected(items: Iterable[str], links: Iterable[tuple[str, str]]) -> list[list[str]]:
    """The connected components, each sorted, in the order of their least members."""
    root = {item: item for item in items}

    def top(item: str) -> str:
        while root[item] != item:
            root[item] = root[root[item]]
            item = root[item]
        return item

    for a, b in links:
        if a in root and b in root:
            one, other = sorted((top(a), top(b)))
            root[other] = one
    found: dict[str, list[str]] = {}
    for item in sorted(root):
        found.setdefault(top(item), []).append(item)
    return [found[key] for key in sorted(found)]


@dataclass(frozen=True)
class Judged:
    """What somebody who knows has said: it is carried out before and against everything else."""

    same: frozenset[Pair] = frozenset()
    apart: frozenset[Pair] = frozenset()


class Partition:
    """The groups of some things. The result depends on the set of things and on nothing else.

    Pairs are taken by falling strength, then by name. Two groups are joined unless some pair across
    them is APART; where the tie is LIKELY also only if neither has a tie as strong to a third group
    that cannot be joined too: of two equally good candidates none is taken.
    """

    def __init__(
        self, items: Iterable[str], relate: Callable[[str, str], Verdict], judged: Judged | None = None
    ) -> None:
        self._items = sorted(set(items))
        judged = judged or Judged()
        self._verdicts = {(a, b): relate(a, b) for a, b in combinations(self._items, 2)}
        self._ties: dict[str, list[str]] = {item: [] for item in self._items}
        self._vetoes: dict[str, set[str]] = {item: set() for item in self._items}
        for (a, b), verdict in self._verdicts.items():
            if verdict.ties:
                self._ties[a].append(b)
                self._ties[b].append(a)
            if verdict.kind is Kind.APART or (a, b) in judged.apart:
                self._vetoes[a].add(b)
                self._vetoes[b].add(a)
        self._group = {item: frozenset((item,)) for item in self._items}
        for a, b in sorted(judged.same):
            if a in self._group and b in self._group:
                self._join(a, b)
        for a, b in self._order():
            if self._group[a] is not self._group[b] and self._may_join(a, b):
                self._join(a, b)

    def groups(self) -> list[frozenset[str]]:
        """In the order of their least members."""
        return sorted(set(self._group.values()), key=min)

    def _order(self) -> Sequence[Pair]:
        tied = [pair for pair, verdict in self._verdicts.items() if verdict.ties]
        return sorted(tied, key=lambda pair: (-self._verdicts[pair].strength, pair))

    def _join(self, a: str, b: str) -> None:
        both = self._group[a] | self._group[b]
        for item in both:
            self._group[item] = both

    def _barred(self, one: frozenset[str], other: frozenset[str]) -> bool:
        small, large = (one, other) if len(one) <= len(other) else (other, one)
        return any(not self._vetoes[item].isdisjoint(large) for item in small)

    def _may_join(self, a: str, b: str) -> bool:
        one, other = self._group[a], self._group[b]
        if self._barred(one, other):
            return False
        verdict = self._verdicts[a, b]
        return verdict.kind is Kind.CERTAIN or not (
            self._rivalled(a, one, other, verdict.strength) or self._rivalled(b, other, one, verdict.strength)
        )

    def _rivalled(self, item: str, own: frozenset[str], match: frozenset[str], strength: float) -> bool:
        """Whether the item is tied as strongly to a group that its match cannot be joined with."""
        for other in self._ties[item]:
            group = self._group[other]
            if group is own or group is match or self._verdicts[pair(item, other)].strength < strength:
                continue
            if not self._barred(own, group) and not self._tied(match, group):
                return True
        return False

    def _tied(self, one: frozenset[str], other: frozenset[str]) -> bool:
        return not self._barred(one, other) and any(
            tied in other for item in one for tied in self._ties[item]
        )
