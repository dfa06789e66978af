"""What the filters mean and what is shown, as files."""

from __future__ import annotations

import csv
import io
import json
import re
import struct
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from lxml import etree
from playwright.sync_api import Page, Route, expect

from tests.ui.browsing import Troubles, axe, shot
from tests.ui.conftest import Service
from tests.ui.listing import LAVROV, answer, rows


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
        (
            "FollowTheMoney",
            "ftm.jsonl",
            lambda content: sum(one["schema"] == "Event" for one in lines(content)),
        ),
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
    assert document["filters"] == {"actor": LAVROV, "status": "any"}


def test_the_picture_s_data_are_taken_out_as_json(page: Page, service: Service) -> None:
    """Those of the view itself, as the API gives them."""
    where = {"actor": LAVROV, "status": "any"}
    taken = {}
    for view in ("graph", "timeline", "map"):
        page.goto(f"/?view={view}&actor={LAVROV}")
        page.get_by_role("button", name="Take out").click()
        expect(page.get_by_role("menuitem", name="SVG picture")).to_be_enabled()
        page.keyboard.press("Escape")
        taken[view] = json.loads(take_out(page, "JSON what")[1])
    network = answer(service, "network", **where)
    assert {one["id"] for one in taken["graph"]["nodes"]} == {one["id"] for one in network["nodes"]}
    assert len(taken["graph"]["edges"]) == len(network["edges"]) > 0
    assert taken["graph"]["total"] == network["total"]
    places = answer(service, "stats/places", **where)
    assert taken["map"]["places"] == places["items"] != []
    periods = answer(service, "stats/by-period", **where)
    assert taken["timeline"]["whole"] == periods["whole"]
    in_bars = sum(bar["count"] for bar in taken["timeline"]["bars"])
    left = sum(taken["timeline"][name] for name in ("inexact", "undated", "before"))
    assert in_bars + left == periods["whole"]["count"] > 3


@pytest.mark.parametrize("view", ["graph", "timeline", "map"])
def test_the_view_that_is_shown_is_taken_out_as_a_picture(page: Page, view: str) -> None:
    page.goto(f"/?view={view}&actor={LAVROV}")
    page.get_by_role("button", name="Take out").click()
    expect(page.get_by_role("menuitem", name="SVG picture")).to_be_enabled()
    page.keyboard.press("Escape")
    file, content = take_out(page, "SVG picture")
    assert re.fullmatch(rf"chancery-{view}-sergey-lavrov-\d{{4}}-\d\d-\d\d\.svg", file)
    drawing = etree.fromstring(content)
    assert etree.QName(drawing).localname == "svg"
    assert b"var(--" not in content  # which nothing outside the page could look up
    file, content = take_out(page, "PNG picture")
    assert content.startswith(b"\x89PNG\r\n\x1a\n")
    width, height = struct.unpack(">II", content[16:24])
    assert width > 300
    assert height > 100
    assert len(content) > 2_000  # and not of one colour


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


def test_a_file_that_cannot_be_made_says_so_and_can_be_asked_for_again(
    page: Page, troubles: Troubles
) -> None:
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
