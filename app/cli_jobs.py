"""`chancery jobs` and `chancery work`: the queue of articles on the command line."""

from __future__ import annotations

import time
from contextlib import ExitStack, suppress
from typing import Annotated

import typer
from rich.table import Table

from app import logs
from app.console import (
    FAILED,
    AsJson,
    load_settings,
    messages,
    output,
    progress_bar,
    write_json,
)
from app.runner import Duties, Runner
from app.services import open_services
from app.stopping import Stopping, ended_by_signals
from app.store import Store, open_store
from graph.errors import GraphUnavailable
from graph.jobs import TO_RETRY, JobView, TaskView

app = typer.Typer(
    add_completion=False, help="Articles that wait to be read, and what became of them.", no_args_is_help=True
)

JobId = Annotated[str, typer.Argument(help="The id of a job; `chancery jobs list` shows them.")]
LOOK_S = 0.5


@app.command("list")
def list_jobs(
    limit: Annotated[int, typer.Option(min=1, max=100, help="Jobs at most, the latest first.")] = 20,
    as_json: AsJson = False,
) -> None:
    """Show the latest jobs."""
    with progress_bar() as progress, open_store(load_settings(), progress) as store:
        page = store.queue().jobs(limit=limit)
    if as_json:
        write_json([one.model_dump(mode="json") for one in page.items])
    elif page.items:
        output().print(_table(*page.items))
    else:
        output().print("There are no jobs.")


@app.command()
def show(job: JobId, as_json: AsJson = False) -> None:
    """Show how far a job is, and what failed."""
    with progress_bar() as progress, open_store(load_settings(), progress) as store:
        found = store.queue().job(job)
        failed = store.queue().tasks(job, TO_RETRY, limit=100)
    if as_json:
        told = found.model_dump(mode="json")
        write_json(told | {"failures": [one.model_dump(mode="json") for one in failed.items]})
        return
    output().print(_table(found))
    if failed.items:
        output().print(_failures(failed.items))
    if failed.next_cursor:
        output().print(f"… and more: GET /v1/jobs/{job}/articles?state=failed,set_aside")


@app.command()
def cancel(job: JobId) -> None:
    """Give up what is not stored yet; what is, stays."""
    with progress_bar() as progress, open_store(load_settings(), progress) as store:
        output().print(_table(store.queue().cancel(job)))


@app.command()
def retry(job: JobId) -> None:
    """Queue again what failed or was set aside."""
    with progress_bar() as progress, open_store(load_settings(), progress) as store:
        output().print(_table(store.queue().retry(job)))


def work(
    until_empty: Annotated[
        bool, typer.Option("--until-empty", help="End when nothing waits any more; else on a signal.")
    ] = False,
) -> None:
    """Read queued articles, beside a service or other workers on this or another machine."""
    settings = load_settings()
    logs.set_up(settings.log_level, settings.log_format)
    stopping = Stopping()
    with suppress(KeyboardInterrupt), ended_by_signals(stopping), ExitStack() as stack:
        with progress_bar() as progress:
            services = stack.enter_context(open_services(settings, progress, stopping))
        services.pool.wait_until_ready()
        duties = Duties(keep_days=settings.keep_jobs_days)
        with Runner(services.store, services.pool, settings.max_text_bytes, duties):
            messages().print(f"Reading queued articles with {services.pool.size} workers; Ctrl-C stops it.")
            while not (until_empty and _is_empty(services.store)):
                time.sleep(LOOK_S)
    if until_empty and stopping.begun:
        raise typer.Exit(FAILED)


def _is_empty(store: Store) -> bool:
    try:
        depth = store.queue().depth()
    except GraphUnavailable:
        return False
    return depth["queued"] + depth["running"] == 0


def _table(*jobs: JobView) -> Table:
    # Few columns, so that an id is whole on a terminal of 80.
    table = Table("job", "what", "state", "articles", "pace")
    table.columns[0].no_wrap = True
    for one in jobs:
        what = f"{one.kind}: {one.label}" if one.label else one.kind
        table.add_row(one.id, what, one.state, _counts(one), _pace(one))
    return table


def _counts(job: JobView) -> str:
    told = (f"{count} {name.replace('_', ' ')}" for name, count in job.counts.model_dump().items() if count)
    return ", ".join(told) or "none"


def _pace(job: JobView) -> str:
    pace = f"{job.per_minute:g} a minute" if job.per_minute else ""
    return f"{pace}, {job.seconds_left:.0f} s left" if job.seconds_left else pace


def _failures(tasks: tuple[TaskView, ...]) -> Table:
    table = Table("article", "state", "reason", title="What came to nothing")
    for one in tasks:
        table.add_row(one.where, one.state.replace("_", " "), one.error or "")
    return table
