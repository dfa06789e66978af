"""Small articles and extractions made by hand, with evidence that fits their text."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass, field

from extractors.domain import (
    Actor,
    ActorKind,
    Article,
    Channel,
    DateBasis,
    EventDate,
    Evidence,
    Extraction,
    Format,
    Level,
    MeetingReport,
    Participant,
    Place,
    PlaceKind,
    Precision,
    Role,
    Status,
    Via,
)
from extractors.ids import actor_id, article_id, report_id

RUS, SYR, TUR, IRN, USA = "RUS", "SYR", "TUR", "IRN", "USA"
MAY_10 = dt.date(2023, 5, 10)

COUNTRIES = {
    RUS: ("Russia", ("RUS", "Russian", "Moscow", "Kremlin", "Russian Federation")),
    SYR: ("Syria", ("SYR", "Syrian", "Damascus")),
    TUR: ("Turkey", ("TUR", "Turkish", "Türkiye", "Ankara")),
    IRN: ("Iran", ("IRN", "Iranian", "Tehran")),
    USA: ("United States", ("USA", "American", "Washington", "White House")),
}
MOSCOW = Place(name="Moscow", country=RUS, kind=PlaceKind.CITY, latitude=55.75, longitude=37.62)
ANKARA = Place(name="Ankara", country=TUR, kind=PlaceKind.CITY, latitude=39.92, longitude=32.85)


def country(code: str) -> Actor:
    name, aliases = COUNTRIES[code]
    return Actor(
        id=actor_id(ActorKind.COUNTRY, name, code),
        kind=ActorKind.COUNTRY,
        name=name,
        party=code,
        aliases=aliases,
    )


def organization(code: str, name: str, *aliases: str) -> Actor:
    kind = ActorKind.ORGANIZATION
    return Actor(id=actor_id(kind, name, code), kind=kind, name=name, party=code, aliases=aliases)


def office(title: str, code: str) -> Actor:
    return Actor(
        id=actor_id(ActorKind.OFFICE, title, code),
        kind=ActorKind.OFFICE,
        name=title,
        party=code,
        office=title,
    )


def person(name: str, code: str | None = None, title: str | None = None, *aliases: str) -> Actor:
    holds = (office(title, code).id,) if title and code else ()
    return Actor(
        id=actor_id(ActorKind.PERSON, name),
        kind=ActorKind.PERSON,
        name=name,
        party=code,
        office=title,
        aliases=aliases,
        holds=holds,
    )


LAVROV = person("Sergey Lavrov", RUS, "foreign minister", "Lavrov")
MEKDAD = person("Faisal Mekdad", SYR, "foreign minister", "Mekdad")
FIDAN = person("Hakan Fidan", TUR, "foreign minister", "Fidan")
ERDOGAN = person("Recep Tayyip Erdoğan", TUR, "president", "Erdogan")
TURKISH_FM = office("foreign minister", TUR)
IRANIAN_FM = office("foreign minister", IRN)


def on(start: dt.date, end: dt.date | None = None, precision: Precision = Precision.DAY) -> EventDate:
    return EventDate(start=start, end=end or start, precision=precision, basis=DateBasis.STATED)


UNDATED = EventDate(words="recently")


@dataclass(frozen=True)
class Talks:
    """What a built article tells of one meeting."""

    who: Sequence[Actor]
    date: EventDate = field(default_factory=lambda: on(MAY_10))
    place: Place | None = None
    status: Status = Status.OCCURRED
    channel: Channel = Channel.IN_PERSON
    host: str | None = None
    mediator: str | None = None
    topics: tuple[str, ...] = ()


def build(
    name: str, *talks: Talks, also: Sequence[Actor] = (), published: dt.date | None = MAY_10, body: str = ""
) -> tuple[Article, Extraction]:
    """An article at an address of that name, a sentence for each meeting; `also` is mentioned besides."""
    url = f"https://news.example/{name}"
    key = article_id(url, "")
    sentences = [_sentence(one) for one in talks]
    text = "\n".join(
        [body or f"A report called {name}.", *sentences, *(f"{actor.name} was named." for actor in also)]
    )
    article = Article(id=key, url=url, title=name.title(), source="Example", published=published, text=text)
    reports = [_report(article, one, sentence) for one, sentence in zip(talks, sentences, strict=True)]
    named = [actor for one in talks for actor in one.who] + list(also)
    actors = _with_implied(named, talks)
    mentioned = [actor.model_copy(update={"mentions": _mentions(article, actor)}) for actor in actors]
    extraction = Extraction(
        article_id=key, extractor_version="test-1", actors=tuple(mentioned), reports=tuple(reports)
    )
    return article, extraction


def _with_implied(named: Sequence[Actor], talks: Sequence[Talks]) -> list[Actor]:
    found = {actor.id: actor for actor in named}
    for actor in named:
        if actor.party in COUNTRIES:
            found.setdefault(country(actor.party).id, country(actor.party))
        if actor.holds and actor.office and actor.party:
            held = office(actor.office, actor.party)
            found.setdefault(held.id, held)
    for one in talks:
        if one.place and one.place.country:
            host = country(one.place.country)
            found.setdefault(host.id, host)
    return list(found.values())


def _sentence(talks: Talks) -> str:
    names = " and ".join(actor.name for actor in talks.who)
    where = f" in {talks.place.name}" if talks.place else ""
    return f"{names} held talks{where} ({talks.status.value}, {talks.channel.value}, {talks.date.start})."


def _span(article: Article, quote: str, after: int = 0) -> Evidence:
    start = article.text.index(quote, after)
    return Evidence(article_id=article.id, start=start, end=start + len(quote), quote=quote)


def _mentions(article: Article, actor: Actor) -> tuple[Evidence, ...]:
    return (_span(article, actor.name),) if actor.name in article.text else ()


def _report(article: Article, talks: Talks, sentence: str) -> MeetingReport:
    whole = _span(article, sentence)
    parties = {actor.party for actor in talks.who}
    participants = tuple(_participant(article, actor, talks, whole.start) for actor in talks.who)
    sizes = {2: Format.BILATERAL, 3: Format.TRILATERAL}
    place = talks.place
    if place:
        place = place.model_copy(update={"evidence": _span(article, place.name, whole.start)})
    return MeetingReport(
        id=report_id(article.id, whole.start, whole.end, [actor.id for actor in talks.who]),
        status=talks.status,
        channel=talks.channel,
        format=sizes.get(len(parties), Format.MULTILATERAL),
        level=Level.MINISTERIAL,
        date=talks.date,
        place=place,
        participants=participants,
        topics=talks.topics,
        trigger=_span(article, "held talks", whole.start),
        status_evidence=_span(article, talks.status.value, whole.start),
        evidence=(whole,),
    )


def _participant(article: Article, actor: Actor, talks: Talks, after: int) -> Participant:
    via = {
        ActorKind.PERSON: Via.NAME,
        ActorKind.OFFICE: Via.OFFICE,
        ActorKind.COUNTRY: Via.COUNTRY,
        ActorKind.ORGANIZATION: Via.NAME,
    }[actor.kind]
    return Participant(
        actor_id=actor.id,
        kind=actor.kind,
        name=None if actor.kind is ActorKind.OFFICE else actor.name,
        office=actor.office,
        party=actor.party,
        role=_role(actor, talks),
        via=via,
        evidence=_span(article, actor.name, after),
    )


def _role(actor: Actor, talks: Talks) -> Role:
    if actor.party is None:
        return Role.PARTICIPANT
    return {talks.mediator: Role.MEDIATOR, talks.host: Role.HOST}.get(actor.party, Role.PARTICIPANT)
