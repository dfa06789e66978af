"""What every extraction keeps to, whatever the text."""

from __future__ import annotations

import datetime as dt

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from extractors.domain import Article, Extraction, Precision
from extractors.ids import article_id
from extractors.pipeline import Extractor
from tests.extractors.conftest import Read

ODD = [
    "İstanbul – Turkish Foreign Minister Hakan Fidan met US President Joe Biden in İstanbul on Monday.",
    "😀 Turkish Foreign Minister Hakan Fidan 🤝 met US Secretary of State Antony Blinken 😀 in Ankara.",
    "Turkish Foreign Minister Hakan Fidan met Recep Tayyip Erdog\u0306an and Joe Biden in Ankara.",
    "PARIS –\r\n\r\nFrench President Emmanuel Macron\r\nmet German Chancellor Olaf Scholz in Berlin.\r\n",
    "French Presi\u00addent Emmanuel Mac\u00adron met German Chan\u00adcellor Olaf Scholz in Ber\u00adlin.",
    "French\u00a0President\u00a0Emmanuel\u00a0Macron met \u200fChancellor Olaf Scholz\u200e in Berlin.",
    "Russia’s foreign minister “hosted” Turkey’s top diplomat, Hakan Fidan, in Moscow.",
]


def assert_offsets_hold(text: str, extraction: Extraction) -> None:
    evidence = [m for actor in extraction.actors for m in actor.mentions]
    for report in extraction.reports:
        evidence += [report.trigger, *report.evidence, *(p.evidence for p in report.participants)]
        evidence += [
            e
            for e in (report.status_evidence, report.place and report.place.evidence, report.date.evidence)
            if e
        ]
    for one in evidence:
        assert text[one.start : one.end] == one.quote


@pytest.mark.parametrize("text", ODD)
def test_odd_text_is_read_and_every_offset_holds(read: Read, text: str) -> None:
    extraction = read(text)
    assert extraction.reports
    assert_offsets_hold(text, extraction)


@pytest.mark.parametrize("word", ["prince", "Mr", "general", "Dr"])
def test_a_full_stop_set_apart_from_an_honorific_is_read(read: Read, word: str) -> None:
    text = f"They spoke of the {word} . He left."
    assert_offsets_hold(text, read(text))


@pytest.mark.parametrize("name", ["Guinea - Bissau", "U.S .", "Timor - Leste", "Secretary - General"])
def test_a_name_spaced_oddly_is_read(read: Read, name: str) -> None:
    text = f"He spoke of {name} to French President Emmanuel Macron."
    assert_offsets_hold(text, read(text))


_WORDS = st.sampled_from(
    [
        "Fidan",
        "Hakan",
        "met",
        "the",
        "Turkish",
        "foreign minister",
        "of",
        "in",
        "Ankara",
        "on Monday",
        ",",
        ".",
        "and",
        "his",
        "counterparts",
        "from",
        "Russia",
        "will",
        "talks",
        "with",
        "said",
        "\n",
        "–",
        "İstanbul",
        "😀",
        "’s",
        "\u00ad",
        "hosted",
        "President",
        "both",
        "they",
        "between",
        "by",
        "A",
        "\r\n",
    ]
)


@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(_WORDS, min_size=1, max_size=40).map(" ".join))
def test_any_jumble_of_words_is_read_without_error(extractor: Extractor, text: str) -> None:
    if not text.strip():
        return
    article = Article(id=article_id(None, text), text=text, published=dt.date(2023, 5, 10))
    assert_offsets_hold(text, extractor.extract(article))


def test_the_same_article_gives_the_same_extraction(read: Read) -> None:
    assert read(ODD[0]) == read(ODD[0])


def test_without_a_publication_date_a_weekday_is_unknown_and_keeps_its_words(read: Read) -> None:
    (report,) = read(
        "French President Emmanuel Macron met German Chancellor Olaf Scholz on Monday.", published=None
    ).reports
    assert report.date.precision is Precision.UNKNOWN
    assert report.date.words == "Monday"


def test_the_dateline_is_no_place_of_a_meeting_and_in_no_sentence(read: Read) -> None:
    text = "VIENNA – French President Emmanuel Macron and German Chancellor Olaf Scholz held talks on Monday."
    (report,) = read(text).reports
    assert report.place is None
    assert report.evidence[0].quote.startswith("French President")


def test_people_merely_mentioned_are_actors_and_met_nobody(read: Read) -> None:
    text = (
        "Russia has long helped Syrian President Bashar Assad. "
        "French President Emmanuel Macron met German Chancellor Olaf Scholz."
    )
    extraction = read(text)
    assad = next(a for a in extraction.actors if a.name == "Bashar Assad")
    assert (assad.office, assad.party) == ("president", "SYR")
    assert assad.id not in {p.actor_id for r in extraction.reports for p in r.participants}


def test_each_person_brings_office_and_country_as_actors(read: Read) -> None:
    extraction = read("French President Emmanuel Macron met German Chancellor Olaf Scholz.")
    ids = {actor.id for actor in extraction.actors}
    assert {
        "person:emmanuel-macron",
        "office:fra-president",
        "country:fra",
        "office:deu-chancellor",
        "country:deu",
    } <= ids
