"""What has to be there before articles and questions can be taken, each part by its name."""

from __future__ import annotations

from collections.abc import Callable

from app.measuring import free_bytes
from app.schemas import PartReady
from app.services import Services
from graph.errors import GraphError

# Below this Neo4j may not be able to write its log, and what it cannot write it refuses.
LEAST_FREE_BYTES = 200_000_000

# None where all is well, else what is wrong; cheap, for a probe asks every few seconds.
Check = Callable[[Services], str | None]


def _graph(services: Services) -> str | None:
    try:
        services.store.ping()
    except GraphError as error:
        return str(error)
    return None


def _schema(services: Services) -> str | None:
    try:
        services.store.reader()
    except GraphError as error:
        return str(error)
    return None


def _workers(services: Services) -> str | None:
    if services.pool.ready():
        return None
    return f"None of {services.pool.size} workers has its language model loaded yet."


def _disk(services: Services) -> str | None:
    if services.settings.neo4j_uri:
        return None  # the data are somebody else's to look after
    free = free_bytes(services.settings)
    if free >= LEAST_FREE_BYTES:
        return None
    return f"Only {free / 1e6:.0f} MB are free in {services.settings.data_dir}: make room for the graph."


CHECKS: dict[str, Check] = {"graph": _graph, "schema": _schema, "workers": _workers, "disk": _disk}


def check(services: Services) -> dict[str, PartReady]:
    """Every part, in order; the schema is not asked for where the graph does not answer."""
    parts: dict[str, PartReady] = {}
    for name, look in CHECKS.items():
        if name == "schema" and not parts["graph"].ready:
            wrong: str | None = "Not known while the graph is away."
        else:
            wrong = look(services)
        parts[name] = PartReady(ready=wrong is None, detail=wrong or "ok")
    return parts
