"""Who met whom in a sentence or two: one case a kind of wording."""

from __future__ import annotations

import pytest

from extractors.domain import Channel, Status
from tests.extractors.conftest import Read, who

FIDAN = "Turkish Foreign Minister Hakan Fidan"
BLINKEN = "US Secretary of State Antony Blinken"


@pytest.mark.parametrize(
    "text",
    [
        f"{FIDAN} met {BLINKEN} on Monday.",
        f"{FIDAN} met with {BLINKEN} on Monday.",
        f"{FIDAN} held talks with {BLINKEN} on Monday.",
        f"{FIDAN} and {BLINKEN} met on Monday.",
        f"{FIDAN} sat down with {BLINKEN} on Monday.",
        f"{FIDAN} conferred with {BLINKEN} on Monday.",
        f"Talks between {FIDAN} and {BLINKEN} took place on Monday.",
        f"A meeting of {FIDAN} and {BLINKEN} was held on Monday.",
        "Hakan Fidan, Turkey's top diplomat, met Antony Blinken, the US secretary of state, on Monday.",
    ],
)
def test_two_ministers_in_contact_are_a_meeting(read: Read, text: str) -> None:
    (report,) = read(text).reports
    assert {(p.name, p.office, p.party) for p in report.participants} == {
        ("Hakan Fidan", "foreign minister", "TUR"),
        ("Antony Blinken", "foreign minister", "USA"),
    }
    assert report.status is Status.OCCURRED


@pytest.mark.parametrize(
    "text",
    [
        f"{FIDAN} received {BLINKEN} in Ankara on Monday.",
        f"{BLINKEN} was received in Ankara on Monday by {FIDAN}.",
        f"{FIDAN} hosted {BLINKEN} in Ankara on Monday.",
        f"{BLINKEN} flew to Ankara on Monday for talks with {FIDAN}.",
        f"{BLINKEN} called on {FIDAN} in Ankara on Monday.",
    ],
)
def test_receiving_and_visiting_make_host_and_guest(read: Read, text: str) -> None:
    (report,) = read(text).reports
    assert who(report) == {("Hakan Fidan", "TUR", "host"), ("Antony Blinken", "USA", "guest")}
    assert report.place is not None
    assert (report.place.name, report.place.country) == ("Ankara", "TUR")


@pytest.mark.parametrize(
    ("text", "channel"),
    [
        (f"{FIDAN} telephoned {BLINKEN} on Monday.", Channel.PHONE),
        (f"{FIDAN} spoke by phone with {BLINKEN} on Monday.", Channel.PHONE),
        (f"{FIDAN} and {BLINKEN} held a video conference on Monday.", Channel.VIDEO),
        (f"{FIDAN} held talks with {BLINKEN} on Monday.", Channel.UNKNOWN),
        (f"{FIDAN} met {BLINKEN} on Monday.", Channel.IN_PERSON),
    ],
)
def test_channel_follows_the_words(read: Read, text: str, channel: Channel) -> None:
    (report,) = read(text).reports
    assert report.channel is channel


@pytest.mark.parametrize(
    ("text", "status"),
    [
        (f"{FIDAN} will meet {BLINKEN} on Friday.", Status.PLANNED),
        (f"{FIDAN} is due to meet {BLINKEN} on Friday.", Status.PLANNED),
        (f"{FIDAN} is scheduled to hold talks with {BLINKEN} on Friday.", Status.PLANNED),
        (f"{FIDAN} has invited {BLINKEN} to meet him in Ankara.", Status.PROPOSED),
        (f"{FIDAN} cancelled a meeting with {BLINKEN}.", Status.CANCELLED),
        (f"{FIDAN} called off talks with {BLINKEN}.", Status.CANCELLED),
        (f"{FIDAN} postponed a meeting with {BLINKEN}.", Status.POSTPONED),
        (f"{FIDAN} refused to meet {BLINKEN}.", Status.REFUSED),
        (f"{FIDAN} declined to meet {BLINKEN}.", Status.REFUSED),
        (f"The ministry denied that {FIDAN} had met {BLINKEN}.", Status.DENIED),
    ],
)
def test_status_follows_the_words_that_govern_the_trigger(read: Read, text: str, status: Status) -> None:
    (report,) = read(text).reports
    assert report.status is status


