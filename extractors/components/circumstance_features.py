"""What the date and place models look at: one expression of the article as the circumstance of a contact."""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass

from spacy.tokens import Doc, Token

from extractors.components.circumstances import CircumstanceReader
from extractors.components.layout import Layout, Path, count
from extractors.components.participant_features import Row, step
from extractors.components.patterns import words
from extractors.components.reading import Contact, DateMention, PlaceMention, Reading
from extractors.components.stays import StayReader
from extractors.components.tokens import tokens
from extractors.domain import EventDate, Place, PlaceKind, Precision, Role, Status

Span = tuple[object, object]  # start and end of a date

_BACK = 6  # sentences before the trigger's from which a date or place can hold on


@dataclass(slots=True, eq=False)
class DateChoice:
    """A date that a contact may have, and where it would come from."""

    value: EventDate
    mention: DateMention | None
    source: str  # "mention", "other tense", "rule", "told", "none"


@dataclass(slots=True, eq=False)
class PlaceChoice:
    """A place that a contact may have, and where it would come from."""

    value: PlaceMention | None
    source: str  # "mention", "rule", "told", "home", "none"


class CircumstanceFeatures:
    """Makes the choices for the contacts of one Doc, and their rows."""

    def __init__(
        self,
        doc: Doc,
        memory: Reading,
        layout: Layout,
        circumstances: CircumstanceReader,
        triggers: list[int],
    ) -> None:
        self._doc = doc
        self._tokens = tokens(doc)
        self._memory = memory
        self._layout = layout
        self._circumstances = circumstances
        self._triggers = sorted(triggers)
        self._stays = StayReader(doc, memory).stays()
        self._place_spans = {(m.start, m.end) for m in memory.places}
        self._place_names = Counter(m.place.name for m in memory.places)
        self._latest: dict[tuple[int, bool], list[int]] = {}  # by trigger, and for places or dates

    # --- dates ---------------------------------------------------------------

    def dates(self, contact: Contact, told: Contact | None) -> list[DateChoice]:
        """Every date that the contact may have; its date by rule is `contact.date`."""
        sentence = self._layout.sentence_of[contact.trigger]
        found = [DateChoice(contact.date, None, "rule")] if contact.date is not None else []
        for mention in self._memory.dates:
            back = sentence - self._layout.sentence_of[mention.start]
            if not 0 <= back <= _BACK:
                continue
            value = self._circumstances.date(mention, contact.status)
            if value is not None and value.start is not None:
                found.append(DateChoice(value, mention, "mention"))
            other = mention.past if value != mention.past else mention.future
            if mention.anchored:
                found += self._anchored(contact, told, mention)
            elif other.start is not None and other != value:
                found.append(DateChoice(other, mention, "other tense"))
        lead = next((d for d in self._memory.dates if d.past.start is not None and not d.anchored), None)
        if lead is not None and self._layout.sentence_of[lead.start] < sentence - _BACK:
            found.append(DateChoice(lead.past, lead, "lead"))
        if told is not None and told.date is not None and told.date.start is not None:
            found.append(DateChoice(told.date, None, "told"))
        found.append(DateChoice(EventDate(), None, "none"))
        return found

    def _anchored(self, contact: Contact, told: Contact | None, mention: DateMention) -> Iterator[DateChoice]:
        """What "a day earlier" or "two days after they met" can be counted from."""
        published = self._memory.published
        anchors: list[tuple[str, EventDate | None]] = [("told", told.date if told is not None else None)]
        if published is not None:
            today = EventDate(start=published, end=published, precision=Precision.DAY)
            anchors.append(("publication", today))
        beside = (d for d in self._memory.dates if not d.anchored and d.past.start is not None)
        before = [d for d in beside if d.start < mention.start]
        if before:
            anchors.append(("date", self._circumstances.date(before[-1], contact.status)))
        for name, anchor in anchors:
            if anchor is None or anchor.start is None:
                continue
            for turned in (False, True) if mention.turns else (False,):
                value = self._circumstances.counted_from(mention, anchor, turned=turned)
                if value.start is not None:
                    yield DateChoice(value, mention, f"from {name}{' turned' if turned else ''}")

    def date_rows(self, contact: Contact, told: Contact | None, choices: list[DateChoice]) -> list[Row]:
        shared = self._contact(contact, told)
        values: list[Span] = [(c.value.start, c.value.end) for c in choices]
        rows = [self._date(contact, choice, values, shared) for choice in choices]
        _rank(rows)
        return rows

    def _date(self, contact: Contact, choice: DateChoice, values: list[Span], shared: Row) -> Row:
        value = choice.value
        span = (value.start, value.end)
        row = dict(shared)
        row[f"source={choice.source}"] = 1
        row[f"precision={value.precision.value}"] = 1
        row[f"basis={value.basis.value if value.basis else None}"] = 1
        row["choices of this value"] = values.count(span)
        row["distinct values"] = min(len(set(values)), 8)
        row["by rule"] = contact.date is not None and (contact.date.start, contact.date.end) == span
        published = self._memory.published
        if published is not None and value.start is not None and value.end is not None:
            row["days on"] = max(-400, min(400, (value.start - published).days))
            row["to come"] = value.start > published
            row["over"] = value.end < published
            row["today"] = value.start == published == value.end
        if choice.mention is not None:
            row["anchored"] = choice.mention.anchored
            self._expression(contact, choice.mention.start, choice.mention.end, row)
        return row

    # --- places --------------------------------------------------------------

    def places(self, contact: Contact, told: Contact | None, home: PlaceMention | None) -> list[PlaceChoice]:
        """Every place that the contact may have; its place by rule is `contact.place`."""
        sentence = self._layout.sentence_of[contact.trigger]
        found = [PlaceChoice(contact.place, "rule")] if contact.place is not None else []
        for mention in self._memory.places:
            back = sentence - self._layout.sentence_of[mention.start]
            if 0 <= back <= _BACK and mention.locative and not self._left(mention):
                found.append(PlaceChoice(mention, "mention"))
        if told is not None and told.place is not None:
            found.append(PlaceChoice(told.place, "told"))
        if home is not None:
            found.append(PlaceChoice(home, "home"))
        dateline = self._memory.dateline_place
        if dateline is not None and self._spoken_of(dateline, contact):
            at = contact.trigger
            found.append(PlaceChoice(PlaceMention(at, at + 1, dateline, True), "dateline"))
        found.append(PlaceChoice(None, "none"))
        return found

    def _left(self, mention: PlaceMention) -> bool:
        """ "After he left Tokyo"."""
        return mention.start > 0 and self._doc[mention.start - 1].lower_ in words("places", "away")

    def _spoken_of(self, dateline: Place, contact: Contact) -> bool:
        """A dateline alone is no place; it can be one where a side is at home or the text goes there."""
        at_home = any(p.entity.party == dateline.country for p in contact.parts)
        return at_home or any(m.locative and m.place.country == dateline.country for m in self._memory.places)

    def place_rows(self, contact: Contact, told: Contact | None, choices: list[PlaceChoice]) -> list[Row]:
        shared = self._contact(contact, told)
        names = [c.value.place.name if c.value else None for c in choices]
        countries = [c.value.place.country if c.value else None for c in choices]
        rows = [self._place(contact, choice, names, countries, shared) for choice in choices]
        _rank(rows)
        return rows

    def _place(
        self,
        contact: Contact,
        choice: PlaceChoice,
        names: list[str | None],
        countries: list[str | None],
        shared: Row,
    ) -> Row:
        row = dict(shared)
        row[f"source={choice.source}"] = 1
        row["distinct values"] = min(len(set(names)), 8)
        if choice.value is None:
            row["by rule"] = contact.place is None
            return row
        place = choice.value.place
        row[f"is={place.kind.value}"] = 1
        row["choices of this value"] = names.count(place.name)
        row["choices of this country"] = countries.count(place.country)
        row["by rule"] = contact.place is not None and contact.place.place.name == place.name
        row["finer than the rule"] = (
            contact.place is not None
            and contact.place.place.country == place.country
            and contact.place.place.kind is not PlaceKind.CITY
            and place.kind is PlaceKind.CITY
        )
        row["country of a side"] = any(p.entity.party == place.country for p in contact.parts)
        row["country of a host"] = any(
            p.entity.party == place.country for p in contact.parts if p.role is Role.HOST
        )
        row["country of a guest"] = any(
            p.entity.party == place.country for p in contact.parts if p.role is Role.GUEST
        )
        row["somebody went there"] = sum(
            (p.entity.key, place.country or "") in self._stays for p in contact.parts
        )
        row["told of"] = min(self._place_names[place.name], 6)
        row["locative"] = choice.value.locative
        dateline = self._memory.dateline_place
        row["is the dateline"] = dateline is not None and dateline.name == place.name
        if choice.source == "mention":
            self._expression(contact, choice.value.start, choice.value.end, row)
        return row

    # --- both ----------------------------------------------------------------

    def _contact(self, contact: Contact, told: Contact | None) -> Row:
        token = self._doc[contact.trigger]
        clause = next((t for t in (token, *token.ancestors) if t.pos_ in ("VERB", "AUX")), token)
        row: Row = {
            f"status={contact.status.value}": 1,
            f"channel={contact.channel.value}": 1,
            f"clause={clause.tag_}": 1,
            f"clause dep={clause.dep_}": 1,
            f"lemma={token.lemma_.lower()}": 1,
            "rule has": (contact.date is not None),
            "rule has place": (contact.place is not None),
            "people": len(contact.parts),
            "paragraph": min(contact.paragraph, 8),
        }
        for child in clause.children:
            if child.dep_ in ("aux", "auxpass"):
                row[f"aux={child.lower_}"] = 1
        if told is not None:
            row["told paragraphs ago"] = min(contact.paragraph - told.paragraph, 5)
            keys = {p.entity.key for p in told.parts}
            row["told people"] = sum(p.entity.key in keys for p in contact.parts)
            row["told same status"] = told.status is contact.status
            row["told here"] = told.sentence == contact.sentence
            row["told occurred"] = told.status is Status.OCCURRED
            if told.date is not None:
                row["told day"] = told.date.precision is Precision.DAY
        return row

    def _expression(self, contact: Contact, start: int, end: int, row: Row) -> None:
        """How an expression stands to the trigger."""
        at = contact.trigger
        trigger, root = self._doc[at], self._tokens.root(start, end)
        row["back"] = self._layout.sentence_of[at] - self._layout.sentence_of[start]
        row["same paragraph"] = self._layout.paragraph_of[at] == self._layout.paragraph_of[start]
        low, high = (at + 1, start) if start > at else (end, at)
        row["after"] = start > at
        row["distance"] = step(max(0, high - low) + 1)
        row["verbs between"] = min(self._layout.verbs(low, high), 5)
        row["commas between"] = min(self._layout.commas(low, high), 5)
        row["triggers between"] = min(max(0, count(self._triggers, low, high)), 4)
        sentence = self._layout.sentences[self._layout.sentence_of[start]]
        row["opens"] = start - sentence.start < 3
        row["closes"] = sentence.end - end < 3
        row["people beside"] = self._people_beside(contact, start)
        row["latest with its people"] = start == self._latest_with(contact, start, end)
        # "With A in Tarawa on Friday and with B in Apia on Saturday".
        ends = [p.end for p in contact.parts if p.end <= start]
        row["behind somebody"] = min((start - end for end in ends), default=9)
        last = max(contact.parts, key=lambda p: p.start).end
        row["behind the last"] = min(max(start - last, -1), 9)
        row["of the saying"] = self._of_the_saying(root, trigger)
        row[f"word before={self._doc[start - 1].lower_ if start else '^'}"] = 1
        row[f"own dep={root.dep_}"] = 1
        self._along_the_parse(trigger, root, row)

    def _latest_with(self, contact: Contact, start: int, end: int) -> int | None:
        """Where the last expression of that kind stands that was told beside the contact's people."""
        places = (start, end) in self._place_spans
        key = (contact.trigger, places)
        if key not in self._latest:
            mentions = self._memory.places if places else self._memory.dates
            self._latest[key] = [m.start for m in mentions if m.start < contact.trigger][-8:]
        return next((at for at in reversed(self._latest[key]) if self._people_beside(contact, at)), None)

    def _of_the_saying(self, root: Token, trigger: Token) -> bool:
        """ "China said on Monday that there had been no call": the day of the words, not of the call."""
        verb = next((t for t in root.ancestors if t.pos_ in ("VERB", "AUX")), None)
        return verb is not None and verb.i != trigger.i and verb.lemma_.lower() in words("status", "report")

    def _people_beside(self, contact: Contact, at: int) -> int:
        """How many of the contact's people are spoken of in the sentence of an expression."""
        number = self._layout.sentence_of[at]
        return sum(number in self._layout.sentences_about(p.entity) for p in contact.parts)

    def _along_the_parse(self, trigger: Token, root: Token, row: Row) -> None:
        number = self._layout.sentence_of[trigger.i]
        if number != self._layout.sentence_of[root.i]:
            return
        sentence = self._layout.sentences[number]
        row["far"] = min(self._circumstances.distance(root, trigger), 12)
        first = bisect_left(self._triggers, sentence.start)
        here = self._triggers[first : bisect_left(self._triggers, sentence.end)]
        others = (t for t in here if t != trigger.i)
        row["far from another"] = min(
            (self._circumstances.distance(root, self._doc[t]) for t in others), default=20
        )
        path = Path(root, trigger)
        row["path up"] = len(path.up)
        if path.down is not None:
            row["path down"] = len(path.down)
            row[f"down={'.'.join(path.down[:2])}"] = 1
            row[f"up={'.'.join(path.up[-2:])}"] = 1


def _rank(rows: list[Row]) -> None:
    """Adds how each expression stands among the others: by the parse, in the text, by sentences."""
    for name, farther in (("far", 99.0), ("distance", 99.0), ("back", 99.0)):
        values = sorted({row.get(name, farther) for row in rows})
        for row in rows:
            row[f"{name} rank"] = min(values.index(row.get(name, farther)), 5)
