"""Component `coreference`: gives every actor phrase its entities: offices, pronouns, groups, counterparts."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from spacy.language import Language
from spacy.tokens import Doc

from extractors.components.antecedents import Antecedents
from extractors.components.cast import Cast, cast
from extractors.components.group_antecedents import GroupAntecedents
from extractors.components.office_holders import OfficeHolders
from extractors.components.reading import Entity, Member, Phrase, Reading, Resolution, reading
from extractors.domain import Via

_STAND_INS = frozenset(["capital", "metonym", "epithet"])
_NAMES = frozenset(["name", "code", "official"])
_LEADERS = frozenset(["leaders", "heads of state", "heads of government"])


class Resolver:
    """Reads the phrases in order and keeps who was spoken of."""

    def __init__(self, doc: Doc, memory: Reading, people: Cast) -> None:
        self._doc = doc
        self._memory = memory
        self._cast = people
        self._antecedents = Antecedents(doc, memory)
        self._holders = OfficeHolders(doc, people, self._antecedents)
        groups = GroupAntecedents(doc, memory, people, self._antecedents)
        self._forms: dict[str, Callable[[Phrase, Member], Resolution]] = {
            "party": self._party,
            "delegation": self._delegation,
            "office": self._holders.office,
            "leader": self._holders.leader,
            "people": self._people,
            "counterpart": self._counterpart,
            "pronoun": self._pronoun,
            "group": groups.group,
        }

    def run(self) -> None:
        for phrase in self._memory.phrases:
            for member in phrase.members:
                if not member.entities:
                    resolve = self._forms.get(member.form)
                    member.entities, member.via = resolve(phrase, member) if resolve else ((), Via.NAME)
                elif member.form == "counterpart":
                    member.via = Via.COUNTERPART
                    self._promote(phrase, member)
            self._antecedents.note(phrase)

    def _party(self, phrase: Phrase, member: Member) -> Resolution:
        code = self._cast.code(member)
        if code is None:
            return (), Via.COUNTRY
        kinds = {kind for c, kind in member.codes if c == code}
        stands_in = kinds & _STAND_INS and not kinds & _NAMES
        return (self._cast.party(code),), Via.METONYM if stands_in else Via.COUNTRY

    def _delegation(self, phrase: Phrase, member: Member) -> Resolution:
        """A party by its people; its leader where "the leaders of" names several parties."""
        code = self._cast.code(member)
        if code is None:
            return (), Via.GROUP
        if phrase.kind in _LEADERS:
            people = (e for e in self._cast.people if e.party == code)
            leaders = [e for e in people if e.level == "leaders" and not e.former]
            if leaders:
                return (self._antecedents.nearest(leaders),), Via.GROUP
        return (self._cast.party(code),), Via.GROUP

    def _people(self, phrase: Phrase, member: Member) -> Resolution:
        """ "The Russian": who was spoken of last of that party."""
        code = self._cast.code(member)
        if code is None:
            return (), Via.COUNTRY
        found = self._antecedents.latest(lambda e: e.form != "party" and e.party == code, member.start)
        return (found or self._cast.party(code),), Via.COUNTRY

    def _pronoun(self, phrase: Phrase, member: Member) -> Resolution:
        apart = self._antecedents.coarguments(member.start)
        found = self._antecedents.person(member.start, member.gender, apart=apart)
        return ((found,) if found else ()), Via.PRONOUN

    def _possessors(self, phrase: Phrase) -> list[Entity]:
        """Whose counterpart: the possessive pronoun's owner, else whoever was spoken of last in an office."""
        at = phrase.possessor
        if at is None:
            owner = self._antecedents.latest(
                lambda e: e.form != "party" and e.office is not None, phrase.start
            )
            return [owner] if owner else []
        word = self._doc[at].lower_
        if word == "their":
            return self._antecedents.they(at)
        owner = self._antecedents.person(at, {"her": "f", "his": "m"}.get(word), office=True)
        return [owner] if owner else []

    def _promote(self, phrase: Phrase, member: Member) -> None:
        """A named counterpart holds the same office as the one whose counterpart he is."""
        owners = [e for e in self._possessors(phrase) if e not in member.entities]
        for entity in member.entities:
            if entity.office is None and owners and owners[0].office:
                entity.office, entity.level = owners[0].office, owners[0].level

    def _counterpart(self, phrase: Phrase, member: Member) -> Resolution:
        """The same office of another party; without a party those spoken of in that office."""
        code = self._cast.code(member)
        owners = [e for e in self._possessors(phrase) if e.office]
        if code is not None:
            made = [self._peer(owner, code, member.start) for owner in owners if owner.party != code]
            return tuple(_distinct(made)) or (self._cast.party(code),), Via.COUNTERPART
        offices = {o.office for o in owners}
        size = phrase.size or (2 if member.plural else 1)
        found = self._antecedents.recent(
            lambda e: e.office in offices and e not in owners and e.form != "party", member.start, size
        )
        return (tuple(found) if len(found) == size else ()), Via.COUNTERPART

    def _peer(self, owner: Entity, code: str, at: int) -> Entity:
        office = owner.office or ""
        named = self._holders.holder(office, code, owner.level, at)
        return named or self._cast.office(office, code, owner.level)


def _distinct(entities: Iterable[Entity]) -> list[Entity]:
    return list({entity.key: entity for entity in entities}.values())


class Coreference:
    """Fills `Member.entities` of every phrase that can be resolved; the others stay empty."""

    def __call__(self, doc: Doc) -> Doc:
        memory = reading(doc)
        Resolver(doc, memory, cast(doc)).run()
        return doc


@Language.factory("coreference", requires=["doc.user_data", "token.dep"], assigns=["doc.user_data"])
def make_coreference(nlp: Language, name: str) -> Coreference:
    """`nlp` and `name` are spaCy's."""
    return Coreference()
