"""Chains of actors between two sides, the shortest first: pure, asks for neighbours as it goes."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

Neighbours = Mapping[str, Mapping[str, int]]
"""Of each actor those that it met, with the number of meetings."""

Key = tuple[int, int, int, tuple[str, ...]]

PATHS_OF_LENGTH = 2_000
STEPS = 200_000


class TooMany(Exception):
    """More ties than a search may look at."""


@dataclass(frozen=True)
class Path:
    """Actors of which each met the next, and how often."""

    actors: tuple[str, ...]
    counts: tuple[int, ...]

    @property
    def length(self) -> int:
        """Number of hops."""
        return len(self.actors) - 1

    @property
    def key(self) -> Key:
        """The shortest first, then those whose rarest hop was taken most often, then by all their hops."""
        return self.length, -min(self.counts), -sum(self.counts), self.actors


@dataclass(frozen=True)
class OfLength:
    """All paths of one length, or, where there are more than can be kept, some of them."""

    paths: list[Path]
    complete: bool


@dataclass
class Search:
    """A search between two sides. `direct` gives who of the one met whom of the other; `ends`, whom those of
    each side met; `step`, whom actors in between met. All raise TooMany where that is more than may be
    looked at."""

    direct: Callable[[], Neighbours]
    ends: Callable[[], tuple[Neighbours, Neighbours]]
    step: Callable[[Sequence[str]], Neighbours]
    _known: dict[str, Mapping[str, int]] = field(default_factory=dict)
    _outside: set[str] = field(default_factory=set)

    def by_length(self, longest: int) -> Iterator[OfLength]:
        """Paths of one hop, of two and so on; ends early where there are too many ties to look at."""
        try:
            direct = self.direct()
            yield _paths([direct])
            if longest < 2:
                return
            near, far = self.ends()
            # A path is not led through the sides that it joins: a part of it would do.
            self._outside = {*near, *far, *direct, *(one for met in direct.values() for one in met)}
            ahead, behind = [self._beyond(near)], [self._beyond(far)]
            yield _paths(self._layers(near, ahead, behind, far))
            for _ in range(3, longest + 1):
                # The smaller of the two grows, so that a hub is opened as late as can be.
                grown = ahead if len(ahead[-1]) <= len(behind[-1]) else behind
                grown.append(self._beyond(self._open(grown[-1])))
                yield _paths(self._layers(near, ahead, behind, far))
        except TooMany:
            return

    def _open(self, actors: set[str]) -> Neighbours:
        new = sorted(actors - self._known.keys())
        found = self.step(new) if new else {}
        self._known.update({one: found.get(one, {}) for one in new})
        return {one: self._known[one] for one in actors}

    def _beyond(self, opened: Neighbours) -> set[str]:
        return {other for met in opened.values() for other in met} - self._outside

    def _layers(
        self, near: Neighbours, ahead: list[set[str]], behind: list[set[str]], far: Neighbours
    ) -> list[Neighbours]:
        """From position to position who leads on to whom, such that every step leads to the other side.

        `ahead[i]` can be reached from the one side with i in between, `behind[i]` from the other; they
        meet in the last of both, and of the others only those that lead there are kept."""
        meeting = ahead[-1] & behind[-1]
        kept = meeting
        steps: list[Neighbours] = []
        for layer in reversed(ahead[:-1]):
            steps.insert(0, _towards({one: self._known[one] for one in layer}, kept))
            kept = set(steps[0])
        steps.insert(0, _towards(near, kept))
        kept = meeting
        for layer in reversed(behind[:-1]):
            back = _towards({one: self._known[one] for one in layer}, kept)
            steps.append(_turned(back))
            kept = set(back)
        steps.append(_turned(_towards(far, kept)))
        return steps


def _towards(found: Neighbours, goal: set[str]) -> dict[str, dict[str, int]]:
    """Without the steps that do not lead to the goal."""
    kept = {one: {other: met[other] for other in met.keys() & goal} for one, met in found.items()}
    return {one: met for one, met in kept.items() if met}


def _turned(found: Neighbours) -> dict[str, dict[str, int]]:
    turned: dict[str, dict[str, int]] = {}
    for one, met in found.items():
        for other, count in met.items():
            turned.setdefault(other, {})[one] = count
    return turned


def _paths(steps: Sequence[Neighbours]) -> OfLength:
    """Every way through the steps that comes to nobody twice, as far as there is room."""
    paths: list[Path] = []
    for taken, path in enumerate(_walks(steps)):
        if path is not None:
            paths.append(path)
        if len(paths) > PATHS_OF_LENGTH or taken > STEPS:
            return OfLength(sorted(paths, key=lambda one: one.key)[:PATHS_OF_LENGTH], complete=False)
    return OfLength(sorted(paths, key=lambda one: one.key), complete=True)


def _walks(steps: Sequence[Neighbours]) -> Iterator[Path | None]:
    """The ways in the order of their ids; None for each step on the way, so that steps can be counted."""
    waiting: list[Path] = [Path((one,), ()) for one in sorted(steps[0], reverse=True)]
    while waiting:
        path = waiting.pop()
        if path.length == len(steps):
            yield path
            continue
        yield None
        met = steps[path.length].get(path.actors[-1], {})
        for other in sorted(met.keys() - set(path.actors), reverse=True):
            waiting.append(Path((*path.actors, other), (*path.counts, met[other])))
