"""The picture of who met whom: what is drawn is told, reached by keyboard, opened, and stays where it is."""

from __future__ import annotations

import base64
import contextlib
import re

from playwright.sync_api import Locator, Page, expect

from tests.ui.browsing import axe, shot

LAVROV = "Lavrov"
# For what has to be asked, laid out and drawn, on a machine that does other things too.
PATIENCE = 20_000
COLOURS = """async picture => {
  const image = new Image();
  image.src = picture;
  await image.decode();
  const sheet = Object.assign(document.createElement("canvas"), {width: image.width, height: image.height});
  const context = sheet.getContext("2d");
  context.drawImage(image, 0, 0);
  const {data} = context.getImageData(0, 0, sheet.width, sheet.height);
  const found = new Set();
  for (let at = 0; at < data.length; at += 4) found.add(data.slice(at, at + 3).map(one => one >> 4).join());
  return found.size;
}"""
PLACES = """list => Object.fromEntries(list.map(one => [one.title, [one.dataset.x, one.dataset.y].join()]))"""

Places = dict[str, str]


def _opened(page: Page, asked: str = "") -> None:
    page.goto(f"/{asked}")
    _settled(page)


def _settled(page: Page) -> None:
    expect(page.locator(".graph-main")).to_have_attribute("aria-busy", "false", timeout=PATIENCE)


def _stage(page: Page) -> Locator:
    return page.get_by_role("img", name="A graph of")


def _nodes(page: Page) -> Locator:
    return page.get_by_role("listbox", name="Nodes shown").get_by_role("option")


def _places(page: Page) -> Places:
    found: Places = _nodes(page).evaluate_all(PLACES)
    return found


def _stay(before: Places, after: Places) -> bool:
    both = before.keys() & after.keys()
    return len(both) > 3 and all(before[name] == after[name] for name in both)


def _pick(page: Page, typed: str) -> None:
    """By keyboard alone."""
    box = page.get_by_role("combobox", name="Find in graph")
    box.fill(typed)
    box.press("ArrowDown")
    box.press("Enter")


def test_what_is_drawn_is_told_and_listed(page: Page) -> None:
    _opened(page)
    expect(page.get_by_role("status").filter(has_text="Showing")).to_contain_text(
        re.compile(r"\d+ actors and .*pairs")
    )
    expect(_nodes(page).filter(has_text=LAVROV).first).to_contain_text(re.compile(r"RUS, \d+ meetings"))
    legend = page.get_by_role("region", name="Legend")
    for words in ("ahead: planned", "came to nothing: cancelled", "the thicker, the more often", "RUS"):
        expect(legend).to_contain_text(words)
    picture = base64.b64encode(_stage(page).screenshot()).decode()
    assert page.evaluate(COLOURS, f"data:image/png;base64,{picture}") > 20
    assert axe(page) == []
    shot(page, "graph")


def test_a_node_is_found_and_opened_by_keyboard(page: Page) -> None:
    _opened(page)
    _pick(page, "lavr")
    expect(page).to_have_url(re.compile(r"open=actor%3Aperson%3Aserge"))
    expect(_nodes(page).filter(has_text=LAVROV)).to_have_attribute("aria-selected", "true")
    joined = page.get_by_role("region", name="Selected node").get_by_text("Joined to")
    joined.press("Enter")
    page.get_by_role("region", name="Selected node").get_by_role("link").first.press("Enter")
    expect(page).to_have_url(re.compile(r"open=pair%3A"))
    expect(page.locator(".graph-selected")).to_contain_text(re.compile(r" and .*: \d+ meetings? \(\d+ held"))


