"""Component `paragraphs`: no sentence runs over the end of a line, unless the line was only wrapped."""

from __future__ import annotations

from typing import Any

import numpy as np
from spacy.language import Language
from spacy.tokens import Doc

_ENDS = frozenset(".?!:;\"'”’)]…–—-*•|")
_STOPS = frozenset([".", "?", "!"])
_PAUSES = frozenset([",", ";", ":", "–", "—", "--"])
_LONGEST = 300  # tokens
_START, _NO_START, _OPEN = 1, -1, 0


@Language.component("paragraphs", assigns=["token.is_sent_start"])
def paragraphs(doc: Doc) -> Doc:
    """A token after a line end begins a sentence; the parser may only add further ones."""
    words = [token.text for token in doc]
    # The parser likes to end a sentence inside a foreign name; only punctuation or a line end may.
    starts = [_OPEN if word[-1] in _ENDS or "\n" in word else _NO_START for word in words]
    for at in [at for at, word in enumerate(words[:-1]) if "\n" in word]:
        if not _wrapped(words, at):
            starts[at] = _START
    _break_long_sentences(words, starts)
    if len(words) > 1:
        values: Any = np.array([_OPEN, *starts[:-1]], dtype=np.int64).view(np.uint64)
        doc.from_array(["SENT_START"], values)
    return doc


def _break_long_sentences(words: list[str], starts: list[int]) -> None:
    """Ends a sentence longer than any that people write: after a full stop, else a comma, else anywhere.

    What looks through the whole of a sentence from each of its words takes the square of its length.
    """
    begin, best = 0, (-1, -1)
    for at, word in enumerate(words):
        if starts[at] == _START:
            begin, best = at + 1, (-1, -1)
        elif at - begin >= _LONGEST // 2:
            best = max(best, (2 * (word in _STOPS) + (word in _PAUSES), at))
        if at - begin >= _LONGEST:
            starts[best[1]] = _START
            begin, best = best[1] + 1, (-1, -1)


def _wrapped(words: list[str], at: int) -> bool:
    """True where the sentence plainly goes on: one line end, then a small letter or after a comma."""
    if words[at].count("\n") > 1 or at == 0:
        return False
    return words[at + 1][0].islower() or words[at - 1] == ","
