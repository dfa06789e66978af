"""Component `topics`: what a contact was about, in the article's words."""

from __future__ import annotations

from collections.abc import Iterator

from spacy.language import Language
from spacy.tokens import Doc, Token

from extractors.components.reading import Contact, reading

_ABOUT = frozenset(["on", "over", "about", "regarding", "concerning"])
_VERBS = frozenset(["discuss", "raise", "review", "address", "tackle", "cover", "debate"])
_MOST, _LONGEST = 5, 8


class Topics:
    """Fills `Contact.topics` with token spans: the noun phrases after "on", "over", "discuss" …"""

    def __call__(self, doc: Doc) -> Doc:
        memory = reading(doc)
        dated = {i for d in memory.dates for i in range(d.start, d.end)}
        for contact in memory.contacts:
            for head in self._heads(doc, contact):
                span = self._phrase(doc, head)
                if (
                    span is not None
                    and span not in contact.topics
                    and head.i not in dated
                    and len(contact.topics) < _MOST
                ):
                    contact.topics.append(span)
        return doc

    def _heads(self, doc: Doc, contact: Contact) -> Iterator[Token]:
        trigger = doc[contact.trigger]
        around = [trigger, trigger.head] if trigger.pos_ == "NOUN" else [trigger]
        for token in around:
            for child in token.children:
                if child.dep_ == "prep" and child.lower_ in _ABOUT and child.i > trigger.i:
                    yield from self._coordinated(child, "pobj")
                elif child.lemma_ in _VERBS and child.dep_ in ("advcl", "conj", "xcomp"):
                    yield from self._coordinated(child, "dobj")

    def _coordinated(self, head: Token, dep: str) -> Iterator[Token]:
        for child in head.children:
            if child.dep_ == dep:
                yield child
                yield from child.conjuncts

    def _phrase(self, doc: Doc, head: Token) -> tuple[int, int] | None:
        if head.pos_ not in ("NOUN", "PROPN") or head.ent_type_ in ("DATE", "TIME", "PERSON", "CARDINAL"):
            return None
        left = [
            t.i
            for t in head.lefts
            if t.dep_ in ("amod", "compound", "nmod", "poss") and head.i - t.i < _LONGEST
        ]
        start = min([head.i, *left])
        while start < head.i and doc[start].pos_ in ("DET", "PUNCT"):
            start += 1
        return start, head.i + 1


@Language.factory("topics", requires=["token.dep", "token.pos"], assigns=["doc.user_data"])
def make_topics(nlp: Language, name: str) -> Topics:
    """`nlp` and `name` are spaCy's."""
    return Topics()
