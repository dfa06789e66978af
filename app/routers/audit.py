"""The audit trail: who changed what, and when."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Query, Request

from app.problems import problems
from app.questions import AuditSearch
from app.routers.shared import PageOut, ServicesDep, page_out
from graph.audit import AuditEntry
from graph.errors import BadCursor, GraphUnavailable

router = APIRouter(prefix="/v1/audit", tags=["audit"])


@router.get("", summary="Who changed what", responses=problems(BadCursor, GraphUnavailable))
def listed(
    asked: Annotated[AuditSearch, Query()], services: ServicesDep, request: Request
) -> PageOut[AuditEntry]:
    """Every request that would change something, the refused ones too, and every command that did; the latest
    first. Not those over the limit of requests."""
    page = services.store.audit().entries(
        who=asked.who,
        action=asked.action,
        subject=asked.subject,
        since=asked.since,
        until=asked.until,
        cursor=asked.cursor,
        limit=asked.limit,
    )
    return page_out(request, page)
