"""Nobody gets the service to ask an inner host: every trick goes through the HTTP route, and a canary that
listens on every address of this machine counts who came.

The canary's port is open by setting, so that it is never the port that saves us.
"""

from __future__ import annotations

import contextlib
import ipaddress
import socket
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Any

import httpx
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from app.errors import AddressRefused, FetchError, FetchTimedOut
from app.fetching.addresses import is_public, read_address
from app.fetching.fetcher import Fetcher
from app.fetching.kinds import PAGE
from app.fetching.rules import HOST, Rules
from app.fetching.target import read_target
from app.services import Services
from app.settings import Settings
from tests.app.conftest import serving, settings_for
from tests.app.test_bad_input import assert_problem
from tests.app.web import Answer, Canary, Names, Web, html, redirect

REFUSED, BAD = "address_refused", "bad_address"
PUBLIC = "93.184.215.14"  # resolved to only beside an inner address, hence never connected to


@dataclass(frozen=True)
class Trap:
    """The service with fetching, a host of the web that it may ask, and what it must not."""

    client: httpx.Client
    web: Web
    canary: Canary
    names: Names

    def fetch(self, url: str) -> httpx.Response:
        return self.client.post("/v1/articles/fetch", json={"url": url})


@pytest.fixture(scope="module")
def trap(neo4j_server: Any, services: Services) -> Iterator[Trap]:
    names = Names({**NAMES, "news.example": ["127.0.0.1"], "tired.example": ["127.0.0.1"]})
    with Web() as web, Canary() as canary:
        settings = settings_for(
            neo4j_server,
            fetch_private=f"news.example:{web.port},tired.example:{web.port}",
            fetch_ports=str(canary.port),
            fetch_delay_s=0,
            fetch_timeout_s=3,
        )
        own = replace(services, settings=settings, fetcher=Fetcher(settings, names))
        with serving(settings, own) as url, httpx.Client(base_url=url, timeout=30) as client:
            yield Trap(client, web, canary, names)


# What hostile names resolve to.
NAMES: dict[str, Sequence[str]] = {
    "localhost": ["127.0.0.1", "::1"],
    "localtest.example": ["127.0.0.1"],
    "127.0.0.1.nip.example": ["127.0.0.1"],
    "loop6.example": ["::1"],
    "any.example": ["0.0.0.0"],
    "any6.example": ["::"],
    "mapped.example": ["::ffff:127.0.0.1"],
    "mixed.example": [PUBLIC, "127.0.0.1"],
    "mixed-first.example": ["127.0.0.1", PUBLIC],
    "mixed6.example": [PUBLIC, "::1"],
    "zone.example": ["fe80::1%lo"],
    "ten.example": ["10.0.0.1"],
    "cgnat.example": ["100.64.0.1"],
    "metadata.google.internal": ["169.254.169.254"],
    "metadata": ["169.254.169.254"],
    "instance-data.ec2.internal": ["169.254.169.254"],
    "nothing.example": [],
    "garbled.example": ["not an address"],
    "xn--lcalhost-54a.example": ["127.0.0.1"],
}

