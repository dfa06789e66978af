"""What actors and meetings are worth, whatever the order of what they derive from."""

from __future__ import annotations

import datetime as dt
from itertools import permutations

import pytest

from extractors.domain import ActorKind, EventDate, Precision, Status
from graph import derive
from graph.claims import actor_claim, claim_digest, recount
from graph.meetings import meeting
from graph.telling import Telling
from tests.graph.builders import (
    FIDAN,
    LAVROV,
    MAY_10,
    MEKDAD,
    MOSCOW,
    RUS,
    UNDATED,
    Talks,
    build,
    on,
    person,
)


def account(name: str, talks: Talks, published: dt.date | None = MAY_10) -> Telling:
    article, extraction = build(name, talks, published=published)
    (report,) = extraction.reports
    return Telling(report, article.id, published, tuple(one.actor_id for one in report.participants))


def test_a_meeting_does_not_depend_on_the_order_of_its_accounts() -> None:
    talks = [LAVROV, MEKDAD, FIDAN]
    accounts = [
        account("one", Talks(talks, status=Status.PLANNED), dt.date(2023, 5, 1)),
        account("two", Talks(talks, place=MOSCOW, host=RUS)),
        account("three", Talks(talks[::-1], topics=("trade",)), None),
    ]
    made = [meeting("mtg-1", order) for order in permutations(accounts)]
    assert all(one == made[0] for one in made)
    assert made[0].properties["status"] == "occurred"
    assert made[0].place_id == "place:moscow:rus"
    roles = {row["actor_id"]: (row["role"], row["reports"]) for row in made[0].participations}
    assert roles[LAVROV.id] == ("host", 3)
    assert roles[MEKDAD.id] == ("participant", 3)


@pytest.mark.parametrize(
    ("earlier", "later", "expected"),
    [
        (Status.PLANNED, Status.POSTPONED, "postponed"),
        (Status.POSTPONED, Status.PLANNED, "planned"),
        (Status.PLANNED, Status.OCCURRED, "occurred"),
        (Status.OCCURRED, Status.DENIED, "denied"),
    ],
)
def test_what_was_published_last_decides_the_status(earlier: Status, later: Status, expected: str) -> None:
    talks = [LAVROV, MEKDAD]
    accounts = [
        account("later", Talks(talks, status=later), dt.date(2023, 5, 9)),
        account("earlier", Talks(talks, status=earlier), dt.date(2023, 5, 2)),
    ]
    assert meeting("mtg-1", accounts).properties["status"] == expected


def test_of_one_day_the_more_final_status_counts() -> None:
    talks = [LAVROV, MEKDAD]
    accounts = [account("a", Talks(talks)), account("b", Talks(talks, status=Status.PLANNED))]
    assert meeting("mtg-1", accounts).properties["status"] == "occurred"


@pytest.mark.parametrize(
    ("date", "words"),
    [
        (on(MAY_10), "10 May 2023"),
        (on(MAY_10, dt.date(2023, 5, 12)), "10 May 2023 to 12 May 2023"),
        (on(dt.date(2023, 5, 8), dt.date(2023, 5, 14), Precision.WEEK), "week of 8 May 2023"),
        (on(dt.date(2023, 5, 1), dt.date(2023, 5, 31), Precision.MONTH), "May 2023"),
        (on(dt.date(2023, 1, 1), dt.date(2023, 12, 31), Precision.YEAR), "2023"),
        (UNDATED, "date unknown"),
    ],
)
def test_a_title_says_the_date_as_precisely_as_it_is_known(date: EventDate, words: str) -> None:
    told = meeting("mtg-1", [account("one", Talks([LAVROV, MEKDAD], date))])
    assert told.properties["title"] == f"Sergey Lavrov, Faisal Mekdad · {words}"


def test_two_of_one_party_did_not_meet_each_other() -> None:
    rows: list[dict[str, str | None]] = [
        {"actor_id": "b", "party": "RUS"},
        {"actor_id": "a", "party": "RUS"},
        {"actor_id": "c", "party": "SYR"},
        {"actor_id": "d", "party": None},
    ]
    assert derive.met_pairs(rows) == {("a", "c"), ("a", "d"), ("b", "c"), ("b", "d"), ("c", "d")}


def test_claims_counted_out_leave_those_of_the_others() -> None:
    plain, loud = LAVROV, LAVROV.model_copy(update={"name": "SERGEY LAVROV"})
    both = recount({}, removed=[], added=[actor_claim(plain), actor_claim(loud), actor_claim(plain)])
    assert sorted(both.values()) == [1, 2]
    left = recount(both, removed=[claim_digest(actor_claim(loud))], added=[])
    assert left == {actor_claim(plain): 2}
    assert recount(left, removed=[claim_digest(actor_claim(plain))] * 2, added=[]) == {}


def test_an_unknown_party_does_not_outweigh_a_known_one() -> None:
    unsure, sure = person("Jane Roe"), person("Jane Roe", RUS, "president")
    claims = recount({}, removed=[], added=[actor_claim(unsure)] * 3 + [actor_claim(sure)])
    made = derive.actor(ActorKind.PERSON, claims)
    assert (made["party"], made["office"], made["articles"]) == (RUS, "president", 4)
