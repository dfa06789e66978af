"""The cast of an article: its actors, found again by name, party and office."""

from __future__ import annotations

from spacy.tokens import Doc

from extractors.components.denotation import choose_party, is_organization, office_of, party_counts
from extractors.components.patterns import words
from extractors.components.reading import Entity, Member, Reading
from extractors.gazetteers import party
from extractors.gazetteers.holders import find_holder
from extractors.ids import fold

_ARGUMENTS = frozenset(["nsubj", "nsubjpass", "dobj", "pobj", "poss", "conj", "agent", "dative"])
_NOT_PEOPLE = frozenset(["GPE", "LOC", "FAC", "ORG"])
_ROYAL = frozenset(["king", "queen", "pope", "emperor", "sultan", "emir"])
CAST_KEY = "chancery.cast"


class Cast:
    """The article's entities, looked up by name, office and party."""

    def __init__(self, doc: Doc, memory: Reading) -> None:
        self._doc = doc
        self.memory = memory
        self.counts = party_counts(memory)
        self._parties: dict[str, Entity] = {}
        self._words: dict[str, list[Entity]] = {}
        self._alone = self._single_names()

    def _single_names(self) -> set[str]:
        """One-word names that are somebody's: subjects and objects, "Duterte's spokesman"."""
        names = (m.name for phrase in self.memory.phrases for m in phrase.members if m.name is not None)
        single = (self._doc[start] for start, end in names if end - start == 1)
        return {t.text for t in single if t.dep_ in _ARGUMENTS and t.ent_type_ not in _NOT_PEOPLE}

    @property
    def year(self) -> int | None:
        """The year of publication."""
        return self.memory.published.year if self.memory.published else None

    @property
    def people(self) -> list[Entity]:
        return [e for e in self.memory.entities if e.form == "person"]

    def code(self, member: Member) -> str | None:
        return choose_party(member.codes, self.counts)

    def party(self, code: str) -> Entity:
        """The one entity of a party."""
        if code not in self._parties:
            known = party(code)
            self._parties[code] = self._add(
                Entity(0, "party", name=known.name if known else code, party=code)
            )
        return self._parties[code]

    def office(self, office: str, code: str | None, level: str | None) -> Entity:
        """The person known in that office, else the office; one office has one holder at a time."""
        for entity in self.memory.entities:
            held = entity.form != "party" and entity.office == office and not entity.former
            if held and entity.party == code:
                return entity
        return self._add(Entity(0, "office", office=office, party=code, level=level))

    def _add(self, entity: Entity) -> Entity:
        entity.key = len(self.memory.entities)
        self.memory.entities.append(entity)
        return entity

    def name_text(self, name: tuple[int, int]) -> str:
        return " ".join(self._doc[name[0] : name[1]].text.split()).removesuffix("'s").rstrip(".")

    def introduce(self, member: Member) -> Entity | None:
        """The person that a named member means; None where nothing says that it is a person."""
        assert member.name is not None
        text = self.name_text(member.name)
        entity = self._known(text, member)
        if entity is None:
            if not self._personal(member, text):
                return None
            entity = self._add(Entity(0, "person", name=text))
            self._index(entity, text)
        elif len(fold(text).split()) > len(fold(entity.name or "").split()):
            entity.aliases.add(entity.name or text)
            entity.name = text
            self._index(entity, text)
        elif text != entity.name:
            entity.aliases.add(text)
        self._describe(entity, member)
        return entity

    def _index(self, entity: Entity, text: str) -> None:
        for word in fold(text).split():
            known = self._words.setdefault(word, [])
            if entity not in known:
                known.append(entity)

    def _known(self, text: str, member: Member) -> Entity | None:
        parts = fold(text).split()
        if not parts:
            return None
        if len(parts) == 1:
            return self._by_family(parts[0], member)
        wanted = set(parts)
        for entity in self._words.get(parts[-1], []) or self._words.get(parts[0], []):
            have = set(fold(entity.name or "").split())
            if wanted <= have or (have <= wanted and (len(have) > 1 or entity.name == text.split()[-1])):
                return entity
        return None

    def _by_family(self, word: str, member: Member) -> Entity | None:
        """A word that stands alone is a family name: the last, or the first of Chinese or Korean names."""
        candidates = self._words.get(word, [])
        offices = {title.office for title in member.titles}
        if offices & _ROYAL:  # "King Salman" is not Mohammed bin Salman
            return next((e for e in candidates if e.office in offices), None)
        family = [e for e in candidates if word in _family_words(e)] or candidates
        if len(family) > 1:
            fitting = [e for e in family if e.office in offices] or family
            before = [e for e in fitting if e.mentions[0][0] < member.start] or fitting
            return max(before, key=lambda e: max((s for s, _ in e.mentions if s < member.start), default=-1))
        return family[0] if family else None

    def _personal(self, member: Member, text: str) -> bool:
        start, end = member.name or (0, 0)
        if member.titles or member.form == "counterpart":
            return True
        if start > 0 and self._doc[start - 1].lower_.rstrip(".") in words("actors", "honorific_words"):
            return True
        kinds = {t.ent_type_ for t in self._doc[start:end]}
        several = len(text.split()) > 1
        if several and find_holder(text, year=self.year) is not None:
            return True
        if several and self._recurs(text):
            return True
        if member.codes and "PERSON" not in kinds:
            return several and not kinds & {"EVENT", "LAW", "LOC"}
        return "PERSON" in kinds and (several or bool(member.codes))

    def _sole_party(self, member: Member) -> str | None:
        """The party of a title that only one has: "the pope", "the taoiseach"."""
        only = {t.only_party for t in member.titles}
        return only.pop() if len(only) == 1 else None

    def _recurs(self, text: str) -> bool:
        """True where the last word, or the first of a Chinese or Korean name, comes back alone."""
        parts = text.split()
        return any(word in self._alone for word in (parts[-1], parts[0]))

    def _only_chairs(self, entity: Entity, code: str) -> bool:
        """ "CARICOM's chairman, the Guyanese president": a head of state in the chair acts for his state."""
        chairs = entity.office is None or entity.office in words("actors", "chairs")
        return chairs and is_organization(entity.party) and not is_organization(code)

    def _describe(self, entity: Entity, member: Member) -> None:
        entity.mentions.append((member.start, member.end))
        code = self.code(member) or self._sole_party(member)
        if member.titles:
            title = office_of(member.titles, code or entity.party)
            if title is not None and (entity.office is None or (entity.former and not member.former)):
                entity.office, entity.level, entity.former = title.office, title.level, member.former
                entity.titles = member.titles
        if code and entity.party is None:
            entity.party = code
        elif code and (entity.inferred_party or self._only_chairs(entity, code)):
            entity.party, entity.inferred_party = code, False
        before = self._doc[member.start].lower_.rstrip(".")
        for word in (before, self._doc[max(0, (member.name or (0, 0))[0] - 1)].lower_.rstrip(".")):
            if word in words("actors", "feminine"):
                entity.gender = "f"
            elif word in words("actors", "masculine"):
                entity.gender = entity.gender or "m"


def _family_words(entity: Entity) -> set[str]:
    parts = fold(entity.name or "").split()
    return {parts[0], parts[-1]} if parts else set()


def cast(doc: Doc) -> Cast:
    """The cast that component `people` made."""
    found = doc.user_data[CAST_KEY]
    assert isinstance(found, Cast)
    return found
