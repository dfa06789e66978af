"""What an article takes for granted of its people: the party of a well-known name, of a minister at home."""

from __future__ import annotations

from spacy.tokens import Doc

from extractors.components.cast import Cast
from extractors.components.denotation import choose_party, is_organization, office_level, office_of
from extractors.components.patterns import words
from extractors.components.reading import Entity, Reading
from extractors.gazetteers import party
from extractors.gazetteers.holders import Holder, find_by_office, find_holder
from extractors.ids import fold

_NEAR = 8  # tokens between a party and the office holder it goes with
_OPENING = 2  # tokens of a sentence that can hold the party it is about


def look_up(cast: Cast) -> None:
    """Party and gender of well-known names, where the article leaves them out."""
    for entity in cast.people:
        holder = find_holder(entity.name or "", year=cast.year) or _by_office(entity, cast)
        if holder is None:
            continue
        chairs = entity.office in words("actors", "chairs")
        if entity.party is None or (chairs and is_organization(entity.party)):
            entity.party, entity.inferred_party = holder.party, True
            if (title := office_of(entity.titles, entity.party)) is not None:
                entity.office, entity.level = title.office, title.level
        entity.known_office = holder.office
        if entity.party in (None, holder.party):
            entity.usual_name = holder.name
        if entity.level is None:
            entity.level = office_level(holder.office)
        if entity.gender is None and holder.gender in ("m", "f"):
            entity.gender = "m" if holder.gender == "m" else "f"


def _by_office(entity: Entity, cast: Cast) -> Holder | None:
    """ "President Bush": a family name alone, with an office that somebody of that name held then."""
    name = entity.name or ""
    title = office_of(entity.titles, entity.party)
    if " " in name or entity.party is not None or title is None or cast.year is None or entity.former:
        return None
    return find_by_office(name, title.office, year=cast.year)


def infer_parties(doc: Doc, cast: Cast) -> None:
    """The party of office holders from the words before ("Syrian state media quoted Foreign Minister …").

    Else from the dateline: an agency at home names its own ministers without their country.
    """
    home = _country_at_home(cast.memory)
    for entity in cast.people:
        if entity.party is not None or entity.office is None or _one_of_several(entity, cast.memory):
            continue
        known = party(_party_before(doc, entity, cast) or home or "")
        if known is not None and known.kind == "country" and entity.level in ("leaders", "ministerial"):
            entity.party, entity.inferred_party = known.code, True


def _party_before(doc: Doc, entity: Entity, cast: Cast) -> str | None:
    """The party that opens the sentence in which an entity is named first."""
    start = entity.mentions[0][0]
    sentence = doc[start].sent.start
    before = [
        c
        for c in cast.memory.chunks.values()
        if sentence <= c.start < min(start, sentence + _OPENING)
        and start - c.end < _NEAR
        and c.kind == "party"
    ]
    return choose_party(before[-1].codes, cast.counts) if before else None


def _one_of_several(entity: Entity, memory: Reading) -> bool:
    """ "Presidents Santos and Chavez": the country before is that of one of them only."""
    return any(len(p.members) > 1 and entity in p.entities for p in memory.phrases)


def _country_at_home(memory: Reading) -> str | None:
    """The dateline's country, where the dateline is its capital."""
    dateline = memory.dateline_place
    known = party(dateline.country or "") if dateline is not None else None
    if dateline is None or known is None or fold(dateline.name) != fold(known.capital or ""):
        return None
    return dateline.country
