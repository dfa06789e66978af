"""Every character of a mapped text knows its place in the source."""

from __future__ import annotations

import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from extractors.mapped import Edit, MappedText


def places(mapped: MappedText) -> list[tuple[int, int]]:
    return [mapped.span(at, at + 1) for at in range(len(mapped.text))]


def test_an_identical_text_maps_onto_itself() -> None:
    mapped = MappedText.identical("Lavrov")
    assert mapped.text == "Lavrov"
    assert mapped.span(1, 4) == (1, 4)
    assert mapped.span(6, 6) == (6, 6)


def test_what_is_deleted_is_in_no_span_that_only_touches_it() -> None:
    mapped = MappedText.edited("one [ad] two", [Edit(4, 9)])
    assert mapped.text == "one two"
    assert mapped.span(0, 4) == (0, 4)
    assert mapped.span(4, 7) == (9, 12)


def test_what_is_deleted_inside_a_span_is_in_it() -> None:
    assert MappedText.edited("one [ad] two", [Edit(4, 9)]).span(0, 7) == (0, 12)


def test_a_replacement_of_another_length_maps_as_a_whole() -> None:
    mapped = MappedText.edited("aﬁb", [Edit(1, 2, "fi")])
    assert mapped.text == "afib"
    assert places(mapped) == [(0, 1), (1, 2), (1, 2), (2, 3)]


def test_a_replacement_of_equal_length_maps_character_by_character() -> None:
    assert places(MappedText.edited("a’’b", [Edit(1, 3, "''")])) == [(0, 1), (1, 2), (2, 3), (3, 4)]


def test_an_insertion_is_a_point_of_the_source() -> None:
    mapped = MappedText.edited("ab", [Edit(1, 1, "-")])
    assert mapped.text == "a-b"
    assert mapped.span(1, 2) == (1, 1)


def test_an_empty_span_is_where_its_next_character_is() -> None:
    mapped = MappedText.edited("[ad]one", [Edit(0, 4)])
    assert mapped.span(0, 0) == (4, 4)
    assert mapped.span(3, 3) == (7, 7)


def test_a_text_of_which_nothing_is_left_has_its_empty_span() -> None:
    assert MappedText.edited("ad", [Edit(0, 2)]).span(0, 0) == (0, 0)


def test_maps_go_through_one_another_to_the_first_source() -> None:
    lines = MappedText.edited("ad\ncafe\u0301 one\n", [Edit(0, 3), Edit(12, 13)])
    read = MappedText.edited(lines.text, [Edit(3, 5, "é")]).through(lines)
    assert read.text == "café one"
    assert read.span(3, 4) == (6, 8)
    assert read.span(5, 8) == (9, 12)


def test_other_characters_in_the_same_places_keep_them() -> None:
    mapped = MappedText.edited("x‘a’", [Edit(0, 1)]).replaced("'a'")
    assert mapped.text == "'a'"
    assert mapped.span(0, 1) == (1, 2)


def test_characters_that_do_not_fit_the_places_are_refused() -> None:
    with pytest.raises(ValueError, match="cannot take the places"):
        MappedText.identical("abc").replaced("ab")


@pytest.mark.parametrize(("start", "end"), [(-1, 1), (2, 1), (0, 4)])
def test_a_span_outside_the_text_is_refused(start: int, end: int) -> None:
    with pytest.raises(ValueError, match="not a span"):
        MappedText.identical("abc").span(start, end)


@pytest.mark.parametrize(
    "edits", [[Edit(2, 3), Edit(0, 1)], [Edit(0, 2), Edit(1, 3)], [Edit(2, 9)], [Edit(2, 1)]]
)
def test_edits_out_of_order_are_refused(edits: list[Edit]) -> None:
    with pytest.raises(ValueError, match="out of order"):
        MappedText.edited("abc", edits)


@st.composite
def edited_texts(draw: st.DrawFn) -> tuple[str, list[Edit]]:
    source = draw(st.text(max_size=40))
    cuts = sorted(draw(st.lists(st.integers(0, len(source)), max_size=8)))
    pairs = zip(cuts[::2], cuts[1::2], strict=False)
    return source, [Edit(start, end, draw(st.text(max_size=3))) for start, end in pairs]


@settings(deadline=None)
@given(edited_texts())
def test_every_kept_character_is_found_in_the_source(case: tuple[str, list[Edit]]) -> None:
    source, edits = case
    mapped = MappedText.edited(source, edits)
    at = kept_to = 0
    for edit in [*edits, Edit(len(source), len(source))]:
        for offset in range(kept_to, edit.start):
            assert mapped.text[at] == source[offset]
            assert mapped.span(at, at + 1) == (offset, offset + 1)
            at += 1
        at += len(edit.text)
        kept_to = edit.end
    assert at == len(mapped.text)


@settings(deadline=None)
@given(edited_texts(), st.data())
def test_a_wider_span_never_maps_to_less(case: tuple[str, list[Edit]], data: st.DataObject) -> None:
    mapped = MappedText.edited(*case)
    start = data.draw(st.integers(0, len(mapped.text)))
    end = data.draw(st.integers(start, len(mapped.text)))
    outer = mapped.span(0, len(mapped.text))
    inner = mapped.span(start, end)
    assert outer[0] <= inner[0] <= inner[1] <= outer[1] or not mapped.text


def test_a_million_characters_with_as_many_edits_are_mapped_in_linear_time() -> None:
    source = "ab" * 500_000
    begun = time.perf_counter()
    mapped = MappedText.edited(source, (Edit(at, at + 1) for at in range(0, len(source), 2)))
    assert mapped.span(499_999, 500_000) == (999_999, 1_000_000)
    assert time.perf_counter() - begun < 10  # a quadratic one takes hours
