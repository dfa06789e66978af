"""The box for names and questions, what was understood of them, and the filters."""

from __future__ import annotations

import re
from typing import Any
from urllib.parse import parse_qsl, urlencode, urlsplit

import pytest
from playwright.sync_api import Locator, Page, expect

from tests.ui.browsing import Troubles, axe, shot

QUESTION = "who did Lavrov meet in Moscow in 2023"
NOT_OF_THE_API = ("view", "q")


def box(page: Page) -> Locator:
    return page.get_by_role("combobox", name="Search or ask")


def chips(page: Page, label: str = "Filters") -> Locator:
    return page.get_by_role("list", name=label).get_by_role("listitem")


def address(page: Page) -> dict[str, str]:
    return dict(parse_qsl(urlsplit(page.url).query))


def meant(page: Page) -> list[dict[str, Any]]:
    """The meetings that the address means."""
    asked = {"status": "any", "limit": "100"}
    asked |= {name: value for name, value in address(page).items() if name not in NOT_OF_THE_API}
    answer = page.request.get(f"/v1/meetings?{urlencode(asked)}")
    assert answer.ok, answer.text()
    items: list[dict[str, Any]] = answer.json()["items"]
    return items


def seen(page: Page) -> int:
    """How many meetings the address means, once the list shows those and no others."""
    found = meant(page)
    expect(page.get_by_role("rowgroup").nth(1).get_by_role("row")).to_have_count(len(found))
    return len(found)


def open_filters(page: Page) -> None:
    page.get_by_text(re.compile(r"^Filters( \(\d+\))?$")).click()
    expect(page.get_by_label("Place")).to_be_visible()


def ask(page: Page, question: str) -> None:
    box(page).fill(question)
    box(page).press("Enter")


def wait_for(page: Page, **asked: str | None) -> None:
    """Until the address says so; None is for what is no longer there."""

    def there(url: str) -> bool:
        found = dict(parse_qsl(urlsplit(url).query))
        return all(found.get(name.rstrip("_")) == value for name, value in asked.items())

    page.wait_for_url(there)


def test_somebody_is_found_with_the_keyboard_alone(page: Page) -> None:
    page.goto("/?view=list")
    page.get_by_role("heading", name="Who met whom", include_hidden=True).wait_for(state="attached")
    page.keyboard.press("/")
    expect(box(page)).to_be_focused()
    page.keyboard.type("lavr")
    first = page.get_by_role("option").first
    expect(first).to_contain_text(re.compile(r"Serge[iy] Lavrov.*RUS.*\d+ meetings"))
    expect(page.get_by_role("option").last).to_have_text("Ask: lavr")
    page.keyboard.press("ArrowDown")
    expect(first).to_have_attribute("aria-selected", "true")
    expect(box(page)).to_have_attribute("aria-activedescendant", str(first.get_attribute("id")))
    shot(page, "search-suggestions")
    page.keyboard.press("Enter")
    expect(chips(page)).to_have_text([re.compile(r"who Serge[iy] Lavrov")])
    assert address(page) == {"view": "list", "actor": "person:sergey-lavrov"}
    expect(page.get_by_role("listbox")).to_have_count(0)


def test_enter_before_the_suggestions_come_takes_the_first(page: Page) -> None:
    page.goto("/")
    box(page).fill("lavrov")
    box(page).press("Enter")
    wait_for(page, actor="person:sergey-lavrov")


def test_a_question_is_shown_as_it_was_understood_and_each_part_comes_off(page: Page) -> None:
    page.goto("/?view=list")
    ask(page, QUESTION)
    understood = chips(page, "How the question was understood")
    expect(understood).to_contain_text(["asks whom", "Lavrov", "place: Moscow", "2023"])
    expect(page.get_by_text(re.compile(r"\d meetings?, .* 2023"))).to_be_visible()
    assert address(page) == {
        "view": "list",
        "q": QUESTION,
        "actor": "person:sergey-lavrov",
        "place": "Moscow",
        "from": "2023-01-01",
        "to": "2023-12-31",
        "status": "occurred",
    }
    assert {one["place"]["name"] for one in meant(page)} == {"Moscow"}
    in_moscow = seen(page)
    shot(page, "search-understood")
    page.get_by_role("button", name="Remove in Moscow").click()
    wait_for(page, q=None, place=None, from_="2023-01-01")
    expect(chips(page)).to_have_count(4)
    assert seen(page) > in_moscow
    page.get_by_role("button", name="Clear all").click()
    wait_for(page, actor=None, from_=None)
    page.go_back()
    page.go_back()
    expect(understood).to_have_count(4)


