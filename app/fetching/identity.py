"""Under which address a fetched page is known.

Not the asked one, which may be a link shortener or a tracker's, but the one at the end of all redirects;
and the one that the page calls canonical where that is of the same site, so that its print, mobile and
AMP forms are one article. Another site's address a page can claim but not have: it would take the place
of the article that is really there.
"""

from __future__ import annotations

import ipaddress

import httpx
from courlan import extract_domain

_LONGEST = 2_000


def identity(final_url: str, stated: str | None) -> str:
    """The address that the article's id is made from; `stated` is what the page calls canonical."""
    if not stated:
        return final_url
    try:
        final, canonical = httpx.URL(final_url), httpx.URL(final_url).join(stated.strip())
    except (httpx.InvalidURL, UnicodeError, ValueError):
        return final_url
    # A template that calls the front page canonical everywhere would make one article of all.
    lost = canonical.raw_path in (b"", b"/") and final.raw_path != b"/"
    usable = canonical.scheme in ("http", "https") and not canonical.userinfo and not lost
    if usable and len(str(canonical)) <= _LONGEST and same_site(final_url, str(canonical)):
        return str(canonical.copy_with(fragment=None))
    return final_url


def same_site(one: str, other: str) -> bool:
    """Whether two addresses are of one owner: www.bbc.co.uk and m.bbc.co.uk."""
    try:
        hosts = [httpx.URL(url).raw_host.decode("ascii") for url in (one, other)]
    except (httpx.InvalidURL, UnicodeError, ValueError):
        return False
    return bool(hosts[0]) and _site(hosts[0]) == _site(hosts[1])


def _site(host: str) -> str:
    try:
        return str(ipaddress.ip_address(host))
    except ValueError:
        return str(extract_domain(f"https://{host}/", fast=True) or host)
