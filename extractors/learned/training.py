"""Trains the models from gold articles: `chancery train`. Needs scikit-learn, which only developers have.

Each question is trained on what the models before it decide on articles that they did not see
(cross-fitting by article): so a later model learns to live with the real mistakes of an earlier one,
and the same parts of the corpus give an honest cross-validated reading of every article.
"""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray
from spacy.tokens import Doc
from threadpoolctl import threadpool_limits

from extractors.components.candidates import CandidateReader
from extractors.components.contacts import Contacts
from extractors.components.layout import Layout
from extractors.components.reading import reading
from extractors.gold import GoldArticle
from extractors.learned.judges import QUESTIONS, Judges
from extractors.learned.labels import GoldReading, label
from extractors.learned.trees import Features, Forest, Model

_LEAST_ROWS = 15  # rows in which a feature has to occur
_LEAST_ANSWERS = 5  # rows of the rarest answer
_MOST_FEATURES = 1000
_SEED = 2023
_TREES = {"candidate": 140, "participant": 120, "contact": 80, "date": 120, "place": 120}
_FEWER = 60
_MANY = 2000  # rows from which a leaf may be asked to hold more


@dataclass
class Lesson:
    """A Doc that was read up to its contacts, with its gold, and the part of the corpus that it is in."""

    gold: GoldReading
    part: int
    rows: dict[str, list[tuple[Features, str]]] = field(default_factory=dict)

    @property
    def doc(self) -> Doc:
        return self.gold.doc


def lessons(read: Iterable[tuple[Doc, Mapping[str, Any]]], folds: int) -> list[Lesson]:
    """Docs beside gold articles in the guidelines' form, dealt into parts."""
    found = []
    for number, (doc, article) in enumerate(read):
        gold = GoldReading(doc, GoldArticle.model_validate(article))
        gold.align(list(CandidateReader(doc, reading(doc), Layout(doc)).readings()))
        found.append(Lesson(gold, number % folds))
    return found


def train(corpus: Sequence[Lesson], folds: int, say: Callable[[str], None]) -> tuple[Judges, list[Judges]]:
    """The models trained on all lessons, and for each part those that did not see it."""
    parts = [Judges() for _ in range(folds)]
    whole = Judges()
    for question in QUESTIONS:
        for one in corpus:
            one.rows[question] = list(_rows(one, question, parts[one.part]))
        everything = [row for one in corpus for row in one.rows[question]]
        answers = Counter(answer for _, answer in everything)
        say(f"{question}: {len(everything)} rows, {dict(answers)}")
        for part, judges in enumerate(parts):
            seen = [row for one in corpus if one.part != part for row in one.rows[question]]
            _learn(judges, question, seen)
        _learn(whole, question, everything)
    return whole, parts


def _learn(judges: Judges, question: str, rows: Sequence[tuple[Features, str]]) -> None:
    """Adds a model where there is enough to learn from; elsewhere the rule goes on to answer alone."""
    counts = Counter(answer for _, answer in rows)
    if len(counts) > 1 and min(counts.values()) >= _LEAST_ANSWERS and _columns(row for row, _ in rows):
        judges.models[question] = fit(question, rows)


def _rows(lesson: Lesson, question: str, judges: Judges) -> Iterator[tuple[Features, str]]:
    asking = Judges(dict(judges.models), asked=[])
    Contacts(asking)(lesson.doc)
    for asked in asking.asked or ():
        if asked.question == question and (answer := label(asked, lesson.gold)) is not None:
            yield asked.row, answer


def fit(question: str, rows: Sequence[tuple[Features, str]]) -> Model:
    """One model: an ensemble for each answer against the others, only "yes" for a yes-or-no question."""
    from sklearn.ensemble import HistGradientBoostingClassifier

    names = _columns(row for row, _ in rows)
    blank = Model(names, {})
    table = blank.table([row for row, _ in rows]).astype(np.float32)
    answers = np.array([answer for _, answer in rows])
    wanted = ["yes"] if set(answers) <= {"yes", "no"} else sorted(set(answers))
    forests = {}
    few = len(rows) <= _MANY
    # Threads wait for one another longer than they work on a few rows.
    with threadpool_limits(1 if few else None, user_api="openmp"):
        for answer in wanted:
            right = (answers == answer).astype(int)
            if not 0 < right.sum() < len(right):
                continue
            trees = HistGradientBoostingClassifier(
                max_iter=_TREES.get(question, _FEWER),
                learning_rate=0.07,
                max_leaf_nodes=20,
                min_samples_leaf=8 if few else 25,
                l2_regularization=5.0,
                max_features=0.3,
                early_stopping=False,
                random_state=_SEED,
            ).fit(table, right, sample_weight=_weights(right) if question == "status" else None)
            forests[answer] = _forest(trees)
    return Model(names, forests)


def _weights(right: NDArray[np.int64]) -> NDArray[np.float64]:
    """More weight for the rows of a rare answer, or a postponement would never be the likeliest status."""
    odds = (len(right) - right.sum()) / right.sum()
    return np.where(right == 1, max(1.0, odds**0.6), 1.0)


def _columns(rows: Iterable[Features]) -> list[str]:
    counts = Counter(name for row in rows for name, value in row.items() if value)
    usual = [name for name, count in counts.most_common(_MOST_FEATURES) if count >= _LEAST_ROWS]
    return sorted(usual)


def _forest(ensemble: Any) -> Forest:
    """The trees of a fitted HistGradientBoostingClassifier, one after the other."""
    parts = [predictors[0].nodes for predictors in ensemble._predictors]
    roots, offset = [], 0
    feature, threshold, left, right, value = [], [], [], [], []
    for nodes in parts:
        leaf = nodes["is_leaf"].astype(bool)
        own = np.arange(len(nodes))
        roots.append(offset)
        feature.append(np.where(leaf, 0, nodes["feature_idx"]))
        threshold.append(np.where(leaf, 0.0, nodes["num_threshold"]))
        left.append(np.where(leaf, own, nodes["left"].astype(np.int64)) + offset)
        right.append(np.where(leaf, own, nodes["right"].astype(np.int64)) + offset)
        value.append(np.where(leaf, nodes["value"], 0.0))
        offset += len(nodes)
    return Forest(
        roots=np.array(roots, dtype=np.int32),
        feature=np.concatenate(feature).astype(np.int32),
        threshold=np.concatenate(threshold).astype(np.float64),
        left=np.concatenate(left).astype(np.int32),
        right=np.concatenate(right).astype(np.int32),
        value=np.concatenate(value).astype(np.float64),
        base=float(np.ravel(ensemble._baseline_prediction)[0]),
        depth=max(int(nodes["depth"].max()) for nodes in parts),
    )


def save(judges: Judges, folder: Path) -> None:
    """One JSON file a question."""
    folder.mkdir(parents=True, exist_ok=True)
    for question, model in judges.models.items():
        text = json.dumps(model.to_json(), separators=(",", ":"))
        (folder / f"{question}.json").write_text(text + "\n", encoding="utf-8")
