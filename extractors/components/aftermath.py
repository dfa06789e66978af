"""What became of a contact that was told before: "it was called off", "the trip stands cancelled"."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from spacy.tokens import Doc, Token

from extractors.components.arguments import ArgumentReader
from extractors.components.layout import Layout
from extractors.components.patterns import patterns, words
from extractors.components.reading import Contact, Reading
from extractors.components.status import who_ends
from extractors.domain import Status

_ENDS = (Status.CANCELLED, Status.POSTPONED)
_OPEN = frozenset([Status.PLANNED, Status.PROPOSED])
_TOLD = frozenset([Status.OCCURRED, Status.PLANNED])
_PARTICLES = frozenset(["prt", "prep", "advmod", "dobj"])  # "put off", "fell through", "take place"
_BACK = 2  # sentences from the words to the contact that they are about


class _Word(NamedTuple):
    """A verb that ends a contact told before; `several`: "both meetings"."""

    token: Token
    status: Status
    several: bool


class AftermathReader:
    """Reads what one Doc says of contacts by "it", "the meeting", "the trip"."""

    def __init__(self, doc: Doc, memory: Reading, layout: Layout) -> None:
        self._doc = doc
        self._layout = layout
        self._arguments = ArgumentReader(doc, memory)

    def apply(self, told: list[Contact]) -> None:
        """Gives contacts the status that later words leave them with."""
        own = {contact.trigger for contact in told if not contact.anaphoric}
        for word in self._words(own):
            after = _TOLD if word.status is Status.DENIED else _OPEN
            before = [c for c in told if self._meant(c, word.token, after)]
            for contact in before[-2 if word.several else -1 :]:
                contact.status, contact.status_token = word.status, word.token.i
                contact.status_by = who_ends(word.status, word.token, self._arguments)

    def _meant(self, contact: Contact, token: Token, statuses: frozenset[Status]) -> bool:
        back = self._layout.sentence_of[token.i] - self._layout.sentence_of[contact.trigger]
        told = contact.trigger < token.i and not contact.anaphoric and contact.status in statuses
        # Of one sentence only the pronoun's clause can be another: "was to host him, but it was called off".
        return told and back <= _BACK and (back > 0 or contact.status_token != token.i)

    def _words(self, own: set[int]) -> Iterator[_Word]:
        for token in self._doc:
            status = self._ends(token)
            theme = self._theme(token) if status is not None else None
            if status is None or theme is None or theme.i in own or not self._speaks_of_one(theme, status):
                continue
            several = theme.lower_ in ("both", "they", "them") or any(
                c.lower_ in ("both", "two") for c in theme.children
            )
            yield _Word(token, status, several)

    def _ends(self, token: Token) -> Status | None:
        if token.pos_ not in ("VERB", "AUX", "ADJ"):
            return None
        lemma = token.lemma_.lower()
        forms = {
            lemma,
            *(f"{lemma} {c.lower_}" for c in token.children if c.dep_ in _PARTICLES),
        }
        negated = any(c.dep_ == "neg" for c in token.children)
        if forms & words("aftermath", "takes_place"):
            return Status.CANCELLED if negated and self._to_come(token) else None
        if negated:
            return None
        for status in _ENDS:
            if forms & words("status", status.value):
                return status
        return Status.DENIED if forms & words("status", "denied") else None

    def _to_come(self, token: Token) -> bool:
        return any(c.dep_ == "aux" and c.lower_ in ("will", "would", "'ll") for c in token.children)

    def _theme(self, token: Token) -> Token | None:
        """What is called off: the object, or the subject of a passive and of "fell through"."""
        children = {child.dep_: child for child in token.children}
        around = (token, *(c for c in token.children if c.dep_ == "auxpass"))  # "stands" has the subject
        subject = next((c for t in around for c in t.children if c.dep_ in ("nsubjpass", "nsubj")), None)
        if token.lemma_.lower() in words("aftermath", "of_itself") or "auxpass" in children:
            return subject
        if token.dep_ in ("oprd", "acomp", "xcomp") and token.head.lemma_ in ("stand", "remain", "be"):
            return next((c for c in token.head.children if c.dep_ in ("nsubj", "nsubjpass")), None)
        return children.get("dobj") or children.get("nsubjpass")

    def _speaks_of_one(self, theme: Token, status: Status) -> bool:
        if theme.lower_ in words("aftermath", "pronouns"):
            return True
        nouns = "reports" if status is Status.DENIED else "nouns"
        definite = any(c.lower_ in words("aftermath", "determiners") for c in theme.children)
        event = theme.lemma_.lower() in words("aftermath", nouns)
        contact = status is not Status.DENIED and theme.lemma_.lower() in patterns("triggers")["nouns"]
        return definite and (event or contact)
