"""One trial: clients at work, kills among them, and what the graph is at the end."""

from __future__ import annotations

import random
import time
from collections import Counter
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path
from typing import Any

from extractors.ids import article_id
from graph.errors import GraphError
from tests.faults.articles import Article, articles
from tests.faults.clients import DIRECT, QUEUED, Ledger, send
from tests.faults.differences import articles_in, differences
from tests.faults.service import Export, Service, ServiceFailed, serving

SERVICE, NEO4J, WORKER, READER = "service", "neo4j", "worker", "reader"
KINDS = (NEO4J, SERVICE)
KINDS_QUEUED = (SERVICE, READER, NEO4J, WORKER)  # a worker is `chancery work`, a reader one of its processes
FINISHED = ("done", "set_aside", "superseded", "failed")
WHILE_WRITING_S = 0.3  # a kill comes up to so long after the article that it waits for
WHILE_STARTING_S = 8.0  # and a hasty one up to so long after the kill before
HASTY = 0.25  # how many of them are
LOOK_EVERY_S = 1.0
REFERENCE_PATIENCE_S = 20.0


@dataclass(frozen=True)
class Plan:
    """What to do; the seed decides on texts and delays, the machine on what they meet."""

    kills: int
    articles: int
    seed: int
    clients: int = 6
    patience_s: float = 240.0
    queued: bool = False
    """Articles go into the queue, which the service and a worker beside it read."""


@dataclass(frozen=True)
class Kill:
    """When one process dies: so long after so many articles, or, hasty, after the kill before."""

    kind: str
    articles: int
    delay_s: float
    hasty: bool


@dataclass
class Report:
    """What came of it."""

    kills: Counter[str] = field(default_factory=Counter)
    hasty_kills: int = 0
    back_s: dict[str, list[float]] = field(default_factory=dict)
    """Seconds from a kill to the end of the first article that was sent after it and accepted, by kind."""
    accepted: int = 0
    known_already: int = 0
    retries: Counter[str] = field(default_factory=Counter)
    given_up: dict[str, str] = field(default_factory=dict)
    set_aside: dict[str, str] = field(default_factory=dict)
    """Why, by the article's id."""
    unfinished: list[str] = field(default_factory=list)
    missing: list[str] = field(default_factory=list)
    differences: list[str] = field(default_factory=list)
    nodes: int = 0
    left_behind: list[str] = field(default_factory=list)
    exit_code: int | None = None
    failure: str | None = None
    seconds: float = 0.0

    def faults(self) -> list[str]:
        """Empty where all is as it should be."""
        found = [self.failure] if self.failure else []
        found += [f"{url} was given up: {reason}" for url, reason in sorted(self.given_up.items())]
        found += [f"{article_id} was accepted and is not in the graph" for article_id in self.missing]
        found += [f"{one} neither ended in the graph nor was set aside" for one in self.unfinished]
        found += self.differences
        found += [f"left behind: {process}" for process in self.left_behind]
        if self.exit_code:
            found.append(f"the service ended with exit code {self.exit_code}")
        return found


def schedule(plan: Plan) -> list[Kill]:
    """Kills in turn, spread over the whole of the work."""
    dice = random.Random(plan.seed)
    return [_kill(number, plan, dice) for number in range(plan.kills)]


def _kill(number: int, plan: Plan, dice: random.Random) -> Kill:
    hasty = number > 0 and dice.random() < HASTY
    kinds = KINDS_QUEUED if plan.queued else KINDS
    return Kill(
        kind=kinds[number % len(kinds)],
        articles=int(plan.articles * (number + dice.random()) / (plan.kills + 1)),
        delay_s=dice.uniform(0, WHILE_STARTING_S if hasty else WHILE_WRITING_S),
        hasty=hasty,
    )


Teller = Callable[[str], None]


def run(plan: Plan, folder: Path, tell: Teller = lambda _: None) -> Report:
    """A whole trial in an empty folder; `tell` hears of its steps."""
    began = time.monotonic()
    trial = _Trial(plan, tell)
    try:
        with serving(folder) as service:
            if plan.queued:
                service.start_worker()
            trial.disturb(service)
            trial.finish(service)
            trial.compare(service)
            trial.end(service)
    except ServiceFailed as failure:
        trial.report.failure = str(failure)
    trial.report.seconds = time.monotonic() - began
    return trial.report


