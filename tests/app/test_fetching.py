"""The fetcher: what it brings, what it refuses, how it behaves; the web is a real server on loopback."""

from __future__ import annotations

import contextlib
import datetime as dt
import gzip
import shutil
import socket
import ssl
import subprocess
import threading
import time
import zlib
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from app.errors import (
    AddressRefused,
    BadAddress,
    DisallowedByRobots,
    FetchFailed,
    FetchLater,
    FetchTimedOut,
    FetchTooLarge,
    FetchWrongType,
)
from app.fetching.article import Known, fetch_article
from app.fetching.fetcher import Fetcher, Validators
from app.fetching.identity import identity
from app.fetching.kinds import FEED, PAGE
from app.fetching.manners import Manners
from app.fetching.rules import Rules
from app.settings import Settings
from tests.app.web import Answer, Names, Web, html, redirect

HOSTS = ("news.example", "other.example")


@pytest.fixture
def web() -> Iterator[Web]:
    with Web() as server:
        yield server


@pytest.fixture
def names() -> Names:
    return Names({host: ["127.0.0.1"] for host in HOSTS})


Make = Callable[..., Fetcher]


@pytest.fixture
def make(web: Web, names: Names) -> Make:
    def made(*, patience_s: float = 10.0, **changes: Any) -> Fetcher:
        private = ",".join(f"{host}:{web.port}" for host in HOSTS)
        plain: dict[str, Any] = {"fetch_private": private, "fetch_delay_s": 0.0, "fetch_timeout_s": 5.0}
        return Fetcher(Settings(**(plain | changes)), names, patience_s=patience_s)

    return made


def test_a_page_is_fetched_with_its_type_and_its_validators(web: Web, make: Make) -> None:
    web.pages["/a"] = html("<p>Café</p>", ETag='"1"', **{"Last-Modified": "Tue, 11 Jun 2024 10:00:00 GMT"})
    found = make().get(web.url("news.example", "/a#y"), PAGE)
    assert (found.content, found.media_type, found.charset) == ("<p>Café</p>".encode(), "text/html", "utf-8")
    assert found.url == web.url("news.example", "/a")
    assert found.validators == Validators('"1"', "Tue, 11 Jun 2024 10:00:00 GMT")


def test_a_request_says_who_asks_and_nothing_else_of_us(web: Web, make: Make) -> None:
    web.pages["/a"] = html("x")
    make(fetch_user_agent="chancery (ops@example.org)").get(web.url("news.example", "/a"), PAGE)
    headers = {name.lower(): value for name, value in web.asked[-1].headers.items()}
    assert headers.pop("user-agent") == "chancery (ops@example.org)"
    assert headers.pop("host") == f"news.example:{web.port}"
    assert set(headers) == {"accept", "accept-encoding", "connection"}


def test_proxies_and_passwords_of_the_environment_are_not_used(
    web: Web, make: Make, monkeypatch: pytest.MonkeyPatch, tmp_path: Any
) -> None:
    for name in ("http_proxy", "HTTP_PROXY", "all_proxy", "ALL_PROXY"):
        monkeypatch.setenv(name, "http://127.0.0.1:9")
    netrc = tmp_path / "netrc"
    netrc.write_text("machine news.example login me password secret")
    monkeypatch.setenv("NETRC", str(netrc))
    web.pages["/a"] = html("x")
    assert make().get(web.url("news.example", "/a"), PAGE).content == b"x"
    assert not {"authorization", "cookie"} & {name.lower() for name in web.asked[-1].headers}


def test_redirects_are_followed_and_the_last_address_is_told(web: Web, make: Make) -> None:
    web.pages["news.example/a"] = redirect("/b", 301)
    web.pages["news.example/b"] = redirect(web.url("other.example", "/c"), 308)
    web.pages["other.example/c"] = html("there")
    found = make().get(web.url("news.example", "/a"), PAGE)
    assert (found.url, found.content) == (web.url("other.example", "/c"), b"there")


@pytest.mark.parametrize(("count", "arrives"), [(5, True), (6, False)])
def test_five_redirects_are_followed_and_not_six(web: Web, make: Make, count: int, arrives: bool) -> None:
    for number in range(count):
        web.pages[f"/{number}"] = redirect(f"/{number + 1}")
    web.pages[f"/{count}"] = html("there")
    if arrives:
        assert make().get(web.url("news.example", "/0"), PAGE).content == b"there"
    else:
        with pytest.raises(FetchFailed, match="more than 5 times"):
            make().get(web.url("news.example", "/0"), PAGE)


