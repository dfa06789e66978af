"""`chancery keys`: who may use the service."""

from __future__ import annotations

import datetime as dt
from typing import Annotated

import typer
from rich.table import Table
from rich.text import Text

from app.api_keys import new_key
from app.auditing import on_command
from app.console import AsJson, complain, load_settings, messages, output, progress_bar, write_json
from app.roles import Role
from app.store import open_store
from graph.keys import StoredKey

app = typer.Typer(
    add_completion=False, help="API keys: who may use the service, and for what.", no_args_is_help=True
)

# Within what a calendar can count, and far beyond what anybody means.
_LONGEST_DAYS = 36_500


@app.command()
def create(
    name: Annotated[str, typer.Argument(help="Whose key it is: a person or a program.")],
    role: Annotated[
        Role,
        typer.Option(
            help="reader asks; writer also looks after articles; analyst also judges; admin does everything."
        ),
    ],
    expires: Annotated[
        int | None, typer.Option(min=1, max=_LONGEST_DAYS, help="Days that it is good for.", metavar="DAYS")
    ] = None,
    as_json: AsJson = False,
) -> None:
    """Make a key, and print it: this once, for only a hash of it is kept."""
    name = " ".join(name.split())
    if not 1 <= len(name) <= 100:
        raise typer.BadParameter("a name has 1 to 100 characters", param_hint="NAME")
    settings = load_settings()
    key = new_key()
    now = dt.datetime.now(dt.UTC)
    until = now + dt.timedelta(days=expires) if expires else None
    stored = StoredKey(id=key.id, hash=key.hash, role=role, name=name, created=now, expires=until)
    with (
        progress_bar() as progress,
        open_store(settings, progress) as store,
        on_command(store, settings.audit_days, "key.create", key.id),
    ):
        store.keys().add(stored)
    if as_json:
        write_json({"key": str(key), **_told(stored)})
        return
    typer.echo(str(key))
    messages().print(
        f"This is the key of {name!r}, with the role {role}. Keep it: it is not shown again.",
        markup=False,
        highlight=False,
        soft_wrap=True,
    )


@app.command("list")
def list_keys(as_json: AsJson = False) -> None:
    """List all keys that were ever made, without their secrets."""
    with progress_bar() as progress, open_store(load_settings(), progress) as store:
        found = store.keys().listed()
    if as_json:
        write_json([_told(one) for one in found])
        return
    table = Table(title="API keys", title_justify="left")
    for heading in ("id", "name", "role", "created", "expires", "last used", "state"):
        table.add_column(heading, overflow="fold")
    for one in found:
        days = (one.created.date(), one.expires.date() if one.expires else "", one.last_used or "")
        table.add_row(*(Text(str(cell)) for cell in (one.id, one.name, one.role, *days, _state(one))))
    output().print(table)


@app.command()
def revoke(id: Annotated[str, typer.Argument(help="Id of a key, as `list` shows it.")]) -> None:
    """Make a key open nothing any more; a running service notices within seconds."""
    settings = load_settings()
    key_id = id.removeprefix("chy_").partition("_")[0]  # of a pasted key, no more is to be kept anywhere
    now = dt.datetime.now(dt.UTC)
    with (
        progress_bar() as progress,
        open_store(settings, progress) as store,
        on_command(store, settings.audit_days, "key.revoke", key_id),
    ):
        gone = store.keys().revoke(key_id, now)
    if gone.revoked is not None and gone.revoked < now.replace(microsecond=0):
        complain(f"{gone.id} ({gone.name}) was revoked on {gone.revoked:%Y-%m-%d} already.")
    else:
        output().print(f"Revoked: {gone.id} ({gone.name}, {gone.role})", markup=False, highlight=False)


def _state(key: StoredKey) -> str:
    if key.revoked is not None:
        return "revoked"
    return "expired" if key.expired(dt.datetime.now(dt.UTC)) else "good"


def _told(key: StoredKey) -> dict[str, str | None]:
    told: dict[str, str | None] = key.model_dump(mode="json", exclude={"hash"})
    return told | {"state": _state(key)}
