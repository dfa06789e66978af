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
        for one in (report.status_evidence, report.date.evidence, place):
            if one is not None:
                yield one
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


GROWING = {
    "sentences": "Hakan Fidan met Antony Blinken in Geneva on Monday. ",
    "countries": "Turkey, ",
    "countries and": "the foreign ministers of Iran and ",
    "pronouns": "he ",
    "pronoun sentences": "He met her. The two leaders met them. ",
    "dates": "on 5 May 2021, ",
    "names": "Hakan Fidan, ",
    "names and titles": "Turkish Foreign Minister Hakan Fidan met ",
    "places": "in Paris, at Camp David, ",
    "triggers": "met ",
    "triggers of": "talks with Iran and ",
    "no full stop": "the minister said that Russia would meet Iran in Moscow on Monday while ",
    "nested clauses": "who met the president ",
    "counterparts": "his counterparts from ",
    "possessives": "Russia's ",
    "one word": "x",
    "shouting": "PUTIN MET XI IN MOSCOW ",
    "datelines": "MOSCOW, ",
    "lines": "Fidan\n",
    "an address": "http://a.b/",
    "white space": "a \t \t \t \t ",
}
# A token each: as many tokens in less text.
DENSE = {"commas": ",", "quotes": '"', "brackets": "(", "emoji": "😀", "dashes": "– ", "accents": "e\u0301 "}


@pytest.mark.parametrize(
    ("unit", "length"),
    [(unit, 20_000) for unit in GROWING.values()] + [(unit, 8_000) for unit in DENSE.values()],
    ids=[*GROWING, *DENSE],
)
def test_time_grows_with_length_and_no_faster(extractor: Extractor, unit: str, length: int) -> None:
    """Four times the text may take eight times as long at most: a square would take sixteen."""

    def seconds(size: int) -> float:
        text = unit * (size // len(unit))
        begin = time.process_time()
        read_soundly(extractor, text)
        return time.process_time() - begin

    seconds(length // 40)
    short = min(seconds(length // 4) for _ in range(2))
    assert seconds(length) < 8 * short + 0.5


def test_a_run_without_a_space_is_cut_and_kept_whole(extractor: Extractor) -> None:
    """Fifty thousand of them in a row took the tokenizer minutes, and ten thousand ten seconds."""
    text = "French President Emmanuel Macron met German Chancellor Olaf Scholz. " + ",(" * 5_000
    begin = time.process_time()
    extraction = extractor.extract(Article(id=article_id(None, text), text=text, published=PUBLISHED))
    assert time.process_time() - begin < 8  # one on a free core
    assert {p.name for r in extraction.reports for p in r.participants} == {"Emmanuel Macron", "Olaf Scholz"}
    assert all(text[one.start : one.end] == one.quote for one in evidences(extraction))


@pytest.mark.parametrize(
    "text",
    [
        "Modi, Macron, " + "Putin, " * 400 + "and Xi met in Delhi on Monday.",
        "The leaders of " + "Iran, Iraq, Kenya, " * 200 + "and Oman met in Muscat.",
        "A sentence, with clauses, " * 300,
        "no comma and no stop " * 300,
        "He left . " * 400,
    ],
    ids=["names", "countries", "commas", "nothing", "stops"],
)
def test_no_sentence_is_longer_than_people_write(extractor: Extractor, text: str) -> None:
    article = Article(id=article_id(None, text), text=text, published=PUBLISHED)
    ((doc, _),) = extractor.readings(article)
    assert max(len(sentence) for sentence in doc.sents) <= 301
    assert "".join(token.text_with_ws for token in doc) == text
