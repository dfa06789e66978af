"""Things put together by ties and vetoes."""

from __future__ import annotations

import random
from collections.abc import Mapping
from itertools import combinations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from graph.partition import UNRELATED, Judged, Kind, Partition, Verdict, pair


def groups(items: str, verdicts: Mapping[str, tuple[Kind, float]], judged: Judged | None = None) -> list[str]:
    def relate(a: str, b: str) -> Verdict:
        kind, strength = verdicts.get(a + b, (Kind.UNRELATED, 0.0))
        return Verdict(kind, strength)

    return ["".join(sorted(group)) for group in Partition(items, relate, judged).groups()]


CERTAIN, LIKELY, APART = Kind.CERTAIN, Kind.LIKELY, Kind.APART


@pytest.mark.parametrize(
    ("verdicts", "expected"),
    [
        ({}, ["a", "b", "c"]),
        ({"ab": (LIKELY, 1.0)}, ["ab", "c"]),
        ({"ab": (CERTAIN, 1.0), "bc": (CERTAIN, 1.0)}, ["abc"]),
        ({"ab": (CERTAIN, 2.0), "bc": (CERTAIN, 1.0), "ac": (APART, 0.0)}, ["ab", "c"]),
        ({"ab": (LIKELY, 1.0), "ac": (LIKELY, 1.0), "bc": (APART, 0.0)}, ["a", "b", "c"]),
        ({"ab": (LIKELY, 1.1), "ac": (LIKELY, 1.0), "bc": (APART, 0.0)}, ["ab", "c"]),
        ({"ab": (LIKELY, 1.0), "ac": (LIKELY, 1.0)}, ["a", "b", "c"]),
        ({"ab": (LIKELY, 1.0), "ac": (LIKELY, 1.0), "bc": (LIKELY, 1.0)}, ["abc"]),
    ],
    ids=[
        "nothing ties them",
        "one tie",
        "a chain",
        "a veto at the ends of a chain",
        "two equally good candidates that are two",
        "the better of two candidates",
        "two equally good candidates that nothing ties",
        "candidates that are one themselves",
    ],
)
def test_the_strongest_ties_come_first_and_nothing_is_guessed(
    verdicts: Mapping[str, tuple[Kind, float]], expected: list[str]
) -> None:
    assert groups("abc", verdicts) == expected


def test_a_judgement_comes_before_everything() -> None:
    same = Judged(same=frozenset({("a", "b")}))
    assert groups("ab", {"ab": (APART, 0.0)}, same) == ["ab"]
    apart = Judged(apart=frozenset({("a", "b")}))
    assert groups("ab", {"ab": (CERTAIN, 9.0)}, apart) == ["a", "b"]
    assert groups("abc", {"ac": (CERTAIN, 9.0), "bc": (CERTAIN, 1.0)}, apart) == ["ac", "b"]


verdicts = st.dictionaries(
    st.sampled_from([a + b for a, b in combinations("abcdef", 2)]),
    st.tuples(st.sampled_from([CERTAIN, LIKELY, APART]), st.sampled_from([1.0, 2.0])),
)


@given(verdicts, st.randoms())
def test_no_order_of_the_things_makes_a_difference(
    verdicts: dict[str, tuple[Kind, float]], dice: random.Random
) -> None:
    shuffled = list("abcdef")
    dice.shuffle(shuffled)
    found = groups("abcdef", verdicts)
    assert groups("".join(shuffled), verdicts) == found
    for group in found:
        for a, b in combinations(group, 2):
            assert verdicts.get("".join(pair(a, b)), (UNRELATED.kind, 0))[0] is not APART
