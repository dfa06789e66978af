"""Component `people`: which names of the article are one person, what office each holds, for whom."""

from __future__ import annotations

from collections import Counter
from functools import cache

from spacy.language import Language
from spacy.tokens import Doc

from extractors.components.patterns import words
from extractors.components.reading import Entity, Member, Reading, reading
from extractors.gazetteers import OfficeTitle, office_titles, party
from extractors.gazetteers.holders import find_holder
from extractors.ids import fold


def choose_party(codes: tuple[tuple[str, str], ...], counts: Counter[str]) -> str | None:
    """The one party that an ambiguous name ("Congolese", "Brussels") means here, None where nothing decides."""
    if not codes:
        return None
    distinct = {code for code, _ in codes}
    if len(distinct) == 1:
        return codes[0][0]
    ranked = sorted(distinct, key=lambda code: (-counts[code], code))
    if counts[ranked[0]] > counts[ranked[1]]:
        return ranked[0]
    metonyms = [code for code, kind in codes if kind == "metonym"]
    names = [code for code, kind in codes if kind in ("name", "code", "demonym")]
    return next(iter(metonyms or names), None)


def party_counts(memory: Reading) -> Counter[str]:
    """How often each party is named without ambiguity."""
    counts: Counter[str] = Counter()
    for chunk in memory.chunks.values():
        if len({code for code, _ in chunk.codes}) == 1:
            counts[chunk.codes[0][0]] += 1
    return counts


def office_of(titles: tuple[OfficeTitle, ...], code: str | None) -> OfficeTitle | None:
    """The reading of a title that fits the party ("foreign secretary" of Britain or of India)."""
    known = party(code) if code else None
    kind = "country" if known is None or known.kind != "organization" else "organization"
    fitting = [t for t in titles if t.only_party == code and code]
    fitting = fitting or [t for t in titles if t.only_party is None and t.party_kind in (None, kind)]
    fitting = fitting or [t for t in titles if t.only_party is None] or list(titles)
    return fitting[0] if fitting else None


@cache
def _levels() -> dict[str, str]:
    return {title.office: title.level for title in office_titles()}


def office_level(office: str | None) -> str | None:
    """The level of an office in its general form."""
    return _levels().get(office or "")


