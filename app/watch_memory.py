"""What `chancery watch` remembers of a feed from one run to the next: a small file a feed."""

from __future__ import annotations

import hashlib
import logging
import os
from pathlib import Path

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from app.fetching.fetcher import Validators

_MOST_SEEN = 5_000  # several times what a feed shows at once
_MOST_TRIES = 3

log = logging.getLogger(__name__)


class Memory(BaseModel):
    """`seen` has the keys of entries that are done with, newest last; `tries` those that failed so far."""

    model_config = ConfigDict(extra="forbid")

    url: str
    etag: str | None = None
    last_modified: str | None = None
    seen: list[str] = Field(default_factory=list)
    tries: dict[str, int] = Field(default_factory=dict)

    @property
    def validators(self) -> Validators:
        return Validators(self.etag, self.last_modified)

    def done(self, key: str) -> None:
        """Not to be looked at again."""
        self.tries.pop(key, None)
        self.seen = [*(one for one in self.seen if one != key), key][-_MOST_SEEN:]

    def failed(self, key: str) -> bool:
        """Whether it was tried often enough by now, and is done with."""
        self.tries[key] = self.tries.get(key, 0) + 1
        if self.tries[key] < _MOST_TRIES:
            return False
        self.done(key)
        return True

    def finish(self, shown: list[str], validators: Validators) -> None:
        """The feed has been gone through. It is asked for anew, changed or not, while entries wait."""
        known = set(self.seen)
        left = [key for key in shown if key not in known]
        self.tries = {key: count for key, count in self.tries.items() if key in left}
        self.etag = None if left else validators.etag
        self.last_modified = None if left else validators.last_modified


class Memories:
    """In a folder that only its owner can look into; each feed's file is replaced as a whole."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def load(self, url: str) -> Memory:
        """A new one where there is none, or none that can be read: then entries are only read again."""
        path = self._path(url)
        try:
            return Memory.model_validate_json(path.read_bytes())
        except FileNotFoundError:
            return Memory(url=url)
        except (OSError, ValidationError) as error:
            log.warning("%s cannot be read and is begun anew: %s", path, type(error).__name__)
            return Memory(url=url)

    def save(self, memory: Memory) -> None:
        """Never half of it."""
        self._folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        path = self._path(memory.url)
        fresh = path.with_suffix(f".{os.getpid()}.new")
        fresh.write_text(memory.model_dump_json(), encoding="utf-8")
        fresh.replace(path)

    def _path(self, url: str) -> Path:
        return self._folder / f"{hashlib.sha256(url.encode()).hexdigest()[:20]}.json"
