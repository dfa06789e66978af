"""Which words report a contact, and of what class: the table is patterns/triggers.json."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from spacy.tokens import Doc, Token

from extractors.components.patterns import patterns, words
from extractors.components.reading import Reading
from extractors.domain import Channel

_NEEDS_ACTOR = frozenset(["host", "see", "summon", "phone", "join", "invite"])
_CLASSES = ("meet", "speak", "see", "host", "phone", "summon", "gather", "mediate", "join", "invite", "sign")


@dataclass(frozen=True, slots=True)
class Trigger:
    """A word that can report a contact. `kind` is the verb class, or "noun"."""

    token: int
    kind: str
    channel: Channel
    weak: bool = False  # counts only with both sides beside it


class TriggerFinder:
    """Finds the triggers of one Doc."""

    def __init__(self, doc: Doc, memory: Reading) -> None:
        self._doc = doc
        self._memory = memory
        self._verbs = {lemma: kind for kind in _CLASSES for lemma in words("triggers", kind)}

    def triggers(self) -> Iterator[Trigger]:
        for token in self._doc:
            if token.i in self._memory.phrase_at:
                continue
            if self._opens_nominal(token):
                trigger = self._noun(token)
            elif token.pos_ in ("VERB", "AUX"):
                trigger = self._verb(token)
            elif token.pos_ in ("NOUN", "PROPN", "ADJ"):
                trigger = self._noun(token) or self._mistagged(token)
            else:
                trigger = None
            if trigger is not None:
                yield trigger

    def _opens_nominal(self, token: Token) -> bool:
        """ "Talks between A and B …": a noun at the head of a sentence, whatever the tagger says."""
        following = self._doc[token.i + 1].lower_ if token.i + 1 < len(self._doc) else ""
        return (
            bool(token.is_sent_start)
            and following in ("between", "among")
            and token.lower_ in words("triggers", "nouns")
        )

    def _mistagged(self, token: Token) -> Trigger | None:
        """Headlines and captions: "Modi, Macron meet in Paris" with the verb read as a noun."""
        return self._verb(token) if token.lower_ in words("triggers", "mistagged") else None

    def _verb(self, token: Token) -> Trigger | None:
        phrasal = self._phrasal(token)
        if phrasal is not None:
            return phrasal
        kind = self._verbs.get(token.lemma_.lower()) or self._verbs.get(
            patterns("triggers")["lemmas"].get(token.lower_, "")
        )
        if kind is None or self._figurative(token, kind):
            return None
        return Trigger(token.i, kind, self._verb_channel(token, kind))

    def _phrasal(self, token: Token) -> Trigger | None:
        table: dict[str, str] = patterns("triggers")["phrasal"]
        lemma = token.lemma_.lower()
        wide = lemma in words("triggers", "wide_phrasal")  # "shook his hands", "brought the sides together"
        for child in token.subtree if wide else token.children:
            kind = table.get(f"{lemma} {child.lower_}")
            if kind and abs(child.i - token.i) <= 14:
                return Trigger(token.i, kind, Channel.IN_PERSON)
        return None

    def _figurative(self, token: Token, kind: str) -> bool:
        """ "Met the deadline", "met with criticism", "welcomed the move", "saw a rise"."""
        objects = [c for c in token.children if c.dep_ in ("dobj", "obj", "nsubjpass")]
        objects += self._with(token)
        if token.lemma_ == "discuss" and not self._conversation(token, objects):
            return True
        if kind in _NEEDS_ACTOR and not self._has_actor(token, objects, kind):
            return True
        if kind == "meet":
            return any(o.lemma_.lower() in words("triggers", "not_met") for o in objects)
        if kind == "phone":
            return token.lemma_ in ("call", "ring") and self._calls_otherwise(token)
        if kind == "invite":
            return token.tag_ != "VBN" and not any(c.lower_ in ("to", "for") for c in token.children)
        if kind == "sign":
            return not any(o.lemma_.lower() in words("triggers", "signed") for o in objects)
        return kind == "see" and self._sees_otherwise(token)

    def _with(self, token: Token) -> list[Token]:
        prepositions = [c for c in token.children if c.dep_ == "prep" and c.lower_ == "with"]
        return [g for p in prepositions for g in p.children if g.dep_ == "pobj"]

    def _has_actor(self, token: Token, objects: list[Token], kind: str) -> bool:
        """True where somebody, not something, is received, seen or called, or may be."""
        if kind == "join":  # "joined forces with Iran" is no contact
            objects = [o for o in objects if o.head.i == token.i]
        agents = [g for c in token.children if c.dep_ == "agent" for g in c.children]
        return (
            any(self._actorly(o) or self._mutual(o) or o.tag_ in ("WP", "WDT") for o in objects)
            or self._actor_follows(token)
            or any(self._actorly(g) for g in agents)
            or token.dep_ in ("relcl", "acl")
        )

    def _calls_otherwise(self, token: Token) -> bool:
        """ "Called it a step", "called for restraint", "called on them to", "called off"."""
        return any(
            c.dep_ in ("oprd", "ccomp", "attr", "prt")
            or c.lower_ == "for"
            or (c.lower_ == "on" and not self._dated(c))
            for c in token.children
        )

    def _sees_otherwise(self, token: Token) -> bool:
        """ "Sees them leave", "sees Iran as a threat"."""
        return any(
            (c.dep_ in ("ccomp", "xcomp", "oprd") and c.i not in self._memory.phrase_at)
            or (c.lower_ == "as" and token.tag_ != "VBD")
            for c in token.children
        )

    def _mutual(self, token: Token) -> bool:
        return token.lower_ in ("other", "another") and self._doc[token.i - 1].lower_ in ("each", "one")

    def _actor_follows(self, token: Token) -> bool:
        phrase = self._memory.phrase_at.get(token.i + 1)
        return phrase is not None and bool(phrase.entities)

    def _dated(self, preposition: Token) -> bool:
        return any(preposition.i + 1 >= d.start and preposition.i < d.end for d in self._memory.dates)

    def _conversation(self, token: Token, objects: list[Token]) -> bool:
        """ "The two presidents discussed", "discussed it with": one speaker's "discussed" is a topic only."""
        if any(o.head.lower_ == "with" and self._actorly(o) for o in objects):
            return True
        subjects = [c for c in token.children if c.dep_ == "nsubj"]
        phrases = [self._memory.phrase_at.get(c.i) for c in subjects]
        if any(c.dep_ == "conj" for s in subjects for c in s.children):
            return True
        return any(p is not None and len({e.party for e in p.entities}) > 1 for p in phrases)

    def _actorly(self, token: Token) -> bool:
        phrase = self._memory.phrase_at.get(token.i)
        if phrase is not None and phrase.entities:
            return True
        return any(
            self._memory.phrase_at.get(c.i) is not None for c in token.children if c.dep_ in ("appos", "conj")
        )

    def _verb_channel(self, token: Token, kind: str) -> Channel:
        if kind == "phone":
            return Channel.PHONE
        anyhow = kind in ("speak", "mediate") or token.lemma_ in ("negotiate", "consult")
        return Channel.UNKNOWN if anyhow else Channel.IN_PERSON

    def _noun(self, token: Token) -> Trigger | None:
        table: dict[str, str] = patterns("triggers")["nouns"]
        word = token.lower_
        lemma = token.lemma_.lower()
        key = word if word in table else lemma
        if key not in table or (key in words("triggers", "plural_only") and word == key and key != "talks"):
            return None
        if self._domestic(token) or self._embedded(token):
            return None
        if lemma == "conference" and not self._remote(token):
            return None
        weak = lemma in words("triggers", "weak_nouns")
        return Trigger(token.i, "noun", Channel(table[key]), weak)

    def _remote(self, token: Token) -> bool:
        """A conference is a contact of its own only over a line: "video conference"."""
        before = self._doc[token.i - 1].lower_ if token.i else ""
        return before in words("triggers", "video_words") or before in words("triggers", "phone_words")

    def _domestic(self, token: Token) -> bool:
        before = self._doc[token.i - 1] if token.i else None
        return before is not None and before.lower_ in words("triggers", "domestic_modifiers")

    def _embedded(self, token: Token) -> bool:
        """ "The summit's declaration", "talks about talks", "a meeting room", "call for restraint"."""
        following = self._doc[token.i + 1] if token.i + 1 < len(self._doc) else None
        if (
            following is not None
            and following.dep_ != "punct"
            and token.dep_ == "compound"
            and token.head.i > token.i
            and token.head.pos_ == "NOUN"
        ):
            return token.head.lemma_.lower() not in patterns("triggers")["nouns"]
        return (
            token.lower_ in ("call", "calls")
            and following is not None
            and following.lower_ in ("for", "to", "on")
        )