def test_a_question_in_a_link_is_asked_when_it_is_opened(page: Page) -> None:
    page.goto(f"/?{urlencode({'q': QUESTION})}")
    wait_for(page, q=QUESTION, actor="person:sergey-lavrov", place="Moscow")
    expect(box(page)).to_have_value(QUESTION)


def test_a_question_that_was_not_understood_says_how_far_it_was(page: Page, troubles: Troubles) -> None:
    troubles.expect("422")
    page.goto("/")
    ask(page, "who did Lavrov meet about grain in 2023")
    expect(page.get_by_text("That question was not understood")).to_be_visible()
    expect(page.get_by_text("Not understood: about grain")).to_be_visible()
    assert axe(page) == []
    shot(page, "search-not-understood")
    page.get_by_role("link", name="Show the meetings of that much").click()
    expect(chips(page)).to_contain_text(["Lavrov", "2023", "2023", "held"])
    expect(page.get_by_text("That question was not understood")).to_have_count(0)


def test_of_several_by_one_name_the_one_that_is_meant_is_chosen(page: Page, troubles: Troubles) -> None:
    troubles.expect("409")
    page.goto("/")
    ask(page, "who did Mohammed meet?")
    choose = page.get_by_role("group", name="Who is meant")
    expect(choose).to_contain_text("Several go by the name Mohammed")
    choose.get_by_role("button", name="Mohammed bin Salman").click()
    wait_for(page, q="who did Mohammed bin Salman meet?", actor="person:mohammed-bin-salman")
    page.goto("/?actor=Mohammed")
    choose.get_by_role("button", name="Mohammed bin Salman").click()
    wait_for(page, actor="person:mohammed-bin-salman")
    expect(chips(page)).to_contain_text(["who Mohammed bin Salman"])


def test_where_nobody_has_the_name_the_articles_are_searched(page: Page) -> None:
    page.goto("/")
    box(page).fill("grain deal")
    expect(page.get_by_text("Nobody here goes by that name.").first).to_be_visible()
    box(page).press("Enter")
    hits = page.get_by_role("region", name="Articles with")
    expect(hits.locator("mark").first).to_have_text(re.compile("grain", re.I))
    assert axe(page) == []
    shot(page, "search-articles")
    link = str(hits.get_by_role("link", name="The meeting that it tells of").first.get_attribute("href"))
    assert re.search(r"[?&]open=meeting%3Amtg-", link)
    hits.get_by_role("link").nth(1).click()
    page.wait_for_url(re.compile(r"screen=article.*&at=\d+-\d+"))
    page.go_back()
    hits.get_by_role("link", name="Close", exact=True).click()
    expect(hits).to_have_count(0)


def test_days_are_filtered_and_the_back_button_takes_them_off(page: Page) -> None:
    page.goto("/?view=list&actor=person:sergey-lavrov")
    everything = seen(page)
    open_filters(page)
    page.get_by_label("From", exact=True).fill("2023-08-01")
    wait_for(page, from_="2023-08-01")
    page.get_by_label("To", exact=True).fill("2023-11-30")
    wait_for(page, from_="2023-08-01", to="2023-11-30")
    assert 0 < seen(page) < everything
    expect(page.get_by_text("Filters (3)")).to_be_visible()
    page.go_back()
    wait_for(page, from_="2023-08-01", to=None)
    page.go_back()
    wait_for(page, from_=None)
    expect(page.get_by_label("From", exact=True)).to_have_value("")
    assert seen(page) == everything


def test_what_the_service_has_against_a_filter_stands_at_its_field(page: Page, troubles: Troubles) -> None:
    troubles.expect("422")
    page.goto("/?from=2023-05")
    open_filters(page)
    expect(page.get_by_label("From", exact=True)).to_have_value("2023-05-01")
    page.get_by_label("To", exact=True).fill("2022-01-01")
    expect(page.get_by_label("From", exact=True)).to_have_accessible_description(re.compile("later than"))


