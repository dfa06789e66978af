"""Where a contact is: the place words of its sentence, of the dateline and of the sentence before."""

from __future__ import annotations

import pytest

from extractors.domain import Channel, PlaceKind
from tests.extractors.conftest import Read

MACRON = "French President Emmanuel Macron"
MET = f"{MACRON} met German Chancellor Olaf Scholz"


@pytest.mark.parametrize(
    ("where", "name", "country"),
    [
        ("in Rovaniemi, Finland,", "Rovaniemi", "FIN"),
        ("in Matera (Italy)", "Matera", "ITA"),
        ("in Geneva, Switzerland,", "Geneva", "CHE"),
        ("in the Swiss city of Geneva", "Geneva", "CHE"),
        ("in the Black Sea resort of Sochi", "Sochi", "RUS"),
        ("in the Angolan capital", "Luanda", "AGO"),
        ("in Angola's capital", "Luanda", "AGO"),
        ("in the capital of Angola", "Luanda", "AGO"),
        ("in the Angolan capital, Luanda,", "Luanda", "AGO"),
        ("at the Elysee Palace", "Paris", "FRA"),
        ("at the NATO summit in Vilnius", "Vilnius", "LTU"),
        ("at the United Nations in New York", "New York", "USA"),
    ],
)
def test_a_city_is_found_with_its_country(read: Read, where: str, name: str, country: str) -> None:
    (report,) = read(f"{MET} {where} on Monday.").reports
    assert report.place is not None
    assert (report.place.name, report.place.country) == (name, country)
    assert report.place.kind is PlaceKind.CITY
    assert report.place.latitude is not None


def test_a_country_is_the_place_where_no_city_is_told(read: Read) -> None:
    (report,) = read(f"{MET} in Switzerland on Monday.").reports
    assert report.place is not None
    assert (report.place.name, report.place.country) == ("Switzerland", "CHE")
    assert report.place.kind is PlaceKind.COUNTRY


@pytest.mark.parametrize(
    "text",
    [
        f"{MET} on Monday, the Washington Post reported.",
        f"{MET} on Monday under the Geneva Convention.",
        f"Moscow said that {MET} on Monday.",
        f"{MACRON} held talks with Chinese President Xi Jinping after he left Tokyo.",
    ],
    ids=["newspaper", "treaty", "government", "left behind"],
)
def test_a_place_name_that_is_no_place_of_the_contact_is_none(read: Read, text: str) -> None:
    (report,) = read(text).reports
    assert report.place is None


@pytest.mark.parametrize(
    ("text", "name"),
    [
        (f"LUANDA – {MET} here on Monday.", "Luanda"),
        (
            f"{MACRON} flew to Luanda on Sunday. He met German Chancellor Olaf Scholz there on Monday.",
            "Luanda",
        ),
        (f"{MACRON} flew to Berlin on Monday. In the city he met German Chancellor Olaf Scholz.", "Berlin"),
        (f"{MACRON} arrived in Hangzhou, where he held talks with Chinese President Xi Jinping.", "Hangzhou"),
    ],
    ids=["here", "there", "in the city", "where"],
)
def test_a_word_for_a_place_means_the_one_told_before(read: Read, text: str, name: str) -> None:
    (report,) = read(text).reports
    assert report.place is not None
    assert report.place.name == name


def test_a_dateline_alone_is_no_place(read: Read) -> None:
    (report,) = read(f"LUANDA – {MET} on Monday.").reports
    assert report.place is None


@pytest.mark.parametrize(
    ("where", "country"),
    [("in Tbilisi, Georgia,", "GEO"), ("in Georgia", "GEO")],
)
def test_an_ambiguous_country_is_the_one_that_takes_part(read: Read, where: str, country: str) -> None:
    (report,) = read(f"Georgian President Salome Zourabichvili met {MACRON} {where} on Monday.").reports
    assert report.place is not None
    assert report.place.country == country


def test_a_country_of_those_who_meet_decides_between_cities_of_one_name(read: Read) -> None:
    greek = f"Greek Prime Minister Kyriakos Mitsotakis met {MACRON} in Athens on Monday."
    (report,) = read(greek).reports
    assert report.place is not None
    assert (report.place.name, report.place.country) == ("Athens", "GRC")


def test_an_organization_hosts_in_the_city_that_is_told(read: Read) -> None:
    (report,) = read(
        f"NATO hosted {MACRON} and Ukrainian President Volodymyr Zelensky in Brussels on Monday."
    ).reports
    assert report.place is not None
    assert (report.place.name, report.place.country) == ("Brussels", "BEL")


def test_a_capital_that_hosts_is_the_place(read: Read) -> None:
    (report,) = read("Moscow hosted Turkish Foreign Minister Hakan Fidan on Monday.").reports
    assert report.place is not None
    assert (report.place.name, report.place.country) == ("Moscow", "RUS")


def test_a_telephone_call_has_no_place(read: Read) -> None:
    (report,) = read(f"{MACRON} telephoned German Chancellor Olaf Scholz from Paris on Monday.").reports
    assert report.channel is Channel.PHONE
    assert report.place is None


def test_a_place_before_the_noun_is_the_place(read: Read) -> None:
    (report,) = read(
        f"The Geneva talks between {MACRON} and German Chancellor Olaf Scholz ended on Monday."
    ).reports
    assert report.place is not None
    assert report.place.name == "Geneva"
