"""When, where and over which channel: attaches the circumstances of a sentence to its triggers."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict

from dateutil.relativedelta import relativedelta
from spacy.tokens import Doc, Token

from extractors.components import calendar as cal
from extractors.components.date_values import SHIFT_ZERO
from extractors.components.patterns import words
from extractors.components.reading import DateMention, PlaceMention, Reading
from extractors.components.status import StatusReading
from extractors.components.tokens import tokens
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
        self._tokens = tokens(doc)
        self._triggers = {t.token for t in triggers}
        self._triggers_of: dict[int, list[int]] = defaultdict(list)  # by sentence
        for at in sorted(self._triggers):
            self._triggers_of[self._tokens.sentences[at]].append(at)
        self._distances: dict[tuple[int, int], float] = {}

    def distance(self, a: Token, b: Token) -> float:
        """How far apart two tokens are in the parse; a clause of another trigger between them counts more."""
        known = self._distances.get((a.i, b.i))
        if known is None:
            known = self._distances[a.i, b.i] = self._steps(a, b)
        return known

    def _steps(self, a: Token, b: Token) -> float:
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
        return self._tokens.root(start, end)

    def date_mention(self, trigger: Token, status: StatusReading) -> DateMention | None:
        """The date expression of the trigger's sentence that belongs to it, if one does."""
        best: tuple[float, DateMention] | None = None
        sentence = trigger.sent
        for mention in self._memory.dates:
            if not sentence.start <= mention.start < sentence.end:
                continue
            if mention.start and self._doc[mention.start - 1].lower_ in _SINCE:
                continue
            head = self._head(mention.start, mention.end)
            far = self.distance(head, trigger)
            if self._dates_the_refusal(mention, head, trigger, status):
                continue
            if mention.start - sentence.start < 7 and self._opens(mention, trigger):
                far = min(far, 4.0)
            if any(
                self.distance(head, self._doc[t]) + 1.2 < far
                for t in self._triggers_of[sentence.start]
                if t != trigger.i
            ):
                far += 3
            if best is None or far < best[0]:
                best = (far, mention)
        return best[1] if best is not None and best[0] <= _FARTHEST else None

    def _dates_the_refusal(
        self, mention: DateMention, head: Token, trigger: Token, status: StatusReading
    ) -> bool:
        """The day on which somebody cancelled or declined is not the day of the contact."""
        cue = status.cue
        if cue is None or cue.i == trigger.i or status.status not in _NEGATIVE:
            return False
        if mention.past.precision is not Precision.DAY:
            return False
        return self.distance(head, cue) < self.distance(head, trigger) - 0.5

    def _opens(self, mention: DateMention, trigger: Token) -> bool:
        """A date at the head of a sentence holds for all of it: "On Sunday, … received … and later met"."""
        head = self._head(mention.start, mention.end)
        clause = next((t for t in head.ancestors if t.pos_ in ("VERB", "AUX")), None)
        return clause is not None and (clause.dep_ == "ROOT" or clause.i in {t.i for t in trigger.ancestors})

    def date(self, mention: DateMention, status: Status, *, turned: bool = False) -> EventDate | None:
        """The value of a mention for a contact of that status.

        `turned`: the contact is the one that "two days after" counts from, and not the other event.
        """
        if mention.anchored:
            return self._from_anchor(mention, status, turned)
        if status in _FUTURE and status not in _NEGATIVE:
            return mention.future
        return self._nearest(mention) if status in _NEGATIVE else mention.past

    def _nearest(self, mention: DateMention) -> EventDate:
        """What did not take place may have been due before publication or after: the nearer one."""
        published, past, future = self._memory.published, mention.past, mention.future
        if published is None or past.end is None or future.start is None:
            return past
        return past if abs(published - past.end) <= abs(future.start - published) else future

    def _from_anchor(self, mention: DateMention, status: Status, turned: bool) -> EventDate:
        """ "A day earlier", "that month": counted from the date told last, else from publication."""
        before = [
            m
            for m in self._memory.dates
            if m.end <= mention.start and not m.anchored and m.past.start is not None
        ]
        anchor = self.date(max(before, key=lambda m: m.start), status) if before else None
        return self.counted_from(mention, anchor, turned=turned)

    def counted_from(
        self, mention: DateMention, anchor: EventDate | None, *, turned: bool = False
    ) -> EventDate:
        """The value of an anchored mention; `turned`: "two days after" as two days before the anchor."""
        unknown = EventDate(words=mention.past.words)
        if mention.past.start is None:
            return unknown
        if mention.past.precision is not Precision.DAY:
            if anchor is None or anchor.start is None:
                return unknown
            if mention.past.precision is Precision.WEEK:
                days = mention.past.start - SHIFT_ZERO
                moved = anchor.start - days if turned else anchor.start + days
                start, end = cal.unit("week", moved, 0)[0]
                return mention.past.model_copy(update={"start": start, "end": end})
            months = (
                (mention.past.start.year - SHIFT_ZERO.year) * 12 + mention.past.start.month - SHIFT_ZERO.month
            )
            moved = anchor.start + relativedelta(months=-months if turned else months)
            start, end = cal.unit(mention.past.precision.value, moved, 0)[0]
            return mention.past.model_copy(update={"start": start, "end": end})
        exact = anchor is not None and anchor.precision is Precision.DAY
        base = anchor.start if exact and anchor is not None else self._memory.published
        if base is None:
            return unknown
        days = mention.past.start - SHIFT_ZERO
        day = base - days if turned else base + days
        return mention.past.model_copy(update={"start": day, "end": day})

    def place(self, trigger: Token, *, here: bool = True) -> PlaceMention | None:
        """The place of the trigger's sentence that belongs to it; a city before a country."""
        best: tuple[float, PlaceMention] | None = None
        sentence = trigger.sent
        for mention in self._memory.places:
            if not sentence.start <= mention.start < sentence.end:
                continue
            head = self._head(mention.start, mention.end)
            if not mention.locative and not (
                head.dep_ in ("compound", "nmod", "poss") and head.head.i == trigger.i
            ):
                continue
            where = self._where_clause(mention, trigger)
            if self._away(mention) and not where:
                continue
            far = min(self.distance(head, trigger), 1.0 if where else 99.0)
            far += {PlaceKind.CITY: 0.0, PlaceKind.VENUE: 0.5, PlaceKind.REGION: 1.0, PlaceKind.COUNTRY: 2.0}[
                mention.place.kind
            ]
            if best is None or far < best[0]:
                best = (far, mention)
        return best[1] if best is not None and best[0] <= _FARTHEST else None

    def _where_clause(self, mention: PlaceMention, trigger: Token) -> bool:
        """True for the place of "Hangzhou, where he held talks" and the talks."""
        if trigger.i < mention.end:
            return False
        where = next((t for t in self._doc[mention.end : mention.end + 2] if t.lower_ == "where"), None)
        return where is not None and (
            where.head.i == trigger.i or where.head.i in {t.i for t in trigger.ancestors}
        )

    def _away(self, mention: PlaceMention) -> bool:
        before = self._doc[mention.start - 1].lower_ if mention.start else ""
        return before in words("places", "away")

    def channel(self, trigger: Trigger, place: PlaceMention | None) -> Channel:
        """Phone and video by their words near the trigger, in person by the trigger or a place."""
        token = self._doc[trigger.token]
        near = {t.lower_ for t in token.subtree if abs(t.i - token.i) < 12} | {
            t.lower_ for t in token.head.children if token.pos_ == "NOUN" and abs(t.i - token.i) < 12
        }
        near |= {g.lower_ for c in token.children if c.dep_ == "prep" for g in c.children}
        if near & words("triggers", "video_words"):
            return Channel.VIDEO
        if trigger.channel is Channel.PHONE or near & words("triggers", "phone_words"):
            return (
                Channel.PHONE
                if trigger.channel is not Channel.IN_PERSON
                or trigger.kind == "noun"
                or near & {"phone", "telephone"}
                else Channel.IN_PERSON
            )
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
