"""Who is who and which reports are one meeting: pure functions of claims and judgements, no database."""

from __future__ import annotations

import datetime as dt
import hashlib
from collections.abc import Callable, Iterable, Mapping

from extractors.domain import ActorKind, MeetingReport, Place
from extractors.ids import fold
from graph.actor_names import Name, preference, relate_names, related_names
from graph.gathering import Comparing, attached, groups_of, spread
from graph.partition import Judged, Partition, connected, pairs
from graph.telling import Telling


def _digest(*parts: str) -> str:
    return hashlib.sha256("\x1f".join(parts).encode()).hexdigest()[:16]


# --- actors ------------------------------------------------------------------


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


def components(
    items: Iterable[Name], related: Callable[[Name, Name], bool], judged: Judged | None = None
) -> list[list[str]]:
    """Those that hang together, by blocks of names that can be alike and by judgements."""
    known = {item.id: item for item in items}
    blocks: dict[str, list[str]] = {}
    for item in known.values():
        for key in _blocks(item):
            blocks.setdefault(key, []).append(item.id)
    links = {link for members in blocks.values() for link in pairs(members)}
    tied = [link for link in sorted(links) if related(known[link[0]], known[link[1]])]
    return connected(known, [*tied, *sorted((judged or Judged()).same)])


def _blocks(name: Name) -> set[str]:
    if name.kind is ActorKind.PERSON:
        return {name.slug, *name.persona.keys}
    return {name.slug, name.office_key} if name.kind is ActorKind.OFFICE else {name.slug}


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
    judged = spread(judged or Judged(), known)
    compare = Comparing(known)
    free = [report for report in sorted(known) if report not in settled]
    dated = groups_of([report for report in free if known[report].dated], compare, judged)
    vague = groups_of([report for report in free if not known[report].dated], compare, judged)
    standing: dict[str, set[str]] = {}
    for report, key in settled.items():
        standing.setdefault(key, set()).add(report)
    meetings = [set(group) for group in dated] + [standing[key] for key in sorted(standing)]
    whole = attached(vague, meetings, compare, judged)
    found: dict[str, str] = {}
    for group in [*whole, *(set(group) for group, taken in vague.items() if not taken)]:
        first = min((known[item] for item in group), key=_first_told)
        found |= dict.fromkeys(group, meeting_id(first.report))
    return found


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
