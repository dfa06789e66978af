"""The `chancery` command: what there is, and how errors end it."""

from __future__ import annotations

import sys
from typing import Annotated

import typer

from app import (
    cli_ask,
    cli_ask_words,
    cli_backup,
    cli_db,
    cli_evaluate,
    cli_export,
    cli_extract,
    cli_ingest,
    cli_jobs,
    cli_judge,
    cli_keys,
    cli_reextract,
    cli_serve,
    cli_show,
    cli_texts,
    cli_train,
    cli_watch,
    logs,
)
from app.console import FAILED, OneLine, complain
from app.errors import AppError, CommandError
from app.version import program_version
from extractors.errors import ExtractionError
from graph.errors import GraphError

app = typer.Typer(
    name="chancery",
    help="Diplomatic-event knowledge graph: reads news, answers who met whom.",
    no_args_is_help=True,
    pretty_exceptions_enable=False,
    context_settings={"help_option_names": ["-h", "--help"]},
)
app.command()(cli_serve.serve)
app.command()(cli_ingest.ingest)
app.command()(cli_jobs.work)
app.command()(cli_watch.watch)
app.command()(cli_extract.extract)
app.command()(cli_ask.who_met_whom)
app.command("ask")(cli_ask_words.ask)
app.command()(cli_show.meeting)
app.command()(cli_show.actor)
app.command()(cli_show.pair)
app.command()(cli_export.export)
app.command()(cli_reextract.reextract)
app.command()(cli_backup.backup)
app.command()(cli_backup.restore)
app.command()(cli_texts.forget_texts)
app.command()(cli_evaluate.evaluate)
app.command("train")(cli_train.train_models)
app.add_typer(cli_judge.app, name="judge")
app.add_typer(cli_jobs.app, name="jobs")
app.add_typer(cli_keys.app, name="keys")
app.add_typer(cli_db.app, name="db")


def _show_version(wanted: bool) -> None:
    if wanted:
        typer.echo(f"chancery {program_version()}")
        raise typer.Exit


@app.callback()
def chancery(
    _: Annotated[
        bool,
        typer.Option("--version", callback=_show_version, is_eager=True, help="Say the version and stop."),
    ] = False,
) -> None:
    """Diplomatic-event knowledge graph: reads news, answers who met whom."""
    logs.use("WARNING", OneLine(logs.TEXT))


def main() -> None:
    """Run the command; errors that somebody can act on end it with their message, not with a trace."""
    try:
        app()
    except (AppError, CommandError, ExtractionError, GraphError) as error:
        complain(f"Error: {error}")
        sys.exit(FAILED)
