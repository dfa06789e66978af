"""Articles whose text was replaced."""

from __future__ import annotations

import pytest

from graph.errors import NotFound
from graph.schema import OPERATIONAL
from tests.graph.builders import FIDAN, LAVROV, MEKDAD, Talks, build
from tests.graph.conftest import Graph
from tests.graph.histories import differences

FIRST = build("same", Talks([LAVROV, MEKDAD]))
CORRECTED = build("same", Talks([LAVROV, FIDAN]))


def test_a_corrected_text_takes_the_place_of_the_one_before_which_stays_readable(graph: Graph) -> None:
    graph.put(CORRECTED)
    alone = graph.content()
    graph.clear()
    graph.put(FIRST, CORRECTED)
    assert differences(graph.content(), alone) == []
    shown = graph.reader.article(FIRST[0].id)
    assert shown.article == CORRECTED[0]
    (edition,) = shown.editions
    before = graph.reader.edition(FIRST[0].id, edition)
    assert (before.article, before.extractor_version) == (FIRST[0], "test-1")


def test_the_same_text_read_again_is_no_edition(graph: Graph) -> None:
    graph.put(FIRST, (FIRST[0], FIRST[1].model_copy(update={"extractor_version": "test-2"})))
    assert graph.reader.article(FIRST[0].id).editions == ()


def test_an_article_is_deleted_with_all_its_editions(graph: Graph) -> None:
    graph.put(FIRST, CORRECTED)
    graph.writer.delete(FIRST[0].id)
    query = "MATCH (n) WHERE NOT any(one IN labels(n) WHERE one IN $own) RETURN count(n) AS left"
    left = graph.driver.execute_query(query, own=OPERATIONAL, database_=graph.database)
    assert left.records[0]["left"] == 0


def test_an_unknown_edition_is_not_found(graph: Graph) -> None:
    graph.put(FIRST)
    with pytest.raises(NotFound, match="no edition"):
        graph.reader.edition(FIRST[0].id, "none")
