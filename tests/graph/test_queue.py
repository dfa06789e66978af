"""The queue in Neo4j: what is accepted stays, goes to one runner, and comes back from a dead one."""

from __future__ import annotations

import uuid
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor

import pytest
from neo4j import Driver, GraphDatabase

from graph.connection import Connection
from graph.errors import NotFound, TicketLost
from graph.export import export
from graph.jobs import Claimed, JobKind, JobState, NewJob, NewTask, TaskState
from graph.queue import MOST_LOSSES, Queue, finish, held
from graph.queue_queries import CANCEL
from graph.reader import GraphReader
from graph.schema import ensure_schema
from graph.views import Saved
from graph.writer import GraphWriter
from tests.graph.builders import RUS, TUR, Talks, build, country

RUNNER, OTHER = "run-one", "run-other"
ARTICLE, EXTRACTION = build("talks", Talks([country(RUS), country(TUR)]))


@pytest.fixture(scope="module")
def neo4j_server(own_neo4j: Connection) -> Connection:
    return own_neo4j


@pytest.fixture(scope="module")
def plain_driver(own_neo4j: Connection) -> Iterator[Driver]:
    with GraphDatabase.driver(own_neo4j.uri, auth=(own_neo4j.user, own_neo4j.password)) as driver:
        yield driver


@pytest.fixture
def queue(empty_neo4j: Connection, plain_driver: Driver) -> Queue:
    ensure_schema(plain_driver, empty_neo4j.database)
    return Queue(plain_driver, empty_neo4j.database)


@pytest.fixture
def run(empty_neo4j: Connection, plain_driver: Driver) -> Callable[..., None]:
    def statement(text: str, **values: object) -> None:
        plain_driver.execute_query(text, values, database_=empty_neo4j.database)

    return statement


def task(position: int, key: str | None = None, raw: str | None = "{}") -> NewTask:
    error = None if raw else "not JSON"
    return NewTask(
        position=position, where=f"line {position}", key=key or f"art-{position}", raw=raw, error=error
    )


def job_of(queue: Queue, *tasks: NewTask, closed: bool = True) -> str:
    job = f"job-{uuid.uuid4().hex[:8]}"
    queue.enter("bringer")
    queue.open_job(NewJob(id=job, kind=JobKind.BATCH), "bringer")
    assert queue.add(job, tasks)
    if closed:
        queue.close_job(job)
    return job


def positions(claimed: list[Claimed]) -> list[int]:
    return [int(one.ticket.task.rpartition(":")[2]) for one in claimed]


def test_accepted_articles_are_counted_and_kept_once_however_often_they_are_added(queue: Queue) -> None:
    job = job_of(queue, task(1), task(2, raw=None), closed=False)
    queue.add(job, [task(1), task(2, raw=None)])
    shown = queue.job(job)
    assert (shown.state, shown.total, shown.counts.queued, shown.counts.failed) == (
        JobState.RECEIVING,
        2,
        1,
        1,
    )
    queue.close_job(job)
    assert queue.job(job).state is JobState.RUNNING
    assert queue.depth() == {"queued": 1, "running": 0, "set_aside": 0}


def test_an_article_goes_to_one_of_many_runners(queue: Queue) -> None:
    job_of(queue, *(task(number) for number in range(1, 61)))

    def take(runner: str) -> list[int]:
        taken: list[int] = []
        while some := positions(queue.claim(runner, 3)):
            taken += some
        return taken

    with ThreadPoolExecutor(6) as threads:
        taken = [one for some in threads.map(take, [f"run-{n}" for n in range(6)]) for one in some]
    assert sorted(taken) == list(range(1, 61))


def test_versions_of_one_article_are_read_one_after_the_other(queue: Queue) -> None:
    job_of(queue, task(1, "art-x"), task(2, "art-x"), task(3))
    later = job_of(queue, task(1, "art-x"))
    first = queue.claim(RUNNER, 10)
    assert positions(first) == [1, 3]
    assert queue.claim(OTHER, 10) == []
    queue.fail(first[0].ticket, "empty_text", "nothing in it")
    (second,) = queue.claim(OTHER, 10)
    queue.fail(second.ticket, "empty_text", "nothing in it")
    (third,) = queue.claim(RUNNER, 10)
    assert third.ticket.task == f"{later}:1"


def test_a_large_job_does_not_hold_up_a_small_one(queue: Queue) -> None:
    large = job_of(queue, *(task(number) for number in range(1, 101)))
    queue.claim(RUNNER, 4)
    small = job_of(queue, task(1000))
    taken = {one.ticket.task.rpartition(":")[0] for one in queue.claim(RUNNER, 2)}
    assert taken == {large, small}


def test_only_one_job_can_be_asked_for(queue: Queue) -> None:
    job_of(queue, task(1))
    mine = job_of(queue, task(2))
    assert positions(queue.claim(RUNNER, 10, only=mine)) == [2]


