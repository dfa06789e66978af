"""`chancery backup` and `chancery restore`: the managed database as one file."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import asdict
from pathlib import Path
from typing import Annotated, Any

import typer
from rich.progress import Progress

from app.console import AsJson, load_settings, messages, progress_bar, write_json
from app.errors import CommandError
from app.settings import Settings
from app.stopping import Stopping, ended_by_signals
from app.version import program_version
from graph import backup as backups
from graph import local_swap
from graph.backup import Manifest, Report, Wanted
from graph.connection import Connection
from graph.driver import open_driver
from graph.errors import BackupError, GraphError
from graph.local import Held, LocalNeo4j
from graph.reader import GraphReader
from graph.schema import ensure_schema, read_version
from graph.views import Counts

INTERRUPTED = 130


class NotManaged(CommandError):
    """The settings name a Neo4j whose files are not ours."""


def backup(
    file: Annotated[Path, typer.Argument(help="Where to write it; best on another disk.", dir_okay=False)],
    force: Annotated[bool, typer.Option("--force", help="Replace a file that is there.")] = False,
    as_json: AsJson = False,
) -> None:
    """Write the managed database into one file.

    Neo4j Community cannot do that while it runs: it is stopped meanwhile, and a service that uses it answers
    503 with Retry-After until it is back, which is by itself. The file is a zip with Neo4j's own dump and a
    manifest; it holds no passwords, keys only as the database keeps them, and is readable for you alone.
    """
    server = _managed(load_settings(), "neo4j-admin database dump")
    if file.exists() and not force:
        raise BackupError(f"{file} is there already. Name another file, or replace it with --force.")
    if not file.resolve().parent.is_dir():
        raise BackupError(f"There is no folder {file.resolve().parent} to write {file.name} into.")
    with _interruptible() as wanted, progress_bar() as progress:
        about = _describe(server, progress)
        with server.held(progress) as held, _shown(progress, "Backing up") as report:
            made = backups.write(held, file, about, report, wanted)
    _tell(f"Backed up to {file}", made, {"file": str(file), "bytes": file.stat().st_size}, as_json)


def restore(
    file: Annotated[Path, typer.Argument(help="What `chancery backup` wrote.")],
    force: Annotated[bool, typer.Option("--force", help="Replace a graph that is not empty.")] = False,
    as_json: AsJson = False,
) -> None:
    """Put a backup in the place of the managed database.

    The file is checked to the last byte first. The present database is kept until the other one has been
    opened: where anything fails, or this command is killed, everything is as it was. Services that use the
    database answer 503 meanwhile and go on by themselves with the restored one.
    """
    server = _managed(load_settings(), "neo4j-admin database load")
    with _interruptible() as wanted, progress_bar() as progress:
        with _shown(progress, "Checking") as report:
            manifest = backups.check(file, report)
        if not force:
            _refuse_full(server, progress)
        with server.held(progress) as held:
            counts = _exchange(held, file, progress, wanted)
    _tell(f"Restored {file}", manifest, {"file": str(file), "counts": _plain(counts)}, as_json)


def _exchange(held: Held, file: Path, progress: Progress, wanted: Wanted) -> Counts:
    fresh = local_swap.prepare(held.home)
    try:
        with _shown(progress, "Restoring") as report:
            backups.load(held, file, fresh, report)
        local_swap.exchange(held.home)
        counts = _opened(held.start())
        wanted()
    except BaseException:
        held.stop()
        local_swap.settle(held.home)
        raise
    local_swap.decide(held.home)
    return counts


def _opened(connection: Connection) -> Counts:
    """What the restored database holds, once it has the form that this program needs."""
    with open_driver(connection) as driver:
        ensure_schema(driver, connection.database)
        return GraphReader(driver, connection.database).counts()


def _describe(server: LocalNeo4j, progress: Progress) -> Manifest:
    with server.borrowed(progress) as connection, open_driver(connection) as driver:
        counts = GraphReader(driver, connection.database).counts()
        schema = read_version(driver, connection.database)
    now = dt.datetime.now(dt.UTC).isoformat(timespec="seconds")
    return Manifest(now, program_version(), schema, _plain(counts))


def _refuse_full(server: LocalNeo4j, progress: Progress) -> None:
    try:
        with server.borrowed(progress) as connection, open_driver(connection) as driver:
            counts = GraphReader(driver, connection.database).counts()
    except GraphError as error:
        raise BackupError(
            f"Whether the present graph is empty cannot be told: {error}\nReplace it anyway with --force."
        ) from error
    if not counts.empty:
        raise BackupError(
            f"The graph holds {counts.articles} articles, which a restore would replace. Back it up, or "
            "replace it with --force."
        )


def _plain(counts: Counts) -> dict[str, int]:
    plain = {"articles": counts.articles, "reports": counts.reports, "meetings": counts.meetings}
    return plain | {"places": counts.places} | {str(kind): count for kind, count in counts.actors.items()}


def _managed(settings: Settings, tool: str) -> LocalNeo4j:
    if settings.neo4j_uri:
        raise NotManaged(
            f"CHANCERY_NEO4J_URI names {settings.neo4j_uri}, whose files are not ours. Use `{tool} "
            f"{settings.neo4j_database}` on its machine (Enterprise and Aura have online backups as well), "
            "or unset the variable for the managed database."
        )
    return LocalNeo4j(settings.data_dir / "neo4j", settings.cache_dir)


@contextmanager
def _interruptible() -> Iterator[Wanted]:
    """A signal undoes what was begun."""
    stopping = Stopping()

    def wanted() -> None:
        if stopping.begun:
            raise KeyboardInterrupt

    try:
        with ended_by_signals(stopping):
            yield wanted
    except KeyboardInterrupt as error:
        messages().print("Interrupted: nothing was changed.")
        raise typer.Exit(INTERRUPTED) from error


@contextmanager
def _shown(progress: Progress, what: str) -> Iterator[Report]:
    task = progress.add_task(what, total=100)
    yield lambda done: progress.update(task, completed=round(100 * done))
    progress.remove_task(task)


def _tell(words: str, manifest: Manifest, more: dict[str, Any], as_json: bool) -> None:
    if as_json:
        write_json(asdict(manifest) | more)
        return
    counts = ", ".join(f"{count} {name}" for name, count in manifest.counts.items())
    messages().print(
        f"{words}: {manifest.dump_bytes / 1e6:.1f} MB, as of {manifest.made}, {counts}.",
        highlight=False,
        markup=False,
        soft_wrap=True,
    )
