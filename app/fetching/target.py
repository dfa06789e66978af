"""An address on the web, taken apart once, so that what was judged is what is connected to."""

from __future__ import annotations

from dataclasses import dataclass

import httpx

from app.errors import AddressRefused, BadAddress
from app.fetching.addresses import read_address
from app.fetching.rules import HOST, Rules

_PORTS = {"http": 80, "https": 443}


@dataclass(frozen=True)
class Target:
    """`host` is a plain name or a plain IP address, however it was spelled; `url` has it so."""

    url: httpx.URL
    host: str
    port: int

    @property
    def shown(self) -> str:
        """For messages: without the query, where secrets are."""
        return str(self.url.copy_with(query=None, fragment=None))

    @property
    def robots(self) -> str:
        """Where its site keeps the rules for robots."""
        return str(self.url.join("/robots.txt"))


def read_target(url: str, rules: Rules) -> Target:
    """Raises BadAddress for what is no web address, AddressRefused for what the rules leave out."""
    target = _parse(url)
    if not rules.allows_port(target.host, target.port):
        raise AddressRefused(
            f"Port {target.port} is not fetched from: web pages are on 80 and 443, "
            "and CHANCERY_FETCH_PORTS names others."
        )
    if not rules.allows_host(target.host, target.port):
        raise AddressRefused(
            f"{target.host} is not among the hosts that this service fetches from (CHANCERY_FETCH_ALLOW)."
        )
    return target


def _parse(url: str) -> Target:
    try:
        parsed = httpx.URL(url.strip(" "))
    except (httpx.InvalidURL, UnicodeError, ValueError) as error:
        raise BadAddress(
            "This cannot be read as a web address: send one such as https://example.org/a."
        ) from error
    if parsed.scheme not in _PORTS:
        raise BadAddress("Only http and https addresses are fetched: send one such as https://example.org/a.")
    if parsed.userinfo:
        raise BadAddress("An address with a user name or password is not fetched: send it without.")
    host = _host(parsed.raw_host.decode("ascii"))
    port = parsed.port if parsed.port is not None else _PORTS[parsed.scheme]
    if not 0 < port < 65_536:
        raise BadAddress(f"{port} is no port.")
    return Target(parsed.copy_with(host=host, fragment=None), host, port)


def _host(given: str) -> str:
    host = given.removesuffix(".")
    try:
        address = read_address(host)
    except ValueError as error:
        raise BadAddress("The host of this address is neither a name nor an IP address.") from error
    if address is not None:
        return str(address)
    if not HOST.fullmatch(host):
        raise BadAddress("The host of this address is no name that the internet has.")
    return host
