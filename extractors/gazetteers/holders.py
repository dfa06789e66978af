"""Well-known office holders: the party, pronoun and family name of a name that an article takes as known."""

from __future__ import annotations

import csv
import re
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from importlib import resources

from extractors.ids import fold


@dataclass(frozen=True)
class Holder:
    """One office that one person held. `first` None is "not known", `last` None that or "still"."""

    name: str
    aliases: tuple[str, ...]
    party: str
    office: str
    first: int | None
    last: int | None
    gender: str
    family: str

    def held_in(self, year: int) -> bool:
        """Whether nothing that is known of the term speaks against the year."""
        return (self.first is None or self.first <= year) and (self.last is None or year <= self.last)

    def active_in(self, year: int) -> bool:
        """Whether the person may still, or already, have stood for the party, as former leaders do."""
        early = self.first is not None and year < self.first - _YEARS_BEFORE
        late = self.last is not None and year > self.last + _YEARS_AFTER
        return not (early or late)


_YEARS_BEFORE = 10
_YEARS_AFTER = 30


@cache
def holders() -> tuple[Holder, ...]:
    table = resources.files(__package__).joinpath("holders.csv").read_text(encoding="utf-8")
    lines = (line for line in table.splitlines() if not line.startswith("#"))
    return tuple(_holder(row) for row in csv.DictReader(lines))


def find_holder(name: str, *, year: int | None = None) -> Holder | None:
    """The office that a full name or alias held in the year, else the latest one around that time.

    Without a year the latest of all. None where the name stands for more than one party and the year
    leaves it open, and where it is decades off. A bare family name never matches: too many share it.
    """
    known = _by_name()
    choice = known.get(_key(name)) or known.get(_key(_INITIAL.sub(" ", name)), ())
    if year is not None:
        in_office = tuple(holder for holder in choice if holder.held_in(year))
        choice = in_office or tuple(holder for holder in choice if holder.active_in(year))
    if len({holder.party for holder in choice}) != 1:
        return None
    return max(choice, key=lambda holder: (holder.first or 0, holder.last is None))


def find_by_office(family: str, office: str, *, year: int) -> Holder | None:
    """Who of that family name held the office in the year: "President Bush" of 2003.

    None where nobody did, or people of more than one party.
    """
    choice = [h for h in _by_family().get((fold(family), office), ()) if h.first and h.held_in(year)]
    return choice[0] if len({h.party for h in choice}) == 1 else None


@cache
def _by_family() -> dict[tuple[str, str], tuple[Holder, ...]]:
    found: defaultdict[tuple[str, str], list[Holder]] = defaultdict(list)
    for holder in holders():
        family = holder.family or holder.name.split()[-1]
        found[fold(family), holder.office].append(holder)
    return {key: tuple(offices) for key, offices in found.items()}


@cache
def _by_name() -> dict[str, tuple[Holder, ...]]:
    found: defaultdict[str, list[Holder]] = defaultdict(list)
    for holder in holders():
        for key in dict.fromkeys(_key(spelling) for spelling in _spellings(holder)):
            found[key].append(holder)
    return {key: tuple(offices) for key, offices in found.items()}


def _spellings(holder: Holder) -> Iterator[str]:
    yield from (holder.name, *holder.aliases)
    words = holder.name.split()
    # Tokyo and Budapest write the family name first, English news last; neither is wrong.
    if holder.party in ("JPN", "HUN") and len(words) == 2:
        yield f"{words[1]} {words[0]}"


def _key(name: str) -> str:
    """The folded name without what only spellings of it differ in, so that "El-Sissi" is "al-Sisi"."""
    words = _ABD.sub("abd", fold(name)).split()
    while len(words) > 2 and words[0] in _HONORIFICS:
        words = words[1:]
    # A first word stays: without it "Al Gore" would be a bare "Gore".
    kept = [word for place, word in enumerate(words) if place == 0 or word not in _ARTICLES]
    return " ".join(_DOUBLED.sub(r"\1", _SPELLING.get(word, word)) for word in kept)


_INITIAL = re.compile(r"(?<=\w{2}) (?:[A-Z]\. ?)+(?=\w{2})")
_ABD = re.compile(r"\babd(?:[aeu]l)? ?(?:[aeu]l )?")
_DOUBLED = re.compile(r"(.)\1")
_ARTICLES = frozenset({"al", "el"})
_HONORIFICS = frozenset(
    ("ayatollah", "dame", "dr", "mullah", "sayyed", "sayyid", "seyed", "shaikh", "sheikh", "sheikha", "sir")
)
_SPELLING = {
    variant: usual
    for usual, variants in {
        "mohammed": "muhammad mohammad mohamed muhammed mohamad mohamud",
        "ahmed": "ahmad",
        "hussein": "hussain hossein husayn",
        "abdlah": "abdla",
        "khalid": "khaled",
        "youssef": "yousef yusuf yousuf yusef",
        "ibrahim": "ebrahim ibraheem",
        "mahmoud": "mahmud mehmood",
        "mustafa": "mustapha moustafa mostafa",
        "tariq": "tarek tareq tarik",
        "walid": "waleed",
        "faisal": "faysal",
        "omar": "omer",
        "osama": "usama",
        "saeed": "said saeid",
        "ali": "aly",
        "sergei": "sergey serguei sergej",
        "andrei": "andrey andrii andriy",
        "alexei": "alexey aleksei aleksey",
        "alexander": "aleksandr aleksandar",
        "dmitry": "dmitri dmitriy",
        "nikolai": "nikolay",
        "vladimir": "wladimir",
        "yuri": "yury yuriy yurii",
        "mikhail": "mikhael",
        "yevgeny": "evgeny yevgeni evgeni",
        "anatoly": "anatoliy anatolii",
    }.items()
    for variant in variants.split()
}


def _holder(row: dict[str, str]) -> Holder:
    return Holder(
        name=row["name"],
        aliases=tuple(alias for alias in row["aliases"].split("|") if alias),
        party=row["party"],
        office=row["office"],
        first=int(row["from"]) if row["from"] else None,
        last=int(row["to"]) if row["to"] else None,
        gender=row["gender"],
        family=row["family"],
    )
