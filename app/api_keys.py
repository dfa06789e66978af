"""
An API key: `chy_<id>_<secret>`.

The id finds the key in the graph; of the secret only its SHA-256 hash is kept. A slow hash is for
passwords, which are few enough to be guessed one by one: a secret of 256 random bits cannot be, however
fast the guesses, and a slow hash at each request would be a way to keep the service busy.
"""

from __future__ import annotations

import hashlib
import hmac
import re
import secrets
from dataclasses import dataclass, field

from graph.keys import StoredKey

_FORM = re.compile(r"chy_([a-z0-9]{10})_([A-Za-z0-9_-]{43})")
_LETTERS = "abcdefghijklmnopqrstuvwxyz0123456789"
_NO_HASH = "0" * 64


@dataclass(frozen=True)
class ApiKey:
    """A key in the clear, as only its holder has it."""

    id: str
    secret: str = field(repr=False)

    def __str__(self) -> str:
        return f"chy_{self.id}_{self.secret}"

    @property
    def hash(self) -> str:
        """What is kept of it."""
        return hashlib.sha256(self.secret.encode()).hexdigest()

    def is_that_of(self, stored: StoredKey | None) -> bool:
        """Takes the same time whether there is no such key or a wrong secret, and however wrong it is."""
        return hmac.compare_digest(self.hash, stored.hash if stored else _NO_HASH) and stored is not None


def new_key() -> ApiKey:
    """One that nobody has."""
    return ApiKey("".join(secrets.choice(_LETTERS) for _ in range(10)), secrets.token_urlsafe(32))


def read_key(words: str) -> ApiKey | None:
    """None for what has not the form of a key."""
    found = _FORM.fullmatch(words)
    return ApiKey(found[1], found[2]) if found else None
