"""The search for paths against looking through every one."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise, permutations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from graph import path_search
from graph.path_search import Neighbours, Path, Search, TooMany

Ties = dict[tuple[str, str], int]
ACTORS = "abcdefg"


def met(ties: Ties, some: Sequence[str], among: str | None = None) -> dict[str, dict[str, int]]:
    found: dict[str, dict[str, int]] = {}
    for (one, other), count in ties.items():
        for a, b in ((one, other), (other, one)):
            if a in some and (among is None or b in among):
                found.setdefault(a, {})[b] = count
    return found


def search(ties: Ties, near: str, far: str) -> Search:
    return Search(
        direct=lambda: met(ties, near, among=far),
        ends=lambda: (met(ties, near), met(ties, far)),
        step=lambda some: met(ties, some),
    )


def every_path(ties: Ties, near: str, far: str, longest: int) -> list[Path]:
    found = []
    inner = [one for one in ACTORS if one not in near + far]
    for start in near:
        for goal in far:
            for length in range(1, longest + 1):
                for between in permutations(inner, length - 1):
                    way = (start, *between, goal)
                    hops = [ties.get((min(a, b), max(a, b))) for a, b in pairwise(way)]
                    if None not in hops:
                        found.append(Path(way, tuple(hop for hop in hops if hop)))
    return sorted(found, key=lambda path: path.key)


pairs = st.sampled_from([(a, b) for a in ACTORS for b in ACTORS if a < b])


@given(st.dictionaries(pairs, st.integers(1, 3), max_size=16), st.sampled_from(["a", "ab"]))
def test_every_path_is_found_once_the_shortest_and_firmest_first(ties: Ties, near: str) -> None:
    found = list(search(ties, near, "g").by_length(6))
    assert all(one.complete for one in found)
    assert [path for one in found for path in one.paths] == every_path(ties, near, "g", 6)


def test_more_paths_than_can_be_kept_are_said_to_be_so(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(path_search, "PATHS_OF_LENGTH", 3)
    ties = {("a", one): 1 for one in "bcdef"} | {(one, "g"): 1 for one in "bcdef"}
    direct, two = search(ties, "a", "g").by_length(2)
    assert (direct.paths, direct.complete) == ([], True)
    assert ([path.actors[1] for path in two.paths], two.complete) == (["b", "c", "d"], False)


def test_ways_that_only_go_back_and_forth_are_given_up(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(path_search, "STEPS", 5)
    ties = (
        {("a", "b"): 1, ("f", "g"): 1} | {("b", one): 1 for one in "cde"} | {(one, "f"): 1 for one in "cde"}
    )
    *_, four = search(ties, "a", "g").by_length(4)
    assert not four.complete


def test_where_there_are_too_many_ties_the_search_ends_with_what_it_has() -> None:
    def too_many(_: Sequence[str]) -> Neighbours:
        raise TooMany

    ties = {("a", "b"): 1, ("b", "g"): 1}
    cut = Search(lambda: {}, lambda: (met(ties, "a"), met(ties, "g")), too_many)
    assert [[path.actors for path in one.paths] for one in cut.by_length(6)] == [[], [("a", "b", "g")]]
