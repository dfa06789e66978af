"""Who is who and which reports are one meeting: pure functions of claims and judgements, no database."""

from __future__ import annotations

import datetime as dt
import hashlib
import json
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from functools import cached_property

from extractors.domain import Actor, ActorKind, MeetingReport, Place
from extractors.ids import fold
from graph import encounters, persons
from graph.encounters import Telling
from graph.offices import usual_title
from graph.partition import UNRELATED, Judged, Kind, Partition, Reason, Verdict, pair
from graph.person_names import parse
from graph.persons import Persona


def _digest(*parts: str) -> str:
    return hashlib.sha256("\x1f".join(parts).encode()).hexdigest()[:16]


# --- actors ------------------------------------------------------------------


@dataclass(frozen=True)
class Name:
    """A name under which articles speak of an actor, and the different things that they say with it.

    A person's name is one for each party and time, since two people may share it; of all other kinds one
    id is one thing already. `claims` are encoded as in graph/claims.py.
    """

    id: str
    slug: str  # the actor's id by the extraction
    kind: ActorKind
    party: str | None
    years: tuple[int, int] | None
    claims: frozenset[str]

    @cached_property
    def office_key(self) -> str:
        """A party and the usual title of its office: "premier" and "prime minister" are one."""
        title = self.slug.partition(":")[2].replace("-", " ")
        party = fold(self.party or "")
        return f"{party}|{usual_title(title.removeprefix(party).strip())}"

    @cached_property
    def persona(self) -> Persona:
        """The name as persons are compared."""
        said = [json.loads(claim) for claim in sorted(self.claims)]
        return Persona(
            self.id,
            self.slug,
            self.party,
            self.years,
            frozenset(claim["name"] for claim in said),
            frozenset(usual_title(claim["office"]) for claim in said if claim["office"]),
        )


SAME_OFFICE = Verdict(Kind.CERTAIN, 1.0, (Reason("same_office", "two titles of one office of a party", 1.0),))


def name_key(actor: Actor, published: dt.date | None) -> tuple[str, str | None, tuple[int, int] | None]:
    """Id, party and years of the name under which an article of that day speaks of the actor.

    The years are a decade, and of a single word, which many share, one year.
    """
    if actor.kind is not ActorKind.PERSON:
        return actor.id, actor.party, None
    party = fold(actor.party or "").replace(" ", "-")
    if published is None:
        return f"{actor.id}:{party}:", actor.party, None
    if parse(actor.name).full:
        first = published.year // 10 * 10
        return f"{actor.id}:{party}:{first}s", actor.party, (first, first + 9)
    return f"{actor.id}:{party}:{published.year}", actor.party, (published.year, published.year)


def relate_names(one: Name, other: Name) -> Verdict:
    """Whether two names are one actor's: persons' are compared by all that is said of them, offices' by
    their titles within a party, all others by their ids alone."""
    if one.kind is ActorKind.OFFICE is other.kind and one.office_key == other.office_key:
        return SAME_OFFICE
    if one.kind is ActorKind.PERSON is other.kind and findable(one, other):
        return persons.relate(one.persona, other.persona)
    return UNRELATED


def findable(one: Name, other: Name) -> bool:
    """Whether two persons' names can be told from each other by the store without comparing all with all:
    they are spelled alike at both ends, or at one end within a party."""
    first, second = one.persona.keys, other.persona.keys
    if one.slug == other.slug or sorted(first) == sorted(second):
        return True
    within = one.party == other.party or None in (one.party, other.party)
    return within and not set(first).isdisjoint(second)


def resolve_actors(names: Iterable[Name], judged: Judged | None = None) -> dict[str, str]:
    """The id of the actor of each name, by the name's id.

    `names` must hold, with each name, all that it is tied to or shares its slug with: see `components`.
    """
    known = {name.id: name for name in names}
    found: dict[str, str] = {}
    for component in components(known.values(), related_names, judged):
        groups = Partition(component, lambda a, b: relate_names(known[a], known[b]), judged).groups()
        slugs = [{known[item].slug for item in group} for group in groups]
        for group in groups:
            best = min((known[item] for item in group), key=preference)
            shared = sum(best.slug in among for among in slugs) > 1
            found |= dict.fromkeys(group, best.id if shared else best.slug)
    return found


