"""What a gold article says about each row that a model was asked: the labels that models learn from."""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from functools import cache
from typing import Any

from spacy.tokens import Doc, Token

from extractors.components.candidates import Candidate, TriggerReading
from extractors.components.circumstance_features import DateChoice, PlaceChoice
from extractors.components.layout import Path
from extractors.components.patterns import words
from extractors.components.reading import Contact, Entity, Part
from extractors.components.triggers import Trigger
from extractors.gold import GoldArticle, GoldMeeting, GoldParticipant
from extractors.learned.judges import Asked
from extractors.matching import plain, same_participant

_KINDS = {"person": "person", "office": "office", "party": "country"}
_ENDS = frozenset(["cancelled", "postponed", "refused", "denied"])
_CLOSE = 0.15  # triggers of one sentence that tell a meeting about as well as the best of them do
_QUOTES = str.maketrans({"’": "'", "‘": "'", "“": '"', "”": '"'})
Label = str | None  # None where the gold says nothing about a row


def as_participant(entity: Entity) -> GoldParticipant:
    return GoldParticipant(
        kind=_KINDS[entity.form], name=entity.name, office=entity.office, party=entity.party
    )


@dataclass
class GoldReading:
    """One gold article beside its Doc: which trigger tells which meetings."""

    doc: Doc
    gold: GoldArticle
    told: dict[int, list[int]] = field(default_factory=dict)  # trigger token -> indices of gold meetings
    unsure: set[int] = field(default_factory=set)  # triggers that may retell a meeting outside its evidence

    def align(self, readings: Sequence[TriggerReading]) -> None:
        """Finds the meetings that each trigger tells: by its sentence, then by who is near to it."""
        text = self.doc.text.translate(_QUOTES)
        spans = [_spans(text, meeting) for meeting in self.gold.meetings]
        sentences: dict[int, list[TriggerReading]] = defaultdict(list)
        for one in readings:
            sentences[self.doc[one.trigger.token].sent.start].append(one)
            self.told[one.trigger.token] = []
        for beside in sentences.values():
            for index, meeting in enumerate(self.gold.meetings):
                self._align_sentence(beside, index, meeting, spans[index])
        for one in readings:
            if not self.told[one.trigger.token] and self._retells(one):
                self.unsure.add(one.trigger.token)

    def _align_sentence(
        self, beside: list[TriggerReading], index: int, meeting: GoldMeeting, spans: list[tuple[int, int]]
    ) -> None:
        scores = {}
        for one in beside:
            at = self.doc[one.trigger.token].idx
            if any(start <= at < end for start, end in spans):
                scores[one.trigger.token] = self._fit(one, meeting)
        best = max(scores.values(), default=0.0)
        for token, fit in scores.items():
            if fit >= best - _CLOSE:
                self.told[token].append(index)

    def _fit(self, one: TriggerReading, meeting: GoldMeeting) -> float:
        fit = 0.0
        token = self.doc[one.trigger.token]
        for candidate in one.candidates:
            if self.takes_part(candidate.entity, meeting):
                root = self.doc[candidate.member.start : candidate.member.end].root
                far = min(Path(root, token).length, 10) if candidate.back == 0 else 9
                fit += math.exp(-far / 3) + 0.2 * bool(candidate.slot)
            elif candidate.slot:
                fit -= 0.3
        noted = meeting.trigger if isinstance(meeting.trigger, str) else ""
        return fit + float(token.text.lower() in noted.lower())

    def _retells(self, one: TriggerReading) -> bool:
        """True where the frame's sides are people of one meeting, told again in another sentence."""
        ruled = [c.entity for c in one.candidates if c.slot]
        if len({e.party for e in ruled}) < 2:
            return False
        return any(all(self.takes_part(e, m) for e in ruled) for m in self.gold.meetings)

    def takes_part(self, entity: Entity, meeting: GoldMeeting) -> bool:
        mine = as_participant(entity)
        return any(same_participant(one, mine) for one in meeting.participants)

    def meetings(self, token: int) -> list[GoldMeeting]:
        return [self.gold.meetings[i] for i in self.told.get(token, ())]

    def meeting_of(self, contact: Contact) -> int | None:
        """The index of the meeting that a telling is of: of those its trigger tells the most alike."""
        best: tuple[float, int] | None = None
        for index in self.told.get(contact.trigger, ()):
            meeting = self.gold.meetings[index]
            shared = [p for p in contact.parts if self.takes_part(p.entity, meeting)]
            if len({p.entity.party for p in shared}) < 2:
                continue
            alike = len(shared) / (len(contact.parts) + len(meeting.participants) - len(shared))
            if best is None or alike > best[0]:
                best = (alike, index)
        return best[1] if best is not None else None


