"""`chancery ask`: a question in plain English, answered in a terminal."""

from __future__ import annotations

from typing import Annotated

import typer
from pydantic import ValidationError
from rich.table import Table
from rich.text import Text

from app.asking import Asked, answer, read_in_worker
from app.console import FAILED, MISUSED, AsJson, complain, load_settings, output, progress_bar, write_json
from app.errors import NotUnderstood
from app.questions import InWords
from app.services import open_services
from graph.views import MeetingBrief


def ask(
    question: Annotated[str, typer.Argument(help='"when did Fidan last meet Blinken"')],
    limit: Annotated[int, typer.Option(min=1, max=100, help="Meetings or pairs at most.")] = 20,
    as_json: AsJson = False,
) -> None:
    """Answer QUESTION about meetings: who, when, where, how often, whether, which, who hosted."""
    asked = _asked(question, limit)
    settings = load_settings().model_copy(update={"workers": 1})
    with progress_bar() as progress, open_services(settings, progress) as services:
        try:
            reading = read_in_worker(services.pool, asked.q)
            found = answer(services.store.reader(), asked, reading)
        except NotUnderstood as error:
            _complain(error)
            raise typer.Exit(FAILED) from error
    if as_json:
        write_json(found.model_dump(mode="json", by_alias=True))
        return
    _show(found)


def _asked(question: str, limit: int) -> InWords:
    try:
        return InWords.model_validate({"q": question, "limit": limit})
    except ValidationError as error:
        complain(f"QUESTION: {error.errors()[0]['msg']}")
        raise typer.Exit(MISUSED) from error


def _complain(error: NotUnderstood) -> None:
    complain(f"Not understood. {error}")
    for one in error.reading.understood:
        complain(f"  understood: {one.words!r} as {one.parameter} {one.value}")


def _show(found: Asked) -> None:
    output().print(Text(found.answer, "bold"))
    for one in found.understood:
        output().print(Text(f"  {one.words!r}: {one.parameter} {one.value}", "dim"))
    output().print(Text(f"  {found.request}", "dim"), soft_wrap=True)
    if meetings := _meetings(found):
        output().print(_table(meetings))


def _table(meetings: list[MeetingBrief]) -> Table:
    table = Table(show_lines=True)
    table.add_column("Meeting", ratio=3, overflow="fold")
    table.add_column("In whose words", ratio=5, overflow="fold")
    for meeting in meetings:
        words = meeting.evidence[0] if meeting.evidence else None
        quoted = f"“{words.quote}”\n{words.url or words.article_id}" if words else ""
        table.add_row(Text(f"{meeting.title}\n{meeting.status}, {meeting.channel}"), Text(quoted))
    return table


def _meetings(found: Asked) -> list[MeetingBrief]:
    if found.pairs is not None:
        return [one for pair in found.pairs.items for one in pair.meetings]
    return list(found.meetings.items) if found.meetings is not None else []
