"""Words looked for in articles and in the sentences that meetings rest on, by Neo4j's full-text index."""

from __future__ import annotations

import datetime as dt

from neo4j import ManagedTransaction

from extractors.domain import Value
from graph import cursors
from graph import search_queries as queries
from graph.rows import day
from graph.schema import ARTICLES_INDEX, QUOTES_INDEX
from graph.search_words import Needle, Sought, marks, sought
from graph.statements import Row, rows
from graph.survey_views import Hit, Mark, Snippet, Where
from graph.views import Page

SNIPPET = 240
_LEAD = 60  # characters before the first word found
_QUOTES_SHOWN = 3


class SearchFilter(Value):
    """In what is searched. The days are those of publication; an article without one is of no day."""

    where: Where = Where.ALL
    since: dt.date | None = None
    until: dt.date | None = None
    source: str | None = None


def search(
    tx: ManagedTransaction, words: str, among: SearchFilter, cursor: str | None, limit: int
) -> Page[Hit]:
    """The best first; of equally good ones in the order of their ids. Raises EmptySearch."""
    kind = f"search {among.where}"
    looked_for = sought(words)
    after = _place(kind, cursor)
    page = among.model_dump(exclude={"where"}) | {"score": after[0], "id": after[1], "limit": limit + 1}
    page["query"] = looked_for.query
    found: list[Row] = []
    if among.where is not Where.QUOTES:
        found += rows(tx, queries.ARTICLES_WITH, index=ARTICLES_INDEX, **page)
    if among.where is not Where.ARTICLES:
        found += rows(tx, queries.QUOTES_WITH, index=QUOTES_INDEX, **page)
    found.sort(key=lambda row: (-row["score"], row["id"]))
    last = found[limit - 1] if len(found) > limit else None
    return Page(
        items=tuple(_hit(row, looked_for) for row in found[:limit]),
        next_cursor=cursors.encode(kind, repr(last["score"]), last["id"]) if last else None,
    )


def _place(kind: str, cursor: str | None) -> tuple[float | None, str | None]:
    after = cursors.decode(kind, cursor, (str, str))
    if after is None:
        return None, None
    try:
        return float(after[0]), str(after[1])
    except ValueError as error:
        raise cursors.bad(str(cursor)) from error


def _hit(row: Row, looked_for: Sought) -> Hit:
    kept = ("kind", "article_id", "url", "title", "source")
    return Hit(
        **{name: row[name] for name in kept},
        score=round(row["score"], 4),
        published=day(row["published"]),
        report_id=row.get("report_id"),
        meeting_id=row.get("meeting_id"),
        snippets=tuple(_of_quotes(row, looked_for) if "quotes" in row else _of_article(row, looked_for)),
    )


def _of_quotes(row: Row, looked_for: Sought) -> list[Snippet]:
    """The sentences that have the words; all where the words are spread over several."""
    made = [
        Snippet(field="quote", text=quote, start=start, marks=_marks(quote, looked_for))
        for quote, start in zip(row["quotes"], row["starts"], strict=True)
    ]
    return ([one for one in made if one.marks] or made)[:_QUOTES_SHOWN]


def _of_article(row: Row, looked_for: Sought) -> list[Snippet]:
    """The title where it has the words, and the part of the text that has most of them. Of an article that
    is kept without its text there is only the title."""
    found = []
    if row["title"] and (in_title := _marks(row["title"], looked_for)):
        found.append(Snippet(field="title", text=row["title"], start=0, marks=in_title))
    if row["text"]:
        start, end = _window(row["text"], marks(row["text"], looked_for.needles))
        text = row["text"][start:end]
        found.append(Snippet(field="text", text=text, start=start, marks=_marks(text, looked_for)))
    return found


def _marks(text: str, looked_for: Sought) -> tuple[Mark, ...]:
    return tuple(mark for mark, _ in marks(text, looked_for.needles))


def _window(text: str, found: list[tuple[Mark, Needle]]) -> tuple[int, int]:
    """Where a snippet begins and ends: about the first place with most of what was looked for, at words."""
    best, most = 0, 0
    for at, (mark, _) in enumerate(found):
        near = {needle for other, needle in found[at:] if other.end <= mark.start + SNIPPET - _LEAD}
        if len(near) > most:
            best, most = mark.start, len(near)
    start = max(0, best - _LEAD)
    if start:
        start = text.find(" ", start, best) + 1 or start
    end = start + SNIPPET
    if end < len(text):
        at_word = text.rfind(" ", best + 1, end + 1)
        end = at_word if at_word > 0 else end
    return start, min(end, len(text))
