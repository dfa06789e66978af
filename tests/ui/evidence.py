"""What the tests of the evidence pane and of the pages behind it share."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import httpx
from playwright.sync_api import Locator, Page, ViewportSize

from tests.ui.browsing import axe, shot

FIDAN, LAVROV = "person:hakan-fidan", "person:sergey-lavrov"
OSLO = (
    "Norwegian Foreign Minister Espen Barth Eide received his Jordanian counterpart, Ayman Safadi, "
    "in Oslo on Tuesday"
)
WIDE: ViewportSize = {"width": 1280, "height": 800}
NARROW: ViewportSize = {"width": 390, "height": 844}


def in_moscow(client: httpx.Client) -> dict[str, Any]:
    """Fidan with Lavrov, before Sochi, as four articles of seeds/clusters.jsonl tell it."""
    asked = {"actor": FIDAN, "with": LAVROV, "place": "Moscow"}
    [meeting] = client.get("/v1/meetings", params=asked).json()["items"]
    found: dict[str, Any] = client.get(f"/v1/meetings/{meeting['id']}").json()
    return found


@contextmanager
def stored(client: httpx.Client, **article: str) -> Iterator[dict[str, Any]]:
    """As the service answers it; taken out again."""
    answer = client.post("/v1/articles", json=article)
    assert answer.status_code in (200, 201), answer.text
    id = answer.json()["id"]
    try:
        yield client.get(f"/v1/articles/{id}").json()
    finally:
        client.delete(f"/v1/articles/{id}").raise_for_status()


def pane(page: Page) -> Locator:
    """Where the evidence is."""
    return page.get_by_role("complementary", name="Evidence")


def no_sideways(page: Page) -> None:
    """Nothing is wider than the window."""
    assert page.evaluate("document.documentElement.scrollWidth <= window.innerWidth")


def at_ease(page: Page, name: str) -> None:
    """Nothing against it, at either width; with a picture of each."""
    assert axe(page) == []
    shot(page, f"evidence-{name}")
    page.set_viewport_size(NARROW)
    no_sideways(page)
    assert axe(page) == []
    shot(page, f"evidence-{name}-narrow")
