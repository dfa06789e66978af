"""Workers: as many as asked, one killed or stuck harms no other, none outlives the service."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

import psutil
import pytest

from app.errors import PoolClosed, ReadingCrashed, ReadingFailed, ReadingTimedOut, ReadingTooLarge
from app.workers import WorkerPool, in_order
from extractors.errors import EmptyText

LIMIT_S = 3.0


def pid(_: Any) -> int:
    return os.getpid()


def slow_pid(_: Any) -> int:
    time.sleep(0.5)
    return os.getpid()


def hang(_: Any) -> None:
    time.sleep(600)


def die(_: Any) -> None:
    os.kill(os.getpid(), signal.SIGKILL)


def gorge(_: Any) -> int:
    return len(bytearray(4_000_000_000))


def refuse(_: Any) -> None:
    raise EmptyText("of no use")


def stumble(_: Any) -> None:
    raise KeyError("a fault")


@pytest.fixture(scope="module")
def pool() -> Iterator[WorkerPool]:
    with WorkerPool(2, LIMIT_S) as opened:
        opened.wait_until_ready()
        yield opened


def test_a_worker_that_wants_too_much_memory_is_replaced(pool: WorkerPool) -> None:
    with pytest.raises(ReadingTooLarge, match="CHANCERY_WORKER_MEMORY_MB"):
        pool.run(gorge)
    assert {pool.run(pid) for _ in range(4)}


def test_work_is_done_in_other_processes_two_at_a_time(pool: WorkerPool) -> None:
    with ThreadPoolExecutor(2) as threads:
        pids = list(threads.map(pool.run, [slow_pid, slow_pid]))
    assert len(set(pids)) == 2
    assert os.getpid() not in pids


def test_what_is_wrong_with_an_article_comes_back_and_the_worker_stays(pool: WorkerPool) -> None:
    before = {pool.run(pid) for _ in range(4)}
    with pytest.raises(EmptyText, match="of no use"):
        pool.run(refuse)
    assert {pool.run(pid) for _ in range(4)} <= before


def test_a_fault_of_the_reader_is_logged_with_its_trace_and_is_that_article_s_only(
    pool: WorkerPool, caplog: pytest.LogCaptureFixture
) -> None:
    with pytest.raises(ReadingFailed):
        pool.run(stumble)
    assert "in stumble" in caplog.text
    assert pool.run(pid) != os.getpid()


@pytest.mark.parametrize(("task", "error"), [(hang, ReadingTimedOut), (die, ReadingCrashed)])
def test_a_worker_that_hangs_or_dies_is_replaced_and_holds_nobody_up(
    pool: WorkerPool, task: Callable[[Any], None], error: type[Exception]
) -> None:
    with ThreadPoolExecutor(1) as threads:
        doomed = threads.submit(pool.run, task)
        began = time.monotonic()
        assert pool.run(pid) != os.getpid()
        assert time.monotonic() - began < LIMIT_S
        assert isinstance(doomed.exception(), error)
    with ThreadPoolExecutor(2) as threads:
        assert len(set(threads.map(pool.run, [slow_pid, slow_pid]))) == 2
    assert pool.ready() == 2


def test_a_worker_that_dies_while_it_is_idle_costs_no_article_anything(pool: WorkerPool) -> None:
    before = set(pool.pids())
    for one in before:
        process = psutil.Process(one)
        process.kill()
        process.wait(10)
    # What is sent before the process's executor has noticed is read by nobody, and is another case.
    deadline = time.monotonic() + 30
    while not all(worker._executor._broken for worker in pool._workers):
        assert time.monotonic() < deadline
        time.sleep(0.01)
    found = {pool.run(pid) for _ in range(4)}
    assert found
    assert not found & before


def test_closing_finishes_what_is_being_read_and_refuses_what_waits() -> None:
    pool = WorkerPool(1, LIMIT_S)
    pool.wait_until_ready()
    with ThreadPoolExecutor(2) as threads:
        reading = threads.submit(pool.run, slow_pid)
        time.sleep(0.1)
        waiting = threads.submit(pool.run, slow_pid)
        time.sleep(0.1)
        pool.close()
        assert reading.result() != os.getpid()
        assert isinstance(waiting.exception(), PoolClosed)
    with pytest.raises(PoolClosed, match="again"):
        pool.run(pid)


SCRIPT = """
from app.workers import WorkerPool
if __name__ == "__main__":
    pool = WorkerPool(1, 60)
    pool.wait_until_ready()
    print("ready", flush=True)
    pool.run(__import__("tests.app.test_workers", fromlist=["hang"]).hang)
"""


def test_a_killed_service_leaves_no_worker_behind(tmp_path: Path) -> None:
    script = tmp_path / "service.py"
    script.write_text(SCRIPT)
    root = Path(__file__).resolve().parents[2]
    with subprocess.Popen(
        [sys.executable, str(script)], stdout=subprocess.PIPE, env=os.environ | {"PYTHONPATH": str(root)}
    ) as service:
        assert service.stdout is not None
        assert service.stdout.readline() == b"ready\n"
        family = psutil.Process(service.pid).children(recursive=True)
        assert family
        service.kill()
        service.wait()
    _, alive = psutil.wait_procs(family, timeout=10)
    assert not alive


def test_results_come_in_the_order_of_the_items_and_no_more_are_taken_than_needed() -> None:
    taken: list[int] = []
    lock = threading.Lock()

    def items() -> Iterator[int]:
        for number in range(100):
            with lock:
                taken.append(number)
            yield number

    def work(number: int) -> int:
        time.sleep(0.02 if number % 2 else 0)
        return number * 10

    results = in_order(work, items(), ahead=3)
    assert [next(results) for _ in range(5)] == [0, 10, 20, 30, 40]
    assert len(taken) < 12
    assert list(results) == [number * 10 for number in range(5, 100)]
