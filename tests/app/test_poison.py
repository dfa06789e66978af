"""Articles that kill, hang or bloat a worker: tried twice, set aside with the reason, in nobody's way.

On a Neo4j of its own, since the service of the test run would help with reading.
"""

from __future__ import annotations

import contextlib
import os
import signal
import time
from collections.abc import Iterator
from typing import Any

import httpx

from app.services import Services, open_services
from graph.connection import Connection
from tests.app.conftest import ARTICLE, serving, settings_for
from tests.app.test_jobs import put_later, wait_for


@contextlib.contextmanager
def service(login: Connection, **changes: Any) -> Iterator[tuple[httpx.Client, Services]]:
    settings = settings_for(login, **changes).model_copy(update={"workers": 1})
    with open_services(settings) as services:
        services.pool.wait_until_ready()
        with serving(settings, services) as url, httpx.Client(base_url=url, timeout=60) as client:
            yield client, services


def outcome(client: httpx.Client, job: str) -> dict[str, Any]:
    wait_for(client, job, seconds=120)
    (task,) = client.get(f"/v1/jobs/{job}/articles").json()["items"]
    return dict(task)


def test_an_article_that_hangs_is_tried_twice_and_set_aside(own_neo4j: Connection) -> None:
    with service(own_neo4j, extract_timeout_s=0.001) as (client, _):
        task = outcome(client, put_later(client))
    assert (task["state"], task["code"], task["tries"]) == ("set_aside", "reading_timed_out", 1)
    assert "tried 2 times" in task["detail"]


def test_an_article_that_kills_its_worker_is_set_aside_and_the_next_is_read(own_neo4j: Connection) -> None:
    # Long enough that its reader is there to be killed.
    text = "\n".join(f"{ARTICLE['text']} It was round {number}." for number in range(1_000))
    with service(own_neo4j) as (client, services):
        poison = put_later(client, text=text, url="https://news.example/poison")
        while client.get(f"/v1/jobs/{poison}").json()["counts"]["set_aside"] == 0:
            if client.get(f"/v1/jobs/{poison}").json()["counts"]["running"]:
                for worker in services.pool.pids():
                    os.kill(worker, signal.SIGKILL)
            time.sleep(0.1)
        assert outcome(client, poison)["code"] == "reading_crashed"
        assert outcome(client, put_later(client))["state"] == "done"
        # It was not the article's fault, and a retry shows it.
        client.post(f"/v1/jobs/{poison}/retry")
        assert outcome(client, poison)["state"] == "done"


def test_an_article_that_hangs_holds_up_no_other(own_neo4j: Connection) -> None:
    with service(own_neo4j, extract_timeout_s=3.0) as (client, _):
        endless = "\n".join(f"{ARTICLE['text']} It was round {number}." for number in range(4_000))
        poison = put_later(client, text=endless, url="https://news.example/endless")
        others = [put_later(client, url=f"https://news.example/other-{number}") for number in range(3)]
        assert [outcome(client, one)["state"] for one in others] == ["done"] * 3
        assert outcome(client, poison)["code"] == "reading_timed_out"
