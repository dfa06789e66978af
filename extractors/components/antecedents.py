"""Who was spoken of before a place in the text: the antecedents that pronouns and groups choose from."""

from __future__ import annotations

from collections.abc import Callable, Collection
from itertools import accumulate, takewhile
from typing import NamedTuple

from spacy.tokens import Doc, Token

from extractors.components.reading import Entity, Phrase, Reading
from extractors.components.tokens import tokens

_SUBJECTS = frozenset(["nsubj", "nsubjpass"])
_WINDOW = 140  # tokens that a pronoun reaches back
_FAR_WINDOW = 400  # tokens that "the minister" reaches back
BYSTANDERS = frozenset(["spokesperson", "press secretary", "speaker"])  # quoted, not met


class Mention(NamedTuple):
    """An entity where it was spoken of."""

    token: int
    entity: Entity
    subject: bool


class Antecedents:
    """The mentions and groups of one Doc, as far as it has been read."""

    def __init__(self, doc: Doc, memory: Reading) -> None:
        self._doc = doc
        self._memory = memory
        self.mentions: list[Mention] = []
        self.groups: list[tuple[int, list[Entity]]] = []  # token, who
        self._noted = {e.key: set(e.mentions) for e in memory.entities}
        # How many sentences began at a token or before it.
        self._begun = list(accumulate(tokens(doc).starts, initial=0))[1:]

    def note(self, phrase: Phrase) -> None:
        """Adds the entities of a phrase that has been resolved."""
        subject = any(self._subject_like(t) for t in self._doc[phrase.start : phrase.end])
        for entity in phrase.entities:
            self.mentions.append(Mention(phrase.start, entity, subject))
            span, noted = (phrase.start, phrase.end), self._noted.setdefault(entity.key, set())
            if span not in noted:
                noted.add(span)
                entity.mentions.append(span)
        actors = [e for e in phrase.entities if e.form != "party"]
        if len(phrase.entities) > 1:
            self.groups.append((phrase.start, actors if len(actors) > 1 else phrase.entities))

    def _subject_like(self, token: Token) -> bool:
        """A subject, or its possessor: in "Pompeo's schedule is full. He …" he is Pompeo."""
        return token.dep_ in _SUBJECTS or (token.dep_ == "poss" and token.head.dep_ in _SUBJECTS)

    def nearest(self, among: list[Entity]) -> Entity:
        """The one of them that was spoken of last, else the first of them."""
        return next((m.entity for m in reversed(self.mentions) if m.entity in among), among[0])

    def latest(self, fits: Callable[[Entity], bool], at: int) -> Entity | None:
        """The entity that fits and was spoken of last."""
        for mention in reversed(self.mentions):
            if at - mention.token > _FAR_WINDOW:
                return None
            if fits(mention.entity):
                return mention.entity
        return None

    def recent(self, fits: Callable[[Entity], bool], at: int, size: int) -> list[Entity]:
        """The last `size` entities that fit, of different parties, in order of mention."""
        found: list[Entity] = []
        for token, entity, _ in reversed(self.mentions):
            if at - token > 2 * _WINDOW or len(found) == size:
                break
            if (
                entity.office not in BYSTANDERS
                and fits(entity)
                and entity not in found
                and not any(entity.party and entity.party == e.party for e in found)
            ):
                found.append(entity)
        return found[::-1]

    def person(
        self, at: int, gender: str | None, *, office: bool = False, apart: Collection[Entity] = ()
    ) -> Entity | None:
        """Whom a singular pronoun means: subjects first, the nearest sentence first."""
        sentence = self._doc[at].sent.start
        best: tuple[float, int, Entity] | None = None
        for token, entity, subject in takewhile(lambda m: at - m.token <= _WINDOW, reversed(self.mentions)):
            if entity.form == "party" or (office and entity.office is None):
                continue
            if entity in apart or (gender and entity.gender and entity.gender != gender):
                continue
            score = 2.0 * subject - 1.5 * self._sentences_back(token, sentence)
            score += 0.3 * (entity.form == "person")
            if best is None or (score, token) > best[:2]:
                best = (score, token, entity)
        return best[2] if best else None

    def _sentences_back(self, token: int, sentence: int) -> int:
        return self._begun[sentence] - self._begun[token] if token < sentence else 0

    def they(self, at: int) -> list[Entity]:
        """Whom "they" means: the two of the sentence, else the last group, else the last two."""
        begin = self._doc[at].sent.start
        here = list(takewhile(lambda m: m.token >= begin, reversed(self.mentions)))
        beside = {
            m.entity.key: m.entity
            for m in reversed(here)
            if m.token < at and m.entity.form != "party" and m.entity.office not in BYSTANDERS
        }
        if len(beside) == 2 and len({e.party for e in beside.values()}) == 2:
            return list(beside.values())
        if self.groups and at - self.groups[-1][0] <= _WINDOW:
            return self.groups[-1][1]
        return self.recent(lambda e: e.form != "party", at, 2)

    def parties_of_group(self, at: int, size: int) -> list[str]:
        """The parties of the last list of that many: "the same three countries"."""
        for _, group in takewhile(lambda g: at - g[0] < 2 * _WINDOW, reversed(self.groups)):
            codes = list(dict.fromkeys(e.party for e in group if e.party))
            if len(codes) == size:
                return codes
        return []

    def coarguments(self, at: int) -> list[Entity]:
        """Who is the subject of the verb that has the pronoun as its object: somebody else."""
        token = self._doc[at]
        if token.dep_ in ("nsubj", "nsubjpass", "poss") or token.lower_.endswith("self"):
            return []
        verb = token.head.head if token.dep_ == "pobj" else token.head
        subjects = (c for c in verb.children if c.dep_ in ("nsubj", "nsubjpass", "agent"))
        phrases = (self._memory.phrase_at.get(c.i) for c in subjects)
        return [e for phrase in phrases if phrase is not None for e in phrase.entities]
