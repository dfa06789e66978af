"""Places: the diplomatic one of several namesakes, with its country, and none for what is no place."""

import subprocess
import sys
from itertools import pairwise

import pytest

from extractors.gazetteers import ambiguous_city_names, find_place
from extractors.gazetteers.cities import cities, city_in
from extractors.gazetteers.sources import data


@pytest.mark.parametrize(
    ("name", "country"),
    [
        ("Ankara", "TUR"),
        ("Georgia", "GEO"),
        ("Jordan", "JOR"),
        ("Vienna", "AUT"),
        ("Cambridge", "GBR"),
        ("Paris", "FRA"),
        ("Tripoli", "LBY"),
        ("San Jose", "CRI"),
        ("Santiago", "CHL"),
        ("Valencia", "ESP"),
        ("Washington", "USA"),
        ("New York", "USA"),
        ("The Hague", "NLD"),
        ("St. Petersburg", "RUS"),
        ("Kiev", "UKR"),
        ("Nur-Sultan", "KAZ"),
        ("Bogota", "COL"),
        ("İstanbul", "TUR"),
        ("Istanbul", "TUR"),
        ("Camp David", "USA"),
        ("Sochi", "RUS"),
        ("Davos", "CHE"),
        ("Munich", "DEU"),
        ("Geneva", "CHE"),
        ("Sharm el-Sheikh", "EGY"),
        ("Taormina", "ITA"),
        ("Matera", "ITA"),
        ("Carbis Bay", "GBR"),
        ("Hiroshima", "JPN"),
        ("Panmunjom", "KOR"),
        ("Rovaniemi", "FIN"),
        ("Kinshasa", "COD"),
        ("Antalya", "TUR"),
        ("Northern Ireland", "GBR"),
        ("Crimea", "UKR"),
        ("Bavaria", "DEU"),
        ("Catalonia", "ESP"),
        ("Bali", "IDN"),
        ("Saint John's", "ATG"),
        ("Hyderabad", "IND"),
    ],
)
def test_a_name_alone_means_the_diplomatic_place(name: str, country: str) -> None:
    place = find_place(name)
    assert place is not None
    assert place.country == country
    assert place.latitude is not None


@pytest.mark.parametrize(
    ("name", "near", "country"),
    [
        ("Georgia", ("USA",), "USA"),
        ("Cambridge", ("USA", "CHN"), "USA"),
        ("Cambridge", ("USA", "GBR"), "GBR"),
        ("Tripoli", ("LBN", "SYR"), "LBN"),
        ("Tripoli", ("LBN", "LBY"), "LBY"),
        ("Valencia", ("VEN", "COL"), "VEN"),
        ("San Jose", ("USA",), "USA"),
        ("Vienna", ("USA", "IRN"), "AUT"),
        ("Paris", ("USA", "RUS"), "FRA"),
        ("Athens", ("USA", "TUR"), "GRC"),
        ("Moscow", ("USA",), "RUS"),
        ("London", ("CAN", "USA"), "GBR"),
        ("Alexandria", ("USA", "RUS"), "EGY"),
    ],
)
def test_parties_of_the_article_choose_between_namesakes_of_like_size(
    name: str, near: tuple[str, ...], country: str
) -> None:
    place = find_place(name, near=near)
    assert place is not None
    assert place.country == country


@pytest.mark.parametrize(
    ("name", "city", "country"),
    [
        ("the Kremlin", "Moscow", "RUS"),
        ("Vnukovo-2", "Moscow", "RUS"),
        ("Élysée Palace", "Paris", "FRA"),
        ("Elysee Palace", "Paris", "FRA"),
        ("White House", "Washington", "USA"),
        ("Casa de Nariño", "Bogota", "COL"),
        ("Mar-a-Lago", "Palm Beach", "USA"),
        ("UN headquarters", "New York", "USA"),
        ("Palais des Nations", "Geneva", "CHE"),
    ],
)
def test_a_venue_knows_its_city_and_country(name: str, city: str, country: str) -> None:
    place = find_place(name)
    assert place is not None
    assert (place.kind, place.city, place.country) == ("venue", city, country)


@pytest.mark.parametrize("venue", list(data("venues")))
def test_every_city_of_a_venue_is_a_place_of_its_country(venue: str) -> None:
    record = data("venues")[venue]
    if "city" in record:
        place = find_place(record["city"], near=(record["country"],))
        assert place is not None
        assert place.country == record["country"]


@pytest.mark.parametrize("name", ["Lavrov", "the talks", "", "Foreign Ministry", "Monday"])
def test_what_is_no_place_is_not_found(name: str) -> None:
    assert find_place(name) is None


@pytest.mark.parametrize("kind", ["country", "region"])
def test_countries_and_regions_say_what_they_are(kind: str) -> None:
    place = find_place({"country": "Oman", "region": "Bavaria"}[kind])
    assert place is not None
    assert place.kind == kind


@pytest.mark.parametrize(
    "name", ["Nice", "Reading", "Mobile", "Bath", "Lincoln", "Clinton", "Washington", "Kerry", "Li"]
)
def test_cities_that_are_words_or_surnames_are_marked(name: str) -> None:
    assert name in ambiguous_city_names()


@pytest.mark.parametrize("name", ["Moscow", "Geneva", "Istanbul", "Vientiane", "Sochi", "Kyiv", "Vaduz"])
def test_cities_of_the_news_are_not_marked(name: str) -> None:
    assert name not in ambiguous_city_names()


def test_every_english_name_leads_to_a_city_of_its_country() -> None:
    for country, names in data("city_names").items():
        for name in names:
            assert city_in(name, country) is not None, (country, name)


def test_cities_of_one_name_are_ordered_by_size() -> None:
    assert all(
        one.population >= other.population for found in cities().values() for one, other in pairwise(found)
    )


def test_importing_the_gazetteers_reads_nothing() -> None:
    program = (
        "import extractors.gazetteers, extractors.gazetteers.sources as s, extractors.gazetteers.cities as c;"
        "raise SystemExit(s.data.cache_info().currsize + c.cities.cache_info().currsize)"
    )
    assert subprocess.run([sys.executable, "-c", program], check=False).returncode == 0
