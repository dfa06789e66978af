"""What a statement of somebody else may say: looked at as text, before Neo4j is asked for its plan.

The plan decides what a statement does; the text is for what no plan shows: names of what is private,
functions that reach out, and spellings that could make the plan be misread.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from graph.errors import CypherRefused

# What the service keeps for itself: who may do what, who did what, and what is still to be read.
PRIVATE_LABELS = frozenset({"ApiKey", "AuditEntry", "Job", "Task"})

_OPENINGS = frozenset({"MATCH", "OPTIONAL", "WITH", "UNWIND", "RETURN", "CALL"})
_FUNCTION_SPACES = frozenset(
    {"date", "datetime", "localdatetime", "time", "localtime", "duration", "point", "vector", "db"}
)
_PROCEDURE_CALL = "CALL"
_TOKEN = re.compile(
    r"""(?P<comment>//[^\n\r]*|/\*.*?\*/)
      | (?P<string>'(?:[^'\\]|\\.)*'|"(?:[^"\\]|\\.)*")
      | (?P<quoted>`(?:[^`]|``)*`)
      | (?P<word>[^\W\d]\w*)
      | (?P<number>\d[\w.]*)
      | (?P<space>\s+)
      | (?P<mark>.)""",
    re.VERBOSE | re.DOTALL,
)
_PLAIN_NAME = re.compile(r"[^\W\d]\w*")
_CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f]")
_OPENING, _CLOSING = frozenset("([{"), frozenset(")]}")
MOST_DEPTH = 50
_ESCAPED_CHARACTER = re.compile(r"\\[uU][0-9a-fA-F]")


@dataclass(frozen=True)
class Token:
    """A word, a name in backticks (without them), or a mark."""

    kind: str
    text: str


def check_text(query: str) -> None:
    """Raises CypherRefused."""
    if _ESCAPED_CHARACTER.search(query):
        raise CypherRefused(r"Write characters as they are, not as \u escapes, or give them as parameters.")
    if _CONTROL.search(query):
        raise CypherRefused("There is a control character in the statement. Take it out.")
    tokens = list(_tokens(query))
    _check_depth(tokens)
    opening = tokens[0].text.upper() if tokens else ""
    if opening not in _OPENINGS or tokens[0].kind != "word":
        raise CypherRefused(
            f"A statement begins with one of {', '.join(sorted(_OPENINGS))}: this is for reading the graph, "
            "not for changing or looking at the server."
        )
    for at, token in enumerate(tokens):
        _check_token(tokens, at, token)


def _check_depth(tokens: list[Token]) -> None:
    """Neo4j's parser takes minutes over thousands of brackets in each other, which no limit of time ends."""
    depth = 0
    for token in tokens:
        depth += (token.text in _OPENING) - (token.text in _CLOSING)
        if depth > MOST_DEPTH:
            raise CypherRefused(f"Brackets are nested more than {MOST_DEPTH} deep.")


def _check_token(tokens: list[Token], at: int, token: Token) -> None:
    before = tokens[at - 1].text if at else ""
    after = tokens[at + 1].text if at + 1 < len(tokens) else ""
    if token.kind == "quoted" and not _PLAIN_NAME.fullmatch(token.text):
        raise CypherRefused(f"A name in backticks may hold letters, digits and _ only: {token.text!r}.")
    if token.kind in ("word", "quoted") and token.text in PRIVATE_LABELS:
        raise CypherRefused(f"{token.text} is not to be asked for: it belongs to the service itself.")
    if token.kind == "word":
        _check_word(token.text.upper(), before, after)
    if token.text == "(" and (name := _dotted_name(tokens, at)):
        space = name.split(".")[0].lower()
        if space not in _FUNCTION_SPACES and not _is_procedure(tokens, at, name):
            raise CypherRefused(f"The function {name} is not allowed here.")
    if token.text == "$" and after == "(":
        raise CypherRefused("Labels and types must be written out, not worked out: $(…) is not allowed.")


def _check_word(word: str, before: str, after: str) -> None:
    if before in (".", ":", "$"):
        return
    if word == "USE" and (_PLAIN_NAME.fullmatch(after) or after.startswith("`")):
        raise CypherRefused("USE is not allowed: the graph of this service is the only one that is asked.")
    if word == "LOAD" and after.upper() == "CSV":
        raise CypherRefused("LOAD CSV is not allowed: nothing is read from files or addresses.")


def _dotted_name(tokens: list[Token], at: int) -> str | None:
    """The name before a bracket, where it has a dot in it: "apoc.text.join"."""
    names: list[str] = []
    probe = at - 1
    while probe >= 0 and tokens[probe].kind in ("word", "quoted"):
        names.append(tokens[probe].text)
        if probe < 1 or tokens[probe - 1].text != ".":
            break
        probe -= 2
    return ".".join(reversed(names)) if len(names) > 1 else None


def _is_procedure(tokens: list[Token], at: int, name: str) -> bool:
    """Procedures are for the plan to decide on."""
    first = at - 2 * name.count(".") - 1
    return first > 0 and tokens[first - 1].text.upper() == _PROCEDURE_CALL


def _tokens(query: str) -> Iterator[Token]:
    for found in _TOKEN.finditer(query):
        kind = found.lastgroup or "mark"
        if kind in ("comment", "space"):
            continue
        text = found[0][1:-1] if kind == "quoted" else found[0]
        yield Token(kind, text)