class _Trial:
    """The steps of `run`, and what they find."""

    def __init__(self, plan: Plan, tell: Teller) -> None:
        self.report = Report()
        self._plan = plan
        self._tell = tell
        self._ledger = Ledger(plan.articles, QUEUED if plan.queued else DIRECT)
        self._dice = random.Random(plan.seed)

    def disturb(self, service: Service) -> None:
        """Returns when every article is accepted or given up."""
        struck: list[tuple[str, float]] = []
        try:
            with self._sending(service):
                for kill in schedule(self._plan):
                    if not kill.hasty:
                        self._wait_for_work(service, kill.articles, struck[-1][1] if struck else 0.0)
                    time.sleep(kill.delay_s)
                    struck.append((kill.kind, self._strike(service, kill)))
                self._wait_for_work(service, self._plan.articles, 0.0)
        finally:
            self._note(struck)

    def finish(self, service: Service) -> None:
        """Returns when nothing waits in the queue, and notes what did not end well."""
        deadline = time.monotonic() + self._plan.patience_s + self._plan.articles
        while self._plan.queued:
            tasks = self._tasks(service)
            if tasks is not None and not tasks.get("queued") and not tasks.get("running"):
                aside = tasks.get("set_aside", [])
                self.report.set_aside = {one["key"]: f"{one['code']}: {one['error']}" for one in aside}
                self.report.unfinished = [f"{one['id']}: {one['error']}" for one in tasks.get("failed", [])]
                return
            if time.monotonic() > deadline:
                raise ServiceFailed(f"The queue is not empty.\n{service.last_words()}")
            time.sleep(LOOK_EVERY_S)

    def _tasks(self, service: Service) -> dict[str, list[dict[str, Any]]] | None:
        try:
            return service.tasks()
        except GraphError:
            return None  # killed, and not there again

    def _done(self, service: Service) -> int:
        if not self._plan.queued:
            return self._ledger.done()
        tasks = self._tasks(service) or {}
        return len({one["key"] for state in FINISHED for one in tasks.get(state, [])})

    def compare(self, service: Service) -> None:
        """What is in the graph with what the same articles make of an empty one, one by one."""
        service.wait_until_ready()
        reached = service.export()
        there = articles_in(reached)
        self.report.missing = sorted(self._ledger.accepted.keys() - there - self.report.set_aside.keys())
        self.report.nodes = len(reached["nodes"])
        # Who gave up does not know whether the article is in.
        unknown = [article for article, _ in self._ledger.given_up.values()]
        stored = [one for one in unknown if article_id(one["url"], one["text"]) in there]
        self._tell(f"{len(there)} articles are in the graph, putting them in one by one")
        accepted = [one for key, one in self._ledger.accepted.items() if key in there]
        expected = one_by_one(service, [*accepted, *stored])
        self.report.differences = differences(reached, expected)

    def end(self, service: Service) -> None:
        """It goes when it is asked to, and nothing of it stays."""
        self.report.exit_code = service.stop()
        self.report.left_behind = service.left_behind()

    @contextmanager
    def _sending(self, service: Service) -> Iterator[None]:
        """All articles in the hands of the clients; at the end none is sent any more."""
        work = partial(send, service.address, self._ledger, self._plan.patience_s)
        with ThreadPoolExecutor(self._plan.clients) as threads:
            sent = [threads.submit(work, one) for one in articles(self._plan.articles, self._plan.seed)]
            try:
                yield
            finally:
                self._ledger.closed.set()
                for one in sent:
                    one.cancel()
        for one in sent:
            if not one.cancelled():
                one.result()

    def _wait_for_work(self, service: Service, done: int, since: float) -> None:
        """Raises ServiceFailed where nothing is accepted any more or the service is gone."""
        deadline = time.monotonic() + self._plan.patience_s
        while not self._reached(service, done, since):
            service.check()
            if time.monotonic() > deadline:
                raise ServiceFailed(
                    f"Not at {done} articles after {self._plan.patience_s:g} s; {self._ledger.done()} are "
                    f"done, retries: {dict(self._ledger.retries)}.\n{service.last_words()}"
                )

    def _reached(self, service: Service, done: int, since: float) -> bool:
        if not self._plan.queued:
            return self._ledger.wait(done, since, LOOK_EVERY_S)
        time.sleep(LOOK_EVERY_S)
        return self._done(service) >= done

    def _strike(self, service: Service, kill: Kill) -> float:
        """When the process was dead."""
        again = " soon after the kill before" if kill.hasty else ""
        self._tell(f"{self._done(service):4} articles done, killing the {kill.kind}{again}")
        if kill.kind == SERVICE:
            service.kill()
            service.start()
        elif kill.kind == WORKER:
            service.kill_worker()
            service.start_worker()
        elif kill.kind == READER:
            service.kill_reader(self._dice)
        else:
            service.kill_neo4j()  # its keeper starts it again
        self.report.kills[kill.kind] += 1
        self.report.hasty_kills += kill.hasty
        return time.monotonic()

    def _note(self, struck: list[tuple[str, float]]) -> None:
        report, ledger = self.report, self._ledger
        report.accepted, report.known_already = len(ledger.accepted), ledger.known_already
        report.retries = ledger.retries
        report.given_up = {url: reason for url, (_, reason) in ledger.given_up.items()}
        for kind, when in struck:
            back = ledger.accepted_after(when)
            if back is not None:
                report.back_s.setdefault(kind, []).append(back - when)


def one_by_one(service: Service, library: list[Article]) -> Export:
    """The graph that the articles make when each is sent after the one before, and nothing dies."""
    service.empty()
    ledger = Ledger(len(library))
    for article in sorted(library, key=lambda one: one["url"]):
        send(service.address, ledger, REFERENCE_PATIENCE_S, article)
    if ledger.given_up:
        raise ServiceFailed(f"The reference could not be made: {sorted(ledger.given_up.items())[0]}")
    return service.export()
