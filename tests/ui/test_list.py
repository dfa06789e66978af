"""The list of meetings and pairs, the files that are taken out, and the reports to print."""

from __future__ import annotations

import csv
import io
import json
import re
from collections.abc import Callable
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs, urlsplit

import httpx
import pytest
from lxml import etree
from playwright.sync_api import Locator, Page, Route, expect

from tests.ui.browsing import Troubles, axe, shot
from tests.ui.conftest import Service

LAVROV = "person:sergey-lavrov"
FIDAN = "person:hakan-fidan"
NARROW = {"width": 390, "height": 844}


def answer(service: Service, path: str, **query: str | int) -> Any:
    return httpx.get(f"{service.url}/v1/{path}", params=query, timeout=60).raise_for_status().json()


def moscow(service: Service) -> dict[str, Any]:
    """The talks of the two ministers that four articles tell of."""
    found = answer(service, "meetings", actor=LAVROV, place="Moscow", **{"with": FIDAN})["items"]
    return next(one for one in found if one["reports"] > 1)


def opened(page: Page) -> str | None:
    return parse_qs(urlsplit(page.url).query).get("open", [None])[0]


def rows(page: Page) -> Locator:
    """Without the one of the headers."""
    return page.get_by_role("rowgroup").nth(1).get_by_role("row")


# --- the table ---


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
    expect(page.get_by_role("status")).to_have_text(f"Showing 50 of {total} meetings, the latest first.")
    expect(rows(page)).to_have_count(50)
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.get_by_role("button", name="Show more").click()
    expect(rows(page)).to_have_count(min(100, total))
    assert [urlsplit(one).path for one in asked if "cursor=" in one] == ["/v1/meetings"]
    page.reload()
    expect(rows(page)).to_have_count(min(100, total))


def test_a_column_sorts_and_says_what_it_sorts(page: Page) -> None:
    page.goto("/?view=list")
    when = page.get_by_role("columnheader", name="When")
    expect(when).to_have_attribute("aria-sort", "descending")
    page.get_by_role("button", name="Reports").click()
    expect(page.get_by_role("columnheader", name="Reports")).to_have_attribute("aria-sort", "descending")
    expect(page.get_by_role("status")).to_contain_text("Sorting by reports sorts the 50 shown.")
    numbers = [int(one) for one in rows(page).locator("td:last-child").all_inner_texts()]
    assert numbers == sorted(numbers, reverse=True)
    assert numbers[0] > 1
    page.goto(f"/?view=list&actor={LAVROV}")
    expect(page.get_by_role("status")).to_have_text(re.compile(r"^All \d+ meetings\.$"))
    page.get_by_role("button", name="When").click()
    expect(page.get_by_role("columnheader", name="When")).to_have_attribute("aria-sort", "ascending")
    years = [int(one[-4:]) for one in rows(page).locator("td:first-child").all_inner_texts() if one != "undated"]
    assert years == sorted(years)
    assert years[0] < years[-1]
    page.go_back()
    expect(page.get_by_role("columnheader", name="When")).to_have_attribute("aria-sort", "descending")


def test_pairs_come_by_the_latest_or_by_how_often_they_met(page: Page, service: Service) -> None:
    total = answer(service, "stats/most-met/pairs", status="any", limit=1)["total"]
    page.goto("/?view=list")
    page.get_by_role("link", name="Pairs").click()
    expect(page.get_by_role("status")).to_have_text(f"Showing 50 of {total} pairs, the latest first.")
    page.get_by_role("button", name="Meetings").click()
    expect(page.get_by_role("status")).to_contain_text("those with most meetings first")
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
    page.set_viewport_size(NARROW)  # type: ignore[arg-type]
    for of in ("meetings", "pairs"):
        page.goto(f"/?view=list&list.rows={of}&actor={LAVROV}")
        expect(rows(page).first).to_be_visible()
        assert page.evaluate("document.documentElement.scrollWidth") <= NARROW["width"]
        box = rows(page).first.bounding_box()
        assert box
        assert box["width"] <= NARROW["width"]
        assert axe(page) == []
        shot(page, f"list-{of}-narrow")
    page.get_by_role("button", name="Meetings").click()
    expect(page.get_by_role("columnheader", name="Meetings")).to_have_attribute("aria-sort", "descending")


def test_nothing_found_and_a_service_that_refuses_are_said(page: Page, troubles: Troubles) -> None:
    page.goto(f"/?view=list&actor={LAVROV}&from=1950&to=1950")
    expect(page.get_by_text("No meeting fits.")).to_be_visible()
    troubles.expect("404|422|400")
    page.goto("/?view=list&actor=Nobody+of+that+name")
    expect(page.get_by_role("alert").first).to_contain_text("Nobody of that name")


