"""Which reports are one meeting, and what the ids of derived nodes come from."""

from __future__ import annotations

import datetime as dt

import pytest

from extractors.domain import Actor, Channel, MeetingReport, Place, Precision, Status
from extractors.ids import actor_id
from graph.identity import meeting_id, party_actor_ids, place_id
from tests.graph.builders import (
    ANKARA,
    FIDAN,
    LAVROV,
    MAY_10,
    MEKDAD,
    MOSCOW,
    RUS,
    UNDATED,
    Talks,
    build,
    country,
    on,
    organization,
)


def report(name: str, talks: Talks) -> MeetingReport:
    return build(name, talks)[1].reports[0]


BASE = Talks([LAVROV, MEKDAD], on(MAY_10), MOSCOW)


@pytest.mark.parametrize(
    "other",
    [
        Talks([MEKDAD, LAVROV], on(MAY_10), MOSCOW),
        Talks([LAVROV, MEKDAD], on(MAY_10), Place(name="Kazan", country=RUS)),
        Talks([LAVROV, MEKDAD], on(MAY_10), MOSCOW, status=Status.PLANNED),
        Talks([LAVROV, MEKDAD], on(MAY_10), MOSCOW, host=RUS, topics=("Syria",)),
    ],
    ids=["other order", "other city", "other status", "host and topics told"],
)
def test_these_are_the_same_meeting(other: Talks) -> None:
    assert meeting_id(report("one", BASE)) == meeting_id(report("two", other))


@pytest.mark.parametrize(
    "other",
    [
        Talks([LAVROV, FIDAN], on(MAY_10), MOSCOW),
        Talks([LAVROV, MEKDAD, FIDAN], on(MAY_10), MOSCOW),
        Talks([LAVROV, MEKDAD], on(dt.date(2023, 5, 11)), MOSCOW),
        Talks([LAVROV, MEKDAD], on(MAY_10, precision=Precision.WEEK), MOSCOW),
        Talks([LAVROV, MEKDAD], on(MAY_10), ANKARA),
        Talks([LAVROV, MEKDAD], on(MAY_10), MOSCOW, channel=Channel.PHONE),
    ],
    ids=["other person", "one more", "next day", "other precision", "other country", "by phone"],
)
def test_these_are_other_meetings(other: Talks) -> None:
    assert meeting_id(report("one", BASE)) != meeting_id(report("two", other))


def test_without_a_date_every_report_is_a_meeting_of_its_own() -> None:
    undated = Talks([LAVROV, MEKDAD], UNDATED, MOSCOW)
    assert meeting_id(report("one", undated)) != meeting_id(report("two", undated))
    assert meeting_id(report("one", undated)) == meeting_id(report("one", undated))


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
