"""One frame a trigger class: which arguments are the sides of the contact and what roles they have."""

from __future__ import annotations

from collections.abc import Callable

from spacy.tokens import Doc, Token

from extractors.components.arguments import ArgumentReader, is_passive
from extractors.components.nominal_frames import NominalFrameReader
from extractors.components.patterns import patterns, words
from extractors.components.reading import Phrase, Reading
from extractors.components.sides import Sides, add_new, entities
from extractors.components.triggers import Trigger

_TALKING = ("with", "to")


class FrameReader:
    """Reads the sides of a trigger."""

    def __init__(self, doc: Doc, memory: Reading) -> None:
        self._doc = doc
        self._arguments = ArgumentReader(doc, memory)
        nominal = NominalFrameReader(doc, memory, self._arguments)
        self._frames: dict[str, Callable[[Token], Sides]] = {
            "noun": nominal.sides,
            "host": self._host,
            "summon": self._host,
            "invite": self._host,
            "call_on": self._call_on,
            "mediate": self._mediate,
            "join": self._join,
            "sign": self._sign,
        }

    def sides(self, trigger: Trigger) -> Sides:
        token = self._doc[trigger.token]
        frame = self._frames.get(trigger.kind)
        return frame(token) if frame is not None else self._meet(token, trigger.kind)

    def _join(self, token: Token) -> Sides:
        """Joining people makes a contact larger; joining NATO is none."""
        sides = self._meet(token, "join")
        joined = sides.first if is_passive(token) else sides.second
        return Sides() if all(e.form == "party" for e in entities(joined)) else sides

    def _sign(self, token: Token) -> Sides:
        find = self._arguments
        return Sides(first=find.subjects(token), second=find.prepositional(token, "with"))

    def _meet(self, token: Token, kind: str) -> Sides:
        find = self._arguments
        if kind == "speak" and self._subordinate_speech(token):
            return Sides()  # "get together to talk about": said by the verb above
        sides = Sides(first=find.subjects(token) or find.beside.left_of(token))
        passive = is_passive(token)
        if kind == "speak":
            sides.second = find.prepositional(token, *_TALKING, "across")
        elif token.lemma_ in words("triggers", "needs_with") or kind in ("gather", "spend"):
            sides.second = self._opposite(token)
        elif passive:
            sides.first, sides.second = find.prepositional(token, "by"), find.subjects(token)
        else:
            direct = find.objects(token, "dobj", "dative", "npadvmod")
            sides.second = direct or find.prepositional(token, "with")
        if kind in ("meet", "see", "phone", "join") and not sides.second and not passive:
            sides.second = find.beside.right_of(token)
        if kind != "see":
            add_new(sides.second, find.prepositional(token, "alongside", "between", "among", "including"))
        if kind == "meet" and not sides.second:
            sides.second = self._with_of_object(token)
        return sides

    def _subordinate_speech(self, token: Token) -> bool:
        addressed = any(c.lower_ in _TALKING and c.dep_ == "prep" for c in token.children)
        return token.tag_ == "VB" and token.dep_ in ("xcomp", "advcl") and not addressed

    def _opposite(self, token: Token) -> list[Phrase]:
        """The side of a verb that takes no direct one: "sat down with", "sat across the table from"."""
        find = self._arguments
        found = find.prepositional(token, "with", "from", "opposite") or find.beside.after(token, "with")
        return found or (self._across(token) if token.lemma_ == "sit" else [])

    def _across(self, token: Token) -> list[Phrase]:
        for child in token.subtree:
            if child.lower_ == "from" and child.i > token.i and (found := self._arguments.governed_by(child)):
                return found
        return []

    def _with_of_object(self, token: Token) -> list[Phrase]:
        """ "Shook hands with", "compared notes with": the side hangs on the object."""
        for child in token.children:
            if child.dep_ in ("dobj", "prt", "advmod", "prep") and (
                found := self._arguments.prepositional(child, "with")
            ):
                return found
        return []

    def _host(self, token: Token) -> Sides:
        find = self._arguments
        if is_passive(token):
            hosts = find.prepositional(token, "by") or find.beside.after(token, "by")
            guests = find.subjects(token)
            if not guests and token.dep_ == "acl":
                guests = find.phrases_at(token.head)
        else:
            hosts = find.subjects(token) or find.beside.left_of(token)
            guests = find.objects(token, "dobj", "dative") or find.beside.right_of(token)
        if token.lemma_ in ("play", "be"):  # "played host to"
            guests = find.prepositional(token, "to")
            for child in token.children:
                guests = guests or find.prepositional(child, "to")
        return Sides(first=hosts, second=guests, host_first=True)

    def _call_on(self, token: Token) -> Sides:
        find = self._arguments
        visited = find.prepositional(token, "on", "upon")
        return Sides(first=find.subjects(token), second=visited, guest_first=True)

    def _mediate(self, token: Token) -> Sides:
        find = self._arguments
        if token.dep_ == "acl" and token.head.lemma_ in patterns("triggers")["nouns"]:
            return Sides()  # "talks mediated by": the noun's own frame has it
        if is_passive(token):
            mediators, joined = find.prepositional(token, "by"), find.subjects(token)
        else:
            mediators = find.subjects(token)
            joined = find.objects(token, "dobj") or find.prepositional(token, "between", "with", "among")
            for child in token.children:  # "mediated for almost three hours between": hung too low
                joined = joined or [p for t in child.subtree for p in find.prepositional(t, "between")]
        return Sides(first=joined[:1], second=joined[1:], mediators=mediators)
