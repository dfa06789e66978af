"""The model's first layer gives each word its vector, whatever stands beside it: computed once a word."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import numpy as np
from numpy.typing import NDArray
from spacy.tokens import Doc
from thinc.api import Model

Floats = NDArray[np.float32]

MOST_WORDS = 20_000  # about 8 MB; an article has some hundreds of its own


def remember_words(model: Model[Any, Any]) -> None:
    """Puts a memory in place of every embedding layer of the model."""
    for node in list(model.walk()):
        if node.layers and node.layers[0].name == "extract_features":
            vectors = WordVectors(node)
            model.replace_node(
                node,
                Model("remembered_words", _forward, dims={"nO": vectors.width}, attrs={"words": vectors}),
            )


def _forward(
    model: Model[list[Doc], list[Floats]], docs: list[Doc], is_train: bool
) -> tuple[list[Floats], Callable[[list[Floats]], list[Doc]]]:
    if is_train:
        raise NotImplementedError("remembered words cannot be trained: load the model anew")
    words: WordVectors = model.attrs["words"]
    return [words.of(doc) for doc in docs], lambda _: []


class WordVectors:
    """Vectors by the features of a word (its norm, prefix, suffix and shape)."""

    def __init__(self, embed: Model[list[Doc], list[Floats]]) -> None:
        """`embed` is features → table look-ups → one dense layer, as MultiHashEmbed builds it."""
        extract, _, tables, dense, _ = embed.layers
        self._columns: list[int | str] = extract.attrs["columns"]
        self._tables = tables.layers[0]
        self._maxout, self._norm = _layer(dense, "maxout"), _layer(dense, "layernorm")
        self._places: dict[bytes, int] = {}
        self.width: int = dense.get_dim("nO")
        self._vectors = np.zeros((MOST_WORDS, self.width), dtype=np.float32)

    def of(self, doc: Doc) -> Floats:
        """One row a token."""
        features: Any = doc.to_array(self._columns)  # of unsigned integers, whatever its stub says
        raw, width = features.tobytes(), features.itemsize * len(self._columns)
        words = [raw[at : at + width] for at in range(0, len(raw), width)]
        new = {word: i for i, word in enumerate(words) if word not in self._places}
        if len(new) > MOST_WORDS:
            return self._computed(features)
        if len(self._places) + len(new) > MOST_WORDS:
            self._places.clear()
            new = {word: i for i, word in enumerate(words)}
        if new:
            vectors = self._computed(features[list(new.values())])
            for word, vector in zip(new, vectors, strict=True):
                place = self._places[word] = len(self._places)
                self._vectors[place] = vector
        rows: Floats = self._vectors[[self._places[word] for word in words]]
        return rows

    def _computed(self, features: NDArray[np.uint64]) -> Floats:
        weights: Any = self._maxout.get_param("W")
        bias: Any = self._maxout.get_param("b")
        flat = weights.reshape(-1, weights.shape[-1])
        # Each word alone: in company a sum could come out otherwise in its last bit, and an article's reading
        # would hang on what was read before it.
        sums: Any = np.stack([flat @ row for row in self._tables.predict(features)])
        sums += bias.ravel()
        best, _ = self._maxout.ops.maxout(sums.reshape(-1, *weights.shape[:2]))
        vectors: Floats = self._norm.predict(best)
        return vectors


def _layer(model: Model[Any, Any], name: str) -> Model[Any, Any]:
    return next(node for node in model.walk() if node.name == name)
