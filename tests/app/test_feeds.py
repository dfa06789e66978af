"""Feeds: read from their bytes, and followed on a real HTTP server; only the last tests need the graph."""

from __future__ import annotations

import contextlib
import datetime as dt
import json
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from app.errors import FeedUnreadable, PoolClosed, ReadingCrashed
from app.feeds import MOST_ENTRIES, read_feed
from app.fetching.fetcher import Fetcher
from app.settings import Settings
from app.watch import Manner, Taken, Told, Watch, pause
from app.watch_memory import Memories
from extractors.clean import RawArticle
from extractors.errors import EmptyText, UndecodableText
from graph.errors import GraphUnavailable
from tests.app.commands import ROOT, chancery, environment
from tests.app.conftest import MOSCOW
from tests.app.web import Answer, Asked, Names, Web, html, redirect

HEAD = (
    '<rss version="2.0" xmlns:content="http://purl.org/rss/1.0/modules/content/"><channel><title>News</title>'
)
ATOM = """<?xml version="1.0"?><feed xmlns="http://www.w3.org/2005/Atom"><title>News</title>
<entry><id>tag:1</id><title type="html">A &amp;amp; B &lt;b&gt;met&lt;/b&gt;</title>
<link rel="alternate" href="/1"/><published>2024-06-11T23:30:00-05:00</published>
<updated>2024-07-01T00:00:00Z</updated>
<content type="html">&lt;p&gt;All of it&lt;/p&gt;</content></entry></feed>"""


def item(number: int, *, link: str | None = None, more: str = "") -> str:
    target = f"<link>{link or f'/{number}'}</link>" if link != "" else ""
    return (
        f"<item><title>Story {number}</title>{target}<guid isPermaLink='false'>g{number}</guid>{more}</item>"
    )


def rss(*items: str) -> bytes:
    """Newest first, as feeds are."""
    return f"{HEAD}{''.join(items)}</channel></rss>".encode()


def feed(*items: str, **headers: str) -> Answer:
    return Answer(rss(*items), headers={"Content-Type": "application/rss+xml"} | headers)


def test_an_atom_entry_has_its_own_day_its_whole_text_and_a_plain_title() -> None:
    (entry,) = read_feed(ATOM.encode(), "https://news.example/feed").entries
    assert (entry.link, entry.title) == ("https://news.example/1", "A & B met")
    assert entry.published == dt.date(2024, 6, 11)  # on the clock of who wrote it, and not when updated
    assert (entry.content, entry.is_html) == ("<p>All of it</p>", True)


def test_entries_come_oldest_first() -> None:
    read = read_feed(rss(item(3), item(2), item(1)), "https://news.example/feed")
    assert [one.title for one in read.entries] == ["Story 1", "Story 2", "Story 3"]
    dated = [
        item(number, more=f"<pubDate>{day} Jun 2024 10:00:00 GMT</pubDate>")
        for number, day in ((1, 3), (2, 9), (3, 5))
    ]
    read = read_feed(rss(*dated), "https://news.example/feed")
    assert [one.title for one in read.entries] == ["Story 1", "Story 3", "Story 2"]


def test_a_day_that_cannot_be_is_none() -> None:
    for words in ("32 Foo 2024", "Tue, 11 Jun 2924 10:00:00 GMT", ""):
        (entry,) = read_feed(rss(item(1, more=f"<pubDate>{words}</pubDate>")), "https://x.example/").entries
        assert entry.published is None


def test_a_broken_feed_gives_what_can_be_read() -> None:
    broken = rss(item(2), item(1))[: -len("</channel></rss>")] + b"<item><title>Cut & off"
    titles = [one.title for one in read_feed(broken, "https://news.example/feed").entries]
    assert {"Story 1", "Story 2"} <= set(titles)


@pytest.mark.parametrize(
    "content",
    [b"", b"   ", b"<html><body><p>No feed</p></body></html>", b"hello", b"{}", b"<" * 10_000, b"&" * 10_000],
)
def test_what_is_no_feed_is_refused(content: bytes) -> None:
    with pytest.raises(FeedUnreadable, match="no RSS or Atom"):
        read_feed(content, "https://news.example/feed")


