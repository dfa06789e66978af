"""Component `places`: where something is said to be, with country and coordinates."""

from __future__ import annotations

from collections.abc import Iterator

from spacy.language import Language
from spacy.tokens import Doc

from extractors.components.patterns import words
from extractors.components.reading import PlaceMention, Reading, reading
from extractors.domain import Place, PlaceKind
from extractors.gazetteers import PlaceRecord, ambiguous_city_names, find_place, party

_LONGEST = 5
_CAPITAL = frozenset(["capital"])


class PlaceReader:
    """Reads the places of one Doc."""

    def __init__(self, doc: Doc, memory: Reading) -> None:
        self._doc = doc
        self._memory = memory
        self._near = tuple(
            sorted({code for c in memory.chunks.values() for code, kind in c.codes if kind != "capital"})
        )

    def mentions(self) -> Iterator[PlaceMention]:
        """Every place, the ones that are only a party's name in the sentence ("Moscow said") excepted."""
        at = 0
        last: PlaceMention | None = None
        while at < len(self._doc):
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
            word = self._doc[probe].lower_
            if word in words("places", "inside") or word in words("places", "towards"):
                return True
            if word == "of" and (
                self._doc[probe - 1].lower_ in words("places", "kinds") or self._doc[probe - 1].pos_ == "NOUN"
            ):
                probe -= 2
            elif (
                word in ("the", "a")
                or word in words("places", "kinds")
                or (
                    self._doc[probe].pos_ in ("ADJ", "PROPN", "NOUN")
                    and self._doc[probe].dep_
                    in (
                        "amod",
                        "compound",
                        "poss",
                        "nmod",
                    )
                )
            ):
                probe -= 1
            elif word in ("and", ",", "'s"):
                probe -= 1 if word == "'s" else 2
                if word != "'s" and not (probe >= 0 and self._doc[probe + 1].text[0].isupper()):
                    return False
            else:
                return False
        return False

    def _named(self, at: int) -> PlaceMention | None:
        token = self._doc[at]
        if not token.text[0].isupper() or token.is_punct or token.ent_type_ in ("DATE", "TIME", "PERSON"):
            return None
        chunk = self._memory.chunks.get(at)
        if chunk is not None and (
            chunk.kind != "party" or all(kind in ("demonym", "people", "epithet") for _, kind in chunk.codes)
        ):
            return None
        for end in range(min(at + _LONGEST, len(self._doc)), at, -1):
            text = self._doc[at:end].text
            if (
                self._doc[end - 1].is_punct
                or self._doc[end - 1].is_space
                or self._doc[end - 1].sent.start != token.sent.start
            ):
                continue
            if self._continues(end):
                continue
            locative = self._locative(at) or self._where(end)
            if text.lower() in words("places", "no_place"):
                continue
            if text in ambiguous_city_names() and not locative:
                continue
            record = find_place(text, near=self._country_after(end) or self._near)
            if record is not None and self._plausible(at, end, record, locative):
                return PlaceMention(at, self._past_country(end, record), _place(record, text), locative)
        return None

    def _where(self, end: int) -> bool:
        """ "Hangzhou, where he held talks"."""
        return any(i < len(self._doc) and self._doc[i].lower_ == "where" for i in (end, end + 1)) and (
            self._doc[end].lower_ == "where" or self._doc[end].text == ","
        )

    def _continues(self, end: int) -> bool:
        """True inside a longer run of capitals: "Washington" of "Washington Post"."""
        if end >= len(self._doc):
            return False
        following = self._doc[end]
        if following.text == "-" and end + 1 < len(self._doc) and not following.whitespace_:
            return True
        if following.lower_ in words("places", "not_after"):
            return True
        return (
            following.pos_ == "PROPN"
            and following.text[0].isupper()
            and end not in self._memory.chunks
            and following.ent_type_ != "DATE"
            and following.ent_type_ == self._doc[end - 1].ent_type_
        )

    def _plausible(self, at: int, end: int, record: PlaceRecord, locative: bool) -> bool:
        if locative:
            return True
        if at in self._memory.chunks:
            return record.kind == "city"
        return self._doc[at].ent_type_ in ("GPE", "LOC", "FAC") and record.population > 100_000

    def _country_after(self, end: int) -> tuple[str, ...]:
        """The country of "Rovaniemi, Finland" or "Matera (Italy)"."""
        if end + 1 < len(self._doc) and self._doc[end].text in (",", "("):
            chunk = self._memory.chunks.get(end + 1)
            if chunk is not None and chunk.kind == "party":
                return tuple(code for code, kind in chunk.codes if kind in ("name", "code", "official"))
        return ()

    def _past_country(self, end: int, record: PlaceRecord) -> int:
        return self._memory.chunks[end + 1].end if record.country in self._country_after(end) else end

    def _again(self, at: int, last: PlaceMention | None) -> PlaceMention | None:
        """ "There", "here", "in the city": the place told last, or the dateline's."""
        token = self._doc[at]
        dateline = self._memory.dateline_place
        if token.lower_ == "here" and dateline is not None:
            return PlaceMention(at, at + 1, dateline, True)
        known = last.place if last is not None else dateline
        if known is None:
            return None
        if token.lower_ == "there" and token.dep_ in ("advmod", "pcomp") and token.tag_ != "EX":
            return PlaceMention(at, at + 1, known, True)
        if (
            token.lower_ in words("places", "kinds")
            and known.kind is PlaceKind.CITY
            and at
            and self._doc[at - 1].lower_ in ("the", "same", "this")
            and self._locative(at)
        ):
            following = self._doc[at + 1] if at + 1 < len(self._doc) else None
            if following is None or following.lower_ != "of":
                return PlaceMention(at, at + 1, known, True)
        return None

    def _capital_of(self, at: int) -> PlaceMention | None:
        """ "The Angolan capital", "Angola's capital", "the capital of Angola"."""
        chunk = self._memory.chunks.get(at)
        if chunk is not None and chunk.kind == "party":
            probe = chunk.end + (chunk.end < len(self._doc) and self._doc[chunk.end].text == "'s")
            if probe < len(self._doc) and self._doc[probe].lower_ in _CAPITAL:
                return self._seat(at, probe + 1, [code for code, _ in chunk.codes])
        if self._doc[at].lower_ in _CAPITAL and at + 2 < len(self._doc) and self._doc[at + 1].lower_ == "of":
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
