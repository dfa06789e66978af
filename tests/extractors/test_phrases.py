"""Who is meant: titles, parties, names, counterparts, groups and pronouns, read in whole sentences."""

from __future__ import annotations

import pytest

from extractors.domain import Via
from tests.extractors.conftest import Read

MACRON_AND_SCHOLZ = "French President Emmanuel Macron praised German Chancellor Olaf Scholz."
FIDAN = ("Hakan Fidan", "foreign minister", "TUR")
PUTIN = ("Vladimir Putin", "president", "RUS")
MACRON = ("Emmanuel Macron", "president", "FRA")
SCHOLZ = ("Olaf Scholz", "chancellor", "DEU")
MERKEL = ("Angela Merkel", "chancellor", "DEU")


@pytest.mark.parametrize(
    ("text", "people"),
    [
        ("Turkish Foreign Minister Hakan Fidan met Russian President Vladimir Putin.", {FIDAN, PUTIN}),
        (
            "Hakan Fidan, Turkey's foreign minister, met Vladimir Putin, the president of Russia.",
            {FIDAN, PUTIN},
        ),
        (
            "The foreign minister of Turkey, Hakan Fidan, met the Russian president, Vladimir Putin.",
            {FIDAN, PUTIN},
        ),
        (
            "Prime Minister Narendra Modi of India held talks with Prime Minister Fumio Kishida of Japan.",
            {("Narendra Modi", "prime minister", "IND"), ("Fumio Kishida", "prime minister", "JPN")},
        ),
        (
            "Emmanuel Macron of France met Olaf Scholz of Germany.",
            {("Emmanuel Macron", None, "FRA"), ("Olaf Scholz", None, "DEU")},
        ),
        (
            "Ivan Petrov and Taras Kovalenko, the foreign ministers of Russia and Ukraine, met in Antalya.",
            {("Ivan Petrov", "foreign minister", "RUS"), ("Taras Kovalenko", "foreign minister", "UKR")},
        ),
        (
            "The Turkish and Greek foreign ministers, Hakan Fidan and George Gerapetritis, met in Athens.",
            {FIDAN, ("George Gerapetritis", "foreign minister", "GRC")},
        ),
        (
            "Dr. Subrahmanyam Jaishankar, India's foreign minister, met Mr. Wang Yi, "
            "the Chinese foreign minister.",
            {("Subrahmanyam Jaishankar", "foreign minister", "IND"), ("Wang Yi", "foreign minister", "CHN")},
        ),
        (
            "NATO Secretary-General Jens Stoltenberg met EU foreign policy chief Josep Borrell.",
            {
                ("Jens Stoltenberg", "secretary-general", "NATO"),
                ("Josep Borrell", "foreign policy chief", "EU"),
            },
        ),
        (
            "Pope Francis received French President Emmanuel Macron.",
            {("Francis", "pope", "VAT"), MACRON},
        ),
    ],
    ids=[
        "titles before",
        "titles after",
        "names in apposition",
        "of-party after name",
        "of-party alone",
        "joint apposition",
        "joint names",
        "honorifics",
        "organizations",
        "sole party of a title",
    ],
)
def test_a_name_has_the_office_and_party_beside_it(
    read: Read, text: str, people: set[tuple[str | None, str | None, str]]
) -> None:
    (report,) = read(text).reports
    assert {(p.name, p.office, p.party) for p in report.participants} == people


@pytest.mark.parametrize(
    ("text", "office", "parties"),
    [
        ("Turkey's, Syria's and Iran's defense ministers met.", "defense minister", {"TUR", "SYR", "IRN"}),
        (
            "The foreign ministers of Turkey, Syria and Iran met.",
            "foreign minister",
            {"TUR", "SYR", "IRN"},
        ),
        ("The Turkish and Greek foreign ministers met.", "foreign minister", {"TUR", "GRC"}),
        (
            "The British foreign secretary met the US secretary of state.",
            "foreign minister",
            {"GBR", "USA"},
        ),
    ],
)
def test_office_holders_without_names_are_one_office_a_party(
    read: Read, text: str, office: str, parties: set[str]
) -> None:
    (report,) = read(text).reports
    assert {(p.name, p.office) for p in report.participants} == {(None, office)}
    assert {p.party for p in report.participants} == parties


@pytest.mark.parametrize(
    ("counterpart", "name"),
    [
        ("his Turkish counterpart", None),
        ("his counterpart from Turkey", None),
        ("his Turkish counterpart, Hakan Fidan,", "Hakan Fidan"),
        ("his Turkish counterpart Hakan Fidan", "Hakan Fidan"),
    ],
)
def test_a_counterpart_has_the_same_office_for_his_own_party(
    read: Read, counterpart: str, name: str | None
) -> None:
    (report,) = read(f"Russian Foreign Minister Sergey Lavrov met {counterpart} on Monday.").reports
    other = next(p for p in report.participants if p.party == "TUR")
    assert (other.name, other.office, other.via) == (name, "foreign minister", Via.COUNTERPART)


