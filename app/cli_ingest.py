"""`chancery ingest`: articles from files into the graph."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Annotated

import typer
from rich.progress import Progress
from rich.table import Table

from app.auditing import on_command
from app.console import FAILED, AsJson, complain, load_settings, output, progress_bar, write_json
from app.ingest import Ingester, Outcome
from app.services import open_services
from app.sources import Defaults, Source, count_articles, find_files, read_files


@dataclass
class Tally:
    """What became of many articles."""

    new: int = 0
    replaced: int = 0
    unchanged: int = 0
    failed: int = 0
    meetings: int = 0

    def add(self, outcome: Outcome) -> None:
        """Count one article, and complain where it failed."""
        saved = outcome.saved
        if saved is None:
            self.failed += 1
            complain(f"{outcome.where}: {outcome.error}")
            return
        self.meetings += saved.reports
        self.new += saved.created
        self.replaced += saved.changed and not saved.created
        self.unchanged += not saved.changed


def ingest(
    paths: Annotated[list[Path], typer.Argument(help=".jsonl, .txt or .html files, or folders of them.")],
    published: Annotated[
        dt.datetime | None,
        typer.Option(formats=["%Y-%m-%d"], help="Day of publication of .txt and .html files."),
    ] = None,
    source: Annotated[str | None, typer.Option(help="Who published the .txt and .html files.")] = None,
    as_json: AsJson = False,
) -> None:
    """Read articles and store what they say in the graph."""
    settings = load_settings()
    files = find_files(paths)
    sources = read_files(files, Defaults(published.date() if published else None, source))
    with (
        progress_bar() as progress,
        open_services(settings, progress) as services,
        on_command(services.store, settings.audit_days, "article.put_batch", ", ".join(map(str, paths))),
    ):
        tally = fill(services.ingester, sources, progress, count_articles(files))
    if as_json:
        write_json(asdict(tally))
    else:
        output().print(tally_table(tally))
    if tally.failed:
        raise typer.Exit(FAILED)


def fill(ingester: Ingester, sources: Iterable[Source], progress: Progress, total: int) -> Tally:
    """Put all of them in, under a progress bar."""
    tally = Tally()
    task = progress.add_task("Reading articles", total=total)
    for outcome in ingester.ingest_all(sources):
        tally.add(outcome)
        progress.advance(task)
    return tally


def tally_table(tally: Tally) -> Table:
    """For people."""
    table = Table(title="Articles")
    for name in asdict(tally):
        table.add_column(name, justify="right")
    table.add_row(*(str(count) for count in asdict(tally).values()))
    return table
