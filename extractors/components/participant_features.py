"""What the participant model looks at: a candidate, its trigger, and the way between them.

Feature names are "what" or "what=value"; all values are small numbers. Nothing here names an actor or a
text: the model can learn about English and about frames, not about who usually meets whom.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right

from spacy.tokens import Doc, Token

from extractors.components.candidates import Candidate, TriggerReading
from extractors.components.group_antecedents import fits_noun
from extractors.components.layout import Layout, Path, count
from extractors.components.patterns import words
from extractors.components.reading import Member, Phrase, Reading
from extractors.components.status import StatusReading
from extractors.components.tokens import tokens

Row = dict[str, float]

_STEPS = (1, 2, 3, 5, 8, 12, 20, 40)
_BYSTANDERS = frozenset(["spokesperson", "press secretary", "speaker"])


def step(distance: int) -> int:
    """A distance in tokens, coarsely."""
    return next((limit for limit in _STEPS if distance <= limit), 99)


class ParticipantFeatures:
    """Makes the rows for the candidates of the triggers of one Doc."""

    def __init__(self, doc: Doc, memory: Reading, layout: Layout, triggers: list[int]) -> None:
        self._doc = doc
        self._tokens = tokens(doc)
        self._starts = [phrase.start for phrase in memory.phrases]
        self._ends = [phrase.end for phrase in memory.phrases]
        self._memory = memory
        self._layout = layout
        self._triggers = sorted(triggers)
        self._locative = {i for p in memory.places if p.locative for i in range(p.start, p.end)}

    def trigger(self, told: TriggerReading, status: StatusReading) -> Row:
        """What all candidates of a trigger share."""
        trigger, token = told.trigger, self._doc[told.trigger.token]
        here = [c for c in told.candidates if c.back == 0]
        sentence = self._layout.sentences[self._layout.sentence_of[token.i]]
        row: Row = {
            f"kind={trigger.kind}": 1,
            f"lemma={token.lemma_.lower()}": 1,
            f"tag={token.tag_}": 1,
            f"dep={token.dep_}": 1,
            f"head={token.head.lemma_.lower()}": 1,
            f"channel={trigger.channel.value}": 1,
            f"status={status.status.value}": 1,
            "weak": trigger.weak,
            "quote": self._layout.quotes(sentence.start, sentence.end),
            "ruled parties": len({c.entity.party for c in told.candidates if c.slot}),
            "parties here": len({c.entity.party for c in here}),
            "people here": sum(c.entity.form != "party" for c in here),
            "candidates here": len(here),
            "guest first": told.sides.guest_first,
            "host first": told.sides.host_first,
            "at": min(token.i - sentence.start, 30),
            "before end": min(sentence.end - token.i, 30),
        }
        for child in token.children:
            if child.dep_ in ("det", "poss", "amod", "prt", "neg", "auxpass"):
                row[f"{child.dep_}={child.lower_}"] = 1
            elif child.dep_ in ("prep", "agent"):
                row[f"prep={child.lower_}"] = 1
            elif child.dep_ in ("dobj", "attr"):
                row[f"object={child.lemma_.lower()}"] = 1
        return row

    def candidate(self, one: Candidate, told: TriggerReading, shared: Row) -> Row:
        row = dict(shared)
        self._who(one, row)
        self._where(one, told, row)
        self._beside(one, row)
        self._others(one, told, row)
        if told.anaphor is not None:
            self._as_antecedent(one, *told.anaphor, row)
        return row

    def _who(self, one: Candidate, row: Row) -> None:
        entity, member = one.entity, one.member
        row[f"slot={one.slot or 'none'}"] = 1
        row[f"form={member.form}"] = 1
        row[f"via={member.via.value}"] = 1
        row[f"is={entity.form}"] = 1
        row[f"level={entity.level}"] = 1
        row["bystander"] = entity.office in _BYSTANDERS
        row["no party"] = entity.party is None
        row["former"] = entity.former or member.former
        row["phrase length"] = min(one.phrase.end - one.phrase.start, 12)
        row["phrase members"] = min(len(one.phrase.members), 6)
        row["group size"] = one.phrase.size
        before = sum(1 for start, _ in entity.mentions if start < member.start)
        row["mentions before"] = min(before, 6)
        row["mentions"] = min(len(entity.mentions), 8)

    def _where(self, one: Candidate, told: TriggerReading, row: Row) -> None:
        at, member = told.trigger.token, one.member
        row["back"] = one.back
        row["same paragraph"] = self._layout.paragraph_of[at] == self._layout.paragraph_of[member.start]
        after = member.start > at
        low, high = (at + 1, member.start) if after else (member.end, at)
        row["after"] = after
        row["distance"] = step(max(0, high - low) + 1)
        row["verbs between"] = min(self._layout.verbs(low, high), 5)
        row["commas between"] = min(self._layout.commas(low, high), 5)
        row["breaks between"] = min(self._layout.breaks(low, high), 3)
        row["quotes between"] = min(self._layout.quotes(low, high), 3)
        row["triggers between"] = max(0, count(self._triggers, low, high))
        row["phrases between"] = self._phrases(low, high)
        if one.back == 0:
            self._along_the_parse(one, at, told, row)

    def _phrases(self, low: int, high: int) -> int:
        high = min(high, low + 60)
        if high <= low:
            return 0
        return min(bisect_left(self._starts, high) - bisect_right(self._ends, low), 6)

    def _along_the_parse(self, one: Candidate, at: int, told: TriggerReading, row: Row) -> None:
        root = self._tokens.root(one.member.start, one.member.end)
        path = Path(root, self._doc[at])
        row["path length"] = min(path.length, 10)
        if path.preposition:
            row[f"by={path.preposition}"] = 1
            row[f"kind by={told.trigger.kind} {path.preposition}"] = 1
        if path.down is None:
            return
        row["path up"] = len(path.up)
        row["path down"] = len(path.down)
        up, down = ".".join(path.up[:3]), ".".join(path.down[:2])
        row[f"path={up}|{down}"] = 1
        row[f"kind path={told.trigger.kind} {'.'.join(path.up[:2])}|{down}"] = 1

    def _beside(self, one: Candidate, row: Row) -> None:
        """The words around the candidate."""
        lowers, phrase = self._tokens.lowers, one.phrase
        root = self._tokens.root(one.member.start, one.member.end)
        row[f"own dep={root.dep_}"] = 1
        row["says"] = self._says(root)
        if one.back == 0:
            row[f"own head={root.head.lemma_.lower()}"] = 1
        row[f"word before={lowers[phrase.start - 1] if phrase.start else '^'}"] = 1
        following = lowers[phrase.end] if phrase.end < len(lowers) else "$"
        row[f"word after={following}"] = 1
        row["possessive"] = following in ("'s", "'")
        row["locative"] = one.member.start in self._locative or one.member.end - 1 in self._locative

    def _says(self, root: Token) -> bool:
        return root.dep_ == "nsubj" and root.head.lemma_.lower() in words("status", "report")

    def _others(self, one: Candidate, told: TriggerReading, row: Row) -> None:
        """How the candidate stands among the others of the trigger."""
        at, entity = told.trigger.token, one.entity
        distance = abs(one.member.start - at)
        colleagues = [
            c for c in told.candidates if c is not one and c.entity.party == entity.party and entity.party
        ]
        people = [c for c in colleagues if c.entity.form != "party"]
        row["represented"] = entity.form == "party" and any(c.back <= one.back for c in people)
        row["colleagues"] = min(len(people), 4)
        row["colleague ruled in"] = any(c.slot for c in colleagues)
        others = {c.entity.party for c in told.candidates if c.slot and c.entity.party != entity.party}
        row["others ruled in"] = min(len(others), 4)
        nearer = [c for c in told.candidates if abs(c.member.start - at) < distance]
        row["nearer"] = min(len(nearer), 8)
        row["nearer others"] = min(len({c.entity.party for c in nearer} - {entity.party}), 5)

    def _as_antecedent(self, one: Candidate, phrase: Phrase, member: Member, row: Row) -> None:
        """Whether the pronoun or group of the trigger's sentence can mean the candidate."""
        entity, at = one.entity, member.start
        row[f"anaphor={member.form}"] = 1
        row[f"anaphor word={self._doc[member.start].lower_}"] = 1
        row["anaphor size"] = phrase.size
        row["anaphor stands for it"] = any(e.key == entity.key for e in member.entities)
        row["anaphor resolved"] = len(member.entities)
        row["anaphor is it"] = member is one.member
        row["other gender"] = bool(member.gender and entity.gender and member.gender != entity.gender)
        row["own gender"] = bool(member.gender and member.gender == entity.gender)
        if member.form == "group":
            row["fits the noun"] = fits_noun(phrase.kind)(entity)
        before = [start for start, _ in entity.mentions if start < at]
        row["spoken of before"] = min(len(before), 6)
        if before:
            last = max(before)
            row["sentences since"] = self._layout.sentence_of[at] - self._layout.sentence_of[last]
            row["paragraphs since"] = min(self._layout.paragraph_of[at] - self._layout.paragraph_of[last], 5)
            row["was subject"] = any(t.dep_ in ("nsubj", "nsubjpass") for t in self._doc[last : last + 8][:8])
        row["in the lead"] = min((s for s, _ in entity.mentions), default=9999) < 60
