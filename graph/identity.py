"""Who is who and which reports are one meeting: pure functions of claims and judgements, no database."""

from __future__ import annotations

import datetime as dt
import hashlib
import json
from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property

from extractors.domain import Actor, ActorKind, MeetingReport, Place
from extractors.ids import fold
from graph import encounters, persons
from graph.encounters import Telling
from graph.offices import usual_title
from graph.partition import UNRELATED, Judged, Kind, Partition, Reason, Verdict, pair
from graph.person_names import parse
from graph.persons import Persona


def _digest(*parts: str) -> str:
    return hashlib.sha256("\x1f".join(parts).encode()).hexdigest()[:16]


# --- actors ------------------------------------------------------------------


@dataclass(frozen=True)
class Name:
    """A name under which articles speak of an actor, and the different things that they say with it.

    A person's name is one for each party and time, since two people may share it; of all other kinds one
    id is one thing already. `claims` are encoded as in graph/claims.py.
    """

    id: str
    slug: str  # the actor's id by the extraction
    kind: ActorKind
    party: str | None
    years: tuple[int, int] | None
    claims: frozenset[str]

    @cached_property
    def office_key(self) -> str:
        """A party and the usual title of its office: "premier" and "prime minister" are one."""
        title = self.slug.partition(":")[2].replace("-", " ")
        party = fold(self.party or "")
        return f"{party}|{usual_title(title.removeprefix(party).strip())}"

    @cached_property
    def persona(self) -> Persona:
        """The name as persons are compared."""
        said = [json.loads(claim) for claim in sorted(self.claims)]
        return Persona(
            self.id,
            self.slug,
            self.party,
            self.years,
            frozenset(claim["name"] for claim in said),
            frozenset(usual_title(claim["office"]) for claim in said if claim["office"]),
        )


SAME_OFFICE = Verdict(Kind.CERTAIN, 1.0, (Reason("same_office", "two titles of one office of a party", 1.0),))


def name_key(actor: Actor, published: dt.date | None) -> tuple[str, str | None, tuple[int, int] | None]:
    """Id, party and years of the name under which an article of that day speaks of the actor.

    The years are a decade, and of a single word, which many share, one year.
    """
    if actor.kind is not ActorKind.PERSON:
        return actor.id, actor.party, None
    party = fold(actor.party or "").replace(" ", "-")
    if published is None:
        return f"{actor.id}:{party}:", actor.party, None
    if parse(actor.name).full:
        first = published.year // 10 * 10
        return f"{actor.id}:{party}:{first}s", actor.party, (first, first + 9)
    return f"{actor.id}:{party}:{published.year}", actor.party, (published.year, published.year)


def relate_names(one: Name, other: Name) -> Verdict:
    """Whether two names are one actor's: persons' are compared by all that is said of them, offices' by
    their titles within a party, all others by their ids alone."""
    if one.kind is ActorKind.OFFICE is other.kind and one.office_key == other.office_key:
        return SAME_OFFICE
    if one.kind is ActorKind.PERSON is other.kind and findable(one, other):
        return persons.relate(one.persona, other.persona)
    return UNRELATED


def findable(one: Name, other: Name) -> bool:
    """Whether two persons' names can be told from each other by the store without comparing all with all:
    they are spelled alike at both ends, or at one end within a party."""
    first, second = one.persona.keys, other.persona.keys
    if one.slug == other.slug or sorted(first) == sorted(second):
        return True
    within = one.party == other.party or None in (one.party, other.party)
    return within and not set(first).isdisjoint(second)


def resolve_actors(names: Iterable[Name], judged: Judged | None = None) -> dict[str, str]:
    """The id of the actor of each name, by the name's id.

    `names` must hold, with each name, all that it is tied to or shares its slug with: see `components`.
    """
    known = {name.id: name for name in names}
    found: dict[str, str] = {}
    for component in components(known.values(), related_names, judged):
        groups = Partition(component, lambda a, b: relate_names(known[a], known[b]), judged).groups()
        slugs = [{known[item].slug for item in group} for group in groups]
        for group in groups:
            best = min((known[item] for item in group), key=preference)
            shared = sum(best.slug in among for among in slugs) > 1
            found |= dict.fromkeys(group, best.id if shared else best.slug)
    return found


def related_names(one: Name, other: Name) -> bool:
    """Whether what becomes of one can depend on the other."""
    return one.slug == other.slug or relate_names(one, other).ties


def preference(name: Name) -> tuple[object, ...]:
    """Sorts names by how well they are somebody's: a person is best called by first and last name."""
    if name.kind is not ActorKind.PERSON:
        return (name.slug,)
    words = parse(name.slug.partition(":")[2].replace("-", " ")).words
    abbreviated = any(len(word) == 1 for word in words)
    return (len(words) < 2, abbreviated, len(name.slug), name.slug, name.party is None, name.id)


