"""Travellers of the State Department's lists: titles, names as a newspaper prints them, and who is who.

The truth is the list's own: a US president or secretary of state is his name and office; foreign leaders
of one country are one person where, within fifteen years, their names are equal but for titles, initials
and middle names.
"""

from __future__ import annotations

import datetime as dt
import re
import unicodedata
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any, NamedTuple

YEARS = 15
_TITLES = (
    "Provisional President|Interim President|Acting President|President-elect|"
    "President of the Council of Ministers|President|"
    "Interim Prime Minister|Acting Prime Minister|Prime Minister|Vice Premier|Premier|"
    "Federal Chancellor|Chancellor-elect|Chancellor|Taoiseach|"
    "Chairman of the Presidency|Chairman|Chief of State|Head of State|Junta Member|"
    "First Secretary|General Secretary|Governor General|Brigadier General|Lieutenant General|General|"
    "Regent Prince|Crown Prince|Prince|King|Queen|Emperor|Shah|Sultan|Amir|Emir|Pope|"
    "Grand Duchess|Grand Duke"
)
_TITLED = re.compile(rf"({_TITLES})\s+(?=\S)")
_TWO_TITLES = re.compile(r"(?:Prime Minister|Premier)(?:-| & | and )(?=Prince )")
_COMPANION = re.compile(rf"(?:,| and) (?=(?:{_TITLES}) )")
_SLIPS = (
    (re.compile(r"^Prime Min(?:ist|st)ere?(?=[A-Z ])"), "Prime Minister "),
    (re.compile(r"^(President|Chancellor)- ?[Ee]lect"), r"\1-elect"),
    (re.compile(r"\bal- "), "al-"),
    (re.compile(r", (?=Jr|3rd)"), " "),
    (re.compile(r"\b(\w+) \1\b"), r"\1"),
)
_NICKNAME = re.compile(r"\s*\((\w+)\)")
_PARENTHESIS = re.compile(r"\s*\([^)]*\)")
_HONORIFIC = re.compile(r"^(?:Dr\.|Sheikh?|Dato[’'] Seri) (?=\S+ \S)")
_SUFFIX = re.compile(r"(?:jr|sr|[ivx]+|3rd)")
# One name is a given name with these, and a family name with everybody else.
BY_GIVEN_NAME = frozenset({"King", "Queen", "Emperor", "Shah", "Sultan", "Amir", "Emir", "Pope", "Prince",
                           "Crown Prince", "Regent Prince", "Grand Duchess", "Grand Duke"})  # fmt: skip
FAMILY_NAME_FIRST = frozenset({"China", "Taiwan", "South Korea", "North Korea", "Vietnam", "Cambodia"})
_COUNTRIES = {
    "Burma (Myanmar)": "Burma",
    "Brunei Darussalam": "Brunei",
    "Cabo Verde": "Cape Verde",
    "China, People’s Republic of": "China",
    "China, Republic of": "Taiwan",
    "Congo, Republic of": "the Republic of Congo",
    "Cote d'Ivoire": "Ivory Coast",
    "Cote d’Ivoire": "Ivory Coast",
    "Czechia": "the Czech Republic",
    "Dahomey (Benin)": "Benin",
    "Democratic Republic of the Congo (Zaire)": "the Democratic Republic of the Congo",
    "Congo, Democratic Republic of": "the Democratic Republic of the Congo",
    "German Democratic Republic": "East Germany",
    "Germany, Federal Republic of": "Germany",
    "Holy See": "Vatican City",
    "Korea": "South Korea",
    "Korea, North": "North Korea",
    "Korea, Republic of": "South Korea",
    "Korea, South": "South Korea",
    "Kyrgyz Republic": "Kyrgyzstan",
    "Republic of China": "Taiwan",
    "Saint Lucia": "St. Lucia",
    "Slovak Republic": "Slovakia",
    "Somoa": "Samoa",
    "Swaziland": "Eswatini",
    "The Gambia": "the Gambia",
    "Türkiye": "Turkey",
    "U.S.S.R.": "the Soviet Union",
    "West Bank": "the West Bank",
}
_WITH_ARTICLE = re.compile(
    r"(?:Netherlands|Philippines|Bahamas|United |Czech Rep|Dominican Rep|Marshall Isl|Solomon Isl|Cook Isl|"
    r"Maldives|Palestinian Auth|Central African|Comoros|Khmer Rep|Somali Rep|Bosnian Fed|Union of|Yemen Arab)"
)
# Secretaries whom no newspaper ever called by their first name and a middle initial.
_PRESS_NAMES = {
    "David Dean Rusk": "Dean Rusk",
    "Dean Gooderham Acheson": "Dean Acheson",
    "Elihu Root": "Elihu Root",
    "Hillary Rodham Clinton": "Hillary Rodham Clinton",
    "John Foster Dulles": "John Foster Dulles",
    "Antony John Blinken": "Antony Blinken",
}


