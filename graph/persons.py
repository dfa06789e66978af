"""Which names of articles stand for one person: by spelling, party, office and time."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache, cached_property

import pycountry

from graph.partition import UNRELATED, Kind, Reason, Verdict
from graph.person_names import Comparison, Fit, PersonName, block_keys, compare, parse

# Years between which, with nothing in between, a name may still be one person's:
_CAREER = 30  # a full name
_TERM = 10  # a family name alone and a full name
_NEWS = 3  # a family name alone and the same again
_REIGN = 15  # the one name that a monarch has, and the same again
_MONARCHS = frozenset({"king", "queen", "emperor", "empress", "emir", "sultan", "shah", "pope", "grand duke"})


@dataclass(frozen=True)
class Persona:
    """A person as the articles of some years put it under one name for one party.

    `forms` are the names as written, `offices` the offices that articles give with it. `party` is None
    where they do not say, `years` (first and last) where they have no date.
    """

    id: str
    slug: str
    party: str | None
    years: tuple[int, int] | None
    forms: frozenset[str]
    offices: frozenset[str]

    @cached_property
    def names(self) -> tuple[PersonName, ...]:
        return tuple(sorted({parse(form) for form in self.forms}, key=lambda name: (name.words, str(name))))

    @cached_property
    def keys(self) -> tuple[str, str]:
        """Under which names that may be the same person are found: see `block_keys`."""
        return block_keys(max(self.names, key=lambda name: (len(name.words), name.words)))

    @property
    def state(self) -> bool:
        """Acts for a country and not for an organization."""
        return self.party is not None and is_state(self.party)


@cache
def is_state(party: str) -> bool:
    """Whether a party's code is that of a country; Kosovo has one that ISO 3166-1 leaves to users."""
    return party == "XKX" or pycountry.countries.get(alpha_3=party) is not None


def relate(one: Persona, other: Persona) -> Verdict:
    """Symmetric. Full names tie strongly; a family name or initials only within a party and a term."""
    fits = [compare(a, b) for a in one.names for b in other.names]
    best = max(fits, key=lambda found: (found.fit, found.exact))
    gap = _gap(one, other)
    if best.fit is Fit.OTHER:
        return Verdict(Kind.APART, reasons=(Reason("other_name", "the names have different words"),))
    if best.fit >= Fit.PART and any(name.full for name in one.names + other.names):
        return _full(one, other, best.fit, best.exact, gap)
    return _short(one, other, best, gap)


def _gap(one: Persona, other: Persona) -> int:
    """Years between the two, 0 where they meet or nothing is known."""
    if one.years is None or other.years is None:
        return 0
    return max(0, one.years[0] - other.years[1], other.years[0] - one.years[1])


def _full(one: Persona, other: Persona, fit: Fit, exact: float, gap: int) -> Verdict:
    if gap > _CAREER:
        return UNRELATED
    reasons = [Reason("same_name", "the names are the same words", 3.0)]
    if fit is Fit.PART:
        reasons = [Reason("part_of_name", "one name leaves out a part of the other", 2.0)]
    if exact < 1:
        reasons.append(Reason("other_spelling", "some words are spelled differently", exact / 2 - 0.5))
    if one.party and one.party == other.party:
        reasons.append(Reason("same_party", f"both act for {one.party}", 0.5))
    elif one.party and other.party:
        if one.state and other.state and exact < 1:
            return UNRELATED
        reasons.append(Reason("other_party", f"one acts for {one.party}, one for {other.party}", -1.0))
        if one.state and other.state and one.offices and other.offices and not one.offices & other.offices:
            return UNRELATED
    reasons += _circumstances(one, other, gap)
    same_side = one.party is not None and one.party == other.party
    sure = fit is Fit.WHOLE and (same_side or (exact == 1 and None in (one.party, other.party)))
    return _verdict(Kind.CERTAIN if sure else Kind.LIKELY, reasons)


def _short(one: Persona, other: Persona, best: Comparison, gap: int) -> Verdict:
    """Lavrov of Russia in 2019 is Sergey Lavrov of Russia in 2020, if no other Lavrov can be meant."""
    shared = one.offices & other.offices
    if one.party is None or one.party != other.party or gap > (_REIGN if shared & _MONARCHS else _TERM):
        return UNRELATED
    if one.offices and other.offices and not shared and best.fit is Fit.FAMILY:
        return UNRELATED
    alone = not any(name.full for name in one.names + other.names)
    # Two mentions of a bare "Sharif" are one man's only if they are of one office and about one time.
    reach = _REIGN if shared & _MONARCHS else _NEWS
    if alone and (one.slug != other.slug or not shared or gap > reach):
        return UNRELATED
    reasons = [
        Reason("initials", "one gives only initials", 1.0)
        if best.fit is Fit.INITIALS
        else Reason("family_name", "one is a single word of the other", 0.7),
        Reason("same_party", f"both act for {one.party}", 0.5),
        *_circumstances(one, other, gap),
    ]
    return _verdict(Kind.LIKELY, reasons)


def _circumstances(one: Persona, other: Persona, gap: int) -> Iterator[Reason]:
    if shared := sorted(one.offices & other.offices):
        yield Reason("same_office", f"both are said to be {shared[0]}", 0.5)
    if gap:
        yield Reason("other_time", f"{gap} years apart", -0.01 * gap)


def _verdict(kind: Kind, reasons: list[Reason]) -> Verdict:
    return Verdict(kind, round(sum(reason.weight for reason in reasons), 3), tuple(reasons))
