"""The files that start the service elsewhere agree with each other and with the code."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import pytest
from srsly import yaml_loads  # type: ignore[import-untyped]  # the YAML reader that spaCy brings

from app.settings import environment_names

ROOT = Path(__file__).resolve().parents[1]


@pytest.fixture(scope="module")
def compose() -> dict[str, Any]:
    loaded: dict[str, Any] = yaml_loads((ROOT / "docker-compose.yml").read_text(encoding="utf-8"))
    return loaded


def test_service_waits_for_a_neo4j_that_answers(compose: dict[str, Any]) -> None:
    service, neo4j = compose["services"]["chancery"], compose["services"]["neo4j"]
    assert service["depends_on"] == {"neo4j": {"condition": "service_healthy"}}
    assert service["environment"]["CHANCERY_NEO4J_URI"] == "bolt://neo4j:7687"
    assert neo4j["image"] == "neo4j:5.26-community"
    assert "RETURN 1" in neo4j["healthcheck"]["test"][1]
    assert neo4j["volumes"] == ["graph:/data"]
    assert "graph" in compose["volumes"]


def test_everything_is_published_on_this_machine_only(compose: dict[str, Any]) -> None:
    ports = [port for service in compose["services"].values() for port in service["ports"]]
    assert len(ports) == 3
    assert all(port.startswith("127.0.0.1:") for port in ports)
    assert any(port.endswith(":7474") for port in ports)


def test_the_service_asks_for_keys(compose: dict[str, Any]) -> None:
    assert compose["services"]["chancery"]["environment"]["CHANCERY_AUTH"] == "on"


def test_password_comes_from_the_environment_and_has_no_default() -> None:
    text = (ROOT / "docker-compose.yml").read_text(encoding="utf-8")
    uses = re.findall(r"\$\{NEO4J_PASSWORD([^}]*)\}", text)
    assert len(uses) == 2
    assert all(use.startswith(":?") for use in uses)


def test_variables_of_the_deployment_files_are_read_by_somebody(compose: dict[str, Any]) -> None:
    text = "".join((ROOT / name).read_text(encoding="utf-8") for name in ("Dockerfile", ".env.example"))
    ours = set(re.findall(r"CHANCERY_[A-Z0-9_]+", text)) | {
        name for name in compose["services"]["chancery"]["environment"] if name.startswith("CHANCERY_")
    }
    of_compose = set(
        re.findall(r"(?<!\$)\$\{([A-Z0-9_]+)", (ROOT / "docker-compose.yml").read_text(encoding="utf-8"))
    )
    assert ours <= set(environment_names()) | of_compose
    examples = set(re.findall(r"^#?([A-Z0-9_]+)=", (ROOT / ".env.example").read_text(encoding="utf-8"), re.M))
    assert of_compose <= examples


def test_every_package_is_pinned_with_a_hash_and_no_registry_is_named() -> None:
    for name in ("requirements.lock", "requirements-uv.lock"):
        text = (ROOT / name).read_text(encoding="utf-8")
        packages = re.split(r"\n(?=[a-z0-9])", "\n" + text)[1:]
        assert packages
        assert all("==" in package and "--hash=sha256:" in package for package in packages)
        assert "://" not in text
        assert "--index" not in text
