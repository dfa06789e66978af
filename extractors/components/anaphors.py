"""Phrases that name nobody: pronouns, and groups such as "the two leaders", "both sides", "the pair"."""

from __future__ import annotations

from typing import Literal

from spacy.tokens import Doc, Token

from extractors.components.names import NameReader
from extractors.components.party_lists import PartyListReader
from extractors.components.patterns import patterns, words
from extractors.components.premodifiers import Determiners, PremodifierReader
from extractors.components.reading import Form, Member, Phrase, Reading
from extractors.components.tokens import tokens

_PLURAL = frozenset(["they", "them", "themselves", "both"])
_PRONOUNS = frozenset(["he", "him", "she", "her", "himself", "herself"]) | _PLURAL
_POSSESSIVES = frozenset(["his", "her", "their"])
PRONOUNS = _PRONOUNS | _POSSESSIVES  # what can begin a phrase of `pronoun_phrase`
_GENDERS: dict[str, Literal["m", "f"]] = {"his": "m", "her": "f"}
_ARGUMENTS = frozenset(["nsubj", "nsubjpass", "dobj", "pobj"])


def pronoun_phrase(token: Token) -> Phrase | None:
    """A personal pronoun, or a possessive one whose owner takes part in a contact."""
    word, owned = token.lower_, token.tag_ == "PRP$"
    if owned and _owns_contact(token):
        form: Form = "group" if word == "their" else "pronoun"
        return Phrase(token.i, token.i + 1, [Member(token.i, token.i + 1, form, gender=_GENDERS.get(word))])
    if word not in _PRONOUNS or (word == "her" and owned):
        return None
    if word == "both" and token.dep_ not in _ARGUMENTS:
        return None
    return _personal(token)


def _personal(token: Token) -> Phrase:
    word = token.lower_
    if word in _PLURAL:
        member = Member(token.i, token.i + 1, "group")
        return Phrase(token.i, token.i + 1, [member], size=2 if word == "both" else 0)
    gender: Literal["m", "f"] = "f" if word in words("actors", "feminine") else "m"
    return Phrase(token.i, token.i + 1, [Member(token.i, token.i + 1, "pronoun", gender=gender)])


def _owns_contact(token: Token) -> bool:
    """ "Their meeting", "his talks with": the owner took part."""
    nouns = patterns("triggers")["nouns"]
    head = token.head
    return (
        token.lower_ in _POSSESSIVES
        and 0 < head.i - token.i < 5
        and (head.lower_ in nouns or head.lemma_ in nouns)
    )


class GroupReader:
    """Reads groups without names from the tokens of one Doc."""

    def __init__(self, doc: Doc, memory: Reading) -> None:
        self._doc = doc
        self._tokens = tokens(doc)
        self._chunks = memory.chunks
        self._premodifiers = PremodifierReader(doc, memory)
        self._parties = PartyListReader(doc, memory)
        self._names = NameReader(doc, memory)

    def read(self, start: int, before: Determiners) -> Phrase | None:
        """The group that begins at `start`, with its determiners already read."""
        pairs: dict[str, int] = patterns("actors")["pair_words"]
        at = before.end
        word = self._tokens.lower(at)
        if word in pairs and before.definite and self._tokens.lower(at + 1) != "of":
            return _group(start, at + 1, pairs[word])
        if not (before.number or before.definite):
            return None
        first = self._premodifiers.past_modifiers(at)
        for end in range(min(first + 3, self._tokens.size), first, -1):
            noun = _singular(self._tokens.phrase(first, end).lower())
            if self._means_group(noun, end, before.number):
                if self._names_follow(end, before.number):
                    return None
                return _group(start, self._past_of_both(end), before.number, noun)
        return self._number_alone(start, before)

    def _means_group(self, noun: str, end: int, number: int) -> bool:
        if noun not in words("actors", "group_nouns") or self._doc[end - 1].tag_ not in ("NNS", "NNPS"):
            return False
        return bool(number) or noun not in words("actors", "counted_nouns")

    def _names_follow(self, end: int, number: int) -> bool:
        """ "The ministers of Turkey and Syria", "the ministers, A and B,": told by name after all."""
        return (
            (self._tokens.possessive(end) and end + 1 in self._chunks)
            or (not number and self._parties.opens_list(end))
            or self._names.appositive(end) is not None
        )

    def _number_alone(self, start: int, before: Determiners) -> Phrase | None:
        """ "The two agreed", "both of", "the three then flew"."""
        at = before.end
        if not before.number or start == at or self._tokens.lowers[start] not in ("the", "both", "all"):
            return None
        if at >= self._tokens.size:
            return None
        verbal = self._tokens.pos[at] in ("VERB", "AUX", "ADV")
        if verbal or self._tokens.lower(at) in ("of", "also", "then"):
            return _group(start, at, before.number)
        return None

    def _past_of_both(self, end: int) -> int:
        """Past "of both countries", "of the two countries", "of them"."""
        following = self._tokens.lower(end + 1)
        if self._tokens.lower(end) != "of" or following not in ("both", "the", "them"):
            return end
        if following == "them":
            return end + 2
        inner = self._premodifiers.determiners(end + 1)
        counted = _singular(self._tokens.lower(inner.end)) in words("actors", "group_nouns")
        return inner.end + 1 if inner.number and counted else end


def _group(start: int, end: int, size: int, noun: str = "") -> Phrase:
    return Phrase(start, end, [Member(start, end, "group", plural=True)], size=size, kind=noun)


def _singular(noun: str) -> str:
    if noun.endswith("men"):
        return noun[:-3] + "man"
    if noun.endswith("ies"):
        return noun[:-3] + "y"
    if noun.endswith(("s of state", "s of government")):
        return noun.replace("s of ", " of ", 1)
    return noun[:-1] if noun.endswith("s") else noun
