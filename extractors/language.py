"""Whether a text is English: its small words first, a language model only where they leave a doubt."""

from __future__ import annotations

import re
from functools import cache

from babel import Locale
from py3langid.langid import MODEL_FILE, LanguageIdentifier

from extractors.errors import NotEnglish

# Enough to tell, however long the text is.
_CHARACTERS_READ = 20_000
_FEWEST_WORDS = 12
# Scripts without spaces have few words and many letters.
_FEWEST_LETTERS = 20
# Every fifth to eighth word of English news is one of these; no other language has many of them.
_SMALL_WORDS = re.compile(
    r"the|of|and|that|with|from|which|his|their|its|were|been|this|after|between|who|would|said|for|by"
)
_ENGLISH_SHARE = 0.07
# Near relatives share what a model is sure of: Norwegian's two forms, Spanish and Extremaduran.
_SURE = 0.6
_MANY_WORDS, _SURE_OF_MANY = 30, 0.3
# Nigerian Pidgin has English words with a grammar of its own, and no "the": "di" and "dey". English
# news that names Nigeria may have fewer small words than asked above, and is still English.
_ENGLISH_WORDS = {"pcm"}
_ARTICLES_BESIDE_PIDGIN = 0.03
_LETTER = re.compile(r"[^\W\d_]")
_LATIN_LETTER = re.compile(r"[A-Za-zÀ-ɏḀ-ỿ]")
_WORD = re.compile(r"[^\W\d_]+")


def check_english(text: str) -> None:
    """Raises NotEnglish where the text is long enough to tell; short ones and lists of names pass."""
    sample = text[:_CHARACTERS_READ]
    words = _WORD.findall(sample.lower())
    letters = len(_LETTER.findall(sample))
    foreign_script = letters >= _FEWEST_LETTERS and len(_LATIN_LETTER.findall(sample)) < letters / 2
    small = sum(bool(_SMALL_WORDS.fullmatch(word)) for word in words)
    if not foreign_script and (len(words) < _FEWEST_WORDS or small >= len(words) * _ENGLISH_SHARE):
        return
    code, probability = _identifier().classify(sample)
    if code in _ENGLISH_WORDS and words.count("the") >= len(words) * _ARTICLES_BESIDE_PIDGIN:
        return
    sure = _SURE_OF_MANY if len(words) >= _MANY_WORDS else _SURE
    if foreign_script or (code != "en" and probability >= sure):
        raise NotEnglish(
            f"The text seems to be in {_language_name(code)}, but only English is read: send it in English."
        )


@cache
def _identifier() -> LanguageIdentifier:
    return LanguageIdentifier.from_model_file(MODEL_FILE, norm_probs=True)


def _language_name(code: str) -> str:
    # A script that is not Latin is not English, whatever the model makes of it.
    return "another language" if code == "en" else str(Locale("en").languages.get(code, f"language {code!r}"))
