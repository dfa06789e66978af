"""Component `paragraphs`: no sentence runs over the end of a line, unless the line was only wrapped."""

from __future__ import annotations

from spacy.language import Language
from spacy.tokens import Doc

_ENDS = frozenset(".?!:;\"'”’)]…–—-*•|")


@Language.component("paragraphs", assigns=["token.is_sent_start"])
def paragraphs(doc: Doc) -> Doc:
    """A token after a line end begins a sentence; the parser may only add further ones."""
    for token in doc[1:]:
        # The parser likes to end a sentence inside a foreign name; only punctuation or a line end may.
        if doc[token.i - 1].text[-1] not in _ENDS and "\n" not in doc[token.i - 1].text:
            token.is_sent_start = False
    for token in doc[:-1]:
        if "\n" in token.text and not _wrapped(doc, token.i):
            doc[token.i + 1].is_sent_start = True
    return doc


def _wrapped(doc: Doc, at: int) -> bool:
    """True where the sentence plainly goes on: one line end, then a small letter or after a comma."""
    before = doc[at - 1] if at else None
    if doc[at].text.count("\n") > 1 or before is None:
        return False
    return doc[at + 1].text[0].islower() or before.text == ","
