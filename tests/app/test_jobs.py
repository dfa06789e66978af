"""Articles that are accepted at once and read later, over HTTP."""

from __future__ import annotations

import json
import time
from dataclasses import replace
from typing import Any

import httpx
import pytest

from app.intake import new_job
from app.roles import Role
from app.services import Services, open_services
from app.stopping import Stopping
from graph.jobs import JobKind
from tests.app.conftest import ARTICLE, MOSCOW, serving, settings_for
from tests.app.guarded import bearer, keep_key, served_with

GERMAN = (
    "Der russische Außenminister traf am Dienstag in Moskau seinen türkischen Amtskollegen, wie das Amt "
    "mitteilte. Bei dem Gespräch ging es um die Lage in Syrien und um die wirtschaftlichen Beziehungen."
)
pytestmark = pytest.mark.usefixtures("empty_graph")


def wait_for(client: httpx.Client, job: str, *states: str, seconds: float = 60) -> dict[str, Any]:
    deadline = time.monotonic() + seconds
    while True:
        shown: dict[str, Any] = client.get(f"/v1/jobs/{job}").json()
        if shown["state"] in (states or ("done",)):
            return shown
        assert time.monotonic() < deadline, shown
        time.sleep(0.05)


def put_later(client: httpx.Client, **changes: Any) -> str:
    answer = client.post("/v1/articles?async=true", json=ARTICLE | changes)
    assert answer.status_code == 202, answer.text
    assert answer.headers["Location"] == answer.json()["links"]["job"]
    return str(answer.json()["job"])


def test_an_article_that_is_accepted_is_read_and_the_job_says_what_came_of_it(client: httpx.Client) -> None:
    job = put_later(client)
    shown = wait_for(client, job)
    assert (shown["kind"], shown["total"], shown["counts"]["done"]) == ("article", 1, 1)
    assert shown["finished"] >= shown["created"]
    (task,) = client.get(shown["links"]["articles"]).json()["items"]
    assert (task["state"], task["article"]["created"], task["article"]["meetings"]) == ("done", True, 1)
    assert client.get(task["article"]["links"]["article"]).json()["article"]["url"] == ARTICLE["url"]


def test_an_article_that_cannot_be_read_is_told_with_the_reason_and_can_be_tried_again(
    client: httpx.Client,
) -> None:
    job = put_later(client, text=GERMAN)
    assert wait_for(client, job)["counts"]["failed"] == 1
    (task,) = client.get(f"/v1/jobs/{job}/articles?state=failed,set_aside").json()["items"]
    assert (task["code"], task["article"]) == ("not_english", None)
    assert "English" in task["detail"]
    assert client.get(f"/v1/jobs/{job}/articles?state=done").json()["items"] == []
    assert client.post(f"/v1/jobs/{job}/retry").json()["counts"]["queued"] == 1
    assert wait_for(client, job)["counts"]["failed"] == 1


def test_a_wrong_state_is_told_with_those_there_are(client: httpx.Client) -> None:
    job = put_later(client)
    answer = client.get(f"/v1/jobs/{job}/articles?state=lost")
    assert answer.status_code == 422
    assert "set_aside" in answer.json()["errors"][0]["allowed"]


@pytest.mark.parametrize(
    ("method", "path"),
    [("GET", ""), ("GET", "/articles"), ("GET", "/events"), ("POST", "/cancel"), ("POST", "/retry")],
)
def test_a_job_that_is_not_there_is_not_found(client: httpx.Client, method: str, path: str) -> None:
    answer = client.request(method, f"/v1/jobs/job-nowhere{path}")
    assert (answer.status_code, answer.json()["code"]) == (404, "not_found")


def test_jobs_are_listed_the_latest_first(client: httpx.Client) -> None:
    jobs = [put_later(client, url=f"https://news.example/{number}") for number in range(3)]
    first = client.get("/v1/jobs?limit=2").json()
    rest = client.get(first["next"]).json()
    assert [one["id"] for one in first["items"] + rest["items"]] == jobs[::-1]
    for job in jobs:
        wait_for(client, job)


def events(client: httpx.Client, job: str, **headers: str) -> list[tuple[str, str | None, dict[str, Any]]]:
    found = []
    name, key = "", None
    with client.stream("GET", f"/v1/jobs/{job}/events", headers=headers) as answer:
        assert answer.headers["content-type"].startswith("text/event-stream")
        for line in answer.iter_lines():
            field, _, value = line.partition(": ")
            if field == "event":
                name = value
            elif field == "id":
                key = value
            elif field == "data":
                found.append((name, key, json.loads(value)))
                key = None
    return found


def test_a_job_is_followed_to_its_end_and_from_any_point_again(client: httpx.Client) -> None:
    lines = "\n".join(json.dumps(ARTICLE | {"url": f"https://news.example/{number}"}) for number in range(3))
    batch = client.post(
        "/v1/articles/batch?async=true", content=lines, headers={"Content-Type": "application/x-ndjson"}
    )
    job = batch.headers["Location"].rpartition("/")[2]
    told = events(client, job)
    articles = [(key, data["position"]) for name, key, data in told if name == "article"]
    assert sorted(position for _, position in articles) == [1, 2, 3]
    assert [name for name, _, _ in told][-1] == "end"
    assert told[-1][2]["counts"]["done"] == 3
    assert any(name == "progress" for name, _, _ in told)
    after = articles[1][0]
    assert after is not None
    again = [
        (key, data["position"]) for name, key, data in events(client, job, **{"Last-Event-ID": after}) if key
    ]
    assert again == articles[2:]


def test_a_direct_article_is_newer_than_one_that_waits(client: httpx.Client, neo4j_server: Any) -> None:
    settings = settings_for(neo4j_server, take_jobs=False)
    with open_services(settings) as services, serving(settings, services) as url:
        idle = httpx.Client(base_url=url, timeout=60)
        with idle:
            # Nobody reads the queue here; the other service of this test run may, so both orders are seen.
            job = put_later(idle, text=MOSCOW + " An older text.")
            newer = idle.post("/v1/articles", json=ARTICLE)
            assert newer.status_code in (200, 201)
            wait_for(idle, job)
            assert idle.get(f"/v1/articles/{newer.json()['id']}").json()["article"]["text"] == MOSCOW


def test_a_job_says_with_which_key_it_came(services: Services, empty_graph: None) -> None:
    key = keep_key(services.store, Role.WRITER)
    with served_with(services, auth="on") as client:
        answer = client.post("/v1/articles?async=true", json=ARTICLE, headers=bearer(key))
        assert answer.status_code == 202, answer.text
        shown = client.get(answer.headers["Location"], headers=bearer(key)).json()
        assert shown["by"] == key.id
        assert client.get(answer.headers["Location"]).status_code == 401


def test_a_stream_ends_with_a_notice_when_the_service_does(services: Services, empty_graph: None) -> None:
    queue, job = services.store.queue(), new_job(JobKind.BATCH)
    queue.enter("run-of-a-test")
    queue.open_job(job, "run-of-a-test")  # and never closed: it goes on
    own = replace(services, stopping=Stopping())
    with serving(services.settings, own) as url, httpx.Client(base_url=url, timeout=60) as client:
        seen = []
        with client.stream("GET", f"/v1/jobs/{job.id}/events") as answer:
            for line in answer.iter_lines():
                if line.startswith("event: "):
                    seen.append(line.removeprefix("event: "))
                    own.stopping.begin()
    assert seen == ["progress", "stopping"]
