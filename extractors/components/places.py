"""Component `places`: where something is said to be, with country and coordinates."""

from __future__ import annotations

from collections.abc import Iterator

from spacy.language import Language
from spacy.tokens import Doc

from extractors.components.patterns import words
from extractors.components.reading import PlaceMention, Reading, reading
from extractors.components.tokens import tokens
from extractors.domain import Place, PlaceKind
from extractors.gazetteers import PlaceRecord, ambiguous_city_names, find_place, is_place, party

_LONGEST = 5
_CAPITAL = frozenset(["capital"])
_AGAIN = frozenset(["here", "there"])
_NO_PLACES = frozenset(["DATE", "TIME", "PERSON"])
_NOMINAL = frozenset(["ADJ", "PROPN", "NOUN"])
_MODIFIERS = frozenset(["amod", "compound", "poss", "nmod"])


class PlaceReader:
    """Reads the places of one Doc."""

    def __init__(self, doc: Doc, memory: Reading) -> None:
        self._doc = doc
        self._tokens = tokens(doc)
        self._memory = memory
        self._near = tuple(
            sorted({code for c in memory.chunks.values() for code, kind in c.codes if kind != "capital"})
        )

    def mentions(self) -> Iterator[PlaceMention]:
        """Every place, the ones that are only a party's name in the sentence ("Moscow said") excepted."""
        at = 0
        last: PlaceMention | None = None
        while at < self._tokens.size:
            mention = self._capital_of(at) or self._named(at) or self._again(at, last)
            if mention is not None:
                yield mention
                if mention.locative:
                    last = mention
                at = mention.end
            else:
                at += 1

    def _locative(self, at: int) -> bool:
        """True after a preposition of place, with articles and "the city of" passed over."""
        probe = at - 1
        for _ in range(7):
            if probe < 0:
                return False
            word = self._tokens.lowers[probe]
            if word in words("places", "inside") or word in words("places", "towards"):
                return True
            if word == "of" and (
                self._tokens.lowers[probe - 1] in words("places", "kinds")
                or self._tokens.pos[probe - 1] == "NOUN"
            ):
                probe -= 2
            elif word in ("the", "a") or word in words("places", "kinds") or self._modifies(probe):
                probe -= 1
            elif word in ("and", ",", "'s"):
                probe -= 1 if word == "'s" else 2
                if word != "'s" and not (probe >= 0 and self._tokens.capitals[probe + 1]):
                    return False
            else:
                return False
        return False

    def _modifies(self, at: int) -> bool:
        return self._tokens.pos[at] in _NOMINAL and self._doc[at].dep_ in _MODIFIERS

    def _named(self, at: int) -> PlaceMention | None:
        if not self._tokens.capitals[at] or self._tokens.entities[at] in _NO_PLACES:
            return None
        chunk = self._memory.chunks.get(at)
        if chunk is not None and (
            chunk.kind != "party" or all(kind in ("demonym", "people", "epithet") for _, kind in chunk.codes)
        ):
            return None
        for end in range(min(at + _LONGEST, self._tokens.size), at, -1):
            if self._ends_badly(at, end) or not (text := self._known_name(at, end)):
                continue
            locative = self._locative(at) or self._where(end)
            if text in ambiguous_city_names() and not locative:
                continue
            record = find_place(text, near=self._country_after(end) or self._near)
            if record is not None and self._plausible(at, end, record, locative):
                return PlaceMention(at, self._past_country(end, record), _place(record, text), locative)
        return None

    def _ends_badly(self, at: int, end: int) -> bool:
        """True for words that reach past their sentence, end in no word or inside a longer name."""
        last = end - 1
        return (
            self._tokens.punctuation[last]
            or self._tokens.spaces[last]
            or not self._tokens.same_sentence(last, at)
            or self._continues(end)
        )

    def _known_name(self, at: int, end: int) -> str | None:
        text = self._tokens.phrase(at, end)
        return text if is_place(text) and text.lower() not in words("places", "no_place") else None

    def _where(self, end: int) -> bool:
        """ "Hangzhou, where he held talks"."""
        first, second = self._tokens.lower(end), self._tokens.lower(end + 1)
        return first == "where" or (first == "," and second == "where")

    def _continues(self, end: int) -> bool:
        """True inside a longer run of capitals: "Washington" of "Washington Post"."""
        if end >= self._tokens.size:
            return False
        if self._tokens.texts[end] == "-" and end + 1 < self._tokens.size and not self._doc[end].whitespace_:
            return True
        if self._tokens.lowers[end] in words("places", "not_after"):
            return True
        kind = self._tokens.entities[end]
        return (
            self._tokens.pos[end] == "PROPN"
            and self._tokens.capitals[end]
            and end not in self._memory.chunks
            and kind != "DATE"
            and kind == self._tokens.entities[end - 1]
        )

    def _plausible(self, at: int, end: int, record: PlaceRecord, locative: bool) -> bool:
        if locative:
            return True
        if at in self._memory.chunks:
            return record.kind == "city"
        return self._tokens.entities[at] in ("GPE", "LOC", "FAC") and record.population > 100_000

    def _country_after(self, end: int) -> tuple[str, ...]:
        """The country of "Rovaniemi, Finland" or "Matera (Italy)"."""
        if self._tokens.any_of(end, ",", "("):
            chunk = self._memory.chunks.get(end + 1)
            if chunk is not None and chunk.kind == "party":
                return tuple(code for code, kind in chunk.codes if kind in ("name", "code", "official"))
        return ()

    def _past_country(self, end: int, record: PlaceRecord) -> int:
        return self._memory.chunks[end + 1].end if record.country in self._country_after(end) else end

    def _again(self, at: int, last: PlaceMention | None) -> PlaceMention | None:
        """ "There", "here", "in the city": the place told last, or the dateline's."""
        word = self._tokens.lowers[at]
        if word not in _AGAIN and word not in words("places", "kinds"):
            return None
        dateline = self._memory.dateline_place
        if word == "here" and dateline is not None:
            return PlaceMention(at, at + 1, dateline, True)
        known = last.place if last is not None else dateline
        if known is None:
            return None
        token = self._doc[at]
        if word == "there" and token.dep_ in ("advmod", "pcomp") and token.tag_ != "EX":
            return PlaceMention(at, at + 1, known, True)
        if (
            word not in _AGAIN
            and known.kind is PlaceKind.CITY
            and at
            and self._tokens.lowers[at - 1] in ("the", "same", "this")
            and self._tokens.lower(at + 1) != "of"
            and self._locative(at)
        ):
            return PlaceMention(at, at + 1, known, True)
        return None

    def _capital_of(self, at: int) -> PlaceMention | None:
        """ "The Angolan capital", "Angola's capital", "the capital of Angola"."""
        chunk = self._memory.chunks.get(at)
        if chunk is not None and chunk.kind == "party":
            probe = chunk.end + self._tokens.any_of(chunk.end, "'s")
            if self._tokens.lower(probe) in _CAPITAL:
                return self._seat(at, probe + 1, [code for code, _ in chunk.codes])
        if self._tokens.lowers[at] in _CAPITAL and self._tokens.lower(at + 1) == "of":
            following = self._memory.chunks.get(at + 2)
            if following is not None and following.kind == "party":
                return self._seat(at, following.end, [code for code, _ in following.codes])
        return None

    def _seat(self, start: int, end: int, codes: list[str]) -> PlaceMention | None:
        for code in codes:
            known = party(code)
            if known is not None and known.capital:
                record = find_place(known.capital, near=(code,))
                if record is not None:
                    return PlaceMention(start, end, _place(record, known.capital), self._locative(start))
        return None


