"""Meetings taken out as a file."""

from __future__ import annotations

from typing import Annotated, Any

from fastapi import APIRouter, Query
from fastapi.responses import StreamingResponse

from app.errors import AmbiguousActor, UnknownActor
from app.exporting.formats import FORMS
from app.ingest import today
from app.problems import problems
from app.questions import Exporting
from app.routers.shared import ReaderDep
from app.taking_out import taken_out
from graph.errors import GraphUnavailable

router = APIRouter(prefix="/v1", tags=["export"])

FILES: dict[str, Any] = {
    form.media_type.split(";")[0]: {"schema": {"type": "string", "format": "binary"}}
    for form in FORMS.values()
}


@router.get(
    "/export",
    summary="Take meetings out as a file",
    response_class=StreamingResponse,
    responses={
        200: {"content": FILES, "description": "The meetings, the latest first"},
        **problems(AmbiguousActor, UnknownActor, GraphUnavailable),
    },
)
def export(asked: Annotated[Exporting, Query()], reader: ReaderDep) -> StreamingResponse:
    """With the filters of the lists, so that what is shown can be taken along; streamed, whatever its size.
    A stream that breaks off has no proper end, which HTTP clients report."""
    form = FORMS[asked.format]
    name = f"chancery-{today()}.{form.suffix}"
    return StreamingResponse(
        taken_out(reader, asked),
        media_type=form.media_type,
        headers={"Content-Disposition": f'attachment; filename="{name}"'},
    )
