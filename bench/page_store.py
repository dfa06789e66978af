"""A graph of many meetings for page.py, written into Neo4j as it would be after as many articles were read.

What is derived (actors, meetings, who took part, who met whom) is written directly with UNWIND, in the form
that graph/schema.py describes, since reading 100,000 sentences first would take most of an hour and change
nothing that the page asks for. Each meeting has one report with its quote, twenty of them in an article. What
only changes of the graph need (names, slots, digests) is left out, so nothing should be written to it later.
"""

from __future__ import annotations

import datetime as dt
import random
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import islice, product
from typing import Any, LiteralString

from load_articles import CITIES, GIVEN
from neo4j import Driver
from neo4j.time import Date

from extractors.domain import Place, PlaceKind
from graph.derive import actor_order_key
from graph.identity import place_id

Row = dict[str, Any]

# So many actors meet in so many pairs; the others each met one of a few once: there is more to expand.
ACTORS, PAIRS, MORE_ACTORS = 2_000, 5_000, 600
HOSTS = 12
AN_ARTICLE = 20
AT_ONCE = 2_000
PARTIES = (
    "USA",
    "RUS",
    "CHN",
    "FRA",
    "DEU",
    "GBR",
    "TUR",
    "IRN",
    "IND",
    "SAU",
    "EGY",
    "BRA",
    "JPN",
    "UKR",
    "UN",
    "EU",
)
CAPITALS = (("AUT", 48.21, 16.37), ("QAT", 25.29, 51.53), ("USA", 40.71, -74.01), ("NOR", 59.91, 10.75))
STATUSES = ("occurred",) * 17 + ("planned", "postponed", "cancelled")
FIRST_DAY, DAYS = dt.date(2005, 1, 1), 7_300
_SYLLABLES = (
    "bar",
    "kel",
    "mon",
    "tar",
    "vel",
    "zor",
    "lin",
    "dus",
    "pra",
    "quo",
    "ner",
    "sil",
    "wen",
    "hab",
)

_ACTORS: LiteralString = "UNWIND $rows AS row CREATE (a:Actor:Person) SET a = row"
_PLACES: LiteralString = """
UNWIND $rows AS row
CREATE (p:Place) SET p = row
MERGE (c:Actor:Country {id: 'country:' + toLower(row.country)})
  ON CREATE SET c.name = row.country, c.title = row.country, c.kind = 'country', c.party = row.country,
                c.aliases = [], c.ids = [c.id], c.keys = [toLower(row.country)], c.articles = 1,
                c.order_key = '0999999999|' + c.id
CREATE (p)-[:IN]->(c)
"""
_ARTICLES: LiteralString = "UNWIND $rows AS row CREATE (a:Article) SET a = row"
_MEETINGS: LiteralString = """
UNWIND $rows AS row
CREATE (m:Meeting) SET m = row.meeting
CREATE (r:Report) SET r = row.report
CREATE (r)-[:OF]->(m)
WITH m, r, row
MATCH (article:Article {id: row.article})
MATCH (a:Actor {id: row.a})
MATCH (b:Actor {id: row.b})
MATCH (p:Place {id: row.place})
CREATE (article)-[:REPORTS]->(r), (m)-[:HELD_IN]->(p),
       (a)-[:PARTICIPATED_IN {role: 'host', party: a.party, office: a.office, via: 'name', position: 0,
                              reports: 1, inferred: false}]->(m),
       (b)-[:PARTICIPATED_IN {role: 'guest', party: b.party, office: b.office, via: 'name', position: 1,
                              reports: 1, inferred: false}]->(m)
"""
_MET: LiteralString = """
MATCH (a:Actor)-[:PARTICIPATED_IN]->(m:Meeting {status: 'occurred'})<-[:PARTICIPATED_IN]-(b:Actor)
WHERE a.id < b.id
WITH a, b, count(m) AS count, min(m.start) AS first, max(m.end) AS last
CREATE (a)-[:MET {count: count, inferred: 0, first: first, last: last}]->(b)
"""

# As every change by the service does: without it nothing is known of whether answers still hold.
_CHANGED: LiteralString = "MATCH (s:ChancerySchema) SET s.changes = 1, s.changed = datetime.realtime()"


@dataclass(frozen=True)
class Cast:
    """Who meets whom."""

    actors: Sequence[Row]
    places: Sequence[Row]
    pairs: Sequence[tuple[int, int]]


