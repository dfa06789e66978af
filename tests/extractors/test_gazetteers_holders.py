"""The table of well-known office holders is sound, and a lookup in it never guesses."""

from __future__ import annotations

import time
from collections import Counter, defaultdict

import pycountry
import pytest

from extractors.gazetteers import parties
from extractors.gazetteers.holders import Holder, find_holder, holders
from extractors.ids import fold


def test_every_party_is_a_state_or_a_known_organization() -> None:
    states = {country.alpha_3 for country in pycountry.countries} | {"XKX"}
    bodies = {party.code for party in parties() if party.kind != "country"}
    assert {holder.party for holder in holders()} - states - bodies == set()


def test_no_office_is_listed_twice() -> None:
    offices = Counter((fold(h.name), h.party, h.office, h.first) for h in holders())
    assert [office for office, times in offices.items() if times > 1] == []


def test_years_are_in_order_and_of_our_time() -> None:
    for holder in holders():
        years = [year for year in (holder.first, holder.last) if year is not None]
        assert years == sorted(years), holder
        assert all(1940 <= year <= 2026 for year in years), holder


def test_each_row_has_a_gender_and_a_family_name_out_of_the_name() -> None:
    for holder in holders():
        assert holder.gender in {"m", "f"}, holder
        spellings = " ".join(fold(spelling) for spelling in (holder.name, *holder.aliases))
        assert fold(holder.family) in spellings, holder


def test_a_person_of_several_offices_keeps_spelling_gender_and_family_name() -> None:
    facts: defaultdict[str, set[tuple[str, str, str]]] = defaultdict(set)
    for holder in holders():
        facts[fold(holder.name)].add((holder.name, holder.gender, holder.family))
    assert [key for key, variants in facts.items() if len(variants) > 1] == []


def test_in_the_middle_of_a_long_term_a_name_finds_its_party() -> None:
    lost = [
        (holder.name, holder.party)
        for holder in holders()
        if holder.first and holder.last and holder.last - holder.first >= 2
        if (found := find_holder(holder.name, year=(holder.first + holder.last) // 2)) is None
        or found.party != holder.party
    ]
    assert lost == []


def test_no_alias_of_a_full_name_is_one_word() -> None:
    full = [holder for holder in holders() if " " in holder.name]
    assert [(h.name, alias) for h in full for alias in h.aliases if len(fold(alias).split()) < 2] == []


def test_offices_are_in_the_general_lower_case_form() -> None:
    assert [h for h in holders() if h.office != h.office.lower() or not h.office.strip()] == []


@pytest.mark.parametrize(
    ("spelling", "name", "party"),
    [
        ("Sergei Lavrov", "Sergey Lavrov", "RUS"),
        ("SERGEY LAVROV", "Sergey Lavrov", "RUS"),
        ("Dmitri Medvedev", "Dmitry Medvedev", "RUS"),
        ("Gerhard Schröder", "Gerhard Schroeder", "DEU"),
        ("Alain Juppé", "Alain Juppe", "FRA"),
        ("Abe Shinzo", "Shinzo Abe", "JPN"),
        ("Hamada Yasukazu", "Yasukazu Hamada", "JPN"),
        ("Vladimir V. Putin", "Vladimir Putin", "RUS"),
        ("Tony Blinken", "Antony Blinken", "USA"),
        ("Xi Jinping", "Xi Jinping", "CHN"),
        ("Sheikh Muhammad bin Salman", "Mohammed bin Salman", "SAU"),
        ("Assad Al-Shaibani", "Asaad al-Shaibani", "SYR"),
        ("Abdulfattah El-Sissi", "Abdel Fattah al-Sisi", "EGY"),
    ],
)
def test_spellings_of_a_name_find_the_same_person(spelling: str, name: str, party: str) -> None:
    found = find_holder(spelling)
    assert found is not None
    assert (found.name, found.party) == (name, party)


def test_a_year_chooses_the_office_held_then() -> None:
    assert _office("Yang Jiechi", 2010) == "foreign minister"
    assert _office("Yang Jiechi", 2015) == "state councilor"


def test_without_a_year_the_latest_office_is_given() -> None:
    assert _office("David Cameron", None) == "foreign minister"


def test_a_year_outside_every_term_still_tells_the_party() -> None:
    found = find_holder("Angela Merkel", year=2024)
    assert found is not None
    assert (found.party, found.gender) == ("DEU", "f")


@pytest.mark.parametrize(
    "name", ["Lavrov", "Merkel", "Bush", "Xi", "Gore", "al-Sisi", "Sisi", "", "Nobody Inparticular"]
)
def test_a_bare_family_name_or_an_unknown_name_finds_nobody(name: str) -> None:
    assert find_holder(name) is None


@pytest.mark.parametrize(
    ("name", "year", "party"),
    [
        ("Jens Stoltenberg", 2010, "NOR"),
        ("Jens Stoltenberg", 2020, "NATO"),
        ("Antonio Guterres", 1999, "PRT"),
        ("António Guterres", 2022, "UN"),
        ("King Abdullah", 2020, "JOR"),
    ],
)
def test_the_year_decides_between_parties(name: str, year: int, party: str) -> None:
    assert _known(name, year).party == party


@pytest.mark.parametrize(
    ("name", "year"), [("Jens Stoltenberg", None), ("King Abdullah", 2010), ("Mark Rutte", 2024)]
)
def test_a_name_of_two_parties_that_the_year_leaves_open_gives_nobody(name: str, year: int | None) -> None:
    assert find_holder(name, year=year) is None


def test_a_year_decades_off_means_somebody_else() -> None:
    assert find_holder("Andres Rodriguez", year=2025) is None
    assert find_holder("Jimmy Carter", year=1994) is not None


def test_family_names_are_as_used_alone() -> None:
    assert _family("Xi Jinping") == "Xi"
    assert _family("Mohammed bin Salman") == "bin Salman"
    assert _family("Abiy Ahmed") == "Abiy"
    assert _family("Abdel Fattah al-Sisi") == "Sisi"


def test_the_table_loads_in_a_tenth_of_a_second() -> None:
    assert min(_seconds_to_load() for _ in range(3)) < 0.1
    assert len(holders()) > 4000


def _seconds_to_load() -> float:
    holders.cache_clear()
    start = time.process_time()
    holders()
    return time.process_time() - start


def _office(name: str, year: int | None) -> str:
    return _known(name, year).office


def _family(name: str) -> str:
    return _known(name, None).family


def _known(name: str, year: int | None) -> Holder:
    found = find_holder(name, year=year)
    assert found is not None, name
    return found
