"""Each role, and everybody without one, at each route: generated from the routes of the service."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator

import httpx
import pytest

from app.api_keys import new_key
from app.main import create_app
from app.roles import ACCESS, Role
from app.route_table import RouteTable, templates
from app.services import Services
from app.settings import Settings
from graph.keys import StoredKey
from tests.app.conftest import serving
from tests.app.test_bad_input import assert_problem

ROUTES = [one for one in templates(create_app(Settings()).routes) if one[0] != "HEAD"]
NOW = dt.datetime.now(dt.UTC)
WITHOUT_A_GOOD_KEY = {
    "none": "key_missing",
    "garbage": "key_unknown",
    "unknown": "key_unknown",
    "wrong secret": "key_unknown",
    "revoked": "key_unknown",
    "expired": "key_expired",
}


@pytest.fixture(scope="module")
def keys(services: Services) -> dict[str, str]:
    """What each caller sends."""
    book = services.store.keys()
    made = {"none": "", "garbage": "chy_let-me-in", "unknown": str(new_key())}
    for name in ("revoked", "expired", *Role):
        key = new_key()
        made[name] = str(key)
        changes = {"revoked": NOW} if name == "revoked" else {}
        changes |= {"expires": NOW - dt.timedelta(days=1)} if name == "expired" else {}
        role = name if name in list(Role) else Role.ADMIN
        book.add(StoredKey(id=key.id, hash=key.hash, role=role, name=name, created=NOW, **changes))
    made["wrong secret"] = made["admin"][:-1] + ("A" if made["admin"][-1] != "A" else "B")
    return made


@pytest.fixture(scope="module")
def guarded(settings: Settings, services: Services, keys: dict[str, str]) -> Iterator[httpx.Client]:
    """The service with keys, and no limit on how often anybody may try."""
    changes = {"auth": "on", "rate_failures": 1_000_000, "rate_reader": 0, "rate_analyst": 0}
    with (
        serving(settings.model_copy(update=changes), services) as url,
        httpx.Client(base_url=url, timeout=60) as client,
    ):
        yield client


def asked(client: httpx.Client, method: str, template: str, key: str) -> httpx.Response:
    path = re.sub(r"\{[^}]*\}", "x", template)
    headers = {"Authorization": f"Bearer {key}"} if key else {}
    with client.stream(method, path, headers=headers) as answer:
        if answer.status_code in (401, 403):
            answer.read()
    return answer


def test_every_route_has_a_line_in_the_table() -> None:
    assert [one for one in ROUTES if one not in ACCESS] == []


def test_every_route_that_may_change_something_is_named_in_the_audit_trail() -> None:
    changing_nothing = {("POST", "/v1/extract"), ("POST", "/v1/cypher")}
    unnamed = {one for one, access in ACCESS.items() if one[0] != "GET" and access.action is None}
    assert unnamed == changing_nothing


def test_only_probes_and_what_holds_no_facts_are_open() -> None:
    opened = {path for (_, path), access in ACCESS.items() if access.needs is None}
    pages = {"/", "/assets/{name}", "/docs", "/docs/{name}", "/openapi.json"}
    assert opened == pages | {"/healthz", "/readyz"}


def test_a_route_without_a_line_is_an_admins_alone() -> None:
    app = create_app(Settings())
    app.get("/v1/forgotten")(lambda: None)
    found = RouteTable(app.routes).find("GET", "/v1/forgotten")
    assert found is not None
    assert found.access.needs is Role.ADMIN


@pytest.mark.parametrize("role", list(Role))
@pytest.mark.parametrize(("method", "template"), ROUTES)
def test_a_role_may_do_what_the_table_says_and_nothing_else(
    guarded: httpx.Client, keys: dict[str, str], method: str, template: str, role: Role
) -> None:
    needed = ACCESS[method, template].needs
    answer = asked(guarded, method, template, keys[role])
    if needed is None or role.may(needed):
        assert answer.status_code not in (401, 403)
    else:
        problem = assert_problem(answer, 403, "not_allowed")
        assert f"role {needed}" in problem["detail"]


@pytest.mark.parametrize(("caller", "code"), WITHOUT_A_GOOD_KEY.items())
@pytest.mark.parametrize(("method", "template"), ROUTES)
def test_nobody_comes_in_without_a_good_key(
    guarded: httpx.Client, keys: dict[str, str], method: str, template: str, caller: str, code: str
) -> None:
    answer = asked(guarded, method, template, keys[caller])
    if ACCESS[method, template].needs is None:
        assert answer.status_code not in (401, 403)
    else:
        assert_problem(answer, 401, code)
        assert answer.headers["www-authenticate"].startswith("Bearer")


@pytest.mark.parametrize(
    ("role", "needed", "may"),
    [
        (Role.WRITER, Role.READER, True),
        (Role.ANALYST, Role.READER, True),
        (Role.WRITER, Role.ANALYST, False),
        (Role.ANALYST, Role.WRITER, False),
        (Role.READER, Role.WRITER, False),
        (Role.ANALYST, Role.ADMIN, False),
        (Role.ADMIN, Role.ANALYST, True),
    ],
)
def test_a_role_includes_another(role: Role, needed: Role, may: bool) -> None:
    assert role.may(needed) is may


def test_a_body_is_not_even_read_from_who_may_not_send_it(
    guarded: httpx.Client, keys: dict[str, str]
) -> None:
    answer = guarded.post("/v1/articles", content=b"{", headers={"X-API-Key": keys["reader"]})
    assert_problem(answer, 403, "not_allowed")
