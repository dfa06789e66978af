"""Component `phrases`: reads noun phrases about actors, with titles, parties, names and appositions.

A linear grammar over chunks and capitals, not over the parse: the small parser breaks on exactly
the long coordinations that diplomatic prose is made of ("Turkey's, Syria's and Iran's defense
ministers", "Fiame Naomi Mata'afa, Samoa's prime minister, and …").
"""

from __future__ import annotations

from dataclasses import replace
from typing import Literal

from spacy.language import Language
from spacy.tokens import Doc, Token

from extractors.components.names import NameReader
from extractors.components.patterns import patterns, words
from extractors.components.reading import Form, Chunk, Member, Phrase, Reading, reading

_ARTICLES = frozenset(["the", "a", "an", "any", "some", "all", "each", "no", "every", "another"])
_POSSESSIVES = frozenset(["his", "her", "their", "its", "whose", "our", "my"])
_PRONOUNS = frozenset(["he", "him", "she", "her", "they", "them", "himself", "herself", "themselves", "both"])
_APPOSITION_ENDS = frozenset(
    [
        ",",
        ".",
        ";",
        ":",
        ")",
        "]",
        "?",
        "!",
        "-",
        "–",
        "—",
        "--",
        "and",
        "who",
        '"',
        "in",
        "on",
        "at",
        "for",
        "with",
        "after",
        "to",
    ]
)
_GENDERS: dict[str, Literal["m", "f"]] = {"his": "m", "her": "f"}
_FROM = frozenset(["of", "from", "for"])


