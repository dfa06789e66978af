"""Trips and visits of 1866 to 2025 as news: how fast they go in, and whether the graph knows who is who.

    python bench/statedept.py [LISTS.jsonl.gz] [--limit 300] [--since 1981] [--step 25] [--check-delete]

Every row of the State Department's lists becomes a short article, goes through the ingester into a Neo4j of
its own in a temporary folder, and is looked up again: which Person nodes its traveller became. One traveller
under several nodes is a split, several travellers under one node are a false merge. `--check-delete` takes a
hundred articles out and compares what is left with a graph that never had them.
"""

from __future__ import annotations

import argparse
import json
import os
import random
import tempfile
import time
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import closing, contextmanager
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path
from typing import Any

from neo4j import Driver
from rich.console import Console
from statedept_articles import Report, read_rows, report
from statedept_identity import Identity, identify
from statedept_names import keys

from app.errors import AppError
from app.ingest import Ingester, Outcome
from app.settings import Settings
from app.store import Store
from app.workers import WorkerPool, in_order
from extractors.domain import Article, Extraction
from extractors.errors import ExtractionError
from graph.connection import Connection
from graph.driver import open_driver
from graph.export import export
from graph.jobs import Ticket
from graph.link import Link
from graph.local import LocalNeo4j
from graph.views import Saved
from graph.writer import GraphWriter

LISTS = Path(__file__).resolve().parents[2] / "shared" / "data" / "statedept_travel_visits.jsonl.gz"
BATCH = 1_000
DELETED = 100
SEED = 1789
OUT = Console(highlight=False, soft_wrap=True, markup=False)
_EMPTY = "MATCH (n) CALL (n) { DETACH DELETE n } IN TRANSACTIONS OF 10000 ROWS"
_COUNT = "MATCH (n) RETURN count(n) AS count"
_MENTIONS = """
MATCH (a:Article)
RETURN a.id AS article, a.text AS text,
       COLLECT {
         MATCH (a)-[m:MENTIONS]->(p:Person)
         RETURN {id: p.id, name: p.name, starts: m.starts, ends: m.ends}
       } AS persons
"""

Export = dict[str, list[Any]]
Reading = tuple[Article, Extraction]


class KeepingStore(Store):
    """A store that remembers what it saved, so that a second graph is filled without reading again."""

    def __init__(self, link: Link) -> None:
        super().__init__(link)
        self.kept: dict[str, Reading] = {}

    def save(self, article: Article, extraction: Extraction, ticket: Ticket | None = None) -> Saved:
        self.kept[article.id] = (article, extraction)
        return super().save(article, extraction, ticket)


@dataclass(frozen=True)
class Filled:
    """What became of the articles: their ids by row id, and why the others failed."""

    articles: dict[str, str]
    failed: dict[str, str]
    batch_seconds: list[float] = field(default_factory=list)


@contextmanager
def graph_server(configured: bool) -> Iterator[Connection]:
    """A server of our own and nobody's data in it; or the one that CHANCERY_NEO4J_URI names."""
    settings = Settings()
    if configured:
        password = settings.neo4j_password.get_secret_value()
        yield Connection(settings.neo4j_uri, settings.neo4j_user, password, settings.neo4j_database)
        return
    with tempfile.TemporaryDirectory(prefix="statedept-") as folder:
        server = LocalNeo4j(Path(folder), settings.cache_dir)
        try:
            yield server.start()
        finally:
            server.shut_down()


def put(ingester: Ingester, report: Report) -> Outcome:
    """Read one and store what it says."""
    try:
        return Outcome(report.row.id, saved=ingester.ingest(report.raw))
    except (ExtractionError, AppError) as error:
        return Outcome(report.row.id, error=str(error))


def fill(ingester: Ingester, reports: Sequence[Report]) -> Filled:
    """Put all of them in, and say after every thousand how long they took."""
    filled = Filled({}, {})
    begin = since = time.perf_counter()
    outcomes = in_order(partial(put, ingester), reports, ingester.at_once)
    for count, outcome in enumerate(outcomes, 1):
        if outcome.saved:
            filled.articles[outcome.where] = outcome.saved.article_id
        else:
            filled.failed[outcome.where] = outcome.error or ""
        if count % BATCH == 0 or count == len(reports):
            now = time.perf_counter()
            filled.batch_seconds.append(now - since)
            size = count % BATCH or BATCH
            OUT.print(
                f"articles {count - size + 1:5,} to {count:5,} {now - since:8.1f} s"
                f"   {(now - since) / size * 1000:6.1f} ms each"
            )
            since = now
    total = time.perf_counter() - begin
    OUT.print(f"all {len(reports):,} articles {total:17.1f} s   {total / len(reports) * 1000:6.1f} ms each")
    for where, error in filled.failed.items():
        OUT.print(f"  {where}: {error}")
    return filled


def empty(driver: Driver, where: Connection) -> None:
    """Constraints and indexes stay."""
    with driver.session(database=where.database) as session:
        session.run(_EMPTY).consume()


