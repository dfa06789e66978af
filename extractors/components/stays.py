"""Who travelled where: makes guest and host of the bilaterals of a visit."""

from __future__ import annotations

from spacy.tokens import Doc, Token

from extractors.components.arguments import ArgumentReader
from extractors.components.patterns import words
from extractors.components.reading import Contact, Phrase, PlaceMention, Reading
from extractors.components.sides import distinct_sides
from extractors.components.tokens import tokens
from extractors.domain import Channel, Role

_NOUNS = frozenset(["visit", "trip", "tour", "stop", "stay"])


class StayReader:
    """Finds the stays of one Doc: who is told to have gone, or to be going, to which country."""

    def __init__(self, doc: Doc, memory: Reading) -> None:
        self._doc = doc
        self._memory = memory
        self._arguments = ArgumentReader(doc, memory)
        self._above: list[tuple[PlaceMention, set[int]]] = []  # what each place hangs on

    def stays(self) -> set[tuple[int, str]]:
        """(entity key, country) of every stay."""
        found: set[tuple[int, str]] = set()
        self._above = [
            (mention, {t.i for t, _ in zip(self._root(mention).ancestors, range(5), strict=False)})
            for mention in self._memory.places
        ]
        for at, pos in enumerate(tokens(self._doc).pos):
            if pos not in ("VERB", "AUX", "NOUN"):
                continue
            token = self._doc[at]
            if (
                token.lemma_ in words("triggers", "travel")
                and token.pos_ in ("VERB", "AUX")
                and self._travels(token)
            ):
                travellers = self._arguments.subjects(token)
            elif token.lemma_ in _NOUNS and token.pos_ == "NOUN":
                travellers = self._travellers(token)
            else:
                continue
            countries = self._countries(token)
            found |= {
                (e.key, country)
                for phrase in travellers
                for e in phrase.entities
                for country in countries
                if e.party != country
            }
        return found

    def _root(self, mention: PlaceMention) -> Token:
        return tokens(self._doc).root(mention.start, mention.end)

    def _travels(self, token: Token) -> bool:
        """ "Is due in", "is expected in" and the like count; "is in" alone does not."""
        if token.lemma_ == "be":
            return any(c.lower_ in ("due", "back") for c in token.children)
        if token.lemma_ in ("pay", "make", "begin", "spend", "continue"):
            return any(
                c.lemma_ in _NOUNS or c.lemma_ in ("day", "call")
                for c in token.children
                if c.dep_ in ("dobj", "npadvmod")
            )
        return True

    def _travellers(self, noun: Token) -> list[Phrase]:
        for child in noun.children:
            if child.dep_ == "poss" and (found := self._arguments.phrases_at(child)):
                return found
        verb = next((t for t in noun.ancestors if t.pos_ in ("VERB", "AUX")), None)
        return self._arguments.subjects(verb) if verb is not None else []

    def _countries(self, token: Token) -> set[str]:
        """The countries of the places that hang on a word of travel, the way back left out."""
        found = set()
        for mention, above in self._above:
            if token.i not in above or not mention.place.country:
                continue
            before = self._doc[mention.start - 1].lower_ if mention.start else ""
            if before not in words("places", "away"):
                found.add(mention.place.country)
        for child in token.children:  # "visited Moscow", "visits Turkey"
            chunk = self._memory.chunks.get(child.i)
            if child.dep_ == "dobj" and chunk is not None and chunk.kind == "party":
                found |= {code for code, kind in chunk.codes if kind != "demonym"}
        return found


def assign_roles(contacts: list[Contact], stays: set[tuple[int, str]]) -> None:
    """Guest and host for the bilaterals that a visitor has in the country of the other side."""
    for contact in contacts:
        plain = all(p.role is Role.PARTICIPANT for p in contact.parts)
        if (
            not plain
            or contact.place is None
            or contact.channel is not Channel.IN_PERSON
            or len(distinct_sides(contact.parts)) != 2
        ):
            continue
        country = contact.place.place.country
        guests = [p for p in contact.parts if (p.entity.key, country) in stays]
        hosts = [p for p in contact.parts if p.entity.party == country]
        if guests and hosts:
            visitors = {p.entity.party for p in guests}
            for part in contact.parts:
                part.role = Role.GUEST if part.entity.party in visitors else Role.HOST
