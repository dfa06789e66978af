"""Counted claims: what articles say of an actor or a place, each with how many say it.

A node keeps them so that a change costs the same however many articles name it: one article's
claim is counted in or out, and the node's own values follow from what is left.
"""

from __future__ import annotations

import hashlib
import json
from collections import Counter
from collections.abc import Iterable, Mapping
from typing import Any

from extractors.domain import Actor, Place

Claims = Mapping[str, int]  # a claim, encoded, and how many say it


def _encode(values: Mapping[str, Any]) -> str:
    return json.dumps(values, sort_keys=True, ensure_ascii=False, separators=(",", ":"))


def actor_claim(actor: Actor) -> str:
    """What an article says of an actor as such, spans and offices held left out."""
    return _encode(
        {
            "name": actor.name,
            "party": actor.party,
            "office": actor.office,
            "aliases": sorted(set(actor.aliases)),
        }
    )


def place_claim(place: Place) -> str:
    """What a report says of a place as such."""
    return _encode(place.model_dump(mode="json", exclude={"evidence"}))


def claim_digest(claim: str) -> str:
    """Short enough to be kept on every mention, so that it can be counted out again."""
    return hashlib.sha256(claim.encode()).hexdigest()[:12]


def recount(claims: Claims, *, removed: Iterable[str], added: Iterable[str]) -> dict[str, int]:
    """`removed` are digests, `added` are claims."""
    gone = Counter(removed)
    left = Counter({claim: count - gone[claim_digest(claim)] for claim, count in claims.items()})
    left.update(added)
    return {claim: count for claim, count in sorted(left.items()) if count > 0}


def values(claims: Claims) -> list[tuple[dict[str, Any], int]]:
    """The claims decoded."""
    return [(json.loads(claim), count) for claim, count in claims.items()]
