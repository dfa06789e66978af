"""The frame of nouns: who is in "talks between", "Putin's visit for talks", "a meeting hosted by"."""

from __future__ import annotations

from spacy.tokens import Doc, Token

from extractors.components.arguments import ArgumentReader, is_passive
from extractors.components.denotation import is_organization
from extractors.components.patterns import words
from extractors.components.reading import Phrase, Reading
from extractors.components.sides import Sides, add_new
from extractors.components.tokens import tokens

_MODIFIERS = ("compound", "nmod", "amod")
_LINKS = ("-", "–", "/", "'s")
_FORUM_NOUNS = frozenset(["summit", "session", "gathering", "meeting"])
_FARTHEST = 9  # tokens before the noun


class NominalFrameReader:
    """Reads the sides of nominal triggers in one Doc."""

    def __init__(self, doc: Doc, memory: Reading, arguments: ArgumentReader) -> None:
        self._doc = doc
        self._tokens = tokens(doc)
        self._memory = memory
        self._arguments = arguments

    def sides(self, token: Token) -> Sides:
        """The sides by what stands before the noun, beside it, above it and in its relative clauses."""
        head = self._top(token)
        sides = Sides()
        for noun in dict.fromkeys((token, head)):
            sides.first += self._before(noun)
            sides.second += self._beside(noun)
        self._governed(head, sides)
        for child in [*token.children, *(head.children if head.i != token.i else [])]:
            if child.dep_ not in ("acl", "relcl"):
                continue
            for verb in (child, *child.conjuncts):
                if verb.tag_ in ("VBN", "VBD"):
                    self._add_agents(verb, sides)
        return sides

    def _add_agents(self, verb: Token, sides: Sides) -> None:
        agents = self._arguments.prepositional(verb, "by")
        if verb.lemma_ in words("triggers", "mediate_nouns"):
            sides.mediators += agents
        elif verb.lemma_ in words("triggers", "organized_by"):
            sides.hosts += agents
        elif verb.lemma_ in ("attend", "hold", "chair", "join"):
            sides.first += agents

    def _top(self, token: Token) -> Token:
        """ "A round of talks", "a second day of negotiations": the noun that is governed."""
        head = token
        while (
            head.dep_ == "pobj"
            and head.head.lower_ == "of"
            and head.head.head.lower_ in words("triggers", "partitives")
        ):
            head = head.head.head
        return head

    def _before(self, noun: Token) -> list[Phrase]:
        """ "Their meeting", "Putin's talks", "the US-China summit", "Putin-Pompeo talks"."""
        found: list[Phrase] = []
        for child in noun.children:
            if child.i < noun.i and child.dep_ in ("poss", *_MODIFIERS):
                add_new(found, self._arguments.phrases_at(child))
        self._add_adjacent(noun, found)
        if len(found) == 1 and noun.lemma_ in _FORUM_NOUNS and self._forum(found[0]):
            return []
        return found

    def _add_adjacent(self, noun: Token, found: list[Phrase]) -> None:
        """Adds the phrases that lead up to the noun, over hyphens and adjectives."""
        at = noun.i - 1
        while at >= noun.sent.start and noun.i - at < _FARTHEST:
            phrase = self._memory.phrase_at.get(at)
            token = self._doc[at]
            modifier = token.dep_ in ("compound", "nmod")
            if phrase is not None and phrase.entities and (modifier or self._leads_to(phrase, at, noun)):
                add_new(found, [phrase])
                at = phrase.start - 1
            elif token.text in _LINKS or token.pos_ == "ADJ" or token.dep_ in _MODIFIERS:
                at -= 1
            else:
                return

    def _leads_to(self, phrase: Phrase, at: int, noun: Token) -> bool:
        return at + 1 == noun.i or self._tokens.any_of(phrase.end, *_LINKS)

    def _beside(self, noun: Token) -> list[Phrase]:
        find = self._arguments
        found = find.prepositional(noun, "between", "among", "with", "involving")
        add_new(found, [p for p in find.prepositional(noun, "of") if not self._forum(p)])
        add_new(found, find.prepositional(noun, "bringing", "by"))
        return found

    def _forum(self, phrase: Phrase) -> bool:
        """ "A summit of the African Union": the organization that meets is not one of those who met."""
        return all(e.form == "party" and is_organization(e.party) for e in phrase.entities)

    def _governed(self, noun: Token, sides: Sides) -> None:
        """Adds the sides that the verb above the noun has, by what the verb does with the contact."""
        find = self._arguments
        verb, preposition = self._verb_of(noun)
        if verb is None:
            holder = self._misplaced_holder(noun)
            if not sides.first and holder is not None:
                sides.first = find.subjects(holder)
            return
        lemma = verb.lemma_.lower()
        if preposition != "with":
            with_verb = find.prepositional(verb, "with", "between", "among")
            add_new(sides.second, [p for p in with_verb if p not in sides.first])
        subject = self._subject_beside(noun, verb, preposition)
        if preposition in ("in", "during", "over", "at") and lemma in words("triggers", "telling"):
            self._add_told(verb, sides)
        elif lemma in words("triggers", "host_nouns"):
            self._add_hosts(verb, preposition, subject, sides)
        elif lemma in words("triggers", "mediate_nouns"):
            sides.mediators += subject
        elif preposition in ("for", "to", "on", "at", "in", "into"):
            travels = lemma in words("triggers", "motion")
            if travels or lemma in words("triggers", "hold"):
                add_new(sides.first, subject)
                sides.guest_first = preposition == "for" and travels
        elif not preposition and lemma in words("triggers", "hold"):
            add_new(sides.first, subject)

    def _subject_beside(self, noun: Token, verb: Token, preposition: str) -> list[Phrase]:
        """Who does the verb that governs the noun; nobody where the noun itself is its subject."""
        if is_passive(verb) and not preposition:
            return self._arguments.prepositional(verb, "by")
        if noun.dep_ in ("nsubj", "nsubjpass"):
            return []
        return self._arguments.subjects(verb)

    def _add_told(self, verb: Token, sides: Sides) -> None:
        """ "In a call Putin told Macron": teller and told."""
        find = self._arguments
        told = find.objects(verb, "dobj", "dative", "nsubjpass")
        sides.first += find.prepositional(verb, "by") if is_passive(verb) else find.subjects(verb)
        add_new(sides.second, told)

    def _add_hosts(self, verb: Token, preposition: str, hosts: list[Phrase], sides: Sides) -> None:
        """ "Hosted talks", and "welcomed him for talks" with its guest."""
        sides.hosts += hosts
        if preposition and (guests := self._arguments.objects(verb, "dobj")):
            add_new(sides.second, guests)
            sides.host_first = True

    def _misplaced_holder(self, noun: Token) -> Token | None:
        """The "held" of "he had held, a day earlier, separate meetings", which the parse cuts off."""
        if noun.dep_ not in ("npadvmod", "appos", "conj", "dep", "ROOT"):
            return None
        before = [t for t in noun.sent if t.i < noun.i and t.pos_ == "VERB"]
        return before[-1] if before and before[-1].lemma_ in ("hold", "have") else None

    def _verb_of(self, noun: Token) -> tuple[Token | None, str]:
        """The verb that governs a noun, and the preposition between them ("" where there is none)."""
        if noun.dep_ in ("dobj", "nsubjpass", "nsubj", "attr", "oprd") and noun.head.pos_ in ("VERB", "AUX"):
            return noun.head, ""
        if noun.dep_ == "conj" and noun.head.pos_ in ("NOUN", "PROPN"):
            return self._verb_of(noun.head)
        preposition = noun.head
        if noun.dep_ not in ("pobj", "pcomp") or preposition.lower_ in words(
            "triggers", "background_prepositions"
        ):
            return None, ""
        head = preposition.head
        for _ in range(3):
            if head.pos_ in ("VERB", "AUX"):
                return head, preposition.lower_
            if head.dep_ not in ("acomp", "prep", "pobj", "attr", "advmod", "dobj", "npadvmod", "conj"):
                break
            head = head.head
        return None, ""
