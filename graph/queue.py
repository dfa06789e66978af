"""The queue of articles, kept in Neo4j beside the graph: what was accepted is read, whoever dies meanwhile.

A runner (a process that reads articles) takes some at a time and is heard of every few seconds; what a
silent one has taken goes back. Storing an article and finishing it in the queue is one transaction
(graph/writer.py), and only who still holds the ticket can do it.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from functools import partial
from typing import Any

from neo4j import ManagedTransaction

from graph import cursors
from graph import queue_queries as q
from graph.driver import Database, Sessions
from graph.errors import NotFound
from graph.jobs import (
    Claimed,
    Finishes,
    JobCounts,
    JobState,
    JobView,
    NewJob,
    NewTask,
    TaskState,
    TaskView,
    Ticket,
)
from graph.statements import Row, for_each, rows
from graph.views import Page, Saved

LEASE_S = 20.0  # a runner that was not heard of for so long is gone
MOST_LOSSES = 5  # so many runners may die with an article in their hands
LOST = f"{MOST_LOSSES} processes ended while they had this article. Look at it before it is tried again."
READER_LOST = "reader_lost"
RECENT = 200  # finishes from which the rate is taken
_AT_ONCE = 5_000
_NEVER = 2**62  # later than any job


class Queue:
    """Safe to use from several threads and processes at once; every method may raise GraphUnavailable."""

    def __init__(self, driver: Sessions, database: str) -> None:
        self._database = Database(driver, database)

    def open_job(self, job: NewJob, receiver: str) -> None:
        """A job that `receiver`, a runner, still brings articles for. The same again changes nothing."""
        values = {**job.model_dump(mode="json"), "receiver": receiver}
        self._database.write(lambda tx: tx.run(q.OPEN_JOB, values).consume())

    def add(self, job_id: str, tasks: Sequence[NewTask]) -> bool:
        """Accept articles; once this returns they are kept. The same again changes nothing.

        False where the job was cancelled meanwhile: they are kept as cancelled.
        """
        return self._database.write(partial(_add, job_id, tasks))

    def submit(self, job: NewJob, task: NewTask) -> None:
        """A job of one article, in one step. The same again changes nothing."""
        self._database.write(partial(_submit, job, task))

    def close_job(self, job_id: str) -> None:
        """Nothing more is coming."""
        self._database.write(lambda tx: tx.run(q.CLOSE_JOB, id=job_id).consume())

    def enter(self, runner: str) -> None:
        """The runner lives. To be said more often than LEASE_S; also gives back what silent ones hold."""
        self._database.write(partial(_enter, runner))

    def leave(self, runner: str) -> None:
        """The runner ends; what it holds goes back."""
        self._database.write(lambda tx: tx.run(q.LEAVE, runner=runner).consume())

    def claim(self, runner: str, limit: int, only: str | None = None) -> list[Claimed]:
        """Take up to so many articles, of the job `only` or of each job in turn."""
        # An empty queue is looked at all the time, and is not worth a write.
        if not self._database.read(lambda tx: rows(tx, q.JOBS_IN_TURN, only=only, limit=1)):
            return []
        return self._database.write(partial(_claim, runner, limit, only))

    def fail(self, ticket: Ticket, code: str, error: str, *, aside: bool = False) -> None:
        """The article comes to nothing; its text stays for another try."""
        state = TaskState.SET_ASIDE if aside else TaskState.FAILED
        row = ticket.model_dump() | {"values": {"state": state, "code": code, "error": error}}
        self._database.write(lambda tx: tx.run(q.FAIL, rows=[row]).consume())

    def try_again(self, ticket: Ticket) -> None:
        """It killed or hung a worker, and is tried once more."""
        self._database.write(lambda tx: tx.run(q.TRY_AGAIN, rows=[ticket.model_dump()]).consume())

    def give_back(self, ticket: Ticket) -> None:
        """Not read, and not for a reason of its own."""
        self._database.write(lambda tx: tx.run(q.GIVE_BACK, rows=[ticket.model_dump()]).consume())

    def cancel(self, job_id: str) -> JobView:
        """What is not stored yet never will be. Raises NotFound."""
        self._database.write(partial(_in_turn, q.CANCEL, job_id))
        return self.job(job_id)

    def retry(self, job_id: str) -> JobView:
        """Try what failed or was set aside again. Raises NotFound."""
        self._database.write(partial(_in_turn, q.RETRY, job_id))
        return self.job(job_id)

    def job(self, job_id: str) -> JobView:
        """Raises NotFound."""
        found = self._database.read(lambda tx: rows(tx, q.JOB, id=job_id, recent=RECENT))
        if not found:
            raise NotFound(f"No job has the id {job_id!r}. Finished jobs are forgotten after some time.")
        return _job_view(found[0])

    def jobs(self, *, cursor: str | None = None, limit: int = 20) -> Page[JobView]:
        """The latest first."""
        after = cursors.decode("jobs", cursor, (int, str)) or (_NEVER, "")
        page = {"created": after[0], "id": after[1], "limit": limit + 1, "recent": RECENT}
        found = self._database.read(lambda tx: rows(tx, q.JOBS, **page))
        last = found[limit - 1]["job"] if len(found) > limit else None
        return Page(
            items=tuple(map(_job_view, found[:limit])),
            next_cursor=cursors.encode("jobs", last["created"], last["id"]) if last else None,
        )

    def tasks(
        self,
        job_id: str,
        states: Sequence[TaskState] | None = None,
        *,
        cursor: str | None = None,
        limit: int = 20,
    ) -> Page[TaskView]:
        """The articles of a job in the order in which they came. Raises NotFound."""
        after = cursors.decode("tasks", cursor, (int,)) or (-1,)
        wanted = [one.value for one in states] if states is not None else None
        page = {"id": job_id, "after": after[0], "states": wanted, "limit": limit + 1}
        found = self._database.read(lambda tx: rows(tx, q.TASKS, **page))
        if not found:
            self.job(job_id)
        last = found[limit - 1]["task"] if len(found) > limit else None
        return Page(
            items=tuple(_task_view(row["task"]) for row in found[:limit]),
            next_cursor=cursors.encode("tasks", last["position"]) if last else None,
        )

    def tasks_at(self, job_id: str, positions: Sequence[int]) -> list[TaskView]:
        """Those of the positions that are there, in their order."""
        ids = [task_id(job_id, position) for position in positions]
        found = self._database.read(lambda tx: rows(tx, q.TASKS_AT, ids=ids))
        return [_task_view(row["task"]) for row in found]

    def finished(self, job_id: str, after: int, limit: int = 500) -> Finishes:
        """What was finished after the `after`-th, in the order in which it was."""
        found = self._database.read(
            lambda tx: rows(tx, q.FINISHED, id=job_id, after=after, limit=limit),
        )
        tasks = [row["task"] for row in found]
        return Finishes(tasks=tuple(map(_task_view, tasks)), after=tasks[-1]["finish"] if tasks else after)

    def depth(self) -> dict[str, int]:
        """How many articles wait, are being read, and were set aside."""
        found = self._database.read(lambda tx: rows(tx, q.DEPTH))
        return {row["state"]: row["count"] for row in found}

    def forget(self, days: float) -> int:
        """Take out the finished jobs that are older; how many these were."""
        age = int(days * 86_400_000)
        old = self._database.read(lambda tx: rows(tx, q.OLD_JOBS, age=age, limit=100))
        for row in old:
            while self._database.write(partial(_delete_some, row["id"])):
                pass
            self._database.write(partial(_delete_job, row["id"]))
        return len(old)


def task_id(job_id: str, position: int) -> str:
    """Of the article at that place of a job."""
    return f"{job_id}:{position}"


def held(tx: ManagedTransaction, tickets: Sequence[Ticket]) -> set[str]:
    """The tasks of those tickets that still count."""
    if not tickets:
        return set()
    found = rows(tx, q.HELD, rows=[one.model_dump() for one in tickets])
    return {row["id"] for row in found}


def finish(tx: ManagedTransaction, stored: Sequence[tuple[Ticket, Saved]]) -> None:
    """The articles are in the graph, in this same transaction."""
    done = [ticket.model_dump() | {"values": _result(saved)} for ticket, saved in stored]
    for_each(tx, q.FINISH, rows=done)


def supersede(tx: ManagedTransaction, article_ids: Sequence[str]) -> int:
    """What waits of these articles is older than what was just done to them."""
    if not article_ids:
        return 0
    return int(rows(tx, q.SUPERSEDE, keys=list(article_ids))[0]["count"])


def _result(saved: Saved) -> Row:
    return {
        "state": TaskState.DONE.value,
        "article_id": saved.article_id,
        "created": saved.created,
        "changed": saved.changed,
        "meetings": saved.reports,
        "actors": saved.actors,
        "meeting_ids": list(saved.meeting_ids),
    }


def _submit(job: NewJob, task: NewTask, tx: ManagedTransaction) -> None:
    tx.run(q.OPEN_JOB, {**job.model_dump(mode="json"), "receiver": None}).consume()
    _add(job.id, [task], tx)


def _add(job_id: str, tasks: Sequence[NewTask], tx: ManagedTransaction) -> bool:
    tx.run(q.TAKE_TURN).consume()
    finishes = 0
    new = []
    for nth, task in enumerate(tasks, 1):
        broken = task.raw is None
        finishes += broken
        new.append(
            {
                "id": task_id(job_id, task.position),
                "nth": nth,
                "finish": finishes if broken else None,
                "properties": task.model_dump()
                | {"state": TaskState.FAILED.value if broken else TaskState.QUEUED.value},
            }
        )
    tx.run(q.ADD_TASKS, job=job_id, rows=new, size=len(new), finishes=finishes).consume()
    return not rows(tx, q.JOB_IS_CANCELLED, id=job_id)[0]["cancelled"]


def _enter(runner: str, tx: ManagedTransaction) -> None:
    tx.run(q.TAKE_TURN).consume()
    tx.run(q.ENTER, runner=runner).consume()
    _recover(tx)


def _recover(tx: ManagedTransaction) -> None:
    lease = int(LEASE_S * 1000)
    silent = [row["id"] for row in rows(tx, q.SILENT, lease=lease)]
    if not silent:
        return
    held = rows(tx, q.LOSE, lease=lease, code=READER_LOST, words=LOST)
    for_each(tx, q.SET_ASIDE_LOST, rows=[row for row in held if row["losses"] >= MOST_LOSSES])
    for runner in silent:
        tx.run(q.LEAVE, runner=runner).consume()


def _claim(runner: str, limit: int, only: str | None, tx: ManagedTransaction) -> list[Claimed]:
    tx.run(q.TAKE_TURN).consume()
    tx.run(q.ENTER, runner=runner).consume()
    jobs = [row["id"] for row in rows(tx, q.JOBS_IN_TURN, only=only, limit=limit)]
    if not jobs:
        return []
    share = -(-limit // len(jobs))
    taken = rows(tx, q.CLAIM, jobs=jobs, share=share, runner=runner)
    tx.run(q.REST, jobs=jobs).consume()
    return [
        Claimed(
            ticket=Ticket(task=row["task"], holder=row["holder"], take=row["take"]),
            raw=row["raw"],
            where=row["where"],
            tries=row["tries"],
        )
        for row in taken
    ]


def _in_turn(statement: Any, job_id: str, tx: ManagedTransaction) -> None:
    tx.run(q.TAKE_TURN).consume()
    tx.run(statement, id=job_id).consume()


def _delete_some(job_id: str, tx: ManagedTransaction) -> int:
    return int(rows(tx, q.DELETE_TASKS, id=job_id, limit=_AT_ONCE)[0]["count"])


def _delete_job(job_id: str, tx: ManagedTransaction) -> None:
    tx.run(q.DELETE_JOB, id=job_id).consume()


def _task_view(row: Mapping[str, Any]) -> TaskView:
    values = {key: value for key, value in row.items() if value is not None}
    return TaskView(**values | {"finished": _moment(row["finished"])})


def _job_view(row: Mapping[str, Any]) -> JobView:
    job = row["job"]
    counts = JobCounts(**dict(row["counts"]))
    pace = _per_minute(row)
    over = not counts.waiting and job["receiver"] is None
    return JobView(
        **{key: job[key] for key in ("id", "kind", "label", "by")},
        state=_state(job, counts),
        total=counts.total,
        counts=counts,
        created=_moment(job["created"]),
        finished=_moment(row["last"]) if over else None,
        per_minute=pace,
        seconds_left=round(60 * counts.waiting / pace, 1) if pace and counts.waiting else None,
    )


def _state(job: Mapping[str, Any], counts: JobCounts) -> JobState:
    if job["cancelled"]:
        return JobState.CANCELLED
    if job["receiver"] is not None:
        return JobState.RECEIVING
    return JobState.RUNNING if counts.waiting else JobState.DONE


def _per_minute(row: Mapping[str, Any]) -> float | None:
    if not row["recent"] or row["since"] is None:
        return None
    begun = row["since"] if row["recent"] > 1 else row["job"]["created"]
    spent = max(int(row["last"]) - int(begun), 1)
    return round(60_000 * int(row["recent"]) / spent, 1)


def _moment(milliseconds: int | None) -> dt.datetime | None:
    if milliseconds is None:
        return None
    return dt.datetime.fromtimestamp(milliseconds / 1000, dt.UTC)
