"""Component `coreference`: gives every actor phrase its entities: offices, pronouns, groups, counterparts."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from spacy.language import Language
from spacy.tokens import Doc, Token

from extractors.components.arguments import is_organization
from extractors.components.entities import Cast, cast, office_level, office_of
from extractors.components.reading import Entity, Member, Phrase, Reading, reading
from extractors.domain import Via

_SUBJECTS = frozenset(["nsubj", "nsubjpass"])
_PARTY_NOUNS = frozenset(
    [
        "side",
        "country",
        "nation",
        "state",
        "government",
        "neighbour",
        "neighbor",
        "power",
        "party",
        "delegation",
        "capital",
        "ally",
        "rival",
        "republic",
        "enemy",
        "foe",
    ]
)
_LEADER_NOUNS = frozenset(
    [
        "leader",
        "president",
        "prime minister",
        "premier",
        "head of state",
        "head of government",
        "monarch",
        "statesman",
        "foreign leader",
    ]
)
_BYSTANDERS = frozenset(["spokesperson", "press secretary", "speaker"])  # quoted, not met
_BELOW_LEADERS = frozenset(
    ["chief", "diplomat", "envoy", "aide", "official", "negotiator", "representative", "emissary", "delegate"]
)
_NEAR = 60
_WINDOW = 140  # tokens that a pronoun reaches back


class Resolver:
    """Reads the phrases in order and keeps who was spoken of."""

    def __init__(self, doc: Doc, memory: Reading, people: Cast) -> None:
        self._doc = doc
        self._memory = memory
        self._cast = people
        self._seen: list[tuple[int, Entity, bool]] = []  # token, entity, whether a subject
        self._groups: list[tuple[int, list[Entity]]] = []

    def run(self) -> None:
        for phrase in self._memory.phrases:
            for member in phrase.members:
                if not member.entities:
                    member.entities, member.via = self._resolve(phrase, member)
                elif member.form == "counterpart":
                    member.via = Via.COUNTERPART
                    self._promote(phrase, member)
            self._note(phrase)

    def _note(self, phrase: Phrase) -> None:
        subject = any(self._subject_like(self._doc[i]) for i in range(phrase.start, phrase.end))
        for entity in phrase.entities:
            self._seen.append((phrase.start, entity, subject))
            if (phrase.start, phrase.end) not in entity.mentions:
                entity.mentions.append((phrase.start, phrase.end))
        actors = [e for e in phrase.entities if e.form != "party"]
        if len(phrase.entities) > 1:
            self._groups.append((phrase.start, actors if len(actors) > 1 else phrase.entities))

    def _subject_like(self, token: Token) -> bool:
        """A subject, or its possessor: in "Pompeo's schedule is full. He …" he is Pompeo."""
        return token.dep_ in _SUBJECTS or (token.dep_ == "poss" and token.head.dep_ in _SUBJECTS)

    def _resolve(self, phrase: Phrase, member: Member) -> tuple[tuple[Entity, ...], Via]:
        read: dict[str, Callable[[Phrase, Member], tuple[tuple[Entity, ...], Via]]] = {
            "party": self._party,
            "delegation": self._delegation,
            "office": self._office,
            "leader": self._leader,
            "people": self._people,
            "counterpart": self._counterpart,
            "pronoun": self._pronoun,
            "group": self._group,
        }
        resolve = read.get(member.form)
        return resolve(phrase, member) if resolve else ((), Via.NAME)

    def _party(self, phrase: Phrase, member: Member) -> tuple[tuple[Entity, ...], Via]:
        code = self._cast.code(member)
        if code is None:
            return (), Via.COUNTRY
        kinds = {kind for c, kind in member.codes if c == code}
        via = (
            Via.METONYM
            if kinds & {"capital", "metonym", "epithet"} and not kinds & {"name", "code", "official"}
            else Via.COUNTRY
        )
        return (self._cast.party(code),), via

    def _delegation(self, phrase: Phrase, member: Member) -> tuple[tuple[Entity, ...], Via]:
        code = self._cast.code(member)
        if code is not None and phrase.kind in ("leaders", "heads of state", "heads of government"):
            leaders = [
                e for e in self._cast.people if e.party == code and e.level == "leaders" and not e.former
            ]
            if leaders:
                return (self._nearest(leaders, member.start),), Via.GROUP
        return ((self._cast.party(code),) if code else ()), Via.GROUP

    def _office(self, phrase: Phrase, member: Member) -> tuple[tuple[Entity, ...], Via]:
        code = self._cast.code(member)
        title = office_of(member.titles, code)
        if title is None:
            return (), Via.OFFICE
        if code is not None and member.plural and is_organization(code) and title.level != "official":
            return (self._cast.party(code),), Via.GROUP  # "the foreign ministers of the G20"
        if code is not None:
            if member.former:
                known = self._latest(lambda e: e.form == "person" and e.party == code, member.start)
            else:
                alone = len(phrase.members) == 1 and self._doc[phrase.start].lower_ == "the"
                known = self._holder(title.office, code, title.level, member.start, alone=alone)
            if known is not None:
                return (known,), Via.OFFICE
            return (self._cast.office(title.office, code, title.level),), Via.OFFICE
        if phrase.possessor is not None:
            return (), Via.OFFICE
        found = self._latest(
            lambda e: e.form != "party" and (e.office == title.office or self._same_rank(e, title.office)),
            member.start,
        )
        return ((found,) if found else ()), Via.OFFICE

    def _same_rank(self, entity: Entity, office: str) -> bool:
        return bool(entity.office and entity.office.endswith("minister") and office == "minister")

    def _holder(
        self, office: str, code: str, level: str | None, at: int, *, alone: bool = False
    ) -> Entity | None:
        """The named person whom "the Turkish foreign minister" means, who then holds that office for sure."""
        people = [e for e in self._cast.people if e.party == code]
        exact = [e for e in people if e.office == office and not e.former] or [
            e for e in people if e.office is None and e.known_office == office
        ]
        if exact:
            found = self._nearest(exact, at)
            found.office, found.level = office, level or found.level
            return found
        loose = [
            e
            for e in people
            if e.office is None and (e.level in (level, None)) and e.mentions[0][0] < at + 40
        ]
        if not loose and level == "leaders" and alone:
            begin = self._doc[at].sent.start
            recent = {
                e.key: e
                for token, e, _ in self._seen
                if at - token < _NEAR and token < begin and e.form == "person" and e.party is None
            }
            loose = [e for e in recent.values() if e.level in (level, None)]
            if len(loose) == 1:
                loose[0].party, loose[0].inferred_party = code, True
        if len(loose) == 1:
            loose[0].office, loose[0].level = office, level
            return loose[0]
        return None

    def _nearest(self, among: list[Entity], at: int) -> Entity:
        before = [e for _, e, _ in reversed(self._seen) if e in among]
        return before[0] if before else among[0]

    def _latest(self, fits: Callable[[Entity], bool], at: int, window: int = 400) -> Entity | None:
        for token, entity, _ in reversed(self._seen):
            if at - token > window:
                return None
            if fits(entity):
                return entity
        return None

    def _leader(self, phrase: Phrase, member: Member) -> tuple[tuple[Entity, ...], Via]:
        code = self._cast.code(member)
        noun = phrase.kind
        leaders = noun in (
            "leader",
            "head of state",
            "head of government",
            "strongman",
            "ruler",
            "monarch",
            "premier",
            "politician",
        )

        def fits(entity: Entity) -> bool:
            if entity.form == "party" or (code and entity.party != code):
                return False
            if leaders:
                return entity.level in ("leaders", None)
            if noun == "minister":
                return entity.level == "ministerial"
            if noun in _BELOW_LEADERS:
                return entity.level != "leaders"
            return True

        if (
            code is None
            and phrase.possessor is None
            and noun in ("visitor", "guest", "host", "boss", "general", "chief")
        ):
            return (), Via.OFFICE
        found = self._latest(fits, member.start)
        if found is None and code:
            people = [e for e in self._cast.people if e.party == code]
            found = (
                next((e for e in people if fits(e)), None)
                or (people[0] if len(people) == 1 and leaders else None)
                or self._of_unknown_side(phrase, member, code)
                or self._cast.party(code)
            )
        return ((found,) if found else ()), Via.OFFICE

    def _of_unknown_side(self, phrase: Phrase, member: Member, code: str) -> Entity | None:
        """ "The Indian minister", where the one minister spoken of was given no country."""
        if self._doc[phrase.start].lower_ != "the":
            return None
        found = self._latest(
            lambda e: (
                e.form == "person"
                and e.party is None
                and e.office is not None
                and e.office not in _BYSTANDERS
            ),
            member.start,
        )
        if found is not None:
            found.party, found.inferred_party = code, True
        return found

    def _people(self, phrase: Phrase, member: Member) -> tuple[tuple[Entity, ...], Via]:
        code = self._cast.code(member)
        if code is None:
            return (), Via.COUNTRY
        found = self._latest(lambda e: e.form != "party" and e.party == code, member.start)
        return ((found,) if found else (self._cast.party(code),)), Via.COUNTRY

    def _possessors(self, phrase: Phrase) -> list[Entity]:
        """Whose counterpart: the possessive pronoun's owner, else whoever was spoken of last in an office."""
        if phrase.possessor is not None:
            token = self._doc[phrase.possessor]
            if token.lower_ == "their":
                return self._they(phrase.possessor)
            owner = self._singular(phrase.possessor, {"her": "f", "his": "m"}.get(token.lower_), office=True)
            return [owner] if owner else []
        owner = self._latest(lambda e: e.form != "party" and e.office is not None, phrase.start)
        return [owner] if owner else []

    def _promote(self, phrase: Phrase, member: Member) -> None:
        """A named counterpart holds the same office as the one whose counterpart he is."""
        owners = [e for e in self._possessors(phrase) if e not in member.entities]
        for entity in member.entities:
            if entity.office is None and owners and owners[0].office:
                entity.office, entity.level = owners[0].office, owners[0].level

    def _counterpart(self, phrase: Phrase, member: Member) -> tuple[tuple[Entity, ...], Via]:
        code = self._cast.code(member)
        owners = [e for e in self._possessors(phrase) if e.office]
        if code is not None and owners:
            made = [
                self._holder(o.office or "", code, o.level, member.start)
                or self._cast.office(o.office or "", code, o.level)
                for o in owners
                if o.party != code
            ]
            if made:
                return tuple(_by_key(made)), Via.COUNTERPART
        if code is not None:
            return (self._cast.party(code),), Via.COUNTERPART
        offices = {o.office for o in owners}
        size = phrase.size or (2 if member.plural else 1)
        found = self._recent(
            lambda e: e.office in offices and e not in owners and e.form != "party", member.start, size
        )
        return (tuple(found) if len(found) == size else ()), Via.COUNTERPART

    def _pronoun(self, phrase: Phrase, member: Member) -> tuple[tuple[Entity, ...], Via]:
        found = self._singular(member.start, member.gender, apart=self._coarguments(member.start))
        return ((found,) if found else ()), Via.PRONOUN

    def _coarguments(self, at: int) -> list[Entity]:
        """Who is the subject of the verb that has the pronoun as its object: somebody else."""
        token = self._doc[at]
        if token.dep_ in ("nsubj", "nsubjpass", "poss") or token.lower_.endswith("self"):
            return []
        verb = token.head.head if token.dep_ == "pobj" else token.head
        phrases = (
            self._memory.phrase_at.get(c.i)
            for c in verb.children
            if c.dep_ in ("nsubj", "nsubjpass", "agent")
        )
        return [e for phrase in phrases if phrase is not None for e in phrase.entities]

    def _singular(
        self, at: int, gender: str | None, *, office: bool = False, apart: list[Entity] | None = None
    ) -> Entity | None:
        """The person whom a singular pronoun means: subjects first, the nearest sentence first."""
        sentence = self._doc[at].sent.start
        best: tuple[float, int, Entity] | None = None
        for token, entity, subject in self._seen:
            if (
                at - token > _WINDOW
                or entity.form == "party"
                or (gender and entity.gender and entity.gender != gender)
            ):
                continue
            if (office and entity.office is None) or (apart and entity in apart):
                continue
            back = sum(1 for i in range(token, sentence) if self._doc[i].is_sent_start and i > token) + (
                token < sentence
            )
            score = 2.0 * subject - 1.5 * back + 0.3 * (entity.form == "person")
            if best is None or (score, token) >= best[:2]:
                best = (score, token, entity)
        return best[2] if best else None

    def _they(self, at: int) -> list[Entity]:
        begin = self._doc[at].sent.start
        beside = {
            e.key: e
            for token, e, _ in self._seen
            if begin <= token < at and e.form != "party" and e.office not in _BYSTANDERS
        }
        if len(beside) == 2 and len({e.party for e in beside.values()}) == 2:
            return list(beside.values())
        for token, group in reversed(self._groups):
            if at - token <= _WINDOW:
                return group
        return self._recent(lambda e: e.form != "party", at, 2)

    def _recent(self, fits: Callable[[Entity], bool], at: int, size: int) -> list[Entity]:
        """The last `size` entities that fit, of different parties, in order of mention."""
        found: list[Entity] = []
        for token, entity, _ in reversed(self._seen):
            if at - token > 2 * _WINDOW or len(found) == size:
                break
            if (
                entity.office not in _BYSTANDERS
                and fits(entity)
                and entity not in found
                and not any(entity.party and entity.party == e.party for e in found)
            ):
                found.append(entity)
        return found[::-1]

    def _group(self, phrase: Phrase, member: Member) -> tuple[tuple[Entity, ...], Via]:
        word = self._doc[member.start].lower_
        if word in ("they", "them", "themselves", "their"):
            return tuple(self._they(member.start)), Via.PRONOUN
        size = phrase.size or 2
        if described := self._apposed(phrase, size):
            return tuple(described), Via.GROUP
        if (
            phrase.kind in _PARTY_NOUNS
            and phrase.size
            and (named := self._parties_of_group(member.start, phrase.size))
        ):
            return tuple(named), Via.GROUP
        if phrase.kind in _PARTY_NOUNS:
            found = self._recent(lambda e: e.form == "party", member.start, size)
            if len(found) < size:
                found = [
                    self._cast.party(e.party)
                    for e in self._recent(lambda e: bool(e.party), member.start, size)
                    if e.party
                ]
            return tuple(found if len(found) == size else ()), Via.GROUP
        fits = self._fits_noun(phrase.kind)
        apart = self._coarguments(self._doc[phrase.start : phrase.end].root.i)
        if phrase.possessor is not None and (owner := self._singular(phrase.possessor, None)):
            apart = [*apart, owner]
        found = self._recent(lambda e: fits(e) and e not in apart, member.start, size)
        if len(found) < size:
            later = [e for e in self._cast.people if fits(e) and e not in found]
            found = [*found, *later][:size] if len(found) + len(later) == size else found
        return tuple(found if len(found) == size else ()), Via.GROUP

    def _parties_of_group(self, at: int, size: int) -> list[Entity]:
        """The parties of the last list of that many: "the same three countries"."""
        for token, group in reversed(self._groups):
            codes = list(dict.fromkeys(e.party for e in group if e.party))
            if at - token < 2 * _WINDOW and len(codes) == size:
                return [self._cast.party(code) for code in codes]
        return []

    def _apposed(self, phrase: Phrase, size: int) -> list[Entity]:
        """ "Rwanda's X and Congo's Y, the two foreign ministers,": the names just before, who hold that office."""
        if phrase.start < 2 or self._doc[phrase.start - 1].text != ",":
            return []
        named = [
            e for token, e, _ in self._seen if phrase.start - 25 < token < phrase.start and e.form == "person"
        ][-size:]
        previous = self._memory.phrase_at.get(phrase.start - 2)
        if len(named) != size or previous is None or named[-1] not in previous.entities:
            return []
        level = office_level(phrase.kind)
        for entity in named:
            if level is not None and entity.office is None:
                entity.office, entity.level = phrase.kind, level
        return named

    def _fits_noun(self, noun: str) -> Callable[[Entity], bool]:
        if noun in _LEADER_NOUNS:
            return lambda e: e.form != "party" and e.level in ("leaders", None)
        if noun in ("diplomat", "chief diplomat", "top diplomat", "foreign minister"):
            return lambda e: e.form != "party" and e.office == "foreign minister"
        if noun.endswith("minister"):
            return lambda e: (
                e.form != "party"
                and bool(e.office)
                and (
                    (noun == "minister" and e.level == "ministerial")
                    or e.office == noun.replace("defence", "defense")
                )
            )
        return lambda e: e.form != "party" and bool(e.party or e.office)


def _by_key(entities: Iterable[Entity]) -> list[Entity]:
    seen: dict[int, Entity] = {}
    for entity in entities:
        seen.setdefault(entity.key, entity)
    return list(seen.values())


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
