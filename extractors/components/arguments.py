"""Who takes part in what a trigger reports: subject, object and "with" sides, and the roles they give."""

from __future__ import annotations

from dataclasses import dataclass, field

from spacy.tokens import Doc, Token

from extractors.components.patterns import words
from extractors.components.reading import Entity, Part, Phrase, Reading
from extractors.components.triggers import Trigger
from extractors.domain import Role
from extractors.gazetteers import party

_ASIDE = frozenset(
    [
        "in",
        "a",
        "an",
        "at",
        "separate",
        "another",
        "meeting",
        "call",
        "session",
        "turn",
        "encounter",
        "conversation",
    ]
)
_JOINING = frozenset(["and", "&", "with", "plus", "well", "along", "together", "both"])
_WHERE = frozenset(["in", "at", "to", "from", "near", "outside", "into", "for"])
_SUBJECT = ("nsubj", "nsubjpass", "csubj")
_ADJUNCTS = frozenset(
    [
        "on",
        "in",
        "at",
        "for",
        "late",
        "early",
        "earlier",
        "later",
        "separately",
        "also",
        "then",
        "there",
        "here",
        "again",
        "today",
        "yesterday",
        "tomorrow",
    ]
)


@dataclass(slots=True)
class Sides:
    """The phrases on each side of a contact."""

    first: list[Phrase] = field(default_factory=list)
    second: list[Phrase] = field(default_factory=list)
    hosts: list[Phrase] = field(default_factory=list)
    mediators: list[Phrase] = field(default_factory=list)
    guest_first: bool = False  # the first side travels: "flew to Baku for talks with"
    host_first: bool = False  # the first side receives
    separate: bool = False  # one contact with each of the second side

    def everyone(self) -> list[Phrase]:
        return [*self.first, *self.second, *self.hosts, *self.mediators]


