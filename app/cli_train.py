"""`chancery train`: makes the models of the extraction anew from annotated articles."""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Annotated, Any

import typer
from spacy.tokens import Doc

from app.cli_evaluate import accuracies, figures, gold_articles
from app.console import AsJson, output, progress_bar, write_json
from app.errors import BadInput
from app.guideline_form import read_article_form
from app.ingest import today
from extractors.clean import RawArticle, read_article
from extractors.components.contacts import Contacts
from extractors.convert import Converter
from extractors.domain import Article
from extractors.errors import ExtractionError
from extractors.ids import article_id
from extractors.learned.drills import drills
from extractors.learned.judges import DATA, Judges
from extractors.learned.training import Lesson, lessons, save, train
from extractors.pipeline import Extractor
from extractors.scoring import score

Read = tuple[Doc, Converter, Mapping[str, Any]]


def train_models(
    gold: Annotated[list[Path], typer.Argument(help="Annotated articles, one JSON object a line.")],
    folds: Annotated[
        int,
        typer.Option(min=2, max=20, help="Parts of the corpus; each is read by models that did not see it."),
    ] = 4,
    out: Annotated[Path, typer.Option(help="Folder for the models, a JSON file each.")] = DATA,
    with_drills: Annotated[
        bool, typer.Option("--drills/--no-drills", help="Also train on the drills that ship with Chancery.")
    ] = True,
    as_json: AsJson = False,
) -> None:
    """Train the models, and say how well articles are read that they were not trained on."""
    annotated = [article for path in gold for article in gold_articles(path)]
    if len(annotated) < folds:
        raise BadInput(
            f"{len(annotated)} articles cannot be dealt into {folds} parts: give more, or fewer --folds."
        )
    read = list(_read(annotated, drills() if with_drills else ()))
    corpus = lessons([(doc, article) for doc, _, article in read], folds)
    try:
        whole, parts = train(corpus, folds, _say)
    except ModuleNotFoundError as error:
        raise BadInput(
            "Training needs scikit-learn: `make setup` installs it with the developers' tools."
        ) from error
    predicted = [_predict(one, corpus, read, parts) for one in range(len(annotated))]
    result = score(annotated, predicted)
    save(whole, out)
    if as_json:
        write_json(result.to_dict())
        return
    output().print("Read by models that did not see the article:")
    output().print(figures(result))
    output().print(accuracies(result))


def _say(line: str) -> None:
    """How far it is, to standard error: `--json` prints for programs."""
    typer.echo(line, err=True)


def _read(articles: Sequence[Mapping[str, Any]], short: Iterable[Mapping[str, Any]]) -> Iterator[Read]:
    """Each article read up to its contacts, once."""
    extractor = Extractor(Judges())
    with progress_bar() as progress:
        for article in progress.track(articles, description="Reading"):
            doc, converter = next(extractor.readings(_clean(article)))
            yield doc, converter, article
        # Drills are too short to be told for English by their letters.
        for drill in short:
            text, day = drill["text"], dt.date.fromisoformat(drill["published"])
            made = Article(id=article_id(None, text), text=text, published=day)
            doc, converter = next(extractor.readings(made))
            yield doc, converter, drill


def _clean(article: Mapping[str, Any]) -> Article:
    told = {key: article.get(key) for key in ("title", "source", "published", "text")}
    try:
        return read_article(RawArticle.model_validate(told), today=today()).article
    except ExtractionError as error:
        raise BadInput(f"{article['id']}: {error}") from error


def _predict(
    at: int, corpus: Sequence[Lesson], read: Sequence[Read], parts: Sequence[Judges]
) -> dict[str, Any]:
    doc, converter, article = read[at]
    Contacts(parts[corpus[at].part])(doc)
    form = read_article_form(article["id"], converter.convert(doc))
    found: dict[str, Any] = json.loads(form.model_dump_json())
    return found
