"""Codes of countries as other vocabularies want them."""

from __future__ import annotations

from functools import cache

import pycountry

_OTHERS = {"XKX": "XK"}


@cache
def alpha_2(party: str | None) -> str | None:
    """ISO 3166-1 alpha-2 of a state's alpha-3; None of what is no state."""
    if party is None:
        return None
    found = pycountry.countries.get(alpha_3=party)
    return str(found.alpha_2) if found else _OTHERS.get(party)
