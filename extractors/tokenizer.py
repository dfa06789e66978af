"""Text to words: spaCy's tokenizer, kept from the square of a run of characters without a space."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from spacy.tokens import Doc
from spacy.vocab import Vocab

# The tokenizer takes punctuation off a run one by one, each time looking at all that is left of it.
LONGEST_RUN = 200


class BoundedTokenizer:
    """Cuts runs that are longer than any word or address; every other text is tokenized as ever."""

    def __init__(self, vocab: Vocab, tokenizer: Callable[[str], Doc]) -> None:
        self._vocab = vocab
        self._tokenizer = tokenizer

    def __call__(self, text: str) -> Doc:
        if max(map(len, text.split()), default=0) <= LONGEST_RUN:
            return self._tokenizer(text)
        tokens = [token for piece in _pieces(text) for token in self._tokenizer(piece)]
        return Doc(self._vocab, words=[t.text for t in tokens], spaces=[bool(t.whitespace_) for t in tokens])


def _pieces(text: str) -> Iterator[str]:
    start = run = 0
    for at, character in enumerate(text):
        if character.isspace():
            run = 0
        elif run == LONGEST_RUN:
            yield text[start:at]
            start, run = at, 1
        else:
            run += 1
    yield text[start:]