LOOPBACK = [
    "localhost",
    "LOCALHOST",
    "localhost.",
    "127.0.0.1",
    "127.0.0.1.",
    "127.0.0.2",
    "127.255.255.254",
    "127.1",
    "127.0.1",
    "0",
    "0.0.0.0",
    "2130706433",
    "0x7f000001",
    "0x7f.0.0.1",
    "0X7F.1",
    "017700000001",
    "[::1]",
    "[0:0:0:0:0:0:0:1]",
    "[0000:0000:0000:0000:0000:0000:0000:0001]",
    "[::]",
    "[::ffff:127.0.0.1]",
    "[::ffff:7f00:1]",
    "[0:0:0:0:0:ffff:7f00:0001]",
    "[::127.0.0.1]",
    "[64:ff9b::127.0.0.1]",
    "[64:ff9b:1::7f00:1]",
    "[2002:7f00:1::]",
    "[2002:7f00:1::1]",
    "[2001:0:7f00:1::80ff:fffe]",
    "127。0。0。1",
]
INNER = [
    "10.0.0.1",
    "10.255.255.255",
    "172.16.0.1",
    "172.31.255.255",
    "192.168.0.1",
    "192.168.1.1",
    "100.64.0.1",
    "100.100.100.200",
    "169.254.0.1",
    "169.254.169.254",
    "2852039166",
    "0xa9fea9fe",
    "0xa9.0xfe.0xa9.0xfe",
    "169.254.43518",
    "[::ffff:169.254.169.254]",
    "[::ffff:a9fe:a9fe]",
    "[64:ff9b::a9fe:a9fe]",
    "[fd00:ec2::254]",
    "[fd20:ce::254]",
    "[fe80::1]",
    "[fc00::1]",
    "[fd12:3456:789a::1]",
    "[fec0::1]",
    "[::ffff:10.0.0.1]",
    "[::ffff:c0a8:101]",
    "192.0.0.192",
    "192.0.2.1",
    "198.18.0.1",
    "198.51.100.1",
    "203.0.113.1",
    "192.88.99.1",
    "168.63.129.16",
    "224.0.0.1",
    "239.255.255.250",
    "240.0.0.1",
    "255.255.255.255",
    "[ff02::1]",
    "[2001:db8::1]",
    "[2001:2::1]",
    "[3fff::1]",
    "[100::1]",
    "[4000::1]",
]
ODD_HOSTS = [
    "0177.0.0.1",  # four parts with a leading zero are refused before anybody guesses
    "127.0.0.1.1",
    "256.256.256.256",
    "4294967296",
    "0x100000000",
    "1.2.3.0x",
    "[fe80::1%25lo]",
    "[fe80::1%lo]",
    "[::1%25lo]",
    "[::1",
    "[v1.127.0.0.1]",
    "%6c%6f%63alhost",
    "127.0.0.1%00.example.org",
    "127.0.0.1%2eexample.org",
    "127%2e0%2e0%2e1",
    "①②⑦.⓪.⓪.①",
    "ⓛⓞⓒⓐⓛⓗⓞⓢⓣ",
    "\u200blocalhost",
    "local host",
    "localhost\\.news.example",
    "-localhost",
    "a..b",
    "..",
    "localhost..",
    "*",
    "xn--",
    "x" * 64 + ".example",
    ".".join(["x" * 60] * 5),
    "",
]
ODD_ADDRESSES = [
    "file:///etc/passwd",
    "file://localhost/etc/passwd",
    "gopher://127.0.0.1:{port}/_GET",
    "ftp://127.0.0.1:{port}/",
    "dict://127.0.0.1:{port}/stat",
    "ldap://127.0.0.1:{port}/",
    "unix:///var/run/docker.sock",
    "http+unix://%2Fvar%2Frun%2Fdocker.sock/info",
    "jar:http://127.0.0.1:{port}!/",
    "data:text/html,<p>x",
    "javascript:alert(1)",
    "view-source:http://127.0.0.1:{port}/",
    "//127.0.0.1:{port}/",
    "127.0.0.1:{port}",
    "localhost",
    "http:127.0.0.1:{port}",
    "http:/127.0.0.1:{port}/",
    "http:///127.0.0.1:{port}/",
    "http:\\\\127.0.0.1:{port}\\",
    "http://news.example@127.0.0.1:{port}/",
    "http://user:secret@news.example/",
    "http://@127.0.0.1:{port}@news.example/",
    "http://news.example\\@127.0.0.1:{port}/",
    "http://127.0.0.1:{port}\\@news.example/",
    "http://1.1.1.1 &@127.0.0.1:{port}# @news.example/",
    "http://127.0.0.1:{port}\r\nHost: news.example/",
    "http://news.example/\r\nX-Injected: 1",
    "http://127.0.0.1:{port}\t/",
    "http://127.0.0.1\x00:{port}/",
    "http://127.0.0.1:0/",
    "http://127.0.0.1:-1/",
    "http://127.0.0.1:99999999/",
    "http://127.0.0.1:port/",
    "http://127.0.0.1:{port}:80/",
    " ",
    "?",
    "http://",
    "https://#",
]


