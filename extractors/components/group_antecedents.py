"""Whom a group means: "the two leaders", "both countries", "the foreign ministers"."""

from __future__ import annotations

from collections.abc import Callable

from spacy.tokens import Doc

from extractors.components.antecedents import Antecedents
from extractors.components.cast import Cast
from extractors.components.denotation import office_level
from extractors.components.patterns import words
from extractors.components.reading import Entity, Member, Phrase, Reading, Resolution
from extractors.domain import Via

_THEY = frozenset(["they", "them", "themselves", "their"])
_DIPLOMATS = frozenset(["diplomat", "chief diplomat", "top diplomat", "foreign minister"])
_APPOSITION = 25  # tokens before a group where the names that it describes can stand


class GroupAntecedents:
    """Resolves the groups of one Doc to entities that were spoken of."""

    def __init__(self, doc: Doc, memory: Reading, cast: Cast, antecedents: Antecedents) -> None:
        self._doc = doc
        self._memory = memory
        self._cast = cast
        self._antecedents = antecedents

    def group(self, phrase: Phrase, member: Member) -> Resolution:
        """As many as the group has, nobody where fewer are known."""
        if self._doc[member.start].lower_ in _THEY:
            return tuple(self._antecedents.they(member.start)), Via.PRONOUN
        size = phrase.size or 2
        found = self._apposed(phrase, size)
        if not found and phrase.kind in words("actors", "party_nouns"):
            found = self._parties(phrase, member.start)
        elif not found:
            found = self._people(phrase, member.start)
        return tuple(found if len(found) == size else ()), Via.GROUP

    def _apposed(self, phrase: Phrase, size: int) -> list[Entity]:
        """ "Rwanda's X and Congo's Y, the two foreign ministers,": the names just before hold that office."""
        if phrase.start < 2 or self._doc[phrase.start - 1].text != ",":
            return []
        begin = phrase.start - _APPOSITION
        before = (m for m in self._antecedents.mentions if begin < m.token < phrase.start)
        named = [m.entity for m in before if m.entity.form == "person"][-size:]
        previous = self._memory.phrase_at.get(phrase.start - 2)
        if len(named) != size or previous is None or named[-1] not in previous.entities:
            return []
        level = office_level(phrase.kind)
        for entity in named:
            if level is not None and entity.office is None:
                entity.office, entity.level = phrase.kind, level
        return named

    def _parties(self, phrase: Phrase, at: int) -> list[Entity]:
        """ "The same three countries", "both sides"."""
        size = phrase.size or 2
        if phrase.size and (codes := self._antecedents.parties_of_group(at, phrase.size)):
            return [self._cast.party(code) for code in codes]
        found = self._antecedents.recent(lambda e: e.form == "party", at, size)
        if len(found) == size:
            return found
        actors = self._antecedents.recent(lambda e: bool(e.party), at, size)
        return [self._cast.party(e.party) for e in actors if e.party]

    def _people(self, phrase: Phrase, at: int) -> list[Entity]:
        size = phrase.size or 2
        fits = fits_noun(phrase.kind)
        apart = self._antecedents.coarguments(self._doc[phrase.start : phrase.end].root.i)
        if phrase.possessor is not None and (owner := self._antecedents.person(phrase.possessor, None)):
            apart = [*apart, owner]
        found = self._antecedents.recent(lambda e: fits(e) and e not in apart, at, size)
        if len(found) == size:
            return found
        later = [e for e in self._cast.people if fits(e) and e not in found]
        return [*found, *later]


def fits_noun(noun: str) -> Callable[[Entity], bool]:
    """Whether an entity can be one of "the leaders", "the ministers" …"""
    if noun in words("actors", "leader_nouns"):
        return lambda e: e.form != "party" and e.level in ("leaders", None)
    if noun in _DIPLOMATS:
        return lambda e: e.form != "party" and e.office == "foreign minister"
    if noun == "minister":
        return lambda e: (
            e.form != "party" and (e.office == "minister" or (bool(e.office) and e.level == "ministerial"))
        )
    if noun.endswith("minister"):
        return lambda e: e.form != "party" and e.office == noun.replace("defence", "defense")
    return lambda e: e.form != "party" and bool(e.party or e.office)
