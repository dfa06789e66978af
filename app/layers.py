"""What lies around the routes, from the outside in."""

from __future__ import annotations

from fastapi import FastAPI
from starlette.middleware.cors import CORSMiddleware
from starlette.middleware.gzip import DEFAULT_EXCLUDED_CONTENT_TYPES, GZipMiddleware
from starlette.types import ASGIApp

from app.bodies import BodyGuard
from app.caching import Revalidation
from app.door import Door
from app.headers import SecurityHeaders
from app.measuring import Measured
from app.precedence import Questions
from app.request_ids import RequestIds
from app.settings import Settings

# Somebody reads these while they are written.
_STREAMS = (*DEFAULT_EXCLUDED_CONTENT_TYPES, "application/x-ndjson")

_ASKED_BY_PAGES = ["Authorization", "X-API-Key", "Content-Type", "X-Request-ID", "If-None-Match"]
_SHOWN_TO_PAGES = ["Location", "ETag", "X-Request-ID", "Retry-After", "Link", "RateLimit", "RateLimit-Policy"]


def around(app: ASGIApp, settings: Settings) -> ASGIApp:
    """Around everything, the answer to a fault included, which is made outside of any other middleware."""
    return RequestIds(Measured(SecurityHeaders(app, tls=settings.tls)))


def install(app: FastAPI, settings: Settings) -> None:
    """All of it is plain ASGI, so that a body can be read while its answer is written."""
    app.add_middleware(Questions)
    app.add_middleware(BodyGuard, max_bytes=settings.max_body_bytes)
    app.add_middleware(Revalidation)
    app.add_middleware(Door, settings=settings, routes=app.routes)
    app.add_middleware(GZipMiddleware, minimum_size=1_000, compresslevel=5, exclude_content_types=_STREAMS)
    if settings.cors_origins:
        app.add_middleware(
            CORSMiddleware,
            allow_origins=settings.cors_origins.split(","),
            allow_methods=["GET", "POST", "DELETE"],
            allow_headers=_ASKED_BY_PAGES,
            expose_headers=_SHOWN_TO_PAGES,
        )
