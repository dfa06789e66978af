"""The tokens of one Doc as plain lists, made once: each step through spaCy's objects costs many of these.

An index past the end of the Doc is no error but no word.
"""

from __future__ import annotations

from spacy.tokens import Doc, Token

TOKENS_KEY = "chancery.tokens"


class Tokens:
    """What the components ask of tokens again and again. Made after the parse, by `tokens`."""

    def __init__(self, doc: Doc) -> None:
        self._doc = doc
        self._roots: dict[tuple[int, int], Token] = {}
        self.size = len(doc)
        self.text = doc.text
        self.begins: list[int] = []  # offsets in the text
        self.texts: list[str] = []
        self.lowers: list[str] = []
        self.pos: list[str] = []
        self.entities: list[str] = []  # the type of the named entity, empty outside one
        self.capitals: list[bool] = []  # the first letter is one
        self.spaces: list[bool] = []  # white space, not a word
        self.punctuation: list[bool] = []
        self.starts: list[bool] = []  # begins a sentence
        self.sentences: list[int] = []  # the first token of the sentence
        sentence = 0
        for token in doc:
            self.begins.append(token.idx)
            self.texts.append(token.text)
            self.lowers.append(token.lower_)
            self.pos.append(token.pos_)
            self.entities.append(token.ent_type_)
            self.capitals.append(token.text[0].isupper())
            self.spaces.append(token.is_space)
            self.punctuation.append(token.is_punct)
            self.starts.append(bool(token.is_sent_start))
            if token.is_sent_start:
                sentence = token.i
            self.sentences.append(sentence)

    def lower(self, at: int) -> str:
        """The word in lower case, empty past the end."""
        return self.lowers[at] if at < self.size else ""

    def phrase(self, start: int, end: int) -> str:
        """The words from one index to another, as the text has them."""
        return self.text[self.begins[start] : self.begins[end - 1] + len(self.texts[end - 1])]

    def root(self, start: int, end: int) -> Token:
        """The token of a span that governs it in the parse."""
        root = self._roots.get((start, end))
        if root is None:
            root = self._roots[start, end] = self._doc[start:end].root
        return root

    def any_of(self, at: int, *texts: str) -> bool:
        return at < self.size and self.texts[at] in texts

    def possessive(self, at: int) -> bool:
        return self.any_of(at, "'s", "'")

    def same_sentence(self, at: int, start: int) -> bool:
        return at < self.size and self.sentences[at] == self.sentences[start]


def tokens(doc: Doc) -> Tokens:
    """The Doc's lists, made on first use."""
    known = doc.user_data.get(TOKENS_KEY)
    if not isinstance(known, Tokens):
        known = doc.user_data[TOKENS_KEY] = Tokens(doc)
    return known
