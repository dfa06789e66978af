"""`chancery meeting`, `actor` and `pair`: one thing of the graph, with what is behind it."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from typing import Annotated, Any

import typer
from pydantic import ValidationError
from rich.table import Table
from rich.text import Text

from app.console import MISUSED, AsJson, complain, load_settings, output, progress_bar, write_json
from app.questions import AsOf, Through, find_actor
from app.store import open_store
from graph.actor_views import ActorDetail
from graph.reader import GraphReader
from graph.views import DateView, MeetingDetail, MeetingView, Page, Relation, Tie

AsOfDay = Annotated[
    str | None,
    typer.Option("--as-of", help="As the articles published up to then tell it: 2023-05-10, 2023-05."),
]
NoInferred = Annotated[
    bool, typer.Option("--no-inferred", help="Show offices instead of people only inferred to hold them.")
]

OfParty = Annotated[
    str | None, typer.Option("--party", help="Only meetings of that side: Türkiye, TUR, NATO …")
]
HostedBy = Annotated[
    str | None, typer.Option("--host", help="Only meetings that they hosted: Lavrov, Türkiye, TUR …")
]
OfSource = Annotated[str | None, typer.Option("--source", help="Only meetings that this source tells of.")]
SureBy = Annotated[
    float | None,
    typer.Option("--confidence", min=0, max=1, help="Only meetings of which a report is at least this sure."),
]


def meeting(
    id: Annotated[str, typer.Argument(help="A meeting's id, as lists give it.")],
    as_of: AsOfDay = None,
    no_inferred: NoInferred = False,
    as_json: AsJson = False,
) -> None:
    """Say what became of a meeting, by whom it is told, and where the accounts differ."""
    day = _day(as_of)
    with progress_bar() as progress, open_store(load_settings(), progress) as store:
        found = store.reader().meeting(id, as_of=day, inferred=not no_inferred)
    if as_json:
        write_json(found.model_dump(mode="json"))
        return
    for table in _meeting_tables(found):
        output().print(table)


def actor(
    name: Annotated[str, typer.Argument(help="Lavrov, Türkiye, TUR, Ankara, an id …")],
    as_of: AsOfDay = None,
    as_json: AsJson = False,
) -> None:
    """Say by which names an actor goes and why they are one, and which offices it held."""
    day = _day(as_of)
    with progress_bar() as progress, open_store(load_settings(), progress) as store:
        reader = store.reader()
        found = reader.actor(find_actor(reader, name).id, as_of=day)
    if as_json:
        write_json(found.model_dump(mode="json"))
        return
    for table in _actor_tables(found):
        output().print(table)


def pair(  # noqa: PLR0913  # typer reads the options from here
    a: Annotated[str, typer.Argument(help="One actor, named as it comes.")],
    b: Annotated[str, typer.Argument(help="The other.")],
    from_: Annotated[str | None, typer.Option("--from", help="2023-05-10, 2023-05 or 2023.")] = None,
    to: Annotated[str | None, typer.Option(help="That day, month or year included.")] = None,
    status: Annotated[str, typer.Option(help="occurred, planned, … with commas, or any.")] = "any",
    party: OfParty = None,
    host: HostedBy = None,
    source: OfSource = None,
    confidence: SureBy = None,
    as_of: AsOfDay = None,
    no_inferred: NoInferred = False,
    limit: Annotated[int, typer.Option(min=1, max=100, help="Meetings at most.")] = 20,
    as_json: AsJson = False,
) -> None:
    """Say how two actors met through time."""
    asked = _through(
        {
            "from": from_,
            "to": to,
            "status": status,
            "party": party,
            "host": host,
            "source": source,
            "confidence": confidence,
            "as_of": as_of,
            "inferred": not no_inferred,
            "limit": limit,
        }
    )
    with progress_bar() as progress, open_store(load_settings(), progress) as store:
        relation, page = _pair(store.reader(), a, b, asked)
    if as_json:
        write_json({"relation": relation.model_dump(mode="json"), "meetings": page.model_dump(mode="json")})
        return
    output().print(_relation_table(relation))
    output().print(_list(page))


def _day(given: str | None) -> dt.date | None:
    try:
        return AsOf.model_validate({"as_of": given} if given else {}).as_of
    except ValidationError as error:
        _misused(error, "as-of")
        raise typer.Exit(MISUSED) from error


def _through(given: dict[str, Any]) -> Through:
    try:
        return Through.model_validate({key: value for key, value in given.items() if value is not None})
    except ValidationError as error:
        _misused(error, None)
        raise typer.Exit(MISUSED) from error


def _misused(error: ValidationError, option: str | None) -> None:
    for one in error.errors():
        name = option or str(one["loc"][0]).replace("_", "-")
        complain(f"--{name}: {one['msg'].removeprefix('Value error, ')}")


def _pair(reader: GraphReader, a: str, b: str, asked: Through) -> tuple[Relation, Page[MeetingView]]:
    where = asked.as_filter(reader, actor=find_actor(reader, a).id, with_=find_actor(reader, b).id)
    return reader.relation(where), reader.meetings(where, limit=asked.limit)


def _meeting_tables(found: MeetingDetail) -> Iterable[Table]:
    yield _table(
        found.title,
        ("who", "as", "role", "by how many"),
        (
            (
                one.actor.name + (" (inferred)" if one.inferred else ""),
                " ".join(part for part in (one.party, one.office) if part),
                one.role,
                f"{one.reports} of {found.reports}",
            )
            for one in found.participants
        ),
    )
    yield _table(
        "What became of it",
        ("published", "status", "when", "words", "source"),
        (
            (
                str(step.published or "undated"),
                step.status,
                when(step.date),
                step.evidence.quote if step.evidence else "",
                step.url or step.article_id,
            )
            for step in found.history
        ),
    )
    if found.conflicts:
        yield _table(
            "Where the accounts differ",
            ("about", "value", "by"),
            (
                (conflict.about, voice.value, ", ".join(voice.reports))
                for conflict in found.conflicts
                for voice in conflict.voices
            ),
        )
    if found.joined:
        yield _ties("Why they are one", found.joined)
    if found.apart:
        yield _table(
            "Looked at and kept apart",
            ("meeting", "why"),
            ((f"{one.title}\n{one.id}", _why(one.tie)) for one in found.apart),
        )


def _actor_tables(found: ActorDetail) -> Iterable[Table]:
    about = ", ".join(part for part in (found.office, found.party) if part)
    yield _table(
        f"{found.name} · {about} · {found.id}" if about else f"{found.name} · {found.id}",
        ("name", "party", "years", "articles"),
        (
            (
                f"{', '.join(one.forms)}\n{one.id}",
                one.party or "",
                "–".join(dict.fromkeys(str(year) for year in one.years or ())),
                str(one.articles),
            )
            for one in found.names
        ),
    )
    if found.joined:
        yield _ties("Why they are one", found.joined)
    if found.alike:
        yield _table(
            "Alike, and kept apart",
            ("actor", "why"),
            ((f"{one.actor.name}\n{one.actor.id}", _why(one.tie)) for one in found.alike),
        )
    if found.tenures:
        yield _table(
            "Offices, as articles of these days show them",
            ("who", "office", "first", "last", "articles"),
            (
                (
                    one.person.name,
                    " ".join(part for part in (one.office.party, one.office.name) if part),
                    str(one.first or ""),
                    str(one.last or ""),
                    str(one.articles),
                )
                for one in found.tenures
            ),
        )


def _relation_table(relation: Relation) -> Table:
    contacts = "1 contact" if relation.count == 1 else f"{relation.count} contacts"
    return _table(
        f"{relation.a.name} and {relation.b.name}: {contacts}",
        ("year", "what became of them"),
        (
            (
                str(year or "unknown"),
                ", ".join(f"{count} {status}" for status, count in sorted(found.items())),
            )
            for year, found in relation.by_year.items()
        ),
    )


def _list(page: Page[MeetingView]) -> Table:
    table = _table(
        "Meetings, the latest first",
        ("when", "what", "how", "id"),
        (
            (when(one.date), one.title, f"{one.status}, {one.channel}".replace("_", " "), one.id)
            for one in page.items
        ),
    )
    if page.next_cursor:
        table.caption = "There is more: ask for it with --limit, or over HTTP page by page."
    return table


def when(date: DateView) -> str:
    """A date as a table shows it."""
    if date.start is None:
        return date.words or "not said"
    return str(date.start) if date.start == date.end else f"{date.start} to {date.end}"


def _ties(title: str, ties: Iterable[Tie]) -> Table:
    return _table(title, ("one", "other", "why"), ((tie.a, tie.b, _why(tie)) for tie in ties))


def _why(tie: Tie) -> str:
    return "; ".join(reason.words for reason in tie.reasons) or tie.kind


def _table(title: str, headings: tuple[str, ...], rows: Iterable[tuple[str, ...]]) -> Table:
    table = Table(title=Text(title), title_justify="left", show_lines=False)
    for heading in headings:
        table.add_column(heading, overflow="fold")
    for row in rows:
        table.add_row(*(Text(cell) for cell in row))
    return table
