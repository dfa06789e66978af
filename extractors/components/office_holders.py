"""Whom an office or a general noun means: "the Turkish foreign minister", "the French leader"."""

from __future__ import annotations

from spacy.tokens import Doc

from extractors.components.antecedents import BYSTANDERS, Antecedents
from extractors.components.cast import Cast
from extractors.components.denotation import is_organization, office_of
from extractors.components.patterns import words
from extractors.components.reading import Entity, Member, Phrase, Resolution
from extractors.domain import Via

_NEAR = 60  # tokens back to somebody without a party whom "the Russian president" can mean
_AHEAD = 40  # tokens on to where a name may be told first
_VAGUE = frozenset(["visitor", "guest", "host", "boss", "general", "chief"])


class OfficeHolders:
    """Resolves offices of one Doc to persons of its cast."""

    def __init__(self, doc: Doc, cast: Cast, antecedents: Antecedents) -> None:
        self._doc = doc
        self._cast = cast
        self._antecedents = antecedents

    def office(self, phrase: Phrase, member: Member) -> Resolution:
        """The holder of an office, named or not."""
        code = self._cast.code(member)
        title = office_of(member.titles, code)
        if title is None:
            return (), Via.OFFICE
        if code is None:
            return self._of_no_party(phrase, member, title.office), Via.OFFICE
        if member.plural and is_organization(code) and title.level != "official":
            return (self._cast.party(code),), Via.GROUP  # "the foreign ministers of the G20"
        if member.former:
            known = self._antecedents.latest(lambda e: e.form == "person" and e.party == code, member.start)
        else:
            alone = len(phrase.members) == 1 and self._doc[phrase.start].lower_ == "the"
            known = self.holder(title.office, code, title.level, member.start, alone=alone)
        return (known or self._cast.office(title.office, code, title.level),), Via.OFFICE

    def _of_no_party(self, phrase: Phrase, member: Member, office: str) -> tuple[Entity, ...]:
        """ "The minister": whoever was spoken of last in that office."""
        if phrase.possessor is not None:
            return ()

        def fits(entity: Entity) -> bool:
            minister = office == "minister" and (entity.office or "").endswith("minister")
            return entity.form != "party" and (entity.office == office or minister)

        found = self._antecedents.latest(fits, member.start)
        return (found,) if found else ()

    def holder(
        self, office: str, code: str, level: str | None, at: int, *, alone: bool = False
    ) -> Entity | None:
        """The named person whom an office of a party means, who then holds that office for sure.

        `alone`: "the Turkish president", which can be somebody who was told without a country.
        """
        people = [e for e in self._cast.people if e.party == code]
        exact = [e for e in people if e.office == office and not e.former] or [
            e
            for e in people
            if e.known_office == office and (e.office is None or e.office in words("actors", "chairs"))
        ]
        if exact:
            found = self._antecedents.nearest(exact)
            found.office, found.level = office, level or found.level
            return found
        loose = [
            e
            for e in people
            if e.office is None and e.level in (level, None) and e.mentions[0][0] < at + _AHEAD
        ]
        if not loose and level == "leaders" and alone:
            loose = self._leaders_without_party(at)
        if len(loose) != 1:
            return None
        (found,) = loose
        if found.party is None:
            found.party, found.inferred_party = code, True
        found.office, found.level = office, level
        return found

    def _leaders_without_party(self, at: int) -> list[Entity]:
        """The people told shortly before, none of them with a party, who may be leaders."""
        begin = self._doc[at].sent.start
        recent = {
            m.entity.key: m.entity
            for m in self._antecedents.mentions
            if at - m.token < _NEAR and m.token < begin and m.entity.form == "person"
        }
        return [e for e in recent.values() if e.party is None and e.level in ("leaders", None)]

    def leader(self, phrase: Phrase, member: Member) -> Resolution:
        """Whom a general noun for a person means: "the Russian leader", "the envoy"."""
        code = self._cast.code(member)
        if code is None and phrase.possessor is None and phrase.kind in _VAGUE:
            return (), Via.OFFICE
        found = self._antecedents.latest(lambda e: _fits_noun(e, phrase.kind, code), member.start)
        if found is None and code is not None:
            found = self._of_party(phrase, member, code)
        return ((found,) if found else ()), Via.OFFICE

    def _of_party(self, phrase: Phrase, member: Member, code: str) -> Entity:
        """The person of a party whom nobody spoke of yet, else the party."""
        people = [e for e in self._cast.people if e.party == code]
        fitting = next((e for e in people if _fits_noun(e, phrase.kind, code)), None)
        if fitting is None and len(people) == 1 and phrase.kind in words("actors", "top_nouns"):
            fitting = people[0]
        return fitting or self._of_unknown_side(phrase, member, code) or self._cast.party(code)

    def _of_unknown_side(self, phrase: Phrase, member: Member, code: str) -> Entity | None:
        """ "The Indian minister", where the one minister spoken of was given no country."""
        if self._doc[phrase.start].lower_ != "the":
            return None

        def fits(entity: Entity) -> bool:
            official = entity.office is not None and entity.office not in BYSTANDERS
            return entity.form == "person" and entity.party is None and official

        found = self._antecedents.latest(fits, member.start)
        if found is not None:
            found.party, found.inferred_party = code, True
        return found


def _fits_noun(entity: Entity, noun: str, code: str | None) -> bool:
    """Whether "leader", "minister", "envoy" … can mean the entity."""
    if entity.form == "party" or (code and entity.party != code):
        return False
    if noun in words("actors", "top_nouns"):
        return entity.level in ("leaders", None)
    if noun == "minister":
        return entity.level == "ministerial"
    return noun not in words("actors", "staff_nouns") or entity.level != "leaders"
