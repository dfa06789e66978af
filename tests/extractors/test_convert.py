"""From a reading to the domain: confidence, topics, levels, long texts."""

from __future__ import annotations

from extractors.blocks import BLOCK
from extractors.domain import Format, Level, Via
from tests.extractors.conftest import Read

NAMED = (
    "French President Emmanuel Macron met German Chancellor Olaf Scholz in Berlin on Monday "
    "to discuss fishing rights."
)


def test_a_name_is_surer_than_a_group_word(read: Read) -> None:
    named, grouped = read(NAMED + " The two leaders will meet again in Paris on Friday.").reports
    assert {p.via for p in named.participants} == {Via.NAME}
    assert {p.via for p in grouped.participants} == {Via.GROUP}
    assert grouped.confidence < named.confidence < 1


def test_a_report_is_no_surer_than_its_participants(read: Read) -> None:
    (report,) = read(NAMED).reports
    assert report.confidence <= min(p.confidence for p in report.participants)


def test_format_and_level_follow_the_participants(read: Read) -> None:
    (report,) = read(NAMED).reports
    assert (report.format, report.level) == (Format.BILATERAL, Level.LEADERS)


def test_topics_are_in_the_words_of_the_article(read: Read) -> None:
    (report,) = read(NAMED).reports
    assert report.topics == ("fishing rights",)


def test_a_text_of_several_blocks_is_read_to_its_end_with_offsets_that_hold(read: Read) -> None:
    text = ("Nothing of note happened that day in the capital.\n\n" * 1200) + NAMED
    assert len(text) > BLOCK
    (report,) = read(text).reports
    assert report.evidence[0].quote == NAMED
    assert text[report.evidence[0].start : report.evidence[0].end] == NAMED
