"""Feeds followed: looked at again and again, each new entry fetched, read and put into the graph."""

from __future__ import annotations

import random
import threading
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from urllib.parse import urlsplit

from app.errors import (
    AppError,
    BadAddress,
    CommandError,
    FetchFailed,
    FetchLater,
    FetchTimedOut,
    PoolClosed,
    ReadingCrashed,
)
from app.feeds import Entry, Feed, read_feed
from app.fetching.article import Known, fetch_article
from app.fetching.fetcher import Fetched, Fetcher
from app.fetching.identity import same_site
from app.fetching.kinds import FEED
from app.watch_memory import Memories, Memory
from extractors.clean import RawArticle
from extractors.errors import ExtractionError
from graph.errors import GraphError

_AT_ONCE = 8  # feeds that are gone through; one request at a time to a host all the same
_LONGEST_PAUSE_S = 6 * 3_600.0
_JITTER = 0.1


@dataclass(frozen=True)
class Taken:
    """What became of an article that was handed over."""

    article_id: str
    what: str
    meetings: int


@dataclass(frozen=True)
class Told:
    """One thing to tell: an entry that was taken, or one or a whole feed that could not be."""

    feed: str
    url: str | None = None
    taken: Taken | None = None
    error: str | None = None


@dataclass(frozen=True)
class Manner:
    """How to follow."""

    every_s: float
    once: bool = False
    from_feed: bool = False


class Watch:
    """`put` hands an article over, and `tell` is called from several threads, one at a time."""

    def __init__(
        self,
        fetcher: Fetcher,
        put: Callable[[RawArticle], Taken],
        memories: Memories,
        tell: Callable[[Told], None],
        manner: Manner,
    ) -> None:
        self._fetcher = fetcher
        self._put = put
        self._memories = memories
        self._tell_unlocked = tell
        self._manner = manner
        self._stopped = threading.Event()
        self._places = threading.Semaphore(_AT_ONCE)
        self._telling = threading.Lock()

    def run(self, feeds: Sequence[str]) -> None:
        """Follow them until `stop`, or KeyboardInterrupt; what is under way is finished first."""
        unique = list(dict.fromkeys(feeds))
        with ThreadPoolExecutor(len(unique)) as threads:
            try:
                followed = [threads.submit(self._follow, feed) for feed in unique]
                for one in followed:
                    one.result()
            finally:
                self.stop()

    def stop(self) -> None:
        """Nothing new is begun."""
        self._stopped.set()
        self._fetcher.stop()

    def _follow(self, feed: str) -> None:
        failures = 0
        while not self._stopped.is_set():
            with self._places:
                at_least = self._look(feed)
            failures = 0 if at_least is None else failures + 1
            if self._manner.once:
                return
            self._stopped.wait(pause(self._manner.every_s, failures, at_least or 0.0))

    def _look(self, feed: str) -> float | None:
        """The seconds to wait at least where it failed."""
        try:
            self.visit(feed)
        except (AppError, CommandError, ExtractionError, GraphError) as error:
            if self._stopped.is_set():
                return None  # told by whoever stopped it
            self._tell(Told(feed, error=str(error)))
            return float(error.seconds) if isinstance(error, FetchLater) else 0.0
        return None

    def visit(self, feed: str) -> None:
        """Go through it once. What fails for a while is tried again at later visits, three times in all."""
        memory = self._memories.load(feed)
        found = self._fetcher.get(feed, FEED, memory.validators)
        if found.content is None:
            return
        read = read_feed(found.content, found.url, found.charset)
        try:
            self._go_through(feed, read, found, memory)
        finally:
            memory.finish([one.key for one in read.entries], found.validators)
            self._memories.save(memory)

    def _go_through(self, feed: str, read: Feed, found: Fetched, memory: Memory) -> None:
        seen = set(memory.seen)
        resting: set[str] = set()  # hosts that want to be left alone; their entries wait for the next visit
        for entry in read.entries:
            if self._stopped.is_set():
                return
            host = _host(entry.link)
            if entry.key in seen or host in resting:
                continue
            try:
                self._tell(Told(feed, entry.link, taken=self._put(self._raw(entry, read, found))))
                memory.done(entry.key)
            except PoolClosed:
                raise
            except (AppError, ExtractionError) as error:
                if self._stopped.is_set():
                    return
                if isinstance(error, FetchLater):
                    resting.add(host)
                self._tell(Told(feed, entry.link, error=_counted(error, entry, memory)))
            self._memories.save(memory)

    def _raw(self, entry: Entry, read: Feed, found: Fetched) -> RawArticle:
        if entry.link is None:
            raise BadAddress(f"The entry {entry.title or 'without a title'!r} has no address.")
        # A feed has the word only on its own site: it could else rewrite what others have published.
        if self._manner.from_feed and entry.content and same_site(found.url, entry.link):
            self._fetcher.check(entry.link)
            return _from_feed(entry, read)
        known = Known(likely_published=entry.published)
        return fetch_article(self._fetcher, entry.link, known, from_inside=found.inside)

    def _tell(self, told: Told) -> None:
        with self._telling:
            self._tell_unlocked(told)


def pause(every_s: float, failures: int, at_least: float) -> float:
    """Seconds until the next look: twice as long after each failure, and never at the same beat as others."""
    longest = max(_LONGEST_PAUSE_S, every_s)
    wanted: float = max(min(every_s * 2 ** min(failures, 10), longest), at_least)
    return wanted * random.uniform(1.0, 1.0 + _JITTER)


def _counted(error: Exception, entry: Entry, memory: Memory) -> str:
    """The words to tell, once it is remembered that the entry failed."""
    heard = not isinstance(error, FetchLater) or error.heard
    if not _passes(error):
        memory.done(entry.key)
    elif not heard or not memory.failed(entry.key):
        return f"{error} It is tried again at the next look."
    return str(error)


def _host(link: str | None) -> str:
    try:
        return urlsplit(link or "").netloc.lower()
    except ValueError:  # "http://[::1", which the fetcher will refuse
        return ""


def _passes(error: Exception) -> bool:
    if isinstance(error, FetchFailed):
        return error.status is None or error.status >= 500
    return isinstance(error, (FetchLater, FetchTimedOut, ReadingCrashed))


def _from_feed(entry: Entry, read: Feed) -> RawArticle:
    return RawArticle(
        url=entry.link,
        title=entry.title,
        source=read.title,
        published=entry.published,
        text=None if entry.is_html else entry.content,
        html=entry.content if entry.is_html else None,
    )
