"""Why things are one or are not, worked out from the graph by the same functions that decided it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from graph.actor_names import Name, findable, relate_names
from graph.actor_views import NameView, OtherActor
from graph.answers import actor_ref, date_view
from graph.conflicts import conflicts
from graph.encounters import relate
from graph.judgements import Judgement, Ruling
from graph.meetings import in_order
from graph.partition import Kind, Verdict, pair
from graph.rows import Row, name_of_row
from graph.telling import Telling
from graph.views import ConflictView, Ground, HistoryStep, OtherMeeting, Tie, VoiceView

MOST_OTHERS = 10
_JUDGED = {Ruling.SAME: Kind.CERTAIN, Ruling.NOT_SAME: Kind.APART}


def tie(a: str, b: str, verdict: Verdict, judgements: Mapping[tuple[str, str], Judgement]) -> Tie:
    """A verdict as it is shown; a judgement comes before it."""
    judged = judgements.get(pair(a, b))
    reasons = tuple(Ground(code=one.code, words=one.words, weight=one.weight) for one in verdict.reasons)
    if judged is not None:
        ground = Ground(code="judged", words=f"judged {judged.ruling} by {judged.by}")
        return Tie(
            a=a,
            b=b,
            kind=_JUDGED[judged.ruling],
            strength=verdict.strength,
            reasons=(ground, *reasons),
            judgement=judged.id,
        )
    return Tie(a=a, b=b, kind=verdict.kind, strength=verdict.strength, reasons=reasons)


def name_view(row: Row) -> NameView:
    """A name with the forms that articles give it."""
    name = name_of_row(row)
    return NameView(
        id=name.id,
        forms=tuple(sorted(name.persona.forms)),
        party=name.party,
        years=name.years,
        articles=sum(row["claim_counts"]),
    )


def name_ties(names: Sequence[Name], judgements: Mapping[tuple[str, str], Judgement]) -> tuple[Tie, ...]:
    """For each name but the first, the strongest of what ties it to another one of the actor."""
    found = [
        tie(one.id, other.id, relate_names(one, other), judgements)
        for at, one in enumerate(names)
        for other in names[:at]
    ]
    return _strongest([name.id for name in names], found)


def _strongest(items: Sequence[str], ties: Sequence[Tie]) -> tuple[Tie, ...]:
    """A spanning tree of them: the strongest first, judgements before all."""
    group = {item: {item} for item in items}
    kept = []
    for one in sorted(ties, key=lambda tied: (tied.judgement is None, -tied.strength, tied.a, tied.b)):
        if one.kind in (Kind.CERTAIN, Kind.LIKELY) and group[one.a] is not group[one.b]:
            both = group[one.a] | group[one.b]
            for item in both:
                group[item] = both
            kept.append(one)
    return tuple(kept)


def others_alike(
    names: Sequence[Name], rows: Sequence[Row], judgements: Mapping[tuple[str, str], Judgement]
) -> tuple[OtherActor, ...]:
    """Actors who were judged to be somebody else, or whose name would fit if there were not two."""
    best: dict[str, OtherActor] = {}
    for row in rows:
        other = name_of_row(row)
        for name in names:
            verdict = relate_names(name, other)
            judged = pair(name.id, other.id) in judgements
            if not judged and not (verdict.ties and findable(name, other)):
                continue
            found = OtherActor(actor=actor_ref(row["actor"]), tie=tie(name.id, other.id, verdict, judgements))
            known = best.get(found.actor.id)
            if known is None or found.tie.strength > known.tie.strength:
                best[found.actor.id] = found
    return tuple(sorted(best.values(), key=lambda one: (-one.tie.strength, one.actor.id))[:MOST_OTHERS])


def report_ties(told: Sequence[Telling], judgements: Mapping[tuple[str, str], Judgement]) -> tuple[Tie, ...]:
    """What makes one meeting of its reports: for each but the first its strongest tie."""
    ordered = in_order(told)
    found = [
        tie(one.id, other.id, relate(one, other), judgements)
        for at, one in enumerate(ordered)
        for other in ordered[:at]
    ]
    return _strongest([one.id for one in ordered], found)


def other_meetings(
    told: Sequence[Telling],
    others: Sequence[tuple[str, str, Telling]],
    judgements: Mapping[tuple[str, str], Judgement],
) -> tuple[OtherMeeting, ...]:
    """Meetings of which a report says much the same, or was judged apart; `others` are their ids, titles
    and reports."""
    best: dict[str, OtherMeeting] = {}
    for key, title, other in others:
        for one in told:
            verdict = relate(one, other)
            shown = tie(one.id, other.id, verdict, judgements)
            if not verdict.reasons or (verdict.kind is Kind.UNRELATED and verdict.strength <= 0):
                continue
            known = best.get(key)
            if known is None or _closeness(shown) > _closeness(known.tie):
                best[key] = OtherMeeting(id=key, title=title, tie=shown)
    return tuple(sorted(best.values(), key=lambda one: (-_closeness(one.tie), one.id))[:MOST_OTHERS])


def _closeness(shown: Tie) -> float:
    if shown.judgement:
        return 100.0
    positive = sum(max(reason.weight, 0.0) for reason in shown.reasons)
    return shown.strength + positive


def history(told: Sequence[Telling], urls: Mapping[str, str | None]) -> tuple[HistoryStep, ...]:
    """The earliest published first; `urls` are those of articles by id."""
    return tuple(
        HistoryStep(
            status=one.report.status,
            published=one.published,
            report_id=one.id,
            article_id=one.article_id,
            url=urls.get(one.article_id),
            date=date_view(one.report.date),
            evidence=one.report.status_evidence or one.report.trigger,
        )
        for one in in_order(told)
    )


def conflict_views(told: Sequence[Telling]) -> tuple[ConflictView, ...]:
    """What the accounts cannot all be right about."""
    return tuple(
        ConflictView(
            about=conflict.about,
            voices=tuple(VoiceView(value=voice.value, reports=voice.reports) for voice in conflict.voices),
        )
        for conflict in conflicts(told)
    )
