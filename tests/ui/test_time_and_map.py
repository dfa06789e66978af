"""The meetings through time and on the map, as somebody sees and works them."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any

import httpx
import pytest
from playwright.sync_api import Locator, Page, expect

from tests.ui.browsing import Troubles, axe, shot
from tests.ui.conftest import Service

YEAR_2023 = re.compile(r"from=2023-01-01&to=2023-12-31")
Ask = Callable[..., dict[str, Any]]


@pytest.fixture
def ask(service: Service) -> Ask:
    """The service, without the page."""

    def get(path: str, **query: str) -> dict[str, Any]:
        found: dict[str, Any] = httpx.get(f"{service.url}/v1/{path}", params=query, timeout=60).json()
        return found

    return get


def bars(page: Page) -> Locator:
    return page.get_by_role("group", name="Meetings by").get_by_role("button")


def opened(page: Page, address: str) -> Page:
    page.goto(address)
    expect(page.get_by_role("group", name=re.compile("^(Meetings by|Map of)"))).to_be_visible()
    return page


def in_the_middle_of(bar: Locator) -> tuple[float, float]:
    box = bar.bounding_box()
    assert box is not None
    return box["x"] + box["width"] / 2, box["y"] + box["height"] / 2


# --- through time ---


def test_years_lead_to_months_and_the_back_button_returns(page: Page, ask: Ask) -> None:
    opened(page, "/?view=timeline")
    whole = ask("stats/by-period", status="any", by="year")
    region = page.get_by_role("region", name="Timeline")
    expect(region.get_by_text(f"{whole['whole']['count']} meetings", exact=True)).to_be_visible()
    expect(bars(page)).to_have_count(whole["total"])
    (of_2023,) = [one["count"] for one in whole["items"] if one["period"] == "2023"]

    bars(page).filter(has=page.locator("title", has_text=re.compile("^2023: "))).click()
    expect(page).to_have_url(YEAR_2023)
    months = ask("stats/by-period", status="any", by="month", **{"from": "2023", "to": "2023"})
    expect(bars(page)).to_have_count(len([one for one in months["items"] if one["period"] >= "2023"]))
    expect(page.get_by_role("button", name=re.compile("^March 2023: "))).to_be_visible()
    expect(region.get_by_text(f"{months['whole']['count']} meetings", exact=True)).to_be_visible()
    assert months["whole"]["count"] >= of_2023

    page.go_back()
    expect(page).not_to_have_url(YEAR_2023)
    expect(bars(page)).to_have_count(whole["total"])


def test_a_time_is_chosen_by_dragging_over_its_bars(page: Page) -> None:
    opened(page, "/?view=timeline&from=2023-01-01&to=2023-12-31")
    first, last = (page.get_by_role("button", name=re.compile(f"^{one} 2023: ")) for one in ("March", "May"))
    page.mouse.move(*in_the_middle_of(first))
    page.mouse.down()
    page.mouse.move(*in_the_middle_of(last), steps=4)
    expect(page.get_by_text("1 Mar 2023 – 31 May 2023: ")).to_be_visible()
    page.mouse.up()
    expect(page).to_have_url(re.compile("from=2023-03-01&to=2023-05-31"))
    page.get_by_role("button", name="Later").click()
    expect(page).to_have_url(re.compile("from=2023-06-01&to=2023-08-31"))
    page.get_by_role("button", name="All dates").click()
    expect(page).not_to_have_url(re.compile("from="))


def test_a_time_is_chosen_by_keys_alone(page: Page) -> None:
    opened(page, "/?view=timeline&from=2023-01-01&to=2023-12-31")
    page.get_by_role("button", name="All dates").focus()
    page.keyboard.press("Tab")
    expect(bars(page).last).to_be_focused()
    page.keyboard.press("Home")
    expect(bars(page).first).to_be_focused()
    second = bars(page).nth(1).get_attribute("aria-label")
    assert second is not None
    page.keyboard.press("Shift+ArrowRight")
    expect(page.get_by_role("status").filter(has_text="Enter shows only these")).to_be_visible()
    page.keyboard.press("Enter")
    expect(page).to_have_url(re.compile(r"from=2023-\d\d-01&to=2023-\d\d-\d\d"))
    expect(page).not_to_have_url(YEAR_2023)
    # Whoever works by keys stays among the bars.
    expect(page.locator(":focus")).to_have_attribute("aria-label", re.compile(r"2023: \d+ meeting"))


def test_what_is_planned_ahead_of_today_is_told(page: Page, ask: Ask) -> None:
    page.clock.set_fixed_time("2023-03-01T12:00:00Z")
    opened(page, "/?view=timeline&from=2023-01-01&to=2023-12-31")
    plans = ask(
        "stats/by-period",
        status="planned,proposed,postponed",
        by="year",
        **{"from": "2023-03-01", "to": "2023"},
    )
    expect(page.get_by_text(f"{plans['whole']['count']} planned ahead of today")).to_be_visible()
    expect(page.get_by_text("today", exact=True)).to_be_visible()
    shot(page, "timeline")
    page.get_by_role("button", name="Show only what is ahead").click()
    expect(page).to_have_url(re.compile("from=2023-03-01.*status=planned"))
    expect(page.get_by_text(f"{plans['whole']['count']} meetings", exact=True)).to_be_visible()


def test_what_no_bar_can_show_is_told(page: Page, ask: Ask) -> None:
    opened(page, "/?view=timeline")
    page.get_by_role("button", name="Days").click()
    expect(page.get_by_text("One bar for each day would be too many")).to_be_visible()
    undated = ask("stats/by-period", status="any", by="year")["inexact"]["count"]
    assert undated
    expect(page.get_by_text(f"{undated} of unknown date: in no bar.")).to_be_visible()


def test_what_is_known_less_exactly_than_the_bars_is_told(page: Page, ask: Ask) -> None:
    for year in ask("stats/by-period", status="any", by="year")["items"]:
        span = {"from": year["period"], "to": year["period"]}
        inexact = ask("stats/by-period", status="any", by="day", **span)["inexact"]["count"]
        if inexact and inexact < year["count"]:
            break
    else:
        pytest.fail("every day of the seeds is known")
    opened(page, f"/?view=timeline&from={year['period']}&to={year['period']}&timeline.by=day")
    expect(page.get_by_text(f"{inexact} known only by the week, month or year: in no bar.")).to_be_visible()


def test_the_meetings_under_the_bars_lead_to_their_evidence(page: Page) -> None:
    opened(page, "/?view=timeline")
    listed = page.get_by_role("region", name="Timeline").locator("ol").get_by_role("link")
    expect(listed).to_have_count(20)
    page.get_by_role("button", name="Show more").click()
    expect(listed).to_have_count(70)
    listed.first.click()
    expect(page).to_have_url(re.compile("open=meeting%3A"))
    expect(listed.first).to_have_attribute("aria-current", "true")


# --- on the map ---


def test_a_place_on_the_map_is_a_filter(page: Page, ask: Ask) -> None:
    opened(page, "/?view=map")
    found = ask("stats/places", status="any", limit="100")
    (moscow,) = [one["count"] for one in found["items"] if one["place"]["name"] == "Moscow"]
    expect(page.get_by_text(f"of {found['total']} places; {found['without']} meeting")).to_be_visible()
    shot(page, "map")
    page.get_by_role("button", name=f"Moscow, RUS: {moscow} meetings").click()
    expect(page).to_have_url(re.compile("place=Moscow"))
    expect(page.get_by_text("Showing 1 of 1 place; 0 meetings without a known place.")).to_be_visible()
    page.get_by_role("button", name="All places").click()
    expect(page.get_by_text(f"of {found['total']} places")).to_be_visible()


def test_the_map_is_worked_by_keys_alone(page: Page) -> None:
    opened(page, "/?view=map")
    places = page.get_by_role("group", name="Map of the places").get_by_role("button")
    page.get_by_role("button", name="Zoom out").focus()
    page.keyboard.press("Tab")
    expect(places.first).to_be_focused()
    page.keyboard.press("ArrowRight")
    expect(places.nth(1)).to_be_focused()
    name = (places.nth(1).get_attribute("aria-label") or "").partition(",")[0]
    page.keyboard.press("+")
    expect(page).to_have_url(re.compile(r"map\.at=1\.6%2C"))
    page.keyboard.press("0")
    expect(page).not_to_have_url(re.compile("map.at"))
    page.keyboard.press("Enter")
    expect(page).to_have_url(re.compile(f"place={name}".replace(" ", r"\+")))


def test_the_wheel_and_dragging_move_the_map(page: Page) -> None:
    world = opened(page, "/?view=map").get_by_role("group", name="Map of the places")
    x, y = in_the_middle_of(world)
    page.mouse.move(x, y)
    page.mouse.wheel(0, -200)
    expect(page).to_have_url(re.compile(r"map\.at="))
    before = page.url
    page.mouse.move(x - 200, y + 120)
    page.mouse.down()
    page.mouse.move(x - 150, y + 60, steps=3)
    page.mouse.up()
    expect(page).not_to_have_url(before)
    page.get_by_role("button", name="Whole world").click()
    expect(page).not_to_have_url(re.compile("map.at"))


def test_who_hosted_is_on_the_map_too(page: Page, ask: Ask) -> None:
    opened(page, "/?view=map")
    page.get_by_role("button", name="Hosts", exact=True).click()
    most = ask("stats/hosts", status="any")["items"][0]
    name = f"{most['actor']['name']}: hosted {most['count']} meetings"
    expect(page.get_by_role("button", name=name)).to_be_visible()
    page.get_by_role("region", name="Hosts by meetings").get_by_role("link").first.click()
    expect(page).to_have_url(re.compile(f"host={most['party']}"))
    assert len(ask("meetings", status="any", host=most["party"], limit=100)["items"]) == most["count"]
    expect(page.get_by_role("button", name="All hosts")).to_be_visible()


# --- both ---


@pytest.mark.parametrize("address", ["/?view=timeline", "/?view=map", "/?view=map&map.of=hosts"])
def test_nothing_is_against_it_on_a_wide_and_a_narrow_screen(page: Page, address: str) -> None:
    name = re.sub(r"\W+", "-", address.partition("view=")[2])
    opened(page, address)
    assert axe(page) == []
    page.emulate_media(color_scheme="dark")
    assert axe(page) == []
    shot(page, f"{name}-dark")
    page.set_viewport_size({"width": 390, "height": 844})
    page.wait_for_function("document.documentElement.scrollWidth <= innerWidth")
    assert axe(page) == []
    shot(page, f"{name}-narrow")


@pytest.mark.parametrize("view", ["timeline", "map"])
def test_a_service_that_is_busy_can_be_asked_again(page: Page, troubles: Troubles, view: str) -> None:
    troubles.expect("503")
    page.route(re.compile("/v1/stats/"), lambda route: route.fulfill(status=503, body="{}"))
    page.goto(f"/?view={view}")
    expect(page.get_by_role("alert")).to_contain_text("Not now.")
    page.unroute_all()
    page.get_by_role("button", name="Try again").click()
    expect(page.get_by_role("group", name=re.compile("^(Meetings by|Map of)"))).to_be_visible()


@pytest.mark.parametrize("view", ["timeline", "map"])
def test_nothing_found_is_said(page: Page, view: str) -> None:
    page.goto(f"/?view={view}&from=1901-01-01&to=1901-12-31")
    expect(page.get_by_text(re.compile("There is no such meeting|No place is known"))).to_be_visible()
