"""`chancery serve`: the service, from nothing to an answer."""

from __future__ import annotations

import logging
import os
import signal
import socket
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path
from types import FrameType
from typing import Annotated

import typer
import uvicorn
from rich.progress import Progress

from app.cli_ingest import fill
from app.console import complain, load_settings, messages, progress_bar
from app.errors import PortTaken
from app.main import create_app
from app.services import Services, open_services
from app.settings import Settings, unknown_names
from app.sources import count_articles, read_files
from graph.errors import GraphUnavailable

CHECKOUT_SEEDS = Path(__file__).resolve().parent.parent / "seeds"

GREETING = """
Chancery listens on {url} (what can be asked: {url}/docs)
{graph}
Try:
  curl '{url}/v1/who-met-whom?actor=Turkey&with=Syria'
  curl '{url}/v1/meetings?place=Beijing&from=2023'
  curl '{url}/v1/actors/Lavrov/met'
Ctrl-C stops it.
"""


class _Server(uvicorn.Server):
    """Says where it is once it is there."""

    def __init__(self, config: uvicorn.Config, greeting: str) -> None:
        super().__init__(config)
        self._greeting = greeting

    async def startup(self, sockets: list[socket.socket] | None = None) -> None:
        await super().startup(sockets)
        if self.started:
            messages().print(self._greeting, highlight=False, soft_wrap=True, markup=False)


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
    logging.getLogger().setLevel(settings.log_level)
    for name in unknown_names(dict(os.environ)):
        complain(f"{name} is no setting and has no effect.")
    try:
        with _ended_by_signals(), ExitStack() as stack:
            _run(settings, seeds, stack)
    except KeyboardInterrupt:
        messages().print("Stopped.")


def _run(settings: Settings, seeds: bool, stack: ExitStack) -> None:
    # Taken first: nobody wants to hear about a busy port after a minute of preparation.
    listener = stack.enter_context(_bound(settings.host, settings.port))
    with progress_bar() as progress:
        services = stack.enter_context(open_services(settings, progress))
        services.pool.wait_until_ready()
        if seeds:
            _fill_if_empty(services, progress)
    config = uvicorn.Config(
        create_app(settings, services), log_config=None, access_log=False, timeout_graceful_shutdown=30
    )
    _Server(config, _greeting(settings, services)).run(sockets=[listener])


@contextmanager
def _ended_by_signals() -> Iterator[None]:
    """SIGTERM and SIGHUP end the command like Ctrl-C, so that workers and Neo4j are stopped with it."""

    def interrupt(number: int, frame: FrameType | None) -> None:
        raise KeyboardInterrupt

    before = {number: signal.signal(number, interrupt) for number in (signal.SIGTERM, signal.SIGHUP)}
    try:
        yield
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)


@contextmanager
def _bound(host: str, port: int) -> Iterator[socket.socket]:
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    with socket.socket(family) as listener:
        listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            listener.bind((host, port))
        except OSError as error:
            raise PortTaken(
                f"Cannot listen on {host}, port {port}: {error.strerror}. "
                "Stop what uses it, or choose another with --port or CHANCERY_PORT."
            ) from error
        yield listener


def _fill_if_empty(services: Services, progress: Progress) -> None:
    folder = services.settings.seeds_dir or CHECKOUT_SEEDS
    files = sorted(folder.glob("*.jsonl"))
    if not files:
        complain(f"No demo articles in {folder}: the graph stays as it is. CHANCERY_SEEDS_DIR names another.")
        return
    try:
        if services.store.reader().counts().empty:
            fill(services.ingester, read_files(files), progress, count_articles(files))
    except GraphUnavailable as error:
        complain(f"{error} Until then questions get 503; the demo articles are left out.")


def _greeting(settings: Settings, services: Services) -> str:
    host = f"[{settings.host}]" if ":" in settings.host else settings.host
    where = services.store.where
    graph = f"The graph is in Neo4j at {where.uri}, database {where.database}."
    if not settings.neo4j_uri:
        graph += " `chancery db info` says how Neo4j Browser gets in."
    return GREETING.format(url=f"http://{host}:{settings.port}", graph=graph)
