"""How fast questions are answered while a bulk load runs, against how fast when nothing else does.

Starts `chancery serve` with a managed Neo4j of its own in a temporary folder, fills it, asks who-met-whom at
a fixed rate (each request is sent when its time has come, whether or not others are answered: a slow answer
holds no other up, and its wait is counted), and again while a batch is read. Exit code 1 where the 99th
percentile under load is over three times that of idle. The client shares the machine with the service.
"""

from __future__ import annotations

import argparse
import asyncio
import json
import statistics
import sys
import tempfile
import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import cycle, islice
from pathlib import Path
from urllib.parse import quote

import httpx
from load_articles import Article, articles, holders
from rich.console import Console

from tests.faults.service import Service, serving

OUT = Console(highlight=False, markup=False, soft_wrap=True)
MOST = 3.0
FIRST_S = 5
LINES = {"Content-Type": "application/x-ndjson"}
LOOK_S = 0.5


@dataclass(frozen=True)
class Latencies:
    """Of so many requests, in milliseconds from when each was due."""

    milliseconds: Sequence[float]
    failed: int

    def percentile(self, which: int) -> float:
        return statistics.quantiles(self.milliseconds, n=100, method="inclusive")[which - 1]

    def line(self, name: str) -> str:
        parts = "  ".join(f"p{which} {self.percentile(which):7.1f} ms" for which in (50, 95, 99))
        return f"{name:12} {len(self.milliseconds):6} requests  {parts}  {self.failed} failed"


def options(arguments: list[str]) -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("--rate", type=float, default=50.0, help="questions a second")
    parser.add_argument("--seconds", type=float, default=60.0, help="of each measurement, at most")
    parser.add_argument("--there", type=int, default=1_000, help="articles in the graph before")
    parser.add_argument("--load", type=int, default=4_000, help="articles of the bulk load")
    parser.add_argument("--seed", type=int, default=1, help="of the texts")
    return parser.parse_args(arguments)


def questions(seed: int) -> Iterator[str]:
    """Persons and states in turn, with and without a second side or a span."""
    cast = holders(seed)
    for nth, one in enumerate(cycle(cast)):
        name = quote(one.country if nth % 4 == 0 else one.name)
        more = ("", "&from=2023-01&to=2023-03", f"&with={cast[(nth * 7 + 3) % len(cast)].country}")[nth % 3]
        yield f"/v1/who-met-whom?actor={name}{more}"


async def measure(
    address: str, chosen: argparse.Namespace, seconds: float, until: asyncio.Event | None = None
) -> Latencies:
    """Ask at the rate for so long, or until the event."""
    found: list[float] = []
    failed = 0
    began = time.perf_counter()

    async def ask(client: httpx.AsyncClient, path: str, due: float) -> None:
        nonlocal failed
        try:
            answer = await client.get(path)
            failed += answer.status_code not in (200, 404)
        except httpx.HTTPError:
            failed += 1
        found.append((time.perf_counter() - began - due) * 1000)

    limits = httpx.Limits(max_connections=100, max_keepalive_connections=100)
    async with httpx.AsyncClient(base_url=address, timeout=60, limits=limits) as client:
        waiting: list[asyncio.Task[None]] = []
        for nth, path in enumerate(islice(questions(chosen.seed), int(chosen.rate * seconds))):
            due = nth / chosen.rate
            await asyncio.sleep(max(due - (time.perf_counter() - began), 0))
            if until is not None and until.is_set():
                break
            waiting.append(asyncio.create_task(ask(client, path, due)))
        await asyncio.gather(*waiting)
    return Latencies(found, failed)


def lines(library: Sequence[Article]) -> bytes:
    return "\n".join(map(json.dumps, library)).encode()


async def put(address: str, library: Sequence[Article]) -> str:
    """Into the queue; the job."""
    async with httpx.AsyncClient(base_url=address, timeout=600) as client:
        answer = await client.post("/v1/articles/batch?async=true", content=lines(library), headers=LINES)
        answer.raise_for_status()
        return answer.headers["Location"]


async def finish(address: str, job: str) -> int:
    """When all of the job is read, how many were."""
    async with httpx.AsyncClient(base_url=address, timeout=600) as client:
        while True:
            shown = (await client.get(job)).json()
            if shown["state"] == "done":
                return int(shown["counts"]["done"])
            await asyncio.sleep(LOOK_S)


async def run(service: Service, chosen: argparse.Namespace) -> int:
    library = articles(chosen.there + chosen.load, chosen.seed)
    await finish(service.address, await put(service.address, library[: chosen.there]))
    OUT.print(f"{chosen.there} articles are there; {chosen.rate:g} questions a second")
    await measure(service.address, chosen, 10)  # what a service asked for the first time has to load
    idle = await measure(service.address, chosen, chosen.seconds)
    OUT.print(idle.line("idle"))

    began = time.perf_counter()
    job = await put(service.address, library[chosen.there :])
    over = asyncio.Event()

    async def watch() -> int:
        count = await finish(service.address, job)
        over.set()
        return count

    watching = asyncio.create_task(watch())
    # What is read when the first question comes is finished at full speed.
    first = await measure(service.address, chosen, FIRST_S, over)
    OUT.print(first.line(f"its first {FIRST_S} s"))
    loaded = await measure(service.address, chosen, chosen.seconds, over)
    OUT.print(loaded.line("while loading"))
    count = await watching
    seconds = time.perf_counter() - began
    ratio = loaded.percentile(99) / idle.percentile(99)
    OUT.print(f"load         {count} articles in {seconds:.0f} s, {count / seconds:.1f} a second")
    OUT.print(f"p99          {ratio:.2f} times that of idle, {MOST:g} at most")
    return 1 if ratio > MOST or loaded.failed or first.failed or idle.failed else 0


def main(arguments: list[str]) -> int:
    with tempfile.TemporaryDirectory(prefix="chancery-load-") as folder, serving(Path(folder)) as service:
        return asyncio.run(run(service, options(arguments)))


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
