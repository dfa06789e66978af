"""What all commands share: where they write, and how they end."""

from __future__ import annotations

import json
import logging
from typing import Annotated, Any

import typer
from pydantic import ValidationError
from rich.console import Console
from rich.progress import (
    BarColumn,
    MofNCompleteColumn,
    Progress,
    SpinnerColumn,
    TextColumn,
    TimeRemainingColumn,
)

from app.settings import PREFIX, Settings

FAILED = 1
MISUSED = 2

AsJson = Annotated[bool, typer.Option("--json", help="Write JSON for machines instead of a table.")]


def output() -> Console:
    """For answers; as wide as it takes where nobody looks."""
    return Console(soft_wrap=False)


def messages() -> Console:
    """For people: progress and complaints, never mixed into answers."""
    return Console(stderr=True)


def write_json(value: Any) -> None:
    """One line of JSON on standard output."""
    typer.echo(json.dumps(value, ensure_ascii=False))


def complain(words: str) -> None:
    """One line on standard error, as written: no markup is read into it."""
    messages().print(words, style="red", markup=False, highlight=False, soft_wrap=True)


def load_settings() -> Settings:
    """From the environment; ends the command with a plain word where a variable is wrong."""
    try:
        return Settings()
    except ValidationError as error:
        for one in error.errors():
            complain(f"{PREFIX}{str(one['loc'][0]).upper()}: {one['msg']}")
        raise typer.Exit(MISUSED) from error


class OneLine(logging.Formatter):
    """A trace is for those who run a service; a command says what happened and goes on."""

    def format(self, record: logging.LogRecord) -> str:
        error = record.exc_info[1] if record.exc_info else None
        brief = logging.makeLogRecord(record.__dict__ | {"exc_info": None, "exc_text": None})
        return super().format(brief) + (f": {type(error).__name__}: {error}" if error else "")


def progress_bar() -> Progress:
    """On standard error, gone when done; silent where nobody looks."""
    console = messages()
    return Progress(
        SpinnerColumn(),
        TextColumn("{task.description}"),
        BarColumn(),
        MofNCompleteColumn(),
        TimeRemainingColumn(),
        console=console,
        transient=True,
        disable=not console.is_terminal,
    )
