"""The graph is a function of the set of articles and judgements in it, however it came about."""

from __future__ import annotations

import random
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import pytest
from hypothesis import HealthCheck, Phase, given, settings

from graph.errors import Contradiction, NotFound
from graph.judgements import Judgement
from graph.writer import GraphWriter
from tests.graph.builders import (
    ANKARA,
    ERDOGAN,
    FIDAN,
    LAVROV,
    MEKDAD,
    MOSCOW,
    Talks,
    build,
)
from tests.graph.conftest import Graph
from tests.graph.histories import (
    ACTORS,
    DATES,
    HISTORIES,
    PUBLISHED,
    Built,
    JudgeMeetings,
    JudgeReport,
    Step,
    Withdraw,
    dangling,
    differences,
    expected_identity,
    identity,
    steps,
)


def play(graph: Graph, history: list[Step]) -> tuple[dict[str, Built], dict[str, Judgement]]:
    """The articles and judgements that should be in the graph after it."""
    left: dict[str, Built] = {}
    standing: dict[str, Judgement] = {}
    for step in history:
        match step:
            case str():
                key = build(step)[0].id
                if left.pop(key, None) is None:
                    with pytest.raises(NotFound):
                        graph.writer.delete(key)
                else:
                    graph.writer.delete(key)
            case Judgement() | JudgeReport() | JudgeMeetings():
                judgement = step if isinstance(step, Judgement) else step.judgement(left)
                against = judge(graph, judgement) if judgement else set()
                assert against <= standing.keys()
                if judgement and not against:
                    standing[judgement.id] = judgement
            case Withdraw(number):
                if number < len(standing):
                    graph.writer.withdraw(sorted(standing)[number])
                    del standing[sorted(standing)[number]]
            case _:
                graph.put(step)
                left[step[0].id] = step
    return left, standing


def judge(graph: Graph, judgement: Judgement) -> set[str]:
    """The ids of those that stand against it; none where it went in."""
    try:
        graph.writer.judge(judgement)
    except Contradiction as error:
        return {one.id for one in error.against}
    return set()


def one_by_one(
    graph: Graph, left: dict[str, Built], standing: dict[str, Judgement] | None = None
) -> dict[str, list[Any]]:
    graph.clear()
    graph.put(*(left[key] for key in sorted(left)))
    for judgement in (standing or {}).values():
        graph.writer.judge(judgement)
    return graph.content()


@settings(
    max_examples=HISTORIES,
    deadline=None,
    derandomize=True,
    phases=[Phase.explicit, Phase.generate],
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
@given(history=steps)
@pytest.mark.timeout(0)
def test_any_history_gives_the_graph_of_the_articles_and_judgements_that_are_left(
    graph: Graph, history: list[Step]
) -> None:
    graph.clear()
    left, standing = play(graph, history)
    reached = graph.content()
    assert dangling(reached) == []
    assert identity(reached) == expected_identity(list(left.values()), list(standing.values()))
    assert differences(reached, one_by_one(graph, left, standing)) == []


def _library(size: int, seed: int) -> list[Built]:
    dice = random.Random(seed)
    made = []
    for number in range(size):
        told = []
        for _ in range(dice.randint(1, 2)):
            who = {actor.id: actor for actor in dice.sample(ACTORS, 4)}
            told.append(Talks(list(who.values()), dice.choice(DATES), dice.choice([MOSCOW, ANKARA, None])))
        made.append(build(f"n{number}", *told, also=[ERDOGAN], published=dice.choice(PUBLISHED)))
    return made


@pytest.mark.parametrize(("writers", "seed"), [(2, 1), (3, 2), (5, 3), (8, 4), (8, 5)])
def test_writers_at_once_give_the_graph_of_one_by_one(graph: Graph, writers: int, seed: int) -> None:
    library = _library(24, seed)
    crowded = library + library[::2]  # some come twice, and at the same moment
    random.Random(seed).shuffle(crowded)
    # Each has a writer of its own, as processes have: they meet in the database only.
    own = [GraphWriter(graph.driver, graph.database) for _ in range(writers)]
    with ThreadPoolExecutor(writers) as threads:
        list(threads.map(lambda at: own[at % writers].save(*crowded[at]), range(len(crowded))))
    reached = graph.content()
    assert dangling(reached) == []
    assert differences(reached, one_by_one(graph, {built[0].id: built for built in library})) == []


def test_deletes_and_saves_at_once_leave_what_they_should(graph: Graph) -> None:
    library = _library(20, seed=3)
    graph.put(*library[:10])
    with ThreadPoolExecutor(6) as threads:
        going = [threads.submit(graph.writer.delete, article.id) for article, _ in library[:10]]
        coming = [threads.submit(graph.put, built) for built in library[10:]]
        for future in going + coming:
            future.result()
    reached = graph.content()
    assert differences(reached, one_by_one(graph, {built[0].id: built for built in library[10:]})) == []


def test_one_article_in_two_readings_at_once_ends_as_one_of_them(graph: Graph) -> None:
    readings = [build("same", Talks([LAVROV, MEKDAD])), build("same", Talks([LAVROV, FIDAN], place=ANKARA))]
    with ThreadPoolExecutor(2) as threads:
        list(threads.map(lambda built: graph.put(built), readings * 4))
    reached = graph.content()
    assert reached in [one_by_one(graph, {built[0].id: built}) for built in readings]
