"""Articles that come in by the page: pasted, by their address, from files."""

from __future__ import annotations

import json
import re
import threading
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from urllib.parse import parse_qs, urlsplit

import httpx
import pytest
from playwright.sync_api import FilePayload, Locator, Page, expect

from app.schemas import ArticleIn
from extractors.clean import likely_id
from tests.app.test_jobs import GERMAN, wait_for
from tests.ui.browsing import Troubles, axe, shot

# The emoji is one code point and two units of a browser's strings: what follows it would be marked wrongly.
OSLO = (
    "OSLO 😀 – Norwegian Foreign Minister Espen Barth Eide received his Jordanian counterpart, Ayman Safadi, "
    "on Tuesday. They spoke for an hour."
)
DAY = "2024-05-14"


@pytest.fixture(autouse=True)
def nothing_left(client: httpx.Client) -> Iterator[None]:
    """The graph is shared: each test takes out what it brought in."""
    before = client.get("/v1/stats").json()
    yield
    assert client.get("/v1/stats").json() == before


def oslo(number: int, **changes: str) -> dict[str, str]:
    return {"url": f"https://brought.example/{number}", "published": DAY, "text": OSLO} | changes


def write(page: Page, *, url: str = "", published: str = DAY, text: str = OSLO) -> None:
    page.get_by_label("Title").fill("Talks in Oslo")
    page.get_by_label("Address").fill(url)
    page.get_by_label("Day of publication").fill(published)
    page.get_by_label("Text", exact=True).fill(text)


def article_of(page: Page) -> str:
    """The id in the link to what was stored."""
    href = page.get_by_role("link", name="Open the article").get_attribute("href")
    return parse_qs(urlsplit(href or "").query)["id"][0]


def take(page: Page, *files: tuple[str, str]) -> None:
    """As if they were chosen in the dialog of the browser."""
    page.goto("/?screen=bring&bring.way=files")
    chosen: list[FilePayload] = [
        {"name": name, "mimeType": "", "buffer": text.encode()} for name, text in files
    ]
    page.get_by_label("Choose files").set_input_files(chosen)
    page.get_by_role("button", name="Bring in").click()


def job_of(page: Page) -> str:
    expect(page).to_have_url(re.compile("bring.job="))
    return parse_qs(urlsplit(page.url).query)["bring.job"][0]


def take_out(client: httpx.Client, job: str) -> None:
    """All that the job has stored."""
    path: str | None = f"/v1/jobs/{job}/articles?state=done&limit=100"
    while path:
        shown = client.get(path).json()
        for task in shown["items"]:
            client.delete(task["article"]["links"]["article"])
        path = shown["next"]


def test_a_text_is_seen_as_it_will_be_stored_then_stored_and_taken_out(
    page: Page, client: httpx.Client
) -> None:
    stored = client.get("/v1/stats").json()
    page.goto("/?screen=bring")
    write(page)
    page.get_by_role("button", name="See what would be stored").click()
    expect(page.get_by_role("heading", name="Not stored yet: 1 meeting")).to_be_focused()
    assert client.get("/v1/stats").json() == stored
    text = page.get_by_role("region", name="The text as it was read")
    expect(text).to_have_text(OSLO)
    marks = text.locator("mark")
    expect(marks).to_have_text(
        [
            "Norwegian Foreign Minister Espen Barth Eide",
            "received",
            "his Jordanian counterpart, Ayman Safadi",
            "Tuesday",
        ]
    )
    card = page.get_by_role("region", name="Meetings read").get_by_role("listitem").first
    expect(card).to_contain_text("14 May 2024")
    expect(card).to_contain_text("Ayman Safadi, foreign minister, JOR guest")
    card.hover()
    expect(text.locator(".span-active")).to_have_count(4)
    assert axe(page) == []
    shot(page, "bring-preview")

    page.get_by_role("button", name="Store this").click()
    expect(page.get_by_role("heading", name="Stored: 1 meeting")).to_be_focused()
    expect(page.get_by_label("Text", exact=True)).to_have_value("")
    path = f"/v1/articles/{article_of(page)}"
    shown = client.get(path).json()
    assert shown["article"]["title"] == "Talks in Oslo"
    assert shown["article"]["published"] == DAY
    page.get_by_role("link", name="Open the meeting").click()
    expect(page).to_have_url(re.compile(f"open=meeting%3A{shown['reports'][0]['meeting_id']}"))

    page.get_by_role("button", name="Take it out again").click()
    expect(page.get_by_text("Taken out again")).to_be_visible()
    assert client.get(path).status_code == 404


