"""What a save and a delete leave in the graph."""

from __future__ import annotations

import datetime as dt

import pytest

from extractors.domain import Extraction, Precision
from graph.errors import NotFound
from graph.identity import meeting_id
from tests.graph.builders import (
    ANKARA,
    ERDOGAN,
    FIDAN,
    IRANIAN_FM,
    LAVROV,
    MEKDAD,
    MOSCOW,
    RUS,
    SYR,
    TURKISH_FM,
    Talks,
    build,
    country,
    on,
)
from tests.graph.conftest import Graph

QUADRILATERAL = Talks([LAVROV, MEKDAD, TURKISH_FM, IRANIAN_FM], place=MOSCOW, host=RUS, topics=("Syria",))
APRIL = on(dt.date(2023, 4, 1), dt.date(2023, 4, 30), Precision.MONTH)


def test_a_saved_article_can_be_read_back_as_it_was(graph: Graph) -> None:
    article, extraction = build("one", QUADRILATERAL, also=[ERDOGAN])
    graph.writer.save(article, extraction)
    found = graph.reader.article(article.id)
    assert found.article == article
    assert found.extractor_version == extraction.extractor_version
    assert {mention.actor.id for mention in found.mentions} == {actor.id for actor in extraction.actors}
    assert {mention.actor.id: mention.spans for mention in found.mentions} == {
        actor.id: actor.mentions for actor in extraction.actors
    }
    (report,), (told,) = found.reports, extraction.reports
    assert (report.evidence, report.trigger, report.status_evidence) == (
        told.evidence,
        told.trigger,
        told.status_evidence,
    )
    assert [(one.actor_id, one.evidence) for one in report.participants] == [
        (one.actor_id, one.evidence) for one in told.participants
    ]
    assert told.place is not None
    assert (report.topics, report.place_evidence) == (("Syria",), told.place.evidence)


def test_what_saving_did_is_told(graph: Graph) -> None:
    article, extraction = build("one", QUADRILATERAL)
    first = graph.writer.save(article, extraction)
    again = graph.writer.save(article, extraction)
    other = graph.writer.save(*build("one", Talks([LAVROV, FIDAN])))
    assert [(one.created, one.changed) for one in (first, again, other)] == [
        (True, True),
        (False, False),
        (False, True),
    ]
    assert first.meeting_ids == (meeting_id(extraction.reports[0]),)
    assert (first.reports, first.actors) == (1, len(extraction.actors))


def test_the_same_article_again_changes_nothing(graph: Graph) -> None:
    built = build("one", QUADRILATERAL, also=[ERDOGAN])
    graph.put(built)
    before = graph.content()
    graph.put(built)
    assert graph.content() == before


def test_an_article_read_differently_replaces_what_it_said(graph: Graph) -> None:
    graph.put(build("one", QUADRILATERAL, also=[ERDOGAN]), build("one", Talks([LAVROV, FIDAN], place=ANKARA)))
    replaced = graph.content()
    graph.clear()
    graph.put(build("one", Talks([LAVROV, FIDAN], place=ANKARA)))
    assert replaced == graph.content()


def test_an_extraction_of_another_article_is_refused(graph: Graph) -> None:
    article, _ = build("one")
    with pytest.raises(ValueError, match="not of"):
        graph.writer.save(article, Extraction(article_id="art-other", extractor_version="test-1"))
    assert graph.content()["nodes"] == []


def test_deleting_the_last_article_leaves_nothing(graph: Graph) -> None:
    article, extraction = build("one", QUADRILATERAL, also=[ERDOGAN])
    graph.put((article, extraction))
    graph.writer.delete(article.id)
    assert graph.content() == {"nodes": [], "relationships": []}


def test_deleting_takes_out_exactly_what_only_that_article_supported(graph: Graph) -> None:
    kept = build("kept", QUADRILATERAL, Talks([country(RUS), country(SYR)], APRIL, MOSCOW))
    gone = build("gone", QUADRILATERAL, Talks([LAVROV, FIDAN], place=ANKARA), also=[ERDOGAN])
    graph.put(kept)
    alone = graph.content()
    graph.put(gone)
    assert graph.content() != alone
    graph.writer.delete(gone[0].id)
    assert graph.content() == alone


def test_deleting_an_unknown_article_says_so(graph: Graph) -> None:
    with pytest.raises(NotFound, match="art-none"):
        graph.writer.delete("art-none")


def test_every_kind_of_actor_has_its_label(graph: Graph) -> None:
    graph.put(build("one", QUADRILATERAL))
    labels = {
        node["properties"]["id"]: node["labels"]
        for node in graph.content()["nodes"]
        if "Actor" in node["labels"]
    }
    assert labels[LAVROV.id] == ["Actor", "Person"]
    assert labels[TURKISH_FM.id] == ["Actor", "Office"]
    assert labels["country:rus"] == ["Actor", "Country"]


def test_no_lock_or_counter_is_left_behind(graph: Graph) -> None:
    graph.put(build("one", QUADRILATERAL), build("two", QUADRILATERAL, also=[ERDOGAN]))
    assert not any("locked" in node["properties"] for node in graph.content()["nodes"])
