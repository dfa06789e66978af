"""What the page takes the service's answers for, against what the OpenAPI document says they are."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import pytest

from app.main import create_app
from app.settings import Settings

TYPES = Path(__file__).parents[2] / "app/ui/src/api/types.ts"
INTERFACE = re.compile(r"^export interface (\w+) \{\n(.*?)^\}", re.M | re.S)
FIELD = re.compile(r"^  (\w+)(\??):", re.M)
NAMES = re.compile(r'^export type (\w+) = ("[^;]*);', re.M)
GENERIC = {"Page", "Listed"}  # of the document's lists, one each for every kind of item


@pytest.fixture(scope="module")
def schemas() -> dict[str, Any]:
    found: dict[str, Any] = create_app(Settings()).openapi()["components"]["schemas"]
    return found


def test_each_interface_has_the_fields_of_the_document(schemas: dict[str, Any]) -> None:
    declared = {
        name: {field for field, _ in FIELD.findall(body)}
        for name, body in INTERFACE.findall(TYPES.read_text())
        if name not in GENERIC and not body.startswith("  items: T")
    }
    assert len(declared) > 50
    told = {name: set(schemas.get(name, {}).get("properties", {})) for name in declared}
    assert declared == told


def test_each_list_of_values_is_that_of_the_document(schemas: dict[str, Any]) -> None:
    declared = {name: re.findall(r'"(\w+)"', values) for name, values in NAMES.findall(TYPES.read_text())}
    assert len(declared) > 20
    assert declared == {name: schemas.get(name, {}).get("enum") for name in declared}