def look_up(driver: Driver, where: Connection, reports: Iterable[Report], filled: Filled) -> Identity:
    """The Person nodes that each article's traveller became, against the truth."""
    rows = {row["article"]: row for row in driver.execute_query(_MENTIONS, database_=where.database).records}
    there = [one for one in reports if one.row.id in filled.articles]
    told = {one.row.id: rows[filled.articles[one.row.id]] for one in there}
    return identify(there, told, keys(one.row for one in there))


def delete_check(driver: Driver, where: Connection, kept: Mapping[str, Reading]) -> dict[str, Any]:
    """Whether the graph without a hundred articles is the graph that never had them."""
    chance = random.Random(SEED)
    gone = sorted(chance.sample(sorted(kept), min(DELETED, len(kept) // 2)))
    writer = GraphWriter(driver, where.database)
    begin = time.perf_counter()
    for article_id in gone:
        writer.delete(article_id)
    seconds = time.perf_counter() - begin
    after = export(driver, where.database)
    empty(driver, where)
    rest = sorted(set(kept) - set(gone))
    chance.shuffle(rest)  # what a graph holds does not depend on the order either
    for article_id in rest:
        writer.save(*kept[article_id])
    differing = _differences(after, export(driver, where.database))
    OUT.print(f"\ndeleted {len(gone)} articles in {seconds:.1f} s, {seconds / len(gone) * 1000:.1f} ms each")
    OUT.print(f"the rest is {'NOT ' if differing else ''}what a graph freshly filled with it is")
    for line in differing[:20]:
        OUT.print(f"  {line}")
    return {"deleted": gone, "seconds": seconds, "equal": not differing, "differences": differing}


def _differences(left: Export, right: Export) -> list[str]:
    """Whatever only one of them has, as a line each."""
    lines = []
    for kind in sorted(left.keys() | right.keys()):
        mine, theirs = (
            {json.dumps(one, sort_keys=True) for one in side.get(kind, [])} for side in (left, right)
        )
        lines += [f"only after deleting: {one}" for one in sorted(mine - theirs)]
        lines += [f"only when filled anew: {one}" for one in sorted(theirs - mine)]
        if not mine ^ theirs and len(left[kind]) != len(right[kind]):
            lines.append(f"{kind}: {len(left[kind])} after deleting, {len(right[kind])} when filled anew")
    return lines


def run(options: argparse.Namespace, reports: Sequence[Report]) -> dict[str, Any]:
    """Everything that is measured, ready for JSON."""
    with (
        graph_server(options.configured) as where,
        closing(Link(where)) as link,
        open_driver(where) as driver,
        WorkerPool(options.workers, Settings().extract_timeout_s) as pool,
    ):
        if driver.execute_query(_COUNT, database_=where.database).records[0]["count"]:
            raise SystemExit("The graph is not empty: this benchmark would empty it. Name another server.")
        store = KeepingStore(link) if options.check_delete else Store(link)
        store.reader()  # makes the constraints, which are no article's time
        pool.wait_until_ready()
        try:
            filled = fill(Ingester(pool, store, Settings().max_text_bytes), reports)
            identity = look_up(driver, where, reports, filled)
            for line in identity.lines():
                OUT.print(line)
            found = {
                "articles": len(reports),
                "batch_seconds": filled.batch_seconds,
                "failed": filled.failed,
                **identity.as_json(),
            }
            if isinstance(store, KeepingStore):
                found["delete"] = delete_check(driver, where, store.kept)
            return found
        finally:
            empty(driver, where)


def arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("lists", type=Path, nargs="?", default=LISTS, help=f"default: …/{LISTS.name}")
    parser.add_argument("--limit", type=int, help="only so many rows, the first ones")
    parser.add_argument("--since", type=int, default=0, help="only rows of this year and later")
    parser.add_argument("--step", type=int, default=1, help="only every so-and-so-many-th of the rows")
    parser.add_argument("--workers", type=int, default=min(os.cpu_count() or 1, 4), help="that read articles")
    parser.add_argument("--check-delete", action="store_true", help="take some out and compare; doubles it")
    parser.add_argument("--configured", action="store_true", help="use the empty Neo4j of CHANCERY_NEO4J_URI")
    parser.add_argument("--json", type=Path, help="write everything to this file")
    parser.add_argument("--articles", type=Path, help="write the articles to this .jsonl file and stop")
    return parser.parse_args()


def main() -> None:
    options = arguments()
    if not options.lists.exists():
        OUT.print(f"Nothing measured: {options.lists} is not there. It is no part of the project.")
        return
    rows = [row for row in read_rows(options.lists) if row.start.year >= options.since]
    reports = [report(row) for row in rows[:: options.step][: options.limit]]
    if options.articles:
        fields = {"url", "title", "source", "published", "text"}
        lines = [one.raw.model_dump_json(include=fields) + "\n" for one in reports]
        options.articles.write_text("".join(lines), encoding="utf-8")
        return
    found = run(options, reports)
    if options.json:
        options.json.write_text(json.dumps(found, indent=1, ensure_ascii=False) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