def test_source_and_confidence_narrow_the_meetings(page: Page) -> None:
    page.goto("/?view=list")
    open_filters(page)
    everything = len(meant(page))
    source = page.get_by_role("combobox", name="Source")
    source.click()
    expect(page.get_by_role("listbox").get_by_role("option").first).to_contain_text("wire agency")
    source.press_sequentially("WIR")
    page.get_by_role("option", name="wire agency").first.click()
    wait_for(page, source="wire agency")
    of_agency = seen(page)
    sure = page.get_by_role("spinbutton", name="Sure by at least")
    sure.fill("90")
    sure.press("Enter")
    wait_for(page, source="wire agency", confidence="0.9")
    assert 0 < seen(page) < of_agency < everything
    expect(chips(page)).to_contain_text(["source wire agency", "sure by 90 % or more"])


def test_places_are_suggested_with_how_many_met_there(page: Page) -> None:
    page.goto("/?view=list")
    open_filters(page)
    place = page.get_by_role("combobox", name="Place")
    place.press_sequentially("mosc")
    first = page.get_by_role("option").first
    expect(first).to_contain_text(re.compile(r"Moscow, RUS \d+ meetings"))
    place.press("ArrowDown")
    place.press("Enter")
    wait_for(page, place="Moscow")
    assert {one["place"]["name"] for one in meant(page)} == {"Moscow"}
    assert seen(page)
    # What is not suggested may still mean something: all places of a country.
    place.fill("RUS")
    place.press("Enter")
    wait_for(page, place="RUS")
    assert len({one["place"]["name"] for one in meant(page)}) > 1
    place.fill("nowhere at all")
    expect(page.get_by_text("No meeting here was at a place of that name").first).to_be_visible()


def test_who_hosted_is_a_filter_and_a_question(page: Page) -> None:
    page.goto("/?view=list")
    open_filters(page)
    everything = len(meant(page))
    page.get_by_role("combobox", name="Host").press_sequentially("russ")
    page.get_by_role("option", name="Russia").first.click()
    page.wait_for_url(re.compile("host="))
    hosted = seen(page)
    assert 0 < hosted < everything
    expect(chips(page)).to_have_text([re.compile("hosted by Russia")])
    for one in meant(page):
        assert ("host", "RUS") in {(who["role"], who["party"]) for who in one["participants"]}
    ask(page, "which meetings did Russia host?")
    understood = chips(page, "How the question was understood")
    expect(understood.filter(has_text="hosted by Russia")).to_have_count(1)
    assert 0 < seen(page) <= hosted


def test_the_other_filters_go_to_the_address_at_once(page: Page) -> None:
    page.goto("/?view=list")
    open_filters(page)
    page.get_by_role("combobox", name="With", exact=True).press_sequentially("fidan")
    page.get_by_role("option", name="Hakan Fidan").click()
    page.get_by_role("combobox", name=re.compile("^Side")).press_sequentially("russ")
    page.get_by_role("option", name="Russia").first.click()
    page.get_by_label("Channel").select_option("in_person")
    page.get_by_role("checkbox", name="held").check()
    page.get_by_role("checkbox", name="planned").check()
    page.get_by_role("checkbox", name=re.compile("^People inferred")).uncheck()
    page.get_by_label("As of").fill("2024-01-01")
    wait_for(
        page,
        with_="person:hakan-fidan",
        party="RUS",
        channel="in_person",
        status="occurred,planned",
        inferred="false",
        as_of="2024-01-01",
    )
    assert meant(page)
    expect(page.get_by_text("Filters (6)")).to_be_visible()


@pytest.mark.parametrize("width", [1280, 390])
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_the_open_filters_break_no_rule_and_no_width(page: Page, width: int, scheme: str) -> None:
    page.set_viewport_size({"width": width, "height": 844})
    page.emulate_media(color_scheme="dark" if scheme == "dark" else "light")
    page.goto(f"/?{urlencode({'q': QUESTION})}")
    expect(chips(page, "How the question was understood")).to_have_count(4)
    open_filters(page)
    assert axe(page) == []
    shot(page, f"filters-{width}-{scheme}")
    assert page.evaluate("document.documentElement.scrollWidth") <= width
