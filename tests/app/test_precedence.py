"""Questions before loading."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from contextlib import contextmanager

import httpx
import pytest

from app.precedence import CROWDED, MOST_REST_S, REST, Precedence, is_question
from app.services import Services


class Time:
    """Passes only when told to."""

    def __init__(self) -> None:
        self.now = 0.0
        self.rests: list[float] = []

    def sleep(self, seconds: float) -> None:
        self.rests.append(seconds)
        self.now += seconds


@pytest.fixture
def time() -> Time:
    return Time()


@pytest.fixture
def precedence(time: Time) -> Precedence:
    return Precedence(lambda: time.now, time.sleep)


def ask(precedence: Precedence, time: Time, seconds: float) -> None:
    with precedence.asked():
        time.now += seconds


def test_a_share_rises_while_a_question_is_open_and_falls_off_after_it(
    precedence: Precedence, time: Time
) -> None:
    assert precedence.share() == 0.0
    ask(precedence, time, 5.0)
    assert precedence.share() == pytest.approx(1.0, abs=0.01)
    time.now += 10.0
    assert precedence.share() == pytest.approx(0.0, abs=0.01)


def test_the_share_is_the_part_of_the_time_in_which_questions_are_open(
    precedence: Precedence, time: Time
) -> None:
    for _ in range(500):
        ask(precedence, time, 0.006)
        time.now += 0.014
    assert precedence.share() == pytest.approx(0.3, abs=0.02)


def test_two_questions_at_once_count_once(precedence: Precedence, time: Time) -> None:
    with precedence.asked():
        ask(precedence, time, 5.0)
        time.now += 5.0
        assert precedence.share() <= 1.0
    time.now += 10.0
    assert precedence.share() == pytest.approx(0.0, abs=0.01)


def test_loading_does_not_rest_when_nobody_asks(precedence: Precedence, time: Time) -> None:
    with precedence.giving_way():
        time.now += 0.2
    ask(precedence, time, CROWDED / 2)  # now and then one
    with precedence.giving_way():
        time.now += 0.2
    assert time.rests == []


def test_loading_rests_by_how_long_it_took_and_how_much_is_asked(precedence: Precedence, time: Time) -> None:
    with precedence.asked():
        time.now += 20.0
        with precedence.giving_way():
            time.now += 0.2
        with precedence.giving_way():
            time.now += 60.0
    assert time.rests == pytest.approx([REST * 0.2, MOST_REST_S])


def test_loading_takes_one_article_at_a_time_while_questions_come(time: Time) -> None:
    precedence = Precedence(sleep=lambda _: None)
    at_once, most, lock = 0, 0, threading.Lock()

    def load() -> None:
        nonlocal at_once, most
        with precedence.giving_way():
            with lock:
                at_once += 1
                most = max(most, at_once)
            threading.Event().wait(0.02)
            with lock:
                at_once -= 1

    with precedence.asked():
        while precedence.share() < CROWDED:
            threading.Event().wait(0.05)
        threads = [threading.Thread(target=load) for _ in range(4)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
    assert most == 1


def test_an_article_that_hangs_holds_up_no_other_while_questions_come() -> None:
    precedence = Precedence(sleep=lambda _: None, most_wait_s=0.2)
    hung, over, done = threading.Event(), threading.Event(), threading.Event()

    def hang() -> None:
        with precedence.giving_way():
            hung.set()
            over.wait(30)

    def load() -> None:
        with precedence.giving_way():
            done.set()

    with precedence.asked():
        while precedence.share() < CROWDED:
            threading.Event().wait(0.05)
        threads = [threading.Thread(target=hang)]
        threads[0].start()
        assert hung.wait(10)
        threads.append(threading.Thread(target=load))
        threads[1].start()
        try:
            assert done.wait(10)
        finally:
            over.set()
            for thread in threads:
                thread.join()


@pytest.mark.parametrize(
    ("method", "path", "counted"),
    [
        ("GET", "/v1/who-met-whom", True),
        ("GET", "/v1/actors/Lavrov/met", True),
        ("GET", "/v1/jobs/job-1", False),
        ("GET", "/v1/jobs/job-1/events", False),
        ("GET", "/v1/export", False),
        ("GET", "/healthz", False),
        ("POST", "/v1/articles", False),
    ],
)
def test_what_counts_as_a_question(method: str, path: str, counted: bool) -> None:
    assert is_question(method, path) is counted


def test_the_service_counts_questions_and_nothing_else(
    services: Services, client: httpx.Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked = services.precedence.asked
    began, ended = threading.Event(), threading.Event()

    @contextmanager
    def seen() -> Iterator[None]:
        began.set()
        with asked():
            yield
        ended.set()

    monkeypatch.setattr(services.precedence, "asked", seen)
    client.get("/v1/jobs").raise_for_status()
    assert not began.is_set()
    client.get("/v1/meetings").raise_for_status()
    assert began.is_set()
    assert ended.wait(10)  # not before the answer is here
