"""`chancery judge`, `judgements` and `withdraw`: what somebody who knows says of the machine's answers."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Annotated, Any

import typer
from pydantic import ValidationError
from rich.table import Table
from rich.text import Text

from app.auditing import on_command
from app.console import MISUSED, AsJson, complain, load_settings, output, progress_bar, write_json
from app.errors import BadInput
from app.judgement_forms import JudgementIn
from app.judging import gold_lines, judge
from app.store import open_store
from graph.judgements import Attribute, Judgement, Ruling

By = Annotated[str, typer.Option(help="Who judges.")]
Why = Annotated[str | None, typer.Option(help="A word of why.")]

app = typer.Typer(
    add_completion=False,
    help="Judge the machine's answers: same or not the same, right or wrong.",
    no_args_is_help=True,
)


@app.command()
def actors(
    verdict: Annotated[Ruling, typer.Argument(help="same or not_same.")],
    a: Annotated[str, typer.Argument(help="Id of an actor, or of one of its names.")],
    b: Annotated[str, typer.Argument(help="The other.")],
    by: By,
    why: Why = None,
) -> None:
    """Say that two actors are one, or that two names are two people's."""
    _keep({"verdict": verdict, "actors": [a, b], "by": by, "why": why})


@app.command()
def meetings(
    verdict: Annotated[Ruling, typer.Argument(help="same or not_same.")],
    a: Annotated[str, typer.Argument(help="Id of a meeting, or of one of its reports.")],
    b: Annotated[str, typer.Argument(help="The other.")],
    by: By,
    why: Why = None,
) -> None:
    """Say that two meetings are one, or that two reports are of two."""
    _keep({"verdict": verdict, "meetings": [a, b], "by": by, "why": why})


@app.command()
def report(  # noqa: PLR0913  # typer reads the options from here
    verdict: Annotated[Ruling, typer.Argument(help="right or wrong.")],
    id: Annotated[str, typer.Argument(help="Id of a report.")],
    by: By,
    attribute: Annotated[
        Attribute | None, typer.Option(help="Of the report; without it, the report as a whole.")
    ] = None,
    value: Annotated[
        str | None, typer.Option(help="Which participant; what a wrong status or channel should be.")
    ] = None,
    why: Why = None,
) -> None:
    """Say that a report, or one attribute of it, is right or wrong."""
    _keep({"verdict": verdict, "report": id, "attribute": attribute, "value": value, "by": by, "why": why})


@app.command()
def withdraw(id: Annotated[str, typer.Argument(help="Id of a judgement.")]) -> None:
    """Take a judgement back, and all that followed from it."""
    settings = load_settings()
    with (
        progress_bar() as progress,
        open_store(settings, progress) as store,
        on_command(store, settings.audit_days, "judgement.withdraw", id),
    ):
        gone = store.withdraw(id)
    output().print(f"Withdrawn: {_told(gone)}", markup=False)


@app.command("list")
def list_judgements(
    gold: Annotated[
        Path | None,
        typer.Option(help="Write the judged articles there as gold, one a line; - for standard output."),
    ] = None,
    as_json: AsJson = False,
) -> None:
    """List judgements, or export them as annotated articles."""
    with progress_bar() as progress, open_store(load_settings(), progress) as store:
        reader = store.reader()
        if gold is not None:
            _write_gold(gold, "".join(gold_lines(reader.judged_reports())))
            return
        found: list[Judgement] = []
        cursor = None
        while True:
            page = reader.judgements(cursor=cursor, limit=100)
            found += page.items
            cursor = page.next_cursor
            if cursor is None:
                break
    if as_json:
        write_json([one.model_dump(mode="json") for one in found])
        return
    table = Table(title="Judgements", title_justify="left")
    for heading in ("id", "what", "by", "when", "why"):
        table.add_column(heading, overflow="fold")
    for one in found:
        table.add_row(
            Text(one.id), Text(_told(one)), Text(one.by), Text(f"{one.at:%Y-%m-%d}"), Text(one.why or "")
        )
    output().print(table)


def _write_gold(path: Path, lines: str) -> None:
    if str(path) == "-":
        sys.stdout.write(lines)
        return
    try:
        path.write_text(lines, encoding="utf-8")
    except OSError as error:
        raise BadInput(f"Cannot write to {path}: {error.strerror}.") from error


def _keep(given: dict[str, Any]) -> None:
    try:
        judgement = JudgementIn.model_validate(given)
    except ValidationError as error:
        for one in error.errors():
            complain(one["msg"].removeprefix("Value error, "))
        raise typer.Exit(MISUSED) from error
    settings = load_settings()
    with (
        progress_bar() as progress,
        open_store(settings, progress) as store,
        on_command(store, settings.audit_days, "judgement.add") as doing,
    ):
        kept = judge(store, judgement)
        doing.subject = kept.id
    output().print(f"{kept.id}: {_told(kept)}", markup=False, soft_wrap=True)


def _told(one: Judgement) -> str:
    about = " / ".join(one.labels) or " / ".join(key for key in (one.a, one.b) if key)
    attribute = f" {one.attribute}" if one.attribute else ""
    value = f" ({one.value})" if one.value else ""
    return f"{one.ruling}{attribute}{value}: {about}".replace("not_same", "not the same")
