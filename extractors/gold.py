"""The form in which gold and predicted meetings are compared, and what can be wrong with gold ones."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from pydantic import BaseModel, ConfigDict

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
    status: str
    channel: str | None = None
    date: GoldDate | None = None
    place: GoldPlace | None = None
    participants: tuple[GoldParticipant, ...] = ()


class GoldArticle(_Form):
    """An article's meetings, annotated or predicted."""

    id: str
    meetings: tuple[GoldMeeting, ...] = ()


def problems(articles: Iterable[object]) -> Iterator[str]:
    """What breaks the form of the annotation guidelines, each with the line it is on.

    `articles` are the parsed lines of a file, None for an empty one, so that lines count as in an editor.
    """
    seen: set[object] = set()
    for number, article in enumerate(articles, 1):
        if article is None:
            continue
        if not isinstance(article, Mapping):
            yield f"line {number}: not a JSON object"
            continue
        at = f"line {number} ({article.get('id')})"
        if article.get("id") in seen:
            yield f"{at}: id used twice"
        seen.add(article.get("id"))
        yield from (f"{at}: no {key}" for key in _ARTICLE_KEYS if key not in article)
        text = str(article.get("text", ""))
        for meeting in _items(article.get("meetings")):
            for problem in _meeting_problems(meeting, text):
                yield f"{at}, {meeting.get('id')}: {problem}"


def _items(value: object) -> list[Mapping[str, Any]]:
    return [one for one in value if isinstance(one, Mapping)] if isinstance(value, list | tuple) else []


def _meeting_problems(meeting: Mapping[str, Any], text: str) -> Iterator[str]:
    yield from _not_one_of(meeting, "status", list(Status))
    yield from _not_one_of(meeting, "channel", list(Channel))
    yield from _date_problems(meeting.get("date") or {})
    place = meeting.get("place")
    if place is not None and not (place.get("name") or place.get("country")):
        yield "empty place"
    participants = _items(meeting.get("participants"))
    if len(participants) < 2:
        yield "fewer than two participants"
    for one in participants:
        yield from _not_one_of(one, "kind", list(ActorKind))
        yield from _not_one_of(one, "role", list(Role))
        if one.get("kind") == ActorKind.PERSON and not one.get("name"):
            yield "a person without a name"
    for sentence in meeting.get("evidence", ()):
        if isinstance(sentence, str) and sentence not in text:
            yield f"evidence is not in the text: {sentence[:60]!r}"


def _date_problems(date: Mapping[str, Any]) -> Iterator[str]:
    yield from _not_one_of(date, "precision", list(Precision))
    if date.get("precision") != Precision.UNKNOWN:
        for edge in ("start", "end"):
            if not _DAY.fullmatch(str(date.get(edge))):
                yield f"{edge} is {date.get(edge)!r} and no day"


def _not_one_of(item: Mapping[str, Any], key: str, allowed: list[str]) -> Iterator[str]:
    if item.get(key) not in allowed:
        yield f"{key} is {item.get(key)!r} and none of {', '.join(allowed)}"
