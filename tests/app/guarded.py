"""Services with keys, for tests."""

from __future__ import annotations

import contextlib
import datetime as dt
from collections.abc import Iterator
from typing import Any

import httpx

from app.api_keys import ApiKey, new_key
from app.roles import Role
from app.services import Services
from app.store import Store
from graph.keys import StoredKey
from tests.app.conftest import serving


def keep_key(store: Store, role: Role, name: str = "a desk", **changes: Any) -> ApiKey:
    """A new key, as `chancery keys create` keeps it."""
    key = new_key()
    now = dt.datetime.now(dt.UTC)
    store.keys().add(StoredKey(id=key.id, hash=key.hash, role=role, name=name, created=now, **changes))
    return key


@contextlib.contextmanager
def served_with(services: Services, **changes: Any) -> Iterator[httpx.Client]:
    """A service of its own with other settings, and the workers and the graph of the other."""
    settings = services.settings.model_copy(update=changes)
    with serving(settings, services) as url, httpx.Client(base_url=url, timeout=60) as client:
        yield client


def bearer(key: ApiKey | str) -> dict[str, str]:
    return {"Authorization": f"Bearer {key}"}
