"""`chancery db`: the managed local Neo4j, by hand."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict
from typing import Annotated, Any

import typer
from rich.table import Table

from app.console import AsJson, load_settings, messages, output, progress_bar, write_json
from app.errors import CommandError
from app.settings import Settings
from graph.local import LocalNeo4j, Status

NOT_RUNNING = 3

app = typer.Typer(
    add_completion=False,
    help="Start, stop and look at the managed local Neo4j.\n\n"
    "`chancery serve` and the other commands start it when they need it and stop it with the last of them. "
    "`start` makes it stay until `stop`.",
    no_args_is_help=True,
)


class OutsideServer(CommandError):
    """The settings name a Neo4j that is not ours to start or stop."""


@app.command()
def start(as_json: AsJson = False) -> None:
    """Start Neo4j, or keep the running one; it stays until `chancery db stop`.

    The first start fetches Neo4j (155 MB) into the cache folder. Later ones need no network.
    """
    server = _managed(load_settings())
    with progress_bar() as progress:
        server.start(progress, stay=True)
    # It stays without this process.
    server.stop()
    _show(server.status(), as_json)


@app.command()
def stop(as_json: AsJson = False) -> None:
    """Stop Neo4j, whoever uses it. The data stays."""
    server = _managed(load_settings())
    before = server.status()
    server.shut_down()
    if as_json:
        write_json({"stopped": before.running, "users": before.users})
    elif not before.running:
        messages().print("Neo4j did not run.")
    else:
        used = f"; it was in use by process {_listed(before.users)}" if before.users else ""
        messages().print(f"Neo4j is stopped{used}.", highlight=False)


@app.command()
def status(as_json: AsJson = False) -> None:
    """Say whether Neo4j runs; the exit code is 0 when it does and 3 when not."""
    found = _managed(load_settings()).status()
    _show(found, as_json)
    if not found.running:
        raise typer.Exit(NOT_RUNNING)


@app.command()
def info(
    as_json: AsJson = False,
    show_password: Annotated[
        bool, typer.Option("--show-password", help="Print the password itself.")
    ] = False,
) -> None:
    """Say how Neo4j Browser, Desktop or any driver gets in."""
    rows = _login(load_settings(), show_password)
    if as_json:
        write_json(rows)
        return
    labels = {
        "browser": "Neo4j Browser",
        "uri": "Bolt address",
        "database": "Database",
        "user": "User",
        "password": "Password",
        "password_file": "Password is in",
    }
    _print_rows({labels[name]: value for name, value in rows.items() if value})


def _login(settings: Settings, show_password: bool) -> Mapping[str, str | None]:
    if settings.neo4j_uri:
        password = settings.neo4j_password.get_secret_value()
        return {
            "uri": settings.neo4j_uri,
            "database": settings.neo4j_database,
            "user": settings.neo4j_user,
            "password_file": "the variable CHANCERY_NEO4J_PASSWORD",
        } | ({"password": password} if show_password else {})
    server = _local(settings)
    connection = server.info()
    return {
        "browser": connection.browser,
        "uri": connection.uri,
        "database": connection.database,
        "user": connection.user,
        "password_file": str(server.password_file),
    } | ({"password": connection.password} if show_password else {})


def _managed(settings: Settings) -> LocalNeo4j:
    if settings.neo4j_uri:
        raise OutsideServer(
            f"CHANCERY_NEO4J_URI names {settings.neo4j_uri}: that server is used, and is not ours to start "
            "or stop. Unset the variable to use the managed one."
        )
    return _local(settings)


def _local(settings: Settings) -> LocalNeo4j:
    return LocalNeo4j(settings.data_dir / "neo4j", settings.cache_dir)


def _show(found: Status, as_json: bool) -> None:
    if as_json:
        write_json(asdict(found) | {"home": str(found.home)})
        return
    rows = {"Neo4j": "runs" if found.running else "does not run", "Data": str(found.home)}
    if found.running:
        rows |= {
            "Stays": "until `chancery db stop`" if found.stays else "until its last user ends",
            "Used by": f"process {_listed(found.users)}" if found.users else "nobody now",
            "Process": str(found.pid),
            "Memory": f"{found.memory_bytes / 1e6:.0f} MB",
            "Bolt address": str(found.uri),
            "Neo4j Browser": str(found.browser),
        }
    _print_rows(rows)


def _print_rows(rows: dict[str, Any]) -> None:
    table = Table.grid(padding=(0, 2))
    table.add_column(style="bold", no_wrap=True)
    # Folded and not cut: an address or a path is to be copied.
    table.add_column(overflow="fold")
    for label, value in rows.items():
        table.add_row(label, str(value))
    output().print(table, highlight=False, markup=False)


def _listed(numbers: tuple[int, ...]) -> str:
    return ", ".join(map(str, numbers))
