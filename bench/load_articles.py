"""Short articles about many made-up office holders, as dense as a year of wire reports, for load.py."""

from __future__ import annotations

import datetime as dt
import json
import random
from dataclasses import dataclass
from itertools import product
from pathlib import Path

Article = dict[str, str]

COUNTRIES = Path(__file__).parent.parent / "extractors/gazetteers/data/countries.json"
OFFICES = ("President", "Prime Minister", "Foreign Minister")
GIVEN = (
    "Marek",
    "Elena",
    "Tomas",
    "Ingrid",
    "Karim",
    "Amara",
    "Diego",
    "Yuki",
    "Samir",
    "Nadia",
    "Olof",
    "Pia",
)
# Syllables of family names that nobody has, so that nobody real is spoken of.
FIRST, SECOND = ("Bar", "Kel", "Mon", "Tar", "Vel", "Zor"), ("an", "es", "il", "or")
THIRD, LAST = ("dak", "mit", "rez", "vin"), ("", "ov", "sen", "ko", "ez", "i", "ura")
CITIES = ("Geneva", "Vienna", "Doha", "New York", "Oslo", "Cairo", "Brussels", "Astana")
TOPICS = ("trade", "energy", "security", "migration", "fisheries", "the border", "aid", "transit")
DAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday")
TEMPLATES = (
    "{CITY} - {a} met {b} in {city} on {day}, the ministry said. The two discussed {topic}.",
    "{CITY} - {a} received {b} in {city} on {day}. The talks about {topic} lasted two hours.",
    "{CITY} - {a} spoke by phone with {b} on {day}. {topic} was discussed, officials said after the call.",
    "{CITY} - {a} will meet {b} in {city} next week for talks on {topic}, the ministry announced on {day}.",
)
FIRST_DAY = dt.date(2023, 1, 2)
A_DAY = 12


@dataclass(frozen=True)
class Holder:
    """Somebody in an office."""

    name: str
    office: str
    country: str
    demonym: str

    @property
    def introduced(self) -> str:
        """As an article names them first."""
        return f"{self.demonym} {self.office} {self.name}"


def holders(seed: int) -> list[Holder]:
    """Three of each state, of names of their own."""
    dice = random.Random(seed)
    families = ["".join(parts) for parts in product(FIRST, SECOND, THIRD, LAST)]
    dice.shuffle(families)
    states = json.loads(COUNTRIES.read_text(encoding="utf-8"))
    known = [(code, one) for code, one in states.items() if code != "_source" and one.get("demonyms")]
    return [
        Holder(f"{dice.choice(GIVEN)} {families.pop()}", office, code, one["demonyms"][0])
        for code, one in known
        for office in OFFICES
    ]


def articles(size: int, seed: int) -> list[Article]:
    """The same ones for the same seed."""
    dice = random.Random(seed)
    cast = holders(seed)
    # Some states are in the news more than others.
    weights = [1 / (1 + number // len(OFFICES)) for number in range(len(cast))]
    return [_article(number, cast, weights, dice) for number in range(size)]


def _article(number: int, cast: list[Holder], weights: list[float], dice: random.Random) -> Article:
    a = b = dice.choices(cast, weights)[0]
    while b.country == a.country:
        b = dice.choices(cast, weights)[0]
    city = dice.choice(CITIES)
    text = dice.choice(TEMPLATES).format(
        a=a.introduced,
        b=b.introduced,
        city=city,
        CITY=city.upper(),
        day=dice.choice(DAYS),
        topic=dice.choice(TOPICS),
    )
    return {
        "url": f"https://news.example/load/{number}",
        "title": f"{a.name} and {b.name}",
        "source": "Example News",
        "published": (FIRST_DAY + dt.timedelta(number // A_DAY)).isoformat(),
        "text": text,
    }
