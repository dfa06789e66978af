"""Reports to print."""

from __future__ import annotations

from playwright.sync_api import Page, expect

from tests.ui.browsing import axe, shot
from tests.ui.conftest import Service
from tests.ui.listing import LAVROV, NARROW, answer, moscow, opened


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
    looks = page.evaluate(
        "[getComputedStyle(document.body).color, getComputedStyle(document.body).backgroundColor]"
    )
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
    page.set_viewport_size(NARROW)
    assert page.evaluate("document.documentElement.scrollWidth") <= NARROW["width"]
    assert axe(page) == []


def test_a_report_of_nothing_says_what_one_is_of(page: Page) -> None:
    page.goto("/?screen=report&id=treaty:1648")
    expect(page.get_by_text("There is no such report.")).to_be_visible()
