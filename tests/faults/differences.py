"""Where two exports of a graph differ, in words."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterator
from typing import Any

from tests.faults.service import Export

Item = dict[str, Any]


def differences(reached: Export, expected: Export) -> list[str]:
    """One line for each node or relationship that is not the same in both; empty where they are equal."""
    found = [line for kind in sorted(expected) for line in _of_kind(kind, reached[kind], expected[kind])]
    if not found and reached != expected:
        found.append("the same nodes and relationships in another order")
    return found


def articles_in(export: Export) -> set[str]:
    """The ids of the articles in a graph."""
    return {node["properties"]["id"] for node in export["nodes"] if "Article" in node["labels"]}


def _of_kind(kind: str, reached: list[Item], expected: list[Item]) -> Iterator[str]:
    ours, theirs = _counted(reached), _counted(expected)
    more, less = _by_name(ours - theirs), _by_name(theirs - ours)
    for name in sorted(more.keys() | less.keys()):
        if name not in less:
            yield f"{kind}: {name} is too much: {more[name]}"
        elif name not in more:
            yield f"{kind}: {name} is missing: {less[name]}"
        else:
            yield f"{kind}: {name}: {_changes(more[name], less[name])}"


def _counted(items: list[Item]) -> Counter[str]:
    return Counter(json.dumps(item, sort_keys=True) for item in items)


def _by_name(items: Counter[str]) -> dict[str, Item]:
    """By what tells one from the others; of doubles one is enough to show."""
    return {_name(item): item for item in map(json.loads, items)}


def _name(item: Item) -> str:
    if "type" in item:
        return f"({item['from']})-[{item['type']}]->({item['to']})"
    return f"({':'.join(item['labels'])} {item['properties'].get('id')})"


def _changes(reached: Item, expected: Item) -> str:
    ours, theirs = reached["properties"], expected["properties"]
    return "; ".join(
        f"{key} is {ours.get(key)!r}, should be {theirs.get(key)!r}"
        for key in sorted(ours.keys() | theirs.keys())
        if ours.get(key) != theirs.get(key)
    )
