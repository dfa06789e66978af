"""Arbitrary articles about a few people whose names, offices and meetings are easily confused, and
arbitrary histories of putting them in and taking them out."""

from __future__ import annotations

import datetime as dt
import json
import os
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from hypothesis import strategies as st

from extractors.domain import Article, Channel, Extraction, Precision, Status
from graph.actor_names import name_key
from graph.judgements import Judgement, Ruling, Subject, judged_pairs, judgement_id
from graph.partition import Judged
from graph.whole import resolve_all
from tests.graph.builders import (
    ANKARA,
    ERDOGAN,
    FIDAN,
    IRANIAN_FM,
    LAVROV,
    MAY_10,
    MEKDAD,
    MOSCOW,
    RUS,
    SYR,
    TUR,
    TURKISH_FM,
    UNDATED,
    USA,
    Talks,
    build,
    country,
    on,
    person,
)

Built = tuple[Article, Extraction]

HISTORIES = int(os.environ.get("CHANCERY_TEST_HISTORIES", "300"))

NAMES = ["a", "b", "c", "d", "e"]
ACTORS = [
    LAVROV,
    LAVROV.model_copy(update={"name": "Sergey LAVROV", "aliases": ("S. Lavrov",)}),
    person("Sergei Lavrov", RUS, "foreign minister"),
    person("Lavrov", RUS, "foreign minister"),
    person("S. Lavrov", RUS),
    MEKDAD,
    person("Mekdad", SYR),
    FIDAN,
    person("Mevlut Cavusoglu", TUR, "foreign minister"),
    ERDOGAN,
    person("Tayyip Erdogan", TUR, "president"),
    TURKISH_FM,
    IRANIAN_FM,
    country(RUS),
    country(SYR),
    country(TUR),
    person("Jane Roe"),
    person("Jane Roe", RUS, "president"),
    person("Jane Roe", USA, "president"),
    person("Jane M. Roe", USA),
]
DATES = [
    on(MAY_10),
    on(dt.date(2023, 5, 11)),
    on(dt.date(2023, 5, 14)),
    on(dt.date(2023, 6, 20)),
    on(dt.date(2023, 5, 1), dt.date(2023, 5, 31), Precision.MONTH),
    UNDATED,
]
PUBLISHED = [
    None,
    dt.date(2023, 5, 2),
    MAY_10,
    dt.date(2023, 5, 12),
    dt.date(2023, 7, 1),
    dt.date(2031, 1, 1),
]

talks = st.builds(
    Talks,
    who=st.lists(st.sampled_from(ACTORS), min_size=2, max_size=4, unique_by=lambda actor: actor.id),
    date=st.sampled_from(DATES),
    place=st.sampled_from([None, MOSCOW, ANKARA]),
    status=st.sampled_from(
        [Status.OCCURRED, Status.OCCURRED, Status.PLANNED, Status.POSTPONED, Status.CANCELLED, Status.DENIED]
    ),
    channel=st.sampled_from([Channel.IN_PERSON, Channel.IN_PERSON, Channel.PHONE, Channel.UNKNOWN]),
    host=st.sampled_from([None, RUS]),
)


@st.composite
def articles(draw: st.DrawFn) -> Built:
    """One of a few addresses, whatever it says this time."""
    return build(
        draw(st.sampled_from(NAMES)),
        *draw(st.lists(talks, max_size=3, unique_by=repr)),
        also=draw(st.lists(st.sampled_from(ACTORS), max_size=2, unique_by=lambda actor: actor.id)),
        published=draw(st.sampled_from(PUBLISHED)),
    )


def name_of(actor_number: int) -> str:
    """The id of the name under which an article of MAY_10 speaks of one of ACTORS."""
    return name_key(ACTORS[actor_number], MAY_10)[0]


def judged(ruling: Ruling, a: str, b: str, *, subject: Subject = Subject.ACTORS) -> Judgement:
    return Judgement(
        id=judgement_id(subject, ruling, [a, b], None, None),
        subject=subject,
        ruling=ruling,
        a=a,
        b=b,
        by="test",
        at=dt.datetime(2026, 1, 1, tzinfo=dt.UTC),
    )


PEOPLE = [number for number, actor in enumerate(ACTORS) if actor.kind == "person"]


@st.composite
def judgements(draw: st.DrawFn) -> Judgement:
    a, b = draw(st.lists(st.sampled_from(PEOPLE), min_size=2, max_size=2, unique_by=lambda one: name_of(one)))
    ruling = draw(st.sampled_from([Ruling.SAME, Ruling.NOT_SAME]))
    return judged(ruling, name_of(a), name_of(b))


@dataclass(frozen=True)
class Withdraw:
    """Takes the nth of the judgements that stand out again."""

    number: int


Step = Built | str | Judgement | Withdraw  # a name deletes the article of that name

steps: st.SearchStrategy[list[Step]] = st.lists(
    st.one_of(
        articles(),
        articles(),
        st.sampled_from(NAMES),
        judgements(),
        st.builds(Withdraw, st.integers(0, 3)),
    ),
    min_size=2,
    max_size=9,
)


def differences(one: Mapping[str, Sequence[Any]], other: Mapping[str, Sequence[Any]]) -> list[str]:
    """The first nodes and relationships that only one of two exports has; empty where they are equal."""
    found = []
    for part in ("nodes", "relationships"):
        first, second = ({json.dumps(item, sort_keys=True) for item in each[part]} for each in (one, other))
        found += [f"only in the first: {item}" for item in sorted(first - second)[:4]]
        found += [f"only in the second: {item}" for item in sorted(second - first)[:4]]
    return found if found or one == other else ["the same items in another order"]


def dangling(content: Mapping[str, Sequence[Any]]) -> list[str]:
    """What hangs on nothing: nodes that no article leads to, reports without a meeting, empty slots."""
    ends = {edge["from"] for edge in content["relationships"]} | {
        edge["to"] for edge in content["relationships"]
    }
    free = {"Article", "Judgement"}
    alone = [
        node["properties"]["id"]
        for node in content["nodes"]
        if not free & set(node["labels"]) and node["properties"]["id"] not in ends
    ]
    told = {edge["from"] for edge in content["relationships"] if edge["type"] == "OF"}
    reports = {node["properties"]["id"] for node in content["nodes"] if node["labels"] == ["Report"]}
    meetings = {node["properties"]["id"] for node in content["nodes"] if node["labels"] == ["Meeting"]}
    backed = {edge["to"] for edge in content["relationships"] if edge["type"] == "OF"}
    return alone + sorted(reports - told) + sorted(meetings - backed)


def identity(content: Mapping[str, Sequence[Any]]) -> tuple[dict[str, str], dict[str, str]]:
    """The actor of each name and the meeting of each report, as the graph has them."""
    reports = {node["properties"]["id"] for node in content["nodes"] if node["labels"] == ["Report"]}
    edges = content["relationships"]
    actors = {edge["from"]: edge["to"] for edge in edges if edge["type"] == "STANDS_FOR"}
    return actors, {
        edge["from"]: edge["to"] for edge in edges if edge["type"] == "OF" and edge["from"] in reports
    }


def expected_identity(
    left: Sequence[Built], standing: Sequence[Judgement]
) -> tuple[dict[str, str], dict[str, str]]:
    """The same worked out in memory, from all articles at once."""
    pairs: Judged = judged_pairs(standing)
    whole = resolve_all(left, actors=pairs)
    return dict(whole.actors), dict(whole.meetings)