CASES = [(host, REFUSED) for host in (*LOOPBACK, *INNER, *NAMES)] + [(host, BAD) for host in ODD_HOSTS]


@pytest.mark.parametrize(("host", "code"), CASES)
@pytest.mark.parametrize("scheme", ["http", "https"])
def test_an_inner_host_is_not_asked_however_it_is_spelled(
    trap: Trap, scheme: str, host: str, code: str
) -> None:
    before = trap.canary.visits
    answer = trap.fetch(f"{scheme}://{host}:{trap.canary.port}/secret")
    assert_problem(answer, 403 if code == REFUSED else 422, code)
    assert trap.canary.visits == before


@pytest.mark.parametrize("address", ODD_ADDRESSES)
def test_an_odd_address_is_refused_with_a_word_on_what_to_send(trap: Trap, address: str) -> None:
    before = trap.canary.visits
    problem = trap.fetch(address.replace("{port}", str(trap.canary.port)))
    assert problem.status_code in (403, 422)
    assert_problem(problem, problem.status_code, problem.json()["code"])
    assert problem.json()["code"] in (REFUSED, BAD)
    assert trap.canary.visits == before


@pytest.mark.parametrize(("host", "code"), CASES)
def test_a_redirect_leads_to_no_inner_host(trap: Trap, host: str, code: str) -> None:
    before = trap.canary.visits
    target = f"http://{host}:{trap.canary.port}/secret"
    # As it is: a server may send any bytes in a header.
    trap.web.pages["/turn"] = redirect(target.encode("utf-8").decode("latin-1"))
    answer = trap.fetch(trap.web.url("news.example", "/turn"))
    assert answer.status_code in (403, 422, 502), answer.text
    assert_problem(answer, answer.status_code, answer.json()["code"])
    assert trap.canary.visits == before


@pytest.mark.parametrize("status", [301, 302, 303, 307, 308])
def test_no_kind_of_redirect_and_no_number_of_them_gets_through(trap: Trap, status: int) -> None:
    before = trap.canary.visits
    trap.web.pages["/first"] = redirect("/second", status)
    trap.web.pages["/second"] = redirect(f"//127.0.0.1:{trap.canary.port}/secret", status)
    assert_problem(trap.fetch(trap.web.url("news.example", "/first")), 403, REFUSED)
    assert trap.canary.visits == before


@pytest.mark.parametrize("location", ["file:///etc/passwd", "gopher://127.0.0.1/", "http://a:b@127.0.0.1/"])
def test_a_redirect_changes_to_no_other_scheme_and_to_no_password(trap: Trap, location: str) -> None:
    trap.web.pages["/turn"] = redirect(location)
    assert_problem(trap.fetch(trap.web.url("news.example", "/turn")), 422, BAD)


def test_robots_txt_is_no_way_round(trap: Trap) -> None:
    before = trap.canary.visits
    trap.names.known["robots.example"] = ["127.0.0.1"]
    with Web() as fresh:
        fresh.pages["/robots.txt"] = redirect(f"http://127.0.0.1:{trap.canary.port}/robots.txt")
        fresh.pages["/a"] = html("x")
        settings = Settings(fetch_private=f"robots.example:{fresh.port}", fetch_ports=str(trap.canary.port))
        with pytest.raises(AddressRefused):
            Fetcher(settings, trap.names).get(fresh.url("robots.example", "/a"), PAGE)
    assert trap.canary.visits == before


