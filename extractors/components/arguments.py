"""The arguments of a trigger by the parse: its subject, objects and prepositional phrases."""

from __future__ import annotations

from spacy.tokens import Doc, Token

from extractors.components.adjacency import AdjacencyReader
from extractors.components.coordination import CoordinationReader
from extractors.components.patterns import words
from extractors.components.reading import Phrase, Reading

_SUBJECT = ("nsubj", "nsubjpass", "csubj")
_SHARING = frozenset(
    ["conj", "xcomp", "ccomp", "advcl", "acomp", "pcomp", "prep", "aux", "dep", "attr", "oprd"]
)
_PREPOSITION = frozenset(["prep", "agent", "dative", "prt", "advmod", "cc", "mark"])
_RELATIVE = frozenset(["who", "whom", "which", "that"])
_DEEPEST = 4  # verbs between a trigger and the subject that it shares


def is_passive(verb: Token) -> bool:
    return any(c.dep_ in ("nsubjpass", "auxpass") for c in verb.children) or (
        verb.tag_ == "VBN" and any(c.dep_ == "agent" for c in verb.children)
    )


class ArgumentReader:
    """Finds the arguments of words in one Doc; `beside` finds them where the parse fails."""

    def __init__(self, doc: Doc, memory: Reading) -> None:
        self._doc = doc
        self._memory = memory
        self._coordination = CoordinationReader(doc, memory)
        self.beside = AdjacencyReader(doc, memory, self._coordination)

    def phrases_at(self, token: Token) -> list[Phrase]:
        """The phrase that covers a token, or a relative pronoun's antecedent, with its conjuncts."""
        if self._is_relative(token):
            return self._antecedent(token)
        phrase = self._memory.phrase_at.get(token.i)
        if phrase is None:
            appositions = (self._memory.phrase_at.get(c.i) for c in token.children if c.dep_ == "appos")
            phrase = next((p for p in appositions if p is not None), None)
        elif self._coordination.only_a_place(phrase):
            return []
        if phrase is None or not phrase.entities:
            return []
        return self._coordination.of(phrase)

    def _is_relative(self, token: Token) -> bool:
        return token.tag_ in ("WP", "WDT", "WP$") or (
            token.lower_ in _RELATIVE and token.dep_ in ("nsubj", "nsubjpass", "dobj", "pobj")
        )

    def _antecedent(self, token: Token) -> list[Phrase]:
        verb = token.head
        for _ in range(3):
            if verb.dep_ in ("relcl", "acl"):
                break
            if verb.head.i == verb.i:
                return []
            verb = verb.head
        phrase = self._memory.phrase_at.get(verb.head.i)
        if phrase is None or not phrase.entities:
            # The nearest phrase just before the clause: ", whom he welcomed".
            before = token.i - 1
            while before > 0 and self._doc[before].is_punct:
                before -= 1
            phrase = self._memory.phrase_at.get(before)
        return [phrase] if phrase is not None and phrase.entities else []

    def subjects(self, verb: Token, depth: int = 0) -> list[Phrase]:
        """The subject of a verb, its own or the one it shares with the verb that governs it."""
        if depth > _DEEPEST:
            return []
        if depth == 0 and (named := self._named_for(verb)):
            return named
        own = [c for c in verb.children if c.dep_ in _SUBJECT]
        if own:
            stated = [c for c in own if c.lower_ not in ("it", "there")]
            return self.phrases_at(stated[0]) if stated else []
        return self._shared_subject(verb, depth) if verb.head.i != verb.i else []

    def _shared_subject(self, verb: Token, depth: int) -> list[Phrase]:
        head = verb.head
        if verb.dep_ in _SHARING:
            if verb.dep_ == "xcomp" and (controller := self._controlling_object(head)) is not None:
                return self.phrases_at(controller)
            if head.pos_ in ("VERB", "AUX", "ADJ", "ADP", "SCONJ"):
                return self.subjects(head, depth + 1)
            return self._noun_owner(head)
        if verb.dep_ in ("relcl", "acl"):
            if any(c.tag_ in ("WDT", "WP") and c.dep_ not in _SUBJECT for c in verb.children):
                return []
            return self._noun_owner(head) if verb.tag_ in ("VB", "VBG") else self.phrases_at(head)
        if verb.dep_ == "pobj" or head.pos_ == "ADP":
            return self.subjects(head, depth + 1)
        return []

    def _controlling_object(self, verb: Token) -> Token | None:
        """ "Invited Modi to visit": the object of the one verb is the subject of the other."""
        if verb.lemma_ not in words("triggers", "object_control"):
            return None
        return next((c for c in verb.children if c.dep_ in ("dobj", "nsubjpass")), None)

    def _named_for(self, verb: Token) -> list[Phrase]:
        """ "An invitation for its minister, Li Shangfu, to meet": the subject of the infinitive."""
        at = verb.i - 1
        if at < 2 or self._doc[at].lower_ != "to":
            return []
        at -= 2 if self._doc[at - 1].text == "," else 1
        phrase = self._memory.phrase_at.get(at)
        if phrase is None or not phrase.entities or phrase.start == 0:
            return []
        return [phrase] if self._doc[phrase.start - 1].lower_ == "for" else []

    def _noun_owner(self, noun: Token) -> list[Phrase]:
        """ "Obama's plan to meet", "the invitation to Modi to visit": who has the noun or is its subject."""
        for child in noun.children:
            if child.dep_ == "poss":
                return self.phrases_at(child)
        own = self.phrases_at(noun)
        if own:
            return own
        if noun.dep_ in ("dobj", "attr", "pobj") and noun.head.i != noun.i:
            verb = noun.head if noun.head.pos_ in ("VERB", "AUX") else noun.head.head
            return self.subjects(verb, _DEEPEST - 1)
        return []

    def objects(self, verb: Token, *deps: str) -> list[Phrase]:
        """The phrases in the first of those relations to a verb; of a relative clause its antecedent."""
        for child in verb.children:
            if child.dep_ in deps and (found := self.phrases_at(child)):
                return found
        if verb.dep_ == "relcl" and "dobj" in deps:
            for child in verb.children:
                if child.tag_ in ("WP", "WDT") and child.dep_ in ("dobj", "nsubj", "pobj"):
                    return self._antecedent(child)
        return []

    def prepositional(self, head: Token, *prepositions: str) -> list[Phrase]:
        """The phrases after a preposition that hangs on `head`, in text order."""
        found: list[Phrase] = []
        for child in head.children:
            if child.dep_ in _PREPOSITION and child.lower_ in prepositions:
                found += self.governed_by(child)
            elif child.dep_ == "prep" and child.lower_ in ("together", "along"):
                for inner in child.children:
                    if inner.lower_ == "with":
                        found += self.governed_by(inner)
        return found

    def governed_by(self, preposition: Token) -> list[Phrase]:
        """The phrases that a preposition governs, or that stand right after it."""
        for child in preposition.children:
            if child.dep_ in ("pobj", "pcomp") and (found := self.phrases_at(child)):
                return found
        return self._coordination.starting_at(preposition.i + 1)
