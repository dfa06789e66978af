"""Drills: short texts with gold, made from wordings and officials in drills.json.

Whole articles teach the models how news is told; the drills make sure that each phenomenon was seen, the rare
statuses and the near misses above all, also in a text of one sentence.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any, NamedTuple

_ROLES = {"h": "host", "g": "guest", "m": "mediator", "p": "participant"}
_SLOT = re.compile(r"\{(?P<form>[cdms]|cap\.)?(?P<who>[ABC])\}")
_PLURALS = ("an", "ian", "ani")  # demonyms whose plural is with an s
_TIMES = 2  # texts made of each wording
_AMERICAN = {"foreign minister": "Secretary of State", "defense minister": "Defense Secretary"}


class Official(NamedTuple):
    """Somebody who can fill a slot."""

    name: str
    office: str
    country: str
    party: str
    demonym: str
    capital: str

    def called(self, way: int) -> str:
        """Name with office and country, put in one of several ways."""
        american = self.party == "USA"
        title = _AMERICAN.get(self.office, self.office.title()) if american else self.office.title()
        demonym = "US" if american else self.demonym
        country = f"the {self.country}" if american else self.country
        ways = (
            f"{demonym} {title} {self.name}",
            f"{title} {self.name} of {country}",
            f"{demonym} {title} {self.name}",
            f"{self.name}, the {demonym} {title.lower()},",
        )
        return ways[way % len(ways)]


def drills() -> Iterator[dict[str, Any]]:
    """Gold articles in the form of the annotation guidelines."""
    data = json.loads((Path(__file__).parent / "drills.json").read_text(encoding="utf-8"))
    officials = [Official(*one) for one in data["officials"]]
    for number, drill in enumerate(data["drills"]):
        for time in range(_TIMES):
            fit = (
                [one for one in officials if one.demonym.endswith(_PLURALS)]
                if drill.get("plural")
                else officials
            )
            cast = _cast(fit, number * 7 + time * 11)
            yield {
                "id": f"drill-{number}-{time}",
                "published": data["published"],
                **_article(drill, cast, number + time),
            }


def _cast(officials: list[Official], start: int) -> dict[str, Official]:
    """Three officials of different parties."""
    chosen: list[Official] = []
    at = start
    while len(chosen) < len("ABC"):
        one = officials[at % len(officials)]
        if all(one.party != other.party for other in chosen):
            chosen.append(one)
        at += 5 if len(officials) % 5 else 1
    return dict(zip("ABC", chosen, strict=True))


def _article(drill: Mapping[str, Any], cast: Mapping[str, Official], way: int) -> dict[str, Any]:
    def fill(found: re.Match[str]) -> str:
        one = cast[found["who"]]
        forms = {
            "c": one.country,
            "d": one.demonym,
            "m": one.capital,
            "cap.": one.capital,
            "s": one.name.split(maxsplit=1)[1],
        }
        return forms.get(found["form"]) or one.called(way + "ABC".index(found["who"]))

    filled = _SLOT.sub(fill, drill["text"])
    filled = re.sub(r",(?=[.,;])", "", filled).replace(",'s", "'s").replace("the the ", "the ")
    context, _, told = filled.rpartition("||")
    text = f"{context} {told}" if context else told
    evidence = [context, told] if context and drill.get("both") else [told]
    if drill.get("whole"):  # two tellings of one contact
        first, _, second = text.rpartition(". ")
        evidence = [f"{first}.", second]
    return {"text": text, "meetings": list(_meetings(drill, cast, evidence))}


def _meetings(
    drill: Mapping[str, Any], cast: Mapping[str, Official], evidence: list[str]
) -> Iterator[dict[str, Any]]:
    if drill["status"] is None:
        return
    people = [_participant(drill, cast, who, role) for who, role in zip("ABC", drill["roles"], strict=False)]
    groups = [[people[0], other] for other in people[1:]] if drill.get("apart") else [people]
    for number, group in enumerate(groups):
        days = drill["dates"][number] if "dates" in drill else drill.get("date")
        yield {
            "id": f"m{number + 1}",
            "status": drill["status"],
            "channel": drill["channel"],
            "date": _date(days),
            "place": _place(drill.get("place"), cast),
            "participants": group,
            "evidence": evidence,
        }


def _date(days: list[str] | None) -> dict[str, Any]:
    if days is None:
        return {"start": None, "end": None, "precision": "unknown"}
    return {"start": days[0], "end": days[1], "precision": "day" if days[0] == days[1] else "week"}


def _place(place: str | None, cast: Mapping[str, Official]) -> dict[str, str] | None:
    if place is None:
        return None
    if place in cast:
        return {"name": cast[place].capital, "country": cast[place].party}
    name, country = place.split()
    return {"name": name, "country": country}


def _participant(
    drill: Mapping[str, Any], cast: Mapping[str, Official], who: str, role: str
) -> dict[str, Any]:
    one = cast[who]
    index = "ABC".index(who)
    kinds = drill.get("kinds") or ("c" if "{c" + who + "}" in drill["text"] else "p") * 3
    person = {"party": one.party, "role": _ROLES[role]}
    if kinds[index] == "c":
        return {"kind": "country", "name": one.country, "office": None, **person}
    if kinds[index] == "o":
        office = cast["A"].office if "like" in drill else drill["office"]
        return {"kind": "office", "name": None, "office": office, **person}
    return {"kind": "person", "name": one.name, "office": one.office, **person}
