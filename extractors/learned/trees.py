"""Boosted decision trees as plain data: named features in, probabilities out; numpy is all they need.

A model is trained by `extractors.learned.training` with scikit-learn and kept as JSON, not as a pickle:
it can be read, does not run code when it is loaded, and needs no scikit-learn where articles are read.
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from extractors.learned.leaves import Leaves, Table

Features = Mapping[str, float]
Floats = NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Forest:
    """The trees of one output, all their nodes in one array; a leaf is its own child."""

    roots: NDArray[np.int32]
    feature: NDArray[np.int32]
    threshold: Floats
    left: NDArray[np.int32]
    right: NDArray[np.int32]
    value: Floats
    base: float
    depth: int


class Model:
    """One question with one or several possible answers, each with a probability of its own."""

    def __init__(self, features: Sequence[str], forests: Mapping[str, Forest]) -> None:
        self.features = tuple(features)
        self.forests = dict(forests)
        self._columns = {name: i for i, name in enumerate(self.features)}
        self._leaves = Leaves(list(self.forests.values()))

    def table(self, rows: Sequence[Features]) -> Table:
        """The rows as an array; features that the model does not know are left out."""
        table: Table = np.zeros((len(self.features), len(rows)), dtype=np.float32).T
        columns = self._columns
        for i, row in enumerate(rows):
            line = table[i]
            for name, value in row.items():
                if value and (column := columns.get(name)) is not None:
                    line[column] = value
        return table

    def probabilities(self, rows: Sequence[Features]) -> dict[str, Floats]:
        """For each answer the probability in each row."""
        values = self._leaves.values(self.table(rows))
        found, first = {}, 0
        for answer, forest in self.forests.items():
            last = first + len(forest.roots)
            margins = forest.base + values[:, first:last].sum(axis=1)
            found[answer] = np.asarray(1 / (1 + np.exp(-margins)))
            first = last
        return found

    def yes(self, rows: Sequence[Features]) -> list[float]:
        """The probabilities of the only answer of a yes-or-no question."""
        if not rows:
            return []
        return [float(p) for p in self.probabilities(rows)["yes"]]

    def best(self, rows: Sequence[Features]) -> list[tuple[str, float]]:
        """For each row the most probable answer, its probability scaled over all answers."""
        if not rows:
            return []
        answers = self.probabilities(rows)
        chances = zip(*(column.tolist() for column in answers.values()), strict=True)
        return [_likeliest(dict(zip(answers, row, strict=True))) for row in chances]

    def to_json(self) -> dict[str, Any]:
        return {
            "features": list(self.features),
            "forests": {
                answer: {
                    "base": round(forest.base, 6),
                    "depth": forest.depth,
                    "roots": forest.roots.tolist(),
                    "feature": forest.feature.tolist(),
                    "threshold": [round(x, 6) for x in forest.threshold.tolist()],
                    "left": forest.left.tolist(),
                    "right": forest.right.tolist(),
                    "value": [round(x, 5) for x in forest.value.tolist()],
                }
                for answer, forest in self.forests.items()
            },
        }

    @classmethod
    def from_json(cls, data: Mapping[str, Any]) -> Model:
        return cls(data["features"], {answer: _forest(one) for answer, one in data["forests"].items()})


def _likeliest(chances: Mapping[str, float]) -> tuple[str, float]:
    answer = max(chances, key=lambda name: chances[name])
    return answer, chances[answer] / (sum(chances.values()) or 1.0)


def _forest(data: Mapping[str, Any]) -> Forest:
    return Forest(
        roots=np.array(data["roots"], dtype=np.int32),
        feature=np.array(data["feature"], dtype=np.int32),
        threshold=np.array(data["threshold"], dtype=np.float64),
        left=np.array(data["left"], dtype=np.int32),
        right=np.array(data["right"], dtype=np.int32),
        value=np.array(data["value"], dtype=np.float64),
        base=float(data["base"]),
        depth=int(data["depth"]),
    )


def load_model(path: Path) -> Model:
    return Model.from_json(json.loads(path.read_text(encoding="utf-8")))