class Cast:
    """The article's entities, looked up by name, office and party."""

    def __init__(self, doc: Doc, memory: Reading) -> None:
        self._doc = doc
        self.memory = memory
        self.counts = party_counts(memory)
        self._parties: dict[str, Entity] = {}
        self._words: dict[str, list[Entity]] = {}
        self._year = memory.published.year if memory.published else None
        self._alone = self._single_names()

    def _single_names(self) -> set[str]:
        """One-word names that are somebody's: subjects and objects, "Duterte's spokesman"."""
        found = set()
        for phrase in self.memory.phrases:
            for member in phrase.members:
                if member.name is not None and member.name[1] - member.name[0] == 1:
                    token = self._doc[member.name[0]]
                    if token.dep_ in (
                        "nsubj",
                        "nsubjpass",
                        "dobj",
                        "pobj",
                        "poss",
                        "conj",
                        "agent",
                        "dative",
                    ) and token.ent_type_ not in ("GPE", "LOC", "FAC", "ORG"):
                        found.add(token.text)
        return found

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
        """The person known in that office, else the office itself; one office a party has one holder at a time."""
        for entity in self.memory.entities:
            if (
                entity.form != "party"
                and entity.office == office
                and entity.party == code
                and not entity.former
            ):
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
        """A word that stands alone is a family name: the last one, or the first in Chinese or Korean names."""
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
        if start > 0 and self._doc[start - 1].lower_.rstrip(".") in _HONORIFIC_WORDS:
            return True
        kinds = {t.ent_type_ for t in self._doc[start:end]}
        several = len(text.split()) > 1
        if several and find_holder(text, year=self._year) is not None:
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
        """True where the last word, or the first of a Chinese or Korean name, comes back alone as an argument."""
        parts = text.split()
        return any(word in self._alone for word in (parts[-1], parts[0]))

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
        elif code and entity.inferred_party:
            entity.party, entity.inferred_party = code, False
        before = self._doc[member.start].lower_.rstrip(".")
        for word in (before, self._doc[max(0, (member.name or (0, 0))[0] - 1)].lower_.rstrip(".")):
            if word in words("actors", "feminine"):
                entity.gender = "f"
            elif word in words("actors", "masculine"):
                entity.gender = entity.gender or "m"

    def infer_parties(self) -> None:
        """The party of an office holder from the words before ("Syrian state media quoted Foreign Minister …"), else
        from the dateline: an agency at home names its own ministers without their country."""
        home = self.memory.dateline_place.country if self.memory.dateline_place is not None else None
        for entity in self.people:
            if entity.party is not None or entity.office is None or self._one_of_several(entity):
                continue
            start = entity.mentions[0][0]
            sentence = self._doc[start].sent.start
            before = [
                c
                for c in self.memory.chunks.values()
                if sentence <= c.start < min(start, sentence + 2)
                and start - c.end < _NEAR
                and c.kind == "party"
            ]
            code = choose_party(before[-1].codes, self.counts) if before else None
            known = party(code or self._capital_country(home) or "")
            if known is not None and known.kind == "country" and entity.level in ("leaders", "ministerial"):
                entity.party, entity.inferred_party = known.code, True

    def _one_of_several(self, entity: Entity) -> bool:
        """ "Presidents Santos and Chavez": the country before is that of one of them only."""
        return any(len(p.members) > 1 and entity in p.entities for p in self.memory.phrases)

    def _capital_country(self, code: str | None) -> str | None:
        """The dateline's country, where the dateline is its capital."""
        known = party(code) if code else None
        dateline = self.memory.dateline_place
        at_home = (
            known is not None and dateline is not None and fold(dateline.name) == fold(known.capital or "")
        )
        return code if at_home else None

    def look_up(self) -> None:
        """Party and gender of well-known names, where the article leaves them out."""
        for entity in self.people:
            holder = find_holder(entity.name or "", year=self._year)
            if holder is None:
                continue
            if entity.party is None:
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


_HONORIFIC_WORDS = frozenset(
    [
        "mr",
        "mrs",
        "ms",
        "miss",
        "dr",
        "sir",
        "lord",
        "lady",
        "sheikh",
        "prince",
        "princess",
        "gen",
        "general",
        "col",
        "colonel",
        "admiral",
        "sheik",
        "sayyid",
        "hajji",
        "ayatollah",
        "mullah",
        "rabbi",
        "archbishop",
        "cardinal",
        "baroness",
        "dame",
    ]
)


def _family_words(entity: Entity) -> set[str]:
    parts = fold(entity.name or "").split()
    return {parts[0], parts[-1]} if parts else set()


class People:
    """Makes the persons of `Reading.entities` from every named phrase, longest names first."""

    def __call__(self, doc: Doc) -> Doc:
        memory = reading(doc)
        cast = Cast(doc, memory)
        named = [m for phrase in memory.phrases for m in phrase.members if m.name is not None]
        for several in (True, False):
            for member in named:
                if (member.name[1] - member.name[0] > 1) == several and not member.entities:  # type: ignore[index]
                    entity = cast.introduce(member)
                    if entity is not None:
                        member.entities = (entity,)
        cast.look_up()
        cast.infer_parties()
        doc.user_data[CAST_KEY] = cast
        return doc


_ROYAL = frozenset(["king", "queen", "pope", "emperor", "sultan", "emir"])
_NEAR = 8  # tokens between a party and the office holder it goes with
CAST_KEY = "chancery.cast"


def cast(doc: Doc) -> Cast:
    """The cast that component `people` made."""
    found = doc.user_data[CAST_KEY]
    assert isinstance(found, Cast)
    return found


@Language.factory("people", requires=["doc.user_data", "token.ent_type"], assigns=["doc.user_data"])
def make_people(nlp: Language, name: str) -> People:
    """`nlp` and `name` are spaCy's."""
    return People()
