"""The day and place that the story is at: what a contact has from the sentences before its own."""

from __future__ import annotations

from spacy.tokens import Doc

from extractors.components.reading import Contact, PlaceMention, Reading
from extractors.components.tokens import tokens
from extractors.domain import Channel, EventDate, PlaceKind, Role, Status

_REMOTE = (Channel.PHONE, Channel.VIDEO)


class Narrative:
    """Follows the story of one Doc; contacts are to be told in text order."""

    def __init__(self, doc: Doc, memory: Reading) -> None:
        self._doc = doc
        self._memory = memory
        self._paragraphs = _paragraph_numbers(doc)
        self.told: Contact | None = None
        # Single past days of main clauses: where the story is.
        days = (d for d in memory.dates if not d.anchored and d.past.start is not None)
        self._days = sorted(
            (d for d in days if d.past.start == d.past.end and not self._subordinate(d.start)),
            key=lambda d: d.start,
        )

    def paragraph(self, at: int) -> int:
        return self._paragraphs[at]

    def tell(self, contact: Contact) -> None:
        """The story is at this contact now."""
        self.told = contact

    def complete(self, contact: Contact) -> None:
        """Gives a contact the date and place of the one told before, where the story goes on about it."""
        told = self.told
        if contact.date is None and contact.status is Status.OCCURRED:
            contact.date = self._day(contact)
        if told is None or contact.paragraph - told.paragraph > 1 or told.status is not contact.status:
            return
        if not {p.entity.key for p in contact.parts} & {p.entity.key for p in told.parts}:
            return
        if contact.date is None and contact.paragraph == told.paragraph:
            contact.date = told.date
        if contact.place is None and _goes_on(contact, told):
            contact.place = told.place
            if contact.channel is Channel.UNKNOWN:
                contact.channel = Channel.IN_PERSON

    def _day(self, contact: Contact) -> EventDate | None:
        """The day that the story was at when the sentence began; none for what "had" happened before it."""
        token = self._doc[contact.trigger]
        clause = token if token.pos_ == "VERB" else token.head
        if any(c.lower_ in ("had", "has", "have", "'d") and c.dep_ == "aux" for c in clause.children):
            return None
        before = [
            d
            for d in self._days
            if d.end <= contact.sentence and self._paragraphs[d.start] == contact.paragraph
        ]
        if before:
            return before[-1].past
        lead = self._days[0].past if self._days and self._paragraphs[self._days[0].start] <= 1 else None
        if self.told is None:
            return lead
        told = self.told.date
        return lead if told is not None and lead is not None and told.start == lead.start else None

    def _subordinate(self, at: int) -> bool:
        return any(t.dep_ in ("relcl", "advcl", "ccomp", "acl") for t in self._doc[at].ancestors)

    def home(self, contact: Contact) -> PlaceMention | None:
        """Where a host receives: the capital it is called by ("Moscow hosted"), or its own dateline."""
        host = next((p for p in contact.parts if p.role is Role.HOST), None)
        if host is None or host.entity.party is None:
            return None
        for place in self._memory.places:
            if host.start <= place.start < host.end and place.place.kind is PlaceKind.CITY:
                return place
        dateline = self._memory.dateline_place
        if dateline is None or dateline.country != host.entity.party:
            return None
        return (
            PlaceMention(host.start, host.end, dateline, True) if contact.status is Status.OCCURRED else None
        )


def _goes_on(contact: Contact, told: Contact) -> bool:
    """True where nothing speaks against the city of the contact told before."""
    if told.place is None or told.place.place.kind is not PlaceKind.CITY:
        return False
    if contact.channel in _REMOTE or told.channel in _REMOTE:
        return False
    return contact.date is None or (told.date is not None and contact.date.start == told.date.start)


def _paragraph_numbers(doc: Doc) -> list[int]:
    """For each token the number of its paragraph."""
    numbers, current = [], 0
    lists = tokens(doc)
    for word, space in zip(lists.texts, lists.spaces, strict=True):
        numbers.append(current)
        if space and "\n" in word:
            current += 1
    return numbers
