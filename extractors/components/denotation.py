"""What an ambiguous name or title denotes here: one party, one reading of an office."""

from __future__ import annotations

from collections import Counter
from functools import cache

from extractors.components.reading import Reading
from extractors.gazetteers import OfficeTitle, office_titles, party


def choose_party(codes: tuple[tuple[str, str], ...], counts: Counter[str]) -> str | None:
    """The party that an ambiguous name ("Congolese", "Brussels") means here, None where nothing decides."""
    if not codes:
        return None
    distinct = {code for code, _ in codes}
    if len(distinct) == 1:
        return codes[0][0]
    ranked = sorted(distinct, key=lambda code: (-counts[code], code))
    if counts[ranked[0]] > counts[ranked[1]]:
        return ranked[0]
    metonyms = [code for code, kind in codes if kind == "metonym"]
    names = [code for code, kind in codes if kind in ("name", "code", "demonym")]
    return next(iter(metonyms or names), None)


def party_counts(memory: Reading) -> Counter[str]:
    """How often each party is named without ambiguity."""
    counts: Counter[str] = Counter()
    for chunk in memory.chunks.values():
        if len({code for code, _ in chunk.codes}) == 1:
            counts[chunk.codes[0][0]] += 1
    return counts


def office_of(titles: tuple[OfficeTitle, ...], code: str | None) -> OfficeTitle | None:
    """The reading of a title that fits the party ("foreign secretary" of Britain or of India)."""
    kind = "organization" if is_organization(code) else "country"
    fitting = [t for t in titles if t.only_party == code and code]
    fitting = fitting or [t for t in titles if t.only_party is None and t.party_kind in (None, kind)]
    fitting = fitting or [t for t in titles if t.only_party is None] or list(titles)
    return fitting[0] if fitting else None


@cache
def _levels() -> dict[str, str]:
    return {title.office: title.level for title in office_titles()}


def office_level(office: str | None) -> str | None:
    """The level of an office in its general form."""
    return _levels().get(office or "")


def is_organization(code: str | None) -> bool:
    """True for an international organization, not for a state or a non-state side."""
    known = party(code) if code else None
    return known is not None and known.kind == "organization"
