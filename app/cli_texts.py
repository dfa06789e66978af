"""`chancery forget-texts`: texts that were stored before `CHANCERY_KEEP=quotes` was set."""

from __future__ import annotations

from typing import Annotated

import typer

from app.console import MISUSED, AsJson, complain, load_settings, messages, progress_bar, write_json
from app.store import open_store


def forget_texts(
    yes: Annotated[
        bool, typer.Option("--yes", help="Do it: the texts cannot be had back from here.")
    ] = False,
    as_json: AsJson = False,
) -> None:
    """Drop the texts of stored articles and of their editions; quotes and all that was read stay."""
    settings = load_settings()
    if settings.keep != "quotes":
        complain("CHANCERY_KEEP is `texts`: set it to `quotes` first, or texts will be kept again.")
        raise typer.Exit(MISUSED)
    with progress_bar() as progress, open_store(settings, progress) as store:
        count = store.reader().count_texts()
        if not yes and count:
            complain(f"{count} texts would be dropped for good. Say so with --yes.")
            raise typer.Exit(MISUSED)
        store.forget_texts()
    if as_json:
        write_json({"dropped": count})
    else:
        messages().print(f"{count} texts dropped.", highlight=False)
