"""The names of the formats."""

from __future__ import annotations

from enum import StrEnum


class ExportFormat(StrEnum):
    """A form in which meetings come out."""

    JSONL = "jsonl"
    CSV = "csv"
    GRAPHML = "graphml"
    GEXF = "gexf"
    FTM = "ftm"
    PLOVER = "plover"
    SCHEMAORG = "schemaorg"
