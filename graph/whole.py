"""Identity in a whole set of articles at once, without a database."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from extractors.domain import Article, Extraction
from graph.actor_names import Name, name_key
from graph.claims import actor_claim
from graph.identity import resolve_actors, resolve_meetings
from graph.partition import Judged
from graph.telling import Telling


@dataclass(frozen=True)
class Whole:
    """The actor of each name and the meeting of each report."""

    actors: Mapping[str, str]
    meetings: Mapping[str, str]
    tellings: tuple[Telling, ...]


def resolve_all(
    read: Iterable[tuple[Article, Extraction]], actors: Judged | None = None, meetings: Judged | None = None
) -> Whole:
    """Who is who and which reports are one meeting, in a set of articles."""
    articles = list(read)
    claims: dict[str, set[str]] = defaultdict(set)
    names: dict[str, Name] = {}
    for article, extraction in articles:
        for actor in extraction.actors:
            key, party, years = name_key(actor, article.published)
            claims[key].add(actor_claim(actor))
            names[key] = Name(key, actor.id, actor.kind, party, years, frozenset(claims[key]))
    known = resolve_actors(names.values(), actors)
    tellings = tuple(
        told for article, extraction in articles for told in _tellings(article, extraction, known)
    )
    return Whole(known, resolve_meetings(tellings, meetings), tellings)


def _tellings(article: Article, extraction: Extraction, known: Mapping[str, str]) -> Iterable[Telling]:
    by_id = {actor.id: known[name_key(actor, article.published)[0]] for actor in extraction.actors}
    for report in extraction.reports:
        ids = tuple(by_id[one.actor_id] for one in report.participants)
        yield Telling(report, article.id, article.published, ids)
