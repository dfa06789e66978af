"""Is it alive, can it answer, and how is it doing."""

from __future__ import annotations

from fastapi import APIRouter, Response
from prometheus_client import CONTENT_TYPE_LATEST

from app import metrics, readiness
from app.problems import problems
from app.routers.shared import ServicesDep
from app.schemas import Alive, Readiness

router = APIRouter(tags=["probes"])


@router.get("/healthz", summary="The process lives", responses=problems())
async def healthz() -> Alive:
    """Asks nobody else."""
    return Alive()


@router.get(
    "/readyz",
    summary="Articles and questions can be taken",
    responses={503: {"model": Readiness, "description": "Not now; says what is missing"}},
)
def readyz(services: ServicesDep, response: Response) -> Readiness:
    """200 when all parts are there; else 503, and `missing` names those that are not."""
    parts = readiness.check(services)
    missing = [name for name, part in parts.items() if not part.ready]
    if missing:
        response.status_code = 503
        response.headers["Retry-After"] = "5"
    return Readiness(
        ready=not missing,
        missing=missing,
        parts=parts,
        graph=parts["graph"].detail,
        workers_ready=services.pool.ready(),
        workers=services.pool.size,
    )


@router.get("/metrics", include_in_schema=False)
def show_metrics() -> Response:
    """For Prometheus; docs/operations.md says what each figure means."""
    return Response(metrics.exposition(), headers={"Content-Type": CONTENT_TYPE_LATEST})