class ArgumentReader:
    """Finds the sides of triggers in one Doc."""

    def __init__(self, doc: Doc, memory: Reading) -> None:
        self._doc = doc
        self._memory = memory
        self._dates = {i for d in memory.dates for i in range(d.start, d.end)}
        self._places = {i for p in memory.places if p.locative for i in range(p.start, p.end)}
        self._by_start = {p.start: p for p in memory.phrases}

    # --- phrases at tokens -------------------------------------------------

    def phrases_at(self, token: Token) -> list[Phrase]:
        """The phrase that covers a token, or the antecedent of a relative pronoun, with those coordinated to it."""
        if token.tag_ in ("WP", "WDT", "WP$") or (
            token.lower_ in ("who", "whom", "which", "that")
            and token.dep_ in ("nsubj", "nsubjpass", "dobj", "pobj")
        ):
            return self._antecedent(token)
        phrase = self._memory.phrase_at.get(token.i)
        if phrase is not None and self._only_a_place(phrase):
            return []
        if phrase is None:
            phrase = next(
                (
                    self._memory.phrase_at[c.i]
                    for c in token.children
                    if c.i in self._memory.phrase_at and c.dep_ in ("appos",)
                ),
                None,
            )
        if phrase is None or not phrase.entities:
            return []
        return self._coordinated(phrase)

    def _only_a_place(self, phrase: Phrase) -> bool:
        """ "In Brunei", "to Moscow": where, not who."""
        return (
            phrase.start in self._places
            and phrase.start > 0
            and self._doc[phrase.start - 1].lower_ in _WHERE
            and all(m.form == "party" for m in phrase.members)
        )

    def _antecedent(self, token: Token) -> list[Phrase]:
        verb = token.head
        for _ in range(3):
            if verb.dep_ in ("relcl", "acl"):
                break
            if verb.head.i == verb.i:
                return []
            verb = verb.head
        noun = verb.head
        phrase = self._memory.phrase_at.get(noun.i)
        if phrase is None or not phrase.entities:
            # The nearest phrase just before the clause: ", whom he welcomed".
            before = token.i - 1
            while before > 0 and self._doc[before].is_punct:
                before -= 1
            phrase = self._memory.phrase_at.get(before)
        return [phrase] if phrase is not None and phrase.entities else []

    def _coordinated(self, phrase: Phrase) -> list[Phrase]:
        found = [phrase]
        while (following := self._next_conjunct(found[-1])) is not None:
            found.append(following)
        while (previous := self._previous_conjunct(found[0])) is not None:
            found.insert(0, previous)
        # Commas alone make no list: "without the American, Mogherini sat down".
        return found if len(found) == 1 or self._joined(found) else [phrase]

    def _joined(self, chain: list[Phrase]) -> bool:
        gaps = (self._doc[a.end : b.start] for a, b in zip(chain, chain[1:], strict=False))
        return any(t.lower_ in _JOINING for gap in gaps for t in gap) or self._headline(chain[0])

    def _headline(self, phrase: Phrase) -> bool:
        """ "Modi, Macron to meet": a comma does for "and" where the sentence has no full stop."""
        last = self._doc[self._doc[phrase.start].sent.end - 1]
        return last.is_space or not last.is_punct

    def _next_conjunct(self, phrase: Phrase) -> Phrase | None:
        at, joined = phrase.end, False
        sentence_end = self._doc[phrase.start].sent.end
        while at < sentence_end:
            token = self._doc[at]
            if at in self._by_start and not self._only_a_place(self._by_start[at]):
                following = self._by_start[at]
                return (
                    following if joined and following.entities and not self._opens_clause(following) else None
                )
            if token.lower_ in (",", "and", "&", "with", "plus") or token.lower_ in (
                "as",
                "well",
                "along",
                "together",
                "then",
                "also",
                "separately",
                "later",
                "afterwards",
                "both",
            ):
                joined = True
            elif (
                at in self._dates
                or at in self._places
                or (
                    token.lower_ in _ADJUNCTS
                    and (at + 1 in self._dates or at + 1 in self._places or token.pos_ == "ADV")
                )
                or (token.lower_ in ("the", "of") and at + 1 in self._by_start)
                or (joined and token.lower_ in _ASIDE)
                or (self._memory.chunks.get(at) is not None and self._memory.chunks[at].kind == "honorific")
                or token.text in ("'s",)
            ):
                pass
            else:
                return None
            at += 1
        return None

    def _previous_conjunct(self, phrase: Phrase) -> Phrase | None:
        at, joined = phrase.start - 1, False
        while at >= 0 and self._doc[at].sent.start == self._doc[phrase.start].sent.start:
            token = self._doc[at]
            if at in self._memory.phrase_at:
                previous = self._memory.phrase_at[at]
                apart = self._only_a_place(previous) or (
                    previous.start and self._doc[previous.start - 1].lower_ == "without"
                )
                return previous if joined and previous.entities and not apart else None
            if token.lower_ in (",", "and", "&"):
                joined = True
            elif self._memory.chunks.get(at) is None or self._memory.chunks[at].kind != "honorific":
                return None
            at -= 1
        return None

    def _opens_clause(self, phrase: Phrase) -> bool:
        """True for the subject of a further clause: "met Lavrov, and Putin said"."""
        for i in range(phrase.start, phrase.end):
            token = self._doc[i]
            if (
                token.dep_ in ("nsubj", "nsubjpass")
                and token.head.i > phrase.end - 1
                and token.head.pos_ in ("VERB", "AUX")
            ):
                # Two subjects to one verb: the parse broke a list, "talks between A and B took place".
                return not any(
                    c.dep_ in ("nsubj", "nsubjpass") and c.i < phrase.start for c in token.head.children
                )
        return False

    # --- where the parse fails: what stands beside ---

    def left_of(self, verb: Token) -> list[Phrase]:
        """The phrase before a verb, over auxiliaries and the verbs that govern it: "X is scheduled to see"."""
        at = verb.i - 1
        governors = {t.i for t in verb.ancestors}
        while at >= verb.sent.start:
            token = self._doc[at]
            phrase = self._memory.phrase_at.get(at)
            if phrase is not None:
                return self._coordinated(phrase) if phrase.entities else []
            symbol = not token.is_punct and not any(c.isalnum() for c in token.text)
            if not (
                symbol
                or token.pos_ in ("AUX", "ADV", "PART")
                or at in self._dates
                or (at in governors and token.pos_ in ("VERB", "ADJ"))
            ):
                return []
            at -= 1
        return []

    def right_of(self, verb: Token) -> list[Phrase]:
        """The phrase right after a verb: "rang Zelensky", "met briefly with Putin"."""
        at = verb.i + 1
        while at < verb.sent.end and at - verb.i < 5:
            phrase = self._by_start.get(at)
            if phrase is not None:
                return self._coordinated(phrase) if phrase.entities else []
            token = self._doc[at]
            symbol = not token.is_punct and not any(c.isalnum() for c in token.text)
            if not symbol and token.pos_ != "ADV" and token.lower_ != "with" and at not in self._dates:
                return []
            at += 1
        return []

    def agent_of(self, verb: Token) -> list[Phrase]:
        """The phrase after the first "by" behind a passive: "was received, each on his own, by"."""
        for token in self._doc[verb.i + 1 : verb.sent.end]:
            if token.lower_ == "by":
                phrase = self._by_start.get(token.i + 1)
                return self._coordinated(phrase) if phrase is not None and phrase.entities else []
            if token.pos_ == "VERB":
                break
        return []

    def with_after(self, verb: Token) -> list[Phrase]:
        """The phrase after the first "with" behind a verb: "sat down at the ministry with"."""
        for token in self._doc[verb.i + 1 : verb.sent.end]:
            if token.lower_ == "with":
                phrase = self._by_start.get(token.i + 1)
                return self._coordinated(phrase) if phrase is not None and phrase.entities else []
            if token.pos_ == "VERB":
                break
        return []

    # --- subjects ----------------------------------------------------------

    def subjects(self, verb: Token, depth: int = 0) -> list[Phrase]:
        """The subject of a verb, its own or the one it shares with the verb that governs it."""
        if depth > 4:
            return []
        if depth == 0 and (named := self._named_for(verb)):
            return named
        own = [c for c in verb.children if c.dep_ in _SUBJECT]
        for child in own:
            if child.lower_ in ("it", "there"):
                continue
            return self.phrases_at(child)
        if own:
            return []
        head = verb.head
        if head.i == verb.i:
            return []
        if verb.dep_ in (
            "conj",
            "xcomp",
            "ccomp",
            "advcl",
            "acomp",
            "pcomp",
            "prep",
            "aux",
            "dep",
            "attr",
            "oprd",
        ):
            if verb.dep_ == "xcomp" and (
                controller := [
                    c
                    for c in head.children
                    if c.dep_ in ("dobj", "nsubjpass")
                    and head.lemma_ in ("invite", "ask", "urge", "allow", "send", "lead", "bring")
                ]
            ):
                return self.phrases_at(controller[0])
            return (
                self.subjects(head, depth + 1)
                if head.pos_ in ("VERB", "AUX", "ADJ", "ADP", "SCONJ")
                else self._noun_owner(head)
            )
        if verb.dep_ in ("relcl", "acl"):
            if any(c.tag_ in ("WDT", "WP") and c.dep_ not in _SUBJECT for c in verb.children):
                return []
            return self._noun_owner(head) if verb.tag_ in ("VB", "VBG") else self.phrases_at(head)
        if verb.dep_ == "pobj" or head.pos_ in ("ADP",):
            return self.subjects(head, depth + 1)
        return []

    def _named_for(self, verb: Token) -> list[Phrase]:
        """ "An invitation for its minister, Li Shangfu, to meet": the subject of the infinitive."""
        at = verb.i - 1
        if at < 2 or self._doc[at].lower_ != "to":
            return []
        at -= 2 if self._doc[at - 1].text == "," else 1
        phrase = self._memory.phrase_at.get(at)
        if (
            phrase is None
            or not phrase.entities
            or phrase.start == 0
            or self._doc[phrase.start - 1].lower_ != "for"
        ):
            return []
        return [phrase]

    def _noun_owner(self, noun: Token) -> list[Phrase]:
        """ "Obama's plan to meet", "the invitation to Modi to visit": who has the noun, or the noun's own subject."""
        for child in noun.children:
            if child.dep_ == "poss":
                return self.phrases_at(child)
        own = self.phrases_at(noun)
        if own:
            return own
        if noun.dep_ in ("dobj", "attr", "pobj") and noun.head.i != noun.i:
            verb = noun.head if noun.head.pos_ in ("VERB", "AUX") else noun.head.head
            return self.subjects(verb, 3)
        return []

    def objects(self, verb: Token, *deps: str) -> list[Phrase]:
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
            if (
                child.dep_ in ("prep", "agent", "dative", "prt", "advmod", "cc", "mark")
                and child.lower_ in prepositions
            ):
                found += self._pobj(child)
            elif child.dep_ == "prep" and child.lower_ in ("together", "along"):
                for inner in child.children:
                    if inner.lower_ == "with":
                        found += self._pobj(inner)
        return found

    def _pobj(self, preposition: Token) -> list[Phrase]:
        for child in preposition.children:
            if child.dep_ in ("pobj", "pcomp") and (found := self.phrases_at(child)):
                return found
        following = self._by_start.get(preposition.i + 1)
        return self._coordinated(following) if following is not None and following.entities else []


