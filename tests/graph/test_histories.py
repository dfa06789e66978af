"""The graph is a function of the set of articles in it, however it came about."""

from __future__ import annotations

import datetime as dt
import random
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from extractors.domain import Article, Channel, Extraction, Precision, Status
from graph.errors import NotFound
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
    Talks,
    build,
    country,
    on,
    person,
)
from tests.graph.conftest import Graph

Built = tuple[Article, Extraction]

ACTORS = [
    LAVROV,
    LAVROV.model_copy(update={"name": "Sergey LAVROV", "aliases": ("S. Lavrov",)}),
    MEKDAD,
    FIDAN,
    ERDOGAN,
    TURKISH_FM,
    IRANIAN_FM,
    country(RUS),
    country(SYR),
    country(TUR),
    person("Jane Roe"),
    person("Jane Roe", RUS, "president"),
]
DATES = [on(MAY_10), on(dt.date(2023, 5, 1), dt.date(2023, 5, 31), Precision.MONTH), UNDATED]

talks = st.builds(
    Talks,
    who=st.lists(st.sampled_from(ACTORS), min_size=2, max_size=4, unique_by=lambda actor: actor.id),
    date=st.sampled_from(DATES),
    place=st.sampled_from([None, MOSCOW, ANKARA]),
    status=st.sampled_from([Status.OCCURRED, Status.OCCURRED, Status.PLANNED, Status.CANCELLED]),
    channel=st.sampled_from([Channel.IN_PERSON, Channel.IN_PERSON, Channel.PHONE]),
    host=st.sampled_from([None, RUS]),
)


@st.composite
def articles(draw: st.DrawFn) -> Built:
    return build(
        draw(st.sampled_from(["a", "b", "c", "d"])),
        *draw(st.lists(talks, max_size=2, unique_by=repr)),
        also=draw(st.lists(st.sampled_from(ACTORS), max_size=2, unique_by=lambda actor: actor.id)),
        published=draw(st.sampled_from([None, MAY_10, dt.date(2023, 5, 20)])),
    )


steps = st.lists(st.one_of(articles(), st.sampled_from(["a", "b", "c", "d"])), min_size=1, max_size=8)


def play(graph: Graph, history: list[Built | str]) -> dict[str, Built]:
    """What should be in the graph after it: a name deletes the article of that name."""
    left: dict[str, Built] = {}
    for step in history:
        if isinstance(step, str):
            key = build(step)[0].id
            if left.pop(key, None) is None:
                with pytest.raises(NotFound):
                    graph.writer.delete(key)
            else:
                graph.writer.delete(key)
        else:
            graph.put(step)
            left[step[0].id] = step
    return left


def one_by_one(graph: Graph, left: dict[str, Built]) -> dict[str, list[Any]]:
    graph.clear()
    graph.put(*(left[key] for key in sorted(left)))
    return graph.content()


@settings(
    max_examples=30,
    deadline=None,
    derandomize=True,
    phases=[Phase.explicit, Phase.generate, Phase.shrink],
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
@given(history=steps)
def test_any_history_gives_the_graph_of_the_articles_that_are_left(
    graph: Graph, history: list[Built | str]
) -> None:
    graph.clear()
    left = play(graph, history)
    reached = graph.content()
    assert reached == one_by_one(graph, left)


def _library(size: int, seed: int) -> list[Built]:
    dice = random.Random(seed)
    made = []
    for number in range(size):
        told = [
            Talks(
                dice.sample([LAVROV, MEKDAD, FIDAN, TURKISH_FM, IRANIAN_FM, country(RUS), country(SYR)], 3),
                dice.choice(DATES),
                dice.choice([MOSCOW, ANKARA, None]),
            )
            for _ in range(dice.randint(1, 2))
        ]
        made.append(build(f"n{number}", *told, also=[ERDOGAN], published=MAY_10))
    return made


@pytest.mark.parametrize("writers", [2, 6])
def test_writers_at_once_give_the_graph_of_one_by_one(graph: Graph, writers: int) -> None:
    library = _library(16, seed=writers)
    crowded = library + library[::2]  # some come twice, and at the same moment
    random.Random(1).shuffle(crowded)
    with ThreadPoolExecutor(writers) as threads:
        list(threads.map(lambda built: graph.put(built), crowded))
    reached = graph.content()
    assert reached == one_by_one(graph, {article.id: (article, told) for article, told in library})


def test_deletes_and_saves_at_once_leave_what_they_should(graph: Graph) -> None:
    library = _library(16, seed=3)
    graph.put(*library[:8])
    with ThreadPoolExecutor(4) as threads:
        going = [threads.submit(graph.writer.delete, article.id) for article, _ in library[:8]]
        coming = [threads.submit(graph.put, built) for built in library[8:]]
        for future in going + coming:
            future.result()
    reached = graph.content()
    assert reached == one_by_one(graph, {built[0].id: built for built in library[8:]})


def test_one_article_in_two_readings_at_once_ends_as_one_of_them(graph: Graph) -> None:
    readings = [build("same", Talks([LAVROV, MEKDAD])), build("same", Talks([LAVROV, FIDAN], place=ANKARA))]
    with ThreadPoolExecutor(2) as threads:
        list(threads.map(lambda built: graph.put(built), readings * 4))
    reached = graph.content()
    assert reached in [one_by_one(graph, {built[0].id: built}) for built in readings]