def _spans(text: str, meeting: GoldMeeting) -> list[tuple[int, int]]:
    found = []
    for sentence in meeting.evidence or ():
        if isinstance(sentence, str) and sentence:
            start = text.find(sentence.translate(_QUOTES)[:70])
            if start >= 0:
                found.append((start, start + len(sentence)))
    return found


def label(asked: Asked, gold: GoldReading) -> Label:
    """The right answer to a row, None where the gold does not tell."""
    return _LABELS[asked.question](asked.about, gold)


def _yes(value: bool) -> str:
    return "yes" if value else "no"


def _participant(about: tuple[TriggerReading, Candidate], gold: GoldReading) -> Label:
    told, candidate = about
    if told.trigger.token in gold.unsure:
        return None
    return _yes(any(gold.takes_part(candidate.entity, m) for m in gold.meetings(told.trigger.token)))


def _contact(about: tuple[TriggerReading, list[Part]], gold: GoldReading) -> Label:
    told, people = about
    if told.trigger.token in gold.unsure:
        return None
    meetings = gold.meetings(told.trigger.token)
    met = ({p.entity.party for p in people if gold.takes_part(p.entity, m)} for m in meetings)
    return _yes(any(len(parties) > 1 for parties in met))


def _together(about: tuple[TriggerReading, Entity, Entity], gold: GoldReading) -> Label:
    told, one, other = about
    meetings = gold.meetings(told.trigger.token)
    if not all(any(gold.takes_part(e, m) for m in meetings) for e in (one, other)):
        return None
    return _yes(any(gold.takes_part(one, m) and gold.takes_part(other, m) for m in meetings))


def _status(about: Trigger, gold: GoldReading) -> Label:
    statuses = {m.status for m in gold.meetings(about.token)}
    if len(statuses) != 1:
        return None
    (status,) = statuses
    # "He was to meet her on Friday" is not yet called off; a later sentence says so.
    return status if status not in _ENDS or _says(gold.doc[about.token], status) else None


def _says(token: Token, status: str) -> bool:
    return any(
        one.dep_ == "neg" or one.lower_ in ("no", "never", "not") or one.lemma_.lower() in _cues(status)
        for one in token.sent
    )


@cache
def _cues(status: str) -> frozenset[str]:
    """The first words of a status's wordings: "call" of "call off"."""
    return frozenset(wording.split()[0] for wording in words("status", status))


def _date(about: tuple[Contact, DateChoice], gold: GoldReading) -> Label:
    contact, choice = about
    index = gold.meeting_of(contact)
    if index is None:
        return None
    date = gold.gold.meetings[index].date
    right = (date.start, date.end) if date is not None else (None, None)
    value = choice.value
    return _yes(right == (_iso(value.start), _iso(value.end)))


def _iso(day: Any) -> str | None:
    return day.isoformat() if day is not None else None


def _place(about: tuple[Contact, PlaceChoice], gold: GoldReading) -> Label:
    contact, choice = about
    index = gold.meeting_of(contact)
    if index is None:
        return None
    right = gold.gold.meetings[index].place
    if right is None or choice.value is None:
        return _yes(right is None and choice.value is None)
    place = choice.value.place
    return _yes(plain(right.name) == plain(place.name) and right.country == place.country)


def _role(about: tuple[Contact, Part], gold: GoldReading) -> Label:
    contact, part = about
    index = gold.meeting_of(contact)
    if index is None:
        return None
    mine = as_participant(part.entity)
    meeting = gold.gold.meetings[index]
    return next((one.role for one in meeting.participants if same_participant(one, mine)), None)


_LABELS: dict[str, Callable[[Any, GoldReading], Label]] = {
    "candidate": _participant,
    "participant": _participant,
    "contact": _contact,
    "together": _together,
    "status": _status,
    "date": _date,
    "place": _place,
    "role": _role,
}
