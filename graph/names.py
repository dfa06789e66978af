"""Whom a name stands for: by id, by any form of the name, by code, by office."""

from __future__ import annotations

from collections.abc import Iterator

import pycountry
from neo4j import ManagedTransaction

from extractors.domain import ActorKind
from extractors.ids import fold
from graph import answers, read_queries
from graph.actor_views import Resolution
from graph.schema import NAMES_INDEX

CANDIDATES = 25
WORDS_OF_OFFICE = 10  # no title with its party is longer, and every split of the words is looked up
_PARTIES = (ActorKind.COUNTRY, ActorKind.ORGANIZATION)


def resolve(tx: ManagedTransaction, name: str) -> Resolution:
    """See GraphReader.resolve."""
    if (record := tx.run(read_queries.ACTOR, id=name.strip(), as_of=None).single()) is not None:
        return Resolution(actor=answers.actor_view(record["actor"]))
    if called := tx.run(read_queries.ACTORS_CALLED, id=name.strip(), as_of=None).data():
        return answers.resolution(called)
    words = fold(name).split()
    for attempt in (words, _without_article(words), _as_alpha_3(words)):
        if (found := _by_name(tx, attempt)) != Resolution():
            return found
    return _by_office(tx, words) if len(words) <= WORDS_OF_OFFICE else Resolution()


def _without_article(words: list[str]) -> list[str]:
    """ "The Hague" is a name; "the Kremlin" is one with an article before it."""
    return words[1:] if words[:1] == ["the"] else []


def _as_alpha_3(words: list[str]) -> list[str]:
    country = pycountry.countries.get(alpha_2=words[0].upper()) if len(words) == 1 else None
    return [fold(country.alpha_3)] if country else []


def _by_name(tx: ManagedTransaction, words: list[str]) -> Resolution:
    if not words:
        return Resolution()
    values = {
        "index": NAMES_INDEX,
        "query": " ".join(f"+{word}" for word in words),
        "key": " ".join(words),
        "words": words,
        "limit": CANDIDATES,
        "as_of": None,
    }
    return answers.resolution(tx.run(read_queries.RESOLVE, values).data())


def _by_office(tx: ManagedTransaction, words: list[str]) -> Resolution:
    """ "Turkish foreign minister", "foreign minister of Turkey", "TUR foreign minister"."""
    for title, side in _office_readings(words):
        party = _by_name(tx, _without_article(side) or side).actor
        if party is None or party.kind not in _PARTIES:
            continue
        rows = tx.run(
            read_queries.OFFICE_OF_PARTY, title=" ".join(title), party=party.party, as_of=None
        ).data()
        if rows:
            return answers.resolution(rows)
    return Resolution()


def _office_readings(words: list[str]) -> Iterator[tuple[list[str], list[str]]]:
    if "of" in words:
        at = words.index("of")
        yield words[:at], words[at + 1 :]
    # The longest title last: "president" of "Turkish vice" is nothing, so that costs one look-up.
    for at in range(len(words) - 1, 0, -1):
        yield words[at:], words[:at]