@pytest.mark.parametrize(
    "text",
    [
        f"{FIDAN} met the deadline for the report that {BLINKEN} had set.",
        "Turkey's decision met with criticism in the United States.",
        f"{FIDAN} refused to comment on what {BLINKEN} said.",
        "The Turkish cabinet met on Monday.",
        f"{FIDAN} welcomed the statement of {BLINKEN}.",
        f"{FIDAN} wrote a letter to {BLINKEN}.",
        "Russia wants closer ties with Iran.",
        "Russia intervened in Syria in 2015, joining forces with Iran.",
        f"{FIDAN} told parliament that the United States had called for restraint.",
    ],
)
def test_near_misses_are_no_meeting(read: Read, text: str) -> None:
    assert read(text).reports == ()


def test_a_sports_page_has_no_meeting_of_countries(read: Read) -> None:
    text = (
        "Albania and Serbia met in a football qualifier on Thursday. The match was abandoned when fans ran "
        "onto the pitch; the coach said his players had scored a fair goal."
    )
    assert read(text).reports == ()


def test_separate_talks_are_separate_meetings(read: Read) -> None:
    text = f"{FIDAN} held separate talks with his Greek and Finnish counterparts, Dendias and Haavisto."
    reports = read(text).reports
    assert [{p.party for p in r.participants} for r in reports] == [{"TUR", "GRC"}, {"TUR", "FIN"}]


def test_counterparts_hold_the_office_of_the_one_whose_they_are(read: Read) -> None:
    (report,) = read(
        "Russia's foreign minister hosted his counterparts from Turkey, Syria, and Iran on Wednesday."
    ).reports
    assert {(p.office, p.party) for p in report.participants} == {
        ("foreign minister", c) for c in ("RUS", "TUR", "SYR", "IRN")
    }


def test_possessives_in_a_row_share_the_office(read: Read) -> None:
    (report,) = read(
        "In April, Moscow hosted Turkey's, Syria's, and Iran's defense ministers for discussions."
    ).reports
    assert who(report) == {
        ("Russia", "RUS", "host"),
        *((("defense minister", c, "guest")) for c in ("TUR", "SYR", "IRN")),
    }
    assert report.place is not None
    assert report.place.name == "Moscow"


def test_the_person_named_elsewhere_stands_for_the_office(read: Read) -> None:
    text = f"The Turkish foreign minister met {BLINKEN}. Hakan Fidan, Turkey's foreign minister, smiled."
    (report,) = read(text).reports
    assert ("Hakan Fidan", "TUR", "participant") in who(report)


def test_one_contact_told_twice_is_one_meeting(read: Read) -> None:
    text = f"{FIDAN} met {BLINKEN} in Vienna on Monday.\n\nFidan and Blinken held talks in Vienna on Monday."
    (report,) = read(text).reports
    assert len(report.evidence) == 2


def test_a_planned_meeting_and_a_call_stay_apart(read: Read) -> None:
    text = f"{FIDAN} telephoned {BLINKEN} on Monday. The two ministers will meet in Vienna on Friday."
    assert [r.status for r in read(text).reports] == [Status.OCCURRED, Status.PLANNED]


def test_the_mediator_is_told_from_the_sides(read: Read) -> None:
    text = (
        "Qatar's emir, Sheikh Tamim bin Hamad Al Thani, brought together Paul Kagame of Rwanda and "
        "Félix Tshisekedi of Congo in Doha on Tuesday."
    )
    (report,) = read(text).reports
    assert {(p.name, p.role.value) for p in report.participants} == {
        ("Tamim bin Hamad Al Thani", "mediator"),
        ("Paul Kagame", "participant"),
        ("Félix Tshisekedi", "participant"),
    }
