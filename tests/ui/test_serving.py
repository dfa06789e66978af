"""How the page comes to the browser, and what it may do there."""

from __future__ import annotations

import re
import time
from pathlib import Path

import httpx
import pytest
from playwright.sync_api import Browser, Page, Route, expect

from app.main import create_app
from app.roles import Role
from app.routers.page import MEDIA_TYPES, POLICY, built
from tests.app.conftest import serving, serving_app
from tests.app.guarded import bearer, keep_key
from tests.app.test_bad_input import assert_problem
from tests.ui.browsing import ROOT, SCREENSHOTS, Troubles, axe, opened, shot
from tests.ui.conftest import Service

DIST = ROOT / "app" / "ui" / "dist"
POST = """async ([path, headers]) => {
  const answer = await fetch(path, {
    method: "POST",
    headers: {"Content-Type": "application/json", ...headers},
    body: JSON.stringify({text: "Sergey Lavrov met Hakan Fidan in Moscow on Tuesday."}),
  });
  return answer.status;
}"""


@pytest.fixture(scope="module")
def assets() -> list[Path]:
    """What was built, beside the document."""
    return sorted((DIST / "assets").iterdir())


# --- what is sent ---


def test_the_page_says_what_it_may_do(client: httpx.Client) -> None:
    answer = client.get("/")
    assert (answer.status_code, answer.headers["content-type"]) == (200, "text/html; charset=utf-8")
    assert answer.headers["content-security-policy"] == (
        "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data: blob:; "
        "connect-src 'self'; font-src 'self'; frame-ancestors 'none'; base-uri 'none'; form-action 'none'"
    )
    assert answer.headers["x-frame-options"] == "DENY"
    assert answer.headers["cache-control"] == "no-cache"


def test_all_that_the_page_names_is_there_and_relative_to_it(client: httpx.Client) -> None:
    text = client.get("/").text
    named = re.findall(r'(?:src|href)="([^"]+)"', text)
    assert len(named) >= 2
    for one in named:
        assert not one.startswith("/")
        assert "://" not in one
        assert client.get(one.removeprefix(".")).status_code == 200 if one.startswith("./") else one == "docs"


def test_the_files_of_the_page_are_kept_for_ever(client: httpx.Client, assets: list[Path]) -> None:
    for one in assets:
        # Or a browser would keep a file whose content is another by now.
        assert re.fullmatch(r".+-[\w-]{8}\.\w+", one.name)
        answer = client.get(f"/assets/{one.name}")
        assert (answer.status_code, answer.content) == (200, one.read_bytes())
        assert answer.headers["cache-control"] == "public, max-age=31536000, immutable"
        assert answer.headers["content-type"].partition(";")[0] == MEDIA_TYPES[one.suffix]
        assert answer.headers["x-content-type-options"] == "nosniff"


def test_a_browser_that_has_it_is_sent_nothing(client: httpx.Client, assets: list[Path]) -> None:
    for path in ("/", f"/assets/{assets[0].name}"):
        first = client.get(path)
        again = client.get(path, headers={"If-None-Match": first.headers["etag"]})
        assert (again.status_code, again.content) == (304, b"")
        for name in ("etag", "cache-control", "content-security-policy"):
            assert again.headers[name] == first.headers[name]
        assert client.get(path, headers={"If-None-Match": '"another"'}).status_code == 200


@pytest.mark.parametrize(
    "path",
    [
        "/assets/nothing.js",
        "/assets/index.html",
        "/assets/",
        "/assets/..",
        "/assets/%2e%2e",
        "/assets/../index.html",
        "/assets/..%2Findex.html",
        "/assets/%2e%2e%2findex.html",
        "/assets/..%5Cindex.html",
        "/assets/..%2F..%2Fpackage.json",
        "/assets/%2e%2e%2f%2e%2e%2fpackage.json",
        "/assets/..%252Findex.html",
        "/assets/%2Fetc%2Fpasswd",
        "/assets/x%00.js",
        "/assets/" + "x" * 5_000 + ".js",
        "/src/main.tsx",
        "/package.json",
    ],
)
def test_no_other_file_is_given_out(service: Service, path: str) -> None:
    # Sent as it stands here: a client would first take the dots away.
    request = httpx.Request("GET", service.url, extensions={"target": path.encode()})
    with httpx.Client() as client:
        answer = client.send(request)
    assert (answer.status_code, answer.json()["code"]) == (404, "no_such_route")
    assert answer.headers["cache-control"] == "no-store"


def test_a_file_that_only_lies_in_the_folder_is_not_given_out(service: Service, tmp_path: Path) -> None:
    assets = tmp_path / "assets"
    assets.mkdir()
    (assets / "notes.docx").write_bytes(b"x")
    (assets / "folder.js").mkdir()
    app = create_app(service.services.settings, service.services)
    app.dependency_overrides[built] = lambda: tmp_path
    with serving_app(app) as url:
        for name in ("notes.docx", "folder.js"):
            assert_problem(httpx.get(f"{url}/assets/{name}"), 404, "no_such_route")


