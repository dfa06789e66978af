"""Meetings and pairs as a table."""

from __future__ import annotations

import re
from urllib.parse import urlsplit

from playwright.sync_api import Page, expect

from tests.ui.browsing import Troubles, axe, shot
from tests.ui.conftest import Service
from tests.ui.listing import LAVROV, NARROW, answer, extent, header, moscow, opened, rows, table


def test_a_meeting_is_a_row_that_opens_its_evidence(page: Page, service: Service) -> None:
    meeting = moscow(service)
    page.goto(f"/?view=list&actor={LAVROV}&place=Moscow")
    row = rows(page).filter(has_text="31 Aug 2023").filter(has_text="Hakan Fidan")
    expect(row).to_contain_text("Sergei Lavrov (host)")
    for said in ("Moscow, RUS", "held", "in person", "ministers", str(meeting["reports"])):
        expect(row).to_contain_text(said)
    row.get_by_role("link").click()
    expect(row.get_by_role("link")).to_have_attribute("aria-current", "true")
    assert opened(page) == f"meeting:{meeting['id']}"
    page.go_back()
    expect(row.get_by_role("link")).not_to_have_attribute("aria-current", "true")
    shot(page, "list-meetings")
    assert axe(page) == []


def test_who_is_only_inferred_is_marked(page: Page, service: Service) -> None:
    every = answer(service, "meetings", status="any", limit=100)["items"]
    meeting = next(one for one in every if any(part["inferred"] for part in one["participants"]))
    day = meeting["date"]["start"]
    page.goto(f"/?view=list&from={day}&to={day}")
    expect(rows(page).filter(has_text="inferred").first).to_be_visible()
    page.goto(f"/?view=list&from={day}&to={day}&inferred=false")
    expect(rows(page).first).to_be_visible()
    expect(rows(page).filter(has_text="inferred")).to_have_count(0)


def test_more_rows_come_when_asked_for_and_the_number_is_honest(page: Page, service: Service) -> None:
    total = answer(service, "stats/by-period", status="any", limit=1)["whole"]["count"]
    assert 50 < total < 2000
    page.goto("/?view=list")
    expect(extent(page)).to_have_text(f"Showing 50 of {total} meetings, the latest first.")
    expect(rows(page)).to_have_count(50)
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.get_by_role("button", name="Show more").click()
    expect(rows(page)).to_have_count(min(100, total))
    assert [urlsplit(one).path for one in asked if "cursor=" in one] == ["/v1/meetings"]
    page.reload()
    expect(rows(page)).to_have_count(min(100, total))


def test_a_column_sorts_and_says_what_it_sorts(page: Page, service: Service) -> None:
    page.goto("/?view=list")
    when = header(page, "When")
    expect(when).to_have_attribute("aria-sort", "descending")
    when.get_by_role("button").click()
    expect(extent(page)).to_contain_text("the oldest first")
    oldest = answer(service, "meetings", status="any", order="oldest", limit=1)["items"][0]
    expect(rows(page).first.locator("td").first).to_contain_text(oldest["date"]["start"][:4])
    assert oldest["date"]["start"][:4] < answer(service, "meetings", limit=1)["items"][0]["date"]["start"][:4]
    header(page, "Reports").get_by_role("button").click()
    expect(header(page, "Reports")).to_have_attribute("aria-sort", "descending")
    expect(extent(page)).to_contain_text("Sorting by reports sorts the 50 shown.")
    numbers = [int(one) for one in rows(page).locator("td:last-child").all_inner_texts()]
    assert numbers == sorted(numbers, reverse=True)
    assert numbers[0] > 1
    page.goto(f"/?view=list&actor={LAVROV}")
    expect(extent(page)).to_have_text(re.compile(r"^All \d+ meetings\.$"))
    header(page, "When").get_by_role("button").click()
    expect(header(page, "When")).to_have_attribute("aria-sort", "ascending")
    expect(table(page)).not_to_have_attribute("aria-busy", "true")
    years = [
        int(one[-4:]) for one in rows(page).locator("td:first-child").all_inner_texts() if one != "undated"
    ]
    assert years == sorted(years)
    assert years[0] < years[-1]
    page.go_back()
    expect(header(page, "When")).to_have_attribute("aria-sort", "descending")


def test_pairs_come_by_the_latest_or_by_how_often_they_met(page: Page, service: Service) -> None:
    total = answer(service, "stats/most-met/pairs", status="any", limit=1)["total"]
    page.goto("/?view=list")
    table(page).get_by_role("link", name="Pairs").click()
    expect(extent(page)).to_have_text(f"Showing 50 of {total} pairs, the latest first.")
    header(page, "Meetings").get_by_role("button").click()
    expect(extent(page)).to_contain_text("those with most meetings first")
    most = answer(service, "stats/most-met/pairs", status="any", limit=1)["items"][0]
    first = rows(page).first
    expect(first).to_contain_text(most["a"]["name"])
    expect(first).to_contain_text(most["b"]["name"])
    first.get_by_role("link").click()
    expect(first.get_by_role("link")).to_have_attribute("aria-current", "true")
    assert opened(page) == f"pair:{most['a']['id']},{most['b']['id']}"
    page.go_back()
    assert axe(page) == []


def test_arrow_keys_go_from_row_to_row(page: Page) -> None:
    page.goto(f"/?view=list&actor={LAVROV}")
    links = rows(page).get_by_role("link")
    links.first.focus()
    page.keyboard.press("ArrowDown")
    expect(links.nth(1)).to_be_focused()
    page.keyboard.press("ArrowUp")
    page.keyboard.press("ArrowUp")
    expect(links.first).to_be_focused()
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")
    expect(links.nth(1)).to_have_attribute("aria-current", "true")


def test_a_narrow_window_shows_cards(page: Page) -> None:
    page.set_viewport_size(NARROW)
    for of in ("meetings", "pairs"):
        page.goto(f"/?view=list&list.rows={of}&actor={LAVROV}")
        expect(rows(page).first).to_be_visible()
        assert page.evaluate("document.documentElement.scrollWidth") <= NARROW["width"]
        box = rows(page).first.bounding_box()
        assert box
        assert box["width"] <= NARROW["width"]
        assert axe(page) == []
        shot(page, f"list-{of}-narrow")
    header(page, "Meetings").get_by_role("button").click()
    expect(header(page, "Meetings")).to_have_attribute("aria-sort", "descending")


def test_nothing_found_and_a_service_that_refuses_are_said(page: Page, troubles: Troubles) -> None:
    page.goto(f"/?view=list&actor={LAVROV}&from=1950&to=1950")
    expect(page.get_by_text("No meeting fits.")).to_be_visible()
    troubles.expect("404|422|400")
    page.goto("/?view=list&actor=Nobody+of+that+name")
    expect(table(page).get_by_role("alert")).to_contain_text("Nobody of that name")