def fill(driver: Driver, database: str, meetings: int, seed: int) -> str:
    """An empty graph with the schema gets so many meetings; the same ones for the same seed.

    Returns the name of one who met many that are not among the first 2,000.
    """
    dice = random.Random(seed)
    cast = _cast(dice)

    def put(statement: LiteralString, found: Iterator[Row] | Sequence[Row]) -> None:
        left = iter(found)
        while some := list(islice(left, AT_ONCE)):
            driver.execute_query(statement, rows=some, database_=database)

    put(_ACTORS, cast.actors)
    put(_PLACES, cast.places)
    put(_ARTICLES, [_article(number) for number in range(-(-meetings // AN_ARTICLE))])
    put(_MEETINGS, _meetings(cast, meetings, dice))
    driver.execute_query(_MET, database_=database)
    driver.execute_query(_CHANGED, database_=database)
    driver.execute_query("CALL db.awaitIndexes(300)", database_=database)
    return str(cast.actors[ACTORS - 1]["name"])


def _cast(dice: random.Random) -> Cast:
    families = ["".join(parts).title() for parts in product(_SYLLABLES, repeat=3)]
    dice.shuffle(families)
    actors = [
        _actor(f"{dice.choice(GIVEN)} {families[n]}", dice.choice(PARTIES))
        for n in range(ACTORS + MORE_ACTORS)
    ]
    places = [_place(city, *CAPITALS[n % len(CAPITALS)]) for n, city in enumerate(CITIES)]
    # Few are everywhere, most are seldom in the news: everyone meets somebody before.
    pairs = {_sorted(n, dice.randrange(max(1, n // 8))) for n in range(1, ACTORS)}
    while len(pairs) < PAIRS:
        a, b = (int(ACTORS * dice.random() ** 2.5) for _ in range(2))
        if a != b:
            pairs.add(_sorted(a, b))
    return Cast(actors, places, sorted(pairs))


def _sorted(a: int, b: int) -> tuple[int, int]:
    return min(a, b), max(a, b)


def _actor(name: str, party: str) -> Row:
    slug = f"person:{name.lower().replace(' ', '-')}"
    return {
        "id": slug,
        "ids": [slug],
        "kind": "person",
        "name": name,
        "title": name,
        "aliases": [],
        "keys": [name.lower()],
        "party": party,
        "office": "foreign minister",
        "articles": 1,
        "order_key": actor_order_key(slug, 1),
    }


def _place(name: str, country: str, latitude: float, longitude: float) -> Row:
    return {
        "id": place_id(Place(name=name, country=country, kind=PlaceKind.CITY)),
        "key": name.lower(),
        "name": name,
        "country": country,
        "kind": "city",
        "latitude": latitude,
        "longitude": longitude,
        "reports": 1,
        "claims": [],
        "claim_counts": [],
    }


def _article(number: int) -> Row:
    return {
        "id": f"art-{number:016x}",
        "url": f"https://news.example/page/{number}",
        "title": f"Report {number}",
        "source": "Example News",
        "published": "2025-01-01",
        "text": "",
        "digest": "",
        "text_digest": "",
        "extractor_version": "bench",
    }


def _meetings(cast: Cast, many: int, dice: random.Random) -> Iterator[Row]:
    """First every pair twice, as held; one each of those who are seen once; then the busiest the most."""
    for number in range(many):
        if number < 2 * len(cast.pairs):
            pair, status = cast.pairs[number % len(cast.pairs)], "occurred"
        elif number < 2 * len(cast.pairs) + MORE_ACTORS:
            seldom = number - 2 * len(cast.pairs)
            pair, status = (ACTORS - 1 - seldom % HOSTS, ACTORS + seldom), "occurred"
        else:
            pair, status = cast.pairs[int(len(cast.pairs) * dice.random() ** 2)], dice.choice(STATUSES)
        day = FIRST_DAY + dt.timedelta(dice.randrange(DAYS))
        yield _meeting(number, [cast.actors[one] for one in pair], dice.choice(cast.places), status, day)


def _meeting(number: int, who: Sequence[Row], place: Row, status: str, day: dt.date) -> Row:
    key, when = f"mtg-{number:016x}", Date.from_native(day)
    names = " and ".join(one["name"] for one in who)
    quote = f"{names} met in {place['name']}."
    same = {
        "status": status,
        "channel": "in_person",
        "format": "bilateral",
        "level": "ministerial",
        "start": when,
        "end": when,
        "precision": "day",
        "basis": "stated",
        "words": day.isoformat(),
        "topics": [],
    }
    meeting = {
        "id": key,
        "order_key": f"{day}|{key}",
        "title": f"{names} · {place['name']} · {day}",
        "parties": sorted({one["party"] for one in who}),
        "history": [f"{day} {status}"],
        "conflicts": [],
        "since": Date.from_native(day),
        "reports": 1,
    }
    report = {
        "id": f"rep-{number:016x}",
        "key": f"key-{number:016x}",
        "calls": key,
        "quotes": [quote],
        "starts": [0],
        "ends": [len(quote)],
        "trigger": "met",
        "trigger_start": quote.index(" met ") + 1,
        "trigger_end": quote.index(" met ") + 4,
        "confidence": 0.9,
        "status_certainty": 0.9,
        "date_certainty": 0.9,
        "place_certainty": 0.9,
    }
    return {
        "meeting": same | meeting,
        "report": same | report,
        "article": _article(number // AN_ARTICLE)["id"],
        "place": place["id"],
        "a": who[0]["id"],
        "b": who[1]["id"],
    }