@pytest.mark.parametrize(
    ("answer", "error", "said"),
    [
        (Answer(status=404), FetchFailed, "answered 404"),
        (Answer(status=500), FetchFailed, "answered 500"),
        (Answer(status=302), FetchFailed, "answered 302"),
        (Answer(status=304), FetchFailed, "answered 304"),
        (Answer(status=206, headers={"Content-Type": "text/html"}), FetchFailed, "answered 206"),
        (redirect("http://[::1"), FetchFailed, "no address"),
        (redirect("ftp://news.example/"), BadAddress, "http and https"),
        (Answer(b"%PDF", headers={"Content-Type": "application/pdf"}), FetchWrongType, "application/pdf"),
        (Answer(b"<p>", headers={}), FetchWrongType, "no stated type"),
        (Answer(b"x", headers={"Content-Type": "text/html;" * 50}), None, ""),
        (html(b"x", **{"Content-Encoding": "br"}), FetchFailed, "not asked for"),
        (html(b"x", **{"Content-Encoding": "gzip, gzip"}), FetchFailed, "not asked for"),
        (html(b"no gzip", **{"Content-Encoding": "gzip"}), FetchFailed, "broken compression"),
        (
            html(gzip.compress(b"x" * 99)[:-9], **{"Content-Encoding": "gzip"}),
            FetchFailed,
            "broken compression",
        ),
    ],
)
def test_an_answer_that_is_no_page_is_refused_with_the_reason(
    web: Web, make: Make, answer: Answer, error: type[Exception] | None, said: str
) -> None:
    web.pages["/a"] = answer
    if error is None:
        assert make().get(web.url("news.example", "/a"), PAGE).content == b"x"
        return
    with pytest.raises(error, match=said):
        make().get(web.url("news.example", "/a"), PAGE)


def test_what_is_no_http_is_an_error_and_no_trace(make: Make) -> None:
    with socket.create_server(("127.0.0.1", 0)) as listener:

        def mumble() -> None:
            with contextlib.suppress(OSError):  # the listener is closed before a second visitor comes
                for _ in range(2):
                    visitor, _ = listener.accept()
                    with visitor:
                        visitor.recv(1_000)
                        visitor.sendall(b"220 smtp.example ESMTP\r\n\r\n")

        threading.Thread(target=mumble, daemon=True).start()
        port = listener.getsockname()[1]
        fetcher = make(fetch_private=f"news.example:{port}")
        with pytest.raises(FetchFailed, match="no HTTP"):
            fetcher.get(f"http://news.example:{port}/", PAGE)


def test_a_host_that_does_not_answer_is_an_error_that_names_no_address(make: Make) -> None:
    with socket.create_server(("127.0.0.1", 0)) as listener:
        port = listener.getsockname()[1]
    with pytest.raises(FetchFailed, match=r"news\.example does not answer") as caught:
        make(fetch_private=f"news.example:{port}").get(f"http://news.example:{port}/", PAGE)
    assert "127.0.0.1" not in str(caught.value)


@pytest.mark.parametrize("coding", ["gzip", "deflate", "raw deflate"])
def test_a_compressed_page_is_unpacked(web: Web, make: Make, coding: str) -> None:
    page = b"<p>The ministers met.</p>" * 5_000
    raw = zlib.compressobj(wbits=-15)
    packed = {
        "gzip": gzip.compress(page),
        "deflate": zlib.compress(page),
        "raw deflate": raw.compress(page) + raw.flush(),
    }
    web.pages["/a"] = html(packed[coding], **{"Content-Encoding": coding.split()[-1]})
    assert make().get(web.url("news.example", "/a"), PAGE).content == page


def test_a_compression_bomb_is_stopped_at_the_limit(web: Web, make: Make) -> None:
    bomb = gzip.compress(bytes(200_000_000), 9)
    assert len(bomb) < 250_000
    web.pages["/a"] = html(bomb, **{"Content-Encoding": "gzip"})
    begun = time.monotonic()
    with pytest.raises(FetchTooLarge, match="1,000,000 bytes"):
        make(fetch_max_bytes=1_000_000).get(web.url("news.example", "/a"), PAGE)
    assert time.monotonic() - begun < 4


