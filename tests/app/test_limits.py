"""How much may be asked in a minute."""

from __future__ import annotations

from collections.abc import Iterator

import httpx
import pytest

from app.errors import TooManyRequests
from app.rates import Rates
from app.roles import Role
from app.services import Services
from app.settings import Settings
from tests.app.guarded import bearer, keep_key, served_with
from tests.app.test_bad_input import assert_problem


@pytest.fixture
def tight(services: Services, empty_graph: None) -> Iterator[httpx.Client]:
    changes = {"rate_reader": 3, "rate_writer": 5, "rate_failures": 4, "rate_address": 50}
    with served_with(services, auth="on", **changes) as client:
        yield client


def test_a_key_has_its_number_of_requests_a_minute_and_is_told_when_to_come_again(
    tight: httpx.Client, services: Services
) -> None:
    headers = bearer(keep_key(services.store, Role.READER))
    for left in (2, 1, 0):
        answer = tight.get("/v1/meetings", headers=headers)
        assert answer.status_code == 200
        assert answer.headers["ratelimit-policy"] == '"minute";q=3;w=60'
        assert answer.headers["ratelimit"].startswith(f'"minute";r={left};t=')
    answer = tight.get("/v1/meetings", headers=headers)
    assert_problem(answer, 429, "too_many_requests")
    assert 1 <= int(answer.headers["retry-after"]) <= 60
    assert answer.headers["ratelimit"].startswith('"minute";r=0;t=')


def test_each_key_counts_for_itself_and_each_role_has_its_number(
    tight: httpx.Client, services: Services
) -> None:
    readers = [bearer(keep_key(services.store, Role.READER)) for _ in range(2)]
    writer = bearer(keep_key(services.store, Role.WRITER))
    codes = [[tight.get("/v1/meetings", headers=one).status_code for _ in range(4)] for one in readers]
    assert codes == [[200, 200, 200, 429]] * 2
    codes = [[tight.get("/v1/meetings", headers=writer).status_code for _ in range(6)]]
    assert codes == [[200] * 5 + [429]]


def test_who_may_not_is_counted_too(tight: httpx.Client, services: Services) -> None:
    headers = bearer(keep_key(services.store, Role.READER))
    codes = [tight.delete("/v1/articles/x", headers=headers).status_code for _ in range(4)]
    assert codes == [403, 403, 403, 429]


def test_an_address_may_try_keys_a_few_times_only_and_good_ones_in_use_go_on(
    tight: httpx.Client, services: Services
) -> None:
    headers = bearer(keep_key(services.store, Role.WRITER))
    assert tight.get("/v1/meetings", headers=headers).status_code == 200
    wrong = {"X-API-Key": "chy_guess"}
    codes = [tight.get("/v1/meetings", headers=wrong).status_code for _ in range(6)]
    assert codes == [401, 401, 401, 401, 429, 429]
    assert int(tight.get("/v1/meetings", headers=wrong).headers["retry-after"]) > 0
    assert tight.get("/v1/meetings", headers=headers).status_code == 200


def test_without_keys_an_address_has_its_number(services: Services, empty_graph: None) -> None:
    with served_with(services, rate_address=3) as client:
        assert [client.get("/v1/meetings").status_code for _ in range(4)] == [200, 200, 200, 429]


def test_nought_is_any_number(services: Services, empty_graph: None) -> None:
    with served_with(services, rate_address=0) as client:
        answers = [client.get("/healthz") for _ in range(30)]
    assert {one.status_code for one in answers} == {200}
    assert "ratelimit" not in answers[0].headers


def test_one_network_of_ipv6_is_one_address() -> None:
    rates = Rates(Settings(rate_address=2))
    rates.take_address("2001:db8::1")
    rates.take_address("2001:db8::2")
    with pytest.raises(TooManyRequests):
        rates.take_address("2001:db8::3")
    rates.take_address("2001:db8:0:1::1")
    for _ in range(2):
        rates.take_address("::ffff:192.0.2.1")
    rates.take_address("::ffff:192.0.2.2")


def test_addresses_of_more_than_a_minute_ago_are_forgotten() -> None:
    rates = Rates(Settings())
    for number in range(500):
        rates.take_address(f"10.0.{number % 250}.{number}")
    for events in rates._storage.events.values():
        events.clear()  # as the storage does once the minute is over
    for _ in range(1_000):
        rates.take_address("192.0.2.1")
    assert len(rates._storage.events) == 1
