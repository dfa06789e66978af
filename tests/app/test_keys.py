"""API keys: made, used, revoked, and never kept or shown."""

from __future__ import annotations

import datetime as dt
import json
import time
from collections.abc import Iterator
from dataclasses import replace
from typing import Any

import httpx
import pytest
from neo4j import Driver
from typer.testing import CliRunner

from app import cli_keys
from app.api_keys import new_key, read_key
from app.ingest import Ingester
from app.key_ring import FRESH_S
from app.roles import Role
from app.services import Services
from app.settings import Settings
from app.store import open_store
from tests.app.commands import chancery, environment, served
from tests.app.conftest import ARTICLE, settings_for
from tests.app.forwarder import Forwarder
from tests.app.guarded import bearer, keep_key, served_with
from tests.app.test_bad_input import assert_problem

pytestmark = pytest.mark.usefixtures("empty_graph")


@pytest.fixture
def guarded(services: Services) -> Iterator[httpx.Client]:
    with served_with(services, auth="on") as client:
        yield client


def test_a_key_opens_in_either_header(guarded: httpx.Client, services: Services) -> None:
    key = keep_key(services.store, Role.READER)
    for headers in (bearer(key), {"X-API-Key": str(key)}, {"authorization": f"bearer  {key}"}):
        assert guarded.get("/v1/meetings", headers=headers).status_code == 200


def test_a_key_in_the_address_opens_nothing(guarded: httpx.Client, services: Services) -> None:
    key = keep_key(services.store, Role.READER)
    for name in ("key", "api_key", "access_token"):
        assert_problem(guarded.get("/v1/meetings", params={name: str(key)}), 401, "key_missing")


def test_a_revoked_key_opens_nothing_after_seconds(guarded: httpx.Client, services: Services) -> None:
    key = keep_key(services.store, Role.READER)
    assert guarded.get("/v1/meetings", headers=bearer(key)).status_code == 200
    services.store.keys().revoke(key.id, dt.datetime.now(dt.UTC))
    time.sleep(FRESH_S + 0.1)
    assert_problem(guarded.get("/v1/meetings", headers=bearer(key)), 401, "key_unknown")


def test_a_key_ends_with_its_time(guarded: httpx.Client, services: Services) -> None:
    soon = dt.datetime.now(dt.UTC) + dt.timedelta(seconds=2)
    key = keep_key(services.store, Role.READER, expires=soon)
    assert guarded.get("/v1/meetings", headers=bearer(key)).status_code == 200
    time.sleep(2.1)
    answer = guarded.get("/v1/meetings", headers=bearer(key))
    assert_problem(answer, 401, "key_expired")
    assert answer.headers["www-authenticate"] == 'Bearer realm="chancery", error="invalid_token"'


def test_the_day_of_the_last_use_is_noted_for_a_key_that_opened_only(
    guarded: httpx.Client, services: Services
) -> None:
    used, tried = (keep_key(services.store, Role.READER) for _ in range(2))
    guarded.get("/v1/meetings", headers=bearer(used))
    guarded.get("/v1/meetings", headers=bearer(f"chy_{tried.id}_{new_key().secret}"))
    days = {one.id: one.last_used for one in services.store.keys().listed()}
    assert days == {used.id: dt.datetime.now(dt.UTC).date(), tried.id: None}


def test_known_keys_go_on_while_neo4j_is_away_and_others_are_told_to_wait(
    neo4j_server: Any, services: Services
) -> None:
    known, unknown = keep_key(services.store, Role.READER), keep_key(services.store, Role.READER)
    with Forwarder(neo4j_server.uri) as wire:
        settings = settings_for(neo4j_server).model_copy(update={"neo4j_uri": wire.uri})
        with open_store(settings) as store:
            ingester = Ingester(services.pool, store, settings.max_text_bytes)
            own = replace(services, settings=settings, store=store, ingester=ingester)
            with served_with(own, auth="on") as client:
                assert client.get("/v1/meetings", headers=bearer(known)).status_code == 200
                wire.cut()
                time.sleep(FRESH_S + 0.1)
                answer = client.post("/v1/extract", json=ARTICLE, headers=bearer(known))
                assert answer.status_code == 200
                assert_problem(client.get("/v1/meetings", headers=bearer(known)), 503, "graph_unavailable")
                answer = client.post("/v1/extract", json=ARTICLE, headers=bearer(unknown))
                assert_problem(answer, 503, "graph_unavailable")
                assert int(answer.headers["retry-after"]) > 0
                wire.mend()


