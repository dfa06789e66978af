"""Statements in Cypher: read only, bounded."""

from __future__ import annotations

from typing import Annotated, Any

from fastapi import APIRouter, Response
from pydantic import BaseModel, ConfigDict, Field, JsonValue, StringConstraints

from app.cypher import run_statement
from app.errors import CypherBusy, CypherOff
from app.problems import BODY_TOO_LARGE, BROKEN_JSON, NOT_JSON, problems
from app.routers.shared import NothingDep, ServicesDep
from app.schemas import Out
from graph.errors import BadCypher, CypherRefused, CypherTimedOut, CypherTooLarge, GraphUnavailable

router = APIRouter(prefix="/v1", tags=["cypher"])

REFUSALS: list[Any] = [
    *(CypherRefused, BadCypher, CypherTimedOut, CypherTooLarge, CypherOff, CypherBusy, GraphUnavailable),
    *(BODY_TOO_LARGE, BROKEN_JSON, NOT_JSON),
]


class CypherIn(BaseModel):
    """A statement and the values of its parameters."""

    model_config = ConfigDict(
        extra="forbid",
        json_schema_extra={
            "example": {
                "query": "MATCH (a:Person)-[:PARTICIPATED_IN]->(m:Meeting {status: $status}) "
                "RETURN a.name AS name, count(m) AS meetings ORDER BY meetings DESC, name LIMIT 10",
                "parameters": {"status": "occurred"},
            }
        },
    )

    query: Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=20_000)]
    parameters: dict[str, JsonValue] = Field(default_factory=dict, max_length=200)


class CypherOut(Out):
    """Rows in the order of the columns. A node is an object of element_id, labels and properties, a
    relationship of element_id, type, start, end and properties, a path of nodes and relationships; temporal
    values are ISO 8601, points a srid and coordinates, bytes base64, NaN and infinities words."""

    columns: list[str]
    rows: list[list[JsonValue]]
    truncated: str | None = Field(description="rows or bytes where there was more than is given")
    took_ms: int


@router.post(
    "/cypher", summary="Ask the graph in Cypher", response_model=CypherOut, responses=problems(*REFUSALS)
)
def ask(statement: CypherIn, services: ServicesDep, _: NothingDep) -> Response:
    """Reads only, within limits of time, rows and bytes. Nodes are found by a label and followed along
    named types of relationships; docs/cypher.md says what is refused and why."""
    services.store.reader()
    answer = run_statement(services.settings, services.store.where, statement.query, statement.parameters)
    return Response(answer, media_type="application/json")