def test_an_expanded_node_adds_others_and_moves_none(page: Page) -> None:
    _opened(page, "?actor=Lavrov")
    before = _places(page)
    _pick(page, "wang yi")
    page.get_by_role("combobox", name="Find in graph").fill("")
    page.get_by_role("button", name="Expand: whom they met").click()
    expect(page.get_by_role("list", name="Expanded nodes")).to_contain_text(
        re.compile(r"Wang Yi \d+ of \d+ nodes")
    )
    expect(_nodes(page).nth(len(before))).to_be_attached()
    _settled(page)
    after = _places(page)
    assert len(after) > len(before)
    assert _stay(before, after)
    shot(page, "graph-expanded")
    page.get_by_role("button", name="Collapse Wang Yi").click()
    expect(page.get_by_role("list", name="Expanded nodes")).to_have_count(0)
    _settled(page)
    assert _places(page) == before
    page.go_back()
    expect(page.get_by_role("list", name="Expanded nodes")).to_contain_text("Wang Yi")
    _settled(page)
    assert _stay(before, _places(page))


def test_what_came_to_nothing_is_shown_and_other_filters_move_no_node(page: Page) -> None:
    _opened(page, "?actor=Lavrov")
    before, of_every_status = _places(page), _nodes(page).first.inner_text()
    page.get_by_role("link", name="Only those that were held").click()
    expect(page).to_have_url(re.compile("status=occurred"))
    expect(_nodes(page).first).not_to_have_text(of_every_status)
    _settled(page)
    assert _stay(_places(page), before)
    page.go_back()
    expect(_nodes(page).first).to_have_text(of_every_status)
    _pick(page, "lavr")
    page.get_by_role("region", name="Selected node").get_by_text("Joined to").click()
    expect(page.get_by_role("region", name="Selected node")).to_contain_text(
        re.compile(r"\d (planned|proposed|cancelled|refused|denied)")
    )
    shot(page, "graph-statuses")


def test_meetings_are_nodes_too(page: Page) -> None:
    _opened(page, "?actor=Lavrov")
    page.get_by_role("link", name="Actors and meetings").click()
    expect(page).to_have_url(re.compile("graph.mode=meetings"))
    expect(page.get_by_role("region", name="Legend")).to_contain_text("meeting held")
    _settled(page)
    _pick(page, "moscow held")
    expect(page).to_have_url(re.compile("open=meeting%3Amtg-"))
    assert axe(page) == []
    shot(page, "graph-meetings")


def test_the_mouse_looks_opens_and_expands(page: Page) -> None:
    page.emulate_media(reduced_motion="reduce")
    _opened(page, "?actor=Lavrov")
    page.get_by_role("option").filter(has_text="Kerry").click()
    expect(page).to_have_url(re.compile("open=actor%3Aperson%3Ajohn-kerry"))
    page.go_back()
    page.get_by_role("button", name="Centre").click()
    _look(page, "John Kerry")
    page.mouse.click(*_middle(page))
    expect(page).to_have_url(re.compile("open=actor%3Aperson%3Ajohn-kerry"))
    page.get_by_role("button", name="Centre").click()
    _look(page, "John Kerry")
    page.mouse.dblclick(*_middle(page))
    expect(page.get_by_role("list", name="Expanded nodes")).to_contain_text("John Kerry")


def _look(page: Page, name: str) -> None:
    """Until what is under the pointer is drawn: only then does a move find it."""
    for away in range(40):
        x, y = _middle(page)
        page.mouse.move(x + away % 2, y)
        with contextlib.suppress(AssertionError):
            expect(page.locator(".graph-hovered")).to_contain_text(f"{name}: ", timeout=250)
            return
    raise AssertionError(f"{name} is not where it was put")


def _middle(page: Page) -> tuple[float, float]:
    _stage(page).scroll_into_view_if_needed()
    box = _stage(page).bounding_box()
    assert box
    return box["x"] + box["width"] / 2, box["y"] + box["height"] / 2


def test_a_narrow_dark_window_has_it_all(page: Page) -> None:
    page.set_viewport_size({"width": 390, "height": 844})
    page.emulate_media(color_scheme="dark")
    _opened(page, "?place=Moscow")
    assert page.evaluate("document.documentElement.scrollWidth") <= 390
    assert axe(page) == []
    shot(page, "graph-narrow")


def test_nothing_to_draw_is_said(page: Page) -> None:
    page.goto("/?from=1901&to=1902")
    expect(page.get_by_text("No meeting fits these filters.")).to_be_visible(timeout=PATIENCE)
