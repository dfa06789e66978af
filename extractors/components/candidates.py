"""Who could be in the contact that a trigger reports: everybody spoken of in its sentence and just before."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass

from spacy.tokens import Doc, Token

from extractors.components.frames import FrameReader
from extractors.components.layout import Layout
from extractors.components.reading import Entity, Member, Phrase, Reading
from extractors.components.sides import Sides
from extractors.components.triggers import Trigger, TriggerFinder
from extractors.domain import Channel

BACK = 2  # sentences before the trigger's in which a participant may be named
FAR_BACK = 8  # the same, where the trigger's sentence has a pronoun or a group
_MOST_FAR = 8  # people who are only spoken of that far back
_ANAPHORS = frozenset(["pronoun", "group"])
_MOST = 40  # candidates of one trigger: a list of two hundred delegations is no contact
_SLOTS = ("mediators", "hosts", "first", "second")


@dataclass(slots=True, eq=False)
class Candidate:
    """An entity where it is spoken of nearest to a trigger, and the side that the frame gives it, if any."""

    entity: Entity
    member: Member
    phrase: Phrase
    back: int  # sentences before the trigger's
    slot: str = ""


@dataclass(slots=True, eq=False)
class TriggerReading:
    """A trigger with the sides by its frame and with everybody who may take part."""

    trigger: Trigger
    sides: Sides
    candidates: list[Candidate]
    anaphor: tuple[Phrase, Member] | None = None  # the pronoun or group that is nearest to the trigger


class CandidateReader:
    """Reads the triggers of one Doc and their candidates, in text order."""

    def __init__(self, doc: Doc, memory: Reading, layout: Layout) -> None:
        self._doc = doc
        self._layout = layout
        self._frames = FrameReader(doc, memory)
        self._spoken: dict[int, list[tuple[Entity, Member, Phrase]]] = defaultdict(list)
        for phrase in memory.phrases:
            for member in phrase.members:
                for entity in member.entities:
                    self._spoken[layout.sentence_of[phrase.start]].append((entity, member, phrase))
        self._anaphors: dict[int, list[tuple[Phrase, Member]]] = defaultdict(list)
        for phrase in memory.phrases:
            for member in phrase.members:
                if member.form in _ANAPHORS:
                    self._anaphors[layout.sentence_of[phrase.start]].append((phrase, member))
        lexical = list(TriggerFinder(doc, memory).triggers())
        self.triggers = sorted([*lexical, *self._implicit(lexical)], key=lambda t: t.token)

    def readings(self) -> Iterator[TriggerReading]:
        for trigger in self.triggers:
            sides = self._frames.sides(trigger)
            candidates = self._candidates(trigger, sides)
            anaphor = self._anaphor(trigger, candidates)
            if anaphor is not None:
                candidates += self._far_back(trigger, candidates)
            yield TriggerReading(trigger, sides, candidates, anaphor)

    def _candidates(self, trigger: Trigger, sides: Sides) -> list[Candidate]:
        sentence = self._layout.sentence_of[trigger.token]
        found: dict[int, Candidate] = {}
        for slot in _SLOTS:
            for phrase in getattr(sides, slot):
                for member in phrase.members:
                    for entity in member.entities:
                        back = sentence - self._layout.sentence_of[member.start]
                        found.setdefault(entity.key, Candidate(entity, member, phrase, back, slot))
        for number in range(sentence, max(-1, sentence - 1 - BACK), -1):
            for entity, member, phrase in self._spoken.get(number, ()):
                known = found.get(entity.key)
                if known is None:
                    if len(found) < _MOST:
                        found[entity.key] = Candidate(entity, member, phrase, sentence - number)
                elif not known.slot and known.back == sentence - number and _nearer(member, known, trigger):
                    known.member, known.phrase = member, phrase
        return list(found.values())

    def _anaphor(self, trigger: Trigger, candidates: list[Candidate]) -> tuple[Phrase, Member] | None:
        """One that the frame makes a side, else the nearest of the sentence."""
        ruled = [(c.phrase, c.member) for c in candidates if c.slot and c.member.form in _ANAPHORS]
        found = ruled or self._anaphors.get(self._layout.sentence_of[trigger.token], [])
        return min(found, key=lambda one: abs(one[1].start - trigger.token), default=None)

    def _far_back(self, trigger: Trigger, known: list[Candidate]) -> list[Candidate]:
        """People spoken of before whom a pronoun or a group can mean, whatever the coreference made of it."""
        sentence = self._layout.sentence_of[trigger.token]
        found: dict[int, Candidate] = {}
        taken = {c.entity.key for c in known}
        for number in range(sentence - BACK - 1, max(-1, sentence - 1 - FAR_BACK), -1):
            for entity, member, phrase in self._spoken.get(number, ()):
                if entity.form != "party" and entity.key not in taken and len(found) < _MOST_FAR:
                    found[entity.key] = Candidate(entity, member, phrase, sentence - number)
        return list(found.values())

    def _implicit(self, lexical: list[Trigger]) -> Iterator[Trigger]:
        """Verbs with people of two parties and no word for a contact: "Biden had been his guest"."""
        taken = {t.token for t in lexical}
        for number, spoken in self._spoken.items():
            if len({e.party for e, _, _ in spoken}) < 2 or all(e.form == "party" for e, _, _ in spoken):
                continue
            sentence = self._layout.sentences[number]
            if len(sentence) > 200:
                continue
            parties: dict[int, set[str | None]] = defaultdict(set)
            busy: set[int] = set()
            for at in range(sentence.start, sentence.end):
                if at in taken:
                    busy.update(t.i for t in (self._doc[at], *self._doc[at].ancestors))
            for entity, member, _ in spoken:
                root = self._doc[member.start : member.end].root
                for token in (root, *root.ancestors):
                    parties[token.i].add(entity.party)
            yield from self._lowest(parties, busy)

    def _lowest(self, parties: dict[int, set[str | None]], busy: set[int]) -> Iterator[Trigger]:
        over = {at for at, codes in parties.items() if len(codes) > 1 and self._verbal(self._doc[at])}
        above = {t.i for at in over for t in self._doc[at].ancestors}
        for at in sorted(over - above - busy):
            yield Trigger(at, "implicit", Channel.UNKNOWN)

    def _verbal(self, token: Token) -> bool:
        return token.pos_ in ("VERB", "AUX") or token.head.i == token.i


def _nearer(member: Member, known: Candidate, trigger: Trigger) -> bool:
    return abs(member.start - trigger.token) < abs(known.member.start - trigger.token)
