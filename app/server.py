"""What `chancery serve` does: the service, from nothing to an answer."""

from __future__ import annotations

import errno
import signal
import socket
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path
from types import FrameType

import uvicorn
from rich.progress import Progress

from app.cli_ingest import fill
from app.console import complain, messages, progress_bar
from app.errors import PortTaken
from app.main import create_app
from app.progress import spinner
from app.services import Services, open_services
from app.settings import Settings
from app.sources import count_articles, read_files
from extractors.version import EXTRACTOR_VERSION
from graph.errors import GraphUnavailable

CHECKOUT_SEEDS = Path(__file__).resolve().parent.parent / "seeds"

GREETING = """
Chancery listens on {url} (what can be asked: {url}/docs)
{graph}
Try:
  curl '{url}/v1/who-met-whom?actor=Turkey&with=Russia'
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


def run(settings: Settings, *, seeds: bool) -> None:
    """Serve until a signal ends it."""
    try:
        with _ended_by_signals(), ExitStack() as stack:
            _serve(settings, seeds, stack)
    except KeyboardInterrupt:
        messages().print("Stopped.")


def _serve(settings: Settings, seeds: bool, stack: ExitStack) -> None:
    # Taken first: nobody wants to hear about a busy port after a minute of preparation.
    listener = stack.enter_context(_bound(settings.host, settings.port))
    with progress_bar() as progress:
        services = stack.enter_context(open_services(settings, progress))
        with spinner(progress, "Loading the language model"):
            services.pool.wait_until_ready()
        if seeds:
            _fill_if_empty(services, progress)
        _tell_outdated(services)
    config = uvicorn.Config(
        create_app(settings, services), log_config=None, access_log=False, timeout_graceful_shutdown=30
    )
    with _port_told(settings.host, settings.port):  # two that start at once both get to bind
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
    # The protocol is named because asyncio looks at it: without, answers wait 40 ms for an acknowledgement.
    with socket.socket(family, socket.SOCK_STREAM, socket.IPPROTO_TCP) as listener:
        listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        with _port_told(host, port):
            listener.bind((host, port))
        yield listener


@contextmanager
def _port_told(host: str, port: int) -> Iterator[None]:
    try:
        yield
    except OSError as error:
        known = error.errno in (errno.EADDRINUSE, errno.EADDRNOTAVAIL, errno.EACCES)
        if not (known or isinstance(error, socket.gaierror)):
            raise
        raise PortTaken(
            f"Cannot listen on {host}, port {port}: {error.strerror}. "
            "Stop what uses it, or choose another with --port or CHANCERY_PORT."
        ) from error


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


def _tell_outdated(services: Services) -> None:
    try:
        count = services.store.reader().count_articles_of_other_versions(EXTRACTOR_VERSION)
    except GraphUnavailable:
        return
    if services.settings.keep == "quotes" and (texts := services.store.reader().count_texts()):
        complain(f"{texts} texts are stored from before: `chancery forget-texts` drops them.")
    if count:
        complain(
            f"{count} articles were read by another version of the program: "
            "`chancery reextract --outdated` reads them again."
        )


def _greeting(settings: Settings, services: Services) -> str:
    host = f"[{settings.host}]" if ":" in settings.host else settings.host
    where = services.store.where
    graph = f"The graph is in Neo4j at {where.uri}, database {where.database}."
    if not settings.neo4j_uri:
        graph += " `chancery db info` says how Neo4j Browser gets in."
    return GREETING.format(url=f"http://{host}:{settings.port}", graph=graph)
