"""`chancery ingest`: articles from files into the graph."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator
from dataclasses import asdict, dataclass
from itertools import islice
from pathlib import Path
from typing import Annotated

import typer
from rich.progress import Progress
from rich.table import Table

from app.auditing import on_command
from app.console import FAILED, AsJson, complain, load_settings, output, progress_bar, write_json
from app.ingest import Outcome
from app.intake import Intake, new_job, new_task
from app.runner import Duties, Runner
from app.services import Services, open_services
from app.sources import Defaults, Source, count_articles, find_files, read_files
from app.store import Store, open_store
from app.waiting import follow
from graph.jobs import JobKind, TaskView

ACTION = "article.put_batch"
AT_ONCE = 50


@dataclass
class Tally:
    """What became of many articles."""

    new: int = 0
    replaced: int = 0
    unchanged: int = 0
    failed: int = 0
    meetings: int = 0

    def add(self, outcome: Outcome) -> None:
        """Count one article, and complain where it failed."""
        saved = outcome.saved
        if saved is None:
            self._fail(outcome.where, outcome.error)
        else:
            self._count(created=saved.created, changed=saved.changed, meetings=saved.reports)

    def add_task(self, task: TaskView) -> None:
        """Count one article of a job, and complain where it came to nothing."""
        if task.article_id is None:
            self._fail(task.where, task.error or task.state.replace("_", " "))
        else:
            self._count(bool(task.created), bool(task.changed), task.meetings or 0)

    def _count(self, created: bool, changed: bool, meetings: int) -> None:
        self.meetings += meetings
        self.new += created
        self.replaced += changed and not created
        self.unchanged += not changed

    def _fail(self, where: str, words: str | None) -> None:
        self.failed += 1
        complain(f"{where}: {words}")


def ingest(
    paths: Annotated[list[Path], typer.Argument(help=".jsonl, .txt or .html files, or folders of them.")],
    published: Annotated[
        dt.datetime | None,
        typer.Option(formats=["%Y-%m-%d"], help="Day of publication of .txt and .html files."),
    ] = None,
    source: Annotated[str | None, typer.Option(help="Who published the .txt and .html files.")] = None,
    wait: Annotated[
        bool,
        typer.Option(
            "--wait/--no-wait", help="Read them here, or leave that to a running service or `chancery work`."
        ),
    ] = True,
    as_json: AsJson = False,
) -> None:
    """Read articles and store what they say in the graph. They are kept first, so that none is lost."""
    settings = load_settings()
    files = find_files(paths)
    sources = read_files(files, Defaults(published.date() if published else None, source))
    label = ", ".join(map(str, paths))
    if not wait:
        with (
            progress_bar() as progress,
            open_store(settings, progress) as store,
            on_command(store, settings.audit_days, ACTION, label),
        ):
            job, count = _queue_up(store, sources, label, progress, count_articles(files))
        told = {"job": job, "queued": count}
        write_json(told) if as_json else output().print(
            f"{count} articles are queued: chancery jobs show {job}"
        )
        return
    with (
        progress_bar() as progress,
        open_services(settings, progress) as services,
        on_command(services.store, settings.audit_days, ACTION, label),
    ):
        tally = fill(services, sources, progress, count_articles(files), label)
    if as_json:
        write_json(asdict(tally))
    else:
        output().print(tally_table(tally))
    if tally.failed:
        raise typer.Exit(FAILED)


def fill(services: Services, sources: Iterable[Source], progress: Progress, total: int, label: str) -> Tally:
    """Queue all of them and read them here, under a progress bar."""
    tally = Tally()
    task = progress.add_task("Reading articles", total=total)
    job, most = new_job(JobKind.FILES, label), services.settings.max_text_bytes
    with Runner(services.store, services.pool, most, Duties(only=job.id)) as runner:
        intake = Intake(services.store, runner, job)
        intake.open()
        try:
            for finished in follow(services.store, intake, _bring(intake, sources)):
                tally.add_task(finished)
                progress.advance(task)
        except KeyboardInterrupt:
            complain(
                f"What is not read yet stays queued: a running service reads it, or `chancery work`; "
                f"`chancery jobs cancel {job.id}` gives it up."
            )
            raise
    return tally


def _queue_up(
    store: Store, sources: Iterable[Source], label: str, progress: Progress, total: int
) -> tuple[str, int]:
    task = progress.add_task("Queueing articles", total=total)
    with Runner(store, None, 0) as bringer:
        intake = Intake(store, bringer, new_job(JobKind.FILES, label))
        intake.open()
        for _ in _bring(intake, sources):
            progress.advance(task, AT_ONCE)
        intake.close()
        return intake.job.id, store.queue().job(intake.job.id).counts.queued


def _bring(intake: Intake, sources: Iterable[Source]) -> Iterator[None]:
    """Puts some into the queue at each step."""
    numbered = (new_task(position, source) for position, source in enumerate(sources, 1))
    while some := list(islice(numbered, AT_ONCE)):
        intake.accept(some)
        yield


def tally_table(tally: Tally) -> Table:
    """For people."""
    table = Table(title="Articles")
    for name in asdict(tally):
        table.add_column(name, justify="right")
    table.add_row(*(str(count) for count in asdict(tally).values()))
    return table
