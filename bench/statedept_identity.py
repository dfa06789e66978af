"""Which Person nodes the travellers became: splits, false merges, and travellers that were not found."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from rapidfuzz.fuzz import token_set_ratio
from statedept_articles import Report

# Two travellers of one country whose names are so alike are most likely one, misspelt in the list.
ALIKE = 80
SHOWN = 60


@dataclass
class Identity:
    """Articles of each traveller by Person node; nodes are `id` and shown by name."""

    articles: int = 0
    nodes_of: dict[str, Counter[str]] = field(default_factory=dict)
    names: dict[str, str] = field(default_factory=dict)
    missing: list[dict[str, str]] = field(default_factory=list)  # no Person where the name stands
    partly: list[dict[str, str]] = field(default_factory=list)  # one, but of a part of the name

    @property
    def splits(self) -> dict[str, Counter[str]]:
        """Travellers under two or more nodes."""
        return {key: nodes for key, nodes in sorted(self.nodes_of.items()) if len(nodes) > 1}

    @property
    def keys_of(self) -> dict[str, Counter[str]]:
        """The other way round: each node's travellers."""
        turned: defaultdict[str, Counter[str]] = defaultdict(Counter)
        for key, nodes in self.nodes_of.items():
            for node, count in nodes.items():
                turned[node][key] += count
        return dict(turned)

    @property
    def merges(self) -> dict[str, Counter[str]]:
        """Nodes of two or more travellers."""
        return {node: held for node, held in sorted(self.keys_of.items()) if len(held) > 1}

    def lines(self) -> Iterator[str]:
        """The report for people."""
        found = self.articles - len(self.missing)
        repeated = sum(nodes.total() > 1 for nodes in self.nodes_of.values())
        false, slips = _by_likeness(self.merges)
        yield ""
        yield f"articles whose traveller is a Person  {found:,} of {self.articles:,}"
        yield f"  of these by a part of the name      {len(self.partly):,}"
        several = f"{repeated:,} in several articles"
        yield f"travellers found                      {len(self.nodes_of):,}, {several}"
        yield f"travellers under several nodes        {len(self.splits):,}"
        yield f"nodes of several travellers           {len(false):,}"
        yield f"  and most likely the list's spelling {len(slips):,}"
        yield from _section("travellers under several nodes", self._split_lines())
        yield from _section("nodes of several travellers", self._merge_lines(false))
        yield from _section(
            "nodes of travellers whom the list spells in several ways", self._merge_lines(slips)
        )
        yield from _section("travellers not found", map(_article_line, self.missing))
        yield from _section("travellers found by a part of the name", map(_article_line, self.partly))

    def _split_lines(self) -> Iterator[str]:
        for key, nodes in sorted(self.splits.items(), key=lambda item: (-item[1].total(), item[0])):
            yield f"{key}: {_counted((self._shown(node), n) for node, n in nodes.most_common())}"

    def _merge_lines(self, merges: Mapping[str, Counter[str]]) -> Iterator[str]:
        for node, held in sorted(merges.items(), key=lambda item: (-item[1].total(), item[0])):
            yield f"{self._shown(node)}: {_counted(held.most_common())}"

    def _shown(self, node: str) -> str:
        return f"{self.names[node]} <{node}>"

    def as_json(self) -> dict[str, Any]:
        """The report for programs, whole."""
        false, slips = _by_likeness(self.merges)
        return {
            "travellers": {key: dict(nodes) for key, nodes in sorted(self.nodes_of.items())},
            "names": dict(sorted(self.names.items())),
            "splits": {key: dict(nodes) for key, nodes in self.splits.items()},
            "merges": {node: dict(held) for node, held in false.items()},
            "list_spellings": {node: dict(held) for node, held in slips.items()},
            "missing": self.missing,
            "partly": self.partly,
        }


def identify(
    reports: Iterable[Report], told: Mapping[str, Mapping[str, Any]], truth: Mapping[str, str]
) -> Identity:
    """`told` has, by row id, the stored text and the persons it mentions with their spans."""
    identity = Identity()
    for one in reports:
        row = told[one.row.id]
        start = row["text"].index(one.name)
        whole = _at(row["persons"], start, start + len(one.name), whole=True)
        found = whole or _at(row["persons"], start, start + len(one.name), whole=False)
        identity.articles += 1
        about = {"row": one.row.id, "name": one.name, "text": row["text"]}
        if not found:
            identity.missing.append(about)
            continue
        if not whole:
            identity.partly.append(about | {"person": ", ".join(sorted(found.values()))})
        identity.names |= found
        identity.nodes_of.setdefault(truth[one.row.id], Counter()).update(list(found))
    return identity


def _at(persons: Iterable[Mapping[str, Any]], start: int, end: int, *, whole: bool) -> dict[str, str]:
    """Ids and names of the persons with a mention that covers the span, or touches it."""
    return {
        person["id"]: person["name"]
        for person in persons
        if any(
            (begin <= start and end <= stop) if whole else (begin < end and start < stop)
            for begin, stop in zip(person["starts"], person["ends"], strict=True)
        )
    }


def _by_likeness(
    merges: Mapping[str, Counter[str]],
) -> tuple[dict[str, Counter[str]], dict[str, Counter[str]]]:
    """False merges, and those whose travellers are most likely one person."""
    slips = {node: held for node, held in merges.items() if _one_person(list(held))}
    return {node: held for node, held in merges.items() if node not in slips}, slips


def _one_person(keys: list[str]) -> bool:
    """Of one country (which a key begins with), of about one time, and spelled much alike."""
    parts = [(key.partition(": ")[0], *key.partition(": ")[2].rpartition(", ")[::2]) for key in keys]
    country, name, _ = parts[0]
    years = [int(year) for _, _, year in parts if year.isdigit()]
    if len(years) < len(parts) or max(years) - min(years) > 20:
        return False
    return all(c == country and token_set_ratio(name, other) >= ALIKE for c, other, _ in parts[1:])


def _section(title: str, lines: Iterable[str]) -> Iterator[str]:
    every = list(lines)
    if every:
        yield f"\n{title}"
        yield from (f"  {line}" for line in every[:SHOWN])
    if len(every) > SHOWN:
        yield f"  and {len(every) - SHOWN} more; --json has them all"


def _counted(pairs: Iterable[tuple[str, int]]) -> str:
    return ", ".join(f"{name} ({count})" for name, count in pairs)


def _article_line(about: Mapping[str, str]) -> str:
    person = f" as {about['person']}" if "person" in about else ""
    return f"{about['row']}: {about['name']}{person} | {about['text'].splitlines()[0]}"