# --- files ---


def take_out(page: Page, name: str) -> tuple[str, bytes]:
    """By the keyboard alone; the file's name and what is in it."""
    page.get_by_role("button", name="Take out").focus()
    page.keyboard.press("ArrowDown")
    page.get_by_role("menuitem", name=re.compile(f"^{name}")).focus()
    with page.expect_download() as download:
        page.keyboard.press("Enter")
    return download.value.suggested_filename, Path(download.value.path()).read_bytes()


def lines(content: bytes) -> list[Any]:
    return [json.loads(one) for one in content.decode().splitlines()]


def meetings_of_csv(content: bytes) -> int:
    return len({row["meeting_id"] for row in csv.DictReader(io.StringIO(content.decode(), newline=""))})


def nodes_of_xml(content: bytes) -> int:
    nodes = [one for one in etree.fromstring(content).iter("{*}node")]
    return sum("mtg-" in one.get("id", "") for one in nodes)


@pytest.mark.parametrize(
    ("name", "suffix", "meetings"),
    [
        ("CSV", "csv", meetings_of_csv),
        ("JSON Lines", "jsonl", lambda content: len(lines(content))),
        ("GraphML", "graphml", nodes_of_xml),
        ("GEXF", "gexf", nodes_of_xml),
        ("FollowTheMoney", "ftm.jsonl", lambda content: sum(one["schema"] == "Event" for one in lines(content))),
        ("PLOVER", "plover.jsonl", lambda content: len({one["meeting_id"] for one in lines(content)})),
        ("schema.org", "schemaorg.jsonl", lambda content: len(lines(content))),
    ],
)
def test_what_the_filters_mean_is_taken_out(
    page: Page, service: Service, name: str, suffix: str, meetings: Callable[[bytes], int]
) -> None:
    expected = answer(service, "meetings", status="any", actor=LAVROV, place="Moscow", limit=100)["items"]
    page.goto(f"/?view=list&actor={LAVROV}&place=Moscow")
    file, content = take_out(page, name)
    assert re.fullmatch(rf"chancery-sergey-lavrov-moscow-\d{{4}}-\d\d-\d\d\.{re.escape(suffix)}", file)
    assert meetings(content) == len(expected) > 3
    expect(page.get_by_text(f"Saved {file}")).to_be_visible()


def test_the_rows_shown_are_taken_out_as_json(page: Page) -> None:
    page.goto(f"/?view=list&actor={LAVROV}&list.rows=pairs&list.sort=who")
    count = rows(page).count
    expect(rows(page).first).to_be_visible()
    file, content = take_out(page, "JSON what")
    assert file.startswith("chancery-list-sergey-lavrov-")
    document = json.loads(content)
    assert (len(document["pairs"]), document["more"]) == (count(), False)
    assert document["filters"] == {"actor": LAVROV}


def test_the_menu_is_worked_by_keyboard(page: Page) -> None:
    page.goto(f"/?view=list&open=actor:{LAVROV}")
    button = page.get_by_role("button", name="Take out")
    button.focus()
    page.keyboard.press("Enter")
    expect(page.get_by_role("menuitem", name="CSV")).to_be_focused()
    page.keyboard.press("ArrowUp")
    expect(page.get_by_role("menuitem", name="Report to print")).to_be_focused()
    page.keyboard.press("g")
    expect(page.get_by_role("menuitem", name="GraphML")).to_be_focused()
    expect(page.get_by_role("menuitem", name="PNG picture")).to_be_disabled()
    shot(page, "take-out-menu")
    assert axe(page) == []
    page.keyboard.press("Escape")
    expect(button).to_be_focused()
    expect(page.get_by_role("menu")).to_have_count(0)
    page.keyboard.press("ArrowUp")
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", level=1)).to_have_text("Sergei Lavrov")


def test_a_file_that_cannot_be_made_says_so_and_can_be_asked_for_again(page: Page, troubles: Troubles) -> None:
    troubles.expect("503")
    problem = {"code": "graph_unavailable", "title": "x", "detail": "The graph is away.", "status": 503}

    def refuse(route: Route) -> None:
        route.fulfill(status=503, content_type="application/problem+json", body=json.dumps(problem))

    page.goto("/?view=list")
    page.route("**/v1/export*", refuse)
    page.get_by_role("button", name="Take out").click()
    page.get_by_role("menuitem", name="CSV").click()
    failure = page.get_by_role("alert").filter(has_text="The graph is away.")
    expect(failure).to_be_visible()
    page.unroute("**/v1/export*")
    with page.expect_download():
        failure.get_by_role("button", name="Try again").click()
    expect(failure).to_have_count(0)