def test_a_service_without_the_page_says_how_to_build_it(
    service: Service, browser: Browser, troubles: Troubles, tmp_path: Path
) -> None:
    app = create_app(service.services.settings, service.services)
    app.dependency_overrides[built] = lambda: tmp_path / "nowhere"
    with serving_app(app) as url, opened(browser, url, troubles) as page:
        page.goto("/")
        expect(page.get_by_text("make setup")).to_be_visible()
        assert axe(page) == []
        assert httpx.get(f"{url}/assets/index.js").status_code == 404
        page.get_by_role("link", name="docs").click()
        expect(page).to_have_url(f"{url}/docs")


# --- in the browser ---


def test_the_page_opens(page: Page) -> None:
    answer = page.goto("/")
    assert answer is not None
    assert answer.header_value("content-security-policy") == POLICY
    expect(page.locator("#page > *").first).to_be_visible()
    page.wait_for_load_state("networkidle")


def test_a_script_in_the_page_is_not_run(page: Page, troubles: Troubles) -> None:
    troubles.expect(r"inline script violates.+script-src 'self'")
    troubles.expect(r"inline event handler violates.+script-src 'self'")
    page.goto("/")
    page.evaluate(
        """() => {
          const script = document.createElement("script");
          script.textContent = "window.ran = true";
          document.body.append(script);
          const picture = document.createElement("p");
          picture.innerHTML = '<img src="data:," onerror="window.ran = true">';
          document.body.append(picture);
        }"""
    )
    troubles.settle(page)
    assert page.evaluate("window.ran") is None


@pytest.mark.parametrize(
    "leaving",
    [
        "fetch('http://127.0.0.1:9/')",
        "new Promise((loaded, failed) => Object.assign(new Image(), "
        "{onload: loaded, onerror: failed, src: 'http://127.0.0.1:9/x.png'}))",
        "import('http://127.0.0.1:9/x.js')",
    ],
    ids=["fetch", "picture", "script"],
)
def test_nothing_leaves_the_page(page: Page, troubles: Troubles, leaving: str) -> None:
    troubles.expect("violates the .*Content Security Policy")
    troubles.expect(r"http://127\.0\.0\.1:9/")  # the browser tells of requests that it holds back, too
    page.goto("/")
    assert page.evaluate(f"() => {leaving}.then(() => 'gone', () => 'held')") == "held"


def test_the_page_works_below_a_path_of_a_proxy(page: Page, service: Service) -> None:
    def forward(route: Route) -> None:
        route.continue_(url=route.request.url.replace("/desk/", "/", 1))

    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.route(f"{service.url}/desk/**", forward)
    page.goto("/desk/")
    expect(page.locator("#page > *").first).to_be_visible()
    page.wait_for_load_state("networkidle")
    assert len(asked) >= 2
    assert [one for one in asked if not one.startswith(f"{service.url}/desk/")] == []


def test_the_page_may_send_articles_without_keys(page: Page) -> None:
    page.goto("/")
    assert page.evaluate(POST, ["v1/extract", {}]) == 200


def test_the_page_may_send_articles_with_a_key(
    service: Service, browser: Browser, troubles: Troubles
) -> None:
    troubles.expect("status of 401")
    key = keep_key(service.services.store, Role.READER)
    settings = service.services.settings.model_copy(update={"auth": "on"})
    with serving(settings, service.services) as url, opened(browser, url, troubles) as page:
        page.goto("/")
        assert page.evaluate(POST, ["v1/extract", {}]) == 401
        assert page.evaluate(POST, ["v1/extract", bearer(key)]) == 200


# --- the tests themselves ---


def test_the_browser_draws_graphs(page: Page) -> None:
    page.goto("/")
    assert page.evaluate("() => document.createElement('canvas').getContext('webgl2') !== null")


def test_accessibility_is_looked_at(page: Page) -> None:
    page.goto("/")
    page.evaluate("() => { document.body.innerHTML = '<img src=\"data:,\">'; }")
    (found,) = [one for one in axe(page) if one.rule == "image-alt"]
    assert found.impact == "critical"
    assert '<img src="data:,">' in found.nodes[0]


def test_a_picture_is_kept(page: Page) -> None:
    page.goto("/")
    path = shot(page, "opened")
    assert path == SCREENSHOTS / "opened.png"
    assert path.read_bytes().startswith(b"\x89PNG")


@pytest.mark.parametrize(
    ("done", "seen"),
    [
        ("console.error('ouch')", "console: ouch"),
        ("setTimeout(() => { throw new Error('ouch') })", "page error: .*ouch"),
        ("fetch('v1/meetings?limit=0')", "status of 422"),
        ("fetch('http://127.0.0.1:9/')", "Content Security Policy"),
    ],
)
def test_trouble_in_a_page_fails_its_test(browser: Browser, service: Service, done: str, seen: str) -> None:
    troubles = Troubles()
    with opened(browser, service.url, troubles) as page:
        page.goto("/")
        page.evaluate(f"() => {{ {done}; }}")
        deadline = time.monotonic() + 10
        while not troubles.seen and time.monotonic() < deadline:
            page.wait_for_timeout(50)
    with pytest.raises(AssertionError, match=seen):
        troubles.check()


def test_trouble_that_a_test_waits_for_has_to_come() -> None:
    troubles = Troubles()
    troubles.expect("status of 503")
    with pytest.raises(AssertionError, match="did not happen"):
        troubles.check()
