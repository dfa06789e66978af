"""Linear repairs: a side by what stands beside the trigger, where the parse hangs it elsewhere."""

from __future__ import annotations

from spacy.tokens import Doc, Token

from extractors.components.coordination import CoordinationReader
from extractors.components.reading import Phrase, Reading

_FARTHEST = 5  # tokens to the right


class AdjacencyReader:
    """Finds phrases beside the verbs of one Doc."""

    def __init__(self, doc: Doc, memory: Reading, coordination: CoordinationReader) -> None:
        self._doc = doc
        self._memory = memory
        self._coordination = coordination

    def left_of(self, verb: Token) -> list[Phrase]:
        """The phrase before a verb, over auxiliaries and the verbs above it: "X is scheduled to see"."""
        governors = {t.i for t in verb.ancestors}
        for at in range(verb.i - 1, verb.sent.start - 1, -1):
            phrase = self._memory.phrase_at.get(at)
            if phrase is not None:
                return self._coordination.of(phrase) if phrase.entities else []
            token = self._doc[at]
            governs = at in governors and token.pos_ in ("VERB", "ADJ")
            if not (self._passable(token) or token.pos_ in ("AUX", "PART") or governs):
                return []
        return []

    def right_of(self, verb: Token) -> list[Phrase]:
        """The phrase right after a verb: "rang Zelensky", "met briefly with Putin"."""
        for at in range(verb.i + 1, min(verb.sent.end, verb.i + _FARTHEST)):
            if self._coordination.starts(at):
                return self._coordination.starting_at(at)
            token = self._doc[at]
            if not self._passable(token) and token.lower_ != "with":
                return []
        return []

    def _passable(self, token: Token) -> bool:
        symbol = not token.is_punct and not any(c.isalnum() for c in token.text)
        return symbol or token.pos_ == "ADV" or self._coordination.dated(token.i)

    def after(self, verb: Token, preposition: str) -> list[Phrase]:
        """The phrase after the first such preposition behind a verb: "was received, each on his own, by"."""
        for token in self._doc[verb.i + 1 : verb.sent.end]:
            if token.lower_ == preposition:
                return self._coordination.starting_at(token.i + 1)
            if token.pos_ == "VERB":
                break
        return []
