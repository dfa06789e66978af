"""Component `people`: which names of the article are one person, what office each holds, for whom."""

from __future__ import annotations

from spacy.language import Language
from spacy.tokens import Doc

from extractors.components.background import infer_parties, look_up
from extractors.components.cast import CAST_KEY, Cast
from extractors.components.reading import Member, reading


class People:
    """Makes the persons of `Reading.entities` from every named phrase, longest names first."""

    def __call__(self, doc: Doc) -> Doc:
        memory = reading(doc)
        cast = Cast(doc, memory)
        named = [m for phrase in memory.phrases for m in phrase.members if m.name is not None]
        for member in sorted(named, key=_single_word):
            if not member.entities:
                entity = cast.introduce(member)
                member.entities = (entity,) if entity is not None else ()
        look_up(cast)
        infer_parties(doc, cast)
        doc.user_data[CAST_KEY] = cast
        return doc


def _single_word(member: Member) -> bool:
    return member.name is not None and member.name[1] - member.name[0] == 1


@Language.factory("people", requires=["doc.user_data", "token.ent_type"], assigns=["doc.user_data"])
def make_people(nlp: Language, name: str) -> People:
    """`nlp` and `name` are spaCy's."""
    return People()
