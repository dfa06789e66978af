"""The documentation page: Swagger UI from files of our own, for no request may leave the origin."""

from __future__ import annotations

from importlib import resources

from fastapi import APIRouter
from fastapi.responses import HTMLResponse, Response
from starlette.exceptions import HTTPException

router = APIRouter(prefix="/docs", include_in_schema=False)

# Swagger UI writes styles into its elements; nothing else may do more than a file of this origin.
_POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self' data:; "
    "connect-src 'self'; frame-ancestors 'none'; base-uri 'none'; form-action 'none'"
)
# Addresses are relative, so that a proxy may put the service below a path.
_PAGE = """<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>Chancery: what can be asked</title>
<link rel="icon" href="docs/favicon.png">
<link rel="stylesheet" href="docs/swagger-ui.css">
</head>
<body>
<div id="page"></div>
<noscript>This page needs JavaScript. What it shows is in <a href="openapi.json">openapi.json</a>.</noscript>
<script src="docs/swagger-ui-bundle.js"></script>
<script src="docs/start.js"></script>
</body>
</html>
"""
_START = b"""SwaggerUIBundle({
  url: "openapi.json",
  dom_id: "#page",
  deepLinking: true,
  validatorUrl: null,
});
"""
_FILES = {
    "swagger-ui-bundle.js": ("swagger-ui-bundle.js", "text/javascript"),
    "swagger-ui.css": ("swagger-ui.css", "text/css"),
    "favicon.png": ("favicon-32x32.png", "image/png"),
}
_KEEPING = {"Cache-Control": "public, max-age=3600"}


@router.get("")
async def page() -> HTMLResponse:
    """Describes and tries every request."""
    return HTMLResponse(_PAGE, headers={"Content-Security-Policy": _POLICY, "Cache-Control": "no-cache"})


@router.get("/{name}")
def file(name: str) -> Response:
    """One of the files that the page is made of."""
    if name == "start.js":
        return Response(_START, media_type="text/javascript", headers=_KEEPING)
    if name not in _FILES:
        raise HTTPException(404)
    stored, media_type = _FILES[name]
    content = resources.files("fastapi_swagger.resources").joinpath(stored).read_bytes()
    return Response(content, media_type=media_type, headers=_KEEPING)
