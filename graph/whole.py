"""Identity in a whole set of articles at once, without a database."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from extractors.domain import Article, Extraction
from graph.actor_names import Name, name_key
from graph.claims import actor_claim
from graph.identity import report_key, resolve_actors, resolve_meetings
from graph.judgements import Judgement, Subject, judged_pairs, judged_telling
from graph.partition import Judged, pair
from graph.telling import Telling


@dataclass(frozen=True)
class Whole:
    """The actor of each name and the meeting of each report."""

    actors: Mapping[str, str]
    meetings: Mapping[str, str]
    tellings: tuple[Telling, ...]


def resolve_all(read: Iterable[tuple[Article, Extraction]], judgements: Iterable[Judgement] = ()) -> Whole:
    """Who is who and which reports are one meeting, in a set of articles as it was judged."""
    articles, judged = list(read), list(judgements)
    claims: dict[str, set[str]] = defaultdict(set)
    names: dict[str, Name] = {}
    for article, extraction in articles:
        for actor in extraction.actors:
            key, party, years = name_key(actor, article.published)
            claims[key].add(actor_claim(actor))
            names[key] = Name(key, actor.id, actor.kind, party, years, frozenset(claims[key]))
    known = resolve_actors(
        names.values(), judged_pairs(one for one in judged if one.subject is Subject.ACTORS)
    )
    tellings: dict[str, list[Telling]] = defaultdict(list)
    for article, extraction in articles:
        for told in _tellings(article, extraction, known):
            key = report_key(article.id, told.report)
            about = [one for one in judged if one.subject is Subject.REPORT and one.a == key]
            if (counted := judged_telling(told, about)) is not None:
                tellings[key].append(counted)
    counting = tuple(told for found in tellings.values() for told in found)
    return Whole(known, resolve_meetings(counting, _of_reports(judged, tellings)), counting)


def _of_reports(judgements: Iterable[Judgement], tellings: Mapping[str, Sequence[Telling]]) -> Judged:
    pairs = judged_pairs(one for one in judgements if one.subject is Subject.MEETINGS)
    return Judged(
        *(
            frozenset(
                pair(one.id, other.id)
                for a, b in links
                for one in tellings.get(a, ())
                for other in tellings.get(b, ())
                if one.id != other.id
            )
            for links in (pairs.same, pairs.apart)
        )
    )


def _tellings(article: Article, extraction: Extraction, known: Mapping[str, str]) -> Iterable[Telling]:
    by_id = {actor.id: known[name_key(actor, article.published)[0]] for actor in extraction.actors}
    for report in extraction.reports:
        ids = tuple(by_id[one.actor_id] for one in report.participants)
        yield Telling(report, article.id, article.published, ids)
