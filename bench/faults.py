"""Kills of the service and of its Neo4j while clients send articles, and what the graph is afterwards.

Starts `chancery serve` with a managed Neo4j of its own in a temporary folder, so it disturbs no other. Exit
code 1 where something that was accepted is missing, the graph is not that of the same articles put in one
by one, a client had to give up or a process is left behind. How it works: tests/faults/trial.py.
"""

from __future__ import annotations

import argparse
import statistics
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

from rich.console import Console

from tests.faults.trial import Plan, Report, run

OUT = Console(highlight=False, markup=False, soft_wrap=True)
SHOWN = 10


def plan(arguments: list[str]) -> Plan:
    """What the options ask for."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("--kills", type=int, default=20, help="in turn of each process")
    parser.add_argument("--articles", type=int, default=200)
    parser.add_argument("--clients", type=int, default=6, help="that send at once")
    parser.add_argument("--seed", type=int, default=1, help="of the texts and the delays")
    parser.add_argument(
        "--queued",
        action="store_true",
        help="through the queue, which a worker beside the service also reads",
    )
    chosen = parser.parse_args(arguments)
    return Plan(chosen.kills, chosen.articles, chosen.seed, chosen.clients, queued=chosen.queued)


def show(report: Report) -> None:
    """The figures, and what is wrong."""
    kills = ", ".join(f"{times} of the {kind}" for kind, times in sorted(report.kills.items())) or "none"
    OUT.print(f"\nkills      {kills}; {report.hasty_kills} of them soon after the one before")
    OUT.print(
        f"accepted   {report.accepted} articles; {report.known_already} were in when they were sent again"
    )
    if report.set_aside:
        OUT.print(f"set aside  {len(report.set_aside)}: {sorted(report.set_aside.values())[0]}")
    OUT.print(f"retries    {report.retries.total()}")
    for reason, times in report.retries.most_common():
        OUT.print(f"           {times:5} {reason}")
    for kind, seconds in sorted(report.back_s.items()):
        OUT.print(
            f"back       after a kill of the {kind}: {statistics.median(seconds):.1f} s in the middle, "
            f"{max(seconds):.1f} s at most"
        )
    OUT.print(f"graph      {report.nodes} nodes")
    OUT.print(f"seconds    {report.seconds:.0f}")
    faults = report.faults()
    OUT.print("equal" if not faults else f"{len(faults)} faults, the first ones:")
    for fault in faults[:SHOWN]:
        OUT.print(f"  {fault}")


def teller() -> Callable[[str], None]:
    """Prints each step with the seconds since now."""
    began = time.monotonic()
    return lambda step: OUT.print(f"{time.monotonic() - began:5.0f} s  {step}")


def main(arguments: list[str]) -> int:
    with tempfile.TemporaryDirectory(prefix="chancery-faults-") as folder:
        report = run(plan(arguments), Path(folder), teller())
    show(report)
    return 1 if report.faults() else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
