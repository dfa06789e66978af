"""Gets the jars of Neo4j from Maven Central, once, and sees that each is the one that was meant."""

from __future__ import annotations

import logging
import shutil
import tempfile
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import AbstractContextManager, contextmanager
from pathlib import Path

from filelock import FileLock
from jgo.maven import MavenContext, PythonResolver
from rich.progress import Progress

from graph.errors import LocalServerError
from graph.local_jars import LockedJar, jar_folder, locked_jars

DOWNLOADS_AT_ONCE = 8
TRIES = 3
TIMEOUT_S = 30
SCRATCH = ".fetch-"

log = logging.getLogger(__name__)

# What jgo calls with a file's name and size, and then with the bytes that arrived.
Report = Callable[[str, int], AbstractContextManager[Callable[[int], None]]]


def ensure_jars(cache: Path, progress: Progress | None = None) -> None:
    """Fetches the jars that are missing or damaged; the others need no network."""
    folder = jar_folder(cache)
    jars = locked_jars()
    try:
        folder.mkdir(parents=True, exist_ok=True)
        # One process fetches, the others then find everything there.
        with FileLock(folder / ".lock"), ThreadPoolExecutor(DOWNLOADS_AT_ONCE) as pool:
            # All are hashed at each start: 0.2 s, and a damaged jar is found before Java trips over it.
            whole = pool.map(lambda jar: jar.is_whole(folder / jar.name), jars)
            missing = [jar for jar, good in zip(jars, whole, strict=True) if not good]
            if missing:
                _fetch(missing, folder, pool, progress)
    except OSError as error:
        raise LocalServerError(
            f"Cannot keep Neo4j's jars in {folder}: {error}. CHANCERY_CACHE_DIR names another folder."
        ) from error


def _fetch(
    missing: list[LockedJar], folder: Path, pool: ThreadPoolExecutor, progress: Progress | None
) -> None:
    total = sum(jar.size for jar in missing)
    log.info("fetching %d jars of Neo4j, %.0f MB", len(missing), total / 1e6)
    for left_over in folder.glob(SCRATCH + "*"):  # a killed process cannot clean up; nobody else fetches now
        shutil.rmtree(left_over)
    # Inside the folder, so that a finished jar is moved into place in one step.
    with tempfile.TemporaryDirectory(dir=folder, prefix=SCRATCH) as scratch:
        resolver = PythonResolver(progress_callback=_reporting(progress, total))
        context = MavenContext(resolver=resolver, repo_cache=Path(scratch), timeout=TIMEOUT_S)
        for _ in pool.map(lambda jar: _fetch_one(jar, context, folder), missing):
            pass


def _reporting(progress: Progress | None, total: int) -> Report | None:
    """One bar over all downloads, in megabytes."""
    if progress is None:
        return None
    task = progress.add_task("Fetching Neo4j, once (MB)", total=round(total / 1e6))

    @contextmanager
    def report(name: str, size: int) -> Iterator[Callable[[int], None]]:
        yield lambda count: progress.advance(task, count / 1e6)

    return report


def _fetch_one(jar: LockedJar, context: MavenContext, folder: Path) -> None:
    artifact = context.project(jar.group, jar.artifact).at_version(jar.version).artifact(jar.classifier)
    why = ""
    for _ in range(TRIES):
        try:
            fetched = artifact.resolve()
        except (OSError, RuntimeError) as error:  # requests' errors are OSErrors; RuntimeError: not found
            why = str(error)
        else:
            if jar.is_whole(fetched):
                fetched.replace(folder / jar.name)
                return
            why = "what arrived is not what the lock names"
        # jgo leaves half a file where a download broke off, and would take it for the jar.
        if artifact.cached_path:
            artifact.cached_path.unlink(missing_ok=True)
    raise LocalServerError(
        f"Cannot fetch {jar.name} from Maven Central: {why}. Check the network (a proxy is taken from "
        "HTTPS_PROXY) and start again, or use a Neo4j of your own with CHANCERY_NEO4J_URI."
    )
