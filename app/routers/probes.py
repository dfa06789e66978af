"""Is it alive, can it answer, and where to read on."""

from __future__ import annotations

from fastapi import APIRouter, Response
from fastapi.responses import RedirectResponse

from app.problems import problems
from app.routers.shared import ServicesDep
from app.schemas import Alive, Readiness
from graph.errors import GraphError

router = APIRouter(tags=["probes"])


@router.get("/healthz", summary="The process lives", responses=problems())
async def healthz() -> Alive:
    """Asks nobody else."""
    return Alive()


@router.get(
    "/readyz",
    summary="The graph answers and a worker can read",
    responses={503: {"model": Readiness, "description": "Not now; says what is missing"}},
)
def readyz(services: ServicesDep, response: Response) -> Readiness:
    """200 when articles and questions can be taken, 503 when not."""
    problem = None
    try:
        services.store.reader().ping()
    except GraphError as error:
        problem = str(error)
    workers = services.pool.ready()
    ready = problem is None and workers > 0
    if not ready:
        response.status_code = 503
        response.headers["Retry-After"] = "5"
    return Readiness(
        ready=ready,
        graph="ok" if problem is None else problem,
        workers_ready=workers,
        workers=services.pool.size,
    )


@router.get("/", include_in_schema=False)
async def root() -> RedirectResponse:
    """People who open the bare address want the documentation."""
    return RedirectResponse("/docs")
