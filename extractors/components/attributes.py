"""Component `quick_attributes`: what spaCy's attribute ruler gives, from a table that it fills.

Nearly all rules of the ruler look at one token: at its tag, its dependency and, for some words, at the word.
So the ruler is asked once for each such combination; only the few rules over two tokens are matched.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

import numpy as np
from spacy.language import Language
from spacy.pipeline import AttributeRuler
from spacy.tokens import Doc
from spacy.vocab import Vocab

_READ: list[int | str] = ["TAG", "DEP", "LOWER"]
_WRITTEN: list[int | str] = ["TAG", "POS", "MORPH", "LEMMA", "DEP"]
_MOST_WORDS = 50_000

Values = tuple[int, ...]


class QuickAttributes:
    """Tags, parts of speech, morphology and lemmas of the ruler's exceptions."""

    def __init__(self, vocab: Vocab, ruler: AttributeRuler) -> None:
        self._vocab = vocab
        self._single, self._double = AttributeRuler(vocab), AttributeRuler(vocab)
        rules: list[Any] = ruler.patterns
        for rule in rules:
            alone = all(len(pattern) == 1 for pattern in rule["patterns"])
            (self._single if alone else self._double).add_patterns([rule])
        self._exceptions = re.compile("|".join(sorted(_words_of(self._single))))
        self._kinds: dict[int, int] = {}  # of words: of an exception itself, of any other one for all
        self._any = vocab.strings.add("word")
        self._known: dict[Values, Values] = {}

    def __call__(self, doc: Doc) -> Doc:
        if len(self._kinds) > _MOST_WORDS:
            self._kinds.clear()
        rows = doc.to_array(_READ).tolist()
        keys = [(tag, dep, self._kinds.get(word) or self._kind(word)) for tag, dep, word in rows]
        values = [self._known.get(key) or self._ask(key) for key in keys]
        if values:
            table: Any = np.array(values, dtype=np.uint64)
            doc.from_array(_WRITTEN, table)
        return self._double(doc)

    def _kind(self, word: int) -> int:
        text = self._vocab.strings[word]
        known = self._exceptions.fullmatch(text) or text.isspace()
        self._kinds[word] = kind = word if known else self._any
        return kind

    def _ask(self, key: Values) -> Values:
        tag, dep, word = key
        alone = Doc(self._vocab, words=[self._vocab.strings[word]], spaces=[False])
        given: Any = np.array([[tag, dep]], dtype=np.uint64)
        alone.from_array(["TAG", "DEP"], given)
        values = tuple(self._single(alone).to_array(_WRITTEN)[0].tolist())
        self._known[key] = values
        return values


def _words_of(ruler: AttributeRuler) -> Iterator[str]:
    """Regular expressions for the words that the rules name."""
    rules: list[Any] = ruler.patterns
    for rule in rules:
        for pattern in rule["patterns"]:
            for token in pattern:
                word = token.get("LOWER")
                if isinstance(word, str):
                    yield re.escape(word)
                elif word is not None:
                    yield from map(re.escape, word.get("IN", ()))
                    yield word.get("REGEX", "(?!)")


@Language.factory(
    "quick_attributes",
    requires=["token.tag", "token.dep"],
    assigns=["token.pos", "token.morph", "token.lemma"],
)
def make_quick_attributes(nlp: Language, name: str) -> QuickAttributes:
    """`name` is spaCy's; the rules are those of the model's attribute ruler."""
    ruler = nlp.get_pipe("attribute_ruler")
    assert isinstance(ruler, AttributeRuler)
    return QuickAttributes(nlp.vocab, ruler)
