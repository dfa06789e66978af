"""What a later sentence makes of a contact that was told before."""

from __future__ import annotations

import pytest

from extractors.domain import Status
from tests.extractors.conftest import Read

TO_MEET = "Turkish Foreign Minister Hakan Fidan was to meet US Secretary of State Antony Blinken on Friday."
MET = "Turkish Foreign Minister Hakan Fidan met US Secretary of State Antony Blinken on Monday."


@pytest.mark.parametrize(
    ("later", "status"),
    [
        ("It was called off at the last minute.", Status.CANCELLED),
        ("But Ankara scrapped it.", Status.CANCELLED),
        ("The trip stands cancelled.", Status.CANCELLED),
        ("The meeting was cancelled.", Status.CANCELLED),
        ("The round had been cancelled, officials said.", Status.CANCELLED),
        ("The visit will not take place.", Status.CANCELLED),
        ("The plan fell through.", Status.CANCELLED),
        ("It has been postponed.", Status.POSTPONED),
        ("The event was put off.", Status.POSTPONED),
        ("The ministry denied the report.", Status.DENIED),
    ],
)
def test_a_plan_ends_as_a_later_sentence_says(read: Read, later: str, status: Status) -> None:
    (report,) = read(f"{TO_MEET} {later}").reports
    assert report.status is status


def test_both_meetings_are_two(read: Read) -> None:
    told = (
        "US Vice President Mike Pence will meet Egyptian President Abdel Fattah el-Sisi on Thursday. "
        "He will meet Israeli Prime Minister Benjamin Netanyahu on Friday. Both meetings have been postponed."
    )
    assert {report.status for report in read(told).reports} == {Status.POSTPONED}


@pytest.mark.parametrize(
    "later",
    [
        "The strike was called off.",
        "The union postponed it until the court had ruled on the strike, which was called off.",
        "He denied that the economy was weak.",
        "A parade in Ankara was cancelled.",
    ],
)
def test_what_ends_otherwise_is_not_the_contact(read: Read, later: str) -> None:
    (report,) = read(f"{MET} {later}").reports
    assert report.status is Status.OCCURRED
