"""Which reports are one meeting, and what the ids of derived nodes come from."""

from __future__ import annotations

import datetime as dt

import pytest

from extractors.domain import Actor, Channel, Place, Precision, Status
from extractors.ids import actor_id
from graph.identity import party_actor_ids, place_id
from graph.whole import resolve_all
from tests.graph.builders import (
    ANKARA,
    ERDOGAN,
    FIDAN,
    IRANIAN_FM,
    LAVROV,
    MAY_10,
    MEKDAD,
    MOSCOW,
    RUS,
    SYR,
    UNDATED,
    Talks,
    build,
    country,
    office,
    on,
    organization,
    person,
)

SYRIAN_FM = office("foreign minister", SYR)
MAY = on(dt.date(2023, 5, 1), dt.date(2023, 5, 31), Precision.MONTH)


BASE = Talks([LAVROV, MEKDAD], on(MAY_10), MOSCOW)


def meetings(*told: Talks, published: dt.date = MAY_10) -> int:
    """How many meetings these are when each stands in an article of its own."""
    built = [build(f"n{at}", one, published=published) for at, one in enumerate(told)]
    return len(set(resolve_all(built).meetings.values()))


@pytest.mark.parametrize(
    "other",
    [
        Talks([MEKDAD, LAVROV], on(MAY_10), MOSCOW),
        Talks([LAVROV, MEKDAD], on(MAY_10), Place(name="Kazan", country=RUS)),
        Talks([LAVROV, MEKDAD], on(MAY_10), MOSCOW, status=Status.PLANNED),
        Talks([LAVROV, MEKDAD], on(MAY_10), MOSCOW, host=RUS, topics=("Syria",)),
        Talks([LAVROV, MEKDAD], on(MAY_10)),
        Talks([LAVROV, MEKDAD], on(MAY_10), MOSCOW, channel=Channel.UNKNOWN),
        Talks([LAVROV, country(SYR)], on(MAY_10), MOSCOW),
        Talks([LAVROV, SYRIAN_FM], on(MAY_10), MOSCOW),
        Talks([LAVROV, MEKDAD, FIDAN], on(MAY_10), MOSCOW),
        Talks([LAVROV, MEKDAD], on(dt.date(2023, 5, 11)), MOSCOW),
        Talks([LAVROV, MEKDAD], MAY, MOSCOW),
        Talks([LAVROV, MEKDAD], on(MAY_10), ANKARA),
        Talks([LAVROV, MEKDAD], UNDATED, MOSCOW),
        Talks([LAVROV, MEKDAD], on(MAY_10), MOSCOW, status=Status.DENIED),
    ],
    ids=[
        "other order",
        "other city",
        "a plan",
        "host and topics told",
        "place not told",
        "channel not told",
        "a country for its minister",
        "an office for its holder",
        "one more party",
        "next day",
        "only the month",
        "accounts that conflict on the place",
        "no date, and the article of that day",
        "one side denies it",
    ],
)
def test_these_are_the_same_meeting(other: Talks) -> None:
    assert meetings(BASE, other) == 1


@pytest.mark.parametrize(
    "other",
    [
        Talks([LAVROV, FIDAN], on(MAY_10), MOSCOW),
        Talks([ERDOGAN, MEKDAD], on(MAY_10), MOSCOW),
        Talks([person("Vladimir Putin", RUS, "president"), MEKDAD], on(MAY_10), MOSCOW),
        Talks([LAVROV, MEKDAD], on(dt.date(2023, 5, 13)), MOSCOW),
        Talks([LAVROV, MEKDAD], on(dt.date(2023, 5, 11)), ANKARA),
        Talks([LAVROV, MEKDAD], on(MAY_10), MOSCOW, channel=Channel.PHONE),
        Talks([LAVROV, MEKDAD], MAY, ANKARA),
        Talks([LAVROV, MEKDAD, FIDAN, IRANIAN_FM], on(MAY_10), MOSCOW),
    ],
    ids=[
        "other party",
        "other side",
        "the president in the minister's place",
        "three days later",
        "next day in another country",
        "by phone",
        "that month in another country",
        "a round of four parties",
    ],
)
def test_these_are_other_meetings(other: Talks) -> None:
    assert meetings(BASE, other) == 2


def test_two_guests_of_a_round_are_told_for_the_round() -> None:
    all_four = Talks([LAVROV, MEKDAD, FIDAN, IRANIAN_FM], on(MAY_10), MOSCOW)
    assert meetings(all_four, Talks([FIDAN, MEKDAD], on(MAY_10), MOSCOW)) == 1


def test_two_contacts_of_one_article_are_two() -> None:
    built = build("one", BASE, Talks([LAVROV, MEKDAD], on(MAY_10)))
    assert len(set(resolve_all([built]).meetings.values())) == 2


def test_of_two_meetings_that_fit_a_vague_report_none_is_taken() -> None:
    later = Talks([LAVROV, MEKDAD], on(dt.date(2023, 5, 20)), MOSCOW)
    assert meetings(BASE, later, Talks([LAVROV, MEKDAD], MAY)) == 3
    in_ankara = Talks([LAVROV, MEKDAD], on(dt.date(2023, 5, 20)), ANKARA)
    assert meetings(BASE, in_ankara, Talks([LAVROV, MEKDAD], MAY, MOSCOW)) == 2


def test_a_meeting_put_off_is_the_next_one_of_the_same_people() -> None:
    june, july = (on(dt.date(2023, month, 20)) for month in (6, 7))
    told = [
        build("plan", Talks(BASE.who, BASE.date, status=Status.PLANNED), published=dt.date(2023, 5, 1)),
        build("off", Talks(BASE.who, BASE.date, status=Status.POSTPONED), published=dt.date(2023, 5, 8)),
        build("held", Talks(BASE.who, june), published=dt.date(2023, 6, 21)),
        build("again", Talks(BASE.who, july), published=dt.date(2023, 7, 21)),
    ]
    found = resolve_all(told).meetings
    plan, off, held, again = (found[built[1].reports[0].id] for built in told)
    assert plan == off == held != again


def test_a_plan_that_nobody_put_off_is_not_the_next_meeting() -> None:
    plan = build("plan", Talks(BASE.who, BASE.date, status=Status.PLANNED), published=dt.date(2023, 5, 1))
    held = build("held", Talks(BASE.who, on(dt.date(2023, 6, 20))), published=dt.date(2023, 6, 21))
    assert len(set(resolve_all([plan, held]).meetings.values())) == 2


def test_a_place_is_a_name_in_a_country() -> None:
    assert place_id(Place(name="San José", country="CRI")) == place_id(Place(name="San Jose", country="CRI"))
    assert place_id(Place(name="San José", country="CRI")) != place_id(Place(name="San Jose", country="USA"))
    assert place_id(Place(name="東京", country="JPN")) != place_id(Place(name="大阪", country="JPN"))
    assert place_id(Place(name="…", country="JPN")) != place_id(Place(name="—", country="JPN"))


@pytest.mark.parametrize("actor", [country(RUS), organization("Arab League", "League of Arab States")])
def test_a_party_code_leads_to_the_actor_that_it_stands_for(actor: Actor) -> None:
    assert actor.party is not None
    assert actor.id == actor_id(actor.kind, actor.name, actor.party)
    assert actor.id in party_actor_ids(actor.party)
