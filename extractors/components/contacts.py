"""Component `contacts`: what each trigger reports, as one contact or several, then each contact once."""

from __future__ import annotations

from spacy.language import Language
from spacy.tokens import Doc, Token

from extractors.components.aftermath import AftermathReader
from extractors.components.arguments import ArgumentReader
from extractors.components.candidates import CandidateReader, TriggerReading
from extractors.components.cast import Cast, cast
from extractors.components.circumstance_features import CircumstanceFeatures
from extractors.components.circumstances import CircumstanceReader
from extractors.components.discourse import merge, share_places
from extractors.components.distribution import DistributionReader
from extractors.components.layout import Layout
from extractors.components.narrative import Narrative
from extractors.components.participant_features import ParticipantFeatures
from extractors.components.participation import Participation
from extractors.components.patterns import patterns, words
from extractors.components.reading import Contact, DateMention, Part, PlaceMention, Reading, reading
from extractors.components.role_features import role_row
from extractors.components.sides import Sides, distinct_sides, parts
from extractors.components.status import StatusReader, StatusReading, who_ends
from extractors.components.status_features import StatusFeatures
from extractors.components.stays import StayReader, assign_roles
from extractors.components.triggers import Trigger
from extractors.domain import Channel, EventDate, Role, Status, Via
from extractors.learned.judges import Judges, trained

_DEFINITE = frozenset(["the", "that", "this", "those", "these", "their", "both", "its", "such"])
_IMPLIED = 0.7  # confidence in a side that only the place implies
_LIKELY = 0.5


class ContactReader:
    """Reads the contacts of one Doc, sentence by sentence."""

    def __init__(self, doc: Doc, memory: Reading, people: Cast, judges: Judges) -> None:
        self._doc = doc
        self._memory = memory
        self._cast = people
        self._judges = judges
        self.layout = layout = Layout(doc)
        candidates = CandidateReader(doc, memory, layout)
        at = [t.token for t in candidates.triggers]
        self._candidates = candidates
        self._participation = Participation(doc, memory, ParticipantFeatures(doc, memory, layout, at), judges)
        self._status = StatusReader(doc)
        self._arguments = ArgumentReader(doc, memory)
        self._status_features = StatusFeatures(doc, memory, layout)
        lexical = [t for t in candidates.triggers if t.kind != "implicit"]
        self._circumstances = CircumstanceReader(doc, memory, lexical)
        self._choices = CircumstanceFeatures(doc, memory, layout, self._circumstances, at)
        self._distribution = DistributionReader(doc, memory)
        self._narrative = Narrative(doc, memory)

    def contacts(self) -> list[Contact]:
        found: list[Contact] = []
        told = [(one, self._status.read(self._doc[one.trigger.token])) for one in self._candidates.readings()]
        for (one, status), chances in zip(told, self._participation.chances(told), strict=True):
            for contact in self._read(one, status, chances):
                found.append(contact)
                if not contact.anaphoric:
                    self._narrative.tell(contact)
        return found

    def _read(self, told: TriggerReading, status: StatusReading, chances: list[float]) -> list[Contact]:
        trigger, sides = told.trigger, told.sides
        token = self._doc[trigger.token]
        place = self._circumstances.place(token)
        people = self._participation.people(told, chances)
        if sides.guest_first and not sides.hosts and len(distinct_sides(people)) == 1:
            people += self._host_country(people, place)
        if len(distinct_sides(people)) < 2:
            return self._anaphoric(trigger, people, place)
        likely = self._likelihood(told, status, people, chances)
        if likely < _LIKELY:
            return self._anaphoric(trigger, people, place)
        status = self._judged_status(trigger, status)
        # All of them are read before any of them is told: the story is still at the one before.
        contacts = [
            self._contact(trigger, group, status, place) for group in self._participation.groups(told, people)
        ]
        for contact in contacts:
            contact.likely = likely
            self._complete(contact, trigger)
        return contacts

    def _likelihood(
        self, told: TriggerReading, status: StatusReading, people: list[Part], chances: list[float]
    ) -> float:
        """How likely it is that the trigger reports a contact of these people at all."""
        row = self._participation.contact_row(told, status, people, chances)
        answer = self._judges.yes("contact", [row], [(told, people)])
        if answer is not None:
            return answer[0]
        return float(not self._no_contact(told.trigger, told.sides))

    def _no_contact(self, trigger: Trigger, sides: Sides) -> bool:
        """True for two speeches, and for "did not see the president, who was away": nothing was arranged."""
        token = self._doc[trigger.token]
        if trigger.kind == "implicit" or (trigger.weak and not _both_sides(sides)):
            return True
        if token.lemma_ == "speak" and not sides.second:
            return not _to_each_other(token, sides)
        return trigger.kind == "see" and any(c.dep_ == "neg" for c in token.children)

    def _judged_status(self, trigger: Trigger, rule: StatusReading) -> StatusReading:
        if trigger.kind == "invite" and rule.status in (Status.OCCURRED, Status.PLANNED):
            rule = StatusReading(Status.PROPOSED, self._doc[trigger.token])
        answers = self._judges.best("status", [self._status_features.row(trigger, rule)], [trigger])
        if answers is None:
            return rule
        ((answer, chance),) = answers
        return StatusReading(Status(answer), rule.cue, chance)

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
        return Contact(
            trigger=trigger.token,
            sentence=token.sent.start,
            parts=people,
            status=status.status,
            status_likely=status.likely,
            channel=channel,
            status_token=status.cue.i if status.cue is not None else None,
            status_by=who_ends(status.status, status.cue, self._arguments),
            date=date,
            place=None if channel is Channel.PHONE else place,
            paragraph=self._narrative.paragraph(trigger.token),
            sentences=[token.sent.start],
        )

    def _complete(self, contact: Contact, trigger: Trigger) -> None:
        told = self._narrative.told
        self._narrative.complete(contact)
        if contact.place is None and trigger.kind == "host":
            contact.place = self._narrative.home(contact)
        choices = self._choices.dates(contact, told)
        chances = self._judges.yes(
            "date", self._choices.date_rows(contact, told, choices), [(contact, c) for c in choices]
        )
        present = _present(self._doc[contact.trigger])
        if chances is not None:
            if contact.status is Status.OCCURRED and not present:
                # Its words tell of the past: a day to come is not its day.
                chances = [
                    0.0 if self._to_come(c.value) else p for p, c in zip(chances, choices, strict=True)
                ]
            chosen = choices[chances.index(max(chances))]
            contact.date = chosen.value if chosen.value.start is not None else _only_words(contact.date)
            contact.date_likely = max(chances)
        if contact.status is Status.OCCURRED and present and self._to_come(contact.date):
            # "He flies on to New Delhi next week to meet": no word says that it is to come.
            contact.status = Status.PLANNED

    def settle_places(self, told: list[Contact]) -> None:
        """The place of each contact, once all are told."""
        before: Contact | None = None
        for contact in told:
            if contact.anaphoric or contact.channel in (Channel.PHONE, Channel.VIDEO):
                continue
            choices = self._choices.places(contact, before, self._narrative.home(contact))
            rows = self._choices.place_rows(contact, before, choices)
            chances = self._judges.yes("place", rows, [(contact, c) for c in choices])
            if chances is not None:
                contact.place = choices[chances.index(max(chances))].value
                contact.place_likely = max(chances)
                if contact.place is not None and contact.channel is Channel.UNKNOWN:
                    contact.channel = Channel.IN_PERSON
            before = contact

    def _date(self, token: Token, status: StatusReading, people: list[Part]) -> EventDate | None:
        mention = self._own_date(people) or self._circumstances.date_mention(token, status)
        if mention is None:
            return None
        if status.status is Status.OCCURRED and _present(token) and self._ahead(mention):
            return mention.future  # "on Saturday he travels to Skopje for talks"
        turned = mention.turns and mention.start < token.i
        return self._circumstances.date(mention, status.status, turned=turned)

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


