"""`chancery evaluate`: how well meetings are read, against articles annotated by hand."""

from __future__ import annotations

import json
from collections.abc import Iterator
from functools import partial
from pathlib import Path
from typing import Annotated, Any

import typer
from pydantic import ValidationError
from rich.table import Table
from rich.text import Text

from app import crossing
from app.cli_extract import Workers, extract_sources
from app.console import FAILED, AsJson, complain, load_settings, output, progress_bar, write_json
from app.errors import BadInput
from app.ingest import Reading, read, today
from app.sources import Source, read_files
from app.workers import WorkerPool, in_order
from extractors.gold import GoldArticle
from extractors.scoring import Figure, Mistake, Score, problems, score

FIGURES = ("who_met_whom", "party_pairs", "meetings", "participants", "parties")


def evaluate(  # noqa: PLR0913  # typer reads the options from here
    gold: Annotated[list[Path], typer.Argument(help="Annotated articles, one JSON object a line.")],
    predictions: Annotated[
        Path | None, typer.Option(help="What `chancery extract` wrote; without it the articles are read now.")
    ] = None,
    errors: Annotated[
        bool, typer.Option("--errors", help="List what was missed, invented or different.")
    ] = False,
    cross: Annotated[
        bool,
        typer.Option(
            "--cross", help="Say how well meetings with the same `event` are known again across articles."
        ),
    ] = False,
    as_json: AsJson = False,
    workers: Workers = None,
) -> None:
    """Say how many meetings are found, and how much of them is right."""
    annotated = [article for path in gold for article in gold_articles(path)]
    if cross:
        if predictions or errors:
            raise BadInput("--cross reads the articles itself; leave out --predictions and --errors.")
        _across(gold, annotated, as_json=as_json, workers=workers)
        return
    predicted = _parsed(predictions) if predictions else _predict(gold, len(annotated), workers)
    try:
        result = score(annotated, predicted)
    except ValidationError as error:
        raise BadInput(
            f"{predictions} is not what `chancery extract` writes: {error.errors()[0]['msg']}"
        ) from error
    if as_json:
        write_json(result.to_dict() | ({"mistakes": _listed(result)} if errors else {}))
        return
    output().print(figures(result))
    output().print(accuracies(result))
    if errors:
        output().print(_mistakes(result))


def _across(gold: list[Path], annotated: list[dict[str, Any]], *, as_json: bool, workers: int | None) -> None:
    articles = [GoldArticle.model_validate(article) for article in annotated]
    if not any(meeting.event for article in articles for meeting in article.meetings):
        raise BadInput("No meeting of these articles has an `event`, so that there is nothing to compare.")
    found = crossing.figures(articles, _readings(gold, articles, workers))
    if as_json:
        write_json({name: figure.to_dict() for name, figure in found.items()})
        return
    table = Table(title="Meetings across articles, B-cubed")
    table.add_column("")
    for heading in ("articles", "meetings", "events", "precision", "recall", "F1"):
        table.add_column(heading, justify="right")
    for name, figure in found.items():
        counts = (str(count) for count in (figure.articles, figure.meetings, figure.events))
        values = (f"{value:.3f}" for value in (figure.precision, figure.recall, figure.f1))
        table.add_row(name, *counts, *values)
    output().print(table)


def _readings(gold: list[Path], articles: list[GoldArticle], workers: int | None) -> dict[str, Reading]:
    settings = load_settings()
    with (
        progress_bar() as progress,
        WorkerPool(
            workers or settings.workers, settings.extract_timeout_s, settings.worker_memory_mb
        ) as pool,
    ):
        task = progress.add_task("Reading", total=len(articles))

        def reading(source: Source) -> Reading:
            if source.raw is None:
                raise BadInput(f"{source.where}: {source.error}")
            done = pool.run(partial(read, raw=source.raw, on=today(), max_bytes=settings.max_text_bytes))
            progress.advance(task)
            return done

        found = list(in_order(reading, read_files(gold), pool.size + 1))
    return {article.id: one for article, one in zip(articles, found, strict=True)}


def _parsed(path: Path) -> list[dict[str, Any]]:
    return [one for one in _parsed_lines(path) if one is not None]


def _parsed_lines(path: Path) -> Iterator[Any]:
    """None for an empty line, so that lines count as in an editor."""
    try:
        lines = path.read_text(encoding="utf-8").splitlines()
    except (OSError, UnicodeDecodeError) as error:
        raise BadInput(f"{path} cannot be read: {error}") from error
    for number, line in enumerate(lines, 1):
        try:
            yield json.loads(line) if line.strip() else None
        except json.JSONDecodeError as error:
            raise BadInput(f"{path}:{number}: not JSON at column {error.colno}: {error.msg}") from error


def gold_articles(path: Path) -> list[dict[str, Any]]:
    lines = list(_parsed_lines(path))
    wrong = list(problems(lines))
    for problem in wrong:
        complain(f"{path}: {problem}")
    if wrong:
        raise BadInput(f"{path} is not in the form of the annotation guidelines.")
    return [one for one in lines if one is not None]


def _predict(gold: list[Path], total: int, workers: int | None) -> list[dict[str, Any]]:
    settings = load_settings()
    found = []
    with (
        progress_bar() as progress,
        WorkerPool(
            workers or settings.workers, settings.extract_timeout_s, settings.worker_memory_mb
        ) as pool,
    ):
        task = progress.add_task("Reading", total=total)
        for line in extract_sources(read_files(gold), pool, settings.max_text_bytes):
            if line.json is None:
                complain(f"{line.where}: {line.error}")
                raise typer.Exit(FAILED)
            found.append(json.loads(line.json))
            progress.advance(task)
    return found


def figures(result: Score) -> Table:
    table = Table(title=f"{result.articles} articles")
    table.add_column("")
    for heading in ("precision", "recall", "F1", "right", "predicted", "gold"):
        table.add_column(heading, justify="right")
    for name in FIGURES:
        table.add_row(name.replace("_", " "), *_row(getattr(result, name)))
    table.add_section()
    for status, figure in result.status.items():
        table.add_row(f"status {status}", *_row(figure))
    table.add_row("status, macro", "", "", f"{result.status_macro_f1:.3f}", "", "", "")
    return table


def _row(figure: Figure) -> list[str]:
    return [
        *(f"{value:.3f}" for value in (figure.precision, figure.recall, figure.f1)),
        *(str(count) for count in (figure.hit, figure.predicted, figure.gold)),
    ]


def accuracies(result: Score) -> Table:
    table = Table(title="right, of the meetings found")
    for name in result.accuracy:
        table.add_column(name.replace("_", " "), justify="right")
    table.add_row(*(f"{value:.3f}" for value in result.accuracy.values()))
    return table


def _mistakes(result: Score) -> Table:
    table = Table(title="what is not right")
    for heading in ("article", "what", "meeting"):
        table.add_column(heading, overflow="fold")
    for one in result.mistakes:
        table.add_row(Text(one.article_id), Text(one.what), Text(_told(one)))
    return table


def _told(mistake: Mistake) -> str:
    meeting = mistake.meeting
    who = "; ".join(f"{one.name or one.office} ({one.party})" for one in meeting.participants)
    when = meeting.date.start if meeting.date else None
    return f"{meeting.status} {when or '?'} {who}"


def _listed(result: Score) -> list[dict[str, Any]]:
    return [one.model_dump(mode="json") for one in result.mistakes]
