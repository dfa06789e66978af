"""The pages of actors, pairs and articles: what they show, on which screens, and of what hostile articles."""

from __future__ import annotations

import json
import re
from typing import Any

import httpx
import pytest
from playwright.sync_api import Dialog, Page, Route, expect

from tests.ui.browsing import Troubles, shot
from tests.ui.evidence import FIDAN, LAVROV, NARROW, OSLO, WIDE, at_ease, in_moscow, no_sideways, pane, stored

HOSTILE = (
    '<img src=x onerror="window.hacked = 1"></script><script>window.hacked = 1</script>\u202e\u2067 '
    '"><svg onload=alert(1)>'
)


@pytest.fixture(scope="module")
def moscow(client: httpx.Client) -> dict[str, Any]:
    return in_moscow(client)


# --- actors and pairs ---


def test_an_actor_has_offices_counterparts_places_years_and_articles(
    page: Page, client: httpx.Client
) -> None:
    page.goto(f"/?screen=actor&id={LAVROV}")
    expect(page.get_by_role("heading", level=1, name="Sergei Lavrov")).to_be_visible()
    offices = page.get_by_role("region", name="Offices")
    expect(offices).to_contain_text("foreign minister RUS")
    offices.get_by_text(re.compile("Shown by")).click()
    expect(offices.get_by_role("link", name=re.compile("“.*Lavrov”")).first).to_be_visible()
    expect(page.get_by_role("region", name="Places")).to_contain_text("Moscow, RUS")
    expect(page.get_by_role("region", name="Names")).to_contain_text("Sergey Lavrov")
    named = page.get_by_role("region", name="Articles that name it")
    expect(named.get_by_role("listitem")).to_have_count(10)
    named.get_by_role("button", name="Show earlier ones").click()
    expect(named.get_by_role("button")).to_have_count(0)
    articles = client.get(f"/v1/actors/{LAVROV}").json()["articles"]
    expect(named.get_by_role("listitem")).to_have_count(articles)
    years = page.get_by_role("region", name="Through time")
    expect(years.get_by_role("listitem").first).to_contain_text(re.compile(r"2023.*meetings \(\d+ held"))
    met = page.get_by_role("region", name="Met most")
    met.get_by_role("button", name="Show more").click()
    expect(met.get_by_role("listitem").nth(10)).to_be_visible()
    met.get_by_role("link", name="3 meetings with Wang Yi").click()
    expect(pane(page).get_by_role("heading", name="Sergei Lavrov and Wang Yi")).to_be_visible()
    at_ease(page, "pair-pane-on-actor")
    page.set_viewport_size(WIDE)
    page.keyboard.press("Escape")
    at_ease(page, "actor")


def test_a_country_names_who_acts_for_it(page: Page) -> None:
    page.goto("/?screen=actor&id=country:tur")
    members = page.get_by_role("region", name="Who acts for it")
    members.get_by_role("link", name="Hakan Fidan").click()
    expect(page.get_by_role("heading", level=1, name="Hakan Fidan")).to_be_visible()


def test_a_pair_is_shown_through_time(page: Page) -> None:
    page.goto(f"/?view=list&open=pair:person:john-kerry,{LAVROV}")
    expect(pane(page).get_by_role("blockquote").first).to_be_visible()
    pane(page).get_by_role("link", name="Page of the two").click()
    expect(page.get_by_role("heading", level=1, name="John Kerry and Sergei Lavrov")).to_be_visible()
    years = page.get_by_role("region", name="By year").get_by_role("listitem")
    expect(years.filter(has_text="2014")).to_contain_text("1 refused")
    page.get_by_role("region", name="Meetings").get_by_role(
        "link", name=re.compile("Lavrov · ")
    ).first.click()
    expect(pane(page).get_by_role("region", name="What became of it")).to_be_visible()
    page.keyboard.press("Escape")
    at_ease(page, "pair")


# --- manners ---


def test_on_a_narrow_screen_the_evidence_takes_the_place_of_the_view(
    page: Page, moscow: dict[str, Any]
) -> None:
    telling = moscow["accounts"][0]
    page.set_viewport_size(NARROW)
    page.goto(f"/?screen=article&id={telling['article_id']}")
    words = page.get_by_role("link", name="his Russian opposite number, Sergey Lavrov")
    words.click()
    expect(pane(page)).to_be_visible()
    expect(words).to_be_hidden()
    pane(page).get_by_role("button", name="Back").click()
    expect(words).to_be_focused()