def _only_words(date: EventDate | None) -> EventDate | None:
    """An unknown date keeps the article's wording."""
    return EventDate(words=date.words) if date is not None and date.words else None


class Contacts:
    """Fills `Reading.contacts`, each distinct contact once."""

    def __init__(self, judges: Judges) -> None:
        self.judges = judges

    def __call__(self, doc: Doc) -> Doc:
        memory = reading(doc)
        reader = ContactReader(doc, memory, cast(doc), self.judges)
        told = reader.contacts()
        if on_the_field(doc):
            told = [c for c in told if any(p.entity.form != "party" for p in c.parts)]
        AftermathReader(doc, memory, reader.layout).apply(told)
        share_places(told)
        reader.settle_places(told)
        memory.contacts = merge(told)
        stays = StayReader(doc, memory).stays()
        assign_roles(memory.contacts, stays)
        self._judge_roles(doc, memory.contacts, stays)
        return doc

    def _judge_roles(self, doc: Doc, contacts: list[Contact], stays: set[tuple[int, str]]) -> None:
        for contact in contacts:
            rows = [role_row(doc, contact, part, stays) for part in contact.parts]
            answers = self.judges.best("role", rows, [(contact, part) for part in contact.parts])
            for part, (role, _) in zip(contact.parts, answers or (), strict=answers is not None):
                part.role = Role(role)


@Language.factory("contacts", requires=["doc.user_data", "token.dep", "doc.sents"], assigns=["doc.user_data"])
def make_contacts(nlp: Language, name: str) -> Contacts:
    """`nlp` and `name` are spaCy's."""
    return Contacts(trained())
