"""What the graph answers about an actor: its names, its offices, and where it is named."""

from __future__ import annotations

import datetime as dt

from extractors.domain import Evidence, Value
from graph.views import ActorRef, Source, Tie


class ActorView(ActorRef):
    """An actor and how much is known of it."""

    aliases: tuple[str, ...] = ()
    articles: int = 0
    meetings: int = 0


class Tenure(Value):
    """Someone in an office, as far as the articles' publication dates show it; the latest sources first."""

    person: ActorRef
    office: ActorRef
    first: dt.date | None = None
    last: dt.date | None = None
    articles: int
    sources: tuple[Source, ...] = ()


class NameView(Value):
    """A name under which articles of a party and a time speak of an actor."""

    id: str
    forms: tuple[str, ...]
    party: str | None = None
    years: tuple[int, int] | None = None
    articles: int


class OtherActor(Value):
    """Somebody whose name is like this actor's, and why it is not the same."""

    actor: ActorRef
    tie: Tie


class Mention(Value):
    """An article that names an actor, and where; no spans where the actor is only implied."""

    article_id: str
    url: str | None = None
    title: str | None = None
    published: dt.date | None = None
    name: str
    spans: tuple[Evidence, ...] = ()


class ActorDetail(ActorView):
    """An actor with offices held (of a person), holders (of an office) and its latest mentions; the names
    that it goes by, what makes one actor of them, and whom it was not taken for."""

    names: tuple[NameView, ...] = ()
    joined: tuple[Tie, ...] = ()
    alike: tuple[OtherActor, ...] = ()
    tenures: tuple[Tenure, ...] = ()
    mentions: tuple[Mention, ...] = ()


class Resolution(Value):
    """What a name stands for: one actor, or several equally good candidates, or none."""

    actor: ActorView | None = None
    candidates: tuple[ActorView, ...] = ()
