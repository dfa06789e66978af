"""Short articles by templates about few people in few places, so that writers meet at the same nodes."""

from __future__ import annotations

import datetime as dt
import random
from dataclasses import dataclass

Article = dict[str, str]


@dataclass(frozen=True)
class Envoy:
    """Someone whom articles name, and under which names and offices they do."""

    names: tuple[str, ...]
    offices: tuple[str, ...]
    capital: str

    def introduced(self, dice: random.Random) -> str:
        """Office and name as one of the articles has them."""
        return f"{dice.choice(self.offices)} {dice.choice(self.names)}"

    @property
    def surname(self) -> str:
        return self.names[0].split()[-1]


ENVOYS = (
    Envoy(("Sergey Lavrov", "Sergei Lavrov"), ("Russian Foreign Minister",), "Moscow"),
    Envoy(("Hakan Fidan",), ("Turkish Foreign Minister", "Turkish minister"), "Ankara"),
    Envoy(("Wang Yi",), ("Chinese Foreign Minister", "Chinese top diplomat"), "Beijing"),
    Envoy(("Ayman Safadi",), ("Jordanian Foreign Minister", "Jordanian Deputy Prime Minister"), "Amman"),
    Envoy(("Antony Blinken",), ("US Secretary of State", "U.S. Secretary of State"), "Washington"),
    Envoy(("Annalena Baerbock",), ("German Foreign Minister",), "Berlin"),
    Envoy(("Emmanuel Macron",), ("French President",), "Paris"),
    Envoy(("Recep Tayyip Erdogan", "Tayyip Erdogan"), ("Turkish President",), "Ankara"),
    Envoy(("Badr Abdelatty",), ("Egyptian Foreign Minister",), "Cairo"),
    Envoy(("Espen Barth Eide",), ("Norwegian Foreign Minister",), "Oslo"),
)
TEMPLATES = (
    "{CITY} – {a} met {b} in {city} on {day}, the ministry said. The two discussed {topic}.",
    "{CITY} – {a} received {b} in {city} on {day}. The talks about {topic} lasted two hours.",
    "{CITY} – {a} spoke by phone with {b} on {day}. {B} said after the call that {topic} was discussed.",
    "{CITY} – {a} hosted {b} and {c} in {city} on {day}. The three talked about {topic}, officials said.",
    "{CITY} – {a} will meet {b} in {city} next week for talks on {topic}, the ministry announced on {day}.",
    "{CITY} – A meeting between {a} and {b} in {city} on {day} was cancelled, officials said. "
    "{A} said that {topic} could wait.",
    "{CITY} – {a} met {b} on {day}. Later in the day {A} also held talks with {c} in {city} about {topic}.",
)
TOPICS = ("trade", "the grain deal", "security in the region", "energy", "the ceasefire", "migration")
WEEKDAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday")
FIRST_DAY = dt.date(2024, 5, 13)
# Few, so that several articles tell of one meeting, and of many articles not hundreds of each.
DAYS, ARTICLES_A_DAY = 12, 15


def articles(size: int, seed: int) -> list[Article]:
    """The same ones for the same seed; each has its own address."""
    dice = random.Random(seed)
    days = max(DAYS, size // ARTICLES_A_DAY)
    return [_article(number, days, dice) for number in range(size)]


def _article(number: int, days: int, dice: random.Random) -> Article:
    a, b, c = dice.sample(ENVOYS, 3)
    city = a.capital
    text = dice.choice(TEMPLATES).format(
        a=a.introduced(dice),
        b=b.introduced(dice),
        c=c.introduced(dice),
        A=a.surname,
        B=b.surname,
        city=city,
        CITY=city.upper(),
        day=dice.choice(WEEKDAYS),
        topic=dice.choice(TOPICS),
    )
    return {
        "url": f"https://news.example/faults/{number}",
        "title": f"{a.surname} and {b.surname}",
        "source": "Example News",
        "published": (FIRST_DAY + dt.timedelta(dice.randrange(days))).isoformat(),
        "text": text,
    }