def test_an_endless_page_is_stopped_at_the_limit(web: Web, make: Make) -> None:
    sent = 0

    def endless() -> Iterator[bytes]:
        nonlocal sent
        while sent < 500_000_000:
            sent += 65_536
            yield b" " * 65_536

    web.pages["/a"] = Answer(headers={"Content-Type": "text/html"}, pieces=endless())
    with pytest.raises(FetchTooLarge):
        make(fetch_max_bytes=1_000_000).get(web.url("news.example", "/a"), PAGE)
    assert sent < 50_000_000


def test_a_page_that_comes_in_drips_is_given_up_in_time(web: Web, make: Make) -> None:
    web.pages["/a"] = Answer(headers={"Content-Type": "text/html"}, pieces=iter([b"x"] * 100), slowly=0.1)
    begun = time.monotonic()
    with pytest.raises(FetchTimedOut, match="within 1 seconds"):
        make(fetch_timeout_s=1).get(web.url("news.example", "/a"), PAGE)
    assert time.monotonic() - begun < 4


def test_a_resolver_that_hangs_is_given_up_in_time(web: Web) -> None:
    def hangs(host: str, port: int) -> list[str]:
        time.sleep(8)
        return []

    fetcher = Fetcher(Settings(fetch_timeout_s=0.3), hangs)
    begun = time.monotonic()
    with pytest.raises(FetchTimedOut):
        fetcher.get("http://news.example/", PAGE)
    assert time.monotonic() - begun < 4


def test_a_name_that_cannot_be_looked_up_just_now_is_tried_later(web: Web) -> None:
    def busy(host: str, port: int) -> list[str]:
        raise socket.gaierror(socket.EAI_AGAIN, "Temporary failure in name resolution")

    with pytest.raises(FetchFailed, match="Try again later"):
        Fetcher(Settings(), busy).get("http://news.example/", PAGE)


def test_tls_names_the_host_and_not_the_address(make: Make) -> None:
    with socket.create_server(("127.0.0.1", 0)) as listener:
        hello: list[bytes] = []

        def listen() -> None:
            visitor, _ = listener.accept()
            with visitor:
                hello.append(visitor.recv(4_000))

        listening = threading.Thread(target=listen)
        listening.start()
        port = listener.getsockname()[1]
        with pytest.raises(FetchFailed, match=r"No secure connection to news\.example"):
            make(fetch_private=f"news.example:{port}").get(f"https://news.example:{port}/", PAGE)
        listening.join(5)
    assert b"news.example" in hello[0]


