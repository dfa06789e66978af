"""Component `contacts`: what each trigger reports, as one contact or several, then each contact once."""

from __future__ import annotations

from spacy.language import Language
from spacy.tokens import Doc, Token

from extractors.components.cast import Cast, cast
from extractors.components.circumstances import CircumstanceReader
from extractors.components.discourse import merge, share_places
from extractors.components.distribution import DistributionReader
from extractors.components.frames import FrameReader
from extractors.components.narrative import Narrative
from extractors.components.patterns import patterns, words
from extractors.components.reading import Contact, DateMention, Part, PlaceMention, Reading, reading
from extractors.components.sides import Sides, distinct_sides, parts
from extractors.components.status import StatusReader, StatusReading
from extractors.components.stays import StayReader, assign_roles
from extractors.components.triggers import Trigger, TriggerFinder
from extractors.domain import Channel, EventDate, Role, Status, Via

_DEFINITE = frozenset(["the", "that", "this", "those", "these", "their", "both", "its", "such"])
_IMPLIED = 0.7  # confidence in a side that only the place implies


class ContactReader:
    """Reads the contacts of one Doc, sentence by sentence."""

    def __init__(self, doc: Doc, memory: Reading, people: Cast) -> None:
        self._doc = doc
        self._memory = memory
        self._cast = people
        self._triggers = list(TriggerFinder(doc, memory).triggers())
        self._frames = FrameReader(doc, memory)
        self._status = StatusReader(doc)
        self._circumstances = CircumstanceReader(doc, memory, self._triggers)
        self._distribution = DistributionReader(doc, memory)
        self._narrative = Narrative(doc, memory)

    def contacts(self) -> list[Contact]:
        found: list[Contact] = []
        for trigger in self._triggers:
            for contact in self._read(trigger):
                found.append(contact)
                if not contact.anaphoric:
                    self._narrative.tell(contact)
        return found

    def _read(self, trigger: Trigger) -> list[Contact]:
        token = self._doc[trigger.token]
        sides = self._frames.sides(trigger)
        place = self._circumstances.place(token)
        people = _people(sides)
        if sides.guest_first and not sides.hosts and len(distinct_sides(people)) == 1:
            people += self._host_country(people, place)
        if len(distinct_sides(people)) < 2 or (trigger.weak and not _both_sides(sides)):
            return self._anaphoric(trigger, people, place)
        if self._no_contact(trigger, token, sides):
            return []
        status = self._status.read(token)
        if trigger.kind == "invite" and status.status in (Status.OCCURRED, Status.PLANNED):
            status = StatusReading(Status.PROPOSED, token)
        # All of them are read before any of them is told: the story is still at the one before.
        contacts = [
            self._contact(trigger, group, status, place)
            for group in self._distribution.split(token, sides, people)
        ]
        for contact in contacts:
            self._complete(contact, trigger)
        return contacts

    def _no_contact(self, trigger: Trigger, token: Token, sides: Sides) -> bool:
        """True for two speeches, and for "did not see the president, who was away": nothing was arranged."""
        if token.lemma_ == "speak" and not sides.second:
            return not _to_each_other(token, sides)
        return trigger.kind == "see" and any(c.dep_ == "neg" for c in token.children)

    def _host_country(self, people: list[Part], place: PlaceMention | None) -> list[Part]:
        """ "Flew to Baku for talks": the other side is the country of the place."""
        if place is None or place.place.country is None or place.place.country in distinct_sides(people):
            return []
        host = self._cast.party(place.place.country)
        return [Part(host, Role.HOST, Via.GROUP, place.start, place.end, _IMPLIED)]

    def _anaphoric(self, trigger: Trigger, people: list[Part], place: PlaceMention | None) -> list[Contact]:
        """ "The talks", "their meeting": says more of a contact told before; never one of its own."""
        token = self._doc[trigger.token]
        if trigger.kind != "noun" or trigger.weak:
            return []
        if not people and not _of_the_meeting(token):
            return []
        if not any(c.lower_ in _DEFINITE for c in token.children):
            return []
        contact = self._contact(trigger, people, self._status.read(token), place)
        contact.anaphoric = True
        return [contact]

    def _contact(
        self, trigger: Trigger, people: list[Part], status: StatusReading, place: PlaceMention | None
    ) -> Contact:
        token = self._doc[trigger.token]
        channel = self._circumstances.channel(trigger, place)
        date = self._date(token, status, people)
        to_come = status.status is Status.OCCURRED and self._to_come(date)
        return Contact(
            trigger=trigger.token,
            sentence=token.sent.start,
            parts=people,
            # "He flies on to New Delhi next week to meet": no word says that it is to come.
            status=Status.PLANNED if to_come else status.status,
            channel=channel,
            status_token=status.cue.i if status.cue is not None else None,
            date=date,
            place=None if channel is Channel.PHONE else place,
            paragraph=self._narrative.paragraph(trigger.token),
            sentences=[token.sent.start],
        )

    def _complete(self, contact: Contact, trigger: Trigger) -> None:
        self._narrative.complete(contact)
        if contact.place is None and trigger.kind == "host":
            contact.place = self._narrative.home(contact)

    def _date(self, token: Token, status: StatusReading, people: list[Part]) -> EventDate | None:
        mention = self._own_date(people) or self._circumstances.date_mention(token, status)
        if mention is None:
            return None
        if status.status is Status.OCCURRED and _present(token) and self._ahead(mention):
            return mention.future  # "on Saturday he travels to Skopje for talks"
        return self._circumstances.date(mention, status.status)

    def _own_date(self, people: list[Part]) -> DateMention | None:
        """ "A on Monday, B on Tuesday": the date right behind the one who was met."""
        if not people:
            return None
        at = self._distribution.date_behind(max(people, key=lambda p: p.start).end)
        return next((d for d in self._memory.dates if d.start == at), None)

    def _ahead(self, mention: DateMention) -> bool:
        published = self._memory.published
        return bool(published and mention.future.start and mention.future.start > published)

    def _to_come(self, date: EventDate | None) -> bool:
        published = self._memory.published
        return bool(date is not None and date.start and published and date.start > published)


