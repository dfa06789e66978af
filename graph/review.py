"""What is least certain and nobody has judged, one page at a time."""

from __future__ import annotations

from dataclasses import dataclass

from neo4j import ManagedTransaction

from graph import cursors, review_pairs, review_words
from graph import review_queries as queries
from graph.doubts import least_certain
from graph.review_pairs import Place
from graph.review_sides import report_side
from graph.review_views import ReviewItem, ReviewKind, ReviewOf
from graph.rows import Row, report_of
from graph.statements import rows
from graph.views import Page

WINDOWS = 6  # that one page of pairs alone looks through; with reports beside them, one


@dataclass(frozen=True)
class At:
    """Where the queue goes on: after which report, and where among the pairs; None where these are done."""

    report: str | None
    pairs: Place | None


def review(tx: ManagedTransaction, kind: ReviewKind, cursor: str | None, limit: int) -> Page[ReviewItem]:
    """Reports by their least certain thing; pairs window by window. Of both lists the less certain head comes
    first. A page may be short, or empty, while there is more: its windows had no more to ask."""
    at = _at(kind, cursor)
    reports = _reports(tx, at.report, limit + 1) if at.report is not None else []
    windows = WINDOWS if at.report is None else 1
    pairs, beyond = _pairs(tx, at.pairs, limit + 1, windows) if at.pairs else ([], None)
    taken: list[ReviewItem] = []
    used_reports = used_pairs = 0
    while len(taken) < limit and (used_reports < len(reports) or used_pairs < len(pairs)):
        report = reports[used_reports][0] if used_reports < len(reports) else None
        two = pairs[used_pairs][0] if used_pairs < len(pairs) else None
        if two is None or (report is not None and report.confidence <= two.confidence):
            assert report
            taken.append(report)
            used_reports += 1
        else:
            taken.append(two)
            used_pairs += 1
    last_report, last_pair = at.report, at.pairs
    if used_reports:
        last_report = reports[used_reports - 1][1]
    if used_pairs:
        last_pair = pairs[used_pairs - 1][1]
    following = At(
        last_report if used_reports < len(reports) else None,
        last_pair if used_pairs < len(pairs) else beyond,
    )
    return Page(items=tuple(taken), next_cursor=_cursor(kind, following))


def _reports(tx: ManagedTransaction, after: str, limit: int) -> list[tuple[ReviewItem, str]]:
    found = rows(tx, queries.DOUBTED_REPORTS, after=after, limit=limit)
    return [(_report_item(row), row["doubt"]) for row in found]


def _report_item(row: Row) -> ReviewItem:
    report = report_of(row)
    doubt = least_certain(report)
    yes, no = review_words.verdicts(report, doubt)
    return ReviewItem(
        id=":".join(part for part in (report.id, doubt.attribute, doubt.value) if part),
        of=ReviewOf.REPORT,
        question=review_words.question(report, doubt),
        confidence=doubt.confidence,
        attribute=doubt.attribute,
        words=review_words.words(report, doubt),
        sides=(report_side(row),),
        yes=yes,
        no=no,
        choices=review_words.choices(report, doubt),
    )


def _pairs(
    tx: ManagedTransaction, place: Place, most: int, windows: int
) -> tuple[list[tuple[ReviewItem, Place]], Place | None]:
    """And where to go on after all of them."""
    found: list[tuple[ReviewItem, Place]] = []
    beyond: Place | None = place
    for _ in range(windows):
        if beyond is None or len(found) >= most:
            break
        more, beyond = review_pairs.window(tx, beyond, most - len(found))
        found += more
    return found, beyond


def _at(kind: ReviewKind, cursor: str | None) -> At:
    found = cursors.decode(f"review {kind}", cursor, (str, str, str, str, str))
    if found is None:
        return At(None if kind is ReviewKind.MERGES else "", None if kind is ReviewKind.REPORTS else Place())
    parts, report, before, after, done = map(str, found)
    return At(report if "r" in parts else None, Place(before, after, done) if "p" in parts else None)


def _cursor(kind: ReviewKind, at: At) -> str | None:
    """`parts` says which of the two lists have more."""
    parts = ("r" if at.report is not None else "") + ("p" if at.pairs else "")
    place = at.pairs or Place()
    key = (parts, at.report or "", place.before, place.after, place.done)
    return cursors.encode(f"review {kind}", *key) if parts else None
