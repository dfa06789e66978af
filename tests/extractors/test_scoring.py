"""The figures of the evaluation, on cases small enough to count by hand."""

from __future__ import annotations

import json
from typing import Any

import pytest

from extractors.scoring import Figure, Score, score

JSON = dict[str, Any]


def person(name: str, party: str | None, office: str = "foreign minister", role: str = "participant") -> JSON:
    return {"kind": "person", "name": name, "office": office, "party": party, "role": role}


def office(title: str | None, party: str | None) -> JSON:
    return {"kind": "office", "name": None, "office": title, "party": party, "role": "participant"}


def country(name: str, party: str | None, kind: str = "country") -> JSON:
    return {"kind": kind, "name": name, "office": None, "party": party, "role": "participant"}


def meeting(*participants: JSON, **changes: Any) -> JSON:
    return {
        "id": "m1",
        "status": "occurred",
        "channel": "in_person",
        "date": {"start": "2024-05-17", "end": "2024-05-17", "precision": "day"},
        "place": {"name": "Oslo", "country": "NOR"},
        "participants": list(participants),
        **changes,
    }


def article(*meetings: JSON, article_id: str = "a") -> JSON:
    return {"id": article_id, "text": "", "published": "2024-05-18", "meetings": list(meetings)}


EIDE, VALTONEN = person("Espen Barth Eide", "NOR", role="host"), person("Elina Valtonen", "FIN", role="guest")
BILLSTRÖM = person("Tobias Billström", "SWE")


def compare(gold: list[JSON], predicted: list[JSON]) -> Score:
    return score([article(*gold)], [article(*predicted)])


def test_the_gold_itself_is_right_in_everything() -> None:
    result = compare([meeting(EIDE, VALTONEN)], [meeting(EIDE, VALTONEN)])
    assert result.who_met_whom == result.party_pairs == result.meetings == Figure(hit=1, gold=1, predicted=1)
    assert result.participants == result.parties == Figure(hit=2, gold=2, predicted=2)
    assert set(result.accuracy.values()) == {1.0}
    assert result.status_macro_f1 == 1.0
    assert not result.mistakes


def test_a_missed_meeting_and_an_invented_one_are_counted_apart() -> None:
    result = compare(
        [meeting(EIDE, VALTONEN), meeting(EIDE, BILLSTRÖM, id="m2", status="planned")],
        [
            meeting(EIDE, VALTONEN),
            meeting(country("Peru", "PER"), country("Chile", "CHL"), id="x", date=None),
        ],
    )
    assert result.meetings == Figure(hit=1, gold=2, predicted=2)
    assert result.participants == result.parties == Figure(hit=2, gold=4, predicted=4)
    assert result.who_met_whom == Figure(hit=1, gold=1, predicted=2)
    assert result.status == {
        "occurred": Figure(hit=1, gold=1, predicted=2),
        "planned": Figure(hit=0, gold=1, predicted=0),
    }
    # 2/3 for occurred and 0 for planned.
    assert result.status_macro_f1 == pytest.approx(1 / 3)
    assert [(one.what, one.meeting.id) for one in result.mistakes] == [("missed", "m2"), ("invented", "x")]


def test_what_differs_in_a_meeting_that_was_found_is_named() -> None:
    changed = meeting(
        {**EIDE, "role": "participant"},
        VALTONEN,
        status="planned",
        channel="video",
        date={"start": "2024-05-17", "end": "2024-05-18", "precision": "day"},
        place={"name": "OSLO!", "country": "SWE"},
    )
    result = compare([meeting(EIDE, VALTONEN)], [changed])
    assert result.accuracy == {
        "role": 0.5,
        "status": 0.0,
        "channel": 0.0,
        "date": 0.0,
        "place_country": 0.0,
        "place_name": 1.0,
    }
    assert result.mistakes[0].what == "differs: status, channel, date, place_country"
    assert result.meetings.hit == 1
    assert result.who_met_whom == Figure(hit=0, gold=1, predicted=0)


