"""The page where keys are needed, while the service is away, by the keyboard alone, on small screens."""

from __future__ import annotations

from collections.abc import Iterator

import httpx
import pytest
from playwright.sync_api import Browser, Locator, Page, expect

from app.roles import Role
from tests.app.commands import free_port
from tests.app.conftest import serving
from tests.app.guarded import keep_key
from tests.ui.browsing import Troubles, axe, opened, shot
from tests.ui.conftest import Service
from tests.ui.test_bring import OSLO

BRING = ["/?screen=bring", "/?screen=bring&bring.way=url", "/?screen=bring&bring.way=files"]


@pytest.fixture
def locked(service: Service, browser: Browser, troubles: Troubles) -> Iterator[Page]:
    """The same graph, where requests need a key."""
    troubles.expect("status of 401")
    settings = service.services.settings.model_copy(update={"auth": "on"})
    with serving(settings, service.services) as url, opened(browser, url, troubles) as page:
        yield page


def sign_in(page: Page, key: str) -> None:
    dialog = page.get_by_role("dialog")
    dialog.get_by_label("API key").fill(key)
    dialog.get_by_role("button", name="Sign in").click()


def test_where_keys_are_needed_the_page_asks_for_one(locked: Page, service: Service) -> None:
    page = locked
    page.goto("/?screen=bring")
    dialog = page.get_by_role("dialog", name="Sign in")
    expect(dialog).to_be_visible()
    assert axe(page) == []
    shot(page, "sign-in")
    sign_in(page, "chy_wrong")
    expect(dialog.get_by_role("alert")).to_contain_text("no API key of Chancery")
    sign_in(page, str(keep_key(service.services.store, Role.WRITER)))
    expect(dialog).to_be_hidden()
    expect(page.get_by_role("region", name="Latest loads").get_by_role("alert")).to_have_count(0)
    page.get_by_role("button", name="Key").click()
    dialog.get_by_role("button", name="Sign out").click()
    expect(dialog).to_be_hidden()
    loads = page.get_by_role("region", name="Latest loads")
    expect(loads.get_by_role("alert")).to_contain_text("Sign in to see this.")
    loads.get_by_role("button", name="Sign in").click()
    expect(dialog).to_be_visible()


def test_a_reader_sees_what_a_text_would_bring_and_is_told_that_storing_is_for_others(
    locked: Page, service: Service, troubles: Troubles
) -> None:
    troubles.expect("status of 403")
    page = locked
    page.goto("/?screen=bring")
    sign_in(page, str(keep_key(service.services.store, Role.READER)))
    expect(page.get_by_text("shown to keys with the role writer")).to_be_visible()
    page.get_by_label("Text", exact=True).fill(OSLO)
    page.get_by_role("button", name="See what would be stored").click()
    page.get_by_role("button", name="Store this").click()
    expect(page.get_by_role("alert")).to_contain_text("This needs a key with the role writer")
    expect(page.get_by_text("storing needs a writer's key")).to_be_visible()
    expect(page.get_by_label("Text", exact=True)).to_have_value(OSLO)
    assert axe(page) == []


def test_a_service_that_stops_is_waited_for_and_nothing_written_is_lost(
    service: Service, browser: Browser, troubles: Troubles
) -> None:
    troubles.expect("ERR_CONNECTION_REFUSED")
    services = service.services
    port = free_port()
    with opened(browser, f"http://127.0.0.1:{port}", troubles) as page:
        with serving(services.settings, services, port):
            page.goto("/?screen=bring", wait_until="networkidle")
            page.get_by_label("Text", exact=True).fill(OSLO)
        page.get_by_role("button", name="See what would be stored").click()
        expect(page.get_by_role("alert")).to_contain_text("The service does not answer.")
        expect(page.get_by_role("button", name="Look now")).to_be_visible()
        assert axe(page) == []
        shot(page, "away")
        with serving(services.settings, services, port):
            expect(page.get_by_text("The service answers again.")).to_be_visible()
            expect(page.get_by_label("Text", exact=True)).to_have_value(OSLO)
            page.get_by_role("button", name="Try again").click()
            expect(page.get_by_role("heading", name="Not stored yet: 1 meeting")).to_be_visible()


def tab_to(page: Page, target: Locator) -> None:
    """Pressing the key until it is there, as somebody without a mouse does."""
    handle = target.element_handle()
    for _ in range(60):
        page.keyboard.press("Tab")
        if page.evaluate("one => document.activeElement === one", handle):
            return
    pytest.fail(f"the keyboard does not come to {target}")


def test_an_article_comes_in_and_goes_out_by_the_keyboard_alone(page: Page, service: Service) -> None:
    before = httpx.get(f"{service.url}/v1/stats").json()
    page.goto("/")
    tab_to(page, page.get_by_role("link", name="Bring in"))
    page.keyboard.press("Enter")
    tab_to(page, page.get_by_label("Text", exact=True))
    page.keyboard.insert_text(OSLO)
    tab_to(page, page.get_by_role("button", name="See what would be stored"))
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", name="Not stored yet: 1 meeting")).to_be_focused()
    show = page.get_by_role("button", name="Show in the text")
    tab_to(page, show)
    expect(page.locator(".span-active")).to_have_count(4)
    tab_to(page, page.get_by_role("button", name="Store this"))
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", name="Stored: 1 meeting")).to_be_focused()
    tab_to(page, page.get_by_role("button", name="Take it out again"))
    page.keyboard.press("Enter")
    expect(page.get_by_text("Taken out again")).to_be_visible()
    assert httpx.get(f"{service.url}/v1/stats").json() == before


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_bringing_in_fits_a_narrow_screen_in_either_theme(page: Page, scheme: str) -> None:
    page.set_viewport_size({"width": 390, "height": 844})
    page.emulate_media(color_scheme="dark" if scheme == "dark" else "light")
    for address in BRING:
        page.goto(address)
        expect(page.get_by_role("region", name="Latest loads")).to_be_visible()
        assert page.evaluate("document.documentElement.scrollWidth") <= 390
        assert axe(page) == []
    page.goto(BRING[0])
    page.get_by_label("Text", exact=True).fill(OSLO + " " + "x" * 10_000)
    page.get_by_role("button", name="See what would be stored").click()
    expect(page.get_by_role("heading", name="Not stored yet")).to_be_visible()
    assert page.evaluate("document.documentElement.scrollWidth") <= 390
    assert axe(page) == []
    shot(page, f"bring-narrow-{scheme}")
