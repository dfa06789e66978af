"""The way into the graph: every change is one transaction, and one change follows the other."""

from __future__ import annotations

import threading
from collections.abc import Sequence
from dataclasses import dataclass
from functools import partial

from neo4j import ManagedTransaction

from extractors.domain import Article, Extraction
from graph import judgement_queries, queue
from graph.change import Change, OldPart, carry_out, old_parts, save_judgements, take_turn
from graph.driver import Database, Sessions
from graph.errors import Contradiction, GraphError, NotFound, TicketLost
from graph.jobs import Ticket
from graph.judgements import Judgement, contradicted
from graph.rows import NewPart, new_part
from graph.statements import rows
from graph.views import Saved
from graph.write_queries import FORGET_TEXTS

__all__ = ["GraphWriter", "Saved"]

# What waits while another change is carried out goes in together, up to so many articles.
_AT_ONCE = 16
_TEXTS_AT_ONCE = 500


@dataclass(eq=False)  # two threads may bring the very same
class _Waiting:
    """An article on its way in, from one of several threads."""

    part: NewPart
    ticket: Ticket | None = None
    saved: Saved | None = None
    error: GraphError | None = None


class GraphWriter:
    """Safe to use from several threads and processes at once. Without `keep_text` the quotes alone stay."""

    def __init__(self, driver: Sessions, database: str, *, keep_text: bool = True) -> None:
        self._database = Database(driver, database)
        self._keep_text = keep_text
        self._waiting: list[_Waiting] = []
        self._list = threading.Lock()
        self._turn = threading.Lock()

    def save(self, article: Article, extraction: Extraction, ticket: Ticket | None = None) -> Saved:
        """Put in what the article says, in place of what it said before.

        With a ticket of the queue it is finished there in the same transaction, or raises TicketLost;
        without one, versions of it that still wait in the queue are older, and are not read any more.
        """
        if extraction.article_id != article.id:
            raise ValueError(f"the extraction is of {extraction.article_id}, not of {article.id}")
        mine = _Waiting(new_part(article, extraction, keep_text=self._keep_text), ticket)
        with self._list:
            self._waiting.append(mine)
        with self._turn:
            while mine.saved is None and mine.error is None:
                self._save_some(self._next())
        if mine.error is not None:
            raise mine.error
        assert mine.saved is not None
        return mine.saved

    def _next(self) -> list[_Waiting]:
        """The longest waiting, each article once: of two readings of one the later one comes later."""
        with self._list:
            taken: dict[str, _Waiting] = {}
            for one in self._waiting:
                if len(taken) < _AT_ONCE:
                    taken.setdefault(one.part.article["id"], one)
            chosen = list(taken.values())
            self._waiting = [one for one in self._waiting if one not in chosen]
        return chosen

    def _save_some(self, chosen: Sequence[_Waiting]) -> None:
        try:
            saved = self._database.write(partial(_put, chosen))
        except GraphError as error:
            if len(chosen) == 1:
                chosen[0].error = error
                return
            # One that cannot go in must not keep the others out.
            for one in chosen:
                self._save_some([one])
            return
        for one in chosen:
            one.saved = saved.get(one.part.article["id"])
            if one.saved is None:
                one.error = TicketLost("The article was given to another reader, or is not wanted any more.")

    def delete(self, article_id: str) -> None:
        """Take out the article and exactly what only it supported, from the queue too. Raises NotFound."""
        if not self._database.write(partial(_remove, article_id)):
            raise NotFound(f"No article has the id {article_id!r}.")

    def forget_texts(self) -> None:
        """Drop the texts of articles and editions; all that was read from them stays."""
        while self._database.write(_forget_some_texts):
            pass

    def judge(self, judgement: Judgement) -> Judgement:
        """Put a judgement in; the same again changes nothing and is answered with the first.

        Raises Contradiction where others that stand say the opposite.
        """
        return self._database.write(partial(_judge, judgement))

    def withdraw(self, judgement_id: str) -> Judgement:
        """Take a judgement out, and with it all that followed from it. Raises NotFound."""
        found = self._database.write(partial(_withdraw, judgement_id))
        if found is None:
            raise NotFound(f"No judgement has the id {judgement_id!r}.")
        return found


_MEETINGS_OF_ARTICLES = """
UNWIND $ids AS id
MATCH (a:Article {id: id})
RETURN id, COLLECT { MATCH (a)-[:REPORTS]->(:Report)-[:OF]->(m:Meeting) RETURN DISTINCT m.id } AS meetings
"""


def _put(chosen: Sequence[_Waiting], tx: ManagedTransaction) -> dict[str, Saved]:
    take_turn(tx)
    held = queue.held(tx, [one.ticket for one in chosen if one.ticket])
    going = [one for one in chosen if one.ticket is None or one.ticket.task in held]
    parts = [one.part for one in going]
    ids = [part.article["id"] for part in parts]
    before = old_parts(tx, ids)
    carry_out(tx, Change(puts=tuple(parts)), before)
    meetings = {row["id"]: tuple(sorted(row["meetings"])) for row in rows(tx, _MEETINGS_OF_ARTICLES, ids=ids)}
    saved = {part.article["id"]: _saved(part, before, meetings) for part in parts}
    queue.finish(tx, [(one.ticket, saved[one.part.article["id"]]) for one in going if one.ticket])
    queue.supersede(tx, [one.part.article["id"] for one in going if one.ticket is None])
    return saved


def _saved(part: NewPart, before: dict[str, OldPart], meetings: dict[str, tuple[str, ...]]) -> Saved:
    key = part.article["id"]
    old = before.get(key)
    return Saved(
        article_id=key,
        created=old is None,
        changed=old is None or old.digest != part.article["digest"],
        actors=len(part.names),
        reports=len(part.reports),
        meeting_ids=meetings[key],
    )


def _remove(article_id: str, tx: ManagedTransaction) -> bool:
    take_turn(tx)
    waited = queue.supersede(tx, [article_id])
    before = old_parts(tx, [article_id])
    if not before:
        return waited > 0
    carry_out(tx, Change(removed=frozenset([article_id])), before)
    return True


def _forget_some_texts(tx: ManagedTransaction) -> bool:
    take_turn(tx)
    return bool(rows(tx, FORGET_TEXTS, most=_TEXTS_AT_ONCE)[0]["count"])


def _judge(new: Judgement, tx: ManagedTransaction) -> Judgement:
    take_turn(tx)
    if (known := judgement_queries.by_id(tx, new.id)) is not None:
        return known
    against = contradicted(judgement_queries.linked(tx, new), new)
    if against:
        raise Contradiction(new, against)
    save_judgements(tx, [new], [])
    carry_out(tx, Change(judged=(new,)), {})
    return new


def _withdraw(judgement_id: str, tx: ManagedTransaction) -> Judgement | None:
    take_turn(tx)
    known = judgement_queries.by_id(tx, judgement_id)
    if known is None:
        return None
    save_judgements(tx, [], [judgement_id])
    carry_out(tx, Change(judged=(known,)), {})
    return known
