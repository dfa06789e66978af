"""Which gold meeting and participant a predicted one stands for."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Sequence
from itertools import combinations

from extractors.domain import ActorKind, Status
from extractors.gold import GoldDate, GoldMeeting, GoldParticipant

Pair = tuple[GoldParticipant, GoldParticipant]

# Meetings less alike than this are not the same contact.
LEAST_LIKENESS = 0.35


def plain(text: str | None) -> str:
    """Lower-case ASCII words. Not `ids.fold`: names are compared as the evaluation defines it, which
    drops letters that have no ASCII form."""
    letters = unicodedata.normalize("NFKD", text or "").encode("ascii", "ignore").decode().lower()
    return re.sub(r"[^a-z0-9]+", " ", letters).strip()


def same_participant(one: GoldParticipant, other: GoldParticipant) -> bool:
    """By name for persons, by title and party for offices, by party or name for the rest."""
    if one.kind == ActorKind.PERSON:
        return other.kind == ActorKind.PERSON and _same_person(one.name, other.name)
    if one.kind == ActorKind.OFFICE:
        return bool(one.office) and plain(one.office) == plain(other.office) and one.party == other.party
    if other.kind not in (ActorKind.COUNTRY, ActorKind.ORGANIZATION):
        return False
    same_party = bool(one.party) and one.party == other.party
    return same_party or (bool(plain(one.name)) and plain(one.name) == plain(other.name))


def _same_person(one: str | None, other: str | None) -> bool:
    """One name's words are all in the other's, or family name and initial agree."""
    a, b = plain(one).split(), plain(other).split()
    if not a or not b:
        return False
    return set(a) <= set(b) or set(b) <= set(a) or (a[-1] == b[-1] and a[0][0] == b[0][0])


def match_participants(
    gold: Sequence[GoldParticipant], predicted: Sequence[GoldParticipant]
) -> list[tuple[GoldParticipant, GoldParticipant]]:
    """One to one, each gold one with the first that is left for it."""
    left = list(predicted)
    pairs = []
    for one in gold:
        at = next((at for at, other in enumerate(left) if same_participant(one, other)), None)
        if at is not None:
            pairs.append((one, left.pop(at)))
    return pairs


def parties(meeting: GoldMeeting) -> set[str]:
    """The sides of a meeting that are known."""
    return {one.party for one in meeting.participants if one.party}


def likeness(gold: GoldMeeting, predicted: GoldMeeting) -> float:
    """0 to 1: participants count most, then parties, date and status."""
    matched = len(match_participants(gold.participants, predicted.participants))
    people = _share(matched, len(gold.participants) + len(predicted.participants) - matched)
    sides = _share(len(parties(gold) & parties(predicted)), len(parties(gold) | parties(predicted)))
    if people == 0 and sides < 0.5:
        return 0.0
    same_date = (gold.date or GoldDate()).start == (predicted.date or GoldDate()).start
    same_status = gold.status == predicted.status
    return 0.45 * people + 0.25 * sides + 0.15 * same_date + 0.15 * same_status


def _share(part: int, whole: int) -> float:
    return part / whole if whole else 0.0


def align(gold: Sequence[GoldMeeting], predicted: Sequence[GoldMeeting]) -> dict[int, int]:
    """Gold index to predicted index, one to one, the most alike first."""
    ranked = sorted(
        ((likeness(one, other), i, j) for i, one in enumerate(gold) for j, other in enumerate(predicted)),
        reverse=True,
    )
    pairs: dict[int, int] = {}
    for alike, i, j in ranked:
        if alike >= LEAST_LIKENESS and i not in pairs and j not in pairs.values():
            pairs[i] = j
    return pairs


def who_met_whom(meetings: Iterable[GoldMeeting]) -> list[Pair]:
    """Pairs of participants that are not of one party, in contacts that took place, each pair once."""
    pairs: list[Pair] = []
    for meeting in meetings:
        for pair in _pairs_across(meeting):
            if not any(same_pair(pair, other) for other in pairs):
                pairs.append(pair)
    return pairs


def who_met_whom_parties(meetings: Iterable[GoldMeeting]) -> set[frozenset[str]]:
    """The pairs of parties that were in contact."""
    return {
        frozenset((a.party, b.party))
        for meeting in meetings
        for a, b in _pairs_across(meeting)
        if a.party and b.party
    }


def count_same_pairs(gold: Iterable[Pair], predicted: Sequence[Pair]) -> int:
    """How many gold pairs are among the predicted, each of which counts once."""
    left = list(predicted)
    hits = 0
    for pair in gold:
        at = next((at for at, other in enumerate(left) if same_pair(pair, other)), None)
        if at is not None:
            del left[at]
            hits += 1
    return hits


def same_pair(pair: Pair, other: Pair) -> bool:
    """In either order."""
    (a, b), (c, d) = pair, other
    return (same_participant(a, c) and same_participant(b, d)) or (
        same_participant(a, d) and same_participant(b, c)
    )


def _pairs_across(meeting: GoldMeeting) -> list[Pair]:
    if meeting.status != Status.OCCURRED:
        return []
    return [
        (a, b)
        for a, b in combinations(meeting.participants, 2)
        if not a.party or not b.party or a.party != b.party
    ]
