"""What actors and places are worth: pure functions of the claims behind them, in any order."""

from __future__ import annotations

from collections import Counter
from collections.abc import Hashable, Iterable, Mapping, Sequence
from typing import Any, TypeVar

from extractors.domain import ActorKind
from extractors.ids import fold
from graph.claims import Claims, values

V = TypeVar("V", bound=Hashable)

_PARTIES = (ActorKind.COUNTRY, ActorKind.ORGANIZATION)


def most_common(found: Iterable[V | None], order: Sequence[V] = ()) -> V | None:
    """Ties go by `order`, then by spelling, never by who came first."""
    counts = Counter(value for value in found if value is not None)
    if not counts:
        return None
    return min(
        counts,
        key=lambda value: (-counts[value], order.index(value) if value in order else len(order), str(value)),
    )


def actor(kind: ActorKind, claims: Claims) -> dict[str, Any]:
    """Name, party and office as most articles put them; every other form is an alias."""
    said = values(claims)
    name = _weighed(said, "name", prefer_long=True) or ""
    party = _weighed(said, "party")
    forms = {claim["name"] for claim, _ in said} | {form for claim, _ in said for form in claim["aliases"]}
    keys = [fold(form) for form in sorted(forms - {name})]
    if kind in _PARTIES and party:
        keys.append(fold(party))
    office = _weighed(said, "office")
    return {
        "kind": kind.value,
        "name": name,
        # every country has a foreign minister: an office's name alone is no caption
        "title": f"{party} {office or name}" if kind is ActorKind.OFFICE and party else name,
        "party": party,
        "office": office,
        "aliases": sorted(forms - {name}),
        # the first key is the name's own: a surname is told from an alias by it
        "keys": list(dict.fromkeys(key for key in [fold(name), *keys] if key)),
        "articles": sum(count for _, count in said),
    }


def actor_order_key(actor_id: str, articles: int) -> str:
    """Sorts the most mentioned first; unlike a rank it does not change when others do."""
    return f"{10**9 - articles:010d}|{actor_id}"


def place(claims: Claims) -> dict[str, Any]:
    """The place as most reports put it."""
    said = values(claims)
    kind = _weighed(said, "kind")
    spots = [
        ((claim["latitude"], claim["longitude"]), count)
        for claim, count in said
        if claim["latitude"] is not None
    ]
    spot = min(spots, key=lambda one: (-one[1], one[0]))[0] if spots else (None, None)
    name = _weighed(said, "name", prefer_long=True) or ""
    return {
        "name": name,
        "key": fold(name),
        "country": _weighed(said, "country"),
        "kind": kind,
        "latitude": spot[0],
        "longitude": spot[1],
        "reports": sum(count for _, count in said),
    }


def _weighed(said: list[tuple[dict[str, Any], int]], field: str, *, prefer_long: bool = False) -> str | None:
    counts: Counter[str] = Counter()
    for claim, count in said:
        if claim[field] is not None:
            counts[claim[field]] += count
    if not counts:
        return None
    return min(counts, key=lambda value: (-counts[value], -len(value) if prefer_long else 0, value))


def met_pairs(participations: Iterable[Mapping[str, Any]]) -> set[tuple[str, str]]:
    """Everyone with everyone of another party; who has no known party is paired too."""
    rows = sorted(participations, key=lambda row: str(row["actor_id"]))
    return {
        (first["actor_id"], second["actor_id"])
        for index, first in enumerate(rows)
        for second in rows[index + 1 :]
        if not first["party"] or not second["party"] or first["party"] != second["party"]
    }
