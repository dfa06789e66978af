"""`chancery extract` and `chancery evaluate`: reading without a database."""

from __future__ import annotations

import datetime as dt
import sys
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, TextIO

import typer

from app.console import FAILED, complain, load_settings, progress_bar
from app.errors import AppError, BadInput
from app.guideline_form import as_given, read_article_form
from app.ingest import today
from app.sources import Source, count_articles, read_files, read_lines
from app.workers import WorkerPool, in_order
from extractors.clean import RawArticle, read_article
from extractors.errors import ExtractionError

if TYPE_CHECKING:
    from extractors.pipeline import Extractor

STDIN = Path("-")

Workers = Annotated[
    int | None, typer.Option(min=1, max=64, help="Processes to read with; one a core, at most 4.")
]


@dataclass(frozen=True)
class Line:
    """One article's answer: JSON, or why there is none."""

    where: str
    json: str | None = None
    error: str | None = None


def form_as_json(extractor: Extractor, raw: RawArticle, on: dt.date, max_bytes: int) -> str:
    """Runs in a worker, so that only the finished line travels."""
    clean = read_article(raw, today=on, max_bytes=max_bytes)
    extraction = extractor.extract(clean.article)
    form = read_article_form(raw.id or clean.article.id, extraction, as_given(clean))
    return form.model_dump_json()


def extract_sources(sources: Iterable[Source], pool: WorkerPool, max_bytes: int) -> Iterator[Line]:
    """A line for each source, in order, read by all workers at once."""
    return in_order(partial(_line, pool, max_bytes), sources, pool.size + 1)


def _line(pool: WorkerPool, max_bytes: int, source: Source) -> Line:
    if source.raw is None:
        return Line(source.where, error=source.error)
    task = partial(form_as_json, raw=source.raw, on=today(), max_bytes=max_bytes)
    try:
        return Line(source.where, json=pool.run(task))
    except (ExtractionError, AppError) as error:
        return Line(source.where, error=str(error))


def open_sources(file: Path) -> tuple[Iterator[Source], int | None]:
    """The articles of a .jsonl file or of standard input, and how many where that is known."""
    if file == STDIN:
        return read_lines(sys.stdin.buffer, "standard input"), None
    if file.suffix.lower() != ".jsonl":
        raise BadInput(
            f"{file} is not a .jsonl file (one article a line: id, title, source, published, text)."
        )
    if not file.is_file():
        raise BadInput(f"{file} does not exist.")
    return read_files([file]), count_articles([file])


def extract(
    file: Annotated[Path, typer.Argument(help="Articles, one JSON object a line; - for standard input.")],
    output: Annotated[
        Path | None, typer.Option("--output", "-o", help="Write here instead of standard output.")
    ] = None,
    workers: Workers = None,
) -> None:
    """Read articles and write who met whom, a line each; needs no database.

    In: id, title, source, published, text. Out: id, meetings, actors; offsets refer to the text as given.
    """
    settings = load_settings()
    sources, total = open_sources(file)
    size = min(workers or settings.workers, max(total or 64, 1))
    failed = 0
    with (
        _target(output) as out,
        progress_bar() as progress,
        WorkerPool(size, settings.extract_timeout_s, settings.worker_memory_mb) as pool,
    ):
        task = progress.add_task("Reading", total=total)
        for line in extract_sources(sources, pool, settings.max_text_bytes):
            failed += _write(line, out)
            progress.advance(task)
    if failed:
        complain(f"{failed} article{'s' if failed > 1 else ''} could not be read.")
        raise typer.Exit(FAILED)


@contextmanager
def _target(output: Path | None) -> Iterator[TextIO]:
    if output is None:
        yield sys.stdout
        return
    try:
        opened = output.open("w", encoding="utf-8")
    except OSError as error:
        raise BadInput(f"Cannot write to {output}: {error.strerror}.") from error
    with opened:
        yield opened


def _write(line: Line, out: TextIO) -> bool:
    """Write the line; true where there was none to write."""
    if line.json is None:
        complain(f"{line.where}: {line.error}")
        return True
    out.write(line.json + "\n")
    out.flush()
    return False
