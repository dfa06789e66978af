"""The only place that makes an nlp: the spaCy model with Chancery's components, in their order."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator

from spacy.language import Language
from spacy.tokens import Doc

from extractors.blocks import BLOCK, blocks, join
from extractors.components import (
    contacts,
    coreference,
    dates,
    lexicon,
    paragraphs,
    people,
    phrases,
    places,
    topics,
)
from extractors.components.places import place_named
from extractors.components.reading import reading
from extractors.convert import Converter
from extractors.dateline import dateline
from extractors.domain import Article, Extraction
from extractors.learned.judges import Judges
from extractors.model import MODEL, quick_model
from extractors.reading import reading_text
from extractors.version import EXTRACTOR_VERSION

__all__ = ["COMPONENTS", "EXTRACTOR_VERSION", "MODEL", "Extractor", "build_nlp"]

# Importing these registers their factories with spaCy; COMPONENTS is their order.
_FACTORIES = (contacts, coreference, dates, lexicon, paragraphs, people, phrases, places, topics)
COMPONENTS = ("lexicon", "dates", "places", "phrases", "people", "coreference", "contacts", "topics")


def build_nlp() -> Language:
    """The model with all components; takes about two seconds, so make one a process.

    Raises ModelMissing where the model package is not installed.
    """
    nlp = quick_model()
    nlp.max_length = BLOCK
    nlp.add_pipe("paragraphs", before="parser")
    for component in COMPONENTS:
        nlp.add_pipe(component)
    return nlp


class Extractor:
    """Reads articles one after another; not for use from several threads at once.

    `judges` are the trained models that ship with the package, unless others are to be tried.
    """

    def __init__(self, judges: Judges | None = None) -> None:
        self._nlp = build_nlp()
        if judges is not None:
            component = self._nlp.get_pipe("contacts")
            assert isinstance(component, contacts.Contacts)
            component.judges = judges

    def extract(self, article: Article) -> Extraction:
        """Who met whom in the article, with evidence whose offsets refer to `article.text`."""
        parts = [converter.convert(doc) for doc, converter in self.readings(article)]
        return parts[0] if len(parts) == 1 else join(article.id, EXTRACTOR_VERSION, parts)

    def read(self, text: str, today: dt.date) -> Doc:
        """A short text that is no article, as the components read it."""
        doc = self._nlp.make_doc(text)
        reading(doc).published = today
        return self._nlp(doc)

    def readings(self, article: Article) -> Iterator[tuple[Doc, Converter]]:
        """The article block by block, as read, with what turns each block into domain objects."""
        text = reading_text(article.text)
        head = dateline(text.text)
        begin = head.end if head is not None else 0
        home = place_named(head.place) if head is not None and head.place else None
        for start, end in blocks(text.text[begin:]):
            doc = self._nlp.make_doc(text.text[begin + start : begin + end])
            memory = reading(doc)
            memory.published, memory.dateline_place = article.published, home
            yield self._nlp(doc), Converter(article, text, begin + start, EXTRACTOR_VERSION)