def _place(record: PlaceRecord, text: str) -> Place:
    """The name as the article has it, unless the record knows the city that a venue stands in."""
    city = getattr(record, "city", None)
    if record.kind == "venue" and city:
        return Place(
            name=city,
            country=record.country,
            kind=PlaceKind.CITY,
            latitude=record.latitude,
            longitude=record.longitude,
        )
    name = text.title() if text.isupper() and len(text) > 3 else text
    return Place(
        name=name.removeprefix("the ").removesuffix("'s"),
        country=record.country,
        kind=PlaceKind(record.kind),
        latitude=record.latitude,
        longitude=record.longitude,
    )


def place_named(text: str, near: tuple[str, ...] = ()) -> Place | None:
    """The place of a name that stands alone, a dateline's for example."""
    record = find_place(text, near=near)
    return _place(record, text) if record else None


class Places:
    """Fills `Reading.places`."""

    def __call__(self, doc: Doc) -> Doc:
        memory = reading(doc)
        memory.places = list(PlaceReader(doc, memory).mentions())
        return doc


@Language.factory(
    "places", requires=["token.pos", "token.dep", "token.ent_type", "doc.sents"], assigns=["doc.user_data"]
)
def make_places(nlp: Language, name: str) -> Places:
    """`nlp` and `name` are spaCy's."""
    return Places()