@pytest.fixture(scope="module")
def certificate(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """For news.example, by nobody; with its key."""
    if shutil.which("openssl") is None:
        pytest.skip("openssl is not here to make a certificate")
    pem = tmp_path_factory.mktemp("tls") / "news.pem"
    command = "openssl req -x509 -newkey ec -pkeyopt ec_paramgen_curve:prime256v1 -nodes -days 2 -subj /CN=x"
    command += f" -addext subjectAltName=DNS:news.example -keyout {pem} -out {pem}.crt"
    subprocess.run(command.split(), check=True, capture_output=True)
    pem.write_bytes(pem.read_bytes() + Path(f"{pem}.crt").read_bytes())
    return pem


@pytest.mark.parametrize(
    ("host", "trusted", "said"),
    [
        ("news.example", True, None),
        ("news.example", False, "certificate"),
        ("other.example", True, "certificate"),
    ],
)
def test_a_certificate_is_that_of_the_name_and_by_somebody_trusted(
    make: Make, certificate: Path, host: str, trusted: bool, said: str | None
) -> None:
    tls = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    tls.load_cert_chain(certificate)
    with Web(tls) as secure:
        secure.pages["/a"] = html("x")
        ca_file = Path(f"{certificate}.crt") if trusted else None
        fetcher = make(fetch_private=f"{host}:{secure.port}", fetch_ca_file=ca_file)
        address = f"https://{host}:{secure.port}/a"
        if said is None:
            assert fetcher.get(address, PAGE).content == b"x"
            secure.pages["/a"] = redirect(address.replace("https", "http"))
            with pytest.raises(AddressRefused, match="from https to http"):
                fetcher.get(address, PAGE)
        else:
            with pytest.raises(FetchFailed, match=said):
                fetcher.get(address, PAGE)
            assert secure.asked == []


def test_what_robots_txt_forbids_is_not_asked_for(web: Web, make: Make) -> None:
    web.pages["/robots.txt"] = Answer(
        b"User-agent: chancery\nDisallow: /private\n\nUser-agent: *\nDisallow: /"
    )
    web.pages["/open"] = web.pages["/private/x"] = html("x")
    fetcher = make()
    assert fetcher.get(web.url("news.example", "/open"), PAGE).content == b"x"
    with pytest.raises(DisallowedByRobots, match=r"news\.example"):
        fetcher.get(web.url("news.example", "/private/x"), PAGE)
    assert web.paths(robots=True) == ["/robots.txt", "/open"]


def test_a_redirect_leads_to_no_page_that_robots_txt_forbids(web: Web, make: Make) -> None:
    web.pages["other.example/robots.txt"] = Answer(b"User-agent: *\nDisallow: /")
    web.pages["news.example/a"] = redirect(web.url("other.example", "/b"))
    with pytest.raises(DisallowedByRobots, match=r"other\.example"):
        make().get(web.url("news.example", "/a"), PAGE)
    assert "other.example/b" not in [one.address for one in web.asked]


def test_without_a_robots_txt_everything_is_open_and_while_it_fails_nothing_is(web: Web, make: Make) -> None:
    web.pages["/a"] = html("x")
    web.pages["other.example/robots.txt"] = Answer(status=500)
    fetcher = make()
    assert fetcher.get(web.url("news.example", "/a"), PAGE).content == b"x"
    with pytest.raises(FetchFailed, match=r"robots\.txt"):
        fetcher.get(web.url("other.example", "/a"), PAGE)
    web.pages["other.example/robots.txt"] = Answer(status=410)
    assert fetcher.get(web.url("other.example", "/a"), PAGE).content == b"x"


def test_a_huge_robots_txt_is_read_as_far_as_the_standard_asks(web: Web, make: Make) -> None:
    web.pages["/robots.txt"] = Answer(b"User-agent: *\nDisallow: /private\n" + b"# filler\n" * 200_000)
    with pytest.raises(DisallowedByRobots):
        make().get(web.url("news.example", "/private"), PAGE)


def test_requests_to_one_host_keep_their_distance_and_others_need_not_wait(web: Web, make: Make) -> None:
    web.pages["/a"] = web.pages["/b"] = html("x")
    fetcher = make(fetch_delay_s=0.4)
    for host, path in (("news.example", "/a"), ("other.example", "/a"), ("news.example", "/b")):
        fetcher.get(web.url(host, path), PAGE)
    first, other, second = [one.at for one in web.asked if one.path != "/robots.txt"]
    assert second - first >= 0.4
    assert other - first < 0.4


def test_the_delay_that_a_site_asks_for_is_kept(web: Web, make: Make) -> None:
    web.pages["/robots.txt"] = Answer(b"User-agent: *\nCrawl-delay: 0.5")
    web.pages["/a"] = html("x")
    fetcher = make()
    for _ in range(2):
        fetcher.get(web.url("news.example", "/a"), PAGE)
    first, second = [one.at for one in web.asked if one.path == "/a"]
    assert second - first >= 0.5


def test_a_delay_beyond_all_reason_is_cut(web: Web, make: Make) -> None:
    web.pages["/robots.txt"] = Answer(b"User-agent: *\nCrawl-delay: 86400")
    web.pages["/a"] = html("x")
    fetcher = make(patience_s=0.1)
    fetcher.get(web.url("news.example", "/a"), PAGE)
    with pytest.raises(FetchLater) as caught:
        fetcher.get(web.url("news.example", "/a"), PAGE)
    assert 25 <= caught.value.seconds <= 31


def test_threads_get_to_a_host_one_after_the_other(web: Web, make: Make) -> None:
    web.pages["/a"] = Answer(b"x", headers={"Content-Type": "text/html"}, slowly=0.05)
    fetcher = make()
    threads = [
        threading.Thread(target=fetcher.get, args=(web.url("news.example", "/a"), PAGE)) for _ in range(6)
    ]
    for one in threads:
        one.start()
    for one in threads:
        one.join()
    assert web.paths() == ["/a"] * 6
    assert web.paths(robots=True).count("/robots.txt") == 1
    assert web.most_at_once == 1


@pytest.mark.parametrize("status", [429, 503])
def test_a_host_that_wants_to_be_left_alone_is(web: Web, make: Make, status: int) -> None:
    web.pages["/a"] = Answer(status=status, headers={"Retry-After": "120"})
    fetcher = make()
    for _ in range(3):
        with pytest.raises(FetchLater, match=r"news\.example asks to be left alone") as caught:
            fetcher.get(web.url("news.example", "/a"), PAGE)
        assert 115 <= caught.value.seconds <= 120
    assert web.paths() == ["/a"]


@pytest.mark.parametrize(
    ("words", "least", "most"),
    [
        ("0", 1, 1),
        ("99999999999999", 86_400, 86_400),
        ("Fri, 31 Dec 2100 23:59:59 GMT", 86_400, 86_400),
        ("Fri, 31 Dec 1999 23:59:59 GMT", 1, 1),
        ("soon", 60, 60),
        (None, 60, 60),
        ("-5", 60, 60),
    ],
)
def test_the_time_to_stay_away_is_read_within_bounds(words: str | None, least: int, most: int) -> None:
    assert least <= Manners(0, 1).rest("news.example", words).seconds <= most


def test_what_has_not_changed_is_not_sent_again(web: Web, make: Make) -> None:
    def script(asked: Any) -> Answer:
        same = asked.headers.get("If-None-Match") == '"1"'
        return (
            Answer(status=304)
            if same
            else Answer(b"<rss/>", headers={"Content-Type": "text/xml", "ETag": '"1"'})
        )

    web.pages["/feed"] = script
    fetcher = make()
    first = fetcher.get(web.url("news.example", "/feed"), FEED)
    again = fetcher.get(web.url("news.example", "/feed"), FEED, first.validators)
    assert (first.content, again.content) == (b"<rss/>", None)


def test_a_feed_is_no_page(web: Web, make: Make) -> None:
    web.pages["/feed"] = Answer(b"<rss/>", headers={"Content-Type": "application/rss+xml"})
    with pytest.raises(FetchWrongType, match=r"application/rss\+xml"):
        make().get(web.url("news.example", "/feed"), PAGE)


@pytest.mark.parametrize(
    ("allow", "host", "allowed"),
    [
        ("", "news.example", True),
        ("news.example", "news.example", True),
        ("news.example", "www.news.example", False),
        ("news.example", "evilnews.example", False),
        ("*.news.example", "www.news.example", True),
        ("*.news.example", "a.b.news.example", True),
        ("*.news.example", "news.example", False),
        ("*.news.example", "evilnews.example", False),
        ("*.news.example", "news.example.evil.example", False),
        (" News.Example. , other.example ", "news.example", True),
    ],
)
def test_the_allow_list_names_hosts_and_what_is_below_them(allow: str, host: str, allowed: bool) -> None:
    assert Rules.read(allow, "", "").allows_host(host, 80) is allowed


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("FETCH_ALLOW", "https://example.org"),
        ("FETCH_ALLOW", "*"),
        ("FETCH_ALLOW", "a b"),
        ("FETCH_PRIVATE", "10.0.0.0/33"),
        ("FETCH_PRIVATE", "wiki.corp:0"),
        ("FETCH_PRIVATE", "wiki.corp:http"),
        ("FETCH_PORTS", "80-90"),
        ("FETCH_PORTS", "70000"),
        ("FETCH_CA_FILE", "/no/such/file"),
        ("FETCH_CA_FILE", __file__),
        ("FETCH_USER_AGENT", "a\r\nX-Evil: 1"),
    ],
)
def test_a_list_that_cannot_be_read_is_refused_at_the_start(
    monkeypatch: pytest.MonkeyPatch, name: str, value: str
) -> None:
    monkeypatch.setenv(f"CHANCERY_{name}", value)
    with pytest.raises(ValueError, match=name.lower()):
        Settings()


