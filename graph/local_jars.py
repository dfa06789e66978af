"""The jars of Neo4j: which they are, where they are kept, and that each is the one that was meant."""

from __future__ import annotations

import hashlib
import logging
import os
import tempfile
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import AbstractContextManager, contextmanager
from dataclasses import dataclass
from importlib.resources import files
from pathlib import Path

from filelock import FileLock
from jgo.maven import MavenContext, PythonResolver
from rich.progress import Progress

from graph.errors import LocalServerError

LOCK_NAME = "neo4j-jars.lock"
DOWNLOADS_AT_ONCE = 8
TRIES = 3
TIMEOUT_S = 30

log = logging.getLogger(__name__)


@dataclass(frozen=True)
class LockedJar:
    """One jar as the lock names it."""

    group: str
    artifact: str
    version: str
    classifier: str
    size: int
    sha256: str

    @property
    def name(self) -> str:
        """The file's name; the group is part of it because two groups may use one artifact name."""
        words = [self.group, self.artifact, self.version, self.classifier]
        return "_".join(word for word in words if word) + ".jar"

    def is_whole(self, path: Path) -> bool:
        """Whether the file at `path` is this jar, to the last byte."""
        try:
            with path.open("rb") as file:
                if os.fstat(file.fileno()).st_size != self.size:
                    return False
                return hashlib.file_digest(file, "sha256").hexdigest() == self.sha256
        except FileNotFoundError:
            return False


def locked_jars() -> list[LockedJar]:
    """What the committed lock lists, in the order of the class path."""
    text = files("graph").joinpath(LOCK_NAME).read_text(encoding="utf-8")
    lines = (line.split() for line in text.splitlines() if line and not line.startswith("#"))
    jars = []
    for coordinates, size, sha256 in lines:
        group, artifact, version, classifier = (*coordinates.split(":"), "")[:4]
        jars.append(LockedJar(group, artifact, version, classifier, int(size), sha256))
    return jars


def ensure_jars(cache: Path, progress: Progress | None = None) -> None:
    """Fetches the jars that are missing or damaged; the others need no network."""
    folder = _folder(cache)
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


def jar_paths(cache: Path) -> list[Path]:
    """Where the jars are once they were fetched, in the order of the class path."""
    return [_folder(cache) / jar.name for jar in locked_jars()]


def _folder(cache: Path) -> Path:
    return cache.expanduser().resolve() / "neo4j"


def _fetch(
    missing: list[LockedJar], folder: Path, pool: ThreadPoolExecutor, progress: Progress | None
) -> None:
    total = sum(jar.size for jar in missing)
    log.info("fetching %d jars of Neo4j, %.0f MB", len(missing), total / 1e6)
    # Inside the folder, so that a finished jar is moved into place in one step.
    with tempfile.TemporaryDirectory(dir=folder, prefix=".fetch-") as scratch:
        resolver = PythonResolver(progress_callback=_reporting(progress, total))
        context = MavenContext(resolver=resolver, repo_cache=Path(scratch), timeout=TIMEOUT_S)
        for _ in pool.map(lambda jar: _fetch_one(jar, context, folder), missing):
            pass


Report = Callable[[str, int], AbstractContextManager[Callable[[int], None]]]


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
