"""Stable ids from content: the same article, actor or report has the same id everywhere, always."""

from __future__ import annotations

import hashlib
import re
import unicodedata
from collections.abc import Iterable

from courlan import normalize_url

from extractors.domain import ActorKind


def fold(text: str) -> str:
    """Lower-case words without marks or punctuation: "Türkiye’s" gives "turkiye s"."""
    if text.isascii():
        return " ".join(_WORDS.findall(text.lower()))
    # ı, ø, ł, đ and ß have no decomposition, and names with them are spelled without them just as often.
    plain = text.translate(_UNDECOMPOSED)
    marks_out = "".join(c for c in unicodedata.normalize("NFKD", plain) if not unicodedata.combining(c))
    return " ".join(_WORDS.findall(marks_out.casefold()))


_WORDS = re.compile(r"[^\W_]+")
_UNDECOMPOSED = str.maketrans(
    {
        "ı": "i",
        "ø": "o",
        "Ø": "O",
        "ł": "l",
        "Ł": "L",
        "đ": "d",
        "Đ": "D",
        "æ": "ae",
        "ð": "d",
        "Ð": "D",
        "þ": "th",
        "Þ": "Th",
    }
)


def _digest(*parts: str) -> str:
    return hashlib.sha256("\x1f".join(parts).encode()).hexdigest()[:16]


def canonical_url(url: str) -> str:
    """The address without tracking parameters and fragment, so that shared links are one article."""
    # "#!/story/7" is how some pages name an article; any other fragment is a place on the page.
    address, mark, place = url.partition("#")
    return str(normalize_url(address + mark + place if place.startswith("!") else address, strict=False))


def article_id(url: str | None, text: str) -> str:
    """From the canonical address where there is one, else from the text."""
    return "art-" + (_digest("url", canonical_url(url)) if url else _digest("text", text))


def actor_id(kind: ActorKind, name: str, party: str | None = None) -> str:
    """Readable where the name is; `name` is an office's title for an office ("foreign minister").

    A state's or organization's id comes from its party code. Persons of equal folded names are one
    here; telling namesakes apart and joining spellings belongs to graph/identity.py.
    """
    if kind in (ActorKind.COUNTRY, ActorKind.ORGANIZATION):
        name = party or name
    words = [party, name] if kind is ActorKind.OFFICE and party else [name]
    slug = "-".join(fold(word).replace(" ", "-") for word in words)
    return f"{kind}:{slug or _digest(*words)}"


def report_id(article: str, start: int, end: int, participants: Iterable[str]) -> str:
    """One trigger can report several meetings ("separate talks with A and B"), so who met is part of it."""
    return "rep-" + _digest(article, str(start), str(end), *sorted(participants))