def test_a_host_outside_the_allow_list_is_not_even_looked_up(web: Web, make: Make, names: Names) -> None:
    with pytest.raises(AddressRefused, match="CHANCERY_FETCH_ALLOW"):
        make(fetch_allow="*.example.org").get("http://elsewhere.example/", PAGE)
    assert names.asked == []


def test_a_redirect_leads_to_no_host_outside_the_allow_list(web: Web, make: Make) -> None:
    web.pages["/a"] = redirect("http://elsewhere.example/")
    with pytest.raises(AddressRefused, match=r"elsewhere\.example"):
        make(fetch_allow="news.example").get(web.url("news.example", "/a"), PAGE)


def test_a_network_of_the_intranet_can_be_opened(web: Web, make: Make) -> None:
    web.pages["/a"] = html("x")
    fetcher = make(fetch_private="127.0.0.0/8", fetch_ports=str(web.port))
    assert fetcher.get(web.url("news.example", "/a"), PAGE).inside
    assert fetcher.get(web.url("127.0.0.1", "/a"), PAGE).inside


def test_an_address_that_an_outsider_gave_opens_no_inner_host(web: Web, make: Make) -> None:
    web.pages["/a"] = html("x")
    fetcher = make(fetch_private="news.example", fetch_ports=str(web.port))
    assert fetcher.get(web.url("news.example", "/a"), PAGE).content == b"x"
    web.asked.clear()
    with pytest.raises(AddressRefused):
        make(fetch_private="news.example", fetch_ports=str(web.port)).get(
            web.url("news.example", "/a"), PAGE, from_inside=False
        )
    assert web.asked == []  # nor its robots.txt


