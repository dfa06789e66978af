"""Tokens by index, where an index past the end of the Doc is no error but no word."""

from __future__ import annotations

from spacy.tokens import Doc


class Tokens:
    """What the readers of a linear grammar ask of the tokens of one Doc."""

    def __init__(self, doc: Doc) -> None:
        self._doc = doc
        self.size = len(doc)

    def lower(self, at: int) -> str:
        """The word in lower case, empty past the end."""
        return self._doc[at].lower_ if at < self.size else ""

    def any_of(self, at: int, *texts: str) -> bool:
        return at < self.size and self._doc[at].text in texts

    def possessive(self, at: int) -> bool:
        return self.any_of(at, "'s", "'")

    def same_sentence(self, at: int, start: int) -> bool:
        return at < self.size and self._doc[at].sent.start == self._doc[start].sent.start
