"""Runs of capitals that can be a person's name, and series of them."""

from __future__ import annotations

from spacy.tokens import Doc

from extractors.components.patterns import words
from extractors.components.reading import Reading
from extractors.components.tokens import tokens
from extractors.gazetteers import name_particles

_NOT_PEOPLE = frozenset(["ORG", "FAC", "GPE", "LOC", "EVENT", "WORK_OF_ART", "LAW", "NORP", "PRODUCT"])
_CONTENT = frozenset(["PROPN", "NOUN", "ADJ", "VERB", "X", "INTJ"])
_FUNCTION = frozenset(["ADP", "ADV", "NUM", "AUX", "DET"])  # what the tagger makes of foreign particles
_LONGEST = 7
_MOST_NAMES = 60  # in a series; each name of a longer one would read it to its end anew
_ENDS = frozenset([",", ".", ";", ":", ")", "]", "-", "–", "—", "--", "and", "?", "!", "'s"])

Run = tuple[int, int]


class NameReader:
    """Reads names from the tokens of one Doc."""

    def __init__(self, doc: Doc, memory: Reading) -> None:
        self._doc = doc
        self._tokens = tokens(doc)
        self._chunks = memory.chunks
        self._covered = {i: c for c in memory.chunks.values() for i in range(c.start, c.end)}
        self._size = len(doc)
        self._shouted: dict[int, bool] = {}  # by sentence
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
                at += 1 + (self._tokens.texts[at] == "-")
                if at < self._size and self._tokens.texts[at - 1] == "-":
                    at += 1
            else:
                break
        while at > begin and not self._tokens.capitals[at - 1]:
            if self._hyphenated_end(at, begin):
                break
            at -= 1
        if at == begin:
            return None
        found = (begin, min(at, self._size))
        return None if self._impossible(found) else found

    def _hyphenated_end(self, at: int, begin: int) -> bool:
        return at - begin >= 3 and self._tokens.texts[at - 2] == "-"

    def _past_honorifics(self, at: int) -> int:
        for _ in range(3):
            chunk = self._chunks.get(at)
            if chunk is None or chunk.kind != "honorific":
                break
            at = chunk.end
        return at

    def _capital(self, at: int, begin: int) -> bool:
        if not self._tokens.capitals[at]:
            return False
        person = self._tokens.entities[at] == "PERSON"
        if self._tokens.lowers[at] in self._calendar and not (at > begin and person):
            return False
        chunk = self._covered.get(at)
        if chunk is not None and chunk.kind != "honorific":
            # "Jordan Bardella": a party's name can be a first name, but not the other way round.
            return chunk.kind in ("person", "leader") and at > begin
        text, pos = self._tokens.texts[at], self._tokens.pos[at]
        if self._tokens.starts[at] and (at > begin or (pos != "PROPN" and not person)):
            return False
        if text.isupper() and len(text) > 2 and not person and not self._shouting(at):
            return False
        return pos in _CONTENT or (pos in _FUNCTION and (at > begin or person))

    def _shouting(self, at: int) -> bool:
        """True where most words of the sentence are in capitals."""
        sentence = self._tokens.sentences[at]
        if sentence not in self._shouted:
            words_of = self._doc[sentence].sent
            self._shouted[sentence] = sum(t.is_upper for t in words_of) > len(words_of) / 2
        return self._shouted[sentence]

    def _joins(self, at: int) -> bool:
        """Particles and hyphens between capitals: "bin", "el-", "Geun-hye"."""
        following = at + 1
        if following >= self._size or self._tokens.spaces[following]:
            return False
        if self._tokens.texts[at] == "-":
            token = self._doc[at]
            return not token.whitespace_ and token.nbor().is_alpha and following not in self._covered
        if self._tokens.lowers[at] not in name_particles():
            return False
        return (
            self._tokens.capitals[following]
            or self._tokens.lowers[following] in name_particles()
            or self._tokens.texts[following] == "-"
        )

    def _impossible(self, run: Run) -> bool:
        start, end = run
        if not self._not_names.isdisjoint(self._tokens.lowers[start:end]):
            return True
        alone = end - start == 1
        return alone and (len(self._tokens.texts[start].strip(".")) < 2 or self._doc[start].is_stop)

    def likely(self, run: Run) -> bool:
        """True unless the tagger is sure that the run is something other than a person."""
        kinds = self._tokens.entities[run[0] : run[1]]
        return "PERSON" in kinds or not all(kind in _NOT_PEOPLE for kind in kinds)

    def series(self, first: Run) -> tuple[list[Run], int]:
        """The names of "A, B and C" and the index after the last; only the first where no "and" follows."""
        runs, end = [first], first[1]
        while end < self._size and len(runs) < _MOST_NAMES:
            at = end + (self._tokens.texts[end] == ",")
            joined = self._tokens.lower(at) in ("and", "&")
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
        if not self._tokens.any_of(at, ",", "-", "–", "—"):
            return None
        first = self.run(at + 1)
        if first is None or self._tokens.starts[at + 1]:
            return None
        runs, end = self.series(first)
        return (runs, end) if self._closes(end) else None

    def _closes(self, at: int) -> bool:
        if at >= self._size:
            return True
        return self._tokens.starts[at] or self._tokens.texts[at] in _ENDS or self._tokens.spaces[at]
