"""The analyst's page, as `make setup` built it from app/ui: one document and the files that it names."""

from __future__ import annotations

import hashlib
from pathlib import Path
from typing import Annotated

from fastapi import APIRouter, Depends, Request
from fastapi.responses import HTMLResponse, Response
from starlette.exceptions import HTTPException

from app.caching import names

router = APIRouter(include_in_schema=False)

# Files of this origin and nothing else; pictures may also be made in the page itself.
POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data: blob:; "
    "connect-src 'self'; font-src 'self'; frame-ancestors 'none'; base-uri 'none'; form-action 'none'"
)
# Not the machine's own list: what a browser takes for a script is no matter of where the service runs.
MEDIA_TYPES = {
    ".css": "text/css",
    ".js": "text/javascript",
    ".json": "application/json",
    ".png": "image/png",
    ".svg": "image/svg+xml",
    ".txt": "text/plain",
    ".webp": "image/webp",
    ".woff2": "font/woff2",
}
_DOCUMENT = "index.html"
_FILES = "assets"
# Its name holds a hash of what is in it: another content is another file.
_FOR_EVER = "public, max-age=31536000, immutable"
_ASK_ANEW = "no-cache"
_NOT_BUILT = """<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>Chancery: the page is not built</title>
</head>
<body>
<h1>Chancery answers, but its page is not built</h1>
<p><code>make setup</code> in the checkout builds it; then load this address again.</p>
<p>What can be asked without it: <a href="docs">docs</a>.</p>
</body>
</html>
"""


async def built() -> Path:
    """Where the page lies; there is no such folder where nobody built it."""
    return Path(__file__).resolve().parent.parent / "ui" / "dist"


BuiltDep = Annotated[Path, Depends(built)]


@router.get("/")
def page(request: Request, folder: BuiltDep) -> Response:
    """All of the page's own addresses are this one: the rest stands behind its `?`."""
    try:
        content = (folder / _DOCUMENT).read_bytes()
    except FileNotFoundError:
        return HTMLResponse(_NOT_BUILT, headers={"Cache-Control": _ASK_ANEW})
    told = {"Content-Security-Policy": POLICY, "Cache-Control": _ASK_ANEW}
    return _answer(request, content, "text/html", told)


@router.get("/assets/{name}")
def file(request: Request, name: str, folder: BuiltDep) -> Response:
    """One of the files that the page is made of."""
    media_type = MEDIA_TYPES.get(Path(name).suffix)
    # Only a name that stands in the folder is ever opened, so that none can lead out of it.
    found = {one.name: one for one in _inside(folder / _FILES)}.get(name)
    if media_type is None or found is None:
        raise HTTPException(404)
    return _answer(request, found.read_bytes(), media_type, {"Cache-Control": _FOR_EVER})


def _inside(folder: Path) -> list[Path]:
    return [one for one in folder.iterdir() if one.is_file()] if folder.is_dir() else []


def _answer(request: Request, content: bytes, media_type: str, told: dict[str, str]) -> Response:
    # Weak: the bytes may come compressed.
    tag = f'W/"{hashlib.sha256(content).hexdigest()[:24]}"'
    told = told | {"ETag": tag}
    if names(request.headers.get("if-none-match", ""), tag):
        return Response(status_code=304, headers=told)
    return Response(content, media_type=media_type, headers=told)
