"""When, where and over which channel: attaches the circumstances of a sentence to its triggers."""

from __future__ import annotations

import datetime as dt

from spacy.tokens import Doc, Token

from extractors.components.dates import SHIFT_ZERO
from extractors.components.patterns import words
from extractors.components.reading import DateMention, PlaceMention, Reading
from extractors.components.triggers import Trigger
from extractors.domain import Channel, EventDate, PlaceKind, Precision, Status

_FARTHEST = 9.0
_FUTURE = frozenset([Status.PLANNED, Status.PROPOSED, Status.POSTPONED])
_NEGATIVE = frozenset([Status.CANCELLED, Status.REFUSED, Status.DENIED, Status.POSTPONED])
_SINCE = frozenset(["since", "until"])


class CircumstanceReader:
    """Reads the circumstances of triggers in one Doc."""

    def __init__(self, doc: Doc, memory: Reading, triggers: list[Trigger]) -> None:
        self._doc = doc
        self._memory = memory
        self._triggers = {t.token for t in triggers}

    def distance(self, a: Token, b: Token) -> float:
        """How far apart two tokens are in the parse; a clause of another trigger between them counts more."""
        above = [a, *a.ancestors]
        depth = {t.i: n for n, t in enumerate(above)}
        steps = 0
        for token in (b, *b.ancestors):
            if token.i in depth:
                crossed = [t for t in above[1 : depth[token.i] + 1] if t.i in self._triggers and t.i != b.i]
                return steps + depth[token.i] + 1.5 * len(crossed) + 0.01 * abs(a.i - b.i)
            if token.i in self._triggers and token.i != b.i:
                steps += 2
            if token.dep_ in ("relcl", "advcl", "ccomp") and token.i != b.i:
                steps += 1
            steps += 1
        return 99.0

    def _head(self, start: int, end: int) -> Token:
        return self._doc[start:end].root

    def date_mention(self, trigger: Token, status: Status, cue: Token | None) -> DateMention | None:
        """The date expression of the trigger's sentence that belongs to it, if one does."""
        best: tuple[float, DateMention] | None = None
        for mention in self._memory.dates:
            if not trigger.sent.start <= mention.start < trigger.sent.end:
                continue
            if mention.start and self._doc[mention.start - 1].lower_ in _SINCE:
                continue
            head = self._head(mention.start, mention.end)
            far = self.distance(head, trigger)
            if cue is not None and status in _NEGATIVE and cue.i != trigger.i and self.distance(head, cue) < far - 0.5:
                continue
            if any(self.distance(head, self._doc[t]) + 1.2 < far for t in self._triggers if t != trigger.i and self._doc[t].sent.start == trigger.sent.start):
                far += 3
            if best is None or far < best[0]:
                best = (far, mention)
        return best[1] if best is not None and best[0] <= _FARTHEST else None

    def date(self, mention: DateMention, status: Status, anchor: EventDate | None) -> EventDate | None:
        """The value of a mention for a contact of that status, `anchor` being the day last told of."""
        if not mention.anchored:
            return mention.future if status in _FUTURE or self._still_ahead(mention, status) else mention.past
        published = self._memory.published
        base = anchor.start if anchor is not None and anchor.start and anchor.precision is Precision.DAY else published
        if base is None or mention.past.start is None:
            return EventDate(words=mention.past.words)
        day = base + (mention.past.start - SHIFT_ZERO)
        return mention.past.model_copy(update={"start": day, "end": day})

    def _still_ahead(self, mention: DateMention, status: Status) -> bool:
        """A cancelled or refused contact was still to come when it was cancelled."""
        return status in (Status.CANCELLED, Status.REFUSED) and mention.past.start == mention.future.start

    def place(self, trigger: Token, *, here: bool = True) -> PlaceMention | None:
        """The place of the trigger's sentence that belongs to it; a city before a country."""
        best: tuple[float, PlaceMention] | None = None
        for mention in self._memory.places:
            if not trigger.sent.start <= mention.start < trigger.sent.end:
                continue
            head = self._head(mention.start, mention.end)
            if not mention.locative and not (head.dep_ in ("compound", "nmod", "poss") and head.head.i == trigger.i):
                continue
            if self._away(mention):
                continue
            far = self.distance(head, trigger)
            far += {PlaceKind.CITY: 0.0, PlaceKind.VENUE: 0.5, PlaceKind.REGION: 1.0, PlaceKind.COUNTRY: 2.0}[mention.place.kind]
            if best is None or far < best[0]:
                best = (far, mention)
        return best[1] if best is not None and best[0] <= _FARTHEST else None

    def _away(self, mention: PlaceMention) -> bool:
        before = self._doc[mention.start - 1].lower_ if mention.start else ""
        return before in words("places", "away")

    def channel(self, trigger: Trigger, place: PlaceMention | None) -> Channel:
        """Phone and video by their words near the trigger, in person by the trigger or a place."""
        token = self._doc[trigger.token]
        near = {t.lower_ for t in token.subtree if abs(t.i - token.i) < 12} | {t.lower_ for t in token.head.children if token.pos_ == "NOUN" and abs(t.i - token.i) < 12}
        near |= {g.lower_ for c in token.children if c.dep_ == "prep" for g in c.children}
        if near & words("triggers", "video_words"):
            return Channel.VIDEO
        if trigger.channel is Channel.PHONE or near & words("triggers", "phone_words"):
            return Channel.PHONE if trigger.channel is not Channel.IN_PERSON or trigger.kind == "noun" or near & {"phone", "telephone"} else Channel.IN_PERSON
        if trigger.channel is Channel.UNKNOWN and place is not None:
            return Channel.IN_PERSON
        return trigger.channel


def days_apart(a: EventDate, b: EventDate) -> bool:
    """True where two known dates cannot be the same contact's."""
    if a.start is None or b.start is None or a.end is None or b.end is None:
        return False
    return a.end < b.start or b.end < a.start


def finer(a: EventDate | None, b: EventDate | None) -> EventDate | None:
    """The more exact of two dates."""
    if a is None or a.start is None or a.end is None:
        return b if b is not None and b.start is not None else a or b
    if b is None or b.start is None or b.end is None:
        return a
    return a if (a.end - a.start, dt.date.max - a.start) <= (b.end - b.start, dt.date.max - b.start) else b