def test_a_name_that_changes_its_address_after_the_check_gains_nothing(trap: Trap) -> None:
    """Only 127.0.0.3 is allowed, and the name says 127.0.0.1 from its second answer on."""
    with socket.create_server(("127.0.0.3", 0)) as allowed:
        port = allowed.getsockname()[1]
        allowed.settimeout(5)
        with socket.create_server(("127.0.0.1", port)) as inner:
            inner.settimeout(0.3)
            trap.names.known["rebind.example"] = iter([["127.0.0.3"], ["127.0.0.1"], ["127.0.0.1"]])
            trap.names.asked.clear()
            settings = Settings(fetch_private="127.0.0.3/32", fetch_ports=str(port), fetch_timeout_s=1)
            with pytest.raises(FetchTimedOut):
                Fetcher(settings, trap.names).get(f"http://rebind.example:{port}/", PAGE)
            visitor, _ = allowed.accept()
            visitor.close()
            with pytest.raises(TimeoutError):
                inner.accept()
    assert trap.names.asked == ["rebind.example"]


def test_each_connection_is_judged_by_its_own_look_up(trap: Trap) -> None:
    """robots.txt from an allowed address, then the page from an inner one: refused."""
    before = trap.canary.visits
    trap.names.known["rebind.example"] = iter([["127.0.0.3"], ["127.0.0.1"]])
    settings = Settings(fetch_private="127.0.0.3/32", fetch_ports=str(trap.canary.port), fetch_delay_s=0)
    with pytest.raises(AddressRefused):
        Fetcher(settings, trap.names).get(f"http://rebind.example:{trap.canary.port}/", PAGE)
    # It came for robots.txt, to the allowed address, and not again.
    assert trap.canary.visits == before + 1


def test_metadata_and_this_host_are_opened_by_no_setting(trap: Trap) -> None:
    settings = Settings(fetch_private="0.0.0.0/0,::/0,metadata.google.internal,169.254.169.254,any.example")
    fetcher = Fetcher(settings, trap.names)
    for host in ("169.254.169.254", "metadata.google.internal", "any.example", "[fd00:ec2::254]", "[::]"):
        with pytest.raises(AddressRefused):
            fetcher.get(f"http://{host}/latest/meta-data/", PAGE)


def test_a_refusal_tells_neither_addresses_nor_which_inner_names_exist(trap: Trap) -> None:
    there = trap.fetch("http://ten.example/").json()["detail"]
    nowhere = trap.fetch("http://no-such-name.example/").json()["detail"]
    assert "10.0.0.1" not in there
    assert there.replace("ten.example", "X") == nowhere.replace("no-such-name.example", "X")


def test_ports_that_are_no_web_ports_are_not_asked(trap: Trap) -> None:
    for port in (22, 25, 6379, 7687, 9200, 11211):
        assert_problem(trap.fetch(f"http://news.example:{port}/"), 403, REFUSED)


@settings(max_examples=300, deadline=None)
@given(
    st.text(max_size=40), st.sampled_from(["", "http://", "https://[", "http://x@", "http://127.0.0.1", "//"])
)
def test_no_address_is_too_odd_for_a_plain_word(text: str, before: str) -> None:
    with contextlib.suppress(FetchError):
        assert HOST.fullmatch(read_target(before + text, Rules()).host) or ":" in text


@given(st.integers(0, 2**32 - 1))
def test_an_address_is_judged_alike_in_every_spelling(number: int) -> None:
    plain = ipaddress.IPv4Address(number)
    a, b, c, d = plain.packed
    spellings = [
        str(number),
        hex(number),
        f"{number:012o}",
        f"{a}.{number & 0xFFFFFF}",
        f"{a}.{b}.{number & 0xFFFF}",
        f"{a:#x}.{b:#o}.{c}.{d:#x}".replace("0o", "0"),
        f"::ffff:{plain}",
        f"64:ff9b::{plain}",
    ]
    judged = [is_public(address) for one in spellings if (address := read_address(one)) is not None]
    assert judged == [is_public(plain)] * len(spellings)
    assert is_public(plain) <= plain.is_global


