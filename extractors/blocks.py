"""Long texts are read in blocks, so that time and memory grow with the length and no faster."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from extractors.domain import Actor, Extraction, MeetingReport

# About 8,000 words: longer than any news article, and the model's memory stays below 200 MB.
BLOCK = 50_000


def blocks(text: str, size: int = BLOCK) -> Iterator[tuple[int, int]]:
    """Spans that cover the text, each at most `size` characters, ending at the strongest break near it."""
    start = 0
    while len(text) - start > size:
        end = _last_break(text, start + size // 2, start + size)
        yield start, end
        start = end
    if start < len(text):
        yield start, len(text)


def _last_break(text: str, least: int, most: int) -> int:
    """The end of the last and strongest break between two offsets; `most` where there is none."""
    for pattern in (r"\n\s*\n", r"\n", r"(?<=[.!?])\s", r"\s"):
        found = [m.end() for m in re.finditer(pattern, text[least:most])]
        if found:
            return least + found[-1]
    return most


def join(article_id: str, version: str, parts: Iterable[Extraction]) -> Extraction:
    """One extraction of all blocks: an actor that several name is one, with all its mentions."""
    actors: dict[str, Actor] = {}
    reports: dict[str, MeetingReport] = {}
    for part in parts:
        for actor in part.actors:
            known = actors.get(actor.id)
            actors[actor.id] = actor if known is None else _both(known, actor)
        reports.update({report.id: report for report in part.reports})
    return Extraction(
        article_id=article_id,
        extractor_version=version,
        actors=tuple(actors[key] for key in sorted(actors)),
        reports=tuple(reports.values()),
    )


def _both(first: Actor, more: Actor) -> Actor:
    name = max(first.name, more.name, key=len) if first.kind == "person" else first.name
    return first.model_copy(
        update={
            "name": name,
            "office": first.office or more.office,
            "party": first.party or more.party,
            "aliases": tuple(sorted({*first.aliases, *more.aliases} - {name})),
            "holds": tuple(dict.fromkeys((*first.holds, *more.holds))),
            "mentions": (*first.mentions, *more.mentions),
        }
    )
