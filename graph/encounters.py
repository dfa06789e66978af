"""Which reports of articles tell of one contact: by who, when, where, how and what became of it."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator

from extractors.domain import Channel, DateBasis, PlaceKind, Status
from extractors.ids import fold
from graph.partition import UNRELATED, Kind, Reason, Verdict
from graph.telling import PUT_OFF, SURE, Side, Telling

_SLIP = 7  # days between accounts of a contact at one place of which not both say that it was held
_NEWS = 3  # days in which articles without a date speak of one contact
_ENOUGH = 1.8  # of the weights below: two sides, and a day or a place that agree
_NOT_HELD = frozenset({Status.CANCELLED, Status.REFUSED, Status.DENIED})
_REMOTE = (Channel.PHONE, Channel.VIDEO)


# What has been compared once: a big story is told by hundreds of reports that say a few different things.
_compared: dict[tuple[str, str], Verdict] = {}
_MOST_COMPARED = 100_000


def relate(one: Telling, other: Telling) -> Verdict:
    """Symmetric: whether two reports tell of one contact."""
    if one.article_id == other.article_id:
        return SAME_ARTICLE
    key = (
        (one.signature, other.signature)
        if one.signature < other.signature
        else (other.signature, one.signature)
    )
    known = _compared.get(key)
    if known is None:
        if len(_compared) >= _MOST_COMPARED:
            _compared.clear()
        known = _compared[key] = _relate(one, other)
    return known


def _relate(one: Telling, other: Telling) -> Verdict:
    how = _how(one, other)
    if how.code == "other_channel":
        return Verdict(Kind.APART, reasons=(how,))
    who = list(_who(one, other))
    if any(reason.code == "other_people" for reason in who):
        return Verdict(Kind.APART, reasons=tuple(who))
    if any(reason.code == "too_few" for reason in who):
        return UNRELATED
    if _on_the_margins(one, other) or _on_the_margins(other, one):
        return Verdict(Kind.UNRELATED, reasons=(*who, _MARGINS))
    when = _when(one, other)
    if when is None:
        return UNRELATED
    if when.code == "other_day":
        return Verdict(Kind.APART, reasons=(*who, when))
    where = _where(one, other)
    outcome = _outcome(one, other)
    exact = when.code == "same_day"
    if where.code == "other_country" and not exact:
        firm = one.report.status is Status.OCCURRED and other.report.status is Status.OCCURRED
        return Verdict(Kind.APART, reasons=(*who, when, where)) if firm else UNRELATED
    reasons = tuple(reason for reason in (*who, when, where, how, outcome) if reason is not None)
    strength = round(sum(reason.weight for reason in reasons), 3)
    if strength < _ENOUGH:
        return Verdict(Kind.UNRELATED, strength, reasons)
    doubts = any(reason.weight < 0 for reason in reasons)
    sure = exact and not doubts and all(reason.code == "same_people" for reason in who)
    return Verdict(Kind.CERTAIN if sure else Kind.LIKELY, strength, reasons)


_MARGINS = Reason("on_the_margins", "two of a round of many, who may have met beside it")
_MANY = 4


def _on_the_margins(two: Telling, many: Telling) -> bool:
    """Whether a talk of two is more likely one on the margins of a round than the round itself: it is,
    unless both are guests in the country where the round is held."""
    if len(two.sides) != 2 or len(many.sides) < _MANY:
        return False
    place, round_place = two.report.place, many.report.place
    if place is None or round_place is None or place.country is None:
        return True
    return place.country in two.sides or place.country != round_place.country


SAME_ARTICLE = Verdict(Kind.APART, reasons=(Reason("same_article", "one article tells of them as two"),))


def _how(one: Telling, other: Telling) -> Reason:
    channels = sorted((one.report.channel, other.report.channel))
    if channels[0] is channels[1]:
        return Reason("same_channel", f"both {channels[0]}".replace("_", " "))
    if Channel.UNKNOWN in channels:
        return Reason("channel_open", "not both say how")
    words = f"{channels[0]} and {channels[1]}".replace("_", " ")
    if all(channel in _REMOTE for channel in channels):
        return Reason("other_wire", words, -0.1)
    # Who is said to have been somewhere may only have telephoned, if it is not sure that they were there.
    seen = next(told for told in (one, other) if told.report.channel is Channel.IN_PERSON)
    if seen.report.place is not None and seen.report.certainty.place < SURE:
        return Reason("channel_unsure", words, -0.8)
    return Reason("other_channel", words)


def _outcome(one: Telling, other: Telling) -> Reason | None:
    """One account of a contact that was, and one of the same contact that was not, can be of two."""
    statuses = {one.report.status, other.report.status}
    if len(statuses) == 1:
        return Reason("same_status", f"both {one.report.status}", 0.05)
    if Status.OCCURRED in statuses and statuses & _NOT_HELD:
        return Reason("other_outcome", " and ".join(sorted(statuses)), -0.5)
    return None


def _who(one: Telling, other: Telling) -> Iterator[Reason]:
    """A reason for each of the two parties that agree best, and one for what is over on either side."""
    common = sorted(one.sides.keys() & other.sides.keys())
    found = [_side(party, one.sides[party], other.sides[party]) for party in common]
    differing = [reason for reason in found if reason.code == "other_people"]
    if len(found) < 2:
        yield Reason("too_few", "fewer than two parties in common")
        return
    if differing:
        yield differing[0]
        return
    found.sort(key=lambda reason: -reason.weight)
    yield from found[:2]
    over = len(one.sides.keys() ^ other.sides.keys())
    if over:
        smaller = min(len(one.sides), len(other.sides))
        within = smaller == len(common)
        # Two of a round of many are as often a talk on its margins as the round itself.
        weight = -0.5 - 0.1 * over if within else -0.8 - 0.2 * over
        yield Reason("other_parties", f"{over} parties are in one report only", weight)


def _side(party: str, one: Side, other: Side) -> Reason:
    if one.people and other.people:
        if one.people == other.people:
            return Reason("same_people", f"the same people of {party}", 1.0)
        if one.people & other.people:
            return Reason("some_people", f"some of the same people of {party}", 0.7)
        return Reason("other_people", f"other people of {party}")
    if one.offices & other.offices:
        return Reason("same_office", f"the same office of {party}", 0.9)
    if one.offices & other.known_offices or other.offices & one.known_offices:
        return Reason("office_held", f"an office of {party} and one who is said to hold it", 0.8)
    if (one.offices or one.known_offices) and (other.offices or other.known_offices):
        return Reason("other_people", f"other offices of {party}")
    return Reason("party_only", f"one report says no more than {party}", 0.5)


def _when(one: Telling, other: Telling) -> Reason | None:
    """None where nothing says that they are of one time."""
    if one.span is None or other.span is None:
        return None
    earlier, later = sorted((one, other), key=lambda told: (told.span or (dt.date.max,), told.id))
    assert earlier.span is not None
    assert later.span is not None
    gap = (later.span[0] - earlier.span[1]).days
    if gap <= 0:
        return _overlapping(one, other)
    near = gap == 1 and one.dated and other.dated
    if near:
        return Reason("next_day", "a day apart, which time zones can make", 0.3)
    if (put_off := _put_off(one, other)) is not None:
        return put_off
    if (someday := _someday(one, other)) is not None:
        return someday
    if not (one.dated and other.dated):
        return None
    held = one.report.status is other.report.status is Status.OCCURRED
    if held and min(one.report.certainty.date, other.report.certainty.date) >= SURE:
        return Reason("other_day", f"{gap} days apart")
    if not held and gap <= _SLIP and _where(one, other).code == "same_place":
        return Reason("about_then", f"{gap} days apart, and one of them not held", 0.2)
    return None


def _overlapping(one: Telling, other: Telling) -> Reason | None:
    if one.report.date.start is None and other.report.date.start is None:
        assert one.published
        assert other.published
        if abs((one.published - other.published).days) > _NEWS:
            return _someday(one, other)
        return Reason("same_news", "neither has a date, and they were published together", 0.1)
    if one.report.date.start is None or other.report.date.start is None:
        return Reason("may_be_then", "one report has no date, and its article fits the other's", 0.1)
    if one.dated and other.dated:
        worded = all(told.report.date.basis is not DateBasis.PUBLICATION for told in (one, other))
        if worded or one.report.date.end == other.report.date.end:
            return Reason("same_day", "on the same day", 1.0)
        return Reason("about_the_day", "one report implies its day", 0.6)
    if one.report.date.precision is other.report.date.precision and one.span == other.span:
        return Reason("same_span", f"in the same {one.report.date.precision}", 0.6)
    return Reason("within", "one report's day lies in the other's wider span", 0.4)


def _put_off(one: Telling, other: Telling) -> Reason | None:
    """A contact that was put off is the next one of the same people that comes after the news of it."""
    for before, after in ((one, other), (other, one)):
        if before.report.status is not Status.POSTPONED or after.report.status is Status.POSTPONED:
            continue
        if before.published is None or after.published is None or after.published < before.published:
            continue
        start = after.span[0] if after.span else after.published
        if not before.published < start <= before.published + PUT_OFF:
            continue
        days = (start - before.published).days
        weight = round(0.6 - days / 1000, 3)
        return Reason("put_off", f"put off, and this is {days} days after the news of it", weight)
    return None


def _someday(one: Telling, other: Telling) -> Reason | None:
    """A visit planned for no day is the next contact of the same people at that place, or the next plan."""
    if _where(one, other).code not in ("same_place", "same_country"):
        return None
    for before, after in ((one, other), (other, one)):
        if not before.someday or before.published is None or after.published is None:
            continue
        start = after.report.date.start or after.published
        if before.published <= start <= before.published + PUT_OFF and before.published <= after.published:
            days = (start - before.published).days
            return Reason(
                "next_there",
                f"planned for no day, and this is {days} days later",
                round(0.4 - days / 1000, 3),
            )
    return None


def _where(one: Telling, other: Telling) -> Reason:
    first, second = one.report.place, other.report.place
    if first is None or second is None or one.report.channel in _REMOTE or other.report.channel in _REMOTE:
        return Reason("place_open", "not both say where")
    words = f"in {first.name} and in {second.name}"
    if first.country and second.country and first.country != second.country:
        if min(one.report.certainty.place, other.report.certainty.place) < SURE:
            return Reason("place_unsure", words, -0.2)
        return Reason("other_country", words, -0.7)
    if fold(first.name) == fold(second.name):
        return Reason("same_place", f"both in {first.name}", 0.4)
    if PlaceKind.CITY is first.kind is second.kind:
        return Reason("other_city", words, -0.3)
    return Reason("same_country", f"both in {first.country or first.name}", 0.2)
