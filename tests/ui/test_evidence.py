"""From a meeting to its sentence in the article, and from the words there back to what they name."""

from __future__ import annotations

import re
from typing import Any

import httpx
import pytest
from playwright.sync_api import Page, Route, expect

from tests.ui.evidence import OSLO, in_moscow, pane, stored


@pytest.fixture(scope="module")
def moscow(client: httpx.Client) -> dict[str, Any]:
    return in_moscow(client)


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

    marked = page.locator("mark")
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
    expect(account).to_contain_text(
        re.compile(r"31 Aug – 1 Sept 2023: “Thursday and Friday” \(sure, \d+ %\)")
    )
    expect(account).to_contain_text("named as somebody's counterpart")
    account.get_by_role("link", name="“Thursday and Friday”").click()
    expect(page.locator("mark")).to_have_text("Thursday and Friday")


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
    macron = "The Jordanian foreign minister met French President Emmanuel Macron in Paris on Wednesday."
    office = {"published": "2024-05-15", "text": f"PARIS - {macron}"}
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
    expect(page.locator("mark")).to_have_text(telling["evidence"][0]["quote"])
    expect(text.get_by_role("link", name="Ukrainian President Volodymyr Zelensky")).to_have_count(0)
    page.get_by_role("link", name="Marks of all of them").click()
    expect(text.get_by_role("link", name="Ukrainian President Volodymyr Zelensky")).to_be_visible()


def test_marks_stand_where_they_belong_behind_characters_beyond_the_first_plane(
    page: Page, client: httpx.Client
) -> None:
    text = f"OSLO – 🕊️🤝 Flags 🇳🇴🇯🇴 were out. {OSLO} 🤝.\n\n𝕋he two 👋 will meet again in Amman in June."
    with stored(client, published="2024-05-14", text=text) as article:
        id, reports = article["article"]["id"], article["reports"]
        assert any("🤝" in one["quote"] for one in reports[0]["evidence"])
        page.goto(f"/?screen=article&id={id}&at={reports[0]['id']}")
        expect(page.locator("mark")).to_have_text(reports[0]["evidence"][0]["quote"])
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
