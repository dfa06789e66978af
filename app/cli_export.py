"""`chancery export`: meetings taken out into a file."""

from __future__ import annotations

import os
from pathlib import Path
from typing import Annotated, Any

import typer
from pydantic import ValidationError

from app.cli_show import AsOfDay, HostedBy, NoInferred, OfParty, OfSource, SureBy
from app.console import MISUSED, complain, load_settings, messages, progress_bar
from app.errors import BadInput, BadQuery
from app.exporting.names import ExportFormat
from app.questions import Exporting
from app.store import open_store
from app.taking_out import taken_out


def export(  # noqa: PLR0913  # typer reads the options from here
    format: Annotated[ExportFormat, typer.Argument(help="The form of the file.")],
    out: Annotated[Path, typer.Option(help="The file; what it held before is replaced when all is there.")],
    actor: Annotated[str | None, typer.Option(help="Whose meetings: Lavrov, Türkiye, TUR, an id …")] = None,
    with_: Annotated[str | None, typer.Option("--with", help="The other side, named likewise.")] = None,
    from_: Annotated[str | None, typer.Option("--from", help="2023-05-10, 2023-05 or 2023.")] = None,
    to: Annotated[str | None, typer.Option(help="That day, month or year included.")] = None,
    status: Annotated[str, typer.Option(help="occurred, planned, … with commas, or any.")] = "any",
    place: Annotated[str | None, typer.Option(help="City, country or ISO code.")] = None,
    channel: Annotated[str | None, typer.Option(help="in_person, phone, video, unknown.")] = None,
    level: Annotated[str | None, typer.Option(help="leaders, ministerial, official, unknown.")] = None,
    party: OfParty = None,
    host: HostedBy = None,
    source: OfSource = None,
    confidence: SureBy = None,
    as_of: AsOfDay = None,
    no_inferred: NoInferred = False,
) -> None:
    """Take meetings out: jsonl, csv, graphml, gexf, ftm, plover or schemaorg."""
    given: dict[str, Any] = {
        "format": format,
        "actor": actor,
        "with": with_,
        "from": from_,
        "to": to,
        "status": status,
    }
    given |= {"place": place, "channel": channel, "level": level, "party": party, "host": host}
    given |= {"source": source, "confidence": confidence, "as_of": as_of, "inferred": not no_inferred}
    asked = _asked(given)
    settings = load_settings()
    try:
        with progress_bar() as progress, open_store(settings, progress) as store:
            size = _write(out, taken_out(store.reader(), asked))
    except BadQuery as error:
        complain(f"Error: {error}. Possible: {', '.join(error.errors[0].get('allowed', ['another value']))}")
        raise typer.Exit(MISUSED) from error
    messages().print(f"{size} bytes written to {out}.", highlight=False, markup=False, soft_wrap=True)


def _asked(given: dict[str, Any]) -> Exporting:
    try:
        return Exporting.model_validate({key: value for key, value in given.items() if value is not None})
    except ValidationError as error:
        for one in error.errors():
            complain(f"--{str(one['loc'][0]).replace('_', '-')}: {one['msg'].removeprefix('Value error, ')}")
        raise typer.Exit(MISUSED) from error


def _write(out: Path, pieces: Any) -> int:
    unfinished = out.with_name(out.name + ".part")
    size = 0
    try:
        with unfinished.open("wb") as file:
            for piece in pieces:
                size += file.write(piece)
        os.replace(unfinished, out)
    except OSError as error:
        raise BadInput(f"{out} cannot be written: {error.strerror}.") from error
    finally:
        unfinished.unlink(missing_ok=True)
    return size