@pytest.mark.parametrize(
    ("gold", "predicted", "same"),
    [
        (EIDE, person("Eide", "NOR"), True),
        (EIDE, person("E. Eide", "NOR"), True),
        (EIDE, person("Ida Eide", "NOR"), False),
        (EIDE, person("Espen Barth Eide", "DNK"), True),
        (person("Félix Tshisekedi", "COD"), person("Felix Tshisekedi", "COD"), True),
        (EIDE, office("foreign minister", "NOR"), False),
        (office("foreign minister", "NOR"), person("Espen Barth Eide", "NOR"), True),
        (office("foreign minister", "NOR"), office("Foreign Minister", "NOR"), True),
        (office("foreign minister", "NOR"), office("foreign minister", "SWE"), False),
        (office(None, "NOR"), office(None, "NOR"), False),
        (country("Norway", "NOR"), country("Oslo", "NOR"), True),
        (country("Norway", "NOR"), EIDE, False),
        (country("the Council", None, "organization"), country("The council", None), True),
        (country("", None), country("", None), False),
    ],
)
def test_participants_are_the_same_by_name_title_or_party(gold: JSON, predicted: JSON, same: bool) -> None:
    # The other side keeps the meetings alike, whatever becomes of the first.
    result = compare([meeting(gold, VALTONEN, BILLSTRÖM)], [meeting(predicted, VALTONEN, BILLSTRÖM)])
    assert result.meetings.hit == 1
    assert result.participants.hit == 2 + same


def test_each_participant_is_matched_once() -> None:
    result = compare([meeting(EIDE, VALTONEN)], [meeting(EIDE, person("Eide", "NOR"), VALTONEN)])
    assert result.participants == Figure(hit=2, gold=2, predicted=3)


def test_the_most_alike_meetings_go_together() -> None:
    first = meeting(EIDE, VALTONEN, id="first", date={"start": "2024-05-16", "end": "2024-05-16"})
    second = meeting(EIDE, VALTONEN, id="second")
    result = compare([first, second], [second, first])
    assert result.meetings.hit == 2
    assert not result.mistakes


def test_equal_parties_alone_are_alike_enough_only_with_date_or_status() -> None:
    # Same parties 0.25, same date 0.15: 0.40 is enough, 0.25 is not.
    gold = meeting(EIDE, VALTONEN)
    other = [office("president", "NOR"), office("president", "FIN")]
    assert compare([gold], [meeting(*other, status="planned")]).meetings.hit == 1
    assert compare([gold], [meeting(*other, status="planned", date=None)]).meetings.hit == 0


def test_a_pair_counts_once_however_often_it_met() -> None:
    twice = [meeting(EIDE, VALTONEN), meeting(VALTONEN, EIDE, id="m2", date=None)]
    result = compare(twice, [meeting(EIDE, VALTONEN)])
    assert result.who_met_whom == result.party_pairs == Figure(hit=1, gold=1, predicted=1)
    assert result.meetings == Figure(hit=1, gold=2, predicted=1)


def test_two_of_one_party_are_no_pair_and_an_unknown_party_is_one_in_people_only() -> None:
    minister, king = EIDE, person("Harald V", "NOR", "king")
    unknown = person("Erik Solheim", None, "special envoy")
    result = compare([meeting(minister, king, unknown, VALTONEN)], [])
    # Eide and the king each with Solheim and Valtonen, and Solheim with Valtonen.
    assert result.who_met_whom.gold == 5
    assert result.party_pairs.gold == 1


def test_an_article_without_a_prediction_is_all_missed_and_one_without_gold_is_not_counted() -> None:
    result = score([article(meeting(EIDE, VALTONEN))], [article(meeting(EIDE, VALTONEN), article_id="b")])
    assert result.articles == 1
    assert result.meetings == Figure(hit=0, gold=1, predicted=0)


def test_nothing_to_find_and_nothing_found_is_zero_and_no_error() -> None:
    result = score([], [])
    assert (result.meetings.precision, result.meetings.recall, result.meetings.f1) == (0.0, 0.0, 0.0)
    assert result.status_macro_f1 == 0.0
    assert result.accuracy == {}


def test_a_figure_has_precision_recall_and_their_harmonic_mean() -> None:
    figure = Figure(hit=3, gold=4, predicted=6)
    assert (figure.precision, figure.recall) == (0.5, 0.75)
    assert figure.f1 == pytest.approx(0.6)


def test_the_result_is_ready_for_json() -> None:
    written = json.loads(json.dumps(compare([meeting(EIDE, VALTONEN)], [meeting(EIDE, VALTONEN)]).to_dict()))
    assert written["articles"] == 1
    assert written["who_met_whom"] == {
        "precision": 1.0,
        "recall": 1.0,
        "f1": 1.0,
        "hit": 1,
        "gold": 1,
        "predicted": 1,
    }
    assert written["status"]["occurred"]["f1"] == 1.0
    assert written["accuracy_on_matched"]["place_name"] == 1.0


def test_predictions_may_lack_and_add_keys() -> None:
    predicted = {
        "id": "a",
        "version": 2,
        "meetings": [{"status": "occurred", "participants": [{"kind": "country"}]}],
    }
    assert score([article(meeting(EIDE, VALTONEN))], [predicted]).meetings == Figure(
        hit=0, gold=1, predicted=1
    )
