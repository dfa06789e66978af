"""Settings: documented, checked, and read once."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from pydantic import ValidationError

from app.settings import Settings, environment_names, settings_table, unknown_names

README = Path(__file__).resolve().parents[2] / "README.md"


def test_every_setting_is_a_row_of_the_readme_and_every_row_a_setting() -> None:
    rows = re.findall(r"^\| `CHANCERY_[A-Z0-9_]+` \|.*$", README.read_text(encoding="utf-8"), re.MULTILINE)
    assert rows == settings_table()


def test_a_setting_is_read_from_its_variable(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("CHANCERY_PORT", "9001")
    assert Settings().port == 9001


def test_an_empty_variable_is_as_none_at_all(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("CHANCERY_PORT", "")
    assert Settings().port == Settings.model_fields["port"].default


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("NEO4J_URI", "http://localhost:7474"),
        ("NEO4J_URI", "localhost"),
        ("PORT", "0"),
        ("PORT", "99999"),
        ("WORKERS", "0"),
        ("MAX_TEXT_BYTES", "10"),
        ("EXTRACT_TIMEOUT_S", "-1"),
        ("LOG_LEVEL", "LOUD"),
    ],
)
def test_a_value_that_cannot_work_is_refused(monkeypatch: pytest.MonkeyPatch, name: str, value: str) -> None:
    monkeypatch.setenv(f"CHANCERY_{name}", value)
    with pytest.raises(ValidationError, match=name.lower()):
        Settings()


@pytest.mark.parametrize(
    "uri", ["bolt://localhost:7687", "neo4j://db", "neo4j+s://x.databases.neo4j.io", "bolt+ssc://[::1]:7687"]
)
def test_every_scheme_of_the_driver_is_taken(monkeypatch: pytest.MonkeyPatch, uri: str) -> None:
    monkeypatch.setenv("CHANCERY_NEO4J_URI", uri)
    assert Settings().neo4j_uri == uri


def test_the_password_shows_in_no_printout(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("CHANCERY_NEO4J_PASSWORD", "open-sesame")
    assert "open-sesame" not in repr(Settings())


def test_a_mistyped_variable_is_noticed() -> None:
    assert unknown_names({"CHANCERY_PROT": "1", "CHANCERY_PORT": "1", "HOME": "/"}) == ["CHANCERY_PROT"]


def test_there_is_a_variable_for_each_field() -> None:
    assert set(environment_names()) == {f"CHANCERY_{name.upper()}" for name in Settings.model_fields}
