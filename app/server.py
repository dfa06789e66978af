"""What `chancery serve` does: the service, from nothing to an answer."""

from __future__ import annotations

import datetime as dt
import errno
import gc
import math
import signal
import socket
import threading
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager, suppress
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
from app.stopping import SIGNALS, Stopping, ended_by_signals
from extractors.version import EXTRACTOR_VERSION
from graph.errors import GraphUnavailable

# An idle connection is kept longer than clients and proxies keep theirs (5 s and 60 s are usual): whoever
# asks again in the moment in which the service closes it gets no answer.
KEEP_IDLE_S = 75

CHECKOUT_SEEDS = Path(__file__).resolve().parent.parent / "seeds"

GREETING = """
Chancery listens on {url}: open it in a browser (what programs can ask: {url}/docs)
{graph}
Try:
  curl '{url}/v1/who-met-whom?actor=Turkey&with=Russia'
  curl '{url}/v1/meetings?place=Beijing&from=2023'
  curl '{url}/v1/actors/Lavrov/met'
Ctrl-C stops it.
"""


class _Server(uvicorn.Server):
    """Says where it is once it is there; asked to end it does within a bound, asked twice at once."""

    def __init__(self, config: uvicorn.Config, greeting: str, services: Services) -> None:
        super().__init__(config)
        self._greeting = greeting
        self._services = services

    async def startup(self, sockets: list[socket.socket] | None = None) -> None:
        await super().startup(sockets)
        if self.started:
            _settle()
            messages().print(self._greeting, highlight=False, soft_wrap=True, markup=False)

    async def shutdown(self, sockets: list[socket.socket] | None = None) -> None:
        # Requests run in threads, which cannot be cancelled: at the end of the bound what they wait for is
        # taken from them, and they come back with an error.
        bound = threading.Timer(self._services.settings.stop_seconds, self._services.cut)
        bound.start()
        try:
            await super().shutdown(sockets)
        finally:
            bound.cancel()

    @contextmanager
    def capture_signals(self) -> Iterator[None]:
        # uvicorn's own raises the signal once more at the end, and lets SIGTERM be sent any number of times.
        before = {number: signal.signal(number, self.handle_exit) for number in SIGNALS}
        try:
            yield
        finally:
            for number, handler in before.items():
                signal.signal(number, handler)

    def handle_exit(self, sig: int, frame: FrameType | None) -> None:
        self._services.stopping.on_signal(sig)
        self.should_exit = True


def _settle() -> None:
    """What is in memory by now stays for good: to look through it for garbage stops all answers for 0.1 s."""
    gc.collect()
    gc.freeze()


def run(settings: Settings, *, seeds: bool) -> None:
    """Serve until a signal ends it: what is in flight, then the workers, then the graph."""
    stopping = Stopping()
    with suppress(KeyboardInterrupt), ended_by_signals(stopping), ExitStack() as stack:
        _serve(settings, seeds, stack, stopping)
    messages().print("Stopped.")


def _serve(settings: Settings, seeds: bool, stack: ExitStack, stopping: Stopping) -> None:
    # Taken first: nobody wants to hear about a busy port after a minute of preparation.
    listener = stack.enter_context(_bound(settings.host, settings.port))
    with progress_bar() as progress:
        services = stack.enter_context(open_services(settings, progress, stopping))
        with spinner(progress, "Loading the language model"):
            services.pool.wait_until_ready()
        if seeds:
            _fill_if_empty(services, progress)
        _tell_outdated(services)
        _tell_keyless(services)
    config = uvicorn.Config(
        create_app(settings, services),
        log_config=None,
        access_log=False,
        server_header=False,
        timeout_keep_alive=KEEP_IDLE_S,
        proxy_headers=bool(settings.trusted_proxies),
        forwarded_allow_ips=settings.trusted_proxies,
        # Zero would be no bound for uvicorn.
        timeout_graceful_shutdown=max(1, math.ceil(settings.stop_seconds)),
    )
    with _port_told(settings.host, settings.port):  # two that start at once both get to bind
        _Server(config, _greeting(settings, services), services).run(sockets=[listener])


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
            fill(services, read_files(files), progress, count_articles(files), "demo articles")
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


def _tell_keyless(services: Services) -> None:
    if not services.settings.keys_needed:
        return
    try:
        found = services.store.keys().any_usable(dt.datetime.now(dt.UTC))
    except GraphUnavailable:
        return
    if not found:
        complain(
            "Requests need an API key, and there is none yet. "
            "`chancery keys create NAME --role admin` makes the first."
        )


def _greeting(settings: Settings, services: Services) -> str:
    host = f"[{settings.host}]" if ":" in settings.host else settings.host
    where = services.store.where
    graph = f"The graph is in Neo4j at {where.uri}, database {where.database}."
    if not settings.neo4j_uri:
        graph += " `chancery db info` says how Neo4j Browser gets in."
    if settings.keys_needed:
        graph += (
            "\nEvery request but the page, /docs and the probes needs a key: -H 'Authorization: Bearer chy_…'"
        )
    return GREETING.format(url=f"http://{host}:{settings.port}", graph=graph)
