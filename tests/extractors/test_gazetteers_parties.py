"""Parties: every state is there with its names, and names that look alike stay apart."""

import json
from importlib.resources import files

import pytest

from extractors.gazetteers import Party, find_place, members, not_parties, parties, party, party_names
from extractors.gazetteers.sources import data
from extractors.ids import fold

UN_MEMBERS = [code for code, record in data("countries").items() if record["standing"] == "member"]
SOURCES = sorted(
    entry.name
    for entry in files("extractors.gazetteers").joinpath("data").iterdir()
    if entry.name.endswith(".json")
)


def known(code: str) -> Party:
    found = party(code)
    assert found is not None, code
    return found


def texts(code: str, *kinds: str) -> set[str]:
    return {name.text for name in known(code).names if name.kind in kinds}


def codes(text: str) -> set[str]:
    return {code for code, _ in party_names().get(text, ())}


def test_the_united_nations_have_193_members() -> None:
    assert len(UN_MEMBERS) == len(set(UN_MEMBERS)) == 193


@pytest.mark.parametrize("code", UN_MEMBERS)
def test_every_un_member_has_a_name_a_demonym_and_a_capital_on_the_map(code: str) -> None:
    state = known(code)
    assert state.kind == "country"
    assert (code, "name") in party_names()[state.name]
    assert texts(code, "demonym")
    assert state.capital is not None
    assert state.place is not None
    assert -90 <= state.place[0] <= 90
    assert -180 <= state.place[1] <= 180
    place = find_place(state.capital, near=(code,))
    assert place is not None
    assert place.country == code


@pytest.mark.parametrize(
    "code", ["XKX", "PSE", "TWN", "VAT", "COK", "NIU", "HKG", "MAC", "GRL", "PRI", "ESH", "FRO", "NCL"]
)
def test_other_states_and_territories_are_parties_too(code: str) -> None:
    assert known(code).kind == "country"
    assert known(code).name in party_names()


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("NER", "NGA"),
        ("AUT", "AUS"),
        ("DMA", "DOM"),
        ("PRK", "KOR"),
        ("COD", "COG"),
        ("GIN", "GNB"),
        ("GIN", "GNQ"),
        ("GNQ", "PNG"),
        ("SVK", "SVN"),
        ("IRN", "IRQ"),
        ("SDN", "SSD"),
        ("MRT", "MUS"),
        ("LBY", "LBN"),
        ("LVA", "LTU"),
        ("PRY", "URY"),
        ("SWE", "CHE"),
        ("GMB", "ZMB"),
        ("WSM", "ASM"),
    ],
)
def test_states_that_look_alike_share_no_name_or_capital(one: str, other: str) -> None:
    shared = texts(one, "name", "official", "former", "capital") & texts(
        other, "name", "official", "former", "capital"
    )
    assert shared <= {"Congo", "Korea"}
    assert known(one).capital != known(other).capital


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("Niger", "NER"),
        ("Nigerien", "NER"),
        ("Nigerian", "NGA"),
        ("Slovak", "SVK"),
        ("Slovene", "SVN"),
        ("Austrian", "AUT"),
        ("Equatorial Guinea", "GNQ"),
        ("Papua New Guinea", "PNG"),
        ("Guinea-Bissau", "GNB"),
        ("Guinea", "GIN"),
        ("DR Congo", "COD"),
        ("Congo-Brazzaville", "COG"),
        ("Republic of Congo", "COG"),
        ("Democratic Republic of Congo", "COD"),
        ("Republic of Korea", "KOR"),
        ("DPRK", "PRK"),
        ("South Sudan", "SSD"),
        ("Dominican Republic", "DOM"),
        ("Türkiye", "TUR"),
        ("Turk", "TUR"),
        ("Czechia", "CZE"),
        ("Czech Republic", "CZE"),
        ("Swaziland", "SWZ"),
        ("Eswatini", "SWZ"),
        ("Cape Verde", "CPV"),
        ("Cabo Verde", "CPV"),
        ("Ivory Coast", "CIV"),
        ("Timor-Leste", "TLS"),
        ("Burma", "MMR"),
        ("Myanmar", "MMR"),
        ("Macedonia", "MKD"),
        ("Kiev", "UKR"),
        ("Kyiv", "UKR"),
        ("Nur-Sultan", "KAZ"),
        ("Kremlin", "RUS"),
        ("Downing Street", "GBR"),
        ("Foggy Bottom", "USA"),
        ("The Hague", "NLD"),
        ("U.S.", "USA"),
        ("U.K.", "GBR"),
        ("Holy See", "VAT"),
        ("Filipino", "PHL"),
        ("Emirati", "ARE"),
        ("Saudis", "SAU"),
        ("Nato", "NATO"),
        ("Asean", "ASEAN"),
        ("European Commission", "EU"),
        ("UN Security Council", "UN"),
        ("Pakistani Taliban", "TTP"),
        ("Turkish Cypriot", "TRNC"),
        ("Greek Cypriot", "CYP"),
        ("Hizbullah", "Hezbollah"),
    ],
)
def test_a_name_means_one_party(text: str, code: str) -> None:
    assert codes(text) == {code}


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Congo", {"COD", "COG"}),
        ("Congolese", {"COD", "COG"}),
        ("Korea", {"KOR", "PRK"}),
        ("Korean", {"KOR", "PRK"}),
        ("Guinean", {"GIN", "GNB"}),
        ("Dominican", {"DMA", "DOM"}),
        ("Brussels", {"BEL", "EU"}),
    ],
)
def test_an_ambiguous_name_lists_every_party(text: str, expected: set[str]) -> None:
    assert codes(text) == expected


