"""Words a second of the extraction beside the bare spaCy model on the same texts, and what a worker needs.

    python bench/extraction.py

One process on one core; bare model and extraction take turns, and the median of the rounds counts. Then
the time of ever longer texts, up to 1 MB, and the resident size of a process that only extracts.
"""

from __future__ import annotations

import datetime as dt
import json
import resource
import statistics
import subprocess
import sys
import time
from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path

from rich.console import Console
from spacy.language import Language
from spacy.util import load_model
from threadpoolctl import threadpool_limits

from extractors.clean import RawArticle, read_article
from extractors.domain import Article
from extractors.pipeline import MODEL, Extractor

SEEDS = Path(__file__).resolve().parent.parent / "seeds"
ROUNDS = 5
LENGTHS = (62_500, 125_000, 250_000, 500_000, 1_000_000)
console = Console(soft_wrap=True)


def articles() -> list[Article]:
    """The seed articles, cleaned."""
    lines = (line for path in sorted(SEEDS.glob("*.jsonl")) for line in path.open(encoding="utf-8"))
    today = dt.datetime.now(dt.UTC).date()
    return [
        read_article(RawArticle(text=row["text"], published=row["published"]), today=today).article
        for row in map(json.loads, lines)
    ]


def _seconds(work: Callable[[], object]) -> float:
    begin = time.process_time()
    work()
    return time.process_time() - begin


def _bare(model: Language, texts: Sequence[Article]) -> None:
    for doc in model.pipe(article.text for article in texts):
        doc.ents  # noqa: B018 - read, so that nothing is left lazy


def speeds(texts: Sequence[Article]) -> None:
    """Print both speeds and their ratio."""
    words = sum(len(article.text.split()) for article in texts)
    bare, extractor = load_model(MODEL), Extractor()
    rounds = []
    for number in range(ROUNDS + 1):
        pair = (
            _seconds(lambda: _bare(bare, texts)),
            _seconds(lambda: [extractor.extract(article) for article in texts]),
        )
        if number:  # the first round warms up
            rounds.append(pair)
    plain, ours = (statistics.median(column) for column in zip(*rounds, strict=True))
    ratio = statistics.median(one / other for one, other in rounds)
    console.print(f"{len(texts)} articles, {words:,} words, {ROUNDS} rounds")
    console.print(f"bare nlp.pipe   {words / plain:8,.0f} words a second")
    console.print(f"extraction      {words / ours:8,.0f} words a second, {ratio:.2f} of the bare model")


def lengths(texts: Sequence[Article]) -> None:
    """Print the time of longer and longer texts: it grows as they do."""
    extractor = Extractor()
    whole = "\n\n".join(article.text for article in texts)
    whole *= LENGTHS[-1] // len(whole) + 1
    for length in LENGTHS:
        article = texts[0].model_copy(update={"text": whole[:length]})
        console.print(f"{length:9,} characters  {_seconds(partial(extractor.extract, article)):6.1f} s")


def resident() -> None:
    """Print the largest resident size of this process, which reads the seeds and nothing else."""
    extractor = Extractor()
    for article in articles():
        extractor.extract(article)
    console.print(
        f"one worker: {resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024:,.0f} MiB resident"
    )


def main() -> None:
    if sys.argv[1:] == ["resident"]:
        resident()
        return
    texts = articles()
    with threadpool_limits(1):
        speeds(texts)
        lengths(texts)
    subprocess.run([sys.executable, __file__, "resident"], check=True)


if __name__ == "__main__":
    main()
