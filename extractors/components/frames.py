"""One frame a trigger class: which arguments are the sides of the contact and what roles they have."""

from __future__ import annotations

from spacy.tokens import Doc, Token

from extractors.components.arguments import ArgumentReader, Sides, entities, is_organization
from extractors.components.patterns import patterns, words
from extractors.components.reading import Phrase, Reading
from extractors.components.triggers import Trigger

_TALKING = ("with", "to")


class FrameReader:
    """Reads the sides of a trigger."""

    def __init__(self, doc: Doc, memory: Reading) -> None:
        self._doc = doc
        self._memory = memory
        self._arguments = ArgumentReader(doc, memory)

    def sides(self, trigger: Trigger) -> Sides:
        token = self._doc[trigger.token]
        if trigger.kind == "noun":
            return self._noun(token)
        if trigger.kind in ("host", "summon"):
            return self._host(token)
        if trigger.kind == "call_on":
            return self._call_on(token)
        if trigger.kind == "mediate":
            return self._mediate(token)
        if trigger.kind == "invite":
            return self._host(token)
        if trigger.kind == "join":
            return self._join(token, trigger)
        if trigger.kind == "sign":
            return Sides(
                first=self._arguments.subjects(token), second=self._arguments.prepositional(token, "with")
            )
        return self._meet(token, trigger)

    def _join(self, token: Token, trigger: Trigger) -> Sides:
        """Joining people makes a contact larger; joining NATO is none."""
        sides = self._meet(token, trigger)
        joined = sides.first if self._passive(token) else sides.second
        if all(e.form == "party" for e in entities(joined)):
            return Sides()
        return sides

    def _passive(self, token: Token) -> bool:
        return any(c.dep_ in ("nsubjpass", "auxpass") for c in token.children) or (
            token.tag_ == "VBN" and any(c.dep_ == "agent" for c in token.children)
        )

    def _meet(self, token: Token, trigger: Trigger) -> Sides:
        find = self._arguments
        sides = Sides(first=find.subjects(token) or find.left_of(token))
        if trigger.kind == "speak":
            if (
                token.tag_ == "VB"
                and token.dep_ in ("xcomp", "advcl")
                and not any(c.lower_ in _TALKING and c.dep_ == "prep" for c in token.children)
            ):
                return Sides()  # "get together to talk about": said by the verb above
            sides.second = find.prepositional(token, *_TALKING, "across")
        elif token.lemma_ in words("triggers", "needs_with") or trigger.kind in ("gather", "spend"):
            sides.second = find.prepositional(token, "with", "from", "opposite") or find.with_after(token)
            if token.lemma_ == "sit":
                sides.second = sides.second or self._across(token)
        else:
            sides.second = find.objects(token, "dobj", "dative", "npadvmod") or find.prepositional(
                token, "with"
            )
            if self._passive(token):
                sides.first, sides.second = find.prepositional(token, "by"), find.subjects(token)
        if trigger.kind in ("meet", "see", "phone", "join") and not sides.second and not self._passive(token):
            sides.second = find.right_of(token)
        extra = (
            find.prepositional(token, "alongside", "between", "among", "including")
            if trigger.kind != "see"
            else []
        )
        sides.second = [*sides.second, *(p for p in extra if p not in sides.second)]
        if trigger.kind == "meet" and not sides.second:
            sides.second = self._with_of_object(token)
        return sides

    def _across(self, token: Token) -> list[Phrase]:
        for child in token.subtree:
            if child.lower_ == "from" and child.i > token.i and (found := self._arguments._pobj(child)):
                return found
        return []

    def _with_of_object(self, token: Token) -> list[Phrase]:
        """ "Shook hands with", "compared notes with": the side hangs on the object."""
        for child in token.children:
            if child.dep_ in ("dobj", "prt", "advmod", "prep") and (
                found := self._arguments.prepositional(child, "with")
            ):
                return found
        return []

    def _host(self, token: Token) -> Sides:
        find = self._arguments
        if self._passive(token):
            hosts, guests = find.prepositional(token, "by") or find.agent_of(token), find.subjects(token)
            if not guests and token.dep_ == "acl":
                guests = find.phrases_at(token.head)
        else:
            hosts, guests = (
                find.subjects(token) or find.left_of(token),
                find.objects(token, "dobj", "dative") or find.right_of(token),
            )
        if token.lemma_ in ("play", "be"):
            guests = find.prepositional(token, "to")
            for child in token.children:
                guests = guests or find.prepositional(child, "to")
        return Sides(first=hosts, second=guests, host_first=True)

    def _call_on(self, token: Token) -> Sides:
        find = self._arguments
        return Sides(
            first=find.subjects(token), second=find.prepositional(token, "on", "upon"), guest_first=True
        )

    def _mediate(self, token: Token) -> Sides:
        find = self._arguments
        if token.dep_ == "acl" and token.head.lemma_ in patterns("triggers")["nouns"]:
            return Sides()  # "talks mediated by": the noun's own frame has it
        mediators = find.prepositional(token, "by") if self._passive(token) else find.subjects(token)
        joined = find.objects(token, "dobj") or find.prepositional(token, "between", "with", "among")
        for child in token.children:  # "mediated for almost three hours between": hung too low
            joined = joined or [p for t in child.subtree for p in find.prepositional(t, "between")]
        if self._passive(token):
            joined = find.subjects(token)
        return Sides(first=joined[:1], second=joined[1:], mediators=mediators)

    # --- nouns -------------------------------------------------------------

    def _noun(self, token: Token) -> Sides:
        find = self._arguments
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
                if verb.tag_ in ("VBN", "VBD") and (agents := find.prepositional(verb, "by")):
                    self._place_agents(verb, agents, sides)
        return sides

    def _place_agents(self, verb: Token, agents: list[Phrase], sides: Sides) -> None:
        if verb.lemma_ in words("triggers", "mediate_nouns"):
            sides.mediators += agents
        elif verb.lemma_ in words("triggers", "organized_by"):
            sides.hosts += agents
        elif verb.lemma_ in ("attend", "hold", "chair", "join"):
            sides.first += agents

    def _top(self, token: Token) -> Token:
        """ "A round of talks", "a series of meetings", "a second day of negotiations": the noun that is governed."""
        head = token
        while (
            head.dep_ == "pobj"
            and head.head.lower_ == "of"
            and head.head.head.lower_
            in (
                "round",
                "rounds",
                "series",
                "day",
                "days",
                "hours",
                "set",
                "string",
                "flurry",
                "spate",
                "kind",
                "sort",
                "couple",
                "number",
                "resumption",
                "session",
                "course",
                "start",
                "end",
                "conclusion",
                "hour",
                "margins",
                "lot",
            )
        ):
            head = head.head.head
        return head

    def _before(self, noun: Token) -> list[Phrase]:
        """ "Their meeting", "Putin's talks", "the US-China summit", "Putin-Pompeo talks"."""
        found: list[Phrase] = []
        for child in noun.children:
            if (
                child.i < noun.i
                and child.dep_ in ("poss", "compound", "nmod", "amod")
                and (phrases := self._arguments.phrases_at(child))
            ):
                found += [p for p in phrases if p not in found]
        at = noun.i - 1
        while at >= noun.sent.start and noun.i - at < 9:
            phrase = self._memory.phrase_at.get(at)
            token = self._doc[at]
            if (
                phrase is not None
                and phrase.entities
                and (
                    token.i + 1 == noun.i
                    or self._doc[phrase.end].text in ("-", "–", "'s", "/")
                    or token.dep_ in ("compound", "nmod")
                )
            ):
                if phrase not in found:
                    found.append(phrase)
                at = phrase.start - 1
            elif (
                token.text in ("-", "–", "/", "'s")
                or token.pos_ == "ADJ"
                or token.dep_ in ("compound", "amod", "nmod")
            ):
                at -= 1
            else:
                break
        return (
            []
            if len(found) == 1
            and noun.lemma_ in ("summit", "session", "gathering", "meeting")
            and self._forum(found[0])
            else found
        )

    def _beside(self, noun: Token) -> list[Phrase]:
        found = self._arguments.prepositional(noun, "between", "among", "with", "involving")
        of = [p for p in self._arguments.prepositional(noun, "of") if not self._forum(p)]
        found += [p for p in of if p not in found]
        by = self._arguments.prepositional(noun, "bringing", "by")
        return [*found, *(p for p in by if p not in found)]

    def _forum(self, phrase: Phrase) -> bool:
        """ "A summit of the African Union": the organization that meets is not one of those who met."""
        return all(e.form == "party" and is_organization(e.party) for e in phrase.entities)

    def _governed(self, noun: Token, sides: Sides) -> None:
        find = self._arguments
        verb, preposition = self._verb_of(noun)
        if verb is None:
            holder = self._misplaced_holder(noun)
            if not sides.first and holder is not None:
                sides.first = find.subjects(holder)
            return
        lemma = verb.lemma_.lower()
        with_verb = find.prepositional(verb, "with", "between", "among") if preposition != "with" else []
        sides.second += [p for p in with_verb if p not in sides.second and p not in sides.first]
        passive = self._passive(verb) and not preposition
        subject = find.prepositional(verb, "by") if passive else find.subjects(verb)
        if noun.dep_ in ("nsubj", "nsubjpass") and not passive:
            subject = []
        if preposition in ("in", "during", "over", "at") and lemma in words("triggers", "telling"):
            told = find.objects(verb, "dobj", "dative", "nsubjpass")
            tellers = find.prepositional(verb, "by") if self._passive(verb) else find.subjects(verb)
            sides.first += tellers
            sides.second += [p for p in told if p not in sides.second]
        elif lemma in words("triggers", "host_nouns"):
            if preposition and (guests := find.objects(verb, "dobj")):
                sides.hosts += subject
                sides.second += [g for g in guests if g not in sides.second]
                sides.host_first = True
            else:
                sides.hosts += subject
        elif lemma in words("triggers", "mediate_nouns"):
            sides.mediators += subject
        elif preposition in ("for", "to", "on", "at", "in", "into") and lemma in words(
            "triggers", "motion"
        ) | words("triggers", "hold"):
            sides.first += [p for p in subject if p not in sides.first]
            sides.guest_first = preposition == "for" and lemma in words("triggers", "motion")
        elif not preposition and lemma in words("triggers", "hold"):
            sides.first += [p for p in subject if p not in sides.first]

    def _misplaced_holder(self, noun: Token) -> Token | None:
        """The "held" of "in the capital he had held, a day earlier, separate meetings", which the parse cut off."""
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
        if noun.dep_ in ("pobj", "pcomp"):
            preposition = noun.head
            head = preposition.head
            if preposition.lower_ in (
                "after",
                "during",
                "before",
                "following",
                "since",
                "about",
                "of",
                "from",
                "ahead",
                "as",
            ):
                return None, ""
            for _ in range(3):
                if head.pos_ in ("VERB", "AUX"):
                    return head, preposition.lower_
                if head.dep_ in ("acomp", "prep", "pobj", "attr", "advmod", "dobj", "npadvmod", "conj"):
                    head = head.head
                else:
                    break
        return None, ""

    def of(self, sides: Sides) -> int:
        """How many entities the sides have."""
        return len({e.key for e in entities(sides.everyone())})
