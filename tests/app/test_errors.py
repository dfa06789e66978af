"""Every error of the layers means something to a client."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from app.errors import MEANINGS, AppError, meaning
from extractors.errors import ExtractionError
from graph.errors import GraphError


def leaf_classes(root: type[Exception]) -> Iterator[type[Exception]]:
    children = root.__subclasses__()
    if not children:
        yield root
    for child in children:
        yield from leaf_classes(child)


LEAVES = [leaf for root in (ExtractionError, GraphError, AppError) for leaf in leaf_classes(root)]


@pytest.mark.parametrize("error", LEAVES, ids=lambda error: error.__name__)
def test_every_error_has_a_status_of_its_own(error: type[Exception]) -> None:
    assert error in MEANINGS
    assert 400 <= MEANINGS[error].status < 600


def test_no_two_errors_share_a_code() -> None:
    codes = [one.code for one in MEANINGS.values()]
    assert len(codes) == len(set(codes))


def test_an_error_without_an_entry_has_that_of_its_parent() -> None:
    class Sudden(AppError):
        pass

    class Narrow(next(iter(MEANINGS))):  # type: ignore[misc]
        pass

    assert meaning(Sudden()) is None
    assert meaning(Narrow()) is next(iter(MEANINGS.values()))


@pytest.mark.parametrize(
    "error", [one for one in LEAVES if MEANINGS[one].status == 503], ids=lambda e: e.__name__
)
def test_what_passes_says_when_to_come_back(error: type[Exception]) -> None:
    permanent = {"model_missing", "schema_too_new"}
    assert (MEANINGS[error].retry_after is None) == (MEANINGS[error].code in permanent)