def test_a_preview_of_another_text_is_not_shown_for_this_one(page: Page) -> None:
    page.goto("/?screen=bring")
    write(page, published="")
    page.get_by_role("button", name="See what would be stored").click()
    expect(page.get_by_text("without a day of publication")).to_be_visible()
    page.get_by_label("Text", exact=True).fill("Something else.")
    expect(page.get_by_role("heading", name="Not stored yet")).to_have_count(0)
    expect(page.get_by_text("The form was changed")).to_be_visible()


def test_what_was_there_already_is_told_from_what_takes_its_place(page: Page, client: httpx.Client) -> None:
    path = client.post("/v1/articles", json=oslo(1, title="Talks in Oslo")).json()["links"]["article"]
    page.goto("/?screen=bring")
    write(page, url="https://brought.example/1")
    page.get_by_role("button", name="Store", exact=True).click()
    expect(page.get_by_role("heading", name="It was there already; nothing changed")).to_be_visible()
    # Somebody else's: not to be thrown away with a click.
    expect(page.get_by_role("button", name="Take it out again")).to_have_count(0)
    write(page, url="https://brought.example/1", text=f"{OSLO} They parted as friends.")
    page.get_by_role("button", name="Store", exact=True).click()
    expect(page.get_by_role("heading", name="Stored in place of what was there")).to_be_visible()
    page.close()
    client.delete(path)


def test_what_is_wrong_stands_at_its_field_and_what_was_written_stays(page: Page, troubles: Troubles) -> None:
    troubles.expect("status of 422")
    page.goto("/?screen=bring")
    write(page, url="brought.example")
    page.get_by_role("button", name="Store", exact=True).click()
    expect(page.get_by_role("alert")).to_contain_text("url")
    expect(page.get_by_label("Address")).to_have_attribute("aria-invalid", "true")
    page.get_by_role("link", name="Review").click()
    page.get_by_role("link", name="Bring in").click()
    expect(page.get_by_label("Text", exact=True)).to_have_value(OSLO)
    page.reload()
    expect(page.get_by_text("what you had not stored yet")).to_be_visible()
    expect(page.get_by_label("Address")).to_have_value("brought.example")


def test_an_address_that_is_not_public_is_refused_in_the_words_of_the_service(
    page: Page, troubles: Troubles
) -> None:
    troubles.expect("status of 403")
    page.goto("/?screen=bring&bring.way=url")
    expect(page.get_by_text("stores it at once")).to_be_visible()
    page.get_by_label("Address of the page").fill("http://192.168.0.1/news")
    page.get_by_role("button", name="Fetch and store").click()
    alert = page.get_by_role("alert")
    expect(alert).to_contain_text("192.168.0.1 has no address on the public internet")
    # It is the address that is refused, and not the reader.
    expect(alert).not_to_contain_text("key")
    assert axe(page) == []


def test_files_become_a_load_that_tells_what_became_of_each_article(page: Page, client: httpx.Client) -> None:
    lines = [json.dumps(oslo(1)), "{broken", "", json.dumps(oslo(2, text=GERMAN))]
    take(page, ("news.jsonl", "\n".join(lines)), ("empty.txt", " "), ("Oslo_talks.txt", OSLO), ("x.pdf", ""))
    job = job_of(page)
    expect(page.get_by_role("heading", name="Done: 5 articles")).to_be_visible(timeout=60_000)
    expect(page.get_by_role("progressbar")).to_have_attribute("value", "5")
    failed = page.get_by_role("region", name="Failed")
    expect(failed.get_by_role("row", name="news.jsonl, line 2")).to_contain_text("not JSON at column 2")
    expect(failed.get_by_role("row", name="news.jsonl, line 4")).to_contain_text("English")
    expect(failed.get_by_role("row", name="empty.txt")).to_contain_text("empty")
    stored = page.get_by_role("region", name="Stored")
    expect(stored.get_by_role("row", name="news.jsonl, line 1")).to_contain_text("Stored, 1 meeting")
    stored.get_by_role("link", name="Oslo_talks.txt", exact=True).click()
    expect(page).to_have_url(re.compile("screen=article"))
    page.go_back()
    page.reload()
    expect(page.get_by_role("heading", name="Done: 5 articles")).to_be_visible()
    expect(failed.get_by_role("row", name="news.jsonl, line 2")).to_be_visible()
    latest = page.get_by_role("region", name="Latest loads").get_by_role("listitem").first
    expect(latest).to_contain_text("empty.txt and 2 more")
    assert axe(page) == []
    shot(page, "bring-load")
    with page.expect_response(re.compile("/retry$")):
        page.get_by_role("button", name="Try again what failed").click()
    wait_for(client, job)
    expect(page.get_by_role("heading", name="Done: 5 articles")).to_be_visible()
    titles = [client.get(path).json()["article"]["title"] for path in articles(client, job)]
    assert titles == [None, "Oslo talks"]
    page.get_by_role("link", name="Bring in more").click()
    expect(latest).to_contain_text("done, 5 of 5, 3 failed")
    take_out(client, job)