def components(
    items: Iterable[Name], related: Callable[[Name, Name], bool], judged: Judged | None = None
) -> list[list[str]]:
    """Those that hang together, by blocks of names that can be alike and by judgements."""
    known = {item.id: item for item in items}
    blocks: dict[str, list[str]] = {}
    for item in known.values():
        for key in _blocks(item):
            blocks.setdefault(key, []).append(item.id)
    links = {link for members in blocks.values() for link in _pairs(members)}
    tied = [link for link in sorted(links) if related(known[link[0]], known[link[1]])]
    return connected(known, [*tied, *sorted((judged or Judged()).same)])


def _blocks(name: Name) -> set[str]:
    if name.kind is ActorKind.PERSON:
        return {name.slug, *name.persona.keys}
    return {name.slug, name.office_key} if name.kind is ActorKind.OFFICE else {name.slug}


def _pairs(members: list[str]) -> Iterable[tuple[str, str]]:
    return (pair(a, b) for at, a in enumerate(members) for b in members[at + 1 :] if a != b)


def connected(items: Iterable[str], links: Iterable[tuple[str, str]]) -> list[list[str]]:
    """The connected components, each sorted, in the order of their least members."""
    root = {item: item for item in items}

    def top(item: str) -> str:
        while root[item] != item:
            root[item] = root[root[item]]
            item = root[item]
        return item

    for a, b in links:
        if a in root and b in root:
            one, other = sorted((top(a), top(b)))
            root[other] = one
    found: dict[str, list[str]] = {}
    for item in sorted(root):
        found.setdefault(top(item), []).append(item)
    return [found[key] for key in sorted(found)]


# --- meetings ----------------------------------------------------------------


def report_key(article_id: str, report: MeetingReport) -> str:
    """Tells a report across extractions: the same words about the same parties in the same article."""
    parties = sorted({one.party or "?" for one in report.participants})
    return "key-" + _digest(article_id, str(report.trigger.start), str(report.trigger.end), *parties)


def resolve_meetings(
    tellings: Iterable[Telling], judged: Judged | None = None, settled: Mapping[str, str] | None = None
) -> dict[str, str]:
    """The id of the meeting of each report, by the report's id.

    Reports with a day make the meetings. Those with a wider date or none make groups of their own, and
    each group goes to the meeting that it fits best, or stays alone: it never joins two meetings.
    `tellings` must hold, with each, all of its kind that it is tied to under one slot, and with each
    without a day those with one that it is tied to and what they are one meeting with. `settled` gives
    the meetings of reports that no change has reached; they are only there to be gone to.
    """
    known = {told.id: told for told in tellings}
    settled = settled or {}
    judged = _spread(judged or Judged(), known)
    compare = _Comparing(known)
    free = [report for report in sorted(known) if report not in settled]
    dated = _groups([report for report in free if known[report].dated], compare, judged)
    vague = _groups([report for report in free if not known[report].dated], compare, judged)
    standing: dict[str, set[str]] = {}
    for report, key in settled.items():
        standing.setdefault(key, set()).add(report)
    meetings = [set(group) for group in dated] + [standing[key] for key in sorted(standing)]
    attached = _attached(vague, meetings, compare, judged)
    found: dict[str, str] = {}
    for group in [*attached, *(set(group) for group, taken in vague.items() if not taken)]:
        first = min((known[item] for item in group), key=_first_told)
        found |= dict.fromkeys(group, meeting_id(first.report))
    return found


class _Comparing:
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


def _spread(judged: Judged, known: Iterable[str]) -> Judged:
    """What was judged to be one with the same third thing is one."""
    links = sorted(judged.same)
    groups = connected({end for link in links for end in link}, links)
    return Judged(frozenset(link for group in groups for link in _pairs(group)), judged.apart)


def _groups(reports: list[str], compare: _Comparing, judged: Judged) -> dict[frozenset[str], bool]:
    """Of reports that all have a day, or all have none; the values are for `_attached` to set."""
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
    links = {link for members in slots.values() for link in _pairs(sorted(members))}
    tied = [link for link in sorted(links) if relate(*link).ties]
    return {
        frozenset(one for report in group for one in same[report]): False
        for component in connected(same, [*tied, *sorted(judged.same)])
        for group in Partition(component, relate, judged).groups()
    }


def _saying_the_same(reports: list[str], compare: _Comparing, judged: Judged) -> dict[str, list[str]]:
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


def _attached(
    vague: dict[frozenset[str], bool], meetings: list[set[str]], compare: _Comparing, judged: Judged
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


def _fit(group: frozenset[str], core: frozenset[str], compare: _Comparing, judged: Judged) -> float:
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


def _first_told(told: Telling) -> tuple[dt.date, str]:
    return told.published or dt.date.max, told.id


def meeting_id(first: MeetingReport) -> str:
    """A meeting is called after the report that told of it first."""
    return "mtg-" + _digest(first.id)


# --- places and parties ------------------------------------------------------


def place_id(place: Place) -> str:
    """A name in a country; the same name in another country is another place."""
    slug = fold(place.name).replace(" ", "-") or _digest(place.name)
    return f"place:{slug}:{place.country.lower()}" if place.country else f"place:{slug}"


def party_actor_ids(party: str) -> tuple[str, str]:
    """The ids that the country or the organization of a party code would have."""
    slug = fold(party).replace(" ", "-") or _digest(party)
    return f"country:{slug}", f"organization:{slug}"
