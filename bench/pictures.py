"""Makes the two pictures of the README from a service that `make run` started: `make pictures`."""

from __future__ import annotations

import sys

from playwright.sync_api import Page, expect

from tests.ui.browsing import ROOT, chromium, desk

FOLDER = ROOT / "docs" / "pictures"
SERVICE = "http://127.0.0.1:8000"
QUIET_MS = 4_000


def graph(page: Page) -> None:
    """Who met whom in a year."""
    page.goto("?from=2023-01-01&to=2023-12-31")
    expect(page.get_by_text("Showing")).to_be_visible()
    page.wait_for_timeout(QUIET_MS)  # until the drawing rests
    page.screenshot(path=FOLDER / "graph.png")


def evidence(page: Page) -> None:
    """A meeting with the sentences that it rests on."""
    page.goto("?view=list&actor=Lavrov&with=Fidan&from=2023")
    page.get_by_role("table").get_by_role("row").nth(1).get_by_role("link").first.click()
    expect(page.get_by_role("complementary").get_by_text("Read it in the article").first).to_be_visible()
    page.screenshot(path=FOLDER / "evidence.png")


def main(arguments: list[str]) -> None:
    service = f"{(arguments or [SERVICE])[0].rstrip('/')}/"
    with chromium() as browser, desk(browser, service) as context:
        page = context.new_page()
        graph(page)
        evidence(page)


if __name__ == "__main__":
    main(sys.argv[1:])
