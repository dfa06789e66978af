"""Components `quick_attributes` and `quick_lemmas`: what spaCy's ruler and lemmatizer give, remembered.

Nearly all rules of the ruler look at one token: at its tag, its dependency and, for some words, at the word.
So the ruler is asked once for each such combination; only the few rules over two tokens are matched.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

import numpy as np
from spacy.language import Language
from spacy.pipeline import AttributeRuler, Lemmatizer
from spacy.tokens import Doc, Token
from spacy.vocab import Vocab

ATTRIBUTES, LEMMAS = "quick_attributes", "quick_lemmas"
_READ: list[int | str] = ["TAG", "DEP", "LOWER"]
_WRITTEN: list[int | str] = ["TAG", "POS", "MORPH", "LEMMA", "DEP"]
_LEMMATIZED: list[int | str] = ["LEMMA", "ORTH", "POS", "MORPH"]
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
        self._firsts = {vocab.strings[word] for word in _first_of_two(self._double)}
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
        firsts = self._firsts
        if any(dep in firsts or word in firsts for _, dep, word in rows):
            doc = self._double(doc)
        return doc

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


def _first_of_two(ruler: AttributeRuler) -> Iterator[str]:
    """The words and dependencies with which the rules over two tokens begin."""
    rules: list[Any] = ruler.patterns
    for rule in rules:
        for first, *_ in rule["patterns"]:
            told = first.get("DEP", first.get("LOWER"))
            # The only regular expression is that of "y'all".
            yield from [told] if isinstance(told, str) else ("y", "y'")


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
    ATTRIBUTES,
    requires=["token.tag", "token.dep"],
    assigns=["token.pos", "token.morph", "token.lemma"],
)
def make_quick_attributes(nlp: Language, name: str) -> QuickAttributes:
    """`name` is spaCy's; the rules are those of the model's attribute ruler."""
    ruler = nlp.get_pipe("attribute_ruler")
    assert isinstance(ruler, AttributeRuler)
    return QuickAttributes(nlp.vocab, ruler)


class QuickLemmas:
    """The lemmatizer's lemmas, by word, part of speech and morphology."""

    def __init__(self, vocab: Vocab, lemmatizer: Lemmatizer) -> None:
        self._strings = vocab.strings
        self._lemmatizer = lemmatizer
        self._known: dict[Values, int] = {}

    def __call__(self, doc: Doc) -> Doc:
        if len(self._known) > _MOST_WORDS:
            self._known.clear()
        lemmas = [
            lemma or self._known.get((word, pos, morph)) or self._ask(doc[at], (word, pos, morph))
            for at, (lemma, word, pos, morph) in enumerate(doc.to_array(_LEMMATIZED).tolist())
        ]
        if lemmas:
            column: Any = np.array(lemmas, dtype=np.uint64)
            doc.from_array(["LEMMA"], column)
        return doc

    def _ask(self, token: Token, key: Values) -> int:
        lemma = self._known[key] = self._strings.add(self._lemmatizer.lemmatize(token)[0])
        return lemma


@Language.factory(LEMMAS, requires=["token.pos", "token.morph"], assigns=["token.lemma"])
def make_quick_lemmas(nlp: Language, name: str) -> QuickLemmas:
    """`name` is spaCy's; the rules are those of the model's lemmatizer."""
    lemmatizer = nlp.get_pipe("lemmatizer")
    assert isinstance(lemmatizer, Lemmatizer)
    lemmatizer._validate_tables()
    return QuickLemmas(nlp.vocab, lemmatizer)
