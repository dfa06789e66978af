"""Every format with its media type, its file name's end and what writes it."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass

from app.exporting import csv_table, ftm, gexf, graphml, jsonl, plover, schemaorg
from app.exporting.names import ExportFormat
from graph.views import WholeMeeting

_CHUNK = 64 * 1024


@dataclass(frozen=True)
class Form:
    """`write` gives the bytes bit by bit and never holds more than a few meetings."""

    media_type: str
    suffix: str
    write: Callable[[Iterable[WholeMeeting]], Iterator[bytes]]


_LINES = "application/x-ndjson"
FORMS = {
    ExportFormat.JSONL: Form(_LINES, "jsonl", jsonl.write),
    ExportFormat.CSV: Form("text/csv; charset=utf-8; header=present", "csv", csv_table.write),
    ExportFormat.GRAPHML: Form("application/graphml+xml", "graphml", graphml.write),
    ExportFormat.GEXF: Form("application/gexf+xml", "gexf", gexf.write),
    ExportFormat.FTM: Form(_LINES, "ftm.jsonl", ftm.write),
    ExportFormat.PLOVER: Form(_LINES, "plover.jsonl", plover.write),
    ExportFormat.SCHEMAORG: Form(_LINES, "schemaorg.jsonl", schemaorg.write),
}


def written(form: Form, meetings: Iterable[WholeMeeting]) -> Iterator[bytes]:
    """In pieces that are worth sending."""
    waiting = bytearray()
    for piece in form.write(meetings):
        waiting += piece
        if len(waiting) >= _CHUNK:
            yield bytes(waiting)
            waiting.clear()
    if waiting:
        yield bytes(waiting)
