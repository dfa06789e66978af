"""Showing that something is going on."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from rich.progress import Progress


@contextmanager
def spinner(progress: Progress | None, words: str) -> Iterator[None]:
    """For what nobody knows the length of; without a display it is not shown."""
    if progress is None:
        yield
        return
    task = progress.add_task(words, total=None)
    try:
        yield
    finally:
        progress.remove_task(task)
