"""Which IP addresses are the public internet: everything else is somebody's inside."""

from __future__ import annotations

import ipaddress
import socket

Address = ipaddress.IPv4Address | ipaddress.IPv6Address
Network = ipaddress.IPv4Network | ipaddress.IPv6Network

# IANA's registries of special-purpose addresses, as of 2025. Not `is_global` alone, whose answer has
# changed between versions of Python.
_SPECIAL_4 = [
    ipaddress.IPv4Network(one)
    for one in (
        *("0.0.0.0/8", "10.0.0.0/8", "100.64.0.0/10", "127.0.0.0/8", "169.254.0.0/16", "172.16.0.0/12"),
        *("192.0.0.0/24", "192.0.2.0/24", "192.31.196.0/24", "192.52.193.0/24", "192.88.99.0/24"),
        *("192.168.0.0/16", "192.175.48.0/24", "198.18.0.0/15", "198.51.100.0/24", "203.0.113.0/24"),
        *("224.0.0.0/4", "240.0.0.0/4"),
        "168.63.129.16/32",  # public by its number, and the inside of every Azure machine
    )
]
_GLOBAL_6 = ipaddress.IPv6Network("2000::/3")
_SPECIAL_6 = [
    ipaddress.IPv6Network(one)
    for one in (
        "2001::/23",  # Teredo, benchmarks, ORCHID
        *("2001:db8::/32", "2002::/16", "2620:4f:8000::/48", "3fff::/20"),
    )
]
_MAPPED = ipaddress.IPv6Network("::ffff:0:0/96")
_NAT64 = ipaddress.IPv6Network("64:ff9b::/96")
# What no exception opens: cloud metadata, this host by a trick, and whoever listens.
_NEVER: list[Network] = [
    ipaddress.ip_network(one)
    for one in (
        *("0.0.0.0/8", "169.254.0.0/16", "224.0.0.0/4", "255.255.255.255/32", "168.63.129.16/32"),
        *("100.100.100.200/32", "192.0.0.192/32"),
        *("::/128", "fe80::/10", "ff00::/8", "fd00:ec2::/32", "fd20:ce::/32"),
    )
]


def read_address(text: str) -> Address | None:
    """The address that a resolver would read: also "127.1", "0x7f000001", "017700000001", "2130706433".

    None for what is a name. Raises ValueError for what is neither.
    """
    if ":" in text:
        if "%" in text:
            raise ValueError("an address with a zone")
        return ipaddress.IPv6Address(text)
    last = text.rpartition(".")[2]
    if not (last.isdigit() or last.startswith("0x")):
        return None
    try:
        return ipaddress.IPv4Address(socket.inet_aton(text))
    except OSError as error:
        raise ValueError("neither an address nor a name") from error


def effective(address: Address) -> Address:
    """The IPv4 address that an IPv6 one only wraps: a connection to it goes there."""
    if isinstance(address, ipaddress.IPv6Address) and (address in _MAPPED or address in _NAT64):
        return ipaddress.IPv4Address(int(address) & 0xFFFF_FFFF)
    return address


def is_public(address: Address) -> bool:
    """Whether this is one host of the public internet.

    The tunnels that hide an IPv4 address (6to4, Teredo, compatible) are refused whole: no page is there.
    """
    inner = effective(address)
    if isinstance(inner, ipaddress.IPv4Address):
        return inner.is_global and not any(inner in one for one in _SPECIAL_4)
    return inner.is_global and inner in _GLOBAL_6 and not any(inner in one for one in _SPECIAL_6)


def is_never_fetched(address: Address) -> bool:
    """Whether no setting opens it."""
    return any(effective(address) in one for one in _NEVER)
