"""Titles of offices as written, and the general form that each stands for."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from typing import Literal

from extractors.gazetteers.model import OfficeTitle
from extractors.gazetteers.sources import data


@cache
def office_titles() -> tuple[OfficeTitle, ...]:
    """Every title; one text can have several readings, of which `only_party` and `party_kind` decide."""
    return tuple(dict.fromkeys((*_listed(), *_ministers())))


def _listed() -> Iterator[OfficeTitle]:
    for key, record in data("offices")["titles"].items():
        office = key.split(" / ")[0]
        for text in record["texts"]:
            for only in record.get("only", [None]):
                yield OfficeTitle(text, office, record["level"], only, record.get("kind"))


def _ministers() -> Iterator[OfficeTitle]:
    """ "Trade minister" in all its wordings, and the ranks under it where they go abroad."""
    offices = data("offices")
    for portfolio, words in offices["portfolios"].items():
        for rank, wordings in offices["ranks"].items():
            if rank and portfolio not in offices["second_rank_of"]:
                continue
            texts = [w.format(word) for w in wordings["adjective"] for word in words["adjectives"]]
            texts += [w.format(word) for w in wordings["noun"] for word in words["nouns"]]
            for text in texts:
                level: Literal["official", "ministerial"] = "official" if rank else "ministerial"
                yield OfficeTitle(text, f"{rank}{portfolio} minister", level, None, "country")
