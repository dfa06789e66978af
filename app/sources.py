"""Articles from files: .jsonl (one a line), .txt, .html, and folders of them."""

from __future__ import annotations

import datetime as dt
import json
import os
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO

from pydantic import ValidationError
from pydantic_core import ErrorDetails

from app.errors import BadInput
from app.schemas import ArticleLine
from extractors.clean import RawArticle, check_characters
from extractors.decoding import decode
from extractors.errors import UndecodableText

PAGES = {".html", ".htm"}
KINDS = {".jsonl", ".txt"} | PAGES


@dataclass(frozen=True)
class Source:
    """One article and where it stands ("file:line"); `error` says why it could not be taken."""

    where: str
    raw: RawArticle | None = None
    error: str | None = None


@dataclass(frozen=True)
class Defaults:
    """What a .txt or .html file does not say of itself."""

    published: dt.date | None = None
    source: str | None = None


def find_files(paths: Iterable[Path]) -> list[Path]:
    """The files themselves, and in a folder every file of a kind we read, by name."""
    found: list[Path] = []
    for path in paths:
        if path.is_dir():
            inside = sorted(one for one in path.rglob("*") if one.is_file() and one.suffix.lower() in KINDS)
            if not inside:
                raise BadInput(f"{path} holds no {', '.join(sorted(KINDS))} file.")
            found += inside
        elif not path.exists():
            raise BadInput(f"{path} does not exist.")
        elif path.suffix.lower() not in KINDS:
            raise BadInput(f"{path} is none of {', '.join(sorted(KINDS))}.")
        else:
            found.append(path)
    return found


def count_articles(files: Iterable[Path]) -> int:
    """How far a progress bar has to go."""
    total = 0
    for path in files:
        if path.suffix.lower() == ".jsonl" and os.access(path, os.R_OK):
            with path.open("rb") as lines:
                total += sum(1 for line in lines if line.strip())
        else:
            total += 1
    return total


def read_files(files: Iterable[Path], defaults: Defaults | None = None) -> Iterator[Source]:
    """Every article of the files; what cannot be read is a source with an error."""
    for path in files:
        if not os.access(path, os.R_OK):
            yield Source(str(path), error="cannot be read: its permissions forbid it")
        elif path.suffix.lower() == ".jsonl":
            with path.open("rb") as lines:
                yield from read_lines(lines, str(path))
        else:
            yield _read_file(path, defaults or Defaults())


def read_lines(lines: BinaryIO, name: str) -> Iterator[Source]:
    """One article a line; empty lines are passed over."""
    for number, line in enumerate(lines, 1):
        if line.strip():
            yield read_line(line, f"{name}:{number}")


def read_line(line: bytes, where: str) -> Source:
    """One article of a .jsonl file."""
    try:
        parsed = ArticleLine.model_validate(json.loads(line.decode("utf-8-sig")))
    except UnicodeDecodeError as error:
        return Source(where, error=f"not UTF-8 at byte {error.start} of the line")
    except RecursionError:
        return Source(where, error="not JSON that can be read: nested too deeply")
    except json.JSONDecodeError as error:
        return Source(where, error=f"not JSON at column {error.colno}: {error.msg}")
    except ValidationError as error:
        return Source(where, error="; ".join(_wrong(one) for one in error.errors()))
    except ValueError as error:  # a number of thousands of digits
        return Source(where, error=f"not JSON that can be read: {error}")
    raw = parsed.raw().model_copy(update={"id": parsed.id})
    try:
        check_characters(raw)
    except UndecodableText as error:
        return Source(where, error=str(error))
    return Source(where, raw=raw)


def _wrong(error: ErrorDetails) -> str:
    if error["type"] == "model_type":
        return "not a JSON object"
    said = error["msg"].removeprefix("Value error, ")
    return f"{'.'.join(map(str, error['loc']))}: {said}" if error["loc"] else said


def _read_file(path: Path, defaults: Defaults) -> Source:
    try:
        text = decode(path.read_bytes())
    except UndecodableText as error:
        return Source(str(path), error=str(error))
    page = path.suffix.lower() in PAGES
    raw = RawArticle(
        id=None,
        url=None,
        title=None,
        source=defaults.source,
        published=defaults.published,
        text=None if page else text,
        html=text if page else None,
    )
    return Source(str(path), raw=raw)
