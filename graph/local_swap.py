"""Putting another database into the place of a managed one: all of it or nothing, however it is interrupted.

In the folder `restoring` of the server's home the new one is built (`fresh`) and the present one is kept
(`old`) until the new one has answered. As long as that folder is there nothing is decided, and `settle` goes
back; renaming it away decides for the new one.
"""

from __future__ import annotations

import shutil
import uuid
from pathlib import Path

from graph.local_home import ServerHome

DATABASE = "neo4j"
PARTS = (Path("databases") / DATABASE, Path("transactions") / DATABASE)
_DISCARDED = ".discarded-"


def prepare(home: ServerHome) -> Path:
    """An empty home for the new database, in which neo4j-admin can build it."""
    settle(home)
    fresh = _fresh(home)
    (fresh / "conf").mkdir(parents=True, mode=0o700)
    (fresh / "conf" / "neo4j.conf").touch()
    return fresh


def exchange(home: ServerHome) -> None:
    """The new database for the present one, both kept."""
    for part in PARTS:
        present, old = home.root / "data" / part, home.restoring / "old" / part
        present.mkdir(parents=True, exist_ok=True)  # so that going back finds something to go back to
        old.parent.mkdir(parents=True, exist_ok=True)
        present.replace(old)
        (_fresh(home) / "data" / part).replace(present)


def decide(home: ServerHome) -> None:
    """For the new one: there is no way back from here."""
    _discard(home.root, home.restoring)


def undecided(home: ServerHome) -> bool:
    """Whether what lies in the database's place may yet be taken back; nobody may write to it."""
    return (home.restoring / "old").exists()


def settle(home: ServerHome) -> None:
    """Goes back where nothing was decided, and clears up; the server must not run."""
    for part in PARTS:
        present, old = home.root / "data" / part, home.restoring / "old" / part
        if old.exists():
            if present.exists():
                _discard(home.root, present)
            old.replace(present)
    _discard(home.root, home.restoring)
    for left_over in home.root.glob(_DISCARDED + "*"):
        shutil.rmtree(left_over)


def _fresh(home: ServerHome) -> Path:
    return home.restoring / "fresh"


def _discard(root: Path, folder: Path) -> None:
    # Renamed first: half a folder must never be taken for a whole one.
    if folder.exists():
        away = root / f"{_DISCARDED}{uuid.uuid4().hex}"
        folder.replace(away)
        shutil.rmtree(away)
