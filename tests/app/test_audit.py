"""The audit trail: who changed what, and when."""

from __future__ import annotations

import datetime as dt
import logging
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import httpx
import pytest

from app.api_keys import ApiKey
from app.auditing import Recorder
from app.roles import Role
from app.services import Services
from app.store import open_store
from graph.audit import AuditEntry, entry_id
from tests.app.commands import chancery, environment
from tests.app.conftest import ARTICLE, settings_for
from tests.app.forwarder import Forwarder
from tests.app.guarded import bearer, keep_key, served_with
from tests.app.test_bad_input import assert_problem

pytestmark = pytest.mark.usefixtures("empty_graph")
TODAY = dt.datetime.now(dt.UTC).date()


@pytest.fixture
def guarded(services: Services, empty_graph: None) -> Iterator[httpx.Client]:
    with served_with(services, auth="on") as client:
        yield client


@pytest.fixture
def admin(services: Services, empty_graph: None) -> ApiKey:
    return keep_key(services.store, Role.ADMIN, "the admin")


def trail(client: httpx.Client, admin: ApiKey | None = None, **asked: Any) -> list[dict[str, Any]]:
    answer = client.get("/v1/audit", params=asked, headers=bearer(admin) if admin else {})
    assert answer.status_code == 200, answer.text
    items: list[dict[str, Any]] = answer.json()["items"]
    return items


def test_every_change_says_who_did_what_to_what_and_what_came_of_it(
    guarded: httpx.Client, services: Services, admin: ApiKey
) -> None:
    writer = keep_key(services.store, Role.WRITER, "the feed")
    sent = bearer(writer) | {"X-Request-ID": "feed-17"}
    article = guarded.post("/v1/articles", json=ARTICLE, headers=sent).json()["id"]
    guarded.delete(f"/v1/articles/{article}", headers=bearer(writer))
    guarded.delete(f"/v1/articles/{article}", headers=bearer(writer))
    again, gone, put = trail(guarded, admin)
    assert [one["outcome"] for one in (put, gone, again)] == ["done", "done", "not_found"]
    assert [one["action"] for one in (put, gone)] == ["article.put", "article.delete"]
    assert {one["subject"] for one in (put, gone, again)} == {article}
    assert (put["key_id"], put["name"], put["request_id"]) == (writer.id, "the feed", "feed-17")
    assert put["address"] == "127.0.0.1"
    assert abs(dt.datetime.fromisoformat(put["at"]) - dt.datetime.now(dt.UTC)) < dt.timedelta(minutes=1)


def test_what_was_refused_is_there_too_and_what_was_asked_is_not(
    guarded: httpx.Client, services: Services, admin: ApiKey
) -> None:
    reader = keep_key(services.store, Role.READER, "a reader")
    guarded.delete("/v1/articles/art-1", headers=bearer(reader))
    guarded.delete("/v1/articles/art-2")
    guarded.post("/v1/articles", content=b"{", headers=bearer(admin) | {"Content-Type": "application/json"})
    guarded.post("/v1/articles", content=b"x", headers=bearer(admin) | {"Content-Type": "text/plain"})
    guarded.post("/v1/extract", json=ARTICLE, headers=bearer(reader))
    guarded.get("/v1/meetings", headers=bearer(reader))
    found = [(one["name"], one["subject"], one["outcome"]) for one in trail(guarded, admin)]
    assert found == [
        ("the admin", None, "unsupported_media_type"),
        ("the admin", None, "broken_json"),
        ("nobody", "art-2", "key_missing"),
        ("a reader", "art-1", "not_allowed"),
    ]


def test_a_judgement_is_there_under_its_id(client: httpx.Client, stored: str) -> None:
    report = client.get(f"/v1/articles/{stored}").json()["reports"][0]["id"]
    given = {"verdict": "right", "report": report, "by": "me"}
    judgement = client.post("/v1/judgements", json=given).json()["id"]
    client.delete(f"/v1/judgements/{judgement}")
    found = [(one["action"], one["subject"], one["name"]) for one in trail(client, subject=judgement)]
    assert found == [("judgement.withdraw", judgement, "local"), ("judgement.add", judgement, "local")]


def entries(services: Services, *days: str) -> None:
    for day in days:
        at = dt.datetime.fromisoformat(f"{day}T12:00:00+00:00")
        entry = AuditEntry(
            id=entry_id(at), at=at, name="local", action="article.put", outcome="done", subject=day
        )
        services.store.audit().add(entry)


def test_the_trail_comes_page_by_page_and_is_searched(client: httpx.Client, services: Services) -> None:
    entries(services, "2024-01-31", "2024-02-01", "2024-02-02", "2024-02-29", "2024-03-01")
    february = client.get("/v1/audit?from=2024-02&to=2024-02").json()["items"]
    assert [one["subject"] for one in february] == ["2024-02-29", "2024-02-02", "2024-02-01"]
    assert len(trail(client, action="article.put", who="local")) == 5
    assert trail(client, action="article.delete") == []
    assert trail(client, who="somebody") == []
    seen = []
    address = "/v1/audit?limit=2&to=2024-02-29"
    while address:
        page = client.get(address).json()
        seen += [one["subject"] for one in page["items"]]
        address = page["next"]
    assert seen == ["2024-02-29", "2024-02-02", "2024-02-01", "2024-01-31"]
    assert_problem(client.get("/v1/audit?cursor=x"), 422, "bad_cursor")
    assert_problem(client.get("/v1/audit?form=2024"), 422, "invalid_request")


def test_entries_go_after_their_days(services: Services) -> None:
    old, young = TODAY - dt.timedelta(days=31), TODAY - dt.timedelta(days=29)
    entries(services, old.isoformat(), young.isoformat())
    Recorder(services.store, days=30).record("article.put", "done", name="local", subject="now")
    left = [one.subject for one in services.store.audit().entries().items]
    assert left == ["now", young.isoformat()]


def test_an_entry_that_cannot_be_kept_is_logged_whole_and_nothing_is_raised(
    neo4j_server: Any, caplog: pytest.LogCaptureFixture
) -> None:
    with Forwarder(neo4j_server.uri) as wire:
        settings = settings_for(neo4j_server).model_copy(update={"neo4j_uri": wire.uri})
        wire.cut()
        with open_store(settings) as store, caplog.at_level(logging.ERROR):
            Recorder(store, days=30).record("article.delete", "done", name="the feed", subject="art-1")
    (said,) = [one.getMessage() for one in caplog.records if "AUDIT" in one.getMessage()]
    for word in ("article.delete", "the feed", "art-1", "done"):
        assert word in said


def test_commands_are_there_in_the_name_of_the_user(
    client: httpx.Client, neo4j_server: Any, stored: str, tmp_path: Path
) -> None:
    env = environment(neo4j_server)
    report = client.get(f"/v1/articles/{stored}").json()["reports"][0]["id"]
    judged = chancery("judge", "report", "right", report, "--by", "me", env=env)
    assert judged.returncode == 0, judged.stderr
    assert chancery("judge", "withdraw", "jdg-0", env=env).returncode == 1
    made = chancery("keys", "create", "me", "--role", "reader", env=env).stdout.split("_")[1]
    created, withdrawn, added, _ = trail(client)
    assert (created["action"], created["subject"], created["outcome"]) == ("key.create", made, "done")
    assert (withdrawn["action"], withdrawn["outcome"]) == ("judgement.withdraw", "not_found")
    assert (added["action"], added["outcome"]) == ("judgement.add", "done")
    assert added["subject"].startswith("jdg-")
    assert added["name"].startswith("local:")
    assert added["address"] is None
