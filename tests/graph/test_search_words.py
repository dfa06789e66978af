"""What is looked for, as Lucene is asked, and where a text has it."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from graph.errors import EmptySearch
from graph.search_words import marks, sought
from graph.stemming import stem


@pytest.mark.parametrize(
    ("asked", "query"),
    [
        ("talks", '+("talks")'),
        ("talks Moscow", '+("talks") +("Moscow")'),
        ('"grain deal" Sochi', '+("grain deal") +("Sochi")'),
        ("“grain deal”", '+("grain deal")'),
        ("talks -Ankara", '+("talks") -("Ankara")'),
        ('talks -"grain deal"', '+("talks") -("grain deal")'),
        ("the talks in Moscow", '+("talks") +("Moscow")'),
        ("Erdoğan", '+("Erdoğan" "erdogan")'),
        ("title:x OR y~2^3 lavr*", '+("title:x") +("y~2^3") +("lavr*")'),
        ('talks AND "half', '+("talks") +(" half")'),
        ("back\\slash a\\", '+("back slash")'),
    ],
)
def test_everything_but_quotes_and_minus_is_taken_as_words(asked: str, query: str) -> None:
    assert sought(asked).query == query


@pytest.mark.parametrize("asked", ["the of", "***", '"', "- -- ''", "\\", '"the"', "()[]{}"])
def test_without_a_word_to_look_for_it_says_so(asked: str) -> None:
    with pytest.raises(EmptySearch, match="no word to look for"):
        sought(asked)


def test_only_what_is_not_to_be_there_is_not_enough() -> None:
    with pytest.raises(EmptySearch, match="without a minus"):
        sought('-Ankara -"grain deal"')


@given(st.text(max_size=60))
def test_a_query_never_has_an_open_quotation_mark(asked: str) -> None:
    try:
        query = sought(asked).query
    except EmptySearch:
        return
    assert query.count('"') % 2 == 0
    assert "\\" not in query


@pytest.mark.parametrize(
    ("asked", "text", "found"),
    [
        ("talk", "They talked; the talks went on.", ["talked", "talks"]),
        ("minister's", "The ministers met.", ["ministers"]),
        ('"grain deal"', "The grain deal, a deal on grain.", ["grain deal"]),
        ('"return to the deal"', "They returned to that deal.", ["returned to that deal"]),
        ("Mid-East", "The Mid East, and the mid-east.", ["Mid East", "mid-east"]),
        ("Erdoğan", "Erdogan met Erdoğan.", ["Erdogan", "Erdoğan"]),
        ('"the talks"', "Such talks failed.", ["talks"]),
        ("Moscow -talks", "Moscow talks", ["Moscow"]),
        ("İstanbul", "In İstanbul they met.", ["İstanbul"]),
    ],
)
def test_the_words_that_were_found_are_shown(asked: str, text: str, found: list[str]) -> None:
    assert [text[mark.start : mark.end] for mark, _ in marks(text, sought(asked).needles)] == found


@pytest.mark.parametrize(
    ("word", "expected"),
    [
        # from the paper, one or two of each step
        *[("caresses", "caress"), ("ponies", "poni"), ("cats", "cat"), ("feed", "feed"), ("agreed", "agre")],
        *[("plastered", "plaster"), ("sing", "sing"), ("conflated", "conflat"), ("hopping", "hop")],
        *[("falling", "fall"), ("filing", "file"), ("happy", "happi"), ("sky", "sky")],
        *[("relational", "relat"), ("conditional", "condit"), ("operator", "oper"), ("hopefulness", "hope")],
        *[("triplicate", "triplic"), ("electrical", "electr"), ("goodness", "good"), ("revival", "reviv")],
        *[("replacement", "replac"), ("adoption", "adopt"), ("effective", "effect"), ("rate", "rate")],
        *[("controll", "control"), ("roll", "roll"), ("negotiations", "negoti"), ("be", "be")],
    ],
)
def test_words_are_stemmed_as_the_index_stems_them(word: str, expected: str) -> None:
    assert stem(word) == expected