def _people(sides: Sides) -> list[Part]:
    """The parts of a contact, each entity once; a party steps back behind its own representative."""
    first = Role.GUEST if sides.guest_first else Role.HOST if sides.host_first else Role.PARTICIPANT
    second = Role.HOST if sides.guest_first else Role.GUEST if sides.host_first else Role.PARTICIPANT
    found: dict[int, Part] = {}
    for phrases, role in (
        (sides.mediators, Role.MEDIATOR),
        (sides.hosts, Role.HOST),
        (sides.first, first),
        (sides.second, second),
    ):
        for part in parts(phrases, role):
            found.setdefault(part.entity.key, part)
    return _finest(list(found.values()))


def _finest(people: list[Part]) -> list[Part]:
    spoken = [p for p in people if p.entity.office != "spokesperson"]
    if len(distinct_sides(spoken)) > 1:
        people = spoken  # spokespersons are quoted, not met
    represented = {p.entity.party for p in people if p.entity.form != "party"}
    return [p for p in people if p.entity.form != "party" or p.entity.party not in represented]


def _both_sides(sides: Sides) -> bool:
    return len(distinct_sides(parts(sides.everyone(), Role.PARTICIPANT))) > 1


def _to_each_other(token: Token, sides: Sides) -> bool:
    """ "The two spoke", "A and B spoke by phone"; "A and B spoke after him" are two speeches."""
    grouped = any(m.form == "group" for phrase in sides.first for m in phrase.members)
    return grouped or any(t.i > token.i and t.lower_ in words("triggers", "mutual") for t in token.subtree)


def _of_the_meeting(token: Token) -> bool:
    """ "The meeting will take place", "the talks were postponed": it is about the contact itself."""
    return (
        token.dep_ in ("nsubj", "nsubjpass")
        and token.head.pos_ in ("VERB", "AUX")
        and token.head.lemma_ in words("triggers", "of_the_meeting")
    )


def _present(token: Token) -> bool:
    """True where the clause is in the present tense."""
    verb = next((t for t in (token, *token.ancestors) if t.pos_ in ("VERB", "AUX")), None)
    return verb is not None and verb.tag_ in ("VBZ", "VBP")


def on_the_field(doc: Doc) -> bool:
    """True for a sports page, where countries meet as teams."""
    found = {t.lower_ for t in doc} & words("sports", "words")
    enough: int = patterns("sports")["enough"]
    return len(found) >= enough


class Contacts:
    """Fills `Reading.contacts`, each distinct contact once."""

    def __call__(self, doc: Doc) -> Doc:
        memory = reading(doc)
        told = ContactReader(doc, memory, cast(doc)).contacts()
        if on_the_field(doc):
            told = [c for c in told if any(p.entity.form != "party" for p in c.parts)]
        share_places(told)
        memory.contacts = merge(told)
        assign_roles(memory.contacts, StayReader(doc, memory).stays())
        return doc


@Language.factory("contacts", requires=["doc.user_data", "token.dep", "doc.sents"], assigns=["doc.user_data"])
def make_contacts(nlp: Language, name: str) -> Contacts:
    """`nlp` and `name` are spaCy's."""
    return Contacts()
