"""Judging from the page: the review queue, worked by keys and by hand, and everything taken back."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

import httpx
import pytest
from playwright.sync_api import Locator, Page, expect

from tests.ui.browsing import Troubles, axe, shot
from tests.ui.conftest import Service

NAMED = "localStorage.setItem('chancery-judges', 'M. Khan')"


@pytest.fixture
def api(service: Service) -> Iterator[httpx.Client]:
    """Beside the page. What a test judged is withdrawn after it."""
    with httpx.Client(base_url=service.url, timeout=60) as client:
        yield client
        for one in client.get("/v1/judgements?limit=100").json()["items"]:
            client.delete(f"/v1/judgements/{one['id']}")


def asked(api: httpx.Client, kind: str) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = api.get(f"/v1/review?kind={kind}&limit=100").json()["items"]
    return found


def meetings(api: httpx.Client) -> list[dict[str, Any]]:
    """All that the graph tells of them."""
    found, address = [], "/v1/meetings?status=any&limit=100"
    while address:
        listed = api.get(address).json()
        found += listed["items"]
        address = listed["next"]
    return found


def open_queue(page: Page, kind: str) -> None:
    page.goto(f"/?screen=review&review.kind={kind}")
    expect(question(page)).to_be_visible()


def skip_to(page: Page, item: dict[str, Any], among: list[dict[str, Any]]) -> None:
    for passed in among[: among.index(item)]:
        expect(shown(page, passed)).to_be_visible()
        page.keyboard.press("s")
    expect(shown(page, item)).to_be_visible()


def shown(page: Page, item: dict[str, Any]) -> Locator:
    """The item, if it is the one that is asked: many questions are alike."""
    titles = [page.get_by_role("heading", name=side["title"], exact=True) for side in item["sides"]]
    found = page.get_by_role("article", name=item["question"])
    for title in titles:
        found = found.filter(has=title)
    return found


def question(page: Page) -> Locator:
    return page.locator("#review-question")


def done(page: Page, words: str) -> None:
    expect(page.locator(".toast")).to_contain_text(words)


def test_the_least_certain_report_is_answered_by_keys_and_taken_back(page: Page, api: httpx.Client) -> None:
    queue = asked(api, "reports")
    assert [one["confidence"] for one in queue] == sorted(one["confidence"] for one in queue)
    first = next(one for one in queue if not one["choices"])
    before = meetings(api)
    open_queue(page, "reports")
    skip_to(page, first, queue)
    expect(page.get_by_role("article")).to_contain_text(first["sides"][0]["quotes"][0]["quote"])
    page.keyboard.press("w")
    page.keyboard.type("not in this text")
    page.keyboard.press("Enter")
    page.keyboard.press("n")
    page.get_by_role("dialog", name="Who judges?").get_by_label("Your name").fill("M. Khan")
    page.keyboard.press("Enter")
    done(page, "Judged:")
    (judged,) = api.get("/v1/judgements").json()["items"]
    assert (judged["ruling"], judged["attribute"], judged["by"]) == ("wrong", first["attribute"], "M. Khan")
    assert judged["why"] == "not in this text"
    assert meetings(api) != before
    expect(shown(page, queue[queue.index(first) + 1])).to_be_visible()
    expect(question(page)).to_be_focused()
    expect(page.get_by_text("1 judgement this session")).to_be_visible()
    page.keyboard.press("u")
    done(page, "Taken back:")
    expect(shown(page, first)).to_be_visible()
    assert meetings(api) == before


def test_a_status_that_is_wrong_is_asked_for_what_it_is(page: Page, api: httpx.Client) -> None:
    page.add_init_script(NAMED)
    queue = asked(api, "reports")
    item = next(one for one in queue if one["choices"])
    before = meetings(api)
    open_queue(page, "reports")
    skip_to(page, item, queue)
    page.keyboard.press("2")
    expect(page.get_by_role("group", name="What is it, then?")).to_be_visible()
    page.keyboard.press("1")
    done(page, "No:")
    (judged,) = api.get("/v1/judgements").json()["items"]
    assert judged["value"] in item["choices"]
    assert meetings(api) != before
    page.get_by_role("button", name=re.compile("^Undo: ")).click()
    done(page, "Taken back:")
    assert meetings(api) == before


def test_two_reports_judged_not_the_same_are_two_meetings_until_it_is_undone(
    page: Page, api: httpx.Client
) -> None:
    page.add_init_script(NAMED)
    pairs = asked(api, "merges")
    item = next(one for one in pairs if one["joined"] and one["of"] == "meetings")
    before = meetings(api)
    open_queue(page, "merges")
    skip_to(page, item, pairs)
    expect(page.get_by_role("article")).to_contain_text("took them for one")
    page.get_by_role("button", name="No", exact=False).first.click()
    done(page, "Judged: Are these one meeting? No")
    one, other = (api.get(f"/v1/meetings/{report}").json()["id"] for report in item["no"]["meetings"])
    assert one != other
    page.locator(".toast").get_by_role("button", name="Undo").click()
    done(page, "Taken back:")
    assert meetings(api) == before


def test_a_contradiction_shows_both_sides_and_lets_the_older_go(
    page: Page, api: httpx.Client, troubles: Troubles
) -> None:
    page.add_init_script(NAMED)
    troubles.expect("409")
    queue = asked(api, "reports")
    item = next(one for one in queue if not one["choices"])
    open_queue(page, "reports")
    skip_to(page, item, queue)
    older = api.post("/v1/judgements", json={**item["yes"], "by": "A. Other", "why": "I was there"})
    assert older.status_code == 201
    page.keyboard.press("n")
    alert = page.get_by_role("alert")
    expect(alert).to_contain_text("contradicts")
    expect(alert).to_contain_text("A. Other")
    expect(alert).to_contain_text("I was there")
    shot(page, "review-contradiction")
    alert.get_by_role("button", name="Withdraw that and judge mine").click()
    done(page, "Judged:")
    (judged,) = api.get("/v1/judgements").json()["items"]
    assert (judged["ruling"], judged["by"]) == ("wrong", "M. Khan")


def test_single_keys_do_nothing_in_a_text_field_or_once_they_are_off(page: Page, api: httpx.Client) -> None:
    page.add_init_script(NAMED)
    open_queue(page, "all")
    shown = question(page).inner_text()
    page.get_by_label("Why").fill("")
    page.keyboard.type("yn12su")
    expect(page.get_by_label("Why")).to_have_value("yn12su")
    page.get_by_label("Use single keys").uncheck()
    page.get_by_role("heading", name=shown).click()
    page.keyboard.press("y")
    page.keyboard.press("s")
    expect(question(page)).to_have_text(shown)
    assert api.get("/v1/judgements").json()["items"] == []
    page.get_by_role("button", name="Skip").click()
    page.get_by_role("button", name="Back").click()
    expect(question(page)).to_have_text(shown)


@pytest.mark.parametrize("width", [1280, 390])
def test_the_review_screen_is_for_everybody(page: Page, api: httpx.Client, width: int) -> None:
    page.add_init_script(NAMED)
    page.set_viewport_size({"width": width, "height": 844})
    page.emulate_media(color_scheme="dark" if width == 390 else "light")
    open_queue(page, "merges")
    page.keyboard.press("y")
    done(page, "Judged:")
    page.get_by_text("Latest judgements of all").click()
    expect(page.get_by_role("button", name=re.compile("^Withdraw: "))).to_be_visible()
    assert axe(page) == []
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    shot(page, f"review-{width}")
    page.get_by_role("button", name=re.compile("^Withdraw: ")).click()
    done(page, "withdrawn")
    assert api.get("/v1/judgements").json()["items"] == []


def test_the_end_of_the_queue_says_so(page: Page, api: httpx.Client) -> None:
    asked_for = "**/v1/review**"
    page.route(asked_for, lambda route: route.fulfill(json={"items": [], "next": None}))
    page.goto("/?screen=review")
    expect(page.get_by_text("There is nothing to review.")).to_be_visible()
    assert axe(page) == []
