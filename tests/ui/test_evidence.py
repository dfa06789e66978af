"""From a meeting to its sentence and back: the evidence pane, and the pages of articles, actors and pairs."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import httpx
import pytest
from playwright.sync_api import Locator, Page, Route, expect

from tests.ui.browsing import Troubles, axe, shot
from tests.ui.conftest import Service

FIDAN, LAVROV = "person:hakan-fidan", "person:sergey-lavrov"
OSLO = (
    "Norwegian Foreign Minister Espen Barth Eide received his Jordanian counterpart, Ayman Safadi, "
    "in Oslo on Tuesday"
)
HOSTILE = (
    '<img src=x onerror="window.hacked = 1"></script><script>window.hacked = 1</script>\u202e\u2067 '
    '"><svg onload=alert(1)>'
)
NARROW = {"width": 390, "height": 844}


@pytest.fixture(scope="module")
def client(service: Service) -> Iterator[httpx.Client]:
    with httpx.Client(base_url=service.url, timeout=60) as opened:
        yield opened


@pytest.fixture(scope="module")
def moscow(client: httpx.Client) -> dict[str, Any]:
    """Fidan with Lavrov, before Sochi, as four articles of seeds/clusters.jsonl tell it."""
    asked = {"actor": FIDAN, "with": LAVROV, "place": "Moscow"}
    [meeting] = client.get("/v1/meetings", params=asked).json()["items"]
    found: dict[str, Any] = client.get(f"/v1/meetings/{meeting['id']}").json()
    return found


@contextmanager
def stored(client: httpx.Client, **article: str) -> Iterator[dict[str, Any]]:
    """As the service answers it; taken out again."""
    answer = client.post("/v1/articles", json=article)
    assert answer.status_code in (200, 201), answer.text
    id = answer.json()["id"]
    try:
        yield client.get(f"/v1/articles/{id}").json()
    finally:
        client.delete(f"/v1/articles/{id}").raise_for_status()


def pane(page: Page) -> Locator:
    return page.get_by_role("complementary", name="Evidence")


def no_sideways(page: Page) -> None:
    assert page.evaluate("document.documentElement.scrollWidth <= window.innerWidth")


def at_ease(page: Page, name: str) -> None:
    """Nothing against it, at either width; with a picture of each."""
    assert axe(page) == []
    shot(page, f"evidence-{name}")
    page.set_viewport_size(NARROW)
    no_sideways(page)
    assert axe(page) == []
    shot(page, f"evidence-{name}-narrow")


# --- there and back ---


def test_a_meeting_leads_to_its_sentence_and_the_words_in_it_to_who_took_part(
    page: Page, moscow: dict[str, Any]
) -> None:
    page.goto(f"/?view=list&open=meeting:{moscow['id']}")
    expect(pane(page).get_by_role("heading", name="Hakan Fidan, Sergey Lavrov · Moscow")).to_be_visible()
    telling = moscow["accounts"][0]
    quote = telling["evidence"][0]["quote"]
    account = pane(page).locator(f"[data-report={telling['id']}]")
    expect(account.get_by_role("blockquote")).to_contain_text(quote)
    account.get_by_role("link", name="Read it in the article").click()

    marked = page.get_by_role("mark")
    expect(marked).to_have_text(quote)
    expect(marked).to_be_in_viewport()
    expect(marked).to_be_focused()
    expect(page).to_have_title(re.compile("Fidan off to Moscow"))
    lavrov = marked.get_by_role("link", name="his Russian opposite number, Sergey Lavrov")
    lavrov.focus()
    page.keyboard.press("Enter")
    expect(pane(page).get_by_role("heading", name="Sergei Lavrov")).to_be_visible()
    expect(pane(page)).to_be_focused()
    page.keyboard.press("Escape")
    expect(pane(page)).to_have_count(0)
    expect(lavrov).to_be_focused()


def test_each_attribute_shows_the_words_that_it_rests_on(page: Page, moscow: dict[str, Any]) -> None:
    page.goto(f"/?view=list&open=meeting:{moscow['id']}")
    history = pane(page).get_by_role("region", name="What became of it").get_by_role("listitem")
    expect(history).to_have_count(4)
    expect(history.first).to_contain_text("planned told on 29 Aug 2023")
    expect(history.nth(1)).to_contain_text("held told on 1 Sept 2023")
    account = pane(page).locator(f"[data-report={moscow['accounts'][0]['id']}]")
    account.get_by_text("What was read from it").click()
    expect(account).to_contain_text(re.compile(r"31 Aug – 1 Sept 2023: “Thursday and Friday” \(sure, \d+ %\)"))
    expect(account).to_contain_text("named as somebody's counterpart")
    account.get_by_role("link", name="“Thursday and Friday”").click()
    expect(page.get_by_role("mark")).to_have_text("Thursday and Friday")


def test_reasons_say_why_reports_are_one_meeting_and_others_are_not(
    page: Page, moscow: dict[str, Any]
) -> None:
    page.goto(f"/?view=list&open=meeting:{moscow['id']}")
    one = pane(page).get_by_role("region", name="Why these reports are of one meeting")
    expect(one.locator(".grounds").first).to_contain_text("+1 on the same day")
    apart = pane(page).get_by_role("region", name="Looked at, and kept apart")
    other = apart.get_by_role("link", name=re.compile("Shoigu · Moscow"))
    other.click()
    expect(pane(page).get_by_role("heading", name=re.compile("Shoigu · Moscow"))).to_be_visible()
    page.go_back()
    expect(pane(page).get_by_role("heading", name=re.compile("Fidan, Sergey Lavrov"))).to_be_visible()


def test_accounts_that_cannot_all_be_right_stand_beside_each_other(page: Page, client: httpx.Client) -> None:
    asked = {"actor": "Biden", "with": "Xi Jinping", "from": "2022-11-14", "to": "2022-11-14"}
    [meeting] = client.get("/v1/meetings", params=asked).json()["items"]
    page.goto(f"/?view=list&open=meeting:{meeting['id']}")
    differ = pane(page).get_by_role("region", name="The accounts differ")
    expect(differ).to_contain_text("About where it was")
    expect(differ.get_by_text("Beijing, says")).to_be_visible()
    expect(differ.get_by_text("Washington, says")).to_be_visible()
    expect(differ.get_by_role("blockquote")).to_have_count(2)


def test_a_person_behind_an_office_is_shown_with_the_articles_that_say_so(
    page: Page, client: httpx.Client
) -> None:
    holder = {"published": "2024-05-13", "text": f"OSLO - {OSLO}."}
    office = {"published": "2024-05-15", "text": "PARIS - The Jordanian foreign minister met French President "
              "Emmanuel Macron in Paris on Wednesday."}  # fmt: skip
    with stored(client, **holder), stored(client, **office) as article:
        [report] = article["reports"]
        page.goto(f"/?view=list&open=meeting:{report['meeting_id']}")
        who = pane(page).get_by_role("region", name="Who took part")
        expect(who.get_by_text("inferred", exact=True)).to_be_visible()
        who.get_by_text("No article names the person").click()
        expect(who).to_contain_text("Others show Ayman Safadi in it")
        expect(who.get_by_role("link", name=re.compile("counterpart, Ayman Safadi”"))).to_be_visible()


# --- the article ---


def test_words_that_lead_to_several_things_ask_which(page: Page, moscow: dict[str, Any]) -> None:
    article = moscow["accounts"][0]["article_id"]
    page.goto(f"/?screen=article&id={article}")
    words = page.get_by_role("button", name="Moscow").first
    words.focus()
    page.keyboard.press("Enter")
    menu = page.get_by_role("menu")
    expect(menu.get_by_role("menuitem").first).to_be_focused()
    page.keyboard.press("Escape")
    expect(menu).to_have_count(0)
    expect(words).to_be_focused()
    words.click()
    menu.get_by_role("menuitem", name=re.compile("Hakan Fidan, Sergei Shoigu")).click()
    expect(pane(page).get_by_role("heading", name=re.compile("Shoigu"))).to_be_visible()


def test_one_report_is_marked_alone(page: Page, moscow: dict[str, Any]) -> None:
    telling = moscow["accounts"][0]
    page.goto(f"/?screen=article&id={telling['article_id']}")
    text = page.locator(".article-text")
    expect(text.get_by_role("link", name="Ukrainian President Volodymyr Zelensky")).to_be_visible()
    page.get_by_role("link", name=re.compile("Marks of this one ?: Hakan Fidan, Sergey Lavrov")).click()
    expect(page.get_by_role("mark")).to_have_text(telling["evidence"][0]["quote"])
    expect(text.get_by_role("link", name="Ukrainian President Volodymyr Zelensky")).to_have_count(0)
    page.get_by_role("link", name="Marks of all of them").click()
    expect(text.get_by_role("link", name="Ukrainian President Volodymyr Zelensky")).to_be_visible()


def test_marks_stand_where_they_belong_behind_characters_beyond_the_first_plane(
    page: Page, client: httpx.Client
) -> None:
    text = f"OSLO – 🕊️🤝 Flags 🇳🇴🇯🇴 were out. {OSLO} 🤝.\n\n𝕋he two ministers 👋 will meet again in Amman in June."
    with stored(client, published="2024-05-14", text=text) as article:
        id, reports = article["article"]["id"], article["reports"]
        assert any("🤝" in one["quote"] for one in reports[0]["evidence"])
        page.goto(f"/?screen=article&id={id}&at={reports[0]['id']}")
        expect(page.get_by_role("mark")).to_have_text(reports[0]["evidence"][0]["quote"])
        marked = page.locator(".article-text")
        expect(marked).to_have_text(article["article"]["text"], use_inner_text=True)
        for one in [part["evidence"] for part in reports[0]["participants"]] + [reports[0]["place_evidence"]]:
            expect(marked.get_by_text(one["quote"], exact=True).first).to_be_visible()


def test_the_text_before_it_was_replaced_is_read_as_such(page: Page, client: httpx.Client) -> None:
    about = {"url": "https://example.org/oslo", "published": "2024-05-14"}
    with stored(client, **about, text=f"OSLO - {OSLO}. They shook hands.") as article:
        client.post("/v1/articles", json={**about, "text": f"OSLO - {OSLO}. A correction."})
        page.goto(f"/?screen=article&id={article['article']['id']}")
        link = page.get_by_role("link", name="https://example.org/oslo")
        expect(link).to_have_attribute("rel", "noopener noreferrer")
        expect(page.get_by_text("A correction.")).to_be_visible()
        page.get_by_role("link", name="text 1 of before").click()
        expect(page.get_by_text("They shook hands.")).to_be_visible()
        expect(page.get_by_text("what it said is in the graph no more")).to_be_visible()
        page.get_by_role("link", name="Back to the latest").click()
        expect(page.get_by_text("A correction.")).to_be_visible()


def test_an_article_of_which_only_quotes_are_kept_shows_them(page: Page, moscow: dict[str, Any]) -> None:
    def without_text(route: Route) -> None:
        answer = route.fetch()
        told = answer.json()
        told["article"] |= {"text": None, "text_kept": False}
        route.fulfill(response=answer, json=told)

    telling = moscow["accounts"][0]
    page.route("**/v1/articles/*", without_text)
    page.goto(f"/?screen=article&id={telling['article_id']}&at={telling['id']}")
    expect(page.get_by_text("only the quotes are kept")).to_be_visible()
    expect(page.get_by_role("blockquote").first).to_contain_text(telling["evidence"][0]["quote"])


# --- actors and pairs ---


def test_an_actor_has_offices_counterparts_places_and_years(page: Page) -> None:
    page.goto(f"/?screen=actor&id={LAVROV}")
    expect(page.get_by_role("heading", level=1, name="Sergei Lavrov")).to_be_visible()
    offices = page.get_by_role("region", name="Offices")
    expect(offices).to_contain_text("foreign minister RUS")
    offices.get_by_text(re.compile("Shown by")).click()
    expect(offices.get_by_role("link", name=re.compile("“.*Lavrov”")).first).to_be_visible()
    expect(page.get_by_role("region", name="Places")).to_contain_text("Moscow, RUS")
    expect(page.get_by_role("region", name="Names")).to_contain_text("Sergey Lavrov")
    years = page.get_by_role("region", name="Through time")
    expect(years.get_by_role("listitem").first).to_contain_text(re.compile(r"2023.*meetings \(\d+ held"))
    met = page.get_by_role("region", name="Met most")
    met.get_by_role("button", name="Show more").click()
    expect(met.get_by_role("listitem").nth(10)).to_be_visible()
    met.get_by_role("link", name="3 meetings with Antony Blinken").click()
    expect(pane(page).get_by_role("heading", name="Sergei Lavrov and Antony Blinken")).to_be_visible()
    at_ease(page, "pair-pane-on-actor")
    page.set_viewport_size({"width": 1280, "height": 800})
    page.keyboard.press("Escape")
    at_ease(page, "actor")


def test_a_country_names_who_acts_for_it(page: Page) -> None:
    page.goto("/?screen=actor&id=country:tur")
    members = page.get_by_role("region", name="Who acts for it")
    members.get_by_role("link", name="Hakan Fidan").click()
    expect(page.get_by_role("heading", level=1, name="Hakan Fidan")).to_be_visible()


def test_a_pair_is_shown_through_time(page: Page) -> None:
    page.goto(f"/?view=list&open=pair:person:antony-blinken,{LAVROV}")
    expect(pane(page).get_by_role("blockquote").first).to_be_visible()
    pane(page).get_by_role("link", name="Page of the two").click()
    expect(page.get_by_role("heading", level=1, name="Antony Blinken and Sergei Lavrov")).to_be_visible()
    years = page.get_by_role("region", name="By year").get_by_role("listitem")
    expect(years.filter(has_text="2022")).to_contain_text("cancelled")
    page.get_by_role("region", name="Meetings").get_by_role("link", name=re.compile("Lavrov · ")).first.click()
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
    page.set_viewport_size({"width": 1280, "height": 800})
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
    page.on("dialog", lambda dialog: (said.append(dialog.message), dialog.dismiss()))
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
        page.set_viewport_size({"width": 1280, "height": 800})
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
