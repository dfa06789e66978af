"""The status of a contact, read off the words that govern its trigger."""

from __future__ import annotations

from collections.abc import Iterator

from spacy.tokens import Doc, Token

from extractors.components.patterns import words
from extractors.domain import Status

_ORDER = (Status.DENIED, Status.CANCELLED, Status.REFUSED, Status.POSTPONED, Status.PROPOSED, Status.PLANNED)
_CLIMB = frozenset(
    [
        "xcomp",
        "ccomp",
        "advcl",
        "dobj",
        "nsubj",
        "nsubjpass",
        "pobj",
        "prep",
        "relcl",
        "acl",
        "conj",
        "pcomp",
        "attr",
        "acomp",
        "appos",
        "dep",
        "compound",
        "amod",
        "agent",
        "oprd",
        "npadvmod",
        "dative",
    ]
)
_HIGHEST = 7


class StatusReader:
    """Reads the status of triggers in one Doc."""

    def __init__(self, doc: Doc) -> None:
        self._doc = doc

    def read(self, trigger: Token) -> tuple[Status, Token | None]:
        """The status and the word that decided it (None for a plain past or present)."""
        found: dict[Status, Token] = {}
        negated: Token | None = None
        future = False
        for token in self._governors(trigger):
            for status, cue in self._cues(token, trigger):
                found.setdefault(status, cue)
            tense = self._tense(token)
            future = future or tense == "planned"
            if tense is not None:
                found.setdefault(Status(tense), token)
            if negated is None and (token.i == trigger.i or self._light(token)):
                negated = self._negation(token)
        if negated is not None:
            return self._negative(found, negated, future)
        for status in _ORDER:
            if status in found:
                return status, found[status]
        return Status.OCCURRED, None

    def _light(self, token: Token) -> bool:
        return token.lemma_ in (
            "hold",
            "have",
            "be",
            "take",
            "do",
            "plan",
            "schedule",
            "expect",
            "get",
            "happen",
        )

    def _negative(self, found: dict[Status, Token], negated: Token, future: bool) -> tuple[Status, Token]:
        for status in (Status.DENIED, Status.CANCELLED, Status.POSTPONED, Status.REFUSED):
            if status in found:
                return status, found[status]
        if future or Status.PLANNED in found:
            return (Status.DENIED if negated.lower_ == "no" else Status.CANCELLED), negated
        return Status.DENIED, negated

    def _governors(self, trigger: Token) -> Iterator[Token]:
        """The trigger and what governs it, up to the clause that reports it."""
        token = trigger
        yield token
        for _ in range(_HIGHEST):
            head = token.head
            if head.i == token.i or token.dep_ not in _CLIMB:
                return
            if token.dep_ == "conj" and not self._shares_auxiliary(token, head):
                return
            if (
                token.dep_ in ("relcl", "acl")
                and token.pos_ in ("VERB", "AUX")
                and not self._open_clause(token, head)
            ):
                return
            if token.dep_ == "advcl" and not self._purpose(token):
                return
            if token.dep_ in ("nsubj", "nsubjpass") and token.pos_ in ("VERB", "AUX"):
                return
            if head.lemma_.lower() in words("status", "report") and token.dep_ in (
                "ccomp",
                "nsubj",
                "dobj",
                "advcl",
            ):
                return
            if (
                token.dep_ == "prep"
                and token.lower_ in ("after", "since", "despite", "following", "before", "as", "like", "of")
                and head.pos_ in ("VERB", "AUX")
            ):
                return
            if token.dep_ == "pobj" and head.lower_ in ("after", "since", "despite", "following", "before"):
                return
            if (
                token.dep_ in ("prep",)
                and token.lower_ in ("in", "at", "on", "during")
                and head.pos_ in ("VERB", "AUX")
                and trigger.pos_ == "NOUN"
                and head.lemma_ not in ("participate", "engage", "due", "be")
            ):
                return
            yield head
            token = head

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
            if forms & words("status", status.value) or (
                token.pos_ == "ADJ" and forms & words("status", status.value + "_adjectives")
            ):
                yield status, token

    def _tense(self, token: Token) -> str | None:
        """ "will meet", "is to meet", "may meet", "Modi to meet": planned or proposed; None for the rest."""
        auxiliaries = [c for c in token.children if c.dep_ in ("aux", "auxpass")]
        texts = {c.lower_ for c in auxiliaries}
        if texts & words("status", "modal_planned"):
            return "planned"
        if texts & words("status", "modal_proposed"):
            return "proposed"
        if "would" in texts and token.lemma_ in words("status", "conditional"):
            return "proposed"
        if "would" in texts:
            return "cancelled" if "have" in texts else "planned"
        if "to" in texts and (token.dep_ == "ROOT" or token.head.lemma_ == "be"):
            if token.head.lemma_ == "be" and "have" in texts:
                return "cancelled"
            return "planned"
        return None

    def _negation(self, token: Token) -> Token | None:
        for child in token.children:
            if child.dep_ == "neg" or (
                child.dep_ in ("det", "advmod") and child.lower_ in ("no", "neither", "never", "nor")
            ):
                return child
        return None
