"""A question in words: read by a worker, its names looked up, asked of the graph, answered in a sentence."""

from __future__ import annotations

import datetime as dt
from functools import partial
from typing import TYPE_CHECKING, Any, Literal
from urllib.parse import urlencode

from pydantic import Field

from app.answering import sentence
from app.errors import AmbiguousActor, NotUnderstood
from app.ingest import today
from app.questions import InWords, find_actor
from app.routers.shared import PageOut
from app.schemas import Out
from extractors.domain import ActorKind, Role, Status
from extractors.question import AnswerKind, NamedActor, Order, QuestionReading, Understood, Words
from graph.reader import GraphReader
from graph.views import ActorRef, MeetingFilter, MeetingView, Page, PairView, Total

if TYPE_CHECKING:
    from app.workers import WorkerPool
    from extractors.pipeline import Extractor


class Asked(Out):
    """A question as it was understood, and its answer.

    `request` is the address that asks the same without words. `pairs` answers who, `meetings` everything
    else; `host` is who hosted as the question says, `hosts` are those whom the meetings name as hosts.
    `verdict` of a question with yes or no is yes, or unknown where no article tells of it: that nobody wrote
    of a meeting does not mean that there was none.
    """

    question: str
    kind: AnswerKind
    understood: list[Understood]
    not_understood: list[Words]
    request: str
    actor: ActorRef | None
    with_: ActorRef | None = Field(alias="with")
    host: ActorRef | None
    answer: str
    verdict: Literal["yes", "unknown"] | None = None
    total: Total
    hosts: list[ActorRef] = Field(default_factory=list)
    pairs: PageOut[PairView] | None = None
    meetings: PageOut[MeetingView] | None = None


def _read(extractor: Extractor, question: str, on: dt.date) -> QuestionReading:
    """Runs in a worker."""
    from extractors.question_reader import read_question

    return read_question(extractor, question, on)


def read_in_worker(pool: WorkerPool, question: str) -> QuestionReading:
    """Raises NotUnderstood rather than leave out a part of the question."""
    found = pool.run(partial(_read, question=question, on=today()))
    if found.kind is None:
        raise NotUnderstood(found.why or "The question was not understood.", found)
    return found


def answer(reader: GraphReader, asked: InWords, reading: QuestionReading) -> Asked:
    """Raises UnknownActor and AmbiguousActor, and NotUnderstood where a name is of another side than said."""
    assert reading.kind is not None
    actors = [_found(reader, one, reading) for one in reading.actors]
    host = _found(reader, reading.host, reading) if reading.host else None
    where = _filter(asked, reading, actors, host)
    total = reader.total(where)
    if reading.order is Order.FIRST and total.first:
        where = where.model_copy(update={"until": total.first})
    limit = 1 if reading.order else asked.limit
    request = _request(where, reading, actors, limit)
    shared: dict[str, Any] = {
        "question": reading.question,
        "kind": reading.kind,
        "understood": list(reading.understood),
        "not_understood": list(reading.unread),
        "request": request,
        "actor": actors[0] if actors else None,
        "with": actors[1] if len(actors) > 1 else None,
        "host": host,
        "total": total,
    }
    if reading.kind is AnswerKind.WHO:
        pairs = reader.who_met_whom(where, limit=limit)
        told = sentence(reading, total, [], pairs.items, [])
        return Asked(**shared, answer=told, pairs=_page(request, pairs))
    meetings = reader.meetings(where, limit=limit)
    hosts = _hosts(meetings.items) if reading.kind is AnswerKind.WHO_HOSTED else []
    return Asked(
        **shared,
        answer=sentence(reading, total, meetings.items, (), hosts),
        verdict=_verdict(reading.kind, total),
        hosts=hosts,
        meetings=_page(request, meetings),
    )


def _verdict(kind: AnswerKind, total: Total) -> Literal["yes", "unknown"] | None:
    if kind is not AnswerKind.WHETHER:
        return None
    return "yes" if total.count else "unknown"


def _found(reader: GraphReader, named: NamedActor, reading: QuestionReading) -> ActorRef:
    try:
        found: Any = find_actor(reader, named.name)
    except AmbiguousActor as error:
        # "Egypt's Shoukry": the side that is said of the name may leave one.
        fitting = [one for one in error.candidates if named.party and one.party == named.party]
        if len(fitting) != 1:
            raise
        (found,) = fitting
    if named.party and found.party and found.party != named.party:
        raise NotUnderstood(
            f"{named.words!r}: {found.name} here is of {found.party}, not of {named.party}.", reading
        )
    if found.kind is ActorKind.OFFICE:
        _refuse_held(reader, named, found.id, reading)
    return ActorRef(**found.model_dump(include=set(ActorRef.model_fields)))


def _refuse_held(reader: GraphReader, named: NamedActor, office: str, reading: QuestionReading) -> None:
    """The meetings of an office are those of which no holder is named: asked for alone they would mislead."""
    holders = list(dict.fromkeys(one.person.name for one in reader.actor(office).tenures))
    if holders:
        raise NotUnderstood(
            f"{named.words!r} was held by {', '.join(holders[:5])}: meetings are told of people where their "
            "names are known, so ask with a name.",
            reading,
        )


def _filter(
    asked: InWords, reading: QuestionReading, actors: list[ActorRef], host: ActorRef | None
) -> MeetingFilter:
    return MeetingFilter(
        actor=actors[0].id if actors else None,
        with_=actors[1].id if len(actors) > 1 else None,
        since=reading.since,
        until=reading.until,
        place=reading.place,
        host=host.id if host else None,
        statuses=frozenset(reading.statuses),
        channel=reading.channel,
        as_of=asked.as_of,
        inferred=asked.inferred,
    )


def _request(where: MeetingFilter, reading: QuestionReading, actors: list[ActorRef], limit: int) -> str:
    path = "/v1/who-met-whom" if reading.kind is AnswerKind.WHO else "/v1/meetings"
    statuses = [status.value for status in reading.statuses]
    given: dict[str, Any] = {
        "actor": where.actor,
        "with": where.with_,
        "from": where.since,
        "to": where.until,
        "place": where.place,
        "host": where.host,
        "status": None if statuses == [Status.OCCURRED] else ",".join(statuses),
        "channel": where.channel.value if where.channel else None,
        "as_of": where.as_of,
        "inferred": None if where.inferred else "false",
        "limit": None if limit == InWords.model_fields["limit"].default else limit,
    }
    kept = {key: value for key, value in given.items() if value is not None}
    return f"{path}?{urlencode(kept)}" if kept else path


def _page(request: str, page: Page[Any]) -> PageOut[Any]:
    following = None
    if page.next_cursor:
        following = f"{request}{'&' if '?' in request else '?'}{urlencode({'cursor': page.next_cursor})}"
    return PageOut(items=list(page.items), next=following)


def _hosts(meetings: tuple[MeetingView, ...]) -> list[ActorRef]:
    """Each once, in the order of the meetings."""
    found = {
        one.actor.id: one.actor for each in meetings for one in each.participants if one.role is Role.HOST
    }
    return list(found.values())
