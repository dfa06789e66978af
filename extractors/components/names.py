"""Runs of capitals that can be a person's name, and series of them."""

from __future__ import annotations

from spacy.tokens import Doc

from extractors.components.patterns import words
from extractors.components.reading import Reading
from extractors.gazetteers import name_particles

_NOT_PEOPLE = frozenset(["ORG", "FAC", "GPE", "LOC", "EVENT", "WORK_OF_ART", "LAW", "NORP", "PRODUCT"])
_CONTENT = frozenset(["PROPN", "NOUN", "ADJ", "VERB", "X", "INTJ"])
_FUNCTION = frozenset(["ADP", "ADV", "NUM", "AUX", "DET"])  # what the tagger makes of foreign particles
_LONGEST = 7
_ENDS = frozenset([",", ".", ";", ":", ")", "]", "-", "–", "—", "--", "and", "?", "!", "'s"])

Run = tuple[int, int]


class NameReader:
    """Reads names from the tokens of one Doc."""

    def __init__(self, doc: Doc, memory: Reading) -> None:
        self._doc = doc
        self._chunks = memory.chunks
        self._covered = {i: c for c in memory.chunks.values() for i in range(c.start, c.end)}
        self._size = len(doc)
        self._not_names = words("actors", "organization_words")
        self._calendar = words("actors", "calendar_words")

    def run(self, at: int) -> Run | None:
        """The name that begins at `at`, honorifics before it passed over."""
        at = self._past_honorifics(at)
        begin = at
        while at < self._size and at - begin < _LONGEST:
            if self._capital(at, begin):
                at += 1
            elif at > begin and self._joins(at):
                at += 1 + (self._doc[at].text == "-")
                if at < self._size and self._doc[at - 1].text == "-":
                    at += 1
            else:
                break
        while at > begin and not self._doc[at - 1].text[0].isupper():
            if self._hyphenated_end(at, begin):
                break
            at -= 1
        if at == begin:
            return None
        found = (begin, min(at, self._size))
        return None if self._impossible(found) else found

    def _hyphenated_end(self, at: int, begin: int) -> bool:
        return at - begin >= 3 and self._doc[at - 2].text == "-"

    def _past_honorifics(self, at: int) -> int:
        for _ in range(3):
            chunk = self._chunks.get(at)
            if chunk is None or chunk.kind != "honorific":
                break
            at = chunk.end
        return at

    def _capital(self, at: int, begin: int) -> bool:
        token = self._doc[at]
        text = token.text
        if not text[0].isupper() or token.is_digit:
            return False
        if token.lower_ in self._calendar and not (at > begin and token.ent_type_ == "PERSON"):
            return False
        chunk = self._covered.get(at)
        if chunk is not None and chunk.kind != "honorific":
            # "Jordan Bardella": a party's name can be a first name, but not the other way round.
            return chunk.kind in ("person", "leader") and at > begin
        if at > begin and token.is_sent_start:
            return False
        if at == begin and token.is_sent_start and token.pos_ != "PROPN" and token.ent_type_ != "PERSON":
            return False
        if text.isupper() and len(text) > 2 and token.ent_type_ != "PERSON" and not self._shouting(at):
            return False
        inside = at > begin or token.ent_type_ == "PERSON"
        return token.pos_ in _CONTENT or (token.pos_ in _FUNCTION and inside)

    def _shouting(self, at: int) -> bool:
        sentence = self._doc[at].sent
        return sum(t.is_upper for t in sentence) > len(sentence) / 2

    def _joins(self, at: int) -> bool:
        """Particles and hyphens between capitals: "bin", "el-", "Geun-hye"."""
        token = self._doc[at]
        following = self._doc[at + 1] if at + 1 < self._size else None
        if following is None or following.is_space:
            return False
        if token.text == "-":
            return not token.whitespace_ and following.is_alpha and at + 1 not in self._covered
        if token.lower_ in name_particles():
            return (
                following.text[0].isupper() or following.lower_ in name_particles() or following.text == "-"
            )
        return False

    def _impossible(self, run: Run) -> bool:
        tokens = self._doc[run[0] : run[1]]
        if not self._not_names.isdisjoint(t.lower_ for t in tokens):
            return True
        return len(tokens) == 1 and (len(tokens.text.strip(".")) < 2 or tokens[0].is_stop)

    def likely(self, run: Run) -> bool:
        """True unless the tagger is sure that the run is something other than a person."""
        kinds = [t.ent_type_ for t in self._doc[run[0] : run[1]]]
        return "PERSON" in kinds or not all(kind in _NOT_PEOPLE for kind in kinds)

    def series(self, first: Run) -> tuple[list[Run], int]:
        """The names of "A, B and C" and the index after the last; only the first where no "and" follows."""
        runs, end = [first], first[1]
        while end < self._size:
            at = end + (self._doc[end].text == ",")
            joined = at < self._size and self._doc[at].lower_ in ("and", "&")
            at += joined
            following = self.run(at) if at > end else None
            if following is None:
                break
            runs.append(following)
            end = following[1]
            if joined:
                return runs, end
        return [first], first[1]

    def appositive(self, at: int) -> tuple[list[Run], int] | None:
        """The names of ", Sushma Swaraj," or ", A and B," after a description."""
        if at >= self._size or self._doc[at].text not in (",", "-", "–", "—"):
            return None
        first = self.run(at + 1)
        if first is None or self._doc[at + 1].is_sent_start:
            return None
        runs, end = self.series(first)
        return (runs, end) if self._closes(end) else None

    def _closes(self, at: int) -> bool:
        if at >= self._size:
            return True
        token = self._doc[at]
        return bool(token.is_sent_start) or token.text in _ENDS or token.is_space