BOMB = """<?xml version="1.0"?><!DOCTYPE lolz [<!ENTITY lol "lol">{}]>
<rss version="2.0"><channel><title>&lol9;</title></channel></rss>""".format(
    "".join(f'<!ENTITY lol{n} "{f"&lol{n - 1 or str()};" * 10}">' for n in range(1, 10))
)
EXTERNAL = """<?xml version="1.0"?><!DOCTYPE r [<!ENTITY x SYSTEM "file:///etc/passwd">]>
<rss version="2.0"><channel><title>&x;</title><item><title>&x;</title></item></channel></rss>"""
LONG = '<!DOCTYPE r [<!ENTITY a "' + "a" * 100_000 + '">]>' + rss().decode() + "&a;" * 100_000


@pytest.mark.parametrize("document", [BOMB, EXTERNAL, LONG], ids=["nested", "external", "long"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16"])
def test_entities_are_refused_before_anything_expands_them(document: str, encoding: str) -> None:
    begun = time.monotonic()
    with pytest.raises(FeedUnreadable, match="entities"):
        read_feed(document.encode(encoding), "https://news.example/feed")
    assert time.monotonic() - begun < 4


@pytest.mark.parametrize("encoding", ["utf-7", "cp037", "unicode_escape"])
def test_an_encoding_hides_no_entities(encoding: str) -> None:
    document = EXTERNAL.replace('version="1.0"', f'version="1.0" encoding="{encoding}"')
    with pytest.raises((FeedUnreadable, UndecodableText)):
        read_feed(document.encode(encoding), "https://news.example/feed")


@settings(max_examples=150, deadline=None)
@given(st.data())
def test_no_feed_is_too_odd_for_a_plain_word(data: st.DataObject) -> None:
    """Cut, and with bits of feeds where they do not belong."""
    whole = data.draw(st.sampled_from([ATOM.encode(), rss(item(1), item(2)), EXTERNAL.encode()]))
    for _ in range(data.draw(st.integers(1, 6))):
        at = data.draw(st.integers(0, len(whole)))
        odd = st.sampled_from(
            [b"<", b"</item>", b"<![CDATA[", b"]]>", b"&#x110000;", b"&#0;", b"<?xml", b"\x00", b"<!--"]
        )
        whole = (
            whole[:at] + data.draw(odd | st.binary(max_size=3)) + whole[at + data.draw(st.integers(0, 9)) :]
        )
    with contextlib.suppress(FeedUnreadable, UndecodableText):
        for entry in read_feed(whole, "https://news.example/feed").entries:
            assert entry.key


def test_of_a_feed_without_end_the_newest_entries_are_taken() -> None:
    read = read_feed(rss(*(item(n) for n in range(3_000, 0, -1))), "https://news.example/feed")
    assert len(read.entries) == MOST_ENTRIES
    assert read.entries[-1].title == "Story 3000"


class Desk:
    """Where articles are handed over, instead of the graph: what came, and what went wrong."""

    def __init__(self) -> None:
        self.came: list[RawArticle] = []
        self.told: list[Told] = []
        self.refuse: Exception | None = None

    def put(self, raw: RawArticle) -> Taken:
        if self.refuse is not None:
            raise self.refuse
        self.came.append(raw)
        return Taken(f"art-{len(self.came)}", "new", 0)

    @property
    def errors(self) -> list[str]:
        return [one.error for one in self.told if one.error]

    @property
    def urls(self) -> list[str]:
        return [str(one.url).rpartition("/")[2] for one in self.came]


@pytest.fixture
def web() -> Iterator[Web]:
    with Web() as server:
        for number in range(10):
            server.pages[f"/{number}"] = html(f"<p>Story {number}</p>")
        yield server


@pytest.fixture
def desk() -> Desk:
    return Desk()


Look = Callable[..., None]


@pytest.fixture
def watch_of(web: Web, desk: Desk, tmp_path: Path) -> Callable[..., Watch]:
    hosts = ("news.example", "other.example")
    names = Names({host: ["127.0.0.1"] for host in hosts})
    memories = Memories(tmp_path / "watch")

    def made(*, every_s: float = 900.0, once: bool = True, from_feed: bool = False, **changes: Any) -> Watch:
        private = ",".join(f"{host}:{web.port}" for host in hosts)
        plain: dict[str, Any] = {"fetch_private": private, "fetch_delay_s": 0.0, "fetch_timeout_s": 3.0}
        fetcher = Fetcher(Settings(**(plain | changes)), names)
        return Watch(fetcher, desk.put, memories, desk.told.append, Manner(every_s, once, from_feed))

    return made


@pytest.fixture
def look(web: Web, watch_of: Callable[..., Watch]) -> Look:
    """Look once, with a watch that is as good as restarted."""

    def looked(*paths: str, **changes: Any) -> None:
        watch_of(**changes).run([web.url("news.example", path) for path in paths or ("/feed",)])

    return looked


def test_each_new_entry_is_fetched_once_and_oldest_first(web: Web, desk: Desk, look: Look) -> None:
    web.pages["/feed"] = feed(item(2), item(1))
    look()
    web.pages["/feed"] = feed(item(3), item(2), item(1))
    look()
    assert web.paths() == ["/feed", "/1", "/2", "/feed", "/3"]
    assert desk.urls == ["1", "2", "3"]
    assert [one.taken.article_id for one in desk.told if one.taken] == ["art-1", "art-2", "art-3"]
    assert web.most_at_once == 1


def test_a_feed_that_has_not_changed_is_not_sent_again(web: Web, desk: Desk, look: Look) -> None:
    def script(asked: Asked) -> Answer:
        if asked.headers.get("If-None-Match") == '"v1"':
            return Answer(status=304)
        return feed(item(1), ETag='"v1"', **{"Last-Modified": "Tue, 11 Jun 2024 10:00:00 GMT"})

    web.pages["/feed"] = script
    look()
    look()
    first, second = [one.headers for one in web.asked if one.path == "/feed"]
    assert "If-None-Match" not in first
    assert second["If-None-Match"] == '"v1"'
    assert second["If-Modified-Since"] == "Tue, 11 Jun 2024 10:00:00 GMT"
    assert desk.urls == ["1"]


def test_an_entry_that_fails_for_a_while_is_tried_three_times_and_the_feed_asked_anew(
    web: Web, desk: Desk, look: Look
) -> None:
    web.pages["/feed"] = feed(item(2), item(1), ETag='"v1"')
    web.pages["/1"] = Answer(status=500)
    for _ in range(5):
        look()
    assert web.paths().count("/1") == 3
    assert desk.urls == ["2"]
    assert ["next look" in error for error in desk.errors] == [True, True, False]
    asked_with = [one.headers.get("If-None-Match") for one in web.asked if one.path == "/feed"]
    assert asked_with == [None, None, None, '"v1"', '"v1"']


@pytest.mark.parametrize(
    ("answer", "said"),
    [
        (Answer(status=404), "404"),
        (Answer(b"%PDF", headers={"Content-Type": "application/pdf"}), "pdf"),
        (html(b"\xff\x00\xff"), "UTF-8"),
    ],
)
def test_an_entry_that_is_no_article_is_told_once_and_left(
    web: Web, desk: Desk, look: Look, answer: Answer, said: str
) -> None:
    web.pages["/feed"] = feed(item(2), item(1))
    web.pages["/1"] = answer
    look()
    look()
    assert len(desk.errors) == 1
    assert said in desk.errors[0]
    assert web.paths().count("/1") == 1
    assert desk.urls == ["2"]


@pytest.mark.parametrize(("error", "tries"), [(EmptyText("nothing"), 1), (ReadingCrashed("died"), 3)])
def test_an_article_that_cannot_be_read_is_left_and_one_whose_reader_died_is_not(
    web: Web, desk: Desk, look: Look, error: Exception, tries: int
) -> None:
    web.pages["/feed"] = feed(item(1))
    desk.refuse = error
    for _ in range(4):
        look()
    assert web.paths().count("/1") == tries


@pytest.mark.parametrize("error", [GraphUnavailable("The graph is away."), PoolClosed("Shutting down.")])
def test_while_the_graph_is_away_nothing_is_lost(web: Web, desk: Desk, look: Look, error: Exception) -> None:
    web.pages["/feed"] = feed(item(2), item(1), ETag='"v1"')
    desk.refuse = error
    for _ in range(4):
        look()
    assert web.paths().count("/2") == 0  # the first tells enough
    desk.refuse = None
    look()
    assert desk.urls == ["1", "2"]


@pytest.mark.parametrize(
    "link", ["file:///etc/passwd", "javascript:alert(1)", "http://169.254.169.254/x", "http://[::1"]
)
def test_an_entry_that_leads_inside_is_refused_and_the_others_are_taken(
    web: Web, desk: Desk, look: Look, link: str
) -> None:
    web.pages["/feed"] = feed(item(2), item(1, link=link), item(3, link=""))
    look()
    look()
    assert len(desk.errors) == 2  # one has no link
    assert desk.urls == ["2"]


def test_robots_txt_is_kept_for_feeds_and_for_pages(web: Web, desk: Desk, look: Look) -> None:
    web.pages["/robots.txt"] = Answer(b"User-agent: *\nDisallow: /1\nDisallow: /closed")
    web.pages["/feed"] = feed(item(2), item(1))
    look("/feed", "/closed")
    assert sorted(web.paths()) == ["/2", "/feed"]
    assert all("robots" in error for error in desk.errors)
    assert len(desk.errors) == 2


def test_one_request_at_a_time_goes_to_a_host_whatever_the_number_of_feeds(
    web: Web, desk: Desk, look: Look
) -> None:
    for number in range(6):
        web.pages[f"/feed{number}"] = Answer(
            rss(item(number)), headers={"Content-Type": "text/xml"}, slowly=0.03
        )
    look(*(f"/feed{number}" for number in range(6)))
    assert sorted(desk.urls) == ["0", "1", "2", "3", "4", "5"]
    assert web.most_at_once == 1


def test_a_feed_that_fails_holds_up_no_other(web: Web, desk: Desk, look: Look) -> None:
    web.pages["/broken"] = Answer(b"<p>no feed</p>", headers={"Content-Type": "text/html"})
    web.pages["/slow"] = Answer(b"x", headers={"Content-Type": "text/xml"}, slowly=1.5)
    web.pages["/feed"] = feed(item(1))
    look("/broken", "/gone", "/slow", "/feed", fetch_timeout_s=1.0)
    assert desk.urls == ["1"]
    assert len(desk.errors) == 3


def test_a_host_that_wants_rest_gets_it_and_its_entries_wait(web: Web, desk: Desk, look: Look) -> None:
    other = web.url("other.example", "/1")
    web.pages["/feed"] = feed(item(4), item(3, link=other), item(2, link=other + "?2"))
    web.pages["other.example/1?2"] = Answer(status=429, headers={"Retry-After": "1"})
    look()
    assert desk.urls == ["4"]
    assert [one.path for one in web.asked if one.host == "other.example" and "robots" not in one.path] == [
        "/1?2"
    ]
    web.pages["other.example/1?2"] = html("well again")
    look()
    assert desk.urls == ["4", "1?2", "1"]


def test_the_text_of_the_feed_is_taken_when_asked_for_and_only_for_its_own_site(
    web: Web, desk: Desk, look: Look
) -> None:
    whole = "<pubDate>Tue, 11 Jun 2024 23:30:00 GMT</pubDate>"
    whole += "<content:encoded><![CDATA[<p>All of it</p>]]></content:encoded>"
    elsewhere = web.url("other.example", "/3")
    web.pages["/feed"] = feed(item(1, more=whole), item(2), item(3, link=elsewhere, more=whole))
    look(from_feed=True)
    assert sorted(web.paths()) == ["/2", "/3", "/feed"]
    (own,) = [one for one in desk.came if one.html == "<p>All of it</p>"]
    assert (own.source, own.title, own.published) == ("News", "Story 1", dt.date(2024, 6, 11))
    assert own.url == web.url("news.example", "/1")


def test_a_feeds_day_is_taken_where_the_page_names_none(web: Web, desk: Desk, look: Look) -> None:
    dated = "<pubDate>Tue, 11 Jun 2024 10:00:00 GMT</pubDate>"
    web.pages["/2"] = html(
        "<head><meta property='article:published_time' content='2024-06-12'></head><p>x</p>"
    )
    web.pages["/feed"] = feed(item(2, more=dated), item(1, more=dated))
    look()
    assert {one.published for one in desk.came} == {dt.date(2024, 6, 11), None}  # None: the page says it


def test_a_feed_may_have_moved(web: Web, desk: Desk, look: Look) -> None:
    web.pages["/feed"] = redirect("/feeds/new", 301)
    web.pages["/feeds/new"] = feed(item(1, link="../1"))
    look()
    assert desk.urls == ["1"]


def test_a_memory_that_cannot_be_read_is_begun_anew(web: Web, desk: Desk, look: Look, tmp_path: Path) -> None:
    web.pages["/feed"] = feed(item(1))
    look()
    (file,) = (tmp_path / "watch").iterdir()
    assert file.parent.stat().st_mode & 0o077 == 0
    file.write_text("{")
    look()
    assert desk.urls == ["1", "1"]


def test_a_memory_does_not_grow_without_end(tmp_path: Path) -> None:
    memory = Memories(tmp_path).load("https://news.example/feed")
    memory.seen = [str(number) for number in range(5_000)]
    memory.done("new")
    assert (len(memory.seen), memory.seen[0], memory.seen[-1]) == (5_000, "1", "new")


def test_it_is_looked_again_and_again_until_it_is_stopped(
    web: Web, desk: Desk, watch_of: Callable[..., Watch]
) -> None:
    web.pages["/feed"] = feed(item(1))
    watch = watch_of(every_s=0.1, once=False)
    running = threading.Thread(target=watch.run, args=([web.url("news.example", "/feed")],))
    running.start()
    deadline = time.monotonic() + 10
    while web.paths().count("/feed") < 3 and time.monotonic() < deadline:
        time.sleep(0.02)
    watch.stop()
    running.join(5)
    assert not running.is_alive()
    assert web.paths().count("/feed") >= 3
    assert desk.urls == ["1"]
    assert desk.errors == []


def test_failures_double_the_pause_up_to_six_hours_and_never_two_have_the_same_beat() -> None:
    assert [round(pause(900, n, 0) / 990) for n in (0, 1, 2)] == [1, 2, 4]
    assert 6 * 3_600 <= pause(900, 50, 0) <= 6 * 3_600 * 1.1
    assert pause(900, 1, 7_200) >= 7_200
    assert len({pause(900, 0, 0) for _ in range(20)}) > 1


def test_an_address_that_can_be_no_feed_ends_the_command_at_once() -> None:
    ended = chancery("watch", "--once", "https://news.example/feed", "file:///etc/passwd")
    assert ended.returncode == 1
    assert "http and https" in ended.stderr
    assert "Traceback" not in ended.stderr


def page(text: str) -> Answer:
    return html(
        f"<html><head><title>Talks</title></head><body><article><p>{text}</p></article></body></html>"
    )


def test_the_command_reads_a_feed_into_the_graph_a_line_an_article(
    web: Web, neo4j_server: Any, empty_graph: None, tmp_path: Path
) -> None:
    web.pages["/1"] = page(MOSCOW)
    web.pages["/feed"] = feed(item(2, link="/missing"), item(1))
    env = environment(
        neo4j_server,
        CHANCERY_DATA_DIR=str(tmp_path),
        CHANCERY_FETCH_PRIVATE=f"127.0.0.1:{web.port}",
        CHANCERY_FETCH_DELAY_S="0",
    )
    address = web.url("127.0.0.1", "/feed")
    ended = chancery("watch", "--once", "--json", address, env=env)
    told = [json.loads(line) for line in ended.stdout.splitlines()]
    assert ended.returncode == 1, ended.stderr  # one is missing
    assert {one["url"].rpartition("/")[2]: bool(one["taken"]) for one in told} == {
        "1": True,
        "missing": False,
    }
    assert told[0]["taken"]["what"] == "new"
    assert told[0]["taken"]["meetings"] == 1
    again = chancery("watch", "--once", address, env=env)
    assert (again.returncode, again.stdout) == (0, "")


def test_ctrl_c_ends_the_command_without_a_trace(web: Web, neo4j_server: Any, tmp_path: Path) -> None:
    web.pages["/feed"] = feed()
    env = environment(
        neo4j_server, CHANCERY_DATA_DIR=str(tmp_path), CHANCERY_FETCH_PRIVATE=f"127.0.0.1:{web.port}"
    )
    command = [sys.executable, "-m", "app", "watch", web.url("127.0.0.1", "/feed")]
    with subprocess.Popen(command, cwd=ROOT, env=env, stderr=subprocess.PIPE, text=True) as running:
        deadline = time.monotonic() + 60
        while "/feed" not in web.paths() and time.monotonic() < deadline:
            time.sleep(0.05)
        running.send_signal(signal.SIGINT)
        _, errors = running.communicate(timeout=60)
    assert running.returncode == 0
    assert "Stopped." in errors
    assert "Traceback" not in errors
