"""Any text is read: it never raises, every offset holds, and time grows no faster than length."""

from __future__ import annotations

import datetime as dt
import random
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from extractors.domain import Article, Evidence, Extraction
from extractors.ids import article_id
from extractors.learned.drills import drills
from extractors.pipeline import Extractor

SEEDS = Path(__file__).parents[2] / "seeds" / "articles.jsonl"
PUBLISHED = dt.date(2023, 5, 10)
SENTENCES = 5_000
A_PAGE = 50  # sentences read as one text

SUBJECTS = (
    "The minister",
    "Berlin",
    "Both sides",
    "He",
    "Her counterpart",
    "A cat",
    "Rain",
    "The 3 o'clock train",
)
VERBS = (
    "met",
    "will see",
    "did not receive",
    "had hosted",
    "eats",
    "is",
    "told",
    "postponed",
    "fell on",
    "denied",
)
OBJECTS = (
    "the president",
    "him",
    "talks",
    "France and Spain",
    "nobody",
    "the deadline",
    "$4.5bn",
    "a summit in Bonn",
)
TAILS = (
    "",
    " on Monday",
    " two days after the vote",
    " in Paris, Texas",
    " — again",
    " (see below)",
    ", and then left",
)
ODD = st.text(alphabet=st.characters(exclude_categories=["Cs"]), max_size=40) | st.sampled_from(
    [
        "\u202eMoscow\u202c",
        "a\u200bb",
        "😀 met 😀",
        "INTERNATIONAL TALKS",
        "\n\n\n",
        "Ünal—Öz",
        "\ufeff",
        "''\"\"",
        "met" * 50,
    ]
)


def evidences(extraction: Extraction) -> Iterator[Evidence]:
    for report in extraction.reports:
        yield from (report.trigger, *report.evidence, *(p.evidence for p in report.participants))
        place = report.place.evidence if report.place is not None else None
        yield from (one for one in (report.status_evidence, report.date.evidence, place) if one is not None)
    for actor in extraction.actors:
        yield from actor.mentions


def read_soundly(extractor: Extractor, text: str) -> None:
    extraction = extractor.extract(Article(id=article_id(None, text), text=text, published=PUBLISHED))
    for one in evidences(extraction):
        assert text[one.start : one.end] == one.quote


def arbitrary_sentences(dice: random.Random) -> Iterator[str]:
    """Sentences of a small grammar, and sentences of drills with their words mixed, cut or run together."""
    texts = [drill["text"] for drill in drills()]
    while True:
        made = f"{dice.choice(SUBJECTS)} {dice.choice(VERBS)} {dice.choice(OBJECTS)}{dice.choice(TAILS)}."
        yield made
        words = dice.choice(texts).split()
        dice.shuffle(words)
        yield " ".join(words)
        whole = dice.choice(texts)
        yield whole[: dice.randrange(1, len(whole))]
        yield dice.choice(texts).rstrip(".") + " " + dice.choice(texts)


def test_five_thousand_arbitrary_sentences_are_read(extractor: Extractor) -> None:
    sentences = arbitrary_sentences(random.Random(20230510))
    for _ in range(SENTENCES // A_PAGE):
        read_soundly(extractor, " ".join(next(sentences) for _ in range(A_PAGE)))


@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(ODD, min_size=1, max_size=8).map(" ".join).filter(lambda text: bool(text.strip())))
def test_odd_texts_are_read(extractor: Extractor, text: str) -> None:
    read_soundly(extractor, text)


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(st.sampled_from([d["text"] for d in drills()]) | ODD, min_size=2, max_size=6).map(" ".join))
def test_sentences_among_odd_texts_are_read(extractor: Extractor, text: str) -> None:
    read_soundly(extractor, text)


@pytest.mark.parametrize(
    "unit",
    [
        "Hakan Fidan met Antony Blinken in Geneva on Monday. ",
        "Turkey, ",
        "he ",
        "on 5 May 2021, ",
        "Hakan Fidan, ",
        "met ",
        "x",
    ],
    ids=["sentences", "countries", "pronouns", "dates", "names", "triggers", "one word"],
)
def test_time_grows_with_length_and_no_faster(extractor: Extractor, unit: str) -> None:
    """Four times the text may take eight times as long at most: a square would take sixteen."""

    def seconds(size: int) -> float:
        text = unit * (size // len(unit))
        begin = time.perf_counter()
        read_soundly(extractor, text)
        return time.perf_counter() - begin

    seconds(2_000)
    short = min(seconds(20_000) for _ in range(2))
    assert seconds(80_000) < 8 * short + 0.5
