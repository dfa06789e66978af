"""The trained models by the question they answer, and what they were asked while others are trained."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import Any

from extractors.learned.trees import Features, Model, load_model

# In the order in which one article asks them; each is trained on what those before it decided.
QUESTIONS = ("candidate", "participant", "contact", "together", "status", "date", "place", "role")


DATA = Path(__file__).parent / "data"  # package data


@dataclass(slots=True)
class Asked:
    """One row that a model was asked about, and the object whose truth is its label."""

    question: str
    row: Features
    about: Any


@dataclass
class Judges:
    """Models by question. Without a model for a question the caller's rule decides alone."""

    models: dict[str, Model] = field(default_factory=dict)
    asked: list[Asked] | None = None  # filled where models are trained

    def yes(self, question: str, rows: Sequence[Features], about: Sequence[Any]) -> list[float] | None:
        """The chance that the answer is yes, for each row; None where no model answers that question."""
        self._note(question, rows, about)
        model = self.models.get(question)
        return model.yes(rows) if model is not None else None

    def best(
        self, question: str, rows: Sequence[Features], about: Sequence[Any]
    ) -> list[tuple[str, float]] | None:
        """The most likely of several answers and its chance, for each row."""
        self._note(question, rows, about)
        model = self.models.get(question)
        return model.best(rows) if model is not None else None

    def _note(self, question: str, rows: Sequence[Features], about: Sequence[Any]) -> None:
        if self.asked is not None:
            self.asked += [Asked(question, row, one) for row, one in zip(rows, about, strict=True)]


@cache
def trained() -> Judges:
    """The models that ship with the package."""
    paths = ((question, DATA / f"{question}.json") for question in QUESTIONS)
    return Judges({question: load_model(path) for question, path in paths if path.is_file()})
