"""Phrases with a head noun for people: "the foreign ministers of", "his counterparts", "Turkish envoys"."""

from __future__ import annotations

from spacy.tokens import Doc

from extractors.components.names import NameReader, Run
from extractors.components.party_lists import PartyListReader, is_adjective
from extractors.components.reading import Chunk, Form, Member, Phrase, Reading
from extractors.components.tokens import tokens


class HeadReader:
    """Reads what follows the head noun: parties and names, one member each."""

    def __init__(self, doc: Doc, memory: Reading) -> None:
        self._doc = doc
        self._tokens = tokens(doc)
        self._chunks = memory.chunks
        self._parties = PartyListReader(doc, memory)
        self._names = NameReader(doc, memory)

    def read(self, start: int, head: Chunk, parties: list[Chunk], definite: bool) -> Phrase | None:
        """The phrase from `start` whose head is the chunk; `parties` stand before it."""
        if head.kind == "title":
            return self._office(start, head, parties)
        if head.kind == "counterpart":
            return self._counterpart(start, head, parties)
        return self._role(start, head, parties, definite)

    def _office(self, start: int, head: Chunk, parties: list[Chunk]) -> Phrase:
        owned = self._title(head.end + 1)
        if self._tokens.possessive(head.end) and owned is not None:
            return self._office(start, owned, parties)  # "the president's press secretary"
        parties, at = self._office_parties(head, parties)
        names, end = self._names_after(self._past_second_title(at, head), head.plural or len(parties) > 1)
        if names and self._tokens.lower(end) == "of" and not parties:
            parties, end, _ = self._parties.after_preposition(end)
        if not head.plural and len(names) < 2 and len(parties) > 1 and parties[0].start > head.start:
            parties = parties[:1]  # "the joint envoy of the United Nations and the Arab League" is one person
        members = self.members(start, end, names, parties)
        staff = head.plural and not names and parties and all(t.level == "official" for t in head.titles)
        for member in members:
            member.titles = head.titles
            member.plural = head.plural and len(members) == 1 and not names
            if staff:
                member.form = "delegation"  # "senior diplomats from the UK, China and France"
        return Phrase(start, end, members)

    def _title(self, at: int) -> Chunk | None:
        chunk = self._chunks.get(at)
        return chunk if chunk is not None and chunk.kind == "title" else None

    def _office_parties(self, head: Chunk, parties: list[Chunk]) -> tuple[list[Chunk], int]:
        """Whose office it is, said before the title or after it."""
        if not parties:
            found = self._parties.after_preposition(head.end)
            return found.chunks, found.end
        if self._tokens.lower(head.end) == "to":
            accredited = self._parties.after_article(head.end + 1)
            if accredited.chunks:  # "US ambassador to Russia"
                return parties, accredited.end
        return parties, head.end

    def _past_second_title(self, at: int, head: Chunk) -> int:
        """Past the second office of "prime minister and foreign minister Wang Yi"."""
        second = self._title(at + 1)
        joined = self._tokens.lower(at) in ("and", "-", "/") and not head.plural
        return second.end if joined and second is not None and self._names.run(second.end) else at

    def _counterpart(self, start: int, head: Chunk, parties: list[Chunk]) -> Phrase:
        at = head.end
        if not parties:
            parties, at, _ = self._parties.after_preposition(at)
            if not parties and self._tokens.lower(at) == "in":
                found = self._parties.at(at + 1)
                parties, at = (found.chunks, found.end) if found.chunks else ([], at)
        names, end = self._names_after(at, head.plural)
        members = self.members(start, end, names, parties)
        for member in members:
            member.form = "counterpart"
            member.plural = head.plural and len(members) == 1
        return Phrase(start, end, members)

    def _role(self, start: int, head: Chunk, parties: list[Chunk], definite: bool) -> Phrase | None:
        """Persons by a general noun: "the Russian leader", "a US delegation"."""
        at = head.end
        if not parties:
            parties, at, _ = self._parties.after_preposition(at)
        names, end = self._names_after(at, head.plural)
        group = head.plural or head.kind == "delegation"
        if not parties and not names and (group or not definite):
            return None
        members = self.members(start, end, names, parties)
        for member in members:
            if member.form == "name":
                member.titles = head.titles
            else:
                member.form = "delegation" if group else "leader"
            member.plural = head.plural
        return Phrase(start, end, members, kind=self._doc[head.start : head.end].text.lower())

    def party(self, start: int, chunk: Chunk, definite: bool) -> Phrase | None:
        """A party by its name, or its people: "the Russians"; no phrase for "Russian" before a noun."""
        if not is_adjective(chunk):
            return Phrase(start, chunk.end, [Member(chunk.start, chunk.end, "party", codes=chunk.codes)])
        last = self._doc[chunk.end - 1]
        several = last.tag_ in ("NNS", "NNPS") and chunk.end - chunk.start == 1 and last.lower_.endswith("s")
        if not (self._stands_alone(chunk) and (definite or several)):
            return None
        form: Form = "delegation" if several else "people"
        member = Member(start, chunk.end, form, codes=chunk.codes, plural=several)
        return Phrase(start, chunk.end, [member])

    def _stands_alone(self, chunk: Chunk) -> bool:
        if chunk.end >= self._tokens.size:
            return True
        at = chunk.end
        return not (
            self._tokens.pos[at] in ("NOUN", "PROPN", "ADJ", "NUM")
            or self._tokens.texts[at] in ("-", "'s", "–")
            or (self._tokens.capitals[at] and self._doc[at].is_alpha)
        )

    def members(self, start: int, end: int, names: list[Run], parties: list[Chunk]) -> list[Member]:
        """One member a name or a party, paired in order; a single party is everybody's."""
        count = max(len(names), len(parties), 1)
        members = []
        for i in range(count):
            name = names[i] if i < len(names) else None
            chunk = parties[0] if len(parties) == 1 else parties[i] if i < len(parties) else None
            span = (start, end)
            if count > 1:
                span = name or ((chunk.start, chunk.end) if chunk else span)
            form: Form = "name" if name else "office"
            members.append(Member(*span, form, name=name, codes=chunk.codes if chunk else ()))
        return members

    def _names_after(self, at: int, several: bool) -> tuple[list[Run], int]:
        name = self._names.run(at)
        if name is not None:
            return self._names.series(name) if several else ([name], name[1])
        names, end = self._names.appositive(at) or ([], at)
        return (names, end) if several or len(names) < 2 else ([], at)
