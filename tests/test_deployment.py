"""The files that start the service elsewhere agree with each other and with the code."""

from __future__ import annotations

import json
import re
import subprocess
import sys
from pathlib import Path
from typing import Any
from zipfile import ZipFile

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
    ports = [port for service in compose["services"].values() for port in service.get("ports", [])]
    assert len(ports) == 3
    assert all(port.startswith("127.0.0.1:") for port in ports)
    assert any(port.endswith(":7474") for port in ports)


def test_the_service_asks_for_keys(compose: dict[str, Any]) -> None:
    assert compose["services"]["chancery"]["environment"]["CHANCERY_AUTH"] == "on"


def test_workers_are_as_the_service_is_but_for_its_port_and_probe(compose: dict[str, Any]) -> None:
    service, worker = compose["services"]["chancery"], compose["services"]["worker"]
    assert worker["command"] == "chancery work"
    assert worker["deploy"]["replicas"] > 1
    assert "container_name" not in worker  # or there could be one only
    assert worker["healthcheck"] == {"disable": True}
    assert "ports" not in worker
    own = {"command", "deploy", "healthcheck", "ports"}
    assert {k: v for k, v in worker.items() if k not in own} == {
        k: v for k, v in service.items() if k not in own
    }


def test_a_container_can_do_no_more_than_it_has_to(compose: dict[str, Any]) -> None:
    for name, service in compose["services"].items():
        assert service["security_opt"] == ["no-new-privileges:true"], name
        assert {"cpus", "memory"} <= set(service["deploy"]["resources"]["limits"]), name
        assert service["logging"]["driver"] == "json-file", name
        assert {"max-size", "max-file"} <= set(service["logging"]["options"]), name
    for name in ("chancery", "worker"):
        service = compose["services"][name]
        assert service["read_only"] is True
        assert service["tmpfs"] == ["/tmp"]
        assert service["environment"]["CHANCERY_LOG_FORMAT"] == "json"


def test_a_container_is_given_longer_to_stop_than_its_requests_are(compose: dict[str, Any]) -> None:
    service = compose["services"]["chancery"]
    given = int(service["stop_grace_period"].removesuffix("s"))
    assert given > float(service["environment"]["CHANCERY_STOP_SECONDS"])


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


def test_the_page_is_built_of_packages_that_are_pinned_and_no_address_is_named() -> None:
    lock = json.loads((ROOT / "app/ui/package-lock.json").read_text())
    packages = {name: one for name, one in lock["packages"].items() if name}
    assert len(packages) > 50
    assert [name for name, one in packages.items() if not one.get("integrity")] == []
    assert [name for name, one in packages.items() if {"resolved", "funding"} & one.keys()] == []


def test_the_package_holds_what_was_built_of_the_page_and_not_what_from(tmp_path: Path) -> None:
    build = [sys.executable, "-m", "hatchling", "build", "--target", "wheel", "--directory", str(tmp_path)]
    subprocess.run(build, cwd=ROOT, check=True, capture_output=True, timeout=120)
    (wheel,) = tmp_path.iterdir()
    packed = {name for name in ZipFile(wheel).namelist() if name.startswith("app/ui/")}
    dist = ROOT / "app" / "ui" / "dist"
    assert "app/ui/dist/index.html" in packed
    assert packed == {str(one.relative_to(ROOT)) for one in dist.rglob("*") if one.is_file()}


def test_the_image_takes_of_the_page_what_its_stage_built() -> None:
    image = (ROOT / "Dockerfile").read_text(encoding="utf-8")
    build, final = image.split("FROM ")[2:]
    # Over what was copied of the sources, and before the package is made of them.
    copied = build.index("COPY app app"), build.index("COPY --from=page /src/dist app/ui/dist")
    assert list(copied) == sorted(copied)
    assert copied[1] < build.index("--no-deps")
    assert "--from=page" not in final
    ignored = (ROOT / ".dockerignore").read_text(encoding="utf-8").splitlines()
    assert {"app/ui/dist", "app/ui/node_modules"} <= set(ignored)