def test_meeting_and_article_are_open_to_everyone(page: Page, moscow: dict[str, Any]) -> None:
    telling = moscow["accounts"][0]
    page.goto(f"/?screen=article&id={telling['article_id']}&at={telling['id']}&open=meeting:{moscow['id']}")
    folded = pane(page).locator("details.behind > summary")
    expect(folded.first).to_be_visible()
    for one in folded.all():
        one.click()
    at_ease(page, "meeting")
    page.set_viewport_size(WIDE)
    pane(page).get_by_role("button", name="Close").click()
    page.emulate_media(color_scheme="dark")
    at_ease(page, "article-dark")


def test_what_is_not_there_is_said_and_not_a_blank(page: Page, troubles: Troubles) -> None:
    troubles.expect("404")
    page.goto("/?screen=article&id=art-none&open=meeting:mtg-none")
    expect(page.get_by_role("alert")).to_have_count(2)
    expect(pane(page).get_by_role("alert")).to_contain_text("mtg-none")


def test_a_hostile_article_is_text_everywhere(page: Page, client: httpx.Client) -> None:
    said: list[str] = []

    def hear(dialog: Dialog) -> None:
        said.append(dialog.message)
        dialog.dismiss()

    page.on("dialog", hear)
    text = f"OSLO - {OSLO} {HOSTILE} and they talked about trade."
    about = {"title": f"{HOSTILE} title", "source": HOSTILE, "published": "2024-05-14"}
    with stored(client, **about, text=text) as article:
        id = article["article"]["id"]
        [report] = article["reports"]
        page.goto(f"/?screen=article&id={id}&open=meeting:{report['meeting_id']}")
        expect(page.get_by_role("heading", level=1)).to_contain_text("</script><script>window.hacked")
        expect(page.locator(".article-text")).to_contain_text('<img src=x onerror="window.hacked = 1">')
        expect(pane(page).get_by_role("blockquote").first).to_contain_text("<svg onload=alert(1)>")
        no_sideways(page)
        for actor in [one["actor_id"] for one in report["participants"]]:
            page.goto(f"/?screen=actor&id={actor}")
            expect(page.get_by_role("blockquote").first).to_contain_text("<img src=x")
        assert page.evaluate("window.hacked === undefined && !document.querySelector('main img, main svg')")
    assert said == []


def test_hostile_names_and_addresses_are_text_and_break_no_layout(
    page: Page, client: httpx.Client, moscow: dict[str, Any]
) -> None:
    url = "javascript:window.hacked=1"
    assert client.post("/v1/articles", json={"url": url, "text": OSLO}).status_code == 422
    long = HOSTILE + "\u202eMMMMMMMMMM" * 1_000

    def hostile(route: Route) -> None:
        answer = route.fetch()
        told = answer.text()
        for name in ("Sergei Lavrov", "Sergey Lavrov", "Moscow", "foreign minister"):
            told = told.replace(json.dumps(name), json.dumps(long))
        told = re.sub(r'"url":"[^"]*"', f'"url":"{url}"', told)
        told = re.sub(r'"(title|article_title)":"[^"]*"', lambda at: f'"{at[1]}":{json.dumps(long)}', told)
        route.fulfill(response=answer, body=told)

    page.route("**/v1/**", hostile)
    telling = moscow["accounts"][0]
    for at, address in enumerate(
        (
            f"?screen=article&id={telling['article_id']}&open=meeting:{moscow['id']}",
            f"?screen=actor&id={LAVROV}&open=pair:{FIDAN},{LAVROV}",
            f"?screen=pair&id={FIDAN},{LAVROV}&open=actor:{LAVROV}",
        )
    ):
        page.set_viewport_size(WIDE)
        page.goto(f"/{address}")
        expect(page.get_by_role("heading", level=1)).to_contain_text("window.hacked")
        expect(pane(page).get_by_role("heading", level=2)).to_contain_text("window.hacked")
        expect(page.locator("[href^='javascript']")).to_have_count(0)
        if not at:
            expect(page.get_by_text(url, exact=True)).to_be_visible()
        no_sideways(page)
        shot(page, f"evidence-hostile-{at}")
        page.set_viewport_size(NARROW)
        no_sideways(page)
    assert page.evaluate("window.hacked === undefined")
