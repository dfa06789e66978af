"""Which tellings are one contact, by the model: compares what two triggers tell, pair by pair."""

from __future__ import annotations

from spacy.tokens import Doc, Token

from extractors.components.circumstances import days_apart
from extractors.components.discourse import is_same, other_places
from extractors.components.participant_features import Row
from extractors.components.patterns import words
from extractors.components.reading import Contact
from extractors.components.sides import distinct_sides
from extractors.domain import Channel, EventDate, PlaceKind, Status, Via
from extractors.learned.judges import Judges


class Tellings:
    """Sorts the tellings of one Doc into contacts."""

    def __init__(self, doc: Doc, judges: Judges) -> None:
        self._doc = doc
        self._judges = judges

    def alike(self, known: list[Contact], contact: Contact) -> float | None:
        """The chance that a telling is of the same contact as those; None where no model tells."""
        rows = [self._row(one, contact) for one in known]
        chances = self._judges.yes("same", rows, [(one, contact) for one in known])
        return None if chances is None else max(chances)

    def _row(self, a: Contact, b: Contact) -> Row:
        x, y = {p.entity.key for p in a.parts}, {p.entity.key for p in b.parts}
        sides, others = distinct_sides(a.parts), distinct_sides(b.parts)
        row: Row = {
            "rule": is_same(a, b),
            "shared": len(x & y),
            "only one": len(x - y),
            "only other": len(y - x),
            "people alike": len(x & y) / (len(x | y) or 1),
            "sides alike": len(sides & others) / (len(sides | others) or 1),
            "same sides": sides == others,
            "within": x <= y or y <= x,
            "parties only": all(p.entity.form == "party" for p in a.parts),
            "other parties only": all(p.entity.form == "party" for p in b.parts),
            "grouped": any(p.via is Via.GROUP for p in b.parts),
            "by pronoun": any(p.via is Via.PRONOUN for p in b.parts),
            "same status": a.status is b.status,
            "both occurred": a.status is Status.OCCURRED and b.status is Status.OCCURRED,
            "one occurred": (a.status is Status.OCCURRED) != (b.status is Status.OCCURRED),
            f"status={a.status.value} {b.status.value}": 1,
            "paragraphs": min(abs(b.paragraph - a.paragraph), 8),
            "same sentence": a.sentence == b.sentence,
            "tokens": min(abs(b.trigger - a.trigger), 200),
        }
        self._when_and_where(a, b, row)
        self._words(a, b, row)
        return row

    def _when_and_where(self, a: Contact, b: Contact, row: Row) -> None:
        row["dates"] = _known(a.date) + _known(b.date)
        if a.date is not None and b.date is not None and _known(a.date) and _known(b.date):
            row["same date"] = (a.date.start, a.date.end) == (b.date.start, b.date.end)
            row["dates apart"] = days_apart(a.date, b.date)
            row["days"] = min(abs(_day(a) - _day(b)), 400)
        if a.place is not None and b.place is not None:
            row["same place"] = a.place.place.name == b.place.place.name
            row["same country"] = a.place.place.country == b.place.place.country
            row["other places"] = other_places(a, b)
            row["both cities"] = a.place.place.kind is b.place.place.kind is PlaceKind.CITY
        row["places"] = (a.place is not None) + (b.place is not None)
        row["same channel"] = a.channel is b.channel
        row["channels differ"] = Channel.UNKNOWN not in (a.channel, b.channel) and a.channel is not b.channel
        for channel in (a.channel, b.channel):
            row[f"channel={channel.value}"] = row.get(f"channel={channel.value}", 0) + 1

    def _words(self, a: Contact, b: Contact, row: Row) -> None:
        first, second = self._doc[a.trigger], self._doc[b.trigger]
        row["same word"] = first.lemma_ == second.lemma_
        row["both verbs"] = first.pos_ == second.pos_ == "VERB"
        row["nouns"] = (first.pos_ in ("NOUN", "PROPN")) + (second.pos_ in ("NOUN", "PROPN"))
        row[f"other lemma={second.lemma_.lower()}"] = 1
        row[f"lemma={first.lemma_.lower()}"] = 1
        for word in self._around(second):
            row[f"other says={word}"] = 1
        for child in second.children:
            if child.lower_ in words("features", "determiners"):
                row[f"other det={child.lower_}"] = 1
        row["other perfect"] = any(c.lower_ in ("had", "has", "have") for c in second.children)

    def _around(self, token: Token) -> set[str]:
        near = self._doc[max(token.sent.start, token.i - 5) : min(token.sent.end, token.i + 6)]
        return {t.lower_ for t in near} & words("features", "again")


def _known(date: EventDate | None) -> bool:
    return date is not None and date.start is not None


def _day(contact: Contact) -> int:
    assert contact.date is not None
    assert contact.date.start is not None
    return contact.date.start.toordinal()