@dataclass(frozen=True)
class Row:
    """One trip or visit of the list."""

    id: str
    visit: bool
    traveller: str
    role: str | None
    from_country: str | None
    country: str
    locale: str | None
    start: dt.date
    end: dt.date
    remarks: str

    @classmethod
    def of(cls, told: dict[str, Any]) -> Row:
        return cls(
            id=told["id"],
            visit=told["kind"] == "visit",
            traveller=told["traveller"],
            role=told["role"],
            from_country=told.get("from_country"),
            country=told["country"],
            locale=told.get("locale"),
            start=dt.date.fromisoformat(told["start"]),
            end=dt.date.fromisoformat(told["end"]),
            remarks=told["remarks"] or "",
        )


class Person(NamedTuple):
    """A traveller taken apart: the title, the name without it, who came along, other words for the name."""

    title: str
    name: str
    companion: str | None = None
    nickname: str | None = None


def country_name(listed: str) -> str:
    """As in the middle of a sentence: "the Netherlands", "South Korea"."""
    name = _COUNTRIES.get(listed) or _PARENTHESIS.sub("", listed).partition(",")[0]
    return f"the {name}" if _WITH_ARTICLE.match(name) else name


def person_of(row: Row) -> Person:
    """The traveller as a newspaper knows him."""
    if row.visit:
        return _foreign(row.traveller)
    if row.role == "secretary":
        return Person("Secretary of State", _PARENTHESIS.sub("", row.traveller))
    elect = "as President-elect" in row.remarks
    return Person("President-elect" if elect else "President", row.traveller)


def _foreign(listed: str) -> Person:
    for slip, right in _SLIPS:
        listed = slip.sub(right, listed)
    listed = _TWO_TITLES.sub("", listed)
    first, companion = listed, None
    if found := _COMPANION.search(listed):
        first, companion = listed[: found.start()], listed[found.end() :]
    nickname = _NICKNAME.search(first)
    first = _PARENTHESIS.sub("", first)
    titled = _TITLED.match(first)
    title, name = (titled[1], first[titled.end() :]) if titled else ("", first)
    return Person(title, _HONORIFIC.sub("", name), companion, nickname[1] if nickname else None)


def press_name(person: Person, how: int) -> str:
    """The name in print: a secretary's middle name becomes an initial, and is left out one time in three."""
    if person.title != "Secretary of State":
        return person.name
    words = person.name.split()
    if person.name in _PRESS_NAMES or len(words) < 3:
        return _PRESS_NAMES.get(person.name, person.name)
    initials = [word[0] + "." for word in words[1:-1]]
    return " ".join([words[0], *([] if how % 3 == 0 else initials), words[-1]])


def surname(person: Person, country: str | None) -> str | None:
    """The word by which a second sentence calls him, where that is plain."""
    words = [word for word in person.name.split() if not _SUFFIX.fullmatch(_fold(word))]
    if person.title in BY_GIVEN_NAME:
        return None
    if len(words) == 1:
        return words[0]
    plain = all(len(_fold(word)) == 1 for word in words[1:-1])
    american = country is None
    if american or (plain and country not in FAMILY_NAME_FIRST and "-" not in words[-1]):
        return words[-1]
    return None


