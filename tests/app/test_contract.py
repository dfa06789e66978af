"""Every operation of the OpenAPI document, called with data made from it and with what it forbids."""

from __future__ import annotations

import os
from typing import Any

import pytest
import schemathesis
from hypothesis import HealthCheck, settings
from schemathesis.openapi.checks import RejectedPositiveData
from schemathesis.specs.openapi.checks import negative_data_rejection, positive_data_acceptance

from app.bodies import STREAM
from app.main import create_app
from app.problems import INVALID
from app.settings import Settings

EXAMPLES = int(os.environ.get("CHANCERY_TEST_EXAMPLES", "5"))  # of each operation

schema = schemathesis.openapi.from_dict(create_app(Settings()).openapi())


@schemathesis.serializer("application/x-ndjson")
def _lines(_: schemathesis.SerializationContext, value: Any) -> bytes:
    return str(value).encode(errors="surrogatepass")


def valid_data_is_not_called_invalid(
    context: schemathesis.CheckContext, response: schemathesis.Response, case: schemathesis.Case[Any]
) -> None:
    """In place of a check that knows no reason but the form to refuse a request: a cursor of another list
    or a text in German is well formed, and its refusal has a code of its own."""
    try:
        positive_data_acceptance(context, response, case)
    except RejectedPositiveData:
        if response.json()["code"] == INVALID.code:
            raise


@pytest.mark.usefixtures("empty_graph")
@schema.parametrize()
@settings(max_examples=EXAMPLES, deadline=None, suppress_health_check=list(HealthCheck))
def test_every_answer_is_one_that_the_document_describes(case: schemathesis.Case[Any], address: str) -> None:
    replaced: list[Any] = [positive_data_acceptance]
    if case.path == STREAM:
        replaced.append(
            negative_data_rejection
        )  # what is wrong with a line is said in the line of its answer
    case.call_and_validate(
        base_url=address,
        excluded_checks=replaced,
        additional_checks=[valid_data_is_not_called_invalid],
    )
