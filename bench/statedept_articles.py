"""Trips and visits of the State Department's lists as short news articles.

The sentence patterns follow from a hash of the row's id, so a row gives the same article everywhere.
"""

from __future__ import annotations

import datetime as dt
import gzip
import hashlib
import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from statedept_names import Row, country_name, person_of, press_name, surname

from extractors.clean import RawArticle

_DEMONYMS = {
    "Argentina": "Argentine", "Australia": "Australian", "Austria": "Austrian", "Brazil": "Brazilian",
    "Bulgaria": "Bulgarian", "Canada": "Canadian", "Chile": "Chilean", "China": "Chinese",
    "Colombia": "Colombian", "Denmark": "Danish", "Egypt": "Egyptian", "Finland": "Finnish",
    "France": "French", "Georgia": "Georgian", "Germany": "German", "Greece": "Greek",
    "Haiti": "Haitian", "Hungary": "Hungarian", "India": "Indian", "Indonesia": "Indonesian",
    "Iraq": "Iraqi", "Ireland": "Irish", "Israel": "Israeli", "Italy": "Italian", "Japan": "Japanese",
    "Kenya": "Kenyan", "Lebanon": "Lebanese", "Mexico": "Mexican", "Nigeria": "Nigerian",
    "Norway": "Norwegian", "Pakistan": "Pakistani", "Panama": "Panamanian", "Peru": "Peruvian",
    "Poland": "Polish", "Portugal": "Portuguese", "Romania": "Romanian", "Russia": "Russian",
    "South Korea": "South Korean", "Spain": "Spanish", "Sweden": "Swedish", "Turkey": "Turkish",
    "Ukraine": "Ukrainian", "Vietnam": "Vietnamese", "the Netherlands": "Dutch",
    "the Philippines": "Philippine", "the United Kingdom": "British",
}  # fmt: skip
_NUMBERS = ("one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten")
_NOTE = re.compile(r"\s*\[[^\]]*\]")
_CLAUSES = re.compile(r"(?<=[\w)”’][.])(?<!\bU\.S\.)(?<!\b[A-Z]\.)(?<!\b(?:St|Dr|Mr|Mt|Jr|Sr|Ft)\.)"
                      r"(?<!\b(?:Nov|Dec|Jan|Feb|Oct|Aug|Apr|Mar|Gen)\.)(?<!\bSept\.)\s+(?=[A-Z“(])"
                      r"|;\s+(?=(?:[Aa]lso |[Aa]fterwards? )?\w+(?:ed|et) )")  # fmt: skip
_PAST = re.compile(
    r"(?:(?:also|afterwards?|later|then|officially|formally|briefly|previously)\s+)*"
    r"(?:[\w-]+ed|met|held|led|took|had|left|spoke|gave|laid|sought|overflew|was|made|repaid|began|saw)\b",
    re.IGNORECASE,
)
_AS_IS_VERBS = re.compile(r"(?:united|limited|proposed|unscheduled|planned|extended)\b", re.IGNORECASE)
_VISIT = re.compile(
    r"(?:[\w-]+,? )*?(?:visit|trip|vacation|stop|stopover|tour|mission|honeymoon)\b", re.IGNORECASE
)
_TALKS = re.compile(
    r"(?:[\w-]+ )*?"
    r"(?:meetings?|talks|discussions?|consultations?|negotiations|audience|luncheon|sessions?)\b",
    re.IGNORECASE,
)
_PLURAL = re.compile(r"\b(?:meetings|talks|discussions|consultations|negotiations|sessions)\b", re.IGNORECASE)
_SENTENCE = re.compile(r"(?:[A-Z]|first ).* (?:was|were|met|included|visited|called) ")
_ABBREVIATED = re.compile(r"\.[A-Z]\.$")
_LEFT = re.compile(r"\b(?:depart|left|return|in U\.S)", re.IGNORECASE)
_PLACE = re.compile(r"(?:In|At|En route|Guest)\b")
_US = re.compile(r"\b([Ii]n|[Tt]o) U\.S\.(?! [A-Z]\w+ment)")
_KEEP = re.compile(r"(?:U\.S|[A-Z]{2}|G-|NATO|[A-Z]\w+[’']s)")


@dataclass(frozen=True)
class Report:
    """A row as an article, and the traveller's name as the article prints it."""

    row: Row
    name: str
    raw: RawArticle


def read_rows(path: Path) -> list[Row]:
    """The rows that repeat no other."""
    with gzip.open(path, "rt", encoding="utf-8") as lines:
        told = [json.loads(line) for line in lines]
    return [Row.of(one) for one in told if not one["dup_of"]]


def report(row: Row) -> Report:
    """The article that a wire would have run the day after."""
    writer = _Writer(row)
    return Report(
        row,
        writer.name,
        RawArticle(
            url=f"https://wire.example.org/{row.id.replace(':', '/')}",
            title=writer.title(),
            source="State Department lists as news",
            published=writer.published,
            text=writer.text(),
        ),
    )


