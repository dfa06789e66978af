"""`python -m graph.local_lock`: writes the lock of the jars anew, after a version below was changed."""

from __future__ import annotations

import hashlib
import sys
import tempfile
from pathlib import Path

import jgo
from jgo.maven import Artifact, MavenContext

from graph.local_jars import LOCK_NAME

# 5.26 is the long-term line and runs on Java 21. Browser is published apart from the server, and less often.
ENDPOINT = "org.neo4j.app:neo4j-server:5.26.30+org.neo4j:neo4j:5.26.30"
BROWSER = ("org.neo4j.client", "neo4j-browser", "5.24.0")

HEADER = """\
# The jars of the managed local Neo4j: coordinates, bytes, SHA-256. Made by `make neo4j-lock`.
"""


def lock_text(cache: Path) -> str:
    """Resolves, fetches and measures every jar."""
    group, artifact, version = BROWSER
    browser = MavenContext(repo_cache=cache).project(group, artifact).at_version(version).artifact()
    return HEADER + "".join(sorted(_line(one, cache) for one in [*jgo.resolve(ENDPOINT), browser]))


def _line(artifact: Artifact, cache: Path) -> str:
    words = [artifact.groupId, artifact.artifactId, artifact.version, artifact.classifier]
    context = MavenContext(repo_cache=cache)
    path = context.project(*words[:2]).at_version(words[2]).artifact(words[3]).resolve()
    data = path.read_bytes()
    return f"{':'.join(word for word in words if word)} {len(data)} {hashlib.sha256(data).hexdigest()}\n"


if __name__ == "__main__":
    with tempfile.TemporaryDirectory() as scratch:
        text = lock_text(Path(sys.argv[1]) if len(sys.argv) > 1 else Path(scratch))
    Path(__file__).with_name(LOCK_NAME).write_text(text, encoding="utf-8")
