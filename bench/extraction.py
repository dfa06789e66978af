"""Words per second of the extraction beside the bare spaCy model, on one core, and what they are spent on.

Both models are loaded and warm, and rounds alternate. Seconds are the processor's, so that what else the
machine does counts little; the figures are medians. `python bench/extraction.py FILE …` takes other articles
than the seeds.
"""

from __future__ import annotations

import datetime as dt
import json
import os
import resource
import statistics
import subprocess
import sys
import time
from collections import defaultdict
from pathlib import Path

from rich.console import Console
from spacy.language import Language
from spacy.util import load_model

from extractors.clean import RawArticle, read_article
from extractors.domain import Article
from extractors.ids import article_id
from extractors.pipeline import MODEL, Extractor, build_nlp

SEEDS = Path(__file__).resolve().parent.parent / "seeds"
ROUNDS = 5
LENGTHS = (1_000, 10_000, 100_000, 1_000_000)  # characters
WORKER = "--worker"  # this script in a process of its own: what one worker holds
OUT = Console(highlight=False)


def articles(paths: list[Path]) -> list[Article]:
    """The articles of the files, cleaned."""
    rows = [json.loads(line) for path in paths for line in path.open(encoding="utf-8")]
    raw = [RawArticle(text=r["text"], published=dt.date.fromisoformat(r["published"])) for r in rows]
    return [read_article(one, today=dt.datetime.now(dt.UTC).date()).article for one in raw]


def bare_seconds(nlp: Language, texts: list[Article]) -> float:
    begin = time.process_time()
    for _ in nlp.pipe(article.text for article in texts):
        pass
    return time.process_time() - begin


def extraction_seconds(extractor: Extractor, texts: list[Article]) -> float:
    begin = time.process_time()
    for article in texts:
        extractor.extract(article)
    return time.process_time() - begin


def component_seconds(nlp: Language, texts: list[Article]) -> dict[str, float]:
    """Seconds of each component, one article after another."""
    seconds: dict[str, float] = defaultdict(float)
    for article in texts:
        begin = time.process_time()
        doc = nlp.make_doc(article.text[: nlp.max_length])
        seconds["tokenizer"] += time.process_time() - begin
        for name, component in nlp.pipeline:
            begin = time.process_time()
            doc = component(doc)
            seconds[name] += time.process_time() - begin
    return seconds


def speed(texts: list[Article]) -> None:
    """Both speeds, their ratio, and each component's own speed in the bare model and in ours."""
    words = sum(len(article.text.split()) for article in texts)
    bare, extractor, nlp = load_model(MODEL), Extractor(), build_nlp()
    bare_seconds(bare, texts), extraction_seconds(extractor, texts)  # warm
    rounds = [(bare_seconds(bare, texts), extraction_seconds(extractor, texts)) for _ in range(ROUNDS)]
    alone, whole = (statistics.median(column) for column in zip(*rounds, strict=True))
    ratios = sorted(b / e for b, e in rounds)
    OUT.print(f"\n{len(texts)} articles, {words:,} words, {ROUNDS} rounds in turn")
    OUT.print(f"bare nlp.pipe  {words / alone:8,.0f} words a second")
    OUT.print(f"extraction     {words / whole:8,.0f} words a second")
    middle = statistics.median(ratios)
    OUT.print(f"ratio          {middle:8.2f} of the bare model ({ratios[0]:.2f} to {ratios[-1]:.2f})")
    component_seconds(nlp, texts)
    mine, theirs = component_seconds(nlp, texts), component_seconds(bare, texts)
    OUT.print(f"\n{'component':<18}{'extraction':>14}{'bare model':>14}   thousand words a second")
    for name in {**theirs, **mine}:
        figures = (
            f"{words / of[name] / 1000:14,.0f}" if name in of else f"{'':>14}" for of in (mine, theirs)
        )
        OUT.print(f"{name:<18}{''.join(figures)}")


def lengths(texts: list[Article]) -> None:
    """Seconds for texts of growing length: all the articles one after the other, as often as it takes."""
    extractor = Extractor()
    everything = "\n\n".join(article.text for article in texts)
    everything *= max(LENGTHS) // len(everything) + 1
    extraction_seconds(extractor, texts[:20])
    OUT.print("\ncharacters    seconds   seconds for a million")
    for length in LENGTHS:
        text = everything[:length]
        article = Article(id=article_id(None, text), text=text, published=dt.date(2023, 5, 10))
        seconds = extraction_seconds(extractor, [article])
        OUT.print(f"{length:10,} {seconds:10.2f} {seconds / length * 1e6:14.0f}")


def worker(texts: list[Article]) -> None:
    """What a process that only reads holds: after loading, after the articles, after a megabyte."""
    extractor = Extractor()
    sizes = [resident()]
    extraction_seconds(extractor, texts)
    sizes.append(resident())
    text = ("\n\n".join(article.text for article in texts) * 20)[: max(LENGTHS)]
    extraction_seconds(extractor, [Article(id=article_id(None, text), text=text)])
    sizes.append(resident())
    named = zip(("loaded", "after the articles", "after 1 MB in one text"), sizes, strict=True)
    OUT.print(
        "one worker, largest resident size: " + ", ".join(f"{name} {size:,.0f} MiB" for name, size in named)
    )


def resident() -> float:
    """The largest resident size of this process so far, in MiB."""
    size = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return size / 1024**2 if sys.platform == "darwin" else size / 1024


def main(arguments: list[str]) -> None:
    if hasattr(os, "sched_setaffinity"):
        os.sched_setaffinity(0, {min(os.sched_getaffinity(0))})
    alone = WORKER in arguments
    paths = [Path(one) for one in arguments if one != WORKER] or sorted(SEEDS.glob("*.jsonl"))
    texts = articles(paths)
    if alone:
        worker(texts)
        return
    # First, for a child's largest size begins with its parent's.
    subprocess.run([sys.executable, __file__, WORKER, *map(str, paths)], check=True)
    speed(texts)
    lengths(texts)


if __name__ == "__main__":
    main(sys.argv[1:])
