"""Reports gathered to meetings: those with a day make them, those without go to one or stay alone. Pure."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping

from graph import encounters
from graph.partition import Judged, Kind, Partition, Verdict, connected, pair, pairs
from graph.telling import Telling


class Comparing:
    """Verdicts on pairs of reports, each worked out once."""

    def __init__(self, known: Mapping[str, Telling]) -> None:
        self.known = known
        self._verdicts: dict[tuple[str, str], Verdict] = {}
        self.slots: dict[str, frozenset[str]] = {
            report: frozenset(told.slots) for report, told in known.items()
        }

    def __call__(self, a: str, b: str) -> Verdict:
        key = pair(a, b)
        if key not in self._verdicts:
            self._verdicts[key] = encounters.relate(self.known[key[0]], self.known[key[1]])
        return self._verdicts[key]

    def tied(self, a: str, b: str) -> bool:
        """Whether the two can be found by each other, and belong together."""
        return not self.slots[a].isdisjoint(self.slots[b]) and self(a, b).ties


def spread(judged: Judged, known: Iterable[str]) -> Judged:
    """What was judged to be one with the same third thing is one."""
    links = sorted(judged.same)
    groups = connected({end for link in links for end in link}, links)
    return Judged(frozenset(link for group in groups for link in pairs(group)), judged.apart)


def groups_of(reports: list[str], compare: Comparing, judged: Judged) -> dict[frozenset[str], bool]:
    """Of reports that all have a day, or all have none; the values are for `attached` to set."""
    same = _saying_the_same(reports, compare, judged)
    articles = {
        report: {compare.known[one].article_id for one in members} for report, members in same.items()
    }

    def relate(a: str, b: str) -> Verdict:
        # Any two of them from one article keep the others apart too.
        return compare(a, b) if articles[a].isdisjoint(articles[b]) else encounters.SAME_ARTICLE

    slots: dict[str, list[str]] = {}
    for report in same:
        for slot in compare.slots[report]:
            slots.setdefault(slot, []).append(report)
    links = {link for members in slots.values() for link in pairs(sorted(members))}
    tied = [link for link in sorted(links) if relate(*link).ties]
    return {
        frozenset(one for report in group for one in same[report]): False
        for component in connected(same, [*tied, *sorted(judged.same)])
        for group in Partition(component, relate, judged).groups()
    }


def _saying_the_same(reports: list[str], compare: Comparing, judged: Judged) -> dict[str, list[str]]:
    """Reports of different articles that say the same of a contact, by the least of them.

    Those that somebody judged stand for themselves.
    """
    judged_ones = {end for link in (*judged.same, *judged.apart) for end in link}
    found: dict[str, list[str]] = {}
    by_signature: dict[tuple[str, int], str] = {}
    times: Counter[tuple[str, str]] = Counter()
    for report in reports:
        told = compare.known[report]
        times[told.article_id, told.signature] += 1
        key = (told.signature, times[told.article_id, told.signature])
        first = by_signature.setdefault(key, report)
        if (
            first != report
            and report not in judged_ones
            and first not in judged_ones
            and compare(first, report).ties
        ):
            found[first].append(report)
        else:
            found[report] = [report]
    return found


def attached(
    vague: dict[frozenset[str], bool], meetings: list[set[str]], compare: Comparing, judged: Judged
) -> list[set[str]]:
    """The meetings, each with the groups that fit it better than any other; those are marked as taken."""
    cores = [
        frozenset(one for one in group if compare.known[one].dated) or frozenset(group) for group in meetings
    ]
    found = [set(group) for group in meetings]
    by_slot: dict[str, set[int]] = {}
    for at, core in enumerate(cores):
        for slot in {slot for report in core for slot in compare.slots[report]}:
            by_slot.setdefault(slot, set()).add(at)
    for group in vague:
        near = {at for report in group for slot in compare.slots[report] for at in by_slot.get(slot, ())}
        near |= {at for at, core in enumerate(cores) if _judged_same(group, core, judged)}
        fitting = [
            (strength, at) for at in sorted(near) if (strength := _fit(group, cores[at], compare, judged)) > 0
        ]
        best = max((strength for strength, _ in fitting), default=0.0)
        choice = [at for strength, at in fitting if strength == best]
        if len(choice) == 1:
            found[choice[0]] |= group
            vague[group] = True
    return found


def _judged_same(one: Iterable[str], other: Iterable[str], judged: Judged) -> bool:
    return any(pair(a, b) in judged.same for a in one for b in other) if judged.same else False


def _fit(group: frozenset[str], core: frozenset[str], compare: Comparing, judged: Judged) -> float:
    """How strongly they are tied; 0 where they are not, or must not be one."""
    if _judged_same(group, core, judged):
        return float("inf")
    strength = 0.0
    for a in group:
        for b in core:
            verdict = compare(a, b)
            if verdict.kind is Kind.APART or pair(a, b) in judged.apart:
                return 0.0
            if verdict.ties and compare.tied(a, b):
                strength = max(strength, verdict.strength)
    return strength
