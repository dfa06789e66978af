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
from graph.identity import report_key
from graph.judgements import Attribute, Judgement, Ruling, Subject, judgement_id
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

HISTORIES = int(os.environ.get("CHANCERY_TEST_HISTORIES", "120"))

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


def judged(ruling: Ruling, one: str, other: str, *, subject: Subject = Subject.ACTORS) -> Judgement:
    a, b = sorted((one, other))
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
class JudgeReport:
    """Says something of the first report of the article of that name, if there is one."""

    name: str
    ruling: Ruling
    attribute: Attribute | None = None
    value: str | None = None

    def judgement(self, left: Mapping[str, Built]) -> Judgement | None:
        key = _first_key(left, self.name)
        if key is None:
            return None
        return Judgement(
            id=judgement_id(Subject.REPORT, self.ruling, [key], self.attribute, self.value),
            subject=Subject.REPORT,
            ruling=self.ruling,
            a=key,
            attribute=self.attribute,
            value=self.value,
            by="test",
            at=dt.datetime(2026, 1, 1, tzinfo=dt.UTC),
        )


@dataclass(frozen=True)
class JudgeMeetings:
    """Says that the first reports of two articles are of one meeting, or of two."""

    names: tuple[str, str]
    ruling: Ruling

    def judgement(self, left: Mapping[str, Built]) -> Judgement | None:
        first, second = (_first_key(left, name) for name in self.names)
        if first is None or second is None or first == second:
            return None
        return judged(self.ruling, *sorted((first, second)), subject=Subject.MEETINGS)


def _first_key(left: Mapping[str, Built], name: str) -> str | None:
    built = left.get(build(name)[0].id)
    if built is None or not built[1].reports:
        return None
    return report_key(built[0].id, built[1].reports[0])


said_of_reports = st.one_of(
    st.builds(JudgeReport, st.sampled_from(NAMES), st.sampled_from([Ruling.RIGHT, Ruling.WRONG])),
    st.builds(
        JudgeReport,
        st.sampled_from(NAMES),
        st.just(Ruling.WRONG),
        st.sampled_from([Attribute.DATE, Attribute.PLACE, Attribute.CHANNEL]),
    ),
    st.builds(
        JudgeReport,
        st.sampled_from(NAMES),
        st.just(Ruling.WRONG),
        st.just(Attribute.STATUS),
        st.sampled_from([Status.PLANNED, Status.POSTPONED, Status.OCCURRED]),
    ),
    st.builds(
        JudgeMeetings,
        st.tuples(st.sampled_from(NAMES), st.sampled_from(NAMES)),
        st.sampled_from([Ruling.SAME, Ruling.NOT_SAME]),
    ),
)


@dataclass(frozen=True)
class Withdraw:
    """Takes the nth of the judgements that stand out again."""

    number: int


Step = (
    Built | str | Judgement | JudgeReport | JudgeMeetings | Withdraw
)  # a name deletes the article of that name

steps: st.SearchStrategy[list[Step]] = st.lists(
    st.one_of(
        articles(),
        articles(),
        st.sampled_from(NAMES),
        judgements(),
        said_of_reports,
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
    void = {
        node["properties"]["a"]
        for node in content["nodes"]
        if node["labels"] == ["Judgement"] and node["properties"]["ruling"] == Ruling.WRONG
    }
    told = {edge["from"] for edge in content["relationships"] if edge["type"] == "OF"}
    reports = {
        node["properties"]["id"]
        for node in content["nodes"]
        if node["labels"] == ["Report"] and node["properties"]["key"] not in void
    }
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
    whole = resolve_all(left, standing)
    return dict(whole.actors), dict(whole.meetings)
