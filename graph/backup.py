"""A managed database in one file, and back: Neo4j's own dump in a zip with a manifest.

`neo4j-admin database dump` writes to its standard output, straight into the archive, and `load` reads from
its standard input: no second copy lies about. What another Neo4j needs is in the file: `unzip FILE
neo4j.dump`, then `neo4j-admin database load neo4j --from-path=.`.
"""

from __future__ import annotations

import datetime as dt
import hashlib
import json
import os
import re
import subprocess
import threading
import zipfile
from collections import deque
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import asdict, dataclass, replace
from pathlib import Path
from typing import IO

from pydantic import TypeAdapter, ValidationError

from graph.errors import BackupError
from graph.local import Held
from graph.local_keeper import die_with_parent, java_command
from graph.local_swap import DATABASE
from graph.schema import VERSION

FORMAT = 1
MANIFEST, DUMP = "manifest.json", "neo4j.dump"
ADMIN = "org.neo4j.cli.AdminTool"
HEAP = "-Xmx512m"
CHUNK = 1 << 20
LAST_WORDS = 6
LARGEST_MANIFEST = 1 << 20
_PERCENT = re.compile(r"data:\s*([\d.]+)%")

# Told how much is done, of one.
Report = Callable[[float], None]
# Raises where the work is wanted no more. Asked before anything is final: an interrupt that comes while
# Python forks, say, is lost.
Wanted = Callable[[], None]


@dataclass(frozen=True)
class Manifest:
    """What a backup says of itself."""

    made: str
    program: str
    schema: int | None
    counts: dict[str, int]
    dump_bytes: int = 0
    dump_sha256: str = ""
    format: int = FORMAT


def write(held: Held, file: Path, about: Manifest, report: Report, wanted: Wanted) -> Manifest:
    """The database of a server that is down, into `file`, which is there whole or not at all."""
    with _appearing(file, wanted) as target, zipfile.ZipFile(target, "w", zipfile.ZIP_STORED) as archive:
        with archive.open(_entry(DUMP), "w", force_zip64=True) as entry:
            size, digest = _dump(held, entry, report)
        made = replace(about, dump_bytes=size, dump_sha256=digest)
        archive.writestr(_entry(MANIFEST), json.dumps(asdict(made), indent=1) + "\n")
    return made


def check(file: Path, report: Report) -> Manifest:
    """The manifest of a backup that is whole and not too new for this program. Raises BackupError."""
    try:
        with zipfile.ZipFile(file) as archive:
            manifest = _manifest(archive)
            with archive.open(DUMP) as entry:
                size, digest = _measure(entry, manifest.dump_bytes, report)
    except (zipfile.BadZipFile, KeyError, EOFError, RuntimeError) as error:
        raise BackupError(f"{file} is no backup of Chancery, or a damaged one: {error}.") from error
    except OSError as error:
        raise BackupError(f"Cannot read {file}: {error.strerror or error}.") from error
    if (size, digest) != (manifest.dump_bytes, manifest.dump_sha256):
        raise BackupError(
            f"{file} is damaged: its database is not the one that was backed up. Use another backup."
        )
    return manifest


def load(held: Held, file: Path, home: Path, report: Report) -> None:
    """The database of a backup that was checked, into an empty home."""
    with (
        zipfile.ZipFile(file) as archive,
        archive.open(DUMP) as entry,
        _admin(held, home, "load", "--from-stdin", "--overwrite-destination=true") as process,
    ):
        assert process.stdin
        done, total = 0, archive.getinfo(DUMP).file_size
        try:
            while chunk := entry.read(CHUNK):
                process.stdin.write(chunk)
                done += len(chunk)
                report(done / total)
            process.stdin.close()
        except BrokenPipeError:
            pass  # it ended before: its exit code and its words say why


def _dump(held: Held, into: IO[bytes], report: Report) -> tuple[int, str]:
    with _admin(held, held.home.root, "dump", "--to-stdout", report=report) as process:
        assert process.stdout
        size, digest = 0, hashlib.sha256()
        while chunk := process.stdout.read(CHUNK):
            into.write(chunk)
            digest.update(chunk)
            size += len(chunk)
    return size, digest.hexdigest()


