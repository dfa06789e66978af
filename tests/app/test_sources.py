"""Files: what they hold, and where exactly what they hold is wrong."""

from __future__ import annotations

import datetime as dt
import json
from pathlib import Path

import pytest

from app.errors import BadInput
from app.sources import Defaults, count_articles, find_files, read_files

GOOD = {
    "id": "a-1",
    "title": "T",
    "source": "S",
    "published": "2023-05-10",
    "text": "They met.",
    "meetings": [],
}

BAD_LINES = [
    (b'{"id": "x"', "not JSON at column"),
    (b"[1, 2]", "object"),
    (b"[" * 100_000, "nested too deeply"),
    ('{"text": "Türkiye"}'.encode("latin-1"), "not UTF-8 at byte 11"),
    (b'{"id": "x"}', "either text or html"),
    (b'{"text": "They met.", "published": "2023-02-30"}', "published: '2023-02-30'"),
    (b'{"text": "They met.", "published": 20230210}', "published"),
    (b'{"text": 5}', "text: "),
]


def test_a_line_is_an_article_and_what_else_it_holds_is_passed_over(tmp_path: Path) -> None:
    file = tmp_path / "some.jsonl"
    file.write_text(json.dumps(GOOD) + "\n\n" + json.dumps(GOOD | {"id": "a-2"}) + "\n", encoding="utf-8-sig")
    first, second = read_files([file])
    assert first.raw is not None
    assert (first.raw.id, first.raw.published) == ("a-1", dt.date(2023, 5, 10))
    assert second.where == f"{file}:3"
    assert count_articles([file]) == 2


@pytest.mark.parametrize(("line", "said"), BAD_LINES)
def test_a_broken_line_is_named_and_the_next_one_is_read(tmp_path: Path, line: bytes, said: str) -> None:
    file = tmp_path / "some.jsonl"
    file.write_bytes(json.dumps(GOOD).encode() + b"\n" + line + b"\n" + json.dumps(GOOD).encode())
    before, broken, after = read_files([file])
    assert before.raw == after.raw is not None
    assert broken.raw is None
    assert broken.where == f"{file}:2"
    assert said in str(broken.error)


def test_texts_and_pages_take_what_the_command_says_of_them(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("They met.", encoding="utf-8")
    (tmp_path / "b.html").write_text("<p>They met.</p>", encoding="utf-8")
    defaults = Defaults(dt.date(2023, 5, 10), "Agency")
    text, page = read_files(find_files([tmp_path]), defaults)
    assert text.raw is not None
    assert page.raw is not None
    assert (text.raw.text, text.raw.published, text.raw.source) == ("They met.", defaults.published, "Agency")
    assert (page.raw.text, page.raw.html) == (None, "<p>They met.</p>")


def test_a_file_that_is_no_text_is_an_error_of_its_own(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_bytes(b"\x00\xff\xfe\x81" * 50)
    (source,) = read_files([tmp_path / "a.txt"])
    assert source.raw is None
    assert source.error


def test_a_folder_gives_its_files_by_name_and_leaves_other_kinds(tmp_path: Path) -> None:
    for name in ("b.txt", "a.jsonl", "sub/c.HTM", "README.md"):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).touch()
    assert [path.name for path in find_files([tmp_path])] == ["a.jsonl", "b.txt", "c.HTM"]


@pytest.mark.parametrize("name", ["missing.txt", "README.md", "empty"])
def test_a_path_that_gives_no_article_is_refused_before_anything_is_read(tmp_path: Path, name: str) -> None:
    (tmp_path / "README.md").touch()
    (tmp_path / "empty").mkdir()
    with pytest.raises(BadInput, match=name):
        find_files([tmp_path / name])
