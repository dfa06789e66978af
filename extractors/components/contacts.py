"""Component `contacts`: what each trigger reports, as one contact or several, then each contact once."""

from __future__ import annotations

from spacy.language import Language
from spacy.tokens import Doc, Token

from extractors.components.arguments import Sides, distinct_sides, is_separate, parts
from extractors.components.circumstances import CircumstanceReader
from extractors.components.discourse import merge, share_places
from extractors.components.entities import Cast, cast
from extractors.components.frames import FrameReader
from extractors.components.patterns import patterns, words
from extractors.components.reading import Contact, DateMention, Part, PlaceMention, Reading, reading
from extractors.components.status import StatusReader
from extractors.components.stays import StayReader, assign_roles
from extractors.components.triggers import Trigger, TriggerFinder
from extractors.domain import Channel, EventDate, PlaceKind, Role, Status, Via


class ContactReader:
    """Reads the contacts of one Doc, sentence by sentence, with what the last sentence was about."""

    def __init__(self, doc: Doc, memory: Reading, people: Cast) -> None:
        self._doc = doc
        self._memory = memory
        self._cast = people
        self._triggers = list(TriggerFinder(doc, memory).triggers())
        self._frames = FrameReader(doc, memory)
        self._status = StatusReader(doc)
        self._circumstances = CircumstanceReader(doc, memory, self._triggers)
        self._paragraphs = self._number_paragraphs()
        self._told: Contact | None = None
        # Single past days of main clauses, in text order: where the story is.
        self._days = sorted(
            (
                d
                for d in memory.dates
                if not d.anchored
                and d.past.start is not None
                and d.past.start == d.past.end
                and not self._subordinate(d.start)
            ),
            key=lambda d: d.start,
        )

    def _number_paragraphs(self) -> list[int]:
        numbers, current = [], 0
        for token in self._doc:
            numbers.append(current)
            if token.is_space and "\n" in token.text:
                current += 1
        return numbers

    def contacts(self) -> list[Contact]:
        found: list[Contact] = []
        for trigger in self._triggers:
            for contact in self._read(trigger):
                found.append(contact)
                if not contact.anaphoric:
                    self._told = contact
        return found

    def _read(self, trigger: Trigger) -> list[Contact]:
        token = self._doc[trigger.token]
        sides = self._frames.sides(trigger)
        place = self._circumstances.place(token)
        people = self._people(sides)
        if sides.guest_first and not sides.hosts and len(distinct_sides(people)) == 1:
            people += self._host_country(people, place)
        if len(distinct_sides(people)) < 2 or (trigger.weak and not self._both_sides(sides)):
            return self._anaphoric(trigger, token, people, place)
        if token.lemma_ == "speak" and not sides.second and not self._to_each_other(token, sides):
            return []
        if trigger.kind == "see" and any(c.dep_ == "neg" for c in token.children):
            return []  # "did not see the president, who was away": nothing had been arranged
        status, cue = self._status.read(token)
        if trigger.kind == "invite" and status in (Status.OCCURRED, Status.PLANNED):
            status, cue = Status.PROPOSED, token
        groups = self._split(trigger, sides, people)
        return [self._contact(trigger, group, status, cue, place) for group in groups]

    def _to_each_other(self, token: Token, sides: Sides) -> bool:
        """ "The two spoke", "A and B spoke by phone" or "to each other"; "A and B spoke after him" are two speeches."""
        grouped = any(m.form == "group" for phrase in sides.first for m in phrase.members)
        rest = {t.lower_ for t in token.subtree if t.i > token.i}
        return grouped or bool(
            rest
            & {
                "phone",
                "telephone",
                "other",
                "another",
                "video",
                "bilaterally",
                "privately",
                "together",
                "face",
            }
        )

    def _both_sides(self, sides: Sides) -> bool:
        return len(distinct_sides(parts(sides.everyone(), Role.PARTICIPANT))) > 1

    def _people(self, sides: Sides) -> list[Part]:
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
        return self._finest(list(found.values()))

    def _finest(self, people: list[Part]) -> list[Part]:
        voices = [p for p in people if p.entity.office == "spokesperson"]
        if len(distinct_sides([p for p in people if p not in voices])) > 1:
            people = [p for p in people if p not in voices]  # quoted, not met
        represented = {p.entity.party for p in people if p.entity.form != "party"}
        return [p for p in people if p.entity.form != "party" or p.entity.party not in represented]

    def _host_country(self, people: list[Part], place: PlaceMention | None) -> list[Part]:
        """ "Flew to Baku for talks": the other side is the country of the place."""
        if place is None or place.place.country is None or place.place.country in distinct_sides(people):
            return []
        return [
            Part(self._cast.party(place.place.country), Role.HOST, Via.GROUP, place.start, place.end, 0.7)
        ]

    def _split(self, trigger: Trigger, sides: Sides, people: list[Part]) -> list[list[Part]]:
        """One contact with each of the second side where the text says separately, or dates each of them."""
        token = self._doc[trigger.token]
        others = {e.key for phrase in sides.second for e in phrase.entities}
        second = [p for p in people if p.entity.key in others]
        first = [p for p in people if p.entity.key not in others]
        each = (
            any(c.lower_ == "each" for c in token.children) or self._doc[max(0, token.i - 1)].lower_ == "each"
        )
        if len(second) == 1 and len(first) > 1 and each:
            return [[one, *second] for one in first if len(distinct_sides([one, *second])) > 1]
        if len(second) < 2 or not first:
            return [people]
        dated = {self._dated(phrase.end) for phrase in sides.second} - {None}
        if not (is_separate(trigger, self._doc) or len(dated) > 1 or self._then(token, sides)):
            return [people]
        return [[*first, one] for one in second if len(distinct_sides([*first, one])) > 1]

    def _dated(self, end: int) -> int | None:
        return next((d.start for d in self._memory.dates if end <= d.start <= end + 3), None)

    def _then(self, token: Token, sides: Sides) -> bool:
        """ "Met A and then B", "with A and later with B"."""
        for before, after in zip(sides.second, sides.second[1:], strict=False):
            between = {t.lower_ for t in self._doc[before.end : after.start]}
            if (
                between & {"then", "later", "afterwards", "separately", "separate", "another"}
                or "with" in between
            ):
                return True
        return False

    def _anaphoric(
        self, trigger: Trigger, token: Token, people: list[Part], place: PlaceMention | None
    ) -> list[Contact]:
        """ "The talks", "their meeting": says more of a contact told before; never one of its own."""
        if trigger.kind != "noun" or trigger.weak:
            return []
        if not people and not self._of_the_meeting(token):
            return []
        definite = any(
            c.lower_ in ("the", "that", "this", "those", "these", "their", "both", "its", "such")
            for c in token.children
        )
        if not definite:
            return []
        status, cue = self._status.read(token)
        contact = self._contact(trigger, people, status, cue, place, anaphoric=True)
        return [contact]

    def _present(self, token: Token) -> bool:
        """True where the clause is in the present tense."""
        verb = (
            token
            if token.pos_ in ("VERB", "AUX")
            else next((t for t in token.ancestors if t.pos_ in ("VERB", "AUX")), None)
        )
        return verb is not None and verb.tag_ in ("VBZ", "VBP", "VB")

    def _ahead(self, mention: DateMention) -> bool:
        published = self._memory.published
        return bool(published and mention.future.start and mention.future.start > published)

    def _to_come(self, date: EventDate | None) -> bool:
        published = self._memory.published
        return bool(date is not None and date.start and published and date.start > published)

    def _of_the_meeting(self, token: Token) -> bool:
        """ "The meeting will take place", "the talks were postponed": the sentence is about the contact itself."""
        return (
            token.dep_ in ("nsubj", "nsubjpass")
            and token.head.pos_ in ("VERB", "AUX")
            and token.head.lemma_ in words("triggers", "of_the_meeting")
        )

    def _contact(
        self,
        trigger: Trigger,
        people: list[Part],
        status: Status,
        cue: Token | None,
        place: PlaceMention | None,
        *,
        anaphoric: bool = False,
    ) -> Contact:
        token = self._doc[trigger.token]
        channel = self._circumstances.channel(trigger, place)
        if channel is Channel.PHONE:
            place = None
        date = self._date(token, status, cue, people)
        if status is Status.OCCURRED and self._to_come(date):
            status = Status.PLANNED  # "he flies on to New Delhi next week to meet"
        contact = Contact(
            trigger=trigger.token,
            sentence=token.sent.start,
            parts=people,
            status=status,
            channel=channel,
            status_token=cue.i if cue is not None else None,
            date=date,
            place=place,
            nominal=trigger.kind == "noun",
            anaphoric=anaphoric,
            paragraph=self._paragraphs[trigger.token],
            sentences=[token.sent.start],
        )
        if not anaphoric:
            self._inherit(contact)
            if contact.place is None and trigger.kind == "host":
                contact.place = self._at_home(contact)
        return contact

    def _at_home(self, contact: Contact) -> PlaceMention | None:
        """Where a host receives: the capital it is called by ("Moscow hosted"), or the dateline in its own country."""
        host = next((p for p in contact.parts if p.role is Role.HOST), None)
        if host is None or host.entity.party is None:
            return None
        named = next(
            (
                p
                for p in self._memory.places
                if host.start <= p.start < host.end and p.place.kind is PlaceKind.CITY
            ),
            None,
        )
        if named is not None:
            return named
        dateline = self._memory.dateline_place
        at_home = (
            dateline is not None
            and dateline.country == host.entity.party
            and contact.status is Status.OCCURRED
        )
        return (
            PlaceMention(host.start, host.end, dateline, True) if at_home and dateline is not None else None
        )

    def _date(self, token: Token, status: Status, cue: Token | None, people: list[Part]) -> EventDate | None:
        own = None
        if people:  # "A on Monday, B on Tuesday": the date right behind the one who was met
            last = max(people, key=lambda p: p.start)
            at = self._dated(last.end)
            own = next((d for d in self._memory.dates if d.start == at), None)
        mention = own or self._circumstances.date_mention(token, status, cue)
        if mention is None:
            return None
        if status is Status.OCCURRED and self._present(token) and self._ahead(mention):
            return mention.future  # "on Saturday he travels to Skopje for talks"
        return self._circumstances.date(mention, status)

    def _told_before(self, contact: Contact) -> EventDate | None:
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
        told = self._told.date if self._told is not None else None
        at_lead = told is not None and lead is not None and told.start == lead.start
        return lead if at_lead or self._told is None else None

    def _subordinate(self, at: int) -> bool:
        return any(t.dep_ in ("relcl", "advcl", "ccomp", "acl") for t in self._doc[at].ancestors)

    def _inherit(self, contact: Contact) -> None:
        """Date and place of the contact told just before, where the story goes on about it."""
        told = self._told
        if contact.date is None and contact.status is Status.OCCURRED:
            contact.date = self._told_before(contact)
        if told is None or contact.paragraph - told.paragraph > 1 or told.status is not contact.status:
            return
        same_paragraph = contact.paragraph == told.paragraph
        shared = {p.entity.key for p in contact.parts} & {p.entity.key for p in told.parts}
        if contact.date is None and shared and same_paragraph:
            contact.date = told.date
        same_day = (
            contact.date is not None and told.date is not None and contact.date.start == told.date.start
        )
        remote = contact.channel in (Channel.PHONE, Channel.VIDEO) or told.channel in (
            Channel.PHONE,
            Channel.VIDEO,
        )
        if (
            contact.place is None
            and not remote
            and shared
            and (same_day or contact.date is None)
            and told.place
            and told.place.place.kind is PlaceKind.CITY
        ):
            contact.place = told.place
            if contact.channel is Channel.UNKNOWN:
                contact.channel = Channel.IN_PERSON


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