def parts(phrases: list[Phrase], role: Role) -> list[Part]:
    """Every entity of the phrases once, with the words that name it."""
    found: dict[int, Part] = {}
    for phrase in phrases:
        for member in phrase.members:
            for entity in member.entities:
                if entity.key not in found:
                    found[entity.key] = Part(entity, role, member.via, member.start, member.end)
    return list(found.values())


def distinct_sides(people: list[Part]) -> set[str]:
    """The parties present; an actor without one counts as a side of its own."""
    return {part.entity.party or f"?{part.entity.key}" for part in people}


def entities(phrases: list[Phrase]) -> list[Entity]:
    return [e for phrase in phrases for e in phrase.entities]


def is_organization(code: str | None) -> bool:
    """True for an international organization, not for a state or a non-state side."""
    known = party(code) if code else None
    return known is not None and known.kind == "organization"


def is_separate(trigger: Trigger, doc: Doc) -> bool:
    """ "Held separate talks with", "met separately with", "met A and then B"."""
    token = doc[trigger.token]
    near = [*token.children, *(token.head.children if token.head.pos_ == "VERB" else [])]
    if any(
        c.lower_ in words("triggers", "separately")
        and c.lower_ not in ("bilateral", "one-on-one", "one-to-one")
        for c in near
    ):
        return True
    rest = doc[token.i : token.sent.end].text.lower()
    return any(
        wording in rest
        for wording in (
            "one after the other",
            "in turn",
            "on his own",
            "on her own",
            "on their own",
            "in separate meetings",
        )
    )
