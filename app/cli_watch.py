"""`chancery watch`: RSS and Atom feeds followed into the graph."""

from __future__ import annotations

from contextlib import ExitStack
from dataclasses import asdict
from typing import Annotated

import typer

from app.console import FAILED, AsJson, complain, load_settings, messages, progress_bar, write_json
from app.fetching.fetcher import Fetcher
from app.ingest import Ingester
from app.services import open_services
from app.stopping import Stopping, ended_by_signals
from app.watch import Manner, Taken, Told, Watch
from app.watch_memory import Memories
from extractors.clean import RawArticle

_PATIENCE_S = 300.0  # nobody waits for an answer here
_MOST_FEEDS = 500


def watch(
    feeds: Annotated[list[str], typer.Argument(help="Addresses of RSS or Atom feeds.")],
    every: Annotated[float, typer.Option(min=1, help="Minutes between two looks at a feed.")] = 15.0,
    once: Annotated[bool, typer.Option("--once", help="Look at each feed once and end.")] = False,
    from_feed: Annotated[
        bool,
        typer.Option(
            "--from-feed", help="Read the text that the feed itself has of its own site, where it has it all."
        ),
    ] = False,
    as_json: AsJson = False,
) -> None:
    """Follow feeds: fetch each new entry's page, read it, and store what it says. Ctrl-C ends it.

    Keeps to robots.txt, and asks a host for one thing at a time. A feed that fails is tried again later.
    """
    settings = load_settings()
    fetcher = Fetcher(settings, patience_s=_PATIENCE_S)
    if len(feeds) > _MOST_FEEDS:
        raise typer.BadParameter(
            f"{len(feeds)} feeds are more than {_MOST_FEEDS}: watch them in several runs."
        )
    for feed in feeds:
        fetcher.check(feed)
    failed = False

    def tell(told: Told) -> None:
        nonlocal failed
        failed |= told.error is not None
        _show(told, as_json)

    try:
        with ended_by_signals(Stopping()), ExitStack() as stack:
            with progress_bar() as progress:
                services = stack.enter_context(open_services(settings, progress))

            def put(raw: RawArticle) -> Taken:
                return hand_over(services.ingester, raw)

            memories = Memories(settings.data_dir / "watch")
            Watch(fetcher, put, memories, tell, Manner(every * 60, once, from_feed)).run(feeds)
    except KeyboardInterrupt:
        messages().print("Stopped.")
    if once and failed:
        raise typer.Exit(FAILED)


def hand_over(ingester: Ingester, raw: RawArticle) -> Taken:
    """The one place where an article of a feed leaves for the graph."""
    saved = ingester.ingest(raw)
    what = "new" if saved.created else "replaced" if saved.changed else "unchanged"
    return Taken(saved.article_id, what, saved.reports)


def _show(told: Told, as_json: bool) -> None:
    if as_json:
        write_json(asdict(told))
    elif told.taken is not None:
        meetings = f"{told.taken.meetings} meeting{'' if told.taken.meetings == 1 else 's'}"
        typer.echo(f"{told.taken.what}  {told.taken.article_id}  {meetings}  {_one_line(told.url)}")
    else:
        complain(f"{_one_line(told.url or told.feed)}: {told.error}")


def _one_line(words: str | None) -> str:
    """What a feed calls an address may hold whatever moves a terminal's cursor."""
    return "".join(one if one.isprintable() else "?" for one in words or "")
