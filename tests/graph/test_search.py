"""Full text over articles and over the sentences that meetings rest on."""

from __future__ import annotations

import datetime as dt

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from graph.errors import BadCursor, EmptySearch
from graph.search import SNIPPET, SearchFilter
from graph.survey_views import Hit, Where
from tests.graph.builders import ERDOGAN, FIDAN, LAVROV, MEKDAD, MOSCOW, Talks, build
from tests.graph.conftest import Graph

LONG = "Nothing of note was said for a while. " * 40


@pytest.fixture(scope="module")
def told(shared_graph: Graph) -> Graph:
    shared_graph.put(
        build("grain", Talks([LAVROV, MEKDAD], place=MOSCOW), body="The grain deal was dead, they agreed."),
        build(
            "ferry",
            Talks([LAVROV, FIDAN]),
            body=LONG + "A ferry sank off İstanbul and the ministers negotiated about grain. " + LONG,
            published=dt.date(2023, 6, 1),
        ),
        build("title only", Talks([MEKDAD, ERDOGAN]), published=None),
    )
    shared_graph.driver.execute_query(
        "MATCH (a:Article {url: 'https://news.example/title only'}) "
        "SET a.text = null, a.source = 'Quotes Daily'",
        database_=shared_graph.database,
    )
    return shared_graph


def found(graph: Graph, words: str, **among: object) -> list[tuple[str, str]]:
    return [(hit.kind, str(hit.title)) for hit in hits(graph, words, **among)]


def hits(graph: Graph, words: str, **among: object) -> tuple[Hit, ...]:
    return graph.survey.search(words, SearchFilter.model_validate(among), limit=50).items


def test_words_are_found_whatever_their_ending(told: Graph) -> None:
    for words in ("negotiation", "NEGOTIATES", "negotiated"):
        assert found(told, words) == [("article", "Ferry")]


def test_every_word_has_to_be_there_and_none_with_a_minus(told: Graph) -> None:
    articles = Where.ARTICLES
    assert sorted(found(told, "grain", where=articles)) == [("article", "Ferry"), ("article", "Grain")]
    assert found(told, "grain ferry", where=articles) == [("article", "Ferry")]
    assert found(told, "grain -ferry", where=articles) == [("article", "Grain")]
    assert found(told, '"grain deal"', where=articles) == [("article", "Grain")]
    assert found(told, '"deal grain"', where=articles) == []


def test_a_quote_leads_to_its_meeting_and_its_words(told: Graph) -> None:
    (hit,) = hits(told, "Mekdad Moscow", where=Where.QUOTES)
    assert (hit.kind, hit.title) == ("quote", "Grain")
    assert hit.meeting_id
    assert told.reader.meeting(hit.meeting_id).accounts[0].id == hit.report_id
    (snippet,) = hit.snippets
    text = told.reader.article(hit.article_id).article.text
    assert text is not None
    assert text[snippet.start :].startswith(snippet.text)
    assert [snippet.text[mark.start : mark.end] for mark in snippet.marks] == ["Mekdad", "Moscow"]


def test_a_snippet_is_the_part_of_the_text_that_has_the_words(told: Graph) -> None:
    (hit,) = hits(told, "grain ferry", where=Where.ARTICLES)
    of_title, of_text = hit.snippets
    assert (of_title.field, of_title.text, of_text.field) == ("title", "Ferry", "text")
    text = told.reader.article(hit.article_id).article.text
    assert text is not None
    assert text[of_text.start : of_text.start + len(of_text.text)] == of_text.text
    assert len(of_text.text) <= SNIPPET
    assert [of_text.text[mark.start : mark.end] for mark in of_text.marks] == ["ferry", "grain"]


def test_letters_that_change_length_in_lower_case_do_not_shift_the_marks(told: Graph) -> None:
    (hit,) = hits(told, "İstanbul sank", where=Where.ARTICLES)
    snippet = hit.snippets[-1]
    assert [snippet.text[mark.start : mark.end] for mark in snippet.marks] == ["sank", "İstanbul"]


def test_marks_on_letters_need_not_be_written_as_the_article_does(told: Graph) -> None:
    assert found(told, "Erdoğan", where=Where.QUOTES) == [("quote", "Title Only")]


def test_an_article_without_its_text_is_found_by_its_title_and_its_quotes(told: Graph) -> None:
    assert found(told, "held talks Mekdad Erdoğan") == [("quote", "Title Only")]
    (hit,) = hits(told, '"title only"')
    assert [snippet.field for snippet in hit.snippets] == ["title"]


def test_days_and_source_narrow_what_is_searched(told: Graph) -> None:
    assert found(told, "grain", since=dt.date(2023, 6, 1)) == [("article", "Ferry")]
    assert found(told, "grain", until=dt.date(2023, 5, 31)) == [("article", "Grain")]
    assert found(told, "talks", source="quotes daily") == [("quote", "Title Only")]
    assert found(told, "grain", source="Nobody") == []


@pytest.mark.parametrize("where", list(Where))
def test_pages_go_on_where_the_last_one_ended(told: Graph, where: Where) -> None:
    among = SearchFilter(where=where)
    whole = told.survey.search("talks", among).items
    assert len(whole) >= 2
    assert [hit.score for hit in whole] == sorted((hit.score for hit in whole), reverse=True)
    got: list[Hit] = []
    cursor = None
    while True:
        page = told.survey.search("talks", among, cursor=cursor, limit=1)
        got += page.items
        cursor = page.next_cursor
        if cursor is None:
            break
    assert tuple(got) == whole


def test_a_cursor_is_of_use_to_its_own_search_only(told: Graph) -> None:
    cursor = told.survey.search("talks", limit=1).next_cursor
    with pytest.raises(BadCursor):
        told.survey.search("talks", SearchFilter(where=Where.QUOTES), cursor=cursor)


@settings(max_examples=80, deadline=None)
@given(
    st.text(
        alphabet=st.sampled_from(list("ab \"\\+-&|!(){}[]^~*?:/<>'’.,_%0")) | st.characters(codec="utf-8")
    )
)
def test_nothing_that_is_typed_is_an_error_but_an_empty_search(told: Graph, words: str) -> None:
    try:
        told.survey.search(words, limit=1)
    except EmptySearch:
        assert True
