"""Nothing that was accepted is lost or half there when processes are killed while articles go in."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from tests.faults import trial
from tests.faults.differences import differences

ACTOR = {"labels": ["Actor"], "properties": {"id": "person:a", "articles": 2}}
EDGE = {"type": "MET", "from": "person:a", "to": "person:b", "properties": {"count": 1}}


# Most of it is waiting for four starts: 103 seconds on two cores that three other programs kept busy.
@pytest.mark.timeout(900)
def test_kills_while_articles_go_in_leave_the_graph_of_one_by_one(tmp_path: Path) -> None:
    report = trial.run(trial.Plan(kills=4, articles=30, seed=5, queued=True), tmp_path)
    assert report.faults() == [], "\n".join(report.faults())
    assert report.kills == dict.fromkeys(trial.KINDS_QUEUED, 1)
    assert report.accepted == 30
    assert not report.set_aside
    assert report.nodes > 30


def graph(*nodes: dict[str, Any], edges: int = 1) -> dict[str, list[Any]]:
    return {"nodes": list(nodes), "relationships": [EDGE] * edges}


def test_a_difference_of_two_graphs_is_told_with_what_it_should_be() -> None:
    assert differences(graph(ACTOR), graph(ACTOR)) == []
    other = ACTOR | {"properties": {"id": "person:a", "articles": 1}}
    assert differences(graph(other), graph(ACTOR)) == ["nodes: (Actor person:a): articles is 1, should be 2"]
    (missing,) = differences(graph(), graph(ACTOR))
    assert missing.startswith("nodes: (Actor person:a) is missing")
    (doubled,) = differences(graph(ACTOR, edges=2), graph(ACTOR))
    assert doubled.startswith("relationships: (person:a)-[MET]->(person:b) is too much")