class PhraseReader:
    """Reads the phrases of one Doc; each `_read…` takes a token index and gives a phrase or None."""

    def __init__(self, doc: Doc, memory: Reading) -> None:
        self._doc = doc
        self._chunks = memory.chunks
        self._names = NameReader(doc, memory)
        self._size = len(doc)

    def phrases(self) -> list[Phrase]:
        """All phrases, in order, none overlapping another."""
        found: list[Phrase] = []
        at = 0
        while at < self._size:
            phrase = self._read(at)
            if phrase is not None and phrase.end > at:
                found.append(phrase)
                at = phrase.end
            else:
                at += 1
        return found

    def _lower(self, at: int) -> str:
        return self._doc[at].lower_ if at < self._size else ""

    def _same_sentence(self, at: int, start: int) -> bool:
        return at < self._size and self._doc[at].sent.start == self._doc[start].sent.start

    def _read(self, start: int) -> Phrase | None:
        token = self._doc[start]
        if token.is_space or token.is_punct:
            return None
        if pronoun := self._pronoun(token):
            return pronoun
        at, possessor, number, definite = self._determiners(start)
        if group := self._group(start, at, number, definite):
            return group
        at = self._modifiers(at)
        former = any(self._lower(i) in words("actors", "past_modifiers") for i in range(start, at))
        phrase = self._headed(start, at, definite)
        if phrase is None and at > start:
            return None
        if phrase is not None:
            phrase.possessor = possessor
            phrase.size = phrase.size or number
            for member in phrase.members:
                member.former = member.former or former
        return phrase

    def _pronoun(self, token: Token) -> Phrase | None:
        if token.tag_ == "PRP$" and self._owns_contact(token):
            form: Form = "group" if token.lower_ == "their" else "pronoun"
            gender = _GENDERS.get(token.lower_)
            return Phrase(token.i, token.i + 1, [Member(token.i, token.i + 1, form, gender=gender)])
        if token.lower_ not in _PRONOUNS:
            return None
        if token.lower_ == "her" and token.tag_ == "PRP$":
            return None
        if token.lower_ == "both" and token.dep_ not in ("nsubj", "nsubjpass", "dobj", "pobj"):
            return None
        form = "group" if token.lower_ in ("they", "them", "themselves", "both") else "pronoun"
        gender = "f" if token.lower_ in words("actors", "feminine") else "m"
        size = 2 if token.lower_ == "both" else 0
        member = Member(token.i, token.i + 1, form, gender=gender if form == "pronoun" else None)
        return Phrase(token.i, token.i + 1, [member], size=size)

    def _owns_contact(self, token: Token) -> bool:
        """ "Their meeting", "his talks with": the owner took part."""
        nouns = patterns("triggers")["nouns"]
        head = token.head
        return (
            token.lower_ in ("his", "her", "their")
            and 0 < head.i - token.i < 5
            and (head.lower_ in nouns or head.lemma_ in nouns)
        )

    def _determiners(self, at: int) -> tuple[int, int | None, int, bool]:
        possessor, number, definite = None, 0, False
        numbers: dict[str, int] = patterns("actors")["numbers"]
        for _ in range(4):
            word = self._lower(at)
            if word in _ARTICLES:
                if at in self._chunks:  # "the bloc", "The Hague"
                    return at, possessor, number, True
                definite = True
            elif word in _POSSESSIVES and self._doc[at].tag_ in ("PRP$", "WP$"):
                possessor, definite = at, True
            elif word in numbers and (definite or word == "both" or at + 1 < self._size):
                number = numbers[word]
            else:
                break
            at += 1
        return at, possessor, number, definite

    def _modifiers(self, at: int) -> int:
        for _ in range(4):
            if at in self._chunks or at >= self._size:
                break
            token = self._doc[at]
            if (
                token.lower_ == "-"
                or (token.lower_ in words("actors", "modifiers") and self._near_chunk(at))
                or (token.pos_ == "ADJ" and token.is_lower and self._near_chunk(at))
            ):
                at += 1
            else:
                break
        return at

    def _near_chunk(self, at: int) -> bool:
        return any(i in self._chunks for i in range(at + 1, at + 5))

    def _group(self, start: int, at: int, number: int, definite: bool) -> Phrase | None:
        pairs: dict[str, int] = patterns("actors")["pair_words"]
        word = self._lower(at)
        if word in pairs and definite and self._lower(at + 1) != "of":
            return Phrase(start, at + 1, [Member(start, at + 1, "group", plural=True)], size=pairs[word])
        if not (number or definite):
            return None
        probe = self._modifiers(at)
        for length in (3, 2, 1):
            end = probe + length
            if end > self._size:
                continue
            noun = _singular(self._doc[probe:end].text.lower())
            if noun not in words("actors", "group_nouns") or self._doc[end - 1].tag_ not in ("NNS", "NNPS"):
                continue
            if not number and noun in (
                "country",
                "nation",
                "state",
                "government",
                "power",
                "capital",
                "official",
                "republic",
            ):
                continue
            if (
                (self._doc_is(end, "'s", "'") and end + 1 in self._chunks)
                or (not number and self._opens_list(end))
                or self._names.appositive(end)
            ):
                return None
            end = self._of_both(end)
            return Phrase(start, end, [Member(start, end, "group", plural=True)], size=number, kind=noun)
        if (
            number
            and start < at
            and self._doc[start].lower_ in ("the", "both", "all")
            and self._is_verbish(at)
        ):
            return Phrase(start, at, [Member(start, at, "group", plural=True)], size=number)
        return None

    def _is_verbish(self, at: int) -> bool:
        if at >= self._size:
            return False
        return self._doc[at].pos_ in ("VERB", "AUX", "ADV") or self._lower(at) in ("of", "also", "then")

    def _of_both(self, end: int) -> int:
        """Past "of both countries", "of the two countries", "of them"."""
        if self._lower(end) == "of" and self._lower(end + 1) in ("both", "the", "them"):
            if self._lower(end + 1) == "them":
                return end + 2
            inner = self._determiners(end + 1)
            if inner[2] and _singular(self._lower(inner[0])) in words("actors", "group_nouns"):
                return inner[0] + 1
        return end

    def _opens_list(self, at: int) -> bool:
        return self._lower(at) in _FROM and bool(self._parties(self._skip_articles(at + 1))[0])

    def _skip_articles(self, at: int) -> int:
        return at + 1 if self._lower(at) in ("the", "both") else at

    def _doc_is(self, at: int, *texts: str) -> bool:
        return at < self._size and self._doc[at].text in texts

    def _headed(self, start: int, at: int, definite: bool) -> Phrase | None:
        parties, after, possessive = self._parties(at)
        head = self._modifiers(self._skip_number(after)) if parties else at
        chunk = self._chunks.get(head)
        if chunk is not None and chunk.kind == "title":
            return self._office(start, head, chunk, parties)
        if chunk is not None and chunk.kind == "counterpart":
            return self._counterpart(start, head, chunk, parties)
        if chunk is not None and chunk.kind in ("leader", "person", "delegation"):
            return self._role(start, head, chunk, parties, definite)
        if parties:
            name = (
                self._names.run(after)
                if len(parties) == 1 and (possessive or self._adjectival(parties[0]))
                else None
            )
            if name and (possessive or self._names.likely(name)):
                return self._named(start, [name], parties)
            return self._party(start, parties[0], definite)
        name = self._names.run(at)
        if name is None:
            return None
        names, end = self._names.series(name)
        if len(names) > 1:
            joint = self._apposition(end)
            if joint is not None and len(joint.members) == len(names):
                return self._joined(start, names, joint)
        return self._named(start, [name], [])

    def _skip_number(self, at: int) -> int:
        return at + 1 if self._lower(at) in patterns("actors")["numbers"] else at

    def _adjectival(self, chunk: Chunk) -> bool:
        return all(kind in ("demonym", "people") for _, kind in chunk.codes)

    def _parties(self, at: int) -> tuple[list[Chunk], int, bool]:
        """A coordination of party names at `at`: the chunks, the index after it, whether it is possessive."""
        found: list[Chunk] = []
        possessive = False
        while (chunk := self._chunks.get(at)) is not None and chunk.kind == "party":
            found.append(chunk)
            at = chunk.end
            possessive = self._doc_is(at, "'s", "'")
            at += possessive
            step = self._conjunction(at)
            if step == at:
                break
            inner = self._skip_articles(step)
            following = self._chunks.get(inner)
            if following is None or following.kind != "party":
                break
            at = inner
        return found, at, possessive

    def _conjunction(self, at: int) -> int:
        """Past ",", "and", ", and", "as well as" or "-"; `at` itself where there is none."""
        begin = at
        if self._doc_is(at, ",", "-", "–", "/", "&"):
            at += 1
        if self._lower(at) in ("and", "or"):
            at += 1
        return at if at > begin else begin

    def _tail_parties(self, at: int) -> tuple[list[Chunk], int]:
        """The parties of "of Turkey, Syria and Iran", "from both Koreas" after a head."""
        if self._lower(at) not in _FROM:
            return [], at
        parties, end, possessive = self._parties(self._skip_articles(at + 1))
        if not parties:
            return [], at
        if possessive:  # "of Turkey's parliament" is about something else
            return [parties[0]], parties[0].end
        if self._chunks.get(end) is not None and self._chunks[end].kind in ("title",) and len(parties) > 1:
            return parties[:-1], parties[-2].end
        return parties, end

    def _office(self, start: int, head: int, chunk: Chunk, parties: list[Chunk]) -> Phrase:
        at = chunk.end
        owned = self._chunks.get(at + 1)
        if self._doc_is(at, "'s", "'") and owned is not None and owned.kind == "title":
            return self._office(start, owned.start, owned, parties)  # "the president's press secretary"
        if not parties:
            parties, at = self._tail_parties(at)
        elif self._lower(at) == "to" and self._parties(self._skip_articles(at + 1))[0]:
            at = self._parties(self._skip_articles(at + 1))[1]  # "US ambassador to Russia"
        second = self._chunks.get(at + 1)
        if (
            self._lower(at) in ("and", "-", "/")
            and second is not None
            and second.kind == "title"
            and not chunk.plural
            and self._names.run(second.end)
        ):
            at = second.end  # "prime minister and foreign minister Wang Yi"
        names, end = self._names_after(at, chunk.plural or len(parties) > 1)
        if names and self._lower(end) == "of" and not parties:
            parties, end = self._tail_parties(end)
        if not chunk.plural and len(names) < 2 and len(parties) > 1 and parties[0].start > head:
            parties = parties[:1]  # "the joint envoy of the United Nations and the Arab League" is one person
        members = self._members(start, end, max(len(names), len(parties), 1), names, parties)
        rank_and_file = (
            chunk.plural and not names and parties and all(t.level == "official" for t in chunk.titles)
        )
        for member in members:
            member.titles = chunk.titles
            member.plural = chunk.plural and len(members) == 1 and not names
            if rank_and_file:
                member.form = "delegation"  # "senior diplomats from the UK, China and France"
        return Phrase(start, end, members)

    def _members(
        self, start: int, end: int, count: int, names: list[tuple[int, int]], parties: list[Chunk]
    ) -> list[Member]:
        members = []
        for i in range(count):
            name = names[i] if i < len(names) else None
            chunk = (
                parties[i]
                if len(parties) > 1 and i < len(parties)
                else (parties[0] if len(parties) == 1 else None)
            )
            span = (
                (start, end) if count == 1 else name or ((chunk.start, chunk.end) if chunk else (start, end))
            )
            form: Form = "name" if name else "office"
            members.append(Member(*span, form, name=name, codes=chunk.codes if chunk else ()))
        return members

    def _names_after(self, at: int, several: bool) -> tuple[list[tuple[int, int]], int]:
        name = self._names.run(at)
        if name is not None:
            return self._names.series(name) if several else ([name], name[1])
        found = self._names.appositive(at)
        if found is None:
            return [], at
        names, end = found
        if len(names) > 1 and not several:
            return [], at
        return names, end

    def _counterpart(self, start: int, head: int, chunk: Chunk, parties: list[Chunk]) -> Phrase:
        at = chunk.end
        if not parties:
            parties, at = self._tail_parties(at)
            if not parties and self._lower(at) == "in":
                found, end, _ = self._parties(at + 1)
                parties, at = (found, end) if found else ([], at)
        names, end = self._names_after(at, chunk.plural)
        members = self._members(start, end, max(len(names), len(parties), 1), names, parties)
        for member in members:
            member.form = "counterpart"
            member.plural = chunk.plural and len(members) == 1
        return Phrase(start, end, members)

    def _role(
        self, start: int, head: int, chunk: Chunk, parties: list[Chunk], definite: bool
    ) -> Phrase | None:
        at = chunk.end
        if not parties:
            parties, at = self._tail_parties(at)
        names, end = self._names_after(at, chunk.plural)
        group = chunk.plural or chunk.kind == "delegation"
        if not parties and not names and (group or not definite):
            return None
        count = max(len(names), len(parties), 1)
        members = self._members(start, end, count, names, parties)
        for member in members:
            if member.form == "name":
                member.titles = chunk.titles
            if member.form != "name":
                member.form = "delegation" if group else "leader"
            member.plural = chunk.plural
        return Phrase(start, end, members, kind=self._doc[head : chunk.end].text.lower())

    def _party(self, start: int, chunk: Chunk, definite: bool) -> Phrase | None:
        following = self._doc[chunk.end] if chunk.end < self._size else None
        adjective = self._adjectival(chunk)
        if not adjective:
            return Phrase(start, chunk.end, [Member(chunk.start, chunk.end, "party", codes=chunk.codes)])
        stands_alone = following is None or not (
            following.pos_ in ("NOUN", "PROPN", "ADJ", "NUM")
            or following.text in ("-", "'s", "–")
            or (following.is_alpha and following.text[0].isupper())
        )
        several = (
            self._doc[chunk.end - 1].tag_ in ("NNS", "NNPS")
            and chunk.end - chunk.start == 1
            and self._lower(chunk.end - 1).endswith("s")
        )
        if stands_alone and (definite or several):
            form: Form = "delegation" if several else "people"
            return Phrase(
                start, chunk.end, [Member(start, chunk.end, form, codes=chunk.codes, plural=several)]
            )
        return None

    def _named(self, start: int, names: list[tuple[int, int]], parties: list[Chunk]) -> Phrase:
        end = names[-1][1]
        if not parties:
            parties, end = self._of_party(end)
        members = self._members(start, end, 1, names, parties)
        phrase = Phrase(start, end, members)
        joint = self._apposition(end)
        if joint is not None and len(joint.members) == 1:
            member, told = members[0], joint.members[0]
            if told.form == "office":
                member.titles, member.former = told.titles, told.former
            member.codes = member.codes or told.codes
            member.end = joint.end
            phrase.end = joint.end
        return phrase

    def _of_party(self, at: int) -> tuple[list[Chunk], int]:
        """ "Macron of France", but not "told Pompeo of Berlin's fear"."""
        parties, end = self._tail_parties(at) if self._lower(at) == "of" else ([], at)
        named = [c for c in parties if any(kind in ("name", "code", "official") for _, kind in c.codes)]
        if len(parties) != 1 or not named or self._doc_is(end, "'s", "'"):
            return [], at
        return parties, end

    def _joined(self, start: int, names: list[tuple[int, int]], joint: Phrase) -> Phrase:
        """ "Sergei Lavrov and Dmytro Kuleba, the foreign ministers of Russia and Ukraine": told in that order."""
        members = [
            replace(told, start=name[0], end=name[1], form="name", name=name)
            for name, told in zip(names, joint.members, strict=True)
        ]
        return Phrase(start, joint.end, members)

    def _apposition(self, at: int) -> Phrase | None:
        """A nameless description between commas or brackets right after a name."""
        if not self._doc_is(at, ",", "(") or not self._same_sentence(at + 1, at):
            return None
        phrase = self._read(at + 1)
        if phrase is None or any(
            m.name or m.form not in ("office", "leader", "counterpart") for m in phrase.members
        ):
            return None
        if phrase.end < self._size and self._same_sentence(phrase.end, at):
            following = self._doc[phrase.end]
            if following.lower_ not in _APPOSITION_ENDS and following.pos_ not in (
                "VERB",
                "AUX",
                "ADP",
                "SCONJ",
                "PRON",
            ):
                return None
        bare = not any(m.codes or m.titles for m in phrase.members)
        return None if bare else phrase


def _singular(noun: str) -> str:
    if noun.endswith("men"):
        return noun[:-3] + "man"
    if noun.endswith("ies"):
        return noun[:-3] + "y"
    if noun.endswith("s of state") or noun.endswith("s of government"):
        return noun.replace("s of ", " of ", 1)
    return noun[:-1] if noun.endswith("s") else noun


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
