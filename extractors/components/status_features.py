"""What the status model looks at: the words that govern a trigger, and what the rule made of them."""

from __future__ import annotations

from spacy.tokens import Doc

from extractors.components.layout import Layout
from extractors.components.participant_features import Row
from extractors.components.patterns import patterns, words
from extractors.components.reading import Reading
from extractors.components.status import StatusReading
from extractors.components.triggers import Trigger

_HIGHEST = 4  # governors looked at


class StatusFeatures:
    """Makes the rows for the triggers of one Doc."""

    def __init__(self, doc: Doc, memory: Reading, layout: Layout) -> None:
        self._doc = doc
        self._memory = memory
        self._layout = layout
        lists = {k: v for k, v in patterns("status").items() if isinstance(v, list)}
        self._lists = {name: frozenset(entries) for name, entries in lists.items()}

    def row(self, trigger: Trigger, rule: StatusReading) -> Row:
        token = self._doc[trigger.token]
        row: Row = {
            f"rule={rule.status.value}": 1,
            f"kind={trigger.kind}": 1,
            f"lemma={token.lemma_.lower()}": 1,
            f"tag={token.tag_}": 1,
            f"dep={token.dep_}": 1,
        }
        if rule.cue is not None:
            row[f"cue={rule.cue.lemma_.lower()}"] = 1
            row["cue away"] = min(abs(rule.cue.i - token.i), 20)
        at = token
        for height in range(_HIGHEST):
            self._governor(height, row, at.i)
            if at.head.i == at.i:
                break
            at = at.head
        self._sentence(token.sent.start, token.sent.end, row)
        return row

    def _governor(self, height: int, row: Row, at: int) -> None:
        token = self._doc[at]
        if height:
            row[f"over={token.lemma_.lower()}"] = 1
            row[f"over {height} tag={token.tag_}"] = 1
            if height == 1:
                row[f"head={token.lemma_.lower()}"] = 1
        row[f"dep {height}={token.dep_}"] = 1
        for child in token.children:
            if child.dep_ in ("aux", "auxpass", "neg", "mark", "prt"):
                row[f"{child.dep_} {min(height, 2)}={child.lower_}"] = 1
            elif child.dep_ in ("amod", "advmod", "det") and height < 2:
                row[f"by {child.lower_}"] = 1

    def _sentence(self, start: int, end: int, row: Row) -> None:
        lemmas = {self._doc[i].lemma_.lower() for i in range(start, min(end, start + 80))}
        for name, entries in self._lists.items():
            row[f"sentence has {name}"] = len(lemmas & entries)
        for word in lemmas & words("features", "times"):
            row[f"sentence says {word}"] = 1
        published = self._memory.published
        for date in self._memory.dates:
            if start <= date.start < end and published is not None:
                row["date past only"] = date.past == date.future and bool(
                    date.past.end and date.past.end < published
                )
                row["date ahead only"] = date.past == date.future and bool(
                    date.past.start and date.past.start > published
                )