def keys(rows: Iterable[Row]) -> dict[str, str]:
    """Row id to the person's key: who is the same and who is not."""
    found: dict[str, str] = {}
    abroad: defaultdict[str, list[_Named]] = defaultdict(list)
    for row in rows:
        person = person_of(row)
        if row.visit:
            country = country_name(row.from_country or "").removeprefix("the ")
            abroad[country].append(_Named(row.id, row.start, person, _name_words(person)))
        else:
            found[row.id] = f"{row.role}: {person.name}"
    for country, visitors in abroad.items():
        for group in _persons(visitors, country in FAMILY_NAME_FIRST):
            fullest = max(group, key=lambda one: (len(one.person.name), one.person.name))
            key = f"{country}: {fullest.person.name}, {min(one.on for one in group).year}"
            found |= {one.row_id: key for one in group}
    return found


class _Named(NamedTuple):
    row_id: str
    on: dt.date
    person: Person
    words: tuple[str, ...]


def _persons(visitors: Sequence[_Named], family_first: bool) -> list[list[_Named]]:
    """Full names first; a single name then belongs to the nearest of those that have it."""
    groups: list[list[_Named]] = []
    for one in sorted(visitors, key=lambda one: (-len(one.words), one.on, one.row_id)):
        fitting = [
            group
            for group in groups
            if any(_near(one, other) and _same(one, other, family_first) for other in group)
        ]
        if len(one.words) == 1:
            fitting = sorted(fitting, key=lambda group: min(abs(one.on - other.on) for other in group))[:1]
        groups = [group for group in groups if not any(group is other for other in fitting)]
        groups.append([one, *(other for group in fitting for other in group)])
    return groups


def _near(one: _Named, other: _Named) -> bool:
    return abs(one.on - other.on) <= dt.timedelta(days=365.25 * YEARS)


def _same(one: _Named, other: _Named, family_first: bool) -> bool:
    shorter, longer = sorted((one, other), key=lambda named: len(named.words))
    mine, theirs = _suffix(one.person), _suffix(other.person)
    if mine and theirs and mine != theirs:
        return False
    if len(shorter.words) == 1:
        first = family_first or shorter.person.title in BY_GIVEN_NAME
        return shorter.words[0] == longer.words[0 if first else -1]
    forms = [shorter.words]
    if nickname := shorter.person.nickname:
        forms.append((_fold(nickname), shorter.words[-1]))
    return any(_within(form, longer.words) or _within(longer.words, form) for form in forms) or (
        longer.person.nickname is not None
        and shorter.words == (_fold(longer.person.nickname), longer.words[-1])
    )


def _within(short: Sequence[str], long: Sequence[str]) -> bool:
    """Equal but for what stands between or after: "felipe calderon" in "felipe j calderon hinojosa"."""
    if not short or not long or not _alike(short[0], long[0]):
        return False
    rest = iter(long)
    matched = [next((word for word in rest if _alike(want, word)), None) for want in short]
    return None not in matched and any(
        want == got and len(want) > 1 for want, got in zip(short[1:], matched[1:], strict=True)
    )


def _alike(one: str, other: str) -> bool:
    return one == other or (min(len(one), len(other)) == 1 and one[0] == other[0])


def _name_words(person: Person) -> tuple[str, ...]:
    words = [word for word in _fold(person.name).split() if not _SUFFIX.fullmatch(word) or len(word) == 1]
    return tuple(words) or (_fold(person.name),)


def _suffix(person: Person) -> str | None:
    words = _fold(person.name).split()
    return words[-1] if len(words) > 1 and _SUFFIX.fullmatch(words[-1]) else None


def _fold(text: str) -> str:
    plain = "".join(c for c in unicodedata.normalize("NFKD", text) if not unicodedata.combining(c))
    return " ".join(re.findall(r"[^\W_]+", re.sub(r"[’'-]", "", plain).casefold()))
