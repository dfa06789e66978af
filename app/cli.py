"""The `chancery` command: what there is, and how errors end it.

A command's module is imported when the command is used, so that each pays for what it needs alone.
"""

from __future__ import annotations

import sys
from importlib import import_module
from typing import Annotated, Any

import typer
from typer.core import TyperGroup
from typer.main import get_command

from app import logs
from app.console import FAILED, OneLine, complain
from app.errors import AppError, CommandError
from app.version import program_version
from extractors.errors import ExtractionError
from graph.errors import GraphError

# Where each command is, in the order of the help.
COMMANDS = {
    "serve": "app.cli_serve:serve",
    "ingest": "app.cli_ingest:ingest",
    "work": "app.cli_jobs:work",
    "watch": "app.cli_watch:watch",
    "extract": "app.cli_extract:extract",
    "who-met-whom": "app.cli_ask:who_met_whom",
    "ask": "app.cli_ask_words:ask",
    "meeting": "app.cli_show:meeting",
    "actor": "app.cli_show:actor",
    "pair": "app.cli_show:pair",
    "export": "app.cli_export:export",
    "reextract": "app.cli_reextract:reextract",
    "backup": "app.cli_backup:backup",
    "restore": "app.cli_backup:restore",
    "forget-texts": "app.cli_texts:forget_texts",
    "evaluate": "app.cli_evaluate:evaluate",
    "train": "app.cli_train:train_models",
    "judge": "app.cli_judge:app",
    "jobs": "app.cli_jobs:app",
    "keys": "app.cli_keys:app",
    "db": "app.cli_db:app",
}


class _Commands(TyperGroup):
    """Commands by name, made when they are asked for."""

    def list_commands(self, ctx: Any) -> list[str]:
        return list(COMMANDS)

    def get_command(self, ctx: Any, cmd_name: str) -> Any:
        if cmd_name not in COMMANDS:
            return None
        module, _, name = COMMANDS[cmd_name].partition(":")
        found: Any = getattr(import_module(module), name)
        if not isinstance(found, typer.Typer):
            alone = typer.Typer(add_completion=False, pretty_exceptions_enable=False)
            alone.command(cmd_name)(found)
            found = alone
        command = get_command(found)
        command.name = cmd_name
        return command


app = typer.Typer(
    name="chancery",
    help="Diplomatic-event knowledge graph: reads news, answers who met whom.",
    cls=_Commands,
    no_args_is_help=True,
    pretty_exceptions_enable=False,
    context_settings={"help_option_names": ["-h", "--help"]},
)


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
