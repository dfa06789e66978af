"""Which Chancery this is."""

from __future__ import annotations

from importlib.metadata import PackageNotFoundError, version


def program_version() -> str:
    """The installed distribution's; a checkout that was never installed has none."""
    try:
        return version("chancery")
    except PackageNotFoundError:
        return "0+checkout"