def test_a_key_is_made_shown_once_listed_and_revoked_on_the_command_line(
    neo4j_server: Any, plain_driver: Driver, guarded: httpx.Client
) -> None:
    env = environment(neo4j_server)
    made = chancery("keys", "create", "the  desk", "--role", "analyst", "--expires", "30", env=env)
    key = read_key(made.stdout.strip())
    assert key is not None, made.stderr
    assert "not shown again" in made.stderr
    assert key.secret not in made.stderr
    assert guarded.get("/v1/meetings", headers=bearer(key)).status_code == 200

    kept = str([record.data() for record in plain_driver.execute_query("MATCH (n) RETURN n").records])
    assert key.hash in kept
    assert key.secret not in kept

    (listed,) = json.loads(chancery("keys", "list", "--json", env=env).stdout)
    assert (listed["id"], listed["name"], listed["role"], listed["state"]) == (
        key.id,
        "the desk",
        "analyst",
        "good",
    )
    assert "hash" not in listed

    revoked = chancery("keys", "revoke", str(key), env=env)
    assert (revoked.returncode, key.id in revoked.stdout) == (0, True)
    table = chancery("keys", "list", env=env).stdout
    assert "revoked" in table
    assert key.secret not in table + revoked.stdout + revoked.stderr


def test_a_command_on_a_key_that_is_not_there_says_so(neo4j_server: Any) -> None:
    env = environment(neo4j_server)
    gone = chancery("keys", "revoke", "nothing123", env=env)
    assert gone.returncode == 1
    assert "chancery keys list" in gone.stderr


@pytest.mark.parametrize(
    "arguments",
    [
        ("me", "--role", "king"),
        ("me",),
        (" ", "--role", "reader"),
        ("x" * 101, "--role", "reader"),
        ("me", "--role", "reader", "--expires", "0"),
    ],
)
def test_a_key_of_no_kind_is_not_made(arguments: tuple[str, ...]) -> None:
    assert CliRunner().invoke(cli_keys.app, ["create", *arguments]).exit_code == 2


def test_a_service_without_any_key_says_how_to_make_one_and_logs_none(
    neo4j_server: Any, services: Services
) -> None:
    env = environment(
        neo4j_server, CHANCERY_AUTH="on", CHANCERY_LOG_LEVEL="DEBUG", CHANCERY_TRUSTED_PROXIES="127.0.0.0/8"
    )
    with served(env, "--no-seeds") as service:
        key = keep_key(services.store, Role.READER)
        assert httpx.get(f"{service.address}/v1/meetings").status_code == 401
        for headers in (bearer(key), {"X-API-Key": str(key)}):
            assert httpx.get(f"{service.address}/v1/meetings", headers=headers).status_code == 200
        answer = httpx.delete(f"{service.address}/v1/articles/x", headers={"X-Forwarded-For": "192.0.2.7"})
        assert "server" not in answer.headers
        printed = service.printed()
    (entry,) = services.store.audit().entries().items
    assert entry.address == "192.0.2.7"
    assert "chancery keys create NAME --role admin" in printed
    assert key.secret not in printed


@pytest.mark.parametrize(
    ("auth", "host", "needed"),
    [
        ("auto", "127.0.0.1", False),
        ("auto", "::1", False),
        ("auto", "localhost", False),
        ("auto", "0.0.0.0", True),
        ("auto", "::", True),
        ("auto", "chancery.example.org", True),
        ("on", "127.0.0.1", True),
        ("off", "0.0.0.0", False),
    ],
)
def test_keys_are_needed_wherever_others_can_connect(auth: Any, host: str, needed: bool) -> None:
    assert Settings(auth=auth, host=host).keys_needed is needed


KEY = f"chy_2zq7dhkpee_{'x' * 43}"


@pytest.mark.parametrize("words", ["", "chy_", "chy_abc_def", "Bearer x", f"{KEY}x", f" {KEY}"])
def test_what_has_not_the_form_of_a_key_is_none(words: str) -> None:
    assert read_key(words) is None


def test_a_key_reads_as_it_was_written_and_shows_no_secret_in_a_printout() -> None:
    key = new_key()
    assert read_key(str(key)) == key
    assert key.secret not in repr(key)