def test_what_a_silent_runner_holds_goes_back_and_after_many_deaths_aside(
    queue: Queue, run: Callable[..., None]
) -> None:
    job = job_of(queue, task(1))
    for life in range(MOST_LOSSES):
        (claimed,) = queue.claim(f"run-{life}", 1)
        assert queue.claim(OTHER, 1) == []
        run("MATCH (r:Runner) WHERE r.id STARTS WITH 'run-' SET r.seen = r.seen - 60000")
        queue.enter("somebody")
    (shown,) = queue.tasks(job).items
    assert (shown.state, shown.code) == (TaskState.SET_ASIDE, "reader_lost")
    assert queue.job(job).state is JobState.DONE
    queue.fail(claimed.ticket, "late", "of no consequence")
    assert queue.tasks(job).items == (shown,)


def test_a_runner_that_leaves_gives_back_what_it_holds(queue: Queue) -> None:
    job = job_of(queue, task(1), task(2))
    queue.claim(RUNNER, 2)
    queue.leave(RUNNER)
    assert queue.job(job).counts.queued == 2
    assert positions(queue.claim(OTHER, 2)) == [1, 2]


def test_a_job_whose_bringer_died_is_not_expected_to_grow(queue: Queue, run: Callable[..., None]) -> None:
    job = job_of(queue, task(1), closed=False)
    run("MATCH (r:Runner) SET r.seen = r.seen - 60000")
    queue.enter(RUNNER)
    assert queue.job(job).state is JobState.RUNNING


def test_storing_finishes_the_article_in_the_queue_and_a_lost_ticket_stores_nothing(
    queue: Queue, empty_neo4j: Connection, plain_driver: Driver
) -> None:
    writer = GraphWriter(plain_driver, empty_neo4j.database)
    job = job_of(queue, task(1, ARTICLE.id), task(2))
    first, second = queue.claim(RUNNER, 2)
    saved = writer.save(ARTICLE, EXTRACTION, first.ticket)
    (done,) = queue.tasks(job, [TaskState.DONE]).items
    assert (done.article_id, done.created) == (saved.article_id, True)
    queue.give_back(second.ticket)
    queue.claim(OTHER, 1)
    with pytest.raises(TicketLost):
        writer.save(*build("other"), second.ticket)
    reader = GraphReader(plain_driver, empty_neo4j.database)
    assert reader.counts().articles == 1
    with pytest.raises(TicketLost):
        writer.save(ARTICLE, EXTRACTION, first.ticket)


def test_what_is_put_in_or_taken_out_directly_is_newer_than_what_waits(
    queue: Queue, empty_neo4j: Connection, plain_driver: Driver
) -> None:
    writer = GraphWriter(plain_driver, empty_neo4j.database)
    job = job_of(queue, task(1, ARTICLE.id), task(2, ARTICLE.id), task(3, "art-other"))
    (running, _) = queue.claim(RUNNER, 2)
    writer.save(ARTICLE, EXTRACTION)
    assert queue.job(job).counts.superseded == 2
    with pytest.raises(TicketLost):
        writer.save(ARTICLE, EXTRACTION, running.ticket)
    again = job_of(queue, task(1, ARTICLE.id))
    writer.delete(ARTICLE.id)
    assert queue.job(again).counts.superseded == 1
    waiting = job_of(queue, task(1, ARTICLE.id))
    writer.delete(ARTICLE.id)
    assert queue.job(waiting).state is JobState.DONE
    with pytest.raises(NotFound):
        writer.delete(ARTICLE.id)


def test_a_cancelled_job_stores_nothing_more_and_takes_nothing_more(
    queue: Queue, empty_neo4j: Connection, plain_driver: Driver
) -> None:
    writer = GraphWriter(plain_driver, empty_neo4j.database)
    job = job_of(queue, task(1, ARTICLE.id), task(2), closed=False)
    (claimed,) = queue.claim(RUNNER, 1)
    shown = queue.cancel(job)
    assert (shown.state, shown.counts.cancelled) == (JobState.CANCELLED, 2)
    assert queue.add(job, [task(3)]) is False
    with pytest.raises(TicketLost):
        writer.save(ARTICLE, EXTRACTION, claimed.ticket)
    assert queue.claim(RUNNER, 5) == []
    assert queue.cancel(job).counts.cancelled == 3


def test_what_is_being_stored_when_its_job_is_cancelled_is_done(
    queue: Queue, empty_neo4j: Connection, plain_driver: Driver
) -> None:
    job = job_of(queue, task(1), task(2))
    (claimed,) = queue.claim(RUNNER, 1)
    saved = Saved(article_id="art-1", created=True, changed=True, reports=0, actors=0, meeting_ids=())
    with (
        ThreadPoolExecutor(1) as threads,
        plain_driver.session(database=empty_neo4j.database) as session,
        session.begin_transaction() as storing,
    ):
        assert held(storing, [claimed.ticket]) == {claimed.ticket.task}  # type: ignore[arg-type]
        cancelling = threads.submit(queue.cancel, job)
        with pytest.raises(TimeoutError):
            cancelling.result(1)
        finish(storing, [(claimed.ticket, saved)])  # type: ignore[arg-type]
        storing.commit()
        shown = cancelling.result(30)
    assert (shown.counts.done, shown.counts.cancelled, shown.state) == (1, 1, JobState.CANCELLED)