def test_a_long_export_can_be_cancelled(page: Page) -> None:
    held: list[Route] = []
    page.route("**/v1/export*", lambda route: held.append(route))
    page.goto("/?view=list")
    page.get_by_role("button", name="Take out").click()
    page.get_by_role("menuitem", name="GEXF").click()
    expect(page.get_by_text("Preparing chancery-")).to_be_visible()
    page.get_by_role("button", name="Cancel").click()
    expect(page.get_by_text("Preparing chancery-")).to_have_count(0)
    for one in held:
        one.abort()


# --- reports ---


def test_a_report_of_a_meeting_has_every_quote_and_its_source(page: Page, service: Service) -> None:
    meeting = answer(service, f"meetings/{moscow(service)['id']}")
    page.goto(f"/?screen=report&id=meeting:{meeting['id']}")
    expect(page.get_by_role("heading", level=1)).to_have_text(meeting["title"])
    expect(page.get_by_role("row").filter(has_text="Sergei Lavrov")).to_contain_text("host")
    report = page.get_by_role("article")
    for account in meeting["accounts"]:
        for words in (account["article_title"], account["article_source"], account["url"]):
            expect(report).to_contain_text(words)
        for piece in account["evidence"]:
            expect(report.get_by_role("blockquote").filter(has_text=piece["quote"]).first).to_be_visible()
    assert axe(page) == []
    shot(page, "report-meeting")
    page.get_by_role("link", name="Back to the meeting").click()
    assert opened(page) == f"meeting:{meeting['id']}"


def test_a_report_prints_black_on_white_without_the_page_around_it(page: Page, service: Service) -> None:
    page.emulate_media(color_scheme="dark")
    page.goto(f"/?screen=report&id=meeting:{moscow(service)['id']}")
    expect(page.get_by_role("heading", level=1)).to_be_visible()
    printed: list[bool] = []
    page.expose_function("printed", lambda: printed.append(True))
    page.evaluate("() => { window.print = () => window.printed(); }")
    page.get_by_role("button", name="Print").click()
    page.emulate_media(media="print", color_scheme="dark")
    expect(page.get_by_role("navigation")).to_have_count(0)
    expect(page.get_by_role("button", name="Print")).to_be_hidden()
    looks = page.evaluate("[getComputedStyle(document.body).color, getComputedStyle(document.body).backgroundColor]")
    assert looks == ["rgb(0, 0, 0)", "rgb(255, 255, 255)"]
    assert printed == [True]
    assert len(page.pdf()) > 10_000


def test_a_report_of_an_actor_has_offices_and_whom_they_met(page: Page, service: Service) -> None:
    actor = answer(service, f"actors/{LAVROV}")
    total = answer(service, f"actors/{LAVROV}/timeline", by="year", limit=1)["periods"]["whole"]["count"]
    page.goto(f"/?screen=report&id=actor:{LAVROV}")
    expect(page.get_by_role("heading", level=1)).to_have_text("Sergei Lavrov")
    report = page.get_by_role("article")
    expect(report).to_contain_text(f"All {total} meetings, the latest first.")
    for alias in actor["aliases"]:
        expect(report).to_contain_text(alias)
    for source in actor["tenures"][0]["sources"]:
        expect(report).to_contain_text(source["url"])
    expect(page.get_by_role("row").filter(has_text="Hakan Fidan")).to_be_visible()
    assert axe(page) == []


def test_a_report_of_a_pair_heeds_the_filters_and_says_so(page: Page, service: Service) -> None:
    most = answer(service, "stats/most-met/pairs", limit=1)["items"][0]
    a, b = most["a"]["id"], most["b"]["id"]
    whole = answer(service, f"pairs/{a}/{b}", limit=100)
    count = len(whole["meetings"]["items"])
    assert count > 1
    page.goto(f"/?screen=report&id=pair:{a},{b}&from=1950-03-01&to={most['first']}")
    report = page.get_by_role("article")
    expect(report).to_contain_text("from 1 Mar 1950; to ")
    expect(report).not_to_contain_text(f"All {count} meetings")
    page.get_by_role("link", name="Report without filters").click()
    expect(report).to_contain_text(f"All {count} meetings of the two")
    for meeting in whole["meetings"]["items"]:
        expect(report).to_contain_text(meeting["evidence"][0]["quote"])
    page.set_viewport_size(NARROW)  # type: ignore[arg-type]
    assert page.evaluate("document.documentElement.scrollWidth") <= NARROW["width"]
    assert axe(page) == []


def test_a_report_of_nothing_says_what_one_is_of(page: Page) -> None:
    page.goto("/?screen=report&id=treaty:1648")
    expect(page.get_by_text("There is no such report.")).to_be_visible()
