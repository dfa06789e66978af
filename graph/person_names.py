"""Names of persons compared: spellings, order, initials, titles. Pure; knows nothing of who anybody is."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import IntEnum
from functools import cache, lru_cache
from importlib import resources
from typing import Any

from rapidfuzz.distance import Levenshtein

from extractors.ids import fold

_SHORT = 5  # up to this length of a romanized word one letter is another name: "Saud", "Saad"
_LONG = 7  # from this length on two letters are still a matter of spelling: "Lukashenka", "Lukashenko"


class Likeness(IntEnum):
    """How much one word of a name is another."""

    NONE = 0
    INITIAL = 1  # "S." and "Sergey"
    NICKNAME = 2  # "Bill" and "William", "Mykola" and "Nikolai"
    SPELLING = 3  # "Sergei" and "Sergey"
    EQUAL = 4


class Fit(IntEnum):
    """How much two whole names can be of one person."""

    OTHER = 0  # each has a word that the other has not: "Kim Jong Il", "Kim Jong Un"
    FAMILY = 1  # one is a single word of the other: "Lavrov"
    INITIALS = 2  # one gives only initials beside that word: "S. Lavrov"
    PART = 3  # one leaves out names of the other: "John Kerry", "John Forbes Kerry"
    WHOLE = 4  # word for word, in whatever spelling and order


@dataclass(frozen=True)
class PersonName:
    """A name taken apart: its words without titles and particles, and "Jr." or "II" beside them."""

    words: tuple[str, ...]
    generation: str | None
    patronymic: bool = False  # with "bin", whose two sides are two generations

    @property
    def full(self) -> bool:
        """More than one word that is not an initial, or a monarch's with the number."""
        if self.generation is not None and self.generation.isdigit():
            return True
        return sum(len(word) > 1 for word in self.words) > 1


@cache
def data() -> dict[str, Any]:
    """The lists of graph/data/names.json, whose first entry says where they are from."""
    content: dict[str, Any] = json.loads(
        resources.files("graph").joinpath("data/names.json").read_text(encoding="utf-8")
    )
    return content


@cache
def _titles() -> frozenset[str]:
    return frozenset(data()["titles"])


@cache
def _particles() -> frozenset[str]:
    return frozenset(data()["particles"])


@cache
def _nicknames() -> dict[str, frozenset[int]]:
    found: dict[str, set[int]] = {}
    for number, group in enumerate(data()["given_names"]):
        for name in group:
            found.setdefault(name, set()).add(number)
    return {name: frozenset(groups) for name, groups in found.items()}


@cache
def _namesakes() -> frozenset[frozenset[tuple[str, ...]]]:
    pairs = ((_namesake_key(parse(one)), _namesake_key(parse(other))) for one, other in data()["namesakes"])
    return frozenset(frozenset(pair) for pair in pairs)


def _namesake_key(name: PersonName) -> tuple[str, ...]:
    return (*name.words, name.generation or "")


# "Abdel Fattah", "Abd al-Fattah" and "Abdulfattah" are one word and the next.
_ABD = re.compile(r"\babd(?:[aeu]l)? ?(?:[aeu]l )?(?=\w{3})")
_LEADING_ARTICLE = re.compile(r"(?:[Aa]l|[Ee]l)-|(?:al|el) ")
_SONS = frozenset({"bin", "ibn", "ben", "bint"})
_QUOTED = re.compile(r"[\"“”(][^\"“”()]*[\"“”)]")


@lru_cache(maxsize=100_000)
def parse(name: str) -> PersonName:
    """The words that tell people apart; titles before a name and particles in it are left out."""
    plain = fold(_QUOTED.sub(" ", name)) or fold(name)
    usual: str = data()["initialisms"].get(plain) or data()["usual_names"].get(plain) or plain
    words = _ABD.sub("abd", usual).split()
    while len(words) > 1 and words[0] in _titles():
        words = words[1:]
    generation = None
    if len(words) > 1 and words[-1] in data()["generations"]:
        generation = str(data()["generations"][words.pop()])
    # "Al Gore" has a first name; "al-Sisi" has an article.
    kept_first = words[:1] if not _LEADING_ARTICLE.match(name) else []
    rest = words[len(kept_first) :]
    kept = [*kept_first, *(word for word in rest if word not in _particles())]
    return PersonName(tuple(kept or words), generation, not _SONS.isdisjoint(words))


# How English writes a sound of another script varies; what is left here varies little.
_SOUNDS = (
    "sch:s shch:s tch:c tsch:c sh:s ch:c cz:c zh:z kh:h gh:g dh:d th:t ph:f dj:j ck:k q:k w:v ts:s tz:s x:ks "
    "ee:i ei:i ey:i ej:i ie:i iy:i yi:i ij:i y:i ai:i ay:i e:i oo:u ou:u o:u"
)
_RESPELLED = tuple((written, meant) for written, _, meant in (one.partition(":") for one in _SOUNDS.split()))
_SOFT_C = re.compile(r"c(?=[eiy])(?!h)")
_DOUBLED = re.compile(r"(.)\1+")
_CLASSES = str.maketrans("fvbpgkjszcdt", "ffbbkksssstt", "aeiouhy")


@lru_cache(maxsize=100_000)
def romanized(word: str) -> str:
    """The word with the usual differences between ways of romanization taken out."""
    sound = word
    if sound.endswith("ic") and len(sound) > 3:
        sound += "h"  # "Milosevic"
    if sound.startswith("x"):
        sound = "s" + sound[1:]
    sound = _SOFT_C.sub("s", sound)
    for written, meant in _RESPELLED:
        sound = sound.replace(written, meant)
    return _DOUBLED.sub(r"\1", sound)


