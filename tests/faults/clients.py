"""Clients that send an article until it is accepted, whatever happens to the service meanwhile."""

from __future__ import annotations

import threading
import time
from collections import Counter

import httpx

from extractors.ids import article_id
from tests.faults.articles import Article

AGAIN_AFTER_S = 0.3
ANSWER_WITHIN_S = 60.0
ACCEPTED = (200, 201, 202)
DIRECT, QUEUED = "/v1/articles", "/v1/articles?async=true"


class Ledger:
    """What became of each of so many articles; safe to use from several threads."""

    def __init__(self, articles: int, route: str = DIRECT) -> None:
        self.route = route
        self.accepted: dict[str, Article] = {}  # by the id that the service gave
        self.known_already = 0  # stored before, although that answer was lost
        self.retries: Counter[str] = Counter()
        self.given_up: dict[str, tuple[Article, str]] = {}  # with the reason, by address
        self.closed = threading.Event()
        self._articles = articles
        self._accepted_at: list[tuple[float, float]] = []  # when each accepted attempt began and ended
        self._changed = threading.Condition()

    def accept(self, article: Article, answer: httpx.Response, began: float) -> None:
        with self._changed:
            self.accepted[article_id(article["url"], article["text"])] = article
            self.known_already += answer.status_code == 200
            self._accepted_at.append((began, time.monotonic()))
            self._changed.notify_all()

    def retry(self, reason: str) -> None:
        with self._changed:
            self.retries[reason] += 1

    def give_up(self, article: Article, reason: str) -> None:
        with self._changed:
            self.given_up[article["url"]] = (article, reason)
            self._changed.notify_all()

    def done(self) -> int:
        """How many articles nobody sends any more."""
        return len(self.accepted) + len(self.given_up)

    def wait(self, done: int, since: float, seconds: float) -> bool:
        """Until so many are done, one of them sent and accepted after `since`, or all are done."""
        with self._changed:
            return self._changed.wait_for(lambda: self._is_reached(done, since), seconds)

    def _is_reached(self, done: int, since: float) -> bool:
        if self.done() >= self._articles:
            return True
        return self.done() >= done and self.accepted_after(since) is not None

    def accepted_after(self, since: float) -> float | None:
        """When the first article was accepted that was sent after `since`."""
        return min((ended for began, ended in self._accepted_at if began > since), default=None)


def send(address: str, ledger: Ledger, patience_s: float, article: Article) -> None:
    """Until it is accepted, refused or `patience_s` are over."""
    deadline = time.monotonic() + patience_s
    with httpx.Client(base_url=address, timeout=ANSWER_WITHIN_S) as client:
        while (reason := _attempt(client, ledger, article)) is not None:
            if time.monotonic() > deadline:
                ledger.give_up(article, f"not accepted in {patience_s:g} s, at last: {reason}")
                return
            ledger.retry(reason)
            if ledger.closed.wait(AGAIN_AFTER_S):
                ledger.give_up(article, f"the trial ended, at last: {reason}")
                return


def _attempt(client: httpx.Client, ledger: Ledger, article: Article) -> str | None:
    """Why to try again; None where that is of no use, or of no need."""
    began = time.monotonic()
    try:
        answer = client.post(ledger.route, json=article)
    except httpx.TransportError as error:
        return type(error).__name__
    if answer.status_code in ACCEPTED:
        ledger.accept(article, answer, began)
        return None
    if answer.status_code >= 500:
        return _said(answer)
    ledger.give_up(article, f"refused: {_said(answer)}")
    return None


def _said(answer: httpx.Response) -> str:
    try:
        return f"{answer.status_code} {answer.json()['code']}"
    except (ValueError, KeyError):
        return f"{answer.status_code} {answer.text[:200]}"
