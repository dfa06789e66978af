"""What gold says about the rows that models are asked: aligned by sentence, by people, and by noted words."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest

from extractors.components.candidates import CandidateReader, TriggerReading
from extractors.components.contacts import Contacts
from extractors.components.layout import Layout
from extractors.components.reading import reading
from extractors.domain import Article
from extractors.gold import GoldArticle, problems
from extractors.ids import article_id
from extractors.learned.drills import drills
from extractors.learned.judges import QUESTIONS, Judges
from extractors.learned.labels import GoldReading, label
from extractors.learned.training import lessons, train
from extractors.pipeline import Extractor

MET = "Turkish Foreign Minister Hakan Fidan met US Secretary of State Antony Blinken in Geneva on Monday."
SPOKE = "Blinken later spoke by telephone with Prince Faisal bin Farhan, the Saudi foreign minister."
PEOPLE = {
    "Fidan": {"kind": "person", "name": "Hakan Fidan", "party": "TUR", "role": "participant"},
    "Blinken": {"kind": "person", "name": "Antony Blinken", "party": "USA", "role": "participant"},
    "Faisal": {"kind": "person", "name": "Faisal bin Farhan", "party": "SAU", "role": "participant"},
}


def meeting(evidence: str, *names: str, **more: Any) -> dict[str, Any]:
    told = {"status": "occurred", "channel": "in_person", "date": {"precision": "unknown"}, **more}
    return {
        "id": evidence[:5],
        "participants": [PEOPLE[name] for name in names],
        "evidence": [evidence],
        **told,
    }


@pytest.fixture(scope="module")
def untaught() -> Extractor:
    return Extractor(Judges())


def aligned(
    extractor: Extractor, text: str, *meetings: dict[str, Any]
) -> tuple[GoldReading, list[TriggerReading]]:
    article = Article(id=article_id(None, text), text=text, published=dt.date(2023, 5, 10))
    doc, _ = next(extractor.readings(article))
    told = list(CandidateReader(doc, reading(doc), Layout(doc)).readings())
    gold = GoldReading(doc, GoldArticle.model_validate({"id": "a", "text": text, "meetings": list(meetings)}))
    gold.align(told)
    return gold, told


def telling(gold: GoldReading) -> dict[str, list[int]]:
    return {gold.doc[token].text: indices for token, indices in gold.told.items()}


def test_a_trigger_tells_the_meeting_whose_sentence_it_stands_in(untaught: Extractor) -> None:
    gold, _ = aligned(
        untaught, f"{MET} {SPOKE}", meeting(MET, "Fidan", "Blinken"), meeting(SPOKE, "Blinken", "Faisal")
    )
    assert telling(gold) == {"met": [0], "spoke": [1]}


def test_a_trigger_outside_all_evidence_tells_none(untaught: Extractor) -> None:
    gold, _ = aligned(untaught, f"{MET} {SPOKE}", meeting(MET, "Fidan", "Blinken"))
    assert telling(gold)["spoke"] == []


def test_of_two_triggers_in_a_sentence_the_one_beside_the_people_tells_it(untaught: Extractor) -> None:
    both = "Hakan Fidan met Antony Blinken and telephoned Faisal bin Farhan."
    gold, _ = aligned(untaught, both, meeting(both, "Fidan", "Blinken"), meeting(both, "Fidan", "Faisal"))
    assert telling(gold) == {"met": [0], "telephoned": [1]}


def test_candidates_are_labelled_by_the_meeting_of_their_trigger(untaught: Extractor) -> None:
    asked = Judges(asked=[])
    gold, _ = aligned(
        untaught, f"{MET} {SPOKE}", meeting(MET, "Fidan", "Blinken"), meeting(SPOKE, "Blinken", "Faisal")
    )
    Contacts(asked)(gold.doc)
    answers = {
        (gold.doc[one.about[0].trigger.token].text, one.about[1].entity.name): label(one, gold)
        for one in asked.asked or ()
        if one.question == "candidate" and one.about[1].entity.form == "person"
    }
    assert answers[("met", "Hakan Fidan")] == "yes"
    assert answers[("spoke", "Hakan Fidan")] == "no"
    assert answers[("spoke", "Faisal bin Farhan")] == "yes"


@pytest.mark.parametrize(
    ("question", "more", "right"),
    [
        ("date", {"date": {"start": "2023-05-08", "end": "2023-05-08", "precision": "day"}}, {"2023-05-08"}),
        ("place", {"place": {"name": "Geneva", "country": "CHE"}}, {"Geneva"}),
    ],
)
def test_only_the_right_date_and_place_are_labelled_right(
    untaught: Extractor, question: str, more: dict[str, Any], right: set[str]
) -> None:
    asked = Judges(asked=[])
    gold, _ = aligned(untaught, MET, meeting(MET, "Fidan", "Blinken", **more))
    Contacts(asked)(gold.doc)
    chosen = set()
    for one in asked.asked or ():
        if one.question == question and label(one, gold) == "yes":
            value = one.about[1].value
            chosen.add(value.start.isoformat() if question == "date" else value.place.name)
    assert chosen == right


def test_every_drill_is_well_formed_gold() -> None:
    made = list(drills())
    assert list(problems(made)) == []
    assert len({one["id"] for one in made}) == len(made)
    assert {m["status"] for one in made for m in one["meetings"]} == {
        "occurred", "planned", "proposed", "postponed", "cancelled", "refused", "denied"
    }  # fmt: skip
    assert any(not one["meetings"] for one in made)


def test_training_learns_every_question_from_a_few_articles(untaught: Extractor) -> None:
    """The whole way on 60 drills: later questions are asked with the answers of earlier ones."""
    corpus = []
    for drill in list(drills())[:60]:
        day = dt.date.fromisoformat(drill["published"])
        article = Article(id=article_id(None, drill["text"]), text=drill["text"], published=day)
        corpus.append((next(untaught.readings(article))[0], drill))
    told: list[str] = []
    whole, parts = train(lessons(corpus, 2), 2, told.append)
    assert [line.split(":")[0] for line in told] == list(QUESTIONS)
    assert {"candidate", "participant", "date", "place"} <= set(whole.models)
    assert all({"candidate", "participant"} <= set(part.models) for part in parts)
