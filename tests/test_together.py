"""That the tests of a file run in one process, in their order: fixtures of modules are set up once a run."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

NUMBERS = range(8)


@pytest.fixture(scope="module")
def seen(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Of all processes of this run."""
    base = tmp_path_factory.getbasetemp()
    folder = base.parent if "PYTEST_XDIST_WORKER" in os.environ else base
    return folder / "together.txt"


@pytest.mark.parametrize("number", NUMBERS)
def test_one_after_the_other(seen: Path, number: int) -> None:
    with seen.open("a", encoding="utf-8") as file:
        print(os.getpid(), number, file=file)
    assert seen.read_text().splitlines() == [f"{os.getpid()} {one}" for one in NUMBERS[: number + 1]]
