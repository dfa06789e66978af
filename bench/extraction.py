"""Words per second of the extraction beside the bare spaCy model on the same texts, one process, one run."""

from __future__ import annotations

import datetime as dt
import json
import resource
import time
from pathlib import Path

from rich.console import Console
from spacy.util import load_model

from extractors.clean import RawArticle, read_article
from extractors.domain import Article
from extractors.pipeline import MODEL, Extractor

SEEDS = Path(__file__).resolve().parent.parent / "seeds"
ROUNDS = 3


def articles() -> list[Article]:
    """The seed articles, cleaned."""
    rows = [
        json.loads(line) for path in sorted(SEEDS.glob("*.jsonl")) for line in path.open(encoding="utf-8")
    ]
    raw = [RawArticle(text=r["text"], published=dt.date.fromisoformat(r["published"])) for r in rows]
    return [read_article(one, today=dt.datetime.now(dt.UTC).date()).article for one in raw]


def main() -> None:
    """Print both speeds, their ratio and the largest resident size."""
    texts = articles()
    words = sum(len(article.text.split()) for article in texts) * ROUNDS
    bare, extractor = load_model(MODEL), Extractor()
    for doc in bare.pipe(article.text for article in texts[:5]):
        assert doc.text
    extractor.extract(texts[0])
    begin = time.perf_counter()
    for _ in range(ROUNDS):
        for _doc in bare.pipe(article.text for article in texts):
            pass
    alone = words / (time.perf_counter() - begin)
    begin = time.perf_counter()
    for _ in range(ROUNDS):
        for article in texts:
            extractor.extract(article)
    whole = words / (time.perf_counter() - begin)
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    out = Console(highlight=False)
    out.print(f"{len(texts)} articles, {words:,} words")
    out.print(f"bare nlp.pipe  {alone:8,.0f} words a second")
    out.print(f"extraction     {whole:8,.0f} words a second, {whole / alone:.2f} of the bare model")
    out.print(f"largest resident size, both loaded: {peak:,.0f} MiB")


if __name__ == "__main__":
    main()