PAGE_HEAD = (
    "<link rel='canonical' href='{}'><meta property='article:published_time' content='2024-06-12T08:00'>"
)


@pytest.mark.parametrize(
    ("final", "stated", "known_as"),
    [
        ("https://m.news.example/a?x=1", "https://www.news.example/a", "https://www.news.example/a"),
        ("https://news.example/amp/a", "/a#top", "https://news.example/a"),
        ("https://news.example/a", None, "https://news.example/a"),
        ("https://news.example/a", "https://other.example/a", "https://news.example/a"),
        ("https://news.example/a", "https://news.example.evil.example/a", "https://news.example/a"),
        ("https://news.example/a", "https://news.example/", "https://news.example/a"),
        ("https://news.example/a", "javascript:alert(1)", "https://news.example/a"),
        ("https://news.example/a", "https://me@news.example/b", "https://news.example/a"),
        ("https://news.example/a", "http://[::1", "https://news.example/a"),
        ("https://news.example/a", "/" + "x" * 3_000, "https://news.example/a"),
        ("http://127.0.0.1:81/a", "http://127.0.0.2/a", "http://127.0.0.1:81/a"),
    ],
)
def test_a_page_is_known_by_its_own_sites_word_for_it_and_by_nobody_elses(
    final: str, stated: str | None, known_as: str
) -> None:
    assert identity(final, stated) == known_as


def test_a_pages_own_date_goes_before_a_likely_one_and_a_given_one_before_both(web: Web, make: Make) -> None:
    day = dt.date(2024, 6, 11)
    url = web.url("news.example", "/a")
    web.pages["/a"] = html(f"<html><head>{PAGE_HEAD.format(url + 'b')}</head><body>x</body></html>")
    fetcher = make()
    assert fetch_article(fetcher, url, Known(likely_published=day)).published is None  # the page will say
    assert fetch_article(fetcher, url, Known(published=day)).published == day
    assert fetch_article(fetcher, url, Known()).url == url + "b"
    web.pages["/a"] = html("<html><body>x</body></html>")
    assert fetch_article(fetcher, url, Known(likely_published=day)).published == day


def test_the_encoding_that_a_server_names_is_believed(web: Web, make: Make) -> None:
    web.pages["/a"] = Answer(
        "Szijjártó".encode("latin-1"), headers={"Content-Type": "text/plain; charset=latin-1"}
    )
    assert fetch_article(make(), web.url("news.example", "/a"), Known()).text == "Szijjártó"


@pytest.mark.parametrize("charset", ["undefined", "unicode_escape", "utf-7", "idna", "x" * 30])
def test_an_encoding_that_no_page_has_is_not_believed(web: Web, make: Make, charset: str) -> None:
    page = b"<html>\\u0041 +ADw-</html>"
    web.pages["/a"] = Answer(page, headers={"Content-Type": f"text/html; charset={charset}"})
    assert fetch_article(make(), web.url("news.example", "/a"), Known()).html == page.decode()
