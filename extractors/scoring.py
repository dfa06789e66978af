"""How well predicted meetings agree with gold ones: the figures of the evaluation."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from extractors.domain import Status, Value
from extractors.gold import GoldArticle, GoldDate, GoldMeeting, GoldPlace, problems
from extractors.matching import (
    align,
    count_same_pairs,
    match_participants,
    parties,
    plain,
    who_met_whom,
    who_met_whom_parties,
)

__all__ = ["Figure", "GoldArticle", "Mistake", "Score", "problems", "score"]


class Figure(Value):
    """How many were right, of how many in the gold and how many predicted."""

    hit: int = 0
    gold: int = 0
    predicted: int = 0

    @property
    def precision(self) -> float:
        """Of what was predicted, the part that is right; 0 where nothing was."""
        return self.hit / self.predicted if self.predicted else 0.0

    @property
    def recall(self) -> float:
        """Of what there was to find, the part that was found; 0 where there was nothing."""
        return self.hit / self.gold if self.gold else 0.0

    @property
    def f1(self) -> float:
        """The harmonic mean of the two."""
        both = self.precision + self.recall
        return 2 * self.precision * self.recall / both if both else 0.0

    def __add__(self, other: Figure) -> Figure:
        return Figure(
            hit=self.hit + other.hit,
            gold=self.gold + other.gold,
            predicted=self.predicted + other.predicted,
        )

    def to_dict(self) -> dict[str, float]:
        """Ready for JSON."""
        return {"precision": self.precision, "recall": self.recall, "f1": self.f1, **self.model_dump()}


class Mistake(Value):
    """A meeting that was missed, invented, or found with something different: then `what` says what."""

    article_id: str
    what: str
    meeting: GoldMeeting


class Score(Value):
    """The figures for a set of articles. `accuracy` is over the meetings found, `role` over participants."""

    articles: int
    who_met_whom: Figure
    party_pairs: Figure
    meetings: Figure
    participants: Figure
    parties: Figure
    accuracy: dict[str, float]
    status: dict[str, Figure]
    status_macro_f1: float
    mistakes: tuple[Mistake, ...] = ()

    def to_dict(self) -> dict[str, Any]:
        """Ready for JSON, without the mistakes."""
        figures = ("who_met_whom", "party_pairs", "meetings", "participants", "parties")
        return {
            "articles": self.articles,
            **{name: getattr(self, name).to_dict() for name in figures},
            "accuracy_on_matched": self.accuracy,
            "status": {name: figure.to_dict() for name, figure in self.status.items()},
            "status_macro_f1": self.status_macro_f1,
        }


@dataclass
class _Tally:
    """What has been counted so far."""

    figures: dict[str, Figure] = field(default_factory=dict)
    status: dict[str, Figure] = field(default_factory=dict)
    right: Counter[str] = field(default_factory=Counter)
    asked: Counter[str] = field(default_factory=Counter)
    mistakes: list[Mistake] = field(default_factory=list)

    def add(self, name: str, hit: int, gold: int, predicted: int) -> None:
        known = self.figures.get(name, Figure())
        self.figures[name] = known + Figure(hit=hit, gold=gold, predicted=predicted)

    def add_status(self, status: str, *, hit: int = 0, gold: int = 0, predicted: int = 0) -> None:
        known = self.status.get(status, Figure())
        self.status[status] = known + Figure(hit=hit, gold=gold, predicted=predicted)

    def ask(self, name: str, right: bool) -> None:
        self.asked[name] += 1
        self.right[name] += right


def score(
    gold: Sequence[GoldArticle | Mapping[str, Any]], predicted: Iterable[GoldArticle | Mapping[str, Any]]
) -> Score:
    """Articles go together by id; one without a prediction had no meeting predicted.

    Gold that may be ill-formed goes through `problems` first.
    """
    answers = {article.id: article.meetings for article in map(_article, predicted)}
    tally = _Tally()
    for article in map(_article, gold):
        _compare(article, answers.get(article.id, ()), tally)
    status = {one: tally.status[one] for one in Status if one in tally.status}
    in_gold = [figure.f1 for figure in status.values() if figure.gold]
    names = ("who_met_whom", "party_pairs", "meetings", "participants", "parties")
    return Score(
        articles=len(gold),
        **{name: tally.figures.get(name, Figure()) for name in names},
        accuracy={name: tally.right[name] / asked for name, asked in tally.asked.items()},
        status=status,
        status_macro_f1=sum(in_gold) / len(in_gold) if in_gold else 0.0,
        mistakes=tuple(tally.mistakes),
    )


def _article(article: GoldArticle | Mapping[str, Any]) -> GoldArticle:
    return article if isinstance(article, GoldArticle) else GoldArticle.model_validate(article)


def _compare(article: GoldArticle, predicted: Sequence[GoldMeeting], tally: _Tally) -> None:
    aligned = align(article.meetings, predicted)
    tally.add("meetings", len(aligned), len(article.meetings), len(predicted))
    for i, meeting in enumerate(article.meetings):
        tally.add_status(meeting.status, gold=1)
        if i in aligned:
            wrong = _compare_found(meeting, predicted[aligned[i]], tally)
            what = f"differs: {', '.join(wrong)}" if wrong else None
        else:
            tally.add("participants", 0, len(meeting.participants), 0)
            tally.add("parties", 0, len(parties(meeting)), 0)
            what = "missed"
        if what:
            tally.mistakes.append(Mistake(article_id=article.id, what=what, meeting=meeting))
    for j, meeting in enumerate(predicted):
        tally.add_status(meeting.status, predicted=1)
        if j not in aligned.values():
            tally.add("participants", 0, 0, len(meeting.participants))
            tally.add("parties", 0, 0, len(parties(meeting)))
            tally.mistakes.append(Mistake(article_id=article.id, what="invented", meeting=meeting))
    _compare_pairs(article.meetings, predicted, tally)


def _compare_found(gold: GoldMeeting, predicted: GoldMeeting, tally: _Tally) -> list[str]:
    """What is different, by name."""
    matched = match_participants(gold.participants, predicted.participants)
    tally.add("participants", len(matched), len(gold.participants), len(predicted.participants))
    ours, theirs = parties(gold), parties(predicted)
    tally.add("parties", len(ours & theirs), len(ours), len(theirs))
    for one, other in matched:
        tally.ask("role", one.role == other.role)
    if gold.status == predicted.status:
        tally.add_status(gold.status, hit=1)
    wrong = []
    for name, right in _checks(gold, predicted):
        tally.ask(name, right)
        if not right:
            wrong.append(name)
    return wrong


def _checks(gold: GoldMeeting, predicted: GoldMeeting) -> Iterator[tuple[str, bool]]:
    date, other_date = gold.date or GoldDate(), predicted.date or GoldDate()
    place, other_place = gold.place or GoldPlace(), predicted.place or GoldPlace()
    yield "status", gold.status == predicted.status
    yield "channel", gold.channel == predicted.channel
    yield "date", (date.start, date.end) == (other_date.start, other_date.end)
    yield "place_country", place.country == other_place.country
    yield "place_name", plain(place.name) == plain(other_place.name)


def _compare_pairs(gold: Sequence[GoldMeeting], predicted: Sequence[GoldMeeting], tally: _Tally) -> None:
    pairs, other_pairs = who_met_whom(gold), who_met_whom(predicted)
    tally.add("who_met_whom", count_same_pairs(pairs, other_pairs), len(pairs), len(other_pairs))
    sides, other_sides = who_met_whom_parties(gold), who_met_whom_parties(predicted)
    tally.add("party_pairs", len(sides & other_sides), len(sides), len(other_sides))
