"""An answer in a sentence: only what the meetings say, with what is not known."""

from __future__ import annotations

from collections.abc import Sequence

from extractors.domain import Channel
from extractors.question import AnswerKind, QuestionReading
from graph.views import ActorRef, DateView, MeetingView, PairView, Total

_MOST = 5
_REMOTE = (Channel.PHONE, Channel.VIDEO)


def sentence(
    reading: QuestionReading,
    total: Total,
    meetings: Sequence[MeetingView],
    pairs: Sequence[PairView],
    hosts: Sequence[ActorRef],
) -> str:
    """One sentence; the facts with their words stand beside it."""
    if not total.count:
        return "No article here tells of such a meeting."
    match reading.kind:
        case AnswerKind.WHO:
            return _who(reading, pairs)
        case AnswerKind.WHEN:
            return _several([_when(one) for one in meetings])
        case AnswerKind.WHERE:
            return _several(list(dict.fromkeys(_where(one) for one in meetings)))
        case AnswerKind.HOW_OFTEN:
            return f"{_times(total.count)}{_within(total)}."
        case AnswerKind.WHETHER:
            return f"Yes: {_several([_when(one) for one in meetings])}"
        case AnswerKind.WHO_HOSTED:
            return _several([one.name for one in hosts]) if hosts else "The articles do not say who hosted."
    return f"{total.count} meeting{'s' if total.count > 1 else ''}{_within(total)}."


def _who(reading: QuestionReading, pairs: Sequence[PairView]) -> str:
    if reading.actors:
        return _several(list(dict.fromkeys(pair.b.name for pair in pairs)))
    return _several([f"{pair.a.name} and {pair.b.name}" for pair in pairs])


def _times(count: int) -> str:
    return {1: "Once", 2: "Twice"}.get(count, f"{count} times")


def _within(total: Total) -> str:
    if total.first is None or total.last is None:
        return ""
    if total.first == total.last:
        return f", on {total.first}"
    return f", between {total.first} and {total.last}"


def _when(meeting: MeetingView) -> str:
    how = f" by {meeting.channel.value}" if meeting.channel in _REMOTE else ""
    return f"{_day(meeting.date)}{how}"


def _day(date: DateView) -> str:
    if date.start is None:
        return f"at a time not known ({date.words})" if date.words else "at a time not known"
    if date.start == date.end:
        return f"on {date.start}"
    return f"between {date.start} and {date.end}"


def _where(meeting: MeetingView) -> str:
    if meeting.channel in _REMOTE:
        return f"by {meeting.channel.value}"
    if meeting.place is None:
        return "at a place not told"
    country = f" ({meeting.place.country})" if meeting.place.country else ""
    return f"{meeting.place.name}{country}"


def _several(parts: list[str]) -> str:
    shown = parts[:_MOST]
    more = f"; and {len(parts) - _MOST} more" if len(parts) > _MOST else ""
    text = "; ".join(shown) + more + "."
    return text[0].upper() + text[1:]
