"""Doc to Extraction: the only module that sees both spaCy and the domain's reports."""

from __future__ import annotations

from spacy.tokens import Doc

from extractors import domain
from extractors.components.reading import Contact, Entity, Part, Reading, reading
from extractors.domain import (
    Actor,
    ActorKind,
    Article,
    Certainty,
    Evidence,
    Extraction,
    Format,
    Level,
    MeetingReport,
    Participant,
)
from extractors.gazetteers import party
from extractors.ids import actor_id, report_id
from extractors.mapped import MappedText

_MOST_MENTIONS = 200
_LEVELS = {"leaders": Level.LEADERS, "ministerial": Level.MINISTERIAL, "official": Level.OFFICIAL}
_RANK = (Level.LEADERS, Level.MINISTERIAL, Level.OFFICIAL, Level.UNKNOWN)


class Converter:
    """Turns one read Doc into an Extraction of `article`; its text begins at `begin` of `text`."""

    def __init__(self, article: Article, text: MappedText, begin: int, version: str) -> None:
        self._article = article
        self._text = text
        self._begin = begin
        self._version = version
        self._actors: dict[str, Actor] = {}

    def convert(self, doc: Doc) -> Extraction:
        memory = reading(doc)
        for entity in memory.entities:
            self._actor(doc, entity)
        reports = [self._report(doc, contact) for contact in memory.contacts]
        self._place_countries(memory)
        return Extraction(
            article_id=self._article.id,
            extractor_version=self._version,
            actors=tuple(self._actors[key] for key in sorted(self._actors)),
            reports=tuple({report.id: report for report in reports if report is not None}.values()),
        )

    def _evidence(self, doc: Doc, start: int, end: int) -> Evidence:
        """The words of a token span, in the article's own text, outer white space left out."""
        while end > start + 1 and doc[end - 1].is_space:
            end -= 1
        while start < end - 1 and doc[start].is_space:
            start += 1
        first, last = doc[start].idx, doc[end - 1].idx + len(doc[end - 1])
        begin, stop = self._text.span(first + self._begin, last + self._begin)
        return Evidence(
            article_id=self._article.id, start=begin, end=stop, quote=self._article.text[begin:stop]
        )

    # --- actors ------------------------------------------------------------

    def _actor(self, doc: Doc, entity: Entity) -> str | None:
        """Adds the actor of an entity, with its office and its country; the actor's id."""
        kind = self._kind(entity)
        if kind is ActorKind.OFFICE and entity.party is None:
            return None
        mentions = tuple(self._evidence(doc, s, e) for s, e in sorted(set(entity.mentions))[:_MOST_MENTIONS])
        if entity.form == "party":
            return self._party(entity.party or "", mentions)
        name = entity.name or entity.office or ""
        # Well-known people keep one id whatever the spelling: "Sergei Lavrov" and "Sergey V. Lavrov".
        key = actor_id(kind, entity.usual_name or name, entity.party)
        holds = (
            (self._office(entity),)
            if kind is ActorKind.PERSON and entity.office and entity.party and not entity.former
            else ()
        )
        if entity.party:
            self._party(entity.party, ())
        self._actors[key] = Actor(
            id=key,
            kind=kind,
            name=name,
            party=entity.party,
            office=entity.office,
            aliases=tuple(sorted(entity.aliases)),
            holds=holds,
            mentions=mentions,
        )
        return key

    def _kind(self, entity: Entity) -> ActorKind:
        if entity.form == "party":
            known = party(entity.party or "")
            return (
                ActorKind.COUNTRY if known is not None and known.kind == "country" else ActorKind.ORGANIZATION
            )
        return ActorKind.PERSON if entity.form == "person" else ActorKind.OFFICE

    def _office(self, entity: Entity) -> str:
        office = entity.office or ""
        key = actor_id(ActorKind.OFFICE, office, entity.party)
        self._actors.setdefault(
            key, Actor(id=key, kind=ActorKind.OFFICE, name=office, party=entity.party, office=office)
        )
        return key

    def _party(self, code: str, mentions: tuple[Evidence, ...]) -> str:
        known = party(code)
        kind = ActorKind.COUNTRY if known is not None and known.kind == "country" else ActorKind.ORGANIZATION
        key = actor_id(kind, code, code)
        before = self._actors.get(key)
        if before is None or (mentions and not before.mentions):
            aliases = sorted({n.text for n in known.names} - {known.name}) if known is not None else []
            name = known.name if known is not None else code
            self._actors[key] = Actor(
                id=key, kind=kind, name=name, party=code, aliases=tuple(aliases), mentions=mentions
            )
        return key

    def _place_countries(self, memory: Reading) -> None:
        for contact in memory.contacts:
            if (
                contact.place is not None
                and contact.place.place.country
                and party(contact.place.place.country)
            ):
                self._party(contact.place.place.country, ())

    # --- reports -----------------------------------------------------------

    def _report(self, doc: Doc, contact: Contact) -> MeetingReport | None:
        participants = tuple(p for part in contact.parts if (p := self._participant(doc, part)) is not None)
        if len({p.party or p.actor_id for p in participants}) < 2:
            return None
        trigger = self._evidence(doc, contact.trigger, contact.trigger + 1)
        sentences = [doc[start].sent for start in contact.sentences]
        place = contact.place
        return MeetingReport(
            id=report_id(self._article.id, trigger.start, trigger.end, [p.actor_id for p in participants]),
            status=contact.status,
            channel=contact.channel,
            format=self._format(participants),
            level=self._level(contact),
            date=self._date(doc, contact),
            place=place.place.model_copy(update={"evidence": self._evidence(doc, place.start, place.end)})
            if place
            else None,
            participants=participants,
            topics=tuple(self._evidence(doc, s, e).quote for s, e in contact.topics),
            trigger=trigger,
            status_evidence=self._evidence(doc, contact.status_token, contact.status_token + 1)
            if contact.status_token is not None
            else None,
            status_by=self._actor_key(contact.status_by) if contact.status_by is not None else None,
            evidence=tuple(self._evidence(doc, s.start, s.end) for s in sentences),
            confidence=round(contact.likely, 2),
            certainty=Certainty(
                status=round(contact.status_likely, 2),
                date=round(contact.date_likely, 2),
                place=round(contact.place_likely, 2),
            ),
        )

    def _date(self, doc: Doc, contact: Contact) -> domain.EventDate:
        """The contact's date with its words in the text: of equal ones those nearest to the trigger."""
        date = contact.date or domain.EventDate()
        worded = [m for m in reading(doc).dates if date.words and m.past.words == date.words]
        if not worded:
            return date
        mention = min(worded, key=lambda m: abs(m.start - contact.trigger))
        return date.model_copy(update={"evidence": self._evidence(doc, mention.start, mention.end)})

    def _participant(self, doc: Doc, part: Part) -> Participant | None:
        key = self._actor_key(part.entity)
        if key is None:
            return None
        actor = self._actors[key]
        return Participant(
            actor_id=key,
            kind=actor.kind,
            name=None if actor.kind is ActorKind.OFFICE else actor.name,
            office=actor.office,
            party=actor.party,
            role=part.role,
            via=part.via,
            evidence=self._evidence(doc, part.start, part.end),
            confidence=round(part.confidence, 2),
        )

    def _actor_key(self, entity: Entity) -> str | None:
        kind = self._kind(entity)
        name = entity.party if entity.form == "party" else entity.usual_name or entity.name or entity.office
        key = actor_id(kind, name or "", entity.party)
        return key if key in self._actors else None

    def _format(self, participants: tuple[Participant, ...]) -> Format:
        sides = len({p.party or p.actor_id for p in participants})
        return Format.BILATERAL if sides == 2 else Format.TRILATERAL if sides == 3 else Format.MULTILATERAL

    def _level(self, contact: Contact) -> Level:
        levels = {_LEVELS.get(part.entity.level or "", Level.UNKNOWN) for part in contact.parts}
        return min(levels, key=_RANK.index)
