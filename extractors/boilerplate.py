"""Which lines of a text are the page's and not the article's, by rules from a data file."""

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any

# A line this long is a paragraph, whatever it begins with.
LONGEST_LINE = 600
ORNAMENT = ' \t\u00a0\u200b\ufeff-–—_=~*•·●▪■►▶▸→>›»«‹<|:"“”()[]{}'
# The end of a sentence, and the quotes and brackets that may close behind it.
SENTENCE = re.compile(r".*[^\W\d_]{2,}.*[.?!…][\"'”’»)\]]*", re.DOTALL)
FEWEST_WORDS = 8
# A full stop and, after the first word, a verb that tells what happened.
TELLS = re.compile(
    r"\W*\w+\b.*\b(?:is|are|was|were|has|had|will|would|says?|said|tells?|told|meets?|met|holds?|held|hosts?|visits?"
    r"|flies|flew|goes|went|comes|came|sees|saw|takes|took|gives|gave|names?|calls?|sat|spoke|began|left|made"
    r"|[a-z]{2,}ed)\b.*\.[\"'”’»)\]]*",
    re.DOTALL,
)
TO_THE_READER = re.compile(r"\b(?:[Yy]ou|[Yy]our|[Oo]ur|us)\b")
SEGMENTS = re.compile(r"\s*[|•·]\s*")


@dataclass(frozen=True)
class _Rule:
    pattern: re.Pattern[str]
    unless: re.Pattern[str] | None
    where: str
    most_words: int
    sentence: bool

    def takes(self, bare: str, line: str) -> bool:
        if bare.count(" ") >= self.most_words or not self.pattern.fullmatch(bare):
            return False
        if self.unless and self.unless.fullmatch(bare):
            return False
        return self.sentence or not _tells(line)


@dataclass(frozen=True)
class _Rules:
    anywhere: tuple[_Rule, ...]
    head: tuple[_Rule, ...]
    tail: tuple[_Rule, ...]


def boilerplate(lines: list[str]) -> list[bool]:
    """For each line, whether it is boilerplate; blank lines are not."""
    rules = _load_rules()
    out = [_is_taken(line, rules.anywhere) for line in lines]
    # Full sentences that no rule could take bound the head and the tail. They are the same once the
    # rest is out, so that a clean text stays as it is.
    edges = rules.head + rules.tail
    full = [
        at
        for at, line in enumerate(lines)
        if _is_full_sentence(line) and not (out[at] or _is_taken(line, edges))
    ]
    first, last = (full[0], full[-1]) if full else (len(lines), -1)
    for at in range(first):
        out[at] = out[at] or _is_taken(lines[at], rules.head)
    for at in range(last + 1, len(lines)):
        out[at] = out[at] or _is_taken(lines[at], rules.tail)
    return out


def _is_full_sentence(line: str) -> bool:
    return len(line.split(None, FEWEST_WORDS)) >= FEWEST_WORDS and bool(SENTENCE.fullmatch(line.strip()))


def _is_taken(line: str, rules: tuple[_Rule, ...]) -> bool:
    if len(line) > LONGEST_LINE:
        return False
    bare = " ".join(line.strip(ORNAMENT).split()).removesuffix(".").strip(ORNAMENT) or line.strip()
    if not bare:
        return False
    return _matches(bare, line, rules) or _is_bar(bare, rules)


def _matches(bare: str, line: str, rules: tuple[_Rule, ...]) -> bool:
    return any(rule.takes(bare, line) for rule in rules)


def _tells(line: str) -> bool:
    """Whether a line is a sentence about the world, not an address to the reader."""
    quotes = any(mark in line for mark in '"“”')
    return bool(TELLS.fullmatch(line.strip())) and (quotes or not TO_THE_READER.search(line))


def _is_bar(bare: str, rules: tuple[_Rule, ...]) -> bool:
    """A row of links: short parts between bars, at least one of which is boilerplate by itself."""
    parts = SEGMENTS.split(bare)
    if len(parts) < 2 or any(len(part.split()) > 7 or part.endswith((".", "!")) for part in parts):
        return False
    return any(_matches(part.strip(ORNAMENT), part, rules) for part in parts)


@cache
def _load_rules() -> _Rules:
    data = tomllib.loads(
        (files("extractors") / "gazetteers" / "boilerplate.toml").read_text(encoding="utf-8")
    )
    words: dict[str, str] = {}
    for name, pattern in data["words"].items():
        words[name] = _fill(pattern, words)
    rules = [_make_rule(entry, words) for entry in data["rule"]]
    return _Rules(
        *(tuple(rule for rule in rules if rule.where == where) for where in ("anywhere", "head", "tail"))
    )


def _make_rule(entry: dict[str, Any], words: dict[str, str]) -> _Rule:
    flags = re.NOFLAG if entry.get("cased") else re.IGNORECASE
    unless = entry.get("unless")
    return _Rule(
        pattern=re.compile("|".join(_fill(pattern, words) for pattern in entry["patterns"]), flags),
        unless=re.compile(_fill(unless, words), flags) if unless else None,
        where=entry.get("where", "anywhere"),
        most_words=entry.get("most_words", 16),
        sentence=entry.get("sentence", False),
    )


def _fill(pattern: str, words: dict[str, str]) -> str:
    """{word} by its pattern; repetitions such as {0,3} stay."""
    return re.sub(r"\{([a-z]+)\}", lambda found: words[found[1]], pattern)
