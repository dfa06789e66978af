"""Component `lexicon`: finds the names of parties, the titles of offices and the nouns for persons."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from spacy.language import Language
from spacy.matcher import PhraseMatcher
from spacy.tokens import Doc, Span

from extractors.components.patterns import patterns
from extractors.components.reading import Chunk, ChunkKind, reading
from extractors.gazetteers import OfficeTitle, honorifics, not_parties, office_titles, party_names
from extractors.ids import fold

_PLURAL_HEAD = re.compile(
    r"\b(minister|secretary|president|premier|chancellor|king|queen|emir|sultan|prince|princess|leader|envoy|ambassador"
    r"|commissioner|chief|diplomat|adviser|advisor|director|governor|mayor|speaker|negotiator|representative|spokesman"
    r"|spokeswoman|spokesperson|aide|chairman|chair|head|general|minister-designate|monarch|pope|ruler|official)\b"
)
_IRREGULAR = {
    "secretary": "secretaries",
    "spokesman": "spokesmen",
    "spokeswoman": "spokeswomen",
    "chairman": "chairmen",
}


def plural(title: str) -> str | None:
    """The plural of a title at its head noun: "minister of defense" gives "ministers of defense"."""
    heads = list(_PLURAL_HEAD.finditer(title.split(" of ")[0].split(" for ")[0]))
    if not heads:
        return None
    head = heads[-1]
    word = _IRREGULAR.get(head[1], head[1] + "s")
    return title[: head.start()] + word + title[head.end() :]


class Lexicon:
    """Fills `Reading.chunks` with the longest match at each token."""

    def __init__(self, nlp: Language) -> None:
        self._parties: dict[str, tuple[tuple[str, str], ...]] = {}
        self._titles: dict[str, list[OfficeTitle]] = {}
        self._words: dict[str, ChunkKind] = {}
        self._case: dict[str, set[str]] = {}
        self._matcher = PhraseMatcher(nlp.vocab, attr="LOWER")
        self._add_parties(nlp, party_names())
        self._matcher.add("none", [nlp.make_doc(name) for name in sorted(not_parties())])
        self._add_titles(nlp)
        self._add_words(nlp)

    def _add_parties(self, nlp: Language, names: Mapping[str, tuple[tuple[str, str], ...]]) -> None:
        spellings: dict[str, set[tuple[str, str]]] = {}
        for name, codes in names.items():
            for spelling in {name, _ascii(name)}:
                spellings.setdefault(spelling.lower(), set()).update(codes)
                self._case.setdefault(spelling.lower(), set()).add(spelling)
        self._parties = {key: tuple(sorted(codes)) for key, codes in spellings.items()}
        # As written, not in lower case: the tokenizer keeps "U.S." whole and splits "u.s.".
        self._matcher.add(
            "party", [nlp.make_doc(name) for spellings in self._case.values() for name in sorted(spellings)]
        )

    def _add_titles(self, nlp: Language) -> None:
        for title in office_titles():
            self._titles.setdefault(title.text, []).append(title)
            if several := plural(title.text):
                self._titles.setdefault("+" + several, []).append(title)
        texts = [key.removeprefix("+") for key in self._titles]
        self._matcher.add("title", [nlp.make_doc(text) for text in texts])

    def _add_words(self, nlp: Language) -> None:
        data = patterns("actors")
        kinds: tuple[tuple[str, ChunkKind], ...] = (
            ("leader_words", "leader"),
            ("person_words", "person"),
            ("delegation_words", "delegation"),
            ("counterpart_words", "counterpart"),
        )
        for key, kind in kinds:
            for word in data[key]:
                self._words[word] = kind
                self._words["+" + _plural_noun(word)] = kind
        for word in honorifics():
            self._words.setdefault(word.lower().rstrip("."), "honorific")
            self._words.setdefault(word.lower().rstrip(".") + ".", "honorific")
        # In both cases: the tokenizer keeps "Mr." whole and splits "mr.".
        texts = {word.removeprefix("+") for word in self._words}
        self._matcher.add(
            "word", [nlp.make_doc(form) for text in sorted(texts) for form in (text, text.title())]
        )

    def __call__(self, doc: Doc) -> Doc:
        best: dict[int, Chunk] = {}
        for chunk in self._chunks(doc):
            known = best.get(chunk.start)
            if known is not None and known.end == chunk.end and "title" in (known.kind, chunk.kind):
                # "leader", "negotiator": a word for a person first, a title where a name goes with it.
                known.titles = chunk.titles = known.titles or chunk.titles
            if known is None or (chunk.end, _RANK[chunk.kind]) > (known.end, _RANK[known.kind]):
                best[chunk.start] = chunk
        named = {code for c in best.values() for code, kind in c.codes if kind != "epithet"}
        chunks = reading(doc).chunks
        covered = 0
        for start in sorted(best):
            chunk = best[start]
            if start < covered or self._mere_epithet(chunk, best, named):
                continue
            covered = chunk.end
            if chunk.kind != "none":
                chunks[start] = chunk
        return doc

    def _mere_epithet(self, chunk: Chunk, best: dict[int, Chunk], named: set[str]) -> bool:
        """ "The North" inside "the North Korean", or "the bloc" where no bloc is named elsewhere."""
        if chunk.kind != "party" or any(kind != "epithet" for _, kind in chunk.codes):
            return False
        longer = any(at in best and best[at].end > chunk.end for at in range(chunk.start + 1, chunk.end))
        return longer or not any(code in named for code, _ in chunk.codes)

    def _chunks(self, doc: Doc) -> Iterator[Chunk]:
        for span in self._matcher(doc, as_spans=True):
            text = span.text.lower()
            if span.label_ == "none":
                if span.text[0].isupper():
                    yield Chunk(span.start, span.end, "none")
            elif span.label_ == "party":
                if codes := self._party(span, text):
                    yield Chunk(span.start, span.end, "party", codes=codes)
            elif span.label_ == "title":
                if (
                    span.text[0].isupper()
                    and span.end < len(doc)
                    and doc[span.end].text == "-"
                    and not doc[span.end - 1].whitespace_
                ):
                    continue  # "Amir-Abdollahian" is a name
                one, many = self._titles.get(text), self._titles.get("+" + text)
                yield Chunk(
                    span.start, span.end, "title", titles=tuple(one or many or ()), plural=one is None
                )
            else:
                kind = self._words.get(text)
                if kind == "honorific" and not span.text[0].isupper():
                    continue
                several = kind is None
                kind = kind or self._words.get("+" + text)
                # None: "prince ." with a space has the words of "prince." and not its text.
                if kind is not None:
                    yield Chunk(span.start, span.end, kind, plural=several)

    def _party(self, span: Span, text: str) -> tuple[tuple[str, str], ...]:
        if text not in self._parties:  # "Guinea - Bissau": the tokens of a name, spaced otherwise
            return ()
        # "us" is not "US", and "turkey" not "Turkey": a name needs its capitals, except in a line of them.
        words = [token.text for token in span if token.is_alpha and token.text.lower() not in _SMALL]
        if span.text not in self._case[text]:
            shouted = span.text.isupper() and len(span.text) > 3
            if not shouted and not all(word[0].isupper() for word in words):
                return ()
            return tuple(c for c in self._parties[text] if c[1] != "code")
        return self._parties[text]


_RANK = {
    "none": 6,
    "party": 5,
    "leader": 4,
    "counterpart": 4,
    "delegation": 4,
    "person": 4,
    "title": 3,
    "honorific": 0,
}
_SMALL = frozenset(["the", "of", "and", "for", "in", "on", "de", "du", "da"])


def _ascii(name: str) -> str:
    """The name without accents but with its case, as wires without them write it."""
    return "".join(fold_char(c) for c in name)


def fold_char(char: str) -> str:
    if char.isascii():
        return char
    plain = fold(char)
    return plain.upper() if plain and char.isupper() else plain or char


def _plural_noun(word: str) -> str:
    if word.startswith("head of "):
        return "heads" + word[4:]
    if word.endswith("man"):
        return word[:-3] + "men"
    if word.endswith("y") and word[-2] not in "aeou":
        return word[:-1] + "ies"
    return word + ("es" if word.endswith(("s", "ch")) else "s")


@Language.factory("lexicon", assigns=["doc.user_data"])
def make_lexicon(nlp: Language, name: str) -> Lexicon:
    """`name` is spaCy's for the component."""
    return Lexicon(nlp)