def test_two_counterparts_take_the_names_in_their_order(read: Read) -> None:
    (report,) = read(
        "Russian Foreign Minister Sergey Lavrov met his Turkish and Iranian counterparts, "
        "Hakan Fidan and Hossein Amir-Abdollahian, on Monday."
    ).reports
    assert {(p.name, p.party) for p in report.participants} == {
        ("Sergey Lavrov", "RUS"),
        ("Hakan Fidan", "TUR"),
        ("Hossein Amir-Abdollahian", "IRN"),
    }


@pytest.mark.parametrize(
    ("first", "later", "name"),
    [
        ("French President Emmanuel Macron left for Kyiv.", "Macron", "Emmanuel Macron"),
        ("Chinese President Xi Jinping left for Kyiv.", "Xi", "Xi Jinping"),
        ("South Korean President Park Geun-hye left for Kyiv.", "Ms. Park", "Park Geun-hye"),
    ],
    ids=["family name last", "Chinese", "Korean"],
)
def test_a_family_name_alone_means_the_one_named_in_full(
    read: Read, first: str, later: str, name: str
) -> None:
    (report,) = read(f"{first} {later} met Ukrainian President Volodymyr Zelensky on Monday.").reports
    assert {p.name for p in report.participants} == {name, "Volodymyr Zelensky"}


def test_the_king_is_not_the_prince_of_the_same_name(read: Read) -> None:
    (report,) = read(
        "Saudi Crown Prince Mohammed bin Salman stayed at home on Sunday. "
        "Saudi King Salman received French President Emmanuel Macron on Monday."
    ).reports
    assert {(p.name, p.office) for p in report.participants} == {
        ("Salman", "king"),
        ("Emmanuel Macron", "president"),
    }


@pytest.mark.parametrize(
    ("text", "sides"),
    [
        ("Moscow and Ankara held talks.", {("RUS", Via.METONYM), ("TUR", Via.METONYM)}),
        ("The Kremlin and the White House held talks.", {("RUS", Via.METONYM), ("USA", Via.METONYM)}),
        ("The Russians met the Turks in Geneva.", {("RUS", Via.GROUP), ("TUR", Via.GROUP)}),
        ("The Americans held talks with the Taliban.", {("USA", Via.GROUP), ("Taliban", Via.COUNTRY)}),
        ("A US delegation met Taliban representatives.", {("USA", Via.GROUP), ("Taliban", Via.GROUP)}),
        (
            "Senior diplomats from Russia, Turkey and Iran met.",
            {("RUS", Via.GROUP), ("TUR", Via.GROUP), ("IRN", Via.GROUP)},
        ),
    ],
)
def test_a_party_without_persons_takes_part_itself(
    read: Read, text: str, sides: set[tuple[str, Via]]
) -> None:
    (report,) = read(text).reports
    assert {(p.party, p.via) for p in report.participants} == sides
    assert {p.office for p in report.participants} == {None}


@pytest.mark.parametrize(
    ("text", "via"),
    [
        (f"{MACRON_AND_SCHOLZ} The two leaders met in Berlin.", Via.GROUP),
        (f"{MACRON_AND_SCHOLZ} The pair met in Berlin.", Via.GROUP),
        (f"{MACRON_AND_SCHOLZ} They met in Berlin.", Via.PRONOUN),
    ],
)
def test_a_group_means_those_just_told(read: Read, text: str, via: Via) -> None:
    (report,) = read(text).reports
    assert {(p.name, p.office, p.party) for p in report.participants} == {MACRON, SCHOLZ}
    assert {p.via for p in report.participants} == {via}


def test_two_countries_as_a_group_are_the_parties_just_told(read: Read) -> None:
    (report,) = read(
        "Armenia and Azerbaijan agreed on an agenda. The two countries held talks in Geneva on Monday."
    ).reports
    assert {p.actor_id for p in report.participants} == {"country:arm", "country:aze"}


@pytest.mark.parametrize(
    ("text", "people"),
    [
        (
            "French President Emmanuel Macron arrived in Berlin. He met German Chancellor Olaf Scholz.",
            {MACRON, SCHOLZ},
        ),
        (
            "German Chancellor Angela Merkel arrived in Paris. She met French President Emmanuel Macron.",
            {MERKEL, MACRON},
        ),
        (
            "French President Emmanuel Macron praised German Chancellor Angela Merkel. "
            "She met Russian President Vladimir Putin.",
            {MERKEL, PUTIN},
        ),
        (
            "German Chancellor Angela Merkel came to Paris. French President Emmanuel Macron received her.",
            {MERKEL, MACRON},
        ),
    ],
)
def test_a_pronoun_means_the_one_just_told(
    read: Read, text: str, people: set[tuple[str | None, str | None, str]]
) -> None:
    (report,) = read(text).reports
    assert {(p.name, p.office, p.party) for p in report.participants} == people
    assert Via.PRONOUN in {p.via for p in report.participants}
