"""What the role model looks at: a part of a contact, the rule's role for it, and where the contact was."""

from __future__ import annotations

from spacy.tokens import Doc

from extractors.components.participant_features import Row
from extractors.components.patterns import words
from extractors.components.reading import Contact, Part
from extractors.components.sides import distinct_sides
from extractors.domain import Role


def role_row(doc: Doc, contact: Contact, part: Part, stays: set[tuple[int, str]]) -> Row:
    """`stays` are (entity key, country) of those who are told to have gone there."""
    token = doc[contact.trigger]
    country = contact.place.place.country if contact.place is not None else None
    others = [p for p in contact.parts if p.entity.party != part.entity.party]
    row: Row = {
        f"rule={part.role.value}": 1,
        f"lemma={token.lemma_.lower()}": 1,
        f"tag={token.tag_}": 1,
        f"status={contact.status.value}": 1,
        f"channel={contact.channel.value}": 1,
        f"via={part.via.value}": 1,
        "sides": len(distinct_sides(contact.parts)),
        "people": len(contact.parts),
        "at home": country is not None and part.entity.party == country,
        "somebody at home": any(p.entity.party == country for p in others) and country is not None,
        "stays": (part.entity.key, country or "") in stays,
        "somebody stays": any((p.entity.key, country or "") in stays for p in others),
        "goes to the others": any((part.entity.key, p.entity.party or "") in stays for p in others),
        "is visited": any((p.entity.key, part.entity.party or "") in stays for p in others),
        "before": part.start < contact.trigger,
        "first": part.start == min(p.start for p in contact.parts),
        "party": part.entity.form == "party",
        "has a place": country is not None,
    }
    for role in Role:
        row[f"others {role.value}"] = sum(p.role is role for p in others)
    for child in token.children:
        if child.dep_ in ("prep", "agent"):
            row[f"prep={child.lower_}"] = 1
    before = doc[part.start - 1].lower_ if part.start else "^"
    row[f"word before={before}"] = 1
    head = doc[part.start : part.end].root.head
    row[f"own head={head.lemma_.lower()}"] = 1
    said = {t.lemma_.lower() for t in token.sent}
    for word in words("features", "visiting"):
        row[f"sentence says {word}"] = word in said
    return row
