"""What the graph answers about meetings."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from typing import Any

import pytest

from extractors.domain import ActorKind, Channel, Level, Place, PlaceKind, Precision, Role, Status, Via
from graph.errors import BadCursor, NotFound
from graph.views import MeetingFilter, MeetingView, Page, PairView
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
    TUR,
    TURKISH_FM,
    UNDATED,
    Talks,
    build,
    country,
    on,
    organization,
    person,
)
from tests.graph.conftest import Graph

APRIL = on(dt.date(2023, 4, 1), dt.date(2023, 4, 30), Precision.MONTH)
QUADRILATERAL = Talks([LAVROV, MEKDAD, TURKISH_FM, IRANIAN_FM], place=MOSCOW, host=RUS)
DEFENCE = Talks([country(RUS), country(TUR), country(SYR)], APRIL, MOSCOW, host=RUS)
ANY = MeetingFilter(statuses=None)


@pytest.fixture
def moscow(graph: Graph) -> Graph:
    graph.put(build("moscow", QUADRILATERAL, DEFENCE, also=[ERDOGAN]))
    return graph


def who(page: Page[PairView]) -> list[tuple[str, str]]:
    return [(pair.a.id, pair.b.id) for pair in page.items]


def titles(page: Page[MeetingView]) -> list[str]:
    return [meeting.title for meeting in page.items]


def walk(ask: Callable[[str | None], Page[Any]]) -> list[Any]:
    items: list[Any] = []
    cursor = None
    for _ in range(100):
        page = ask(cursor)
        items += page.items
        cursor = page.next_cursor
        if cursor is None:
            return items
    raise AssertionError("the list has no end")


def test_a_country_stands_for_everyone_who_acts_for_it(moscow: Graph) -> None:
    pairs = moscow.reader.who_met_whom(MeetingFilter(actor="country:tur", with_="country:syr"))
    assert who(pairs) == [
        ("office:tur-foreign-minister", "person:faisal-mekdad"),
        ("country:tur", "country:syr"),
    ]


def test_a_pair_carries_its_meetings_with_their_evidence(moscow: Graph) -> None:
    (pair,) = moscow.reader.who_met_whom(MeetingFilter(actor=LAVROV.id, with_=MEKDAD.id)).items
    (meeting,) = pair.meetings
    article, _ = build("moscow", QUADRILATERAL, DEFENCE, also=[ERDOGAN])
    assert (pair.a.name, pair.a.office, pair.b.party, pair.count) == (
        "Sergey Lavrov",
        "foreign minister",
        SYR,
        1,
    )
    assert (pair.first, pair.last) == (MAY_10, MAY_10)
    assert (meeting.status, meeting.channel, meeting.date.precision) == ("occurred", "in_person", "day")
    assert meeting.place is not None
    assert (meeting.place.name, meeting.place.country, meeting.place.latitude) == ("Moscow", RUS, 55.75)
    (evidence,) = meeting.evidence
    assert evidence.url == article.url
    assert article.text[evidence.start : evidence.end] == evidence.quote
    assert evidence.quote.startswith("Sergey Lavrov")


def test_someone_who_is_only_mentioned_met_nobody(moscow: Graph) -> None:
    assert moscow.reader.who_met_whom(MeetingFilter(actor=ERDOGAN.id)).items == ()


def test_two_of_one_party_are_not_a_pair(graph: Graph) -> None:
    graph.put(build("one", Talks([LAVROV, person("Ivan Petrov", RUS), MEKDAD])))
    assert who(graph.reader.who_met_whom(MeetingFilter(actor=LAVROV.id))) == [(LAVROV.id, MEKDAD.id)]
    assert len(graph.reader.who_met_whom(MeetingFilter(actor="country:rus")).items) == 2


def test_an_organization_stands_for_its_people_too(graph: Graph) -> None:
    united = organization("UN", "United Nations")
    envoy = person("Geir Pedersen", "UN", None)
    graph.put(build("one", Talks([envoy, MEKDAD]), also=[united]))
    assert who(graph.reader.who_met_whom(MeetingFilter(actor=united.id))) == [(envoy.id, MEKDAD.id)]


def test_without_an_actor_each_pair_is_told_once(moscow: Graph) -> None:
    pairs = who(moscow.reader.who_met_whom(MeetingFilter(), limit=50))
    assert len(pairs) == len({frozenset(pair) for pair in pairs}) == 9


@pytest.mark.parametrize(
    ("where", "expected"),
    [
        (MeetingFilter(since=dt.date(2023, 5, 1)), ["May"]),
        (MeetingFilter(until=dt.date(2023, 5, 1)), ["April", "Phone"]),
        (MeetingFilter(since=dt.date(2023, 4, 15), until=dt.date(2023, 4, 16)), ["April"]),
        (MeetingFilter(since=dt.date(2024, 1, 1)), []),
        (MeetingFilter(place="Moscow"), ["May", "April"]),
        (MeetingFilter(place="MOSCOW"), ["May", "April"]),
        (MeetingFilter(place="Russia"), ["May", "April"]),
        (MeetingFilter(place="RUS"), ["May", "April"]),
        (MeetingFilter(place="Ankara"), ["Phone"]),
        (MeetingFilter(place="Türkiye"), ["Phone"]),
        (MeetingFilter(place="Nowhere"), []),
        (MeetingFilter(channel=Channel.PHONE), ["Phone"]),
        (MeetingFilter(statuses=frozenset({Status.PLANNED})), ["Planned"]),
        (ANY, ["Planned", "May", "April", "Undated", "Phone"]),
        (MeetingFilter(statuses=None, party="IRN"), ["May"]),
        (MeetingFilter(level=Level.LEADERS), []),
        (MeetingFilter(level=Level.MINISTERIAL, channel=Channel.IN_PERSON), ["May", "April", "Undated"]),
        (MeetingFilter(actor="country:rus", with_="country:tur"), ["April", "May"]),
        (MeetingFilter(with_="country:irn"), ["May"]),
        (MeetingFilter(actor=ERDOGAN.id), []),
    ],
    ids=repr,
)
def test_filters_keep_the_meetings_that_fit(moscow: Graph, where: MeetingFilter, expected: list[str]) -> None:
    moscow.put(
        build("phone", Talks([FIDAN, MEKDAD], on(dt.date(2022, 2, 2)), ANKARA, channel=Channel.PHONE)),
        build("plan", Talks([FIDAN, LAVROV], on(dt.date(2023, 7, 1)), status=Status.PLANNED)),
        build("undated", Talks([LAVROV, MEKDAD], UNDATED)),
    )
    names = {"10 May": "May", "April": "April", "2022": "Phone", "planned": "Planned", "unknown": "Undated"}
    found = titles(moscow.reader.meetings(where))
    assert sorted(next(name for words, name in names.items() if words in title) for title in found) == sorted(
        expected
    )


def test_a_city_named_as_its_country_is_found_by_the_country_too(graph: Graph) -> None:
    city = Place(name="Russia", country=RUS, kind=PlaceKind.COUNTRY)
    graph.put(build("one", Talks([LAVROV, MEKDAD], place=city), Talks([LAVROV, FIDAN], place=MOSCOW)))
    assert len(graph.reader.meetings(MeetingFilter(place="Russia")).items) == 2
    assert len(graph.reader.meetings(MeetingFilter(place="Moscow")).items) == 1


def test_meetings_come_latest_first_and_undated_last(moscow: Graph) -> None:
    moscow.put(build("undated", Talks([LAVROV, MEKDAD], UNDATED)))
    days = [meeting.date.end for meeting in moscow.reader.meetings(ANY).items]
    assert days == [MAY_10, dt.date(2023, 4, 30), None]


def test_a_meeting_in_a_list_says_who_took_part(moscow: Graph) -> None:
    (first, *_) = moscow.reader.meetings(MeetingFilter()).items
    assert [(one.actor.id, one.role, one.via, one.party) for one in first.participants] == [
        (LAVROV.id, Role.HOST, Via.NAME, RUS),
        (MEKDAD.id, Role.PARTICIPANT, Via.NAME, SYR),
        (TURKISH_FM.id, Role.PARTICIPANT, Via.OFFICE, TUR),
        (IRANIAN_FM.id, Role.PARTICIPANT, Via.OFFICE, "IRN"),
    ]


def test_a_meeting_is_told_with_every_account_of_it(moscow: Graph) -> None:
    plan = Talks(QUADRILATERAL.who, place=MOSCOW, status=Status.PLANNED)
    moscow.put(build("plan", plan, published=dt.date(2023, 5, 2)))
    (found,) = moscow.reader.meetings(MeetingFilter(actor=LAVROV.id)).items
    detail = moscow.reader.meeting(found.id)
    assert [(account.status, account.published) for account in detail.accounts] == [
        (Status.PLANNED, dt.date(2023, 5, 2)),
        (Status.OCCURRED, MAY_10),
    ]
    assert {account.article_source for account in detail.accounts} == {"Example"}
    assert detail.reports == 2
    assert {one.article_id for one in detail.evidence} == {account.article_id for account in detail.accounts}


def test_whom_a_country_met_is_counted_by_meeting(moscow: Graph) -> None:
    moscow.put(build("again", Talks([LAVROV, MEKDAD], on(dt.date(2023, 6, 1)))))
    met = moscow.reader.met("country:rus").items
    assert (met[0].actor.id, met[0].count) == (MEKDAD.id, 2)
    assert (met[0].first, met[0].last) == (MAY_10, dt.date(2023, 6, 1))
    assert {one.actor.id for one in met[1:]} == {TURKISH_FM.id, IRANIAN_FM.id, "country:tur", "country:syr"}
    assert moscow.reader.met(ERDOGAN.id).items == ()


def test_pages_hold_everything_once_while_articles_come_in(graph: Graph) -> None:
    guests = [person(f"Guest {number}", "USA") for number in range(7)]
    graph.put(
        *(
            build(f"n{n}", Talks([LAVROV, guest], on(dt.date(2023, 1, 1 + n // 2))))
            for n, guest in enumerate(guests)
        )
    )
    asked = 0

    def pairs(cursor: str | None) -> Page[PairView]:
        nonlocal asked
        asked += 1
        if asked == 2:
            graph.put(build("new", Talks([LAVROV, FIDAN], on(dt.date(2024, 1, 1)))))
        return graph.reader.who_met_whom(MeetingFilter(actor=LAVROV.id), cursor=cursor, limit=2)

    found = [pair.b.id for pair in walk(pairs)]
    assert sorted(found) == sorted(guest.id for guest in guests)


@pytest.mark.parametrize("limit", [1, 2, 100])
def test_every_list_can_be_walked_to_its_end(moscow: Graph, limit: int) -> None:
    read = moscow.reader
    every: list[tuple[list[Any], Page[Any]]] = [
        (walk(lambda c: read.who_met_whom(ANY, cursor=c, limit=limit)), read.who_met_whom(ANY, limit=100)),
        (walk(lambda c: read.meetings(ANY, cursor=c, limit=limit)), read.meetings(ANY, limit=100)),
        (walk(lambda c: read.actors(cursor=c, limit=limit)), read.actors(limit=100)),
        (walk(lambda c: read.actors("m", cursor=c, limit=limit)), read.actors("m", limit=100)),
        (
            walk(lambda c: read.met("country:rus", cursor=c, limit=limit)),
            read.met("country:rus", limit=100),
        ),
    ]
    for walked, whole in every:
        assert tuple(walked) == whole.items
        assert len(walked) > 1


def test_a_cursor_of_another_list_is_refused(moscow: Graph) -> None:
    cursor = moscow.reader.meetings(ANY, limit=1).next_cursor
    with pytest.raises(BadCursor):
        moscow.reader.who_met_whom(ANY, cursor=cursor)


@pytest.mark.parametrize(
    "ask",
    [
        lambda reader: reader.article("art-none"),
        lambda reader: reader.actor("person:none"),
        lambda reader: reader.meeting("mtg-none"),
        lambda reader: reader.met("person:none"),
        lambda reader: reader.who_met_whom(MeetingFilter(actor="person:none")),
        lambda reader: reader.meetings(MeetingFilter(with_="person:none")),
    ],
    ids=["article", "actor", "meeting", "met", "who met whom", "meetings"],
)
def test_an_unknown_id_is_not_found(graph: Graph, ask: Callable[[Any], Any]) -> None:
    with pytest.raises(NotFound, match="none"):
        ask(graph.reader)


def test_counts_are_of_what_is_there(moscow: Graph) -> None:
    counts = moscow.reader.counts()
    assert (counts.articles, counts.reports, counts.meetings, counts.places) == (1, 2, 2, 1)
    assert counts.actors == {
        ActorKind.PERSON: 3,
        ActorKind.OFFICE: 5,
        ActorKind.COUNTRY: 4,
        ActorKind.ORGANIZATION: 0,
    }
    assert not counts.empty


def test_an_empty_graph_answers_with_nothing(graph: Graph) -> None:
    assert graph.reader.counts().empty
    assert graph.reader.actors().items == ()
    assert graph.reader.meetings(ANY).items == ()
    assert graph.reader.who_met_whom(ANY).items == ()
