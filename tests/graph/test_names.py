"""Whom a name stands for, however it is spelled."""

from __future__ import annotations

import pytest

from extractors.domain import ActorKind
from tests.graph.builders import (
    ERDOGAN,
    FIDAN,
    IRN,
    LAVROV,
    MEKDAD,
    RUS,
    SYR,
    TUR,
    TURKISH_FM,
    USA,
    build,
    country,
    organization,
    person,
)
from tests.graph.conftest import Graph

JORDAN = organization("JOR", "Jordan").model_copy(update={"id": "country:jor", "kind": ActorKind.COUNTRY})
GUINEA = JORDAN.model_copy(update={"id": "country:gnq", "name": "Equatorial Guinea", "party": "GNQ"})
KOREAS = [
    JORDAN.model_copy(update={"id": f"country:{code.lower()}", "name": f"{half} Korea", "party": code})
    for code, half in (("KOR", "South"), ("PRK", "North"))
]
BUSHES = [person("George Bush", USA, None, "Bush"), person("George W. Bush", USA, None, "Bush")]


@pytest.fixture(scope="module")
def named(shared_graph: Graph) -> Graph:
    shared_graph.put(
        build(
            "names",
            also=[
                *(LAVROV, MEKDAD, FIDAN, ERDOGAN, TURKISH_FM, GUINEA, JORDAN, *KOREAS, *BUSHES),
                *(country(code) for code in (RUS, SYR, TUR, IRN, USA)),
                organization("UN", "United Nations"),
                organization("Arab League", "Arab League", "League of Arab States"),
                person("Neil Jordan", None, None, "Jordan"),
                person("Zurab Washington"),
                person("Mohammed bin Salman", "SAU", None, "MBS"),
            ],
        )
    )
    return shared_graph


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("person:sergey-lavrov", LAVROV.id),
        ("country:tur", "country:tur"),
        ("Sergey Lavrov", LAVROV.id),
        ("sergey  LAVROV ", LAVROV.id),
        ("Lavrov", LAVROV.id),
        ("Erdoğan", ERDOGAN.id),
        ("ERDOGAN", ERDOGAN.id),
        ("Erdogan’s", None),
        ("TUR", "country:tur"),
        ("tr", "country:tur"),
        ("Turkey", "country:tur"),
        ("Türkiye", "country:tur"),
        ("Turkish", "country:tur"),
        ("Ankara", "country:tur"),
        ("the Kremlin", "country:rus"),
        ("Kremlin", "country:rus"),
        ("UN", "organization:un"),
        ("League of Arab States", "organization:arab-league"),
        ("Turkish foreign minister", TURKISH_FM.id),
        ("the Turkish foreign minister", TURKISH_FM.id),
        ("foreign minister of Türkiye", TURKISH_FM.id),
        ("TUR foreign minister", TURKISH_FM.id),
        ("Kremlin foreign minister", "office:rus-foreign-minister"),
        ("Turkish finance minister", None),
        ("US", "country:usa"),
        ("xx", None),
        ("word " * 60, None),
        ("MBS", "person:mohammed-bin-salman"),
        ("bin Salman", "person:mohammed-bin-salman"),
        ("Salman", "person:mohammed-bin-salman"),
        ("Mohammed", "person:mohammed-bin-salman"),
        ("Jordan", "country:jor"),
        ("Neil Jordan", "person:neil-jordan"),
        ("Washington", "country:usa"),
        ("George W. Bush", "person:george-w-bush"),
        ("George Bush", "person:george-bush"),
        ("Nobody", None),
        ("...", None),
        ('+-&&||!(){}[]^"~*?:\\/ AND OR', None),
        ("the", None),
        ("", None),
    ],
)
def test_a_name_leads_to_whom_it_stands_for(named: Graph, name: str, expected: str | None) -> None:
    found = named.reader.resolve(name)
    assert (found.actor.id if found.actor else None) == expected
    assert found.candidates == ()


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("Bush", {"person:george-bush", "person:george-w-bush"}),
        ("Korea", {"country:kor", "country:prk"}),
        ("Guinea", {"country:gnq"}),
        ("United", {"country:usa", "organization:un"}),
        (
            "foreign minister",
            {"office:rus-foreign-minister", "office:syr-foreign-minister", "office:tur-foreign-minister"},
        ),
    ],
)
def test_what_could_be_several_or_only_part_of_a_name_gives_candidates(
    named: Graph, name: str, expected: set[str]
) -> None:
    found = named.reader.resolve(name)
    assert found.actor is None
    assert {one.id for one in found.candidates} == expected


def test_a_search_finds_the_beginnings_of_words_in_any_order(named: Graph) -> None:
    def search(words: str, kind: ActorKind | None = None) -> set[str]:
        return {one.id for one in named.reader.actors(words, kind=kind).items}

    assert search("lav") == {LAVROV.id}
    assert search("lavrov ser") == {LAVROV.id}
    assert search("erdog") == {ERDOGAN.id}
    assert search("foreign min", ActorKind.OFFICE) >= {TURKISH_FM.id}
    assert search("wash", ActorKind.PERSON) == {"person:zurab-washington"}
    assert search("wash") == {"person:zurab-washington", "country:usa"}
    assert search("nobody") == search("?*") == set()
