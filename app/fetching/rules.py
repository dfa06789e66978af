"""What may be fetched: the settings' lists, read and asked."""

from __future__ import annotations

import ipaddress
import re
import ssl
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Self

from app.fetching.addresses import Address, Network, effective, is_never_fetched, is_public, read_address

HOST = re.compile(
    r"(?=.{1,253}$)[a-z0-9_]([a-z0-9_-]{0,61}[a-z0-9_])?(\.[a-z0-9_]([a-z0-9_-]{0,61}[a-z0-9_])?)*"
)
WEB_PORTS = frozenset({80, 443})


@dataclass(frozen=True)
class Rules:
    """An empty `allowed` is every public host; `private` is what is fetched although it is not public."""

    allowed: frozenset[str] = frozenset()
    ports: frozenset[int] = WEB_PORTS
    private_hosts: frozenset[tuple[str, int | None]] = frozenset()
    private_networks: tuple[Network, ...] = ()

    @classmethod
    def read(cls, allow: str, private: str, ports: str) -> Self:
        """From the words of the settings; ValueError says which of them is wrong."""
        entries = [_private(one) for one in _words(private)]
        return cls(
            frozenset(_pattern(one) for one in _words(allow)),
            WEB_PORTS | {_port(one) for one in _words(ports)},
            frozenset(one for one in entries if isinstance(one, tuple)),
            tuple(one for one in entries if not isinstance(one, tuple)),
        )

    def without_exceptions(self) -> Rules:
        """As for everybody outside."""
        return Rules(self.allowed, self.ports)

    def allows_host(self, host: str, port: int) -> bool:
        """Whether the allow-list has it; a host that is an exception by name needs no second entry."""
        return (
            not self.allowed
            or self._is_exception(host, port)
            or host in self.allowed
            or any("*" + host[at:] in self.allowed for at, letter in enumerate(host) if letter == ".")
        )

    def allows_port(self, host: str, port: int) -> bool:
        """Web ports, those of the settings, and one that is named with its host."""
        return port in self.ports or (host, port) in self.private_hosts

    def allows_address(self, host: str, port: int, address: Address) -> bool:
        """Whether a connection may be made to this address, which `host` has given."""
        if is_public(address):
            return True
        if is_never_fetched(address):
            return False
        inner = effective(address)
        return self._is_exception(host, port) or any(inner in one for one in self.private_networks)

    def _is_exception(self, host: str, port: int) -> bool:
        if (host, port) in self.private_hosts:
            return True
        return port in self.ports and (host, None) in self.private_hosts


def _words(listed: str) -> Iterator[str]:
    return (word.strip().lower().rstrip(".") for word in listed.split(",") if word.strip())


def _pattern(word: str) -> str:
    if not HOST.fullmatch(word.removeprefix("*.")) and not _is_address(word):
        raise ValueError(f"{word!r} is no host name such as example.org or *.example.org")
    return word


def _is_address(word: str) -> bool:
    try:
        return read_address(word) is not None
    except ValueError:
        return False


def _port(word: str) -> int:
    if not word.isdecimal() or not 0 < int(word) < 65_536:
        raise ValueError(f"{word!r} is no port")
    return int(word)


def _private(word: str) -> tuple[str, int | None] | Network:
    try:
        return ipaddress.ip_network(word)
    except ValueError:
        host, colon, port = word.rpartition(":") if ":" in word else (word, "", "")
    host = host.removeprefix("[").removesuffix("]")
    if "/" in word or not (HOST.fullmatch(host) or _is_address(host)):
        raise ValueError(f"{word!r} is neither a host, a host:port nor a network such as 10.1.0.0/16")
    return host, _port(port) if colon else None


def checked(read: Callable[[str], Rules]) -> Callable[[str], str]:
    """A validator that keeps a setting's words, once they can be read."""

    def check(words: str) -> str:
        read(words)
        return words

    return check


check_allow = checked(lambda words: Rules.read(words, "", ""))
check_private = checked(lambda words: Rules.read("", words, ""))
check_ports = checked(lambda words: Rules.read("", "", words))


def check_certificates(path: Path) -> Path:
    """A validator of a PEM file."""
    try:
        ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT).load_verify_locations(path)
    except OSError as error:
        raise ValueError(f"{path} cannot be read, or holds no certificate in PEM form") from error
    return path
