"""What the tests of the list, of files and of reports have in common."""

from __future__ import annotations

from typing import Any
from urllib.parse import parse_qs, urlsplit

import httpx
from playwright.sync_api import Locator, Page, ViewportSize

from tests.ui.conftest import Service

LAVROV = "person:sergey-lavrov"
FIDAN = "person:hakan-fidan"
NARROW: ViewportSize = {"width": 390, "height": 844}


def answer(service: Service, path: str, **query: str | int) -> Any:
    return httpx.get(f"{service.url}/v1/{path}", params=query, timeout=60).raise_for_status().json()


def moscow(service: Service) -> dict[str, Any]:
    """The talks of the two ministers that four articles tell of."""
    found = answer(service, "meetings", actor=LAVROV, place="Moscow", **{"with": FIDAN})["items"]
    return next(one for one in found if one["reports"] > 1)


def opened(page: Page) -> str | None:
    return parse_qs(urlsplit(page.url).query).get("open", [None])[0]


def table(page: Page) -> Locator:
    return page.get_by_role("region", name="List", exact=True)


def rows(page: Page) -> Locator:
    """Without the one of the headers."""
    return table(page).get_by_role("rowgroup").nth(1).get_by_role("row")


def extent(page: Page) -> Locator:
    return table(page).get_by_role("status")


def header(page: Page, name: str) -> Locator:
    return table(page).get_by_role("columnheader", name=name)
