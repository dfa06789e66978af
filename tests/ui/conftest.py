"""The page in a real browser, on a real service with a Neo4j of its own that holds articles of seeds/.

All of it ends with the last test of this folder, and not with the run: see `chromium`.
"""

from __future__ import annotations

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass

import httpx
import pytest
from playwright.sync_api import Browser, Page

from app.services import Services, open_services
from app.settings import Settings
from app.sources import read_files
from graph.local import LocalNeo4j
from tests.app.conftest import serving, settings_for
from tests.ui.browsing import ROOT, Troubles, chromium, opened

ARTICLES = [ROOT / "seeds" / name for name in ("articles.jsonl", "clusters.jsonl")]


@dataclass(frozen=True)
class Service:
    """One that runs; with `services` a test can run another on the same graph."""

    url: str
    services: Services


@pytest.fixture(scope="package")
def service(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Service]:
    """Shared: who changes what is in the graph puts it back."""
    server = LocalNeo4j(tmp_path_factory.mktemp("page"), Settings().cache_dir)
    try:
        settings = settings_for(server.start())
        with open_services(settings) as services:
            _fill(services)
            with serving(settings, services) as url:
                yield Service(url, services)
    finally:
        server.stop()


def _fill(services: Services) -> None:
    ingester = services.ingester
    raws = [source.raw for source in read_files(ARTICLES) if source.raw is not None]
    with ThreadPoolExecutor(ingester.at_once) as several:
        assert len(list(several.map(ingester.ingest, raws))) == 35


@pytest.fixture(scope="package")
def client(service: Service) -> Iterator[httpx.Client]:
    """Past the page: what the service itself says."""
    with httpx.Client(base_url=service.url, timeout=60) as opened_client:
        yield opened_client


@pytest.fixture(scope="package")
def browser() -> Iterator[Browser]:
    with chromium() as started:
        yield started


@pytest.fixture
def troubles() -> Iterator[Troubles]:
    """Fails the test that left any which it did not expect."""
    watched = Troubles()
    yield watched
    watched.check()


@pytest.fixture
def page(browser: Browser, service: Service, troubles: Troubles) -> Iterator[Page]:
    """A window of 1280 by 800 in a browser of its own; `page.goto("/")` opens the page."""
    with opened(browser, service.url, troubles) as window:
        yield window