def related_names(one: Name, other: Name) -> bool:
    """Whether what becomes of one can depend on the other."""
    return one.slug == other.slug or relate_names(one, other).ties


def preference(name: Name) -> tuple[object, ...]:
    """Sorts names by how well they are somebody's: a person is best called by first and last name."""
    if name.kind is not ActorKind.PERSON:
        return (name.slug,)
    words = parse(name.slug.partition(":")[2].replace("-", " ")).words
    abbreviated = any(len(word) == 1 for word in words)
    return (len(words) < 2, abbreviated, len(name.slug), name.slug, name.party is None, name.id)


def components(
    items: Iterable[Name], related: Callable[[Name, Name], bool], judged: Judged | None = None
) -> list[list[str]]:
    """Those that hang together, by blocks of names that can be alike and by judgements."""
    known = {item.id: item for item in items}
    blocks: dict[str, list[str]] = {}
    for item in known.values():
        for key in _blocks(item):
            blocks.setdefault(key, []).append(item.id)
    links = {link for members in blocks.values() for link in _pairs(members)}
    tied = [link for link in sorted(links) if related(known[link[0]], known[link[1]])]
    return connected(known, [*tied, *sorted((judged or Judged()).same)])


def _blocks(name: Name) -> set[str]:
    if name.kind is ActorKind.PERSON:
        return {name.slug, *name.persona.keys}
    return {name.slug, name.office_key} if name.kind is ActorKind.OFFICE else {name.slug}


def _pairs(members: list[str]) -> Iterable[tuple[str, str]]:
    return (pair(a, b) for at, a in enumerate(members) for b in members[at + 1 :] if a != b)


def connected(items: Iterable[str], links: Iterable[tuple[str, str]]) -> list[list[str]]:
    """The connected components, each sorted, in the order of their least members."""
    root = {item: item for item in items}

    def top(item: str) -> str:
        while root[item] != item:
            root[item] = root[root[item]]
            item = root[item]
        return item

    for a, b in links:
        if a in root and b in root:
            one, other = sorted((top(a), top(b)))
            root[other] = one
    found: dict[str, list[str]] = {}
    for item in sorted(root):
        found.setdefault(top(item), []).append(item)
    return [found[key] for key in sorted(found)]


# --- meetings ----------------------------------------------------------------


def report_key(article_id: str, report: MeetingReport) -> str:
    """Tells a report across extractions: the same words about the same parties in the same article."""
    parties = sorted({one.party or "?" for one in report.participants})
    return "key-" + _digest(article_id, str(report.trigger.start), str(report.trigger.end), *parties)


def resolve_meetings(tellings: Iterable[Telling], judged: Judged | None = None) -> dict[str, str]:
    """The id of the meeting of each report, by the report's id.

    `tellings` must hold, with each, all that it is tied to under one slot.
    """
    known = {told.id: told for told in tellings}
    slots: dict[str, list[str]] = {}
    for told in known.values():
        for slot in told.slots():
            slots.setdefault(slot, []).append(told.id)
    links = {link for members in slots.values() for link in _pairs(members)}
    tied = [link for link in sorted(links) if encounters.relate(known[link[0]], known[link[1]]).ties]
    found: dict[str, str] = {}
    for component in connected(known, [*tied, *sorted((judged or Judged()).same)]):
        partition = Partition(component, lambda a, b: encounters.relate(known[a], known[b]), judged)
        for group in partition.groups():
            first = min((known[item] for item in group), key=_first_told)
            found |= dict.fromkeys(group, meeting_id(first.report))
    return found


def _first_told(told: Telling) -> tuple[dt.date, str]:
    return told.published or dt.date.max, told.id


def meeting_id(first: MeetingReport) -> str:
    """A meeting is called after the report that told of it first."""
    return "mtg-" + _digest(first.id)


# --- places and parties ------------------------------------------------------


def place_id(place: Place) -> str:
    """A name in a country; the same name in another country is another place."""
    slug = fold(place.name).replace(" ", "-") or _digest(place.name)
    return f"place:{slug}:{place.country.lower()}" if place.country else f"place:{slug}"


def party_actor_ids(party: str) -> tuple[str, str]:
    """The ids that the country or the organization of a party code would have."""
    slug = fold(party).replace(" ", "-") or _digest(party)
    return f"country:{slug}", f"organization:{slug}"
