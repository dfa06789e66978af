"""Whether a contact took place: the words that govern its trigger, and what must not decide it."""

from __future__ import annotations

import pytest

from extractors.domain import Status
from tests.extractors.conftest import Read

F = "Turkish Foreign Minister Hakan Fidan"
B = "US Secretary of State Antony Blinken"


@pytest.mark.parametrize(
    ("text", "status"),
    [
        (f"{F} will meet {B} on Friday.", Status.PLANNED),
        (f"{F} is to meet {B} on Friday.", Status.PLANNED),
        (f"{F} agreed to meet {B} on Friday.", Status.PLANNED),
        (f"{F} plans to meet {B} on Friday.", Status.PLANNED),
        (f"{F} meets {B} on Friday.", Status.PLANNED),
        (f"{F} may meet {B} on Friday.", Status.PROPOSED),
        (f"{F} wants to meet {B}.", Status.PROPOSED),
        (f"{F} offered to meet {B}.", Status.PROPOSED),
        (f"{F} is meeting {B} in Vienna.", Status.OCCURRED),
    ],
)
def test_a_verb_has_the_status_of_what_governs_it(read: Read, text: str, status: Status) -> None:
    (report,) = read(text).reports
    assert report.status is status


@pytest.mark.parametrize(
    ("told", "status"),
    [
        ("A meeting between {} and {} was cancelled.", Status.CANCELLED),
        ("Talks between {} and {} were called off.", Status.CANCELLED),
        ("A meeting between {} and {} was postponed.", Status.POSTPONED),
        ("A meeting between {} and {} has been put off.", Status.POSTPONED),
        ("A meeting between {} and {} is scheduled for Friday.", Status.PLANNED),
        ("A meeting between {} and {} is expected on Friday.", Status.PLANNED),
        ("The planned meeting between {} and {} will take place on Friday.", Status.PLANNED),
        ("A meeting between {} and {} is possible.", Status.PROPOSED),
        ("{} called for talks with {}.", Status.PROPOSED),
        ("{} is open to talks with {}.", Status.PROPOSED),
        ("{} opened talks with {} on Monday.", Status.OCCURRED),
        ("{} rejected talks with {}.", Status.REFUSED),
        ("{} refused to hold talks with {}.", Status.REFUSED),
    ],
)
def test_a_noun_has_the_status_of_what_is_done_with_it(read: Read, told: str, status: Status) -> None:
    (report,) = read(told.format(F, B)).reports
    assert report.status is status


@pytest.mark.parametrize(
    ("text", "status"),
    [
        (f"The ministry said that {F} had met {B}.", Status.OCCURRED),
        (f"The ministry said that {F} will meet {B} on Friday.", Status.PLANNED),
        (f"The ministry denied that {F} would meet {B}.", Status.DENIED),
        (f"The ministry denied reports that {F} had met {B}.", Status.DENIED),
    ],
)
def test_who_reports_it_decides_only_by_denying_it(read: Read, text: str, status: Status) -> None:
    (report,) = read(text).reports
    assert report.status is status


@pytest.mark.parametrize(
    ("text", "status"),
    [
        (f"{F} did not meet {B}.", Status.DENIED),
        (f"{F} never met {B}.", Status.DENIED),
        (f"{F} has no plans to meet {B}.", Status.DENIED),
        (f"{F} will not meet {B} on Friday.", Status.CANCELLED),
    ],
)
def test_negation_is_a_denial_or_the_end_of_a_plan(read: Read, text: str, status: Status) -> None:
    (report,) = read(text).reports
    assert report.status is status


def test_what_was_to_have_been_is_cancelled(read: Read) -> None:
    (report,) = read(f"{F} was to have met {B} on Monday.").reports
    assert report.status is Status.CANCELLED


@pytest.mark.parametrize(
    "text",
    [f"{F} would like to meet {B}.", f"{F} said he was ready to meet {B}.", f"{F} should meet {B}."],
)
def test_wishes_and_conditions_are_proposals(read: Read, text: str) -> None:
    (report,) = read(text).reports
    assert report.status is Status.PROPOSED


@pytest.mark.parametrize(
    "text",
    [
        f"{F} cancelled a trip to Iran after he met {B} on Monday.",
        f"{F}, who met {B} on Monday, will travel to Iran.",
        f"{F} met {B} on Monday and agreed to visit Washington.",
    ],
)
def test_what_is_said_of_something_else_leaves_a_contact_as_it_was(read: Read, text: str) -> None:
    (report,) = read(text).reports
    assert report.status is Status.OCCURRED


def test_the_word_that_decided_is_the_evidence(read: Read) -> None:
    (report,) = read(f"{F} refused to meet {B}.").reports
    assert report.status_evidence is not None
    assert report.status_evidence.quote == "refused"


def test_a_plain_past_needs_no_word(read: Read) -> None:
    (report,) = read(f"{F} met {B} on Monday.").reports
    assert report.status_evidence is None


def test_a_later_sentence_has_the_last_word(read: Read) -> None:
    (report,) = read(
        f"A meeting between {F} and {B} was planned for Friday. The meeting was cancelled, the ministry said."
    ).reports
    assert report.status is Status.CANCELLED
    assert len(report.evidence) == 2


def test_the_one_that_was_and_the_one_to_come_are_two(read: Read) -> None:
    reports = read(f"{F} and {B} met on Monday and will meet again on Friday.").reports
    assert [r.status for r in reports] == [Status.OCCURRED, Status.PLANNED]


@pytest.mark.parametrize(
    ("text", "who"),
    [
        (f"{F} refused to meet {B}.", "Hakan Fidan"),
        (f"{F} cancelled a meeting with {B}.", "Hakan Fidan"),
        (f"A meeting between {F} and {B} was called off by Ankara.", "Turkey"),
        (f"A meeting between {F} and {B} was called off.", None),
        (f"{F} met {B}.", None),
    ],
)
def test_who_ends_a_contact_is_kept(read: Read, text: str, who: str | None) -> None:
    extraction = read(text)
    by = {report.status_by for report in extraction.reports}
    names = {actor.id: actor.name for actor in extraction.actors}
    assert {names[one] if one else None for one in by} == {who}
