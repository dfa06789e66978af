"""What is told of one actor, and in which order they are listed."""

from __future__ import annotations

import datetime as dt

from extractors.domain import ActorKind
from tests.graph.builders import FIDAN, LAVROV, MAY_10, MEKDAD, RUS, TURKISH_FM, Talks, build
from tests.graph.conftest import Graph


def test_the_most_mentioned_come_first(graph: Graph) -> None:
    graph.put(build("one", also=[LAVROV, FIDAN]), build("two", also=[FIDAN]))
    assert [one.id for one in graph.reader.actors(kind=ActorKind.PERSON).items] == [FIDAN.id, LAVROV.id]
    assert [one.articles for one in graph.reader.actors("fidan").items] == [2]


def test_an_actor_is_told_with_aliases_offices_and_mentions(graph: Graph) -> None:
    early, late = dt.date(2022, 1, 1), MAY_10
    graph.put(
        build("one", Talks([LAVROV, MEKDAD]), published=late), build("two", also=[LAVROV], published=early)
    )
    found = graph.reader.actor(LAVROV.id)
    assert (found.party, found.office, found.articles, found.meetings) == (RUS, "foreign minister", 2, 1)
    assert [(one.office.id, one.first, one.last) for one in found.tenures] == [
        ("office:rus-foreign-minister", early, late)
    ]
    assert [mention.published for mention in found.mentions] == [late, early]
    article, _ = build("two", also=[LAVROV], published=early)
    (span,) = found.mentions[1].spans
    assert article.text[span.start : span.end] == "Sergey Lavrov"


def test_articles_that_name_an_actor_come_page_by_page(graph: Graph) -> None:
    days = [dt.date(2022, 1, 1), MAY_10, dt.date(2023, 1, 1), MAY_10, None]
    for number, published in enumerate(days):
        graph.put(build(f"a{number}", also=[LAVROV], published=published))
    pages = [graph.reader.mentions(LAVROV.id, limit=2)]
    while pages[-1].next_cursor:
        pages.append(graph.reader.mentions(LAVROV.id, cursor=pages[-1].next_cursor, limit=2))
    assert [len(page.items) for page in pages] == [2, 2, 1]
    found = [one for page in pages for one in page.items]
    assert [one.published for one in found] == [MAY_10, MAY_10, days[2], days[0], None]
    assert len({one.article_id for one in found}) == 5
    known = graph.reader.mentions(LAVROV.id, as_of=days[2]).items
    assert [one.published for one in known] == [days[2], days[0]]
    assert graph.reader.mentions(FIDAN.id).items == ()


def test_an_office_is_told_with_those_who_held_it(graph: Graph) -> None:
    graph.put(build("one", also=[FIDAN]))
    holders = graph.reader.actor(TURKISH_FM.id).tenures
    assert [one.person.id for one in holders] == [FIDAN.id]