def test_what_is_stored_while_its_job_is_being_cancelled_is_not_kept(
    queue: Queue, empty_neo4j: Connection, plain_driver: Driver
) -> None:
    writer = GraphWriter(plain_driver, empty_neo4j.database)
    job = job_of(queue, task(1, ARTICLE.id))
    (claimed,) = queue.claim(RUNNER, 1)
    with (
        ThreadPoolExecutor(1) as threads,
        plain_driver.session(database=empty_neo4j.database) as session,
        session.begin_transaction() as cancelling,
    ):
        cancelling.run(CANCEL, id=job).consume()
        storing = threads.submit(writer.save, ARTICLE, EXTRACTION, claimed.ticket)
        with pytest.raises(TimeoutError):
            storing.result(1)
        cancelling.commit()
        with pytest.raises(TicketLost):
            storing.result(30)
    assert queue.job(job).counts.cancelled == 1
    assert GraphReader(plain_driver, empty_neo4j.database).counts().articles == 0


def test_failed_articles_are_tried_again_but_not_those_that_a_later_version_replaced(queue: Queue) -> None:
    job = job_of(queue, task(1, "art-x"), task(2), task(3, raw=None))
    for claimed in queue.claim(RUNNER, 5):
        queue.fail(claimed.ticket, "reading_failed", "a fault", aside=True)
    job_of(queue, task(1, "art-x"))
    shown = queue.retry(job)
    assert (shown.counts.queued, shown.counts.superseded, shown.counts.failed) == (1, 1, 1)
    again = queue.claim(RUNNER, 5, only=job)
    assert positions(again) == [2]
    assert again[0].tries == 0


def test_what_is_stored_together_is_finished_one_after_the_other(
    queue: Queue, empty_neo4j: Connection, plain_driver: Driver
) -> None:
    built = [build(f"talks-{number}", Talks([country(RUS), country(TUR)])) for number in range(12)]
    job = job_of(queue, *(task(number, one.id) for number, (one, _) in enumerate(built)))
    claimed = queue.claim(RUNNER, 20)
    writer = GraphWriter(plain_driver, empty_neo4j.database)
    with ThreadPoolExecutor(12) as threads:
        list(threads.map(lambda n: writer.save(*built[n], claimed[n].ticket), range(12)))
    assert [one.finish for one in queue.finished(job, 0).tasks] == list(range(1, 13))


def test_finishes_are_numbered_in_their_order_without_gaps_or_doubles(queue: Queue) -> None:
    job = job_of(queue, *(task(number) for number in range(1, 31)), task(31, raw=None))
    claimed = queue.claim(RUNNER, 40)

    def fail(one: Claimed) -> None:
        queue.fail(one.ticket, "no", "no")

    with ThreadPoolExecutor(5) as threads:
        list(threads.map(fail, claimed))
    seen: list[int] = []
    after = 0
    while (found := queue.finished(job, after, limit=7)).tasks:
        after = found.after
        seen += [one.position for one in found.tasks]
    assert after == 31
    assert sorted(seen) == list(range(1, 32))
    assert queue.job(job).per_minute


def test_jobs_and_their_articles_are_listed_page_by_page(queue: Queue) -> None:
    jobs = [job_of(queue, task(1), task(2), task(3)) for _ in range(3)]
    first = queue.jobs(limit=2)
    second = queue.jobs(limit=2, cursor=first.next_cursor)
    assert sorted(one.id for one in (*first.items, *second.items)) == sorted(jobs)
    assert second.next_cursor is None
    page = queue.tasks(jobs[0], limit=2)
    rest = queue.tasks(jobs[0], limit=2, cursor=page.next_cursor)
    assert [one.position for one in (*page.items, *rest.items)] == [1, 2, 3]
    with pytest.raises(NotFound):
        queue.tasks("job-unknown")
    with pytest.raises(NotFound):
        queue.retry("job-unknown")


def test_old_jobs_are_forgotten_once_they_are_over(queue: Queue, run: Callable[..., None]) -> None:
    over, waiting = job_of(queue, task(1, raw=None)), job_of(queue, task(1))
    assert queue.claim(RUNNER, 5)
    queue.leave(RUNNER)
    run("MATCH (j:Job) SET j.created = j.created - 3 * 86400000, j.active = j.id <> $id", id=over)
    assert queue.forget(7) == 0
    assert queue.forget(2) == 1
    assert [one.id for one in queue.jobs().items] == [waiting]
    with pytest.raises(NotFound):
        queue.job(over)


def test_the_queue_is_no_part_of_the_exported_graph(
    queue: Queue, empty_neo4j: Connection, plain_driver: Driver
) -> None:
    job_of(queue, task(1))
    queue.claim(RUNNER, 1)
    assert export(plain_driver, empty_neo4j.database) == {"nodes": [], "relationships": []}
