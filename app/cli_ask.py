"""`chancery who-met-whom`: the graph asked from a terminal."""

from __future__ import annotations

from typing import Annotated, Any

import typer
from pydantic import ValidationError
from rich.table import Table
from rich.text import Text

from app.cli_show import AsOfDay, HostedBy, NoInferred, OfParty, OfSource, SureBy
from app.console import MISUSED, AsJson, complain, load_settings, output, progress_bar, write_json
from app.errors import BadQuery
from app.questions import Encountering
from app.store import open_store
from graph.views import ActorRef, DateView, MeetingBrief, Page, PairView


def who_met_whom(  # noqa: PLR0913  # typer reads the options from here
    name: Annotated[str, typer.Argument(help="Lavrov, Türkiye, TUR, Ankara, an id …")],
    with_: Annotated[str | None, typer.Option("--with", help="The other side, named likewise.")] = None,
    from_: Annotated[str | None, typer.Option("--from", help="2023-05-10, 2023-05 or 2023.")] = None,
    to: Annotated[str | None, typer.Option(help="That day, month or year included.")] = None,
    status: Annotated[str, typer.Option(help="occurred, planned, … with commas, or any.")] = "occurred",
    place: Annotated[str | None, typer.Option(help="City, country or ISO code.")] = None,
    channel: Annotated[str | None, typer.Option(help="in_person, phone, video, unknown.")] = None,
    party: OfParty = None,
    host: HostedBy = None,
    source: OfSource = None,
    confidence: SureBy = None,
    as_of: AsOfDay = None,
    no_inferred: NoInferred = False,
    limit: Annotated[int, typer.Option(min=1, max=100, help="Pairs at most.")] = 20,
    as_json: AsJson = False,
) -> None:
    """Say whom NAME met, with the sentence that says so."""
    asked = _question(
        {
            "actor": name,
            "with": with_,
            "from": from_,
            "to": to,
            "status": status,
            "place": place,
            "channel": channel,
            "party": party,
            "host": host,
            "source": source,
            "confidence": confidence,
            "as_of": as_of,
            "inferred": not no_inferred,
            "limit": limit,
        }
    )
    page = _answer(asked)
    if as_json:
        write_json(page.model_dump(mode="json"))
    elif not page.items:
        output().print(f"No meeting of {name} fits the question.", markup=False)
    else:
        output().print(_table(page))


def _question(given: dict[str, Any]) -> Encountering:
    try:
        return Encountering.model_validate({key: value for key, value in given.items() if value is not None})
    except ValidationError as error:
        for one in error.errors():
            complain(f"--{str(one['loc'][0]).replace('_', '-')}: {one['msg'].removeprefix('Value error, ')}")
        raise typer.Exit(MISUSED) from error


def _answer(asked: Encountering) -> Page[PairView]:
    settings = load_settings()
    try:
        with progress_bar() as progress, open_store(settings, progress) as store:
            reader = store.reader()
            return reader.who_met_whom(asked.resolved(reader), limit=asked.limit)
    except BadQuery as error:
        complain(f"Error: {error}. Possible: {', '.join(error.errors[0].get('allowed', ['another value']))}")
        raise typer.Exit(MISUSED) from error


def _table(page: Page[PairView]) -> Table:
    # Three columns, so that the sentence has room on a terminal of 80.
    table = Table(show_lines=True)
    table.add_column("Who met whom", ratio=3, overflow="fold")
    table.add_column("When, where, how", ratio=3, overflow="fold")
    table.add_column("In whose words", ratio=6, overflow="fold")
    for pair in page.items:
        for meeting in pair.meetings:
            where = meeting.place.name if meeting.place else "place not said"
            how = f"{meeting.status}, {meeting.channel}".replace("_", " ")
            table.add_row(
                Text.assemble(_actor(pair.a), "\n", _actor(pair.b), _inferred(pair)),
                Text.assemble(_when(meeting.date), f"\n{where}\n{how}"),
                _words(meeting),
            )
    if page.next_cursor:
        table.caption = "There is more: ask for it with --limit, or over HTTP page by page."
    return table


def _inferred(pair: PairView) -> str:
    if not pair.inferred:
        return ""
    return f"\n({pair.inferred} of {pair.count} inferred from an office)"


def _actor(actor: ActorRef) -> Text:
    about = ", ".join(part for part in (actor.office, actor.party) if part)
    return Text.assemble((actor.name, "bold"), f"\n{about}" if about else "")


def _when(date: DateView) -> Text:
    if date.start is None:
        return Text(date.words or "date not said")
    if date.start == date.end:
        return Text(date.start.isoformat())
    return Text(f"{date.start} to {date.end}")


def _words(meeting: MeetingBrief) -> Text:
    if not meeting.evidence:
        return Text("")
    first = meeting.evidence[0]
    return Text.assemble(f"“{first.quote}”\n", (first.url or first.article_id, "dim"))
