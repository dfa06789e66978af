"""Keys and the audit trail beside the graph: no part of what articles say, and not lost with it."""

from __future__ import annotations

import datetime as dt

import pytest

from graph.audit import AuditEntry, AuditTrail, entry_id
from graph.changes import ChangeCounter
from graph.errors import NotFound
from graph.keys import KeyBook, StoredKey
from graph.schema import ensure_schema
from tests.graph.builders import LAVROV, MEKDAD, Talks, build
from tests.graph.conftest import Graph

NOW = dt.datetime(2024, 5, 10, 12, tzinfo=dt.UTC)
KEY = StoredKey(id="k1", hash="0" * 64, role="reader", name="a desk", created=NOW)
LATER = NOW + dt.timedelta(days=1)


@pytest.fixture
def book(graph: Graph) -> KeyBook:
    return KeyBook(graph.driver, graph.database)


def test_a_key_is_found_as_it_was_kept(book: KeyBook) -> None:
    book.add(KEY)
    assert book.find("k1") == KEY
    assert book.find("k2") is None
    assert book.listed() == [KEY]


def test_a_key_that_was_revoked_stays_revoked_from_then(book: KeyBook) -> None:
    book.add(KEY)
    assert book.revoke("k1", NOW).revoked == NOW
    assert book.revoke("k1", LATER).revoked == NOW
    with pytest.raises(NotFound, match="keys list"):
        book.revoke("k2", NOW)


def test_a_graph_has_a_usable_key_or_none(book: KeyBook) -> None:
    assert not book.any_usable(NOW)
    book.add(KEY.model_copy(update={"expires": NOW}))
    book.add(KEY.model_copy(update={"id": "k2", "revoked": NOW}))
    assert not book.any_usable(NOW)
    book.add(KEY.model_copy(update={"id": "k3", "expires": LATER}))
    assert book.any_usable(NOW)


def test_keys_and_the_trail_are_no_part_of_what_is_exported(graph: Graph, book: KeyBook) -> None:
    graph.put(build("one", Talks([LAVROV, MEKDAD])))
    before = graph.content()
    book.add(KEY)
    entry = AuditEntry(id=entry_id(NOW), at=NOW, name="local", action="article.put", outcome="done")
    AuditTrail(graph.driver, graph.database).add(entry)
    assert graph.content() == before


def test_keys_and_the_trail_outlive_an_older_form_of_the_graph(graph: Graph, book: KeyBook) -> None:
    trail = AuditTrail(graph.driver, graph.database)
    book.add(KEY)
    entry = AuditEntry(id=entry_id(NOW), at=NOW, name="local", action="article.put", outcome="done")
    trail.add(entry)
    graph.driver.execute_query("MATCH (s:ChancerySchema) SET s.version = 1", database_=graph.database)
    ensure_schema(graph.driver, graph.database)
    assert book.listed() == [KEY]
    assert trail.entries().items == (entry,)


def test_every_change_counts_and_no_question_does(graph: Graph) -> None:
    counter = ChangeCounter(graph.driver, graph.database)
    article, extraction = build("one", Talks([LAVROV, MEKDAD]))
    graph.put((article, extraction))
    first = counter.now()
    assert first is not None
    assert not first.settled
    graph.reader.counts()
    assert counter.now() == first
    graph.writer.delete(article.id)
    second = counter.now()
    assert second is not None
    assert second.changes == first.changes + 1
    assert second.changed > first.changed
