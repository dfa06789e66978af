"""The text as it is read: one spelling of each character, mapped back to the article's own."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator

from extractors.mapped import Edit, MappedText

# Characters that show nothing: soft hyphens, zero-width ones, joiners, marks of direction, selectors.
_UNSEEN = "\u00ad\u034f\u061c\u115f\u1160\u180e\u200b-\u200f\u202a-\u202e\u2060-\u206f\ufe00-\ufe0f\ufeff"
_LIGATURES = {"ﬀ": "ff", "ﬁ": "fi", "ﬂ": "fl", "ﬃ": "ffi", "ﬄ": "ffl"}
_ODD = re.compile(rf"[{_UNSEEN}]+|\r(?=\n)|[{''.join(_LIGATURES)}]")
_SPELLING = str.maketrans(
    {
        **dict.fromkeys("‘’‚‛ʼ＇", "'"),
        **dict.fromkeys("“”„‟«»＂", '"'),
        **dict.fromkeys("\u00a0\u1680\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007", " "),
        **dict.fromkeys("\u2008\u2009\u200a\u202f\u205f\u3000\t", " "),
        **dict.fromkeys("\r\v\f\u0085\u2028\u2029", "\n"),
        **dict.fromkeys("\u2010\u2011", "-"),
    }
)
# A letter that is not ASCII can belong to the one before it; an ASCII one begins anew.
_COMPOSABLE = re.compile(r"[\x00-\x7f]?[^\x00-\x7f]+")
# No script piles up more; longer piles would make normalization quadratic.
_MOST_MARKS = 30


def reading_text(text: str) -> MappedText:
    """`text` in NFC without unseen characters, with plain spaces, quotes, hyphens and line ends."""
    plain = MappedText.edited(
        text, (Edit(*odd.span(), _LIGATURES.get(odd[0], "")) for odd in _ODD.finditer(text))
    )
    spelled = plain.replaced(plain.text.translate(_SPELLING))
    return MappedText.edited(spelled.text, _compositions(spelled.text)).through(spelled)


def _compositions(text: str) -> Iterator[Edit]:
    for run in _COMPOSABLE.finditer(text):
        if unicodedata.is_normalized("NFC", run[0]):
            continue
        for start, end in _clusters(text, *run.span()):
            composed = unicodedata.normalize("NFC", text[start:end])
            if composed != text[start:end]:
                yield Edit(start, end, composed)


def _clusters(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """A character with the marks (or Hangul letters) that can join it."""
    first = start
    for at in range(start + 1, end):
        if not _joins(text[at]) or at - first > _MOST_MARKS:
            yield first, at
            first = at
    yield first, end


def _joins(character: str) -> bool:
    return unicodedata.category(character).startswith("M") or "\u1160" <= character <= "\u11ff"
