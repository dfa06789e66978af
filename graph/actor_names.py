"""The names under which articles speak of actors, and when two of them are one actor's: pure."""

from __future__ import annotations

import datetime as dt
import json
from dataclasses import dataclass
from functools import cached_property

from extractors.domain import Actor, ActorKind
from extractors.ids import fold
from graph import persons
from graph.offices import usual_title
from graph.partition import UNRELATED, Kind, Reason, Verdict
from graph.person_names import parse
from graph.persons import Persona


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