def _measure(entry: IO[bytes], total: int, report: Report) -> tuple[int, str]:
    size, digest = 0, hashlib.sha256()
    while size <= total and (chunk := entry.read(CHUNK)):
        digest.update(chunk)
        size += len(chunk)
        report(size / max(total, size))
    return size, digest.hexdigest()


@contextmanager
def _admin(
    held: Held, home: Path, what: str, *options: str, report: Report | None = None
) -> Iterator[subprocess.Popen[bytes]]:
    """neo4j-admin at work on that home; raises BackupError where it fails."""
    process = subprocess.Popen(
        [*java_command(held.jars, HEAP), ADMIN, "database", what, DATABASE, *options],
        env=os.environ | {"NEO4J_HOME": str(home), "NEO4J_CONF": str(home / "conf")},
        stdin=subprocess.PIPE if what == "load" else subprocess.DEVNULL,
        stdout=subprocess.PIPE if what == "dump" else subprocess.DEVNULL,
        stderr=subprocess.PIPE,
        preexec_fn=die_with_parent,
    )
    assert process.stderr
    words: deque[str] = deque(maxlen=LAST_WORDS)
    listening = threading.Thread(target=_listen, args=(process.stderr, words, report), daemon=True)
    listening.start()
    with process:
        try:
            yield process
        except BaseException:
            process.kill()
            raise
        process.wait()
        listening.join()
    if process.returncode:
        said = "\n".join(f"  {line}" for line in words)
        raise BackupError(f"neo4j-admin database {what} failed:\n{said}")


def _listen(told: IO[bytes], words: deque[str], report: Report | None) -> None:
    """Keeps the last words, and passes on how much is done."""
    for raw in told:
        line = raw.decode(errors="replace").strip()
        if found := _PERCENT.search(line):
            if report:
                report(float(found[1]) / 100)
        elif line:
            words.append(line)


def _manifest(archive: zipfile.ZipFile) -> Manifest:
    with archive.open(MANIFEST) as entry:
        raw = entry.read(LARGEST_MANIFEST + 1)
    try:
        found = TypeAdapter(Manifest).validate_json(raw)
    except ValidationError as error:
        first = error.errors()[0]
        raise BackupError(f"The backup has a damaged manifest: {first['loc']}: {first['msg']}.") from error
    if found.format > FORMAT:
        raise BackupError("This backup has a newer form: upgrade the program first.")
    if found.schema is not None and found.schema > VERSION:
        raise BackupError(
            f"The backup has schema version {found.schema}, made by Chancery {found.program}; this program "
            f"knows {VERSION}. Upgrade the program first."
        )
    return found


def _entry(name: str) -> zipfile.ZipInfo:
    entry = zipfile.ZipInfo(name, dt.datetime.now(dt.UTC).timetuple()[:6])
    entry.external_attr = 0o600 << 16
    return entry


@contextmanager
def _appearing(file: Path, wanted: Wanted) -> Iterator[IO[bytes]]:
    """For its owner only, and in its place only once it is whole and on the disk."""
    part = file.with_name(f".{file.name}.part")
    try:
        part.unlink(missing_ok=True)  # of a backup that was killed
        descriptor = os.open(part, os.O_RDWR | os.O_CREAT | os.O_EXCL, 0o600)
    except OSError as error:
        raise BackupError(f"Cannot write {file}: {error.strerror}. Choose another place.") from error
    try:
        with os.fdopen(descriptor, "w+b") as target:
            yield target
            target.flush()
            os.fsync(target.fileno())
        wanted()
        part.replace(file)
        folder = os.open(file.parent, os.O_RDONLY)
        os.fsync(folder)
        os.close(folder)
    except OSError as error:
        raise BackupError(f"Cannot write {file}: {error.strerror}. Choose another place.") from error
    finally:
        part.unlink(missing_ok=True)
