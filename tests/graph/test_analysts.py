"""The saved queries and the style for Neo4j Browser work on the graph as it is."""

from __future__ import annotations

import datetime as dt
import re
import zipfile
from pathlib import Path
from typing import Any

import pytest

from extractors.domain import Channel, Status
from tests.graph.builders import (
    ANKARA,
    FIDAN,
    IRANIAN_FM,
    LAVROV,
    MEKDAD,
    MOSCOW,
    RUS,
    TURKISH_FM,
    Talks,
    build,
    on,
)
from tests.graph.conftest import Graph

DOCS = Path(__file__).resolve().parents[2] / "docs"
FILES = sorted((DOCS / "browser" / "Chancery").glob("*.cypher"))
QUERIES = {
    path.read_text(encoding="utf-8").splitlines()[0]: path.read_text(encoding="utf-8") for path in FILES
}


@pytest.fixture(scope="module")
def full(shared_graph: Graph) -> Graph:
    """Something for every query to find."""
    who = [LAVROV, MEKDAD, TURKISH_FM, IRANIAN_FM]
    june = on(dt.date(2023, 6, 2))
    shared_graph.put(
        build("plan", Talks(who, place=MOSCOW, status=Status.PLANNED), published=dt.date(2023, 5, 2)),
        build("held", Talks(who, place=MOSCOW, host=RUS), published=dt.date(2023, 5, 11)),
        build("call", Talks([LAVROV, FIDAN], june, ANKARA, channel=Channel.PHONE)),
        build("off", Talks([FIDAN, MEKDAD], on(dt.date(2023, 7, 1)), status=Status.CANCELLED)),
        build("peace", Talks([FIDAN, MEKDAD, LAVROV], on(dt.date(2023, 8, 1)), mediator=RUS)),
    )
    return shared_graph


def run(graph: Graph, query: str) -> list[dict[str, Any]]:
    records = graph.driver.execute_query(query, database_=graph.database).records
    return [record.data() for record in records]


def query(number: int) -> str:
    return next(text for title, text in QUERIES.items() if title.startswith(f"// {number:02d} "))


def test_the_page_the_files_and_the_archive_hold_the_same_queries() -> None:
    page = (DOCS / "analysts.md").read_text(encoding="utf-8")
    told = re.findall(r"^```cypher\n(.*?)^```$", page, re.MULTILINE | re.DOTALL)
    assert len(told) >= 10
    assert told == list(QUERIES.values())
    with zipfile.ZipFile(DOCS / "browser" / "saved-queries.zip") as archive:
        packed = {name: archive.read(name).decode() for name in archive.namelist() if not name.endswith("/")}
    assert packed == {f"Chancery/{path.name}": path.read_text(encoding="utf-8") for path in FILES}


@pytest.mark.parametrize("title", QUERIES)
def test_every_saved_query_has_a_name_and_finds_something(full: Graph, title: str) -> None:
    assert re.fullmatch(r"// \d\d [A-Z].+", title)
    assert run(full, QUERIES[title])


def test_no_saved_query_changes_the_graph(full: Graph) -> None:
    before = full.content()
    for text in QUERIES.values():
        run(full, text)
    assert full.content() == before


def test_who_met_one_person_is_told_with_how_often(full: Graph) -> None:
    rows = run(full, query(2))
    assert {(row["met"], row["meetings"]) for row in rows} == {
        ("Faisal Mekdad", 2),
        # once more as the Turkish foreign minister, whom other articles name
        ("Hakan Fidan", 3),
        ("IRN foreign minister", 1),
    }


def test_what_two_states_did_covers_plans_and_whoever_came(full: Graph) -> None:
    assert [row["status"] for row in run(full, query(4))] == ["occurred", "cancelled", "occurred"]


def test_what_was_planned_and_then_held_is_not_among_the_never_held(full: Graph) -> None:
    assert [(row["status"], row["start"].month) for row in run(full, query(5))] == [("cancelled", 7)]


def test_the_evidence_behind_an_edge_is_the_words_of_the_article(full: Graph) -> None:
    rows = run(full, query(8))
    texts = [
        full.reader.article(f"{node['properties']['id']}").article.text for node in nodes(full, "Article")
    ]
    assert len(rows) == 3
    assert all(
        any((text or "")[row["start"] : row["end"]] == row["sentence"] for text in texts) for row in rows
    )


def nodes(graph: Graph, label: str) -> list[dict[str, Any]]:
    return [node for node in graph.content()["nodes"] if label in node["labels"]]


def test_the_style_names_labels_and_properties_that_there_are(full: Graph) -> None:
    grass = (DOCS / "browser" / "style.grass").read_text(encoding="utf-8")
    rules = dict(re.findall(r"^([\w.]+) \{\n(.*?)^\}$", grass, re.MULTILINE | re.DOTALL))
    content = full.content()
    there = {label: node["properties"] for node in content["nodes"] for label in node["labels"]}
    there |= {edge["type"]: edge["properties"] for edge in content["relationships"]}
    styled = {selector.partition(".")[2]: body for selector, body in rules.items() if "." in selector}
    assert styled.keys() >= {"Meeting", "Person", "Office", "Country", "Place", "Article", "Report", "MET"}
    for label, body in styled.items():
        if label == "Organization":  # none in these articles; captioned as every actor is
            label = "Country"
        assert set(re.findall(r"\{(\w+)\}", body)) <= there[label].keys()


def test_the_style_is_what_browser_can_read() -> None:
    grass = (DOCS / "browser" / "style.grass").read_text(encoding="utf-8")
    lines = [line for line in grass.splitlines() if not re.fullmatch(r"[\w.]+ \{|\}", line)]
    # Browser splits at every colon and semicolon and knows no comments.
    assert [
        line for line in lines if not re.fullmatch(r'  [\w-]+: (#[0-9A-F]{6}|\d+px|"[^":;]+");', line)
    ] == []
