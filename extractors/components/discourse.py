"""Which tellings are one contact: joins what several sentences of an article say of the same meeting."""

from __future__ import annotations

from extractors.components.circumstances import days_apart, finer
from extractors.components.reading import Contact, Part
from extractors.domain import Channel, PlaceKind, Precision, Role, Status, Via

_UNHELD = frozenset(
    [Status.CANCELLED, Status.POSTPONED, Status.REFUSED, Status.DENIED, Status.PLANNED, Status.PROPOSED]
)
_NEGATIVE = frozenset([Status.CANCELLED, Status.POSTPONED, Status.REFUSED, Status.DENIED])
# What a later sentence says of a contact that had only been planned stands against the plan.
_LAST_WORD = {
    Status.DENIED: 5,
    Status.CANCELLED: 4,
    Status.REFUSED: 4,
    Status.POSTPONED: 3,
    Status.PLANNED: 2,
    Status.PROPOSED: 1,
    Status.OCCURRED: 0,
}


def merge(told: list[Contact]) -> list[Contact]:
    """Each distinct contact once, in the order of first telling."""
    distinct: list[Contact] = []
    for contact in told:
        if contact.anaphoric:
            _update(contact, distinct)
            continue
        same = next((known for known in distinct if is_same(known, contact)), None)
        if same is None:
            distinct.append(contact)
        else:
            _join(same, contact)
    return distinct


def share_places(told: list[Contact]) -> None:
    """Who is somewhere for one meeting is there for the next of that day, unless the text says otherwise."""
    for i, contact in enumerate(told):
        if (
            contact.place is not None
            or contact.channel not in (Channel.IN_PERSON, Channel.UNKNOWN)
            or not contact.parts
        ):
            continue
        others = [*reversed(told[:i]), *told[i + 1 :]]
        place = next((o.place for o in others if o.place is not None and _same_stay(contact, o)), None)
        if place is not None:
            contact.place = place
            contact.channel = Channel.IN_PERSON


def _same_stay(a: Contact, b: Contact) -> bool:
    if b.channel is not Channel.IN_PERSON or a.date is None or b.date is None or a.date.start is None:
        return False
    if (a.date.start, a.date.end) != (b.date.start, b.date.end) or a.date.precision is not Precision.DAY:
        return False
    return bool({p.entity.key for p in a.parts} & {p.entity.key for p in b.parts})


def is_same(a: Contact, b: Contact) -> bool:
    """Whether two tellings can be one contact and nothing speaks against it."""
    if not _same_people(a, b):
        return False
    if (a.status is Status.OCCURRED) != (b.status is Status.OCCURRED):
        return False
    if a.date is not None and b.date is not None and days_apart(a.date, b.date):
        return False
    if {a.channel, b.channel} in (
        {Channel.PHONE, Channel.IN_PERSON},
        {Channel.PHONE, Channel.VIDEO},
        {Channel.VIDEO, Channel.IN_PERSON},
    ):
        return False
    return not _other_places(a, b)


def _same_people(a: Contact, b: Contact) -> bool:
    x, y = {p.entity.key for p in a.parts}, {p.entity.key for p in b.parts}
    if x == y:
        return True
    sides_x, sides_y = _sides(a), _sides(b)
    if x < y or y < x:
        # A four-way meeting is not the bilateral on its margins; more people on the same sides are one
        # contact, and so is "the trio" right after two of the three.
        larger = a if y < x else b
        grouped = any(p.via is Via.GROUP for p in larger.parts) and abs(a.paragraph - b.paragraph) <= 2
        return sides_x == sides_y or grouped
    return sides_x == sides_y and len(sides_x) == 2 and _coarser(a, b)


def _sides(contact: Contact) -> set[str]:
    return {p.entity.party or str(p.entity.key) for p in contact.parts}


def _coarser(a: Contact, b: Contact) -> bool:
    """One names the parties where the other names persons."""
    return (
        all(p.entity.form == "party" for p in a.parts) != all(p.entity.form == "party" for p in b.parts)
        and abs(a.paragraph - b.paragraph) <= 1
    )


def _other_places(a: Contact, b: Contact) -> bool:
    if a.place is None or b.place is None:
        return False
    p, q = a.place.place, b.place.place
    if p.country and q.country and p.country != q.country:
        return True
    return p.kind is PlaceKind.CITY and q.kind is PlaceKind.CITY and p.name != q.name


def _join(known: Contact, more: Contact) -> None:
    known.date = finer(known.date, more.date)
    if more.place is not None and (
        known.place is None
        or (known.place.place.kind is PlaceKind.COUNTRY and more.place.place.kind is PlaceKind.CITY)
    ):
        known.place = more.place
    if known.channel is Channel.UNKNOWN:
        known.channel = more.channel
    negative = known.status in _UNHELD and more.status in _NEGATIVE
    if _LAST_WORD[more.status] > _LAST_WORD[known.status] or (negative and known.status is not Status.DENIED):
        known.status, known.status_token, known.status_by = more.status, more.status_token, more.status_by
    for sentence in more.sentences:
        if sentence not in known.sentences:
            known.sentences.append(sentence)
    known.topics += [t for t in more.topics if t not in known.topics]
    _join_people(known, more)


def _join_people(known: Contact, more: Contact) -> None:
    by_key = {p.entity.key: p for p in known.parts}
    for part in more.parts:
        mine = by_key.get(part.entity.key)
        if mine is None:
            known.parts.append(part)
        elif mine.role is Role.PARTICIPANT:
            mine.role = part.role
    represented = {p.entity.party for p in known.parts if p.entity.form != "party"}
    known.parts = [p for p in known.parts if p.entity.form != "party" or p.entity.party not in represented]


def _update(anaphor: Contact, distinct: list[Contact]) -> None:
    """ "The meeting was put off": the last word on the contact told just before."""
    keys = {p.entity.key for p in anaphor.parts}
    for known in reversed(distinct):
        if anaphor.paragraph - known.paragraph > 1:
            return
        if keys and not keys <= {p.entity.key for p in known.parts}:
            continue
        if anaphor.date is not None and known.date is not None and days_apart(anaphor.date, known.date):
            continue
        if _other_places(anaphor, known):
            continue
        if known.status in _UNHELD and anaphor.status in _NEGATIVE:
            known.status, known.status_token = anaphor.status, anaphor.status_token
            known.status_by = anaphor.status_by
        if anaphor.status is known.status:
            _join(known, _without_people(anaphor))
        return


def _without_people(contact: Contact) -> Contact:
    people: list[Part] = []
    contact.parts = people
    return contact
