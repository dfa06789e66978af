"""`chancery reextract`: stored articles read again with the extractor as it is now."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import asdict
from typing import Annotated

import typer

from app.auditing import on_command
from app.cli_ingest import Tally, tally_table
from app.console import FAILED, MISUSED, AsJson, complain, load_settings, output, progress_bar, write_json
from app.services import open_services
from extractors.version import EXTRACTOR_VERSION
from graph.reader import GraphReader


def reextract(
    ids: Annotated[list[str] | None, typer.Argument(help="Ids of articles.")] = None,
    outdated: Annotated[
        bool, typer.Option("--outdated", help="All that another version of the extractor has read.")
    ] = False,
    as_json: AsJson = False,
) -> None:
    """Read stored articles again; judgements on them stay. May be interrupted and begun anew."""
    if bool(ids) == outdated:
        complain("Name articles by their ids, or give --outdated.")
        raise typer.Exit(MISUSED)
    tally = Tally()
    settings = load_settings()
    subject = ", ".join(ids) if ids else "--outdated"
    with (
        progress_bar() as progress,
        open_services(settings, progress) as services,
        on_command(services.store, settings.audit_days, "article.reextract", subject),
    ):
        reader = services.store.reader()
        total = len(ids) if ids else reader.count_articles_of_other_versions(EXTRACTOR_VERSION)
        task = progress.add_task("Reading again", total=total)
        for outcome in services.ingester.reextract_all(iter(ids) if ids else _outdated(reader)):
            tally.add(outcome)
            progress.advance(task)
    if as_json:
        write_json(asdict(tally))
    else:
        output().print(tally_table(tally))
    if tally.failed:
        raise typer.Exit(FAILED)


def _outdated(reader: GraphReader) -> Iterator[str]:
    after = ""
    while found := reader.articles_of_other_versions(EXTRACTOR_VERSION, after=after):
        yield from found
        after = found[-1]