@lru_cache(maxsize=100_000)
def skeleton(word: str) -> str:
    """Classes of consonants: equal for all spellings of one name, and for some names that are not one."""
    sound = romanized(word)
    bare = sound.translate(_CLASSES)
    return ("a" if sound[:1] in "aeiou" else "") + (bare or sound[:1])


def block_keys(name: PersonName) -> tuple[str, str]:
    """Skeletons of the first and the last word; names of one person share one of them."""
    return skeleton(name.words[0]), skeleton(name.words[-1])


_PREFIXED = re.compile(r"^(?:abd|al|el)(?=\w{4})")


@lru_cache(maxsize=200_000)
def likeness(one: str, other: str) -> Likeness:
    """Of two words of names, folded."""
    if one == other:
        return Likeness.EQUAL
    if len(one) == 1 or len(other) == 1:
        return Likeness.INITIAL if _initials(one) & _initials(other) else Likeness.NONE
    if _nicknames().get(one, frozenset()) & _nicknames().get(other, frozenset()):
        return Likeness.NICKNAME
    if _PREFIXED.sub("", one) == _PREFIXED.sub("", other):
        return Likeness.SPELLING  # "al-Sisi" written as "Alsisi", "Abdul Razak" called "Razak"
    if skeleton(one) != skeleton(other):
        return Likeness.NONE
    first, second = romanized(one), romanized(other)
    length = max(len(first), len(second))
    allowed = 0 if length < _SHORT else 1 if length < _LONG else 2
    return Likeness.SPELLING if Levenshtein.distance(first, second) <= allowed else Likeness.NONE


def _initials(word: str) -> set[str]:
    """ "Bob" is abbreviated as R. too."""
    groups = _nicknames().get(word, frozenset())
    return {word[0]} | {name[0] for name, found in _nicknames().items() if found & groups}


@dataclass(frozen=True)
class Comparison:
    """`exact` is the share of matched words that are spelled alike."""

    fit: Fit
    exact: float = 0.0


@lru_cache(maxsize=500_000)
def compare(one: PersonName, other: PersonName) -> Comparison:
    """Symmetric. Two names that are known to be namesakes' are of two people."""
    first, second = sorted((one, other), key=lambda name: (len(name.words), name.words))
    if one.generation and other.generation and one.generation != other.generation:
        return Comparison(Fit.OTHER)
    if frozenset((_namesake_key(one), _namesake_key(other))) in _namesakes():
        return Comparison(Fit.OTHER)
    longer = _joined(second.words) if len(second.words) > len(first.words) else (second.words,)
    fixed = one.patronymic and other.patronymic
    found = max(
        (_matched(first.words, words, fixed) for words in longer),
        key=lambda matched: (matched.fit, matched.exact),
    )
    if found.fit > Fit.FAMILY and not _initials_agree(first.words, second.words):
        return Comparison(Fit.OTHER)
    return found


def _joined(words: tuple[str, ...]) -> Iterator[tuple[str, ...]]:
    """The words as they are, and with two neighbours written as one: "Jong Un", "Jongun"."""
    yield words
    for at in range(len(words) - 1):
        if len(words[at]) > 1 and len(words[at + 1]) > 1:
            yield (*words[:at], words[at] + words[at + 1], *words[at + 2 :])


def _matched(one: Sequence[str], other: Sequence[str], fixed: bool) -> Comparison:
    """`fixed` where the order of the words is part of the name."""
    short, long = (one, other) if len(one) <= len(other) else (other, one)
    left = list(range(len(long)))
    levels = []
    matches: dict[str, int] = {}
    # Words that are spelled out find theirs first, or an initial would take it.
    for word in sorted(short, key=lambda word: -len(word)):
        best = max(left, key=lambda at: (likeness(word, long[at]), -abs(at - short.index(word))))
        level = likeness(word, long[best])
        if level is Likeness.NONE:
            return Comparison(Fit.OTHER)
        left.remove(best)
        levels.append(level)
        matches[word] = best
    order = [matches[word] for word in short]
    if fixed and order != sorted(order):
        return Comparison(Fit.OTHER)
    full = [level for level in levels if level > Likeness.INITIAL]
    exact = sum(level is Likeness.EQUAL for level in levels) / len(levels)
    if not full:
        return Comparison(Fit.OTHER)
    if len(short) == len(long) and len(full) == len(levels):
        return Comparison(Fit.WHOLE, exact)
    if len(full) > 1:
        return Comparison(Fit.PART, exact)
    # A middle word alone is nobody's name, but of two family names the first is used alone.
    spelled = max(short, key=len)
    if matches[spelled] not in (0, len(long) - 1, len(long) - 2):
        return Comparison(Fit.OTHER)
    return Comparison(Fit.INITIALS if len(levels) > 1 else Fit.FAMILY, exact)


def _initials_agree(one: Sequence[str], other: Sequence[str]) -> bool:
    """Of two middle names one may be left out, but they must not differ: "H. W." is not "W."."""
    first, second = ([word[0] for word in words[1:-1]] for words in (one, other))
    abbreviated = any(len(word) == 1 for words in (one, other) for word in words[1:-1])
    if not first or not second or not abbreviated:
        return True
    size = min(len(first), len(second))
    return first[:size] == second[:size]