class _Writer:
    """One row's article."""

    def __init__(self, row: Row) -> None:
        self.row = row
        self._hash = hashlib.sha256(row.id.encode()).digest()
        self.published = row.end + dt.timedelta(days=1)
        self._person = person_of(row)
        self._home = country_name(row.from_country) if row.from_country else None
        self._country = country_name(row.country)
        self.name = press_name(self._person, self._hash[0])
        self._last = surname(self._person, self._home)
        self._city = re.sub(r"\s*\([^)]*\)", "", row.locale or "").partition(",")[0].strip() or None
        if row.visit:
            self._city = "Washington"

    def title(self) -> str:
        short = self._last or self.name
        return f"{short} in {self._city or self._country}"

    def text(self) -> str:
        """A lead, what the remarks say, and when the traveller left."""
        clauses = list(_clauses(self.row.remarks))
        lead = self._lead(clauses)
        later = [self._sentence(clause, at).replace("..", ".") for at, clause in enumerate(clauses)]
        if self._person.companion:
            later.insert(0, f"{self._again()} came with {self._person.companion}.")
        if self._hash[3] % 3 == 0 and not _LEFT.search(self.row.remarks):
            later.append(self._departure())
        lead = lead.replace("..", ".")
        return f"{self._dateline()} – {lead}\n\n{' '.join(later)}".strip()

    def _dateline(self) -> str:
        place = (self._city or self._country.removeprefix("the ")).upper()
        if self._hash[1] % 2:
            return place
        return f"{place}, {self.published:%B} {self.published.day}"

    def _lead(self, clauses: list[str]) -> str:
        """Takes the first clause out where it becomes part of the lead."""
        who = self._who()
        on = f"on {self._day(self.row.start)}"
        days = (self.row.end - self.row.start).days + 1
        span = on if days == 1 else f"from {_date(self.row.start)} to {_date(self.row.end)}"
        where = "the United States" if self.row.visit else self._country
        pattern = self._hash[2] % 4
        if pattern < 2 and clauses and _is_verb(clauses[0]):
            deed = _lower(clauses.pop(0))
            if _dated(deed):
                return f"{who} {deed}."
            if pattern == 0:
                return f"{who} {deed} {self._last_day(days)}."
            return f"{who} {deed} during a visit to {where} that ended on {self._day(self.row.end)}."
        if pattern == 2:
            number = _NUMBERS[days - 1] if days <= len(_NUMBERS) else str(days)
            place = "Washington" if self.row.visit else where
            return f"{who} arrived in {place} {on} for a {number}-day visit."
        return f"{who} visited {where} {span}."

    def _who(self) -> str:
        """Title, name and country, in the orders that newspapers use."""
        title, how = self._person.title, self._hash[4] % 3
        if self._home is None:
            return f"{'U.S. ' if how == 0 else ''}{title} {self.name}"
        titled = f"{title} {self.name}".strip()
        adjective = _DEMONYMS.get(self._home)
        if not title or how == 0:
            return f"{titled} of {self._home}"
        if how == 1 and adjective and title != "Pope":
            return f"{adjective} {titled}"
        if how == 2 and title != "Pope" and not self._home.endswith("s"):
            return f"{self._home[0].upper()}{self._home[1:]}’s {titled}"
        return f"{titled} of {self._home}"

    def _again(self) -> str:
        """The traveller in a later sentence: by the family name, or by the office."""
        if self._last and self._hash[5] % 4:
            return self._last
        return f"The {self._person.title.lower() or 'leader'}"

    def _sentence(self, said: str, at: int) -> str:
        """A remark as a sentence of its own, with the traveller as its subject."""
        subject = self._again() if at % 2 == 0 else f"The {self._person.title.lower() or 'leader'}"
        if _is_verb(said):
            return f"{subject} {_lower(said)}."
        if _VISIT.match(said):
            return f"It was {_article(said)}."
        if _TALKS.match(said):
            phrase = _lower(said) if _PLURAL.match(said.split(" with ")[0].split()[-1]) else _article(said)
            return f"{subject} had {phrase}."
        if _PLACE.match(said):
            return f"{subject} was {'a ' if said.startswith('Guest') else ''}{_lower(said)}."
        if _SENTENCE.match(said):
            return f"{said}."
        return f"The occasion: {said}."

    def _departure(self) -> str:
        left = "the United States" if self.row.visit else self._country
        return f"{self._again()} left {left} on {self._day(self.row.end)}."

    def _last_day(self, days: int) -> str:
        if days == 1 or self._hash[6] % 2:
            return f"on {self._day(self.row.end)}"
        if self.row.start.isocalendar()[:2] == self.published.isocalendar()[:2]:
            return "this week"
        return f"in {self.row.end:%B}" if days > 6 else f"on {self._day(self.row.end)}"

    def _day(self, day: dt.date) -> str:
        """The week's day where readers would know which, else the date."""
        return f"{day:%A}" if (self.published - day).days < 6 else _date(day)


def _clauses(remarks: str) -> Iterator[str]:
    text = _US.sub(r"\1 the United States", _NOTE.sub("", remarks.strip()))
    for clause in _CLAUSES.split(text):
        bare = clause.strip(" ;.")
        if bare.startswith("(") and bare.endswith(")"):
            bare = bare[1:-1].rstrip(" .")
        if bare:
            yield bare + "." if _ABBREVIATED.search(clause.rstrip()) else bare


def _is_verb(clause: str) -> bool:
    return bool(_PAST.match(clause)) and not _AS_IS_VERBS.match(clause)


def _dated(clause: str) -> bool:
    months = "January|February|March|April|May|June|July|August|September|October|November|December"
    return bool(re.search(rf"\b(?:{months}|Nov|Dec|Oct|Sept|Jan|Feb)\b\.? \d", clause))


def _lower(clause: str) -> str:
    return clause if _KEEP.match(clause) else clause[0].lower() + clause[1:]


def _article(phrase: str) -> str:
    word = _lower(re.sub(r"^Offical", "Official", phrase)).replace("Working Visit", "working visit")
    word = word.replace("State Visit", "state visit").replace(" Visit", " visit")
    return f"{'an' if word[0] in 'aeio' or word.startswith('un') else 'a'} {word}"


def _date(day: dt.date) -> str:
    return f"{day:%B} {day.day}"
