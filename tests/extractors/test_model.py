"""The quick model finds what the bare one finds."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from spacy.language import Language
from spacy.tokens import Doc
from spacy.util import load_model

from extractors.model import MODEL, quick_model
from extractors.word_vectors import MOST_WORDS

SEEDS = Path(__file__).resolve().parents[2] / "seeds" / "articles.jsonl"
TEXTS = [json.loads(line)["text"] for line in SEEDS.read_text(encoding="utf-8").splitlines()[:8]]
# Words that the attribute ruler has rules of its own for, alone and in pairs.
EXCEPTIONS = [
    "I ain't gonna go, and y'all ain't doin' nothin' either; let's see, 'cause I gotta.",
    "There's a man, there were two, and it is the one that they had had to do with once.",
    "She said that he'd've come, but his wasn't hers.\n\n \tC'm on, 'nuff said, ol' boy.",
]


@pytest.fixture(scope="module")
def bare() -> Language:
    return load_model(MODEL)


@pytest.fixture(scope="module")
def quick() -> Language:
    return quick_model()


def _analysis(doc: Doc) -> list[tuple[object, ...]]:
    return [
        (t.text, t.tag_, t.pos_, str(t.morph), t.lemma_, t.dep_, t.head.i, t.ent_type_, t.is_sent_start)
        for t in doc
    ]


@pytest.mark.parametrize("text", [*TEXTS, *EXCEPTIONS, ".", " ", "\n\n", ""])
def test_the_quick_model_finds_what_the_bare_one_finds(bare: Language, quick: Language, text: str) -> None:
    assert _analysis(quick(text)) == _analysis(bare(text))


def test_what_was_read_before_changes_nothing(quick: Language) -> None:
    fresh = quick_model()
    for text in TEXTS:
        quick(text)
    first = quick(TEXTS[0])
    assert (first.tensor == fresh(TEXTS[0]).tensor).all()
    assert _analysis(first) == _analysis(fresh(TEXTS[0]))


def test_more_words_than_are_remembered_are_read_all_the_same(bare: Language, quick: Language) -> None:
    words = [chr(0x4E00 + i) for i in range(MOST_WORDS + 1)]
    doc = Doc(quick.vocab, words=words)
    tok2vec = quick.get_pipe("tok2vec")
    assert len(tok2vec(doc).tensor) == len(words)
    assert _analysis(quick(EXCEPTIONS[0])) == _analysis(bare(EXCEPTIONS[0]))
