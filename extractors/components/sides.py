"""The two sides of a contact, its hosts and mediators, and the parts that their entities have in it."""

from __future__ import annotations

from dataclasses import dataclass, field

from extractors.components.reading import Entity, Part, Phrase
from extractors.domain import Role


@dataclass(slots=True)
class Sides:
    """The phrases on each side of a contact."""

    first: list[Phrase] = field(default_factory=list)
    second: list[Phrase] = field(default_factory=list)
    hosts: list[Phrase] = field(default_factory=list)
    mediators: list[Phrase] = field(default_factory=list)
    guest_first: bool = False  # the first side travels: "flew to Baku for talks with"
    host_first: bool = False  # the first side receives

    def everyone(self) -> list[Phrase]:
        return [*self.first, *self.second, *self.hosts, *self.mediators]


def parts(phrases: list[Phrase], role: Role) -> list[Part]:
    """Every entity of the phrases once, with the words that name it."""
    found: dict[int, Part] = {}
    for phrase in phrases:
        for member in phrase.members:
            for entity in member.entities:
                if entity.key not in found:
                    found[entity.key] = Part(entity, role, member.via, member.start, member.end)
    return list(found.values())


def distinct_sides(people: list[Part]) -> set[str]:
    """The parties present; an actor without one counts as a side of its own."""
    return {part.entity.party or f"?{part.entity.key}" for part in people}


def add_new(phrases: list[Phrase], more: list[Phrase]) -> None:
    """Adds those phrases of `more` that are not there yet."""
    phrases += [phrase for phrase in more if phrase not in phrases]


def entities(phrases: list[Phrase]) -> list[Entity]:
    return [e for phrase in phrases for e in phrase.entities]