@pytest.mark.parametrize(
    "body",
    [
        {},
        {"url": None},
        {"url": 7},
        {"url": ["http://news.example/"]},
        {"url": ""},
        {"url": "http://news.example/" + "x" * 3_000},
        {"url": "http://news.example/", "headers": {"Host": "x"}},
        {"url": "http://news.example/", "published": "soon"},
    ],
)
def test_a_request_that_is_not_understood_is_refused(trap: Trap, body: dict[str, Any]) -> None:
    assert_problem(trap.client.post("/v1/articles/fetch", json=body), 422, "invalid_request")


def test_the_canary_hears_who_comes(trap: Trap) -> None:
    """Else the tests above would hold for nothing."""
    before = trap.canary.visits
    assert httpx.get(f"http://127.0.0.1:{trap.canary.port}/").text == "secret"
    assert trap.canary.visits == before + 1


@pytest.mark.parametrize(
    "host", ["8.8.8.8", "1.1.1.1", "2606:4700:4700::1111", "::ffff:8.8.8.8", "64:ff9b::808:808"]
)
def test_what_is_public_is_let_through(host: str) -> None:
    address = read_address(host)
    assert address is not None
    assert is_public(address)


def test_what_is_fetched_answers_as_if_it_had_been_sent(trap: Trap, empty_graph: None) -> None:
    trap.web.pages["/moscow"] = html(
        "<html><head><title>Lavrov hosts Fidan</title><meta property='og:site_name' content='Example News'>"
        "<meta property='article:published_time' content='2024-06-12T09:00:00+03:00'>"
        "<link rel='canonical' href='/moscow'></head><body><article>"
        "<h1>Lavrov hosts Fidan</h1><p>MOSCOW – Russian Foreign Minister Sergey Lavrov hosted his Turkish "
        "counterpart Hakan Fidan in Moscow on Tuesday.</p><p>The visit lasted three hours and ended without "
        "a press conference, officials of both ministries told reporters.</p></article></body></html>"
    )
    trap.web.pages["/short"] = redirect("/moscow?utm_source=x")
    trap.web.pages["/moscow?utm_source=x"] = trap.web.pages["/moscow"]
    first = trap.fetch(trap.web.url("news.example", "/short"))
    assert first.status_code == 201, first.text
    again = trap.fetch(trap.web.url("news.example", "/moscow"))
    assert (again.status_code, again.json()["id"], again.json()["changed"]) == (
        200,
        first.json()["id"],
        False,
    )
    shown = trap.client.get(first.headers["location"]).json()["article"]
    assert (shown["source"], shown["title"]) == ("Example News", "Lavrov hosts Fidan")
    assert shown["published"] == "2024-06-12"
    assert first.json()["meetings"] == 1


@pytest.mark.parametrize(
    ("answer", "status", "code"),
    [
        (Answer(status=404), 502, "fetch_failed"),
        (Answer(b"%PDF", headers={"Content-Type": "application/pdf"}), 422, "fetch_wrong_type"),
        (html(b" " * 6_000_000), 413, "fetch_too_large"),
        (
            Answer(headers={"Content-Type": "text/html"}, pieces=iter([b"x"] * 9), slowly=0.5),
            504,
            "fetch_timed_out",
        ),
        (html("<p></p>"), 422, "empty_text"),
        (html(b"\xff\x00\xff"), 400, "undecodable_text"),
    ],
)
def test_what_cannot_be_fetched_or_read_has_its_own_code(
    trap: Trap, answer: Answer, status: int, code: str
) -> None:
    trap.web.pages["/a"] = answer
    assert_problem(trap.fetch(trap.web.url("news.example", "/a")), status, code)


def test_when_to_come_back_is_told(trap: Trap) -> None:
    trap.web.pages["tired.example/a"] = Answer(status=429, headers={"Retry-After": "77"})
    answer = trap.fetch(trap.web.url("tired.example", "/a"))
    assert_problem(answer, 503, "fetch_later")
    assert answer.headers["retry-after"] == "77"
