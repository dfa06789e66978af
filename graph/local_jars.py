"""The jars of Neo4j: which they are and where they are kept."""

from __future__ import annotations

import hashlib
import os
from dataclasses import dataclass
from importlib.resources import files
from pathlib import Path

LOCK_NAME = "neo4j-jars.lock"


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


def jar_paths(cache: Path) -> list[Path]:
    """Where the jars are once they were fetched, in the order of the class path."""
    return [jar_folder(cache) / jar.name for jar in locked_jars()]


def jar_folder(cache: Path) -> Path:
    """One flat folder for all versions; a name says which it is."""
    return cache.expanduser().resolve() / "neo4j"
