"""Offices and words around names: each title has a general form, and parties decide between readings."""

import re

import pytest

from extractors.gazetteers import (
    OfficeTitle,
    family_name_first,
    family_names,
    honorifics,
    is_first_name,
    name_particles,
    office_titles,
    party,
)

FORM = re.compile(r"[a-z]+(?:[- '][a-z]+)*")


def readings(text: str) -> list[OfficeTitle]:
    return [title for title in office_titles() if title.text == text]


def test_every_title_has_a_valid_general_form() -> None:
    for title in office_titles():
        assert title.text == title.text.lower().strip(), title
        assert FORM.fullmatch(title.office), title
        assert title.level in ("leaders", "ministerial", "official"), title


def test_every_only_party_is_a_party() -> None:
    assert all(party(title.only_party) for title in office_titles() if title.only_party)


def test_one_text_has_one_reading_for_a_party_and_kind() -> None:
    seen: dict[tuple[str, str | None, str | None], str] = {}
    for title in office_titles():
        key = (title.text, title.only_party, title.party_kind)
        assert seen.setdefault(key, title.office) == title.office, title


@pytest.mark.parametrize(
    ("text", "office"),
    [
        ("president", "president"),
        ("premier", "premier"),
        ("foreign minister", "foreign minister"),
        ("minister of foreign affairs", "foreign minister"),
        ("minister for foreign affairs", "foreign minister"),
        ("external affairs minister", "foreign minister"),
        ("defence minister", "defense minister"),
        ("minister of defence", "defense minister"),
        ("defense chief", "defense minister"),
        ("defense secretary", "defense minister"),
        ("treasury secretary", "finance minister"),
        ("chancellor of the exchequer", "finance minister"),
        ("home secretary", "interior minister"),
        ("vice foreign minister", "deputy foreign minister"),
        ("deputy minister of foreign affairs", "deputy foreign minister"),
        ("national security advisor", "national security adviser"),
        ("secretary of the security council", "security council secretary"),
        ("presidential assistant", "presidential aide"),
        ("personal envoy", "special envoy"),
        ("chargé d'affaires", "charge d'affaires"),
        ("spokeswoman", "spokesperson"),
        ("press secretary", "spokesperson"),
        ("nuclear negotiator", "chief nuclear negotiator"),
        ("president-elect", "president-elect"),
    ],
)
def test_a_title_has_its_general_form(text: str, office: str) -> None:
    general = [title.office for title in readings(text) if title.only_party is None]
    assert general == [office]


@pytest.mark.parametrize(
    ("text", "code", "office"),
    [
        ("secretary of state", "USA", "foreign minister"),
        ("secretary of state", "VAT", "foreign minister"),
        ("foreign secretary", "GBR", "foreign minister"),
        ("foreign secretary", "PHL", "foreign minister"),
        ("foreign secretary", "IND", "foreign secretary"),
        ("top diplomat", "EU", "foreign policy chief"),
        ("high representative", "EU", "foreign policy chief"),
        ("taoiseach", "IRL", "taoiseach"),
        ("un chief", "UN", "secretary-general"),
        ("iaea chief", "IAEA", "director-general"),
        ("imf chief", "IMF", "managing director"),
    ],
)
def test_a_party_decides_between_readings(text: str, code: str, office: str) -> None:
    assert [title.office for title in readings(text) if title.only_party == code] == [office]


def test_indias_foreign_secretary_is_an_official_and_britains_a_minister() -> None:
    levels = {title.only_party: title.level for title in readings("foreign secretary")}
    assert levels["IND"] == "official"
    assert levels["GBR"] == "ministerial"


def test_a_high_commissioner_of_a_country_is_an_ambassador() -> None:
    offices = {title.party_kind: title.office for title in readings("high commissioner")}
    assert offices == {"country": "ambassador", "organization": "high commissioner"}


@pytest.mark.parametrize("word", ["leader", "minister", "official", "chief", "head", "deputy", "director"])
def test_a_noun_for_a_person_is_no_title(word: str) -> None:
    assert readings(word) == []


@pytest.mark.parametrize(
    "word", ["Mr", "Mrs", "Ms", "Sheikh", "Prince", "General", "Dr", "Sir", "Sayyid", "Hajji"]
)
def test_honorifics_are_known(word: str) -> None:
    assert word in honorifics()


@pytest.mark.parametrize(
    "word", ["bin", "al", "el", "de", "van", "der", "von", "bint", "ibn", "da", "dos", "ould"]
)
def test_particles_are_known(word: str) -> None:
    assert word in name_particles()


@pytest.mark.parametrize("word", ["as", "an", "do", "us", "and", "in", "of", "to"])
def test_english_words_are_no_particles(word: str) -> None:
    assert word not in name_particles()


def test_family_names_come_first_in_east_asia_but_not_in_japan_or_hungary() -> None:
    assert {"CHN", "TWN", "KOR", "PRK", "VNM", "KHM"} <= family_name_first()
    assert not {"JPN", "HUN"} & family_name_first()


def test_a_family_name_lists_where_it_is_common() -> None:
    assert set(family_names()["Kim"]) == {"KOR", "PRK"}
    assert {"CHN", "KOR"} <= set(family_names()["Song"])
    assert family_names()["Nguyen"] == ("VNM",)


@pytest.mark.parametrize("word", ["Jordan", "Chad", "Georgia", "Paris"])
def test_first_names_that_are_places_are_known(word: str) -> None:
    assert is_first_name(word)
    assert not is_first_name("Turkey")
