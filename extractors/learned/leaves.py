"""Which leaf of each tree a row comes to, for all trees at once.

Instead of going down the trees step by step, every question of every tree is asked in one comparison. A "no"
rules out the leaves on its node's left, kept as bits of a number; the row's leaf is the first one left over
(QuickScorer; Lucchese and others 2015).
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

if TYPE_CHECKING:
    from extractors.learned.trees import Forest

Floats = NDArray[np.float64]
Table = NDArray[np.float32]  # a row a line, quickest with columns one after the other in memory

_MOST_LEAVES = 31  # as many as a number has bits for; training stops at 20
_ALL = 2**_MOST_LEAVES - 1
_ROWS = 128  # at a time: a long article must not take more memory than a short one


class Leaves:
    """The trees of several forests side by side."""

    def __init__(self, forests: Sequence[Forest]) -> None:
        trees = [_Tree(forest, int(root)) for forest in forests for root in forest.roots]
        questions = max((len(tree.features) for tree in trees), default=0)
        shape = (questions, len(trees))
        self._features = np.zeros(shape, dtype=np.intp)
        self._thresholds = np.full((*shape, 1), np.inf, dtype=np.float32)
        self._ruled_in = np.full((*shape, 1), _ALL, dtype=np.int32)
        self._values = np.zeros((len(trees), _MOST_LEAVES))
        for number, tree in enumerate(trees):
            self._features[: len(tree.features), number] = tree.features
            self._thresholds[: len(tree.features), number, 0] = tree.thresholds
            self._ruled_in[: len(tree.features), number, 0] = tree.ruled_in
            self._values[number, : len(tree.values)] = tree.values
        self._numbers = np.arange(len(trees))[:, None]

    def values(self, table: Table) -> Floats:
        """For each row the value of its leaf in each tree."""
        parts = [self._some(table[at : at + _ROWS]) for at in range(0, len(table), _ROWS)]
        return np.concatenate(parts) if len(parts) != 1 else parts[0]

    def _some(self, table: Table) -> Floats:
        # Rows last, so that each step runs along them. What rules out nothing is -1, which is all bits.
        ruled_out = table.T.take(self._features, axis=0) > self._thresholds
        ruled_in = self._ruled_in | (ruled_out.view(np.int8) - np.int8(1)).astype(np.int32)
        left_over = np.bitwise_and.reduce(ruled_in, axis=0)
        leaf = np.frexp((left_over & -left_over).astype(np.float64))[1] - 1
        return np.ascontiguousarray(self._values[self._numbers, leaf].T)


class _Tree:
    """The questions of one tree; its leaves are numbered from left to right."""

    def __init__(self, forest: Forest, root: int) -> None:
        self._forest = forest
        self.features: list[int] = []
        self.thresholds: list[float] = []
        self.ruled_in: list[int] = []  # bits of the leaves that a "no" leaves in
        self.values: list[float] = []
        self._walk(root)
        if len(self.values) > _MOST_LEAVES:
            raise ValueError(f"a tree has {len(self.values)} leaves, more than {_MOST_LEAVES}")

    def _walk(self, node: int) -> None:
        forest = self._forest
        if forest.left[node] == node:
            self.values.append(float(forest.value[node]))
            return
        before = len(self.values)
        self._walk(int(forest.left[node]))
        on_the_left = (1 << len(self.values)) - (1 << before)
        self.features.append(int(forest.feature[node]))
        self.thresholds.append(float(forest.threshold[node]))
        self.ruled_in.append(_ALL & ~on_the_left)
        self._walk(int(forest.right[node]))
