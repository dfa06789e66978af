"""The questions that the graph answers."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from functools import partial
from typing import Any, LiteralString

from neo4j import ManagedTransaction

from extractors.domain import ActorKind
from extractors.ids import fold
from graph import (
    answers,
    cursors,
    details,
    filters,
    gold,
    judgement_queries,
    listing,
    meeting_queries,
    names,
    review,
    targets,
)
from graph import read_queries as queries
from graph.actor_views import ActorDetail, ActorView, Mention, Resolution
from graph.driver import Database, Sessions
from graph.errors import NotFound
from graph.filters import Side
from graph.gold import JudgedArticle
from graph.judgements import Judgement, Subject
from graph.review_views import ReviewItem, ReviewKind
from graph.schema import NAMES_INDEX
from graph.statements import Row, rows
from graph.targets import ReportTarget, Target
from graph.views import (
    ArticleView,
    Counterpart,
    Counts,
    EditionView,
    MeetingDetail,
    MeetingFilter,
    MeetingView,
    Page,
    PairView,
    Relation,
    Total,
    WholeMeeting,
)

MEETINGS_OF_PAIR = 25
_AFTER_ALL = "~"  # sorts after every order key


class GraphReader:
    """Safe to use from several threads at once. Every method may raise GraphUnavailable.

    `as_of` everywhere asks for what the articles published up to that day tell. Who is who and which
    reports are one meeting is judged by all that is known; what is told of them, by those alone.
    """

    def __init__(self, driver: Sessions, database: str) -> None:
        self._database = Database(driver, database)

    def ping(self) -> None:
        """Raises where the graph cannot answer now."""
        self._database.read(lambda tx: rows(tx, queries.PING))

    def counts(self) -> Counts:
        """How much the graph holds."""
        return answers.counts(self._database.read(lambda tx: rows(tx, queries.COUNTS))[0])

    def article(self, article_id: str, *, as_of: dt.date | None = None) -> ArticleView:
        """Raises NotFound."""

        def work(tx: ManagedTransaction) -> ArticleView:
            found = rows(tx, queries.ARTICLE, id=article_id, as_of=as_of)
            if not found:
                raise NotFound(f"No article has the id {article_id!r}{_by(as_of)}.")
            return answers.article_view(found[0], rows(tx, queries.REPORTS_OF_ARTICLE, id=article_id))

        return self._database.read(work)

    def edition(self, article_id: str, edition_id: str) -> EditionView:
        """The text that an article had before it was replaced. Raises NotFound."""
        found = self._database.read(lambda tx: rows(tx, queries.EDITION, article=article_id, id=edition_id))
        if not found:
            raise NotFound(f"The article {article_id!r} has no edition {edition_id!r}.")
        return answers.edition_view(found[0]["edition"])

    def articles_of_other_versions(self, version: str, *, after: str = "", limit: int = 100) -> list[str]:
        """Ids of articles that another version of the extractor has read, in their order."""
        work = partial(_outdated, version=version, after=after, limit=limit)
        return self._database.read(work)

    def count_articles_of_other_versions(self, version: str) -> int:
        """How many there are."""
        found = self._database.read(lambda tx: rows(tx, queries.COUNT_OUTDATED, version=version))
        return int(found[0]["count"])

    def count_texts(self) -> int:
        """How many articles and editions have their text."""
        return int(self._database.read(lambda tx: rows(tx, queries.COUNT_TEXTS))[0]["count"])

    def actors(
        self,
        q: str | None = None,
        *,
        kind: ActorKind | None = None,
        as_of: dt.date | None = None,
        cursor: str | None = None,
        limit: int = 20,
    ) -> Page[ActorView]:
        """Those of which every word of `q` begins a word of a name, the most mentioned first."""
        words = fold(q).split() if q else []
        if q and not words:
            return Page()
        after = cursors.decode("actors", cursor, (str,))
        statement, find = (queries.FIND_ACTORS, _find(words)) if words else (queries.ACTORS, {})
        values = {"kind": kind, "after": after[0] if after else "", "limit": limit + 1, "as_of": as_of}
        found = self._database.read(lambda tx: rows(tx, statement, **values, **find))
        return Page(
            items=tuple(answers.actor_view(row["actor"]) for row in found[:limit]),
            next_cursor=cursors.encode("actors", found[limit - 1]["order_key"])
            if len(found) > limit
            else None,
        )

    def actor(self, actor_id: str, *, as_of: dt.date | None = None) -> ActorDetail:
        """Raises NotFound."""
        return self._database.read(partial(details.actor, actor_id=actor_id, as_of=as_of))

    def mentions(
        self, actor_id: str, *, as_of: dt.date | None = None, cursor: str | None = None, limit: int = 20
    ) -> Page[Mention]:
        """The articles that name an actor or imply it, the latest first; none of an actor unknown."""
        work = partial(details.mentions, actor_id=actor_id, as_of=as_of, cursor=cursor, limit=limit)
        return self._database.read(work)

    def resolve(self, name: str) -> Resolution:
        """An id, ISO code, name, alias, demonym, metonym or surname, however it is spelled.

        An exact form comes before a surname, a surname before a part of a name; of equal forms a
        country's before an organization's, a person's and an office's.
        """
        return self._database.read(lambda tx: names.resolve(tx, name))

    def who_met_whom(
        self, where: MeetingFilter, *, cursor: str | None = None, limit: int = 20
    ) -> Page[PairView]:
        """Pairs of different parties, the latest met first; `a` is on the side of `where.actor`."""
        after = cursors.decode("pairs", cursor, (str, str, str)) or (None, None, None)
        page = {"day": after[0], "a": after[1], "b": after[2], "limit": limit + 1, "most": MEETINGS_OF_PAIR}

        def work(tx: ManagedTransaction) -> Page[PairView]:
            first, second = listing.sides(tx, where)
            told = listing.asked(where)
            statement = _choose(first, told.pairs_of_one, told.pairs_of_party, told.pairs_of_anyone)
            found = rows(tx, statement, **filters.parameters(tx, where, first, second), **page)
            ids = sorted({one for row in found[:limit] for one in row["meetings"]})
            briefs = {
                row["meeting"]["id"]: answers.meeting_brief(row) for row in listing.briefs(tx, ids, where)
            }
            last = found[limit - 1] if len(found) > limit else None
            return Page(
                items=tuple(answers.pair_view(row, briefs) for row in found[:limit]),
                next_cursor=cursors.encode("pairs", last["day"], last["a"]["id"], last["b"]["id"])
                if last
                else None,
            )

        return self._database.read(work)

    def met(
        self, actor_id: str, where: MeetingFilter | None = None, *, cursor: str | None = None, limit: int = 20
    ) -> Page[Counterpart]:
        """Whom an actor met, the most often met first; `where.actor` is not looked at. Raises NotFound."""
        after = cursors.decode("met", cursor, (int, str)) or (None, None)
        fits = where or MeetingFilter()

        def work(tx: ManagedTransaction) -> list[Row]:
            first, second = Side.of(tx, actor_id), Side.of(tx, fits.with_)
            told = listing.asked(fits)
            statement = told.counterparts_of_one if first.actor else told.counterparts_of_party
            page = {"count": after[0], "b": after[1], "limit": limit + 1}
            return rows(tx, statement, **filters.parameters(tx, fits, first, second), **page)

        found = self._database.read(work)
        last = found[limit - 1] if len(found) > limit else None
        return Page(
            items=tuple(map(answers.counterpart, found[:limit])),
            next_cursor=cursors.encode("met", last["count"], last["actor"]["id"]) if last else None,
        )

    def meetings(
        self, where: MeetingFilter, *, cursor: str | None = None, limit: int = 20
    ) -> Page[MeetingView]:
        """The latest first, those of unknown date last."""
        before = cursors.decode("meetings", cursor, (str,))
        page = {"before": before[0] if before else _AFTER_ALL, "limit": limit + 1}

        def work(tx: ManagedTransaction) -> Page[MeetingView]:
            shown, following = _meeting_page(tx, where, page)
            return Page(items=tuple(map(answers.meeting_view, shown)), next_cursor=following)

        return self._database.read(work)

    def whole_meetings(
        self, where: MeetingFilter, *, cursor: str | None = None, limit: int = 50
    ) -> Page[WholeMeeting]:
        """In the order of `meetings`, each with every account of it."""
        before = cursors.decode("meetings", cursor, (str,))
        page = {"before": before[0] if before else _AFTER_ALL, "limit": limit + 1}

        def work(tx: ManagedTransaction) -> Page[WholeMeeting]:
            shown, following = _meeting_page(tx, where, page)
            return Page(items=details.whole_meetings(tx, shown, where.as_of), next_cursor=following)

        return self._database.read(work)

    def relation(self, where: MeetingFilter) -> Relation:
        """How two actors, `where.actor` and `where.with_`, met through time. Raises NotFound."""

        def work(tx: ManagedTransaction) -> Relation:
            first, second = listing.sides(tx, where)
            told = listing.asked(where)
            statement = told.totals_of_one if first.actor else told.totals_of_party
            found = rows(tx, statement, **filters.parameters(tx, where, first, second))
            ends = [rows(tx, queries.ACTOR, id=one, as_of=None)[0] for one in (where.actor, where.with_)]
            return answers.relation(ends[0]["actor"], ends[1]["actor"], found)

        return self._database.read(work)

    def total(self, where: MeetingFilter) -> Total:
        """How many meetings fit, and from when to when they were."""

        def work(tx: ManagedTransaction) -> list[Row]:
            first, second = listing.sides(tx, where)
            asked = listing.asked(where)
            statement = _choose(first, asked.totals_of_one, asked.totals_of_party, asked.totals_of_anyone)
            return rows(tx, statement, **filters.parameters(tx, where, first, second))

        return answers.total(self._database.read(work))

    def meeting(
        self, meeting_id: str, *, as_of: dt.date | None = None, inferred: bool = True
    ) -> MeetingDetail:
        """By its id, an id that it had before other articles came, or the id of one of its reports.

        Raises NotFound.
        """
        where = MeetingFilter(as_of=as_of, inferred=inferred)

        def work(tx: ManagedTransaction) -> MeetingDetail:
            called = rows(tx, meeting_queries.CALLED, id=meeting_id)
            key = called[0]["id"] if called else meeting_id
            shown = key
            if as_of is not None:
                version = rows(tx, meeting_queries.VERSION_OF, id=key, as_of=as_of)
                shown = version[0]["id"] if version else ""
            found = listing.meetings(tx, [shown], where)
            if not found:
                raise NotFound(f"No meeting has the id {meeting_id!r}{_by(as_of)}.")
            return details.meeting(tx, found[0], key, as_of)

        return self._database.read(work)

    def actor_target(self, actor_id: str) -> Target:
        """What a judgement on an actor, or on one of its names, is kept as. Raises NotFound."""
        return self._database.read(partial(targets.actor_target, actor_id=actor_id))

    def meeting_target(self, meeting_id: str) -> Target:
        """What a judgement on a meeting is kept as. Raises NotFound."""
        return self._database.read(partial(targets.meeting_target, meeting_id=meeting_id))

    def report_target(self, report_id: str) -> ReportTarget:
        """What a judgement on a report is kept as. Raises NotFound."""
        return self._database.read(partial(targets.report_target, report_id=report_id))

    def judged_reports(self) -> list[JudgedArticle]:
        """Every article of which a report was judged, with the judgements; for export as gold."""
        return self._database.read(gold.judged_articles)

    def judgement(self, judgement_id: str) -> Judgement:
        """Raises NotFound."""
        found = self._database.read(partial(judgement_queries.by_id, key=judgement_id))
        if found is None:
            raise NotFound(f"No judgement has the id {judgement_id!r}.")
        return found

    def judgements(
        self,
        subject: Subject | None = None,
        *,
        about: Sequence[str] = (),
        latest: bool = False,
        cursor: str | None = None,
        limit: int = 20,
    ) -> Page[Judgement]:
        """In the order of their ids, or the latest given first. `about` are ids of reports, meetings, actors
        or names: those that concern any of them."""
        kind = "latest judgements" if latest else "judgements"
        at, last = cursors.decode(kind, cursor, (str, str)) or ("", "")

        def work(tx: ManagedTransaction) -> list[Judgement]:
            keys = judgement_queries.keys_of(tx, about) if about else None
            which = judgement_queries.Which(subject, keys, latest)
            return judgement_queries.listed(tx, which, limit + 1, at=str(at), last=str(last))

        found = self._database.read(work)
        end = found[limit - 1] if len(found) > limit else None
        following = cursors.encode(kind, end.model_dump(mode="json")["at"], end.id) if end else None
        return Page(items=tuple(found[:limit]), next_cursor=following)

    def review(
        self, kind: ReviewKind = ReviewKind.ALL, *, cursor: str | None = None, limit: int = 20
    ) -> Page[ReviewItem]:
        """What is least certain and nobody has judged: see `review.review` for the order."""
        return self._database.read(partial(review.review, kind=kind, cursor=cursor, limit=limit))


def _outdated(tx: ManagedTransaction, version: str, after: str, limit: int) -> list[str]:
    return [row["id"] for row in rows(tx, queries.OUTDATED, version=version, after=after, limit=limit)]


def _by(as_of: dt.date | None) -> str:
    return f" in what was published by {as_of}" if as_of else ""


def _meeting_page(
    tx: ManagedTransaction, where: MeetingFilter, page: dict[str, Any]
) -> tuple[list[Row], str | None]:
    """One more is asked for than is shown, to know whether there is more."""
    first, second = listing.sides(tx, where)
    told = listing.asked(where)
    statement = _choose(first, told.meetings_of_one, told.meetings_of_party, told.meetings_of_anyone)
    found = rows(tx, statement, **filters.parameters(tx, where, first, second), **page)
    limit = page["limit"] - 1
    shown = listing.meetings(tx, [row["id"] for row in found[:limit]], where)
    return shown, cursors.encode("meetings", found[limit - 1]["order_key"]) if len(found) > limit else None


def _choose(side: Side, one: LiteralString, party: LiteralString, anyone: LiteralString) -> LiteralString:
    if side.actor:
        return one
    return party if side.party else anyone


def _find(words: list[str]) -> dict[str, Any]:
    return {"index": NAMES_INDEX, "query": " ".join(f"+{word}*" for word in words)}
