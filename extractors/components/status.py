"""The status of a contact, read off the words that govern its trigger."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from spacy.tokens import Doc, Token

from extractors.components.arguments import ArgumentReader, is_passive
from extractors.components.patterns import words
from extractors.components.reading import Entity
from extractors.domain import Status

_ORDER = (Status.DENIED, Status.CANCELLED, Status.REFUSED, Status.POSTPONED, Status.PROPOSED, Status.PLANNED)
_CLAUSAL = frozenset(["xcomp", "ccomp", "advcl", "relcl", "acl", "conj", "dep", "oprd"])
_NOMINAL = frozenset(["dobj", "nsubj", "nsubjpass", "attr", "appos", "compound", "dative", "npadvmod"])
_MODIFYING = frozenset(["pobj", "prep", "pcomp", "acomp", "amod", "agent"])
_CLIMB = _CLAUSAL | _NOMINAL | _MODIFYING
_TIME = frozenset(["after", "since", "despite", "following", "before"])
_HIGHEST = 7  # steps up the parse
_ADJECTIVES = "proposed_adjectives"  # "open to talks", but not "opened talks"


class StatusReading(NamedTuple):
    """A status and the word that decided it, None for a plain past or present."""

    status: Status
    cue: Token | None = None
    likely: float = 1.0


NEGATIVE = frozenset([Status.CANCELLED, Status.POSTPONED, Status.REFUSED, Status.DENIED])


def who_ends(status: Status, cue: Token | None, arguments: ArgumentReader) -> Entity | None:
    """Who cancels, postpones, declines or denies: the subject of the word that says so, or its agent."""
    if status not in NEGATIVE or cue is None:
        return None
    verb = next((t for t in (cue, *cue.ancestors) if t.pos_ in ("VERB", "AUX")), None)
    if verb is None:
        return None
    phrases = arguments.prepositional(verb, "by") if is_passive(verb) else arguments.subjects(verb)
    found = {entity.key: entity for phrase in phrases for entity in phrase.entities}
    return next(iter(found.values())) if len(found) == 1 else None


class StatusReader:
    """Reads the status of triggers in one Doc."""

    def __init__(self, doc: Doc) -> None:
        self._doc = doc

    def read(self, trigger: Token) -> StatusReading:
        """The status that the words around a trigger give it."""
        found: dict[Status, Token] = {}
        negated: Token | None = None
        future = False
        for token in self._governors(trigger):
            for status, cue in self._cues(token, trigger):
                found.setdefault(status, cue)
            tense = self._tense(token)
            future = future or tense is Status.PLANNED
            if tense is not None:
                found.setdefault(tense, token)
            if negated is None and (token.i == trigger.i or self._light(token)):
                negated = self._negation(token)
        if negated is not None:
            return self._negative(found, negated, future)
        for status in _ORDER:
            if status in found:
                return StatusReading(status, found[status])
        return StatusReading(Status.OCCURRED)

    def _light(self, token: Token) -> bool:
        return token.lemma_ in words("status", "light_verbs")

    def _negative(self, found: dict[Status, Token], negated: Token, future: bool) -> StatusReading:
        for status in (Status.DENIED, Status.CANCELLED, Status.POSTPONED, Status.REFUSED):
            if status in found:
                return StatusReading(status, found[status])
        if future or Status.PLANNED in found:
            return StatusReading(Status.DENIED if negated.lower_ == "no" else Status.CANCELLED, negated)
        return StatusReading(Status.DENIED, negated)

    def _governors(self, trigger: Token) -> Iterator[Token]:
        """The trigger and what governs it, up to the clause that reports it."""
        token = trigger
        yield token
        for _ in range(_HIGHEST):
            head = token.head
            if head.i == token.i or token.dep_ not in _CLIMB:
                return
            if self._bounds_clause(token, head) or self._background(token, head, trigger):
                return
            yield head
            token = head

    def _bounds_clause(self, token: Token, head: Token) -> bool:
        """True where what governs `token` says nothing of its status: "said that", "who met", "and left"."""
        verbal = token.pos_ in ("VERB", "AUX")
        if token.dep_ == "conj":
            return not self._shares_auxiliary(token, head)
        if token.dep_ in ("relcl", "acl") and verbal:
            return not self._open_clause(token, head)
        if token.dep_ == "advcl" and not self._purpose(token):
            return True
        if token.dep_ in ("nsubj", "nsubjpass") and verbal:
            return True
        reported = token.dep_ in ("ccomp", "nsubj", "dobj", "advcl")
        return reported and head.lemma_.lower() in words("status", "report")

    def _background(self, token: Token, head: Token, trigger: Token) -> bool:
        """True for "after talks", "at the meeting": what happens around a contact, not to it."""
        if token.dep_ == "pobj":
            return head.lower_ in _TIME
        if token.dep_ != "prep" or head.pos_ not in ("VERB", "AUX"):
            return False
        if token.lower_ in _TIME or token.lower_ in ("as", "like", "of"):
            return True
        beside = token.lower_ in ("in", "at", "on", "during") and trigger.pos_ == "NOUN"
        return beside and head.lemma_ not in ("participate", "engage", "due", "be")

    def _shares_auxiliary(self, token: Token, head: Token) -> bool:
        if token.pos_ in ("NOUN", "PROPN"):
            return head.pos_ in ("NOUN", "PROPN")
        own = any(c.dep_ in ("aux", "auxpass", "nsubj", "nsubjpass") for c in token.children)
        return token.tag_ in ("VB", "VBN") and not own

    def _open_clause(self, token: Token, head: Token) -> bool:
        """ "A plan to meet", "talks that would bring together", "reports that they would meet"."""
        if head.lemma_.lower() in words("status", "hearsay"):
            return True
        return token.tag_ == "VB" and any(c.lower_ in ("to", "would") for c in token.children)

    def _purpose(self, token: Token) -> bool:
        return token.tag_ == "VB" and any(c.dep_ == "aux" and c.lower_ == "to" for c in token.children)

    def _cues(self, token: Token, trigger: Token) -> Iterator[tuple[Status, Token]]:
        lemma = token.lemma_.lower()
        if token.i != trigger.i:
            forms = {lemma, token.lower_} | {
                f"{lemma} {c.lower_}"
                for c in token.children
                if c.dep_ in ("prt", "prep", "advmod") and abs(c.i - token.i) < 9
            }
            yield from self._matching(forms, token)
        for child in token.children:
            if child.dep_ in ("amod", "advmod", "acomp", "nmod") and child.i != trigger.i:
                yield from self._matching({child.lemma_.lower(), child.lower_}, child)

    def _matching(self, forms: set[str], token: Token) -> Iterator[tuple[Status, Token]]:
        for status in _ORDER:
            open_to = status is Status.PROPOSED and token.pos_ == "ADJ"
            if forms & words("status", status.value) or (open_to and forms & words("status", _ADJECTIVES)):
                yield status, token

    def _tense(self, token: Token) -> Status | None:
        """ "Will meet", "is to meet", "may meet", "Modi to meet": planned or proposed; None for the rest."""
        texts = {c.lower_ for c in token.children if c.dep_ in ("aux", "auxpass")}
        if texts & words("status", "modal_planned"):
            return Status.PLANNED
        if texts & words("status", "modal_proposed"):
            return Status.PROPOSED
        if "would" in texts:
            if token.lemma_ in words("status", "conditional"):
                return Status.PROPOSED
            return Status.CANCELLED if "have" in texts else Status.PLANNED
        after_be = token.head.lemma_ == "be"
        if "to" in texts and (token.dep_ == "ROOT" or after_be):
            return Status.CANCELLED if after_be and "have" in texts else Status.PLANNED
        return None

    def _negation(self, token: Token) -> Token | None:
        for child in token.children:
            if child.dep_ == "neg" or (
                child.dep_ in ("det", "advmod") and child.lower_ in ("no", "neither", "never", "nor")
            ):
                return child
        return None
