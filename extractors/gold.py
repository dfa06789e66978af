"""The form in which gold and predicted meetings are compared, and what can be wrong with gold ones."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping

from pydantic import BaseModel, ConfigDict, ValidationError

from extractors.domain import ActorKind, Channel, Precision, Role, Status

_DAY = re.compile(r"\d{4}-\d\d-\d\d")
_ARTICLE_KEYS = ("id", "text", "published", "meetings")


class _Form(BaseModel):
    """Predictions may lack and add keys; what a gold article needs is for `problems` to say."""

    model_config = ConfigDict(frozen=True, extra="ignore")


class GoldDate(_Form):
    """ISO days, both None where the date is unknown."""

    start: str | None = None
    end: str | None = None
    precision: str | None = None


class GoldPlace(_Form):
    """A city, else a country, else a venue."""

    name: str | None = None
    country: str | None = None


class GoldParticipant(_Form):
    """`name` is None for an office whose holder the article never names."""

    kind: str
    name: str | None = None
    office: str | None = None
    party: str | None = None
    role: str | None = None


class GoldMeeting(_Form):
    """One contact as one article tells it."""

    id: str | None = None
    event: str | None = None  # the same in every article that tells of the contact
    status: str
    channel: str | None = None
    date: GoldDate | None = None
    place: GoldPlace | None = None
    participants: tuple[GoldParticipant, ...] = ()
    evidence: tuple[object, ...] | None = None  # sentences, or spans, which are not compared
    trigger: object = None  # the words that tell it, where an annotator noted them


class GoldArticle(_Form):
    """An article's meetings, annotated or predicted."""

    id: str
    published: str | None = None
    text: str | None = None
    meetings: tuple[GoldMeeting, ...] = ()


def problems(articles: Iterable[object]) -> Iterator[str]:
    """What breaks the form of the annotation guidelines, each with the line it is on.

    `articles` are the parsed lines of a file, None for an empty one, so that lines count as in an editor.
    """
    seen: set[str] = set()
    for number, article in enumerate(articles, 1):
        if article is None:
            continue
        if not isinstance(article, Mapping):
            yield f"line {number}: not a JSON object"
            continue
        at = f"line {number} ({article.get('id')})"
        if missing := [f"{at}: no {key}" for key in _ARTICLE_KEYS if key not in article]:
            yield from missing
            continue
        try:
            parsed = GoldArticle.model_validate(article)
        except ValidationError as error:
            yield from (f"{at}: {'.'.join(map(str, one['loc']))}: {one['msg']}" for one in error.errors())
            continue
        if parsed.id in seen:
            yield f"{at}: id used twice"
        seen.add(parsed.id)
        yield from (f"{at}, {problem}" for problem in _article_problems(parsed))


def _article_problems(article: GoldArticle) -> Iterator[str]:
    for meeting in article.meetings:
        for problem in _meeting_problems(meeting):
            yield f"{meeting.id}: {problem}"
        for sentence in meeting.evidence or ():
            if isinstance(sentence, str) and sentence not in (article.text or ""):
                yield f"{meeting.id}: evidence is not in the text: {sentence[:60]!r}"


def _meeting_problems(meeting: GoldMeeting) -> Iterator[str]:
    yield from _not_one_of("status", meeting.status, list(Status))
    yield from _not_one_of("channel", meeting.channel, list(Channel))
    yield from _date_problems(meeting.date or GoldDate())
    if meeting.place is not None and not (meeting.place.name or meeting.place.country):
        yield "empty place"
    if len(meeting.participants) < 2:
        yield "fewer than two participants"
    for one in meeting.participants:
        yield from _not_one_of("kind", one.kind, list(ActorKind))
        yield from _not_one_of("role", one.role, list(Role))
        if one.kind == ActorKind.PERSON and not one.name:
            yield "a person without a name"


def _date_problems(date: GoldDate) -> Iterator[str]:
    yield from _not_one_of("precision", date.precision, list(Precision))
    if date.precision in (None, Precision.UNKNOWN):
        return
    for edge, day in (("start", date.start), ("end", date.end)):
        if not _DAY.fullmatch(day or ""):
            yield f"{edge} is {day!r} and no day"


def _not_one_of(name: str, value: str | None, allowed: list[str]) -> Iterator[str]:
    if value not in allowed:
        yield f"{name} is {value!r} and none of {', '.join(allowed)}"
