"""What the components write into a Doc while an article is read: chunks, phrases, entities, contacts."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, field
from typing import Literal

from spacy.tokens import Doc

from extractors.domain import Channel, EventDate, Place, Role, Status, Via
from extractors.gazetteers import OfficeTitle

USER_DATA_KEY = "chancery"

ChunkKind = Literal["party", "title", "leader", "person", "delegation", "counterpart", "honorific", "none"]
Form = Literal["name", "office", "leader", "people", "party", "delegation", "counterpart", "pronoun", "group"]


@dataclass(slots=True)
class Chunk:
    """A run of tokens with one lexical meaning; `end` is exclusive, as everywhere."""

    start: int
    end: int
    kind: ChunkKind
    codes: tuple[tuple[str, str], ...] = ()  # of a party name: (code, kind of name)
    titles: tuple[OfficeTitle, ...] = ()
    plural: bool = False


@dataclass(slots=True, eq=False)
class Entity:
    """One actor of the article, as far as it has been read."""

    key: int
    form: Literal["person", "office", "party"]
    name: str | None = None
    office: str | None = None
    level: str | None = None
    party: str | None = None
    gender: Literal["m", "f"] | None = None
    former: bool = False  # "the former president": the office is in the past
    usual_name: str | None = None  # the gazetteer's form of a well-known name
    known_office: str | None = None  # what the gazetteer knows; never told as the article's word
    inferred_party: bool = False
    titles: tuple[OfficeTitle, ...] = ()
    aliases: set[str] = field(default_factory=set)
    mentions: list[tuple[int, int]] = field(default_factory=list)


Resolution = tuple[tuple[Entity, ...], Via]  # whom words mean, and how they put it


@dataclass(slots=True)
class Member:
    """One actor that a phrase names; `entities` are found when the article is read as a whole."""

    start: int
    end: int
    form: Form
    name: tuple[int, int] | None = None
    titles: tuple[OfficeTitle, ...] = ()
    codes: tuple[tuple[str, str], ...] = ()
    former: bool = False
    plural: bool = False
    gender: Literal["m", "f"] | None = None
    entities: tuple[Entity, ...] = ()
    via: Via = Via.NAME


@dataclass(slots=True, eq=False)
class Phrase:
    """A noun phrase about one or several actors, apposition included."""

    start: int
    end: int
    members: list[Member]
    size: int = 0  # of a group: how many ("the two leaders"); 0 where not said
    possessor: int | None = None  # the token of "his" in "his counterparts"
    kind: str = ""  # of a group: the noun ("minister")

    @property
    def entities(self) -> list[Entity]:
        seen: dict[int, Entity] = {}
        for member in self.members:
            for entity in member.entities:
                seen.setdefault(entity.key, entity)
        return list(seen.values())


@dataclass(slots=True)
class DateMention:
    """A date expression; `tense` matters for bare weekdays and months, so the value is made when used."""

    start: int
    end: int
    past: EventDate
    future: EventDate
    anchored: bool = False  # relative to another event ("a day earlier"), not to publication
    turns: bool = False  # can date the other event from this one: "two days after they had met"


@dataclass(slots=True)
class PlaceMention:
    start: int
    end: int
    place: Place
    locative: bool  # after "in", "at", "to" …


@dataclass(slots=True)
class Part:
    """An entity's part in a contact."""

    entity: Entity
    role: Role
    via: Via
    start: int
    end: int
    confidence: float = 1.0


@dataclass(slots=True)
class Contact:
    """One contact as one trigger tells it, later merged with its retellings."""

    trigger: int
    sentence: int  # start token
    parts: list[Part]
    status: Status
    channel: Channel
    status_token: int | None = None
    status_by: Entity | None = None  # who cancelled, declined or denied
    date: EventDate | None = None
    place: PlaceMention | None = None
    anaphoric: bool = False  # "the talks", "their meeting": speaks of one already told
    paragraph: int = 0
    sentences: list[int] = field(default_factory=list)
    topics: list[tuple[int, int]] = field(default_factory=list)
    likely: float = 1.0  # that it is a contact of these people
    status_likely: float = 1.0
    date_likely: float = 1.0
    place_likely: float = 1.0


@dataclass(slots=True)
class Reading:
    """The working memory of one article."""

    published: dt.date | None = None
    dateline_place: Place | None = None
    chunks: dict[int, Chunk] = field(default_factory=dict)
    phrases: list[Phrase] = field(default_factory=list)
    phrase_at: dict[int, Phrase] = field(default_factory=dict)  # every token of a phrase
    entities: list[Entity] = field(default_factory=list)
    dates: list[DateMention] = field(default_factory=list)
    places: list[PlaceMention] = field(default_factory=list)
    contacts: list[Contact] = field(default_factory=list)


def reading(doc: Doc) -> Reading:
    """The Doc's working memory, made on first use."""
    memory = doc.user_data.get(USER_DATA_KEY)
    if not isinstance(memory, Reading):
        memory = doc.user_data[USER_DATA_KEY] = Reading()
    return memory