def test_the_loads_of_others_go_on_in_the_list(page: Page, client: httpx.Client) -> None:
    over = threading.Event()

    def lines() -> Iterator[bytes]:
        yield json.dumps(oslo(4)).encode() + b"\n"
        over.wait(60)
        yield json.dumps(oslo(5)).encode() + b"\n"

    def send() -> list[str]:
        headers = {"Content-Type": "application/x-ndjson"}
        answer = client.post("/v1/articles/batch", content=lines(), headers=headers)
        return [json.loads(told)["article"]["links"]["article"] for told in answer.text.splitlines()]

    with ThreadPoolExecutor(1) as other:
        sent = other.submit(send)
        try:
            page.goto("/?screen=bring")
            latest = page.get_by_role("region", name="Latest loads").get_by_role("listitem").first
            expect(latest).to_contain_text("coming in")
            over.set()
            expect(latest).to_contain_text("done, 2 of 2", timeout=60_000)
        finally:
            over.set()
            for path in sent.result():
                client.delete(path)


def test_a_folder_is_dropped_with_all_that_lies_in_it(
    page: Page, client: httpx.Client, tmp_path: Path
) -> None:
    folder = tmp_path / "wires"
    (folder / "2024").mkdir(parents=True)
    (folder / "2024" / "Oslo_talks.txt").write_text(OSLO)
    (folder / "news.jsonl").write_text(json.dumps(oslo(3)))
    (folder / "scan.pdf").write_text("")
    page.goto("/?screen=bring&bring.way=files")
    drop(page, page.get_by_text("Drop files or folders here"), folder)
    expect(page.get_by_text("wires/2024/Oslo_talks.txt, wires/news.jsonl")).to_be_visible()
    expect(page.get_by_text("Passed over")).to_contain_text("wires/scan.pdf")
    page.get_by_role("button", name="Bring in").click()
    job = job_of(page)
    expect(page.get_by_role("heading", name="Done: 2 articles")).to_be_visible(timeout=60_000)
    stored = page.get_by_role("region", name="Stored")
    expect(stored.get_by_role("row", name="wires/2024/Oslo_talks.txt")).to_contain_text("Stored")
    take_out(client, job)


def drop(page: Page, where: Locator, path: Path) -> None:
    """As the file manager does it: the browser itself reads the folder."""
    box = where.bounding_box()
    assert box
    devtools = page.context.new_cdp_session(page)
    held = {"items": [], "files": [str(path)], "dragOperationsMask": 1}
    place = {"x": box["x"] + box["width"] / 2, "y": box["y"] + box["height"] / 2}
    for step in ("dragEnter", "dragOver", "drop"):
        devtools.send("Input.dispatchDragEvent", {"type": step, **place, "data": held})


def articles(client: httpx.Client, job: str) -> list[str]:
    items = client.get(f"/v1/jobs/{job}/articles?state=done").json()["items"]
    return [task["article"]["links"]["article"] for task in items]


def test_a_load_is_followed_as_it_goes_and_its_rest_can_be_cancelled(
    page: Page, client: httpx.Client
) -> None:
    sent = [oslo(number, text=f"{OSLO} {number}.") for number in range(300)]
    lines = "\n".join(map(json.dumps, sent))
    with page.expect_request(re.compile("/events$")):
        take(page, ("many.jsonl", lines))
    job = job_of(page)
    expect(page.get_by_text(re.compile(r"\d+ a minute"))).to_be_visible(timeout=30_000)
    shot(page, "bring-running")
    page.get_by_role("button", name="Cancel the rest").click()
    expect(page.get_by_role("heading", name="Cancelled")).to_be_visible()
    expect(page.get_by_role("region", name="Left out").get_by_role("row").nth(1)).to_contain_text("Cancelled")
    expect(page.get_by_role("button", name="Cancel the rest")).to_have_count(0)
    counts = wait_for(client, job, "cancelled")["counts"]
    assert counts["cancelled"] > 0
    assert counts["queued"] == 0
    # What was just being stored when it was cancelled can still come in.
    for article in sent[: counts["done"] + 10]:
        client.delete(f"/v1/articles/{likely_id(ArticleIn.model_validate(article).raw())}")
