"""Which lines of a text are the page's and not the article's, by rules from a data file."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any

# A line this long is a paragraph, whatever it begins with.
_LONGEST_LINE = 600
_ORNAMENT = ' \t\u00a0\u200b\ufeff-–—_=~*•·●▪■►▶▸→>›»«‹<|:"“”()[]{}'
_CLOSING = " \t\r\n\"'”’»)]"
_FEWEST_WORDS = 8
# Behind the first word of a line, these tell what happened.
_TELLING = re.compile(
    r"(?<=\w\W)(?:is|are|was|were|has|had|will|would|says?|said|tells?|told|meets?|met|holds?|held|hosts?|visits?"
    r"|flies|flew|goes|went|comes|came|sees|saw|takes|took|gives|gave|names?|calls?|sat|spoke|began|left|made"
    r"|[a-z]{2,}ed)\b"
)
_TO_THE_READER = re.compile(r"\b(?:[Yy]ou|[Yy]our|[Oo]ur|us)\b")
_BAR = re.compile(r"\s*[|•·]\s*")
_MOST_WORDS_OF_A_LINK = 7


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


class _Rules:
    """The rules for one part of a text."""

    def __init__(self, rules: Iterable[_Rule]) -> None:
        self._rules = tuple(rules)
        self._most_words = max(rule.most_words for rule in self._rules)
        # Nearly no line is boilerplate, and one search says so sooner than a dozen do.
        self._any = tuple(
            re.compile(
                "|".join(rule.pattern.pattern for rule in self._rules if rule.pattern.flags == flags), flags
            )
            for flags in {rule.pattern.flags for rule in self._rules}
        )

    def take_all(self, lines: list[str]) -> list[bool]:
        """Whether each line goes."""
        taken = {line: self.take(line) for line in set(lines)}
        return [taken[line] for line in lines]

    def take(self, line: str) -> bool:
        if len(line) > _LONGEST_LINE:
            return False
        bare = " ".join(line.strip(_ORNAMENT).split()).removesuffix(".").strip(_ORNAMENT) or line.strip()
        if not bare or bare.count(" ") >= self._most_words:
            return False
        return self._matches(bare, line) or self._is_bar(bare)

    def _matches(self, bare: str, line: str) -> bool:
        if not any(pattern.fullmatch(bare) for pattern in self._any):
            return False
        return any(rule.takes(bare, line) for rule in self._rules)

    def _is_bar(self, bare: str) -> bool:
        """A row of links: short parts between bars, at least one of which is boilerplate by itself."""
        parts = _BAR.split(bare)
        if len(parts) < 2 or any(map(_is_no_link, parts)):
            return False
        return any(self._matches(part.strip(_ORNAMENT), part) for part in parts)


@dataclass(frozen=True)
class _RuleBook:
    anywhere: _Rules
    head: _Rules
    tail: _Rules


def boilerplate(lines: list[str]) -> list[bool]:
    """For each line, whether it is boilerplate; blank lines are not."""
    rules = _load_rules()
    out = rules.anywhere.take_all(lines)
    # Full sentences that no rule could take bound the head and the tail. They are the same once the
    # rest is out, so that a clean text stays as it is.
    first, last = len(lines), -1
    for at, line in enumerate(lines):
        if not out[at] and _is_full_sentence(line) and not (rules.head.take(line) or rules.tail.take(line)):
            first, last = min(first, at), at
    heads, tails = rules.head.take_all(lines[:first]), rules.tail.take_all(lines[last + 1 :])
    for at, taken in (*enumerate(heads), *enumerate(tails, last + 1)):
        out[at] = out[at] or taken
    return out


def _is_full_sentence(line: str) -> bool:
    return (
        line.rstrip(_CLOSING).endswith((".", "?", "!", "…"))
        and len(line.split(None, _FEWEST_WORDS)) >= _FEWEST_WORDS
    )


def _tells(line: str) -> bool:
    """Whether a line is a sentence about the world, not an address to the reader."""
    if not line.rstrip(_CLOSING).endswith(".") or not _TELLING.search(line):
        return False
    return any(mark in line for mark in '"“”') or not _TO_THE_READER.search(line)


def _is_no_link(part: str) -> bool:
    return part.count(" ") >= _MOST_WORDS_OF_A_LINK or part.endswith((".", "!"))


@cache
def _load_rules() -> _RuleBook:
    data = tomllib.loads(
        (files("extractors") / "gazetteers" / "boilerplate.toml").read_text(encoding="utf-8")
    )
    words: dict[str, str] = {}
    for name, pattern in data["words"].items():
        words[name] = _fill(pattern, words)
    rules = [_make_rule(entry, words) for entry in data["rule"]]
    anywhere, head, tail = (
        _Rules(rule for rule in rules if rule.where == where) for where in ("anywhere", "head", "tail")
    )
    return _RuleBook(anywhere, head, tail)


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
