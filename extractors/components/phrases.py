"""Component `phrases`: reads noun phrases about actors, with titles, parties, names and appositions.

A linear grammar over chunks and capitals, not over the parse: the small parser breaks on exactly
the long coordinations that diplomatic prose is made of ("Turkey's, Syria's and Iran's defense
ministers", "Fiame Naomi Mata'afa, Samoa's prime minister, and …").
"""

from __future__ import annotations

from dataclasses import replace

from spacy.language import Language
from spacy.tokens import Doc

from extractors.components.anaphors import PRONOUNS, GroupReader, pronoun_phrase
from extractors.components.heads import HeadReader
from extractors.components.names import NameReader, Run
from extractors.components.party_lists import PartyList, PartyListReader, is_adjective
from extractors.components.patterns import words
from extractors.components.premodifiers import PremodifierReader
from extractors.components.reading import Chunk, Phrase, Reading, reading
from extractors.components.tokens import tokens

_HEADS = frozenset(["title", "counterpart", "leader", "person", "delegation"])
_CLOSING = frozenset([",", ".", ";", ":", ")", "]", "?", "!", "-", "–", "—", "--", '"'])
_AFTER_APPOSITION = frozenset(["and", "who", "in", "on", "at", "for", "with", "after", "to"])
_CLAUSE_WORDS = frozenset(["VERB", "AUX", "ADP", "SCONJ", "PRON"])


class PhraseReader:
    """Reads the phrases of one Doc; each `_…` takes a token index and gives a phrase or None."""

    def __init__(self, doc: Doc, memory: Reading) -> None:
        self._doc = doc
        self._tokens = tokens(doc)
        self._chunks = memory.chunks
        self._names = NameReader(doc, memory)
        self._parties = PartyListReader(doc, memory)
        self._premodifiers = PremodifierReader(doc, memory)
        self._groups = GroupReader(doc, memory)
        self._heads = HeadReader(doc, memory)

    def phrases(self) -> list[Phrase]:
        """All phrases, in order, none overlapping another."""
        found: list[Phrase] = []
        at = 0
        while at < self._tokens.size:
            phrase = self._read(at)
            if phrase is not None and phrase.end > at:
                found.append(phrase)
                at = phrase.end
            else:
                at += 1
        return found

    def _read(self, start: int, *, nameless: bool = False) -> Phrase | None:
        if self._tokens.spaces[start] or self._tokens.punctuation[start]:
            return None
        if self._tokens.lowers[start] in PRONOUNS and (pronoun := pronoun_phrase(self._doc[start])):
            return pronoun
        before = self._premodifiers.determiners(start)
        if group := self._groups.read(start, before):
            return group
        at = self._premodifiers.past_modifiers(before.end)
        phrase = self._full(start, at, before.definite, nameless)
        if phrase is None:
            return None
        former = any(self._tokens.lower(i) in words("actors", "past_modifiers") for i in range(start, at))
        phrase.possessor = before.possessor
        phrase.size = phrase.size or before.number
        for member in phrase.members:
            member.former = member.former or former
        return phrase

    def _full(self, start: int, at: int, definite: bool, nameless: bool) -> Phrase | None:
        """A phrase that says who is meant; its determiners and modifiers end at `at`."""
        parties = self._parties.at(at)
        head = self._chunks.get(self._head(parties) if parties.chunks else at)
        if head is not None and head.kind in _HEADS:
            return self._heads.read(start, head, parties.chunks, definite)
        if parties.chunks:
            if name := self._name_of(parties):
                return None if nameless else self._named(start, name, parties.chunks)
            return self._heads.party(start, parties.chunks[0], definite)
        first = None if nameless else self._names.run(at)
        if first is None:
            return None
        names, end = self._names.series(first)
        if len(names) > 1:
            joint = self._apposition(end)
            if joint is not None and len(joint.members) == len(names):
                return self._joined(start, names, joint)
        return self._named(start, first, [])

    def _head(self, parties: PartyList) -> int:
        return self._premodifiers.past_modifiers(self._premodifiers.past_number(parties.end))

    def _name_of(self, parties: PartyList) -> Run | None:
        """The name in "France's Emmanuel Macron", "Russian Sergey Lavrov"."""
        if len(parties.chunks) != 1 or not (parties.possessive or is_adjective(parties.chunks[0])):
            return None
        name = self._names.run(parties.end)
        return name if name and (parties.possessive or self._names.likely(name)) else None

    def _named(self, start: int, name: Run, parties: list[Chunk]) -> Phrase:
        end = name[1]
        if not parties:
            parties, end, _ = self._parties.of_party(end)
        (member,) = members = self._heads.members(start, end, [name], parties)
        phrase = Phrase(start, end, members)
        apposition = self._apposition(end)
        if apposition is not None and len(apposition.members) == 1:
            told = apposition.members[0]
            if told.form == "office":
                member.titles, member.former = told.titles, told.former
            member.codes = member.codes or told.codes
            member.end = phrase.end = apposition.end
        return phrase

    def _joined(self, start: int, names: list[Run], joint: Phrase) -> Phrase:
        """ "Sergei Lavrov and Dmytro Kuleba, the foreign ministers of Russia and Ukraine": in that order."""
        members = [
            replace(told, start=name[0], end=name[1], form="name", name=name)
            for name, told in zip(names, joint.members, strict=True)
        ]
        return Phrase(start, joint.end, members)

    def _apposition(self, at: int) -> Phrase | None:
        """A nameless description between commas or brackets right after a name."""
        if not self._tokens.any_of(at, ",", "(") or not self._tokens.same_sentence(at + 1, at):
            return None
        # Without names, or each of ten thousand names in a row would look for its apposition in the next.
        phrase = self._read(at + 1, nameless=True)
        if phrase is None or not self._closes(phrase.end, at):
            return None
        described = all(not m.name and m.form in ("office", "leader", "counterpart") for m in phrase.members)
        return phrase if described and any(m.codes or m.titles for m in phrase.members) else None

    def _closes(self, at: int, start: int) -> bool:
        """True where a description can end: at punctuation, a clause or the sentence's end."""
        if not self._tokens.same_sentence(at, start):
            return True
        word = self._tokens.lowers[at]
        return word in _CLOSING or word in _AFTER_APPOSITION or self._tokens.pos[at] in _CLAUSE_WORDS


class Phrases:
    """Fills `Reading.phrases`."""

    def __call__(self, doc: Doc) -> Doc:
        memory = reading(doc)
        memory.phrases = PhraseReader(doc, memory).phrases()
        for phrase in memory.phrases:
            for i in range(phrase.start, phrase.end):
                memory.phrase_at[i] = phrase
        return doc


@Language.factory("phrases", requires=["token.pos", "token.tag", "doc.sents"], assigns=["doc.user_data"])
def make_phrases(nlp: Language, name: str) -> Phrases:
    """`nlp` and `name` are spaCy's."""
    return Phrases()