@pytest.mark.parametrize(
    ("code", "capitals"),
    [
        ("BOL", {"La Paz", "Sucre"}),
        ("ISR", {"Jerusalem", "Tel Aviv"}),
        ("TZA", {"Dodoma", "Dar es Salaam"}),
        ("MMR", {"Naypyidaw", "Yangon"}),
        ("BDI", {"Gitega", "Bujumbura"}),
        ("CIV", {"Yamoussoukro", "Abidjan"}),
        ("PSE", {"Ramallah"}),
        ("CHE", {"Bern"}),
        ("NGA", {"Abuja"}),
        ("KAZ", {"Astana", "Nur-Sultan"}),
    ],
)
def test_seats_of_government_are_metonyms(code: str, capitals: set[str]) -> None:
    assert capitals <= texts(code, "capital")


@pytest.mark.parametrize("text", ["Geneva", "New York", "Davos", "Vienna International Centre"])
def test_meeting_places_are_nobodys_metonym(text: str) -> None:
    assert codes(text) == set()


@pytest.mark.parametrize("text", ["Male", "Victoria", "Hamilton", "Stanley", "English"])
def test_words_and_names_of_persons_are_no_metonyms(text: str) -> None:
    assert codes(text) == set()


@pytest.mark.parametrize("text", ["CAN", "PER", "NOR", "TUR", "AND"])
def test_iso_codes_are_names_of_the_party_but_not_of_news_text(text: str) -> None:
    assert text in texts(text, "code")
    assert codes(text) == set()


def test_no_two_parties_share_a_code_or_an_id() -> None:
    assert len({known.code for known in parties()}) == len(parties())
    assert len({fold(known.code) for known in parties()}) == len(parties())


def test_there_are_enough_organizations_and_sides() -> None:
    kinds = [known.kind for known in parties()]
    assert kinds.count("organization") >= 130
    assert kinds.count("nonstate") >= 60


@pytest.mark.parametrize(
    ("group", "expected"),
    [
        ("G7", {"CAN", "FRA", "DEU", "ITA", "JPN", "GBR", "USA"}),
        ("the Quad", {"AUS", "IND", "JPN", "USA"}),
        ("Visegrad Four", {"CZE", "HUN", "POL", "SVK"}),
        ("Astana trio", {"IRN", "RUS", "TUR"}),
        ("E3", {"FRA", "DEU", "GBR"}),
        ("the pair", set()),
    ],
)
def test_a_group_of_fixed_membership_has_its_members(group: str, expected: set[str]) -> None:
    assert set(members(group)) == expected


@pytest.mark.parametrize("group", list(data("groups")))
def test_every_member_of_a_group_is_a_party(group: str) -> None:
    assert all(party(code) for code in members(group))


@pytest.mark.parametrize("text", ["Indian Ocean", "Latin America", "Washington Post", "South China Sea"])
def test_names_that_hold_a_partys_name_are_told_apart(text: str) -> None:
    assert text in not_parties()
    assert text not in party_names()


@pytest.mark.parametrize("name", SOURCES)
def test_every_data_file_states_source_licence_and_date(name: str) -> None:
    folder = files("extractors.gazetteers").joinpath("data")
    header = json.loads(folder.joinpath(name).read_text(encoding="utf-8"))["_source"]
    assert all(header[key] for key in ("source", "licence", "date"))
    assert f"| {name} |" in folder.joinpath("README.md").read_text(encoding="utf-8")
