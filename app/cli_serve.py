"""`chancery serve`: the service on the command line."""

from __future__ import annotations

import os
from typing import Annotated

import typer

from app import logs
from app.console import complain, load_settings
from app.settings import unknown_names


def serve(
    seeds: Annotated[
        bool, typer.Option("--seeds/--no-seeds", help="Fill an empty graph with the demo articles.")
    ] = True,
    host: Annotated[str | None, typer.Option(help="Address to listen on; CHANCERY_HOST.")] = None,
    port: Annotated[int | None, typer.Option(min=1, max=65535, help="Port; CHANCERY_PORT.")] = None,
) -> None:
    """Start the service, and a managed Neo4j where no other is set."""
    settings = load_settings()
    settings = settings.model_copy(update={"host": host or settings.host, "port": port or settings.port})
    logs.set_up(settings.log_level, settings.log_format)
    for name in unknown_names(dict(os.environ)):
        complain(f"{name} is no setting and has no effect.")
    from app.server import run  # the web framework, which no other command needs

    run(settings, seeds=seeds)
