"""
What the app layer raises, and what every error of the three layers means to a client:

* AppError
  + BadQuery            a question that cannot be asked: `errors` says which parameter and what is allowed
    - UnaskableQuery        well formed, and yet not to be asked, alone or together with the rest
  + BadJudgement        a judgement on what cannot be judged so
  + UnknownActor        no actor of the graph goes by that name
  + AmbiguousActor      several do; `candidates` are they
  + NotUnderstood        a question in words of which an essential part is unclear: `reading` is the rest
  + CypherOff            the operators of this service allow no statements
  + CypherBusy           as many statements run as may at once
  + TextNotKept         an article cannot be read again, for only its quotes are kept
  + ReadingTimedOut     an article took longer than the limit
  + ReadingCrashed      the process that read an article died
  + ReadingTooLarge     the process that read an article came to its limit of memory
  + ReadingFailed       the reader has a fault that an article brought to light
  + PoolClosed          the service is shutting down
  + Denied              turned away at the door; `headers` go with the answer
    + KeyMissing        an API key is needed
    + KeyUnknown        no key here, or one that was revoked
    + KeyExpired        a key whose time is over
    + NotAllowed        a key of another role
    + TooManyRequests   more than a key or an address may ask in a minute
    + StrangeHost       asked for under a name that is not this service's
    + CrossOrigin       a web page of somewhere else wants to change something
  + FetchError          a page or feed that could not be had
    - BadAddress            no web address
    - AddressRefused        an address that the service does not fetch from
    - DisallowedByRobots    the site asks robots to stay away from it
    - FetchTooLarge         more than the limit
    - FetchWrongType        no page, or no feed
    - FetchFailed           the other server could not be reached or answered with an error
    - FetchTimedOut         it took too long
    - FetchLater            the other server, or its turn, has to be waited for
* CommandError          what only a command can meet
  + BadInput            a file that is not there or of no kind that is read
  + PortTaken           something else listens where the service should
  + FeedUnreadable      no RSS or Atom
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Any

from extractors import errors as extraction
from extractors.question import QuestionReading
from graph import errors as graph
from graph.actor_views import ActorView
from graph.views import ActorRef


class AppError(Exception):
    """Something that the person who asked can do something about; the message says what."""


class BadQuery(AppError):
    """A question that cannot be asked."""

    def __init__(self, where: str, message: str, allowed: list[str] | None = None) -> None:
        super().__init__(message)
        self.errors = [{"where": where, "message": message} | ({"allowed": allowed} if allowed else {})]


class UnaskableQuery(BadQuery):
    """Well formed, and yet not to be asked, alone or together with the rest."""


class BadJudgement(AppError):
    """A judgement on what cannot be judged so."""


class UnknownActor(AppError):
    """No actor of the graph goes by that name."""


class AmbiguousActor(AppError):
    """Several actors go by that name."""

    def __init__(self, name: str, candidates: tuple[ActorView, ...]) -> None:
        known = ", ".join(f"{one.name} ({one.id})" for one in candidates[:5])
        more = f" and {len(candidates) - 5} more" if len(candidates) > 5 else ""
        super().__init__(f"{name!r} could be {known}{more}. Ask again with the id of the one that you mean.")
        self.candidates = [
            ActorRef(**one.model_dump(include=set(ActorRef.model_fields))) for one in candidates
        ]


class NotUnderstood(AppError):
    """A question in words of which an essential part is unclear."""

    def __init__(self, message: str, reading: QuestionReading) -> None:
        super().__init__(message)
        self.reading = reading


class CypherOff(AppError):
    """The operators of this service allow no statements."""


class CypherBusy(AppError):
    """As many statements run as may at once."""


class TextNotKept(AppError):
    """An article cannot be read again, for only its quotes are kept."""


class ReadingTimedOut(AppError):
    """An article took longer than the limit."""


class ReadingCrashed(AppError):
    """The process that read an article died."""


class ReadingTooLarge(AppError):
    """The process that read an article came to its limit of memory."""


class ReadingFailed(AppError):
    """The reader has a fault that an article brought to light."""


class PoolClosed(AppError):
    """The service is shutting down."""


class Denied(AppError):
    """A request that is turned away at the door."""

    def __init__(self, words: str, headers: dict[str, str] | None = None) -> None:
        super().__init__(words)
        self.headers = headers or {}


class KeyMissing(Denied):
    """An API key is needed."""


class KeyUnknown(Denied):
    """No key here, or one that was revoked."""


class KeyExpired(Denied):
    """A key whose time is over."""


class NotAllowed(Denied):
    """A key of another role."""


class TooManyRequests(Denied):
    """More than a key or an address may ask in a minute."""


class StrangeHost(Denied):
    """Asked for under a name that is not this service's."""


class CrossOrigin(Denied):
    """A web page of somewhere else wants to change something."""


class FetchError(AppError):
    """A page or feed that could not be had."""


class BadAddress(FetchError):
    """No web address."""


class AddressRefused(FetchError):
    """An address that the service does not fetch from."""


class DisallowedByRobots(FetchError):
    """The site asks robots to stay away from it."""


class FetchTooLarge(FetchError):
    """More than the limit."""


class FetchWrongType(FetchError):
    """No page, or no feed."""


class FetchFailed(FetchError):
    """The other server could not be reached, or answered with an error, whose `status` it then is."""

    def __init__(self, words: str, status: int | None = None) -> None:
        super().__init__(words)
        self.status = status


class FetchTimedOut(FetchError):
    """It took too long."""


class FetchLater(FetchError):
    """The other server asks to be left alone for so many `seconds`, and was `heard` to just now, or others
    wait for it."""

    def __init__(self, words: str, seconds: int, *, heard: bool = False) -> None:
        super().__init__(words)
        self.seconds = seconds
        self.heard = heard


class CommandError(Exception):
    """A command that cannot go on; the message says what to do."""


class BadInput(CommandError):
    """A file that is not there or of no kind that is read."""


class PortTaken(CommandError):
    """Something else listens where the service should."""


class FeedUnreadable(CommandError):
    """No RSS or Atom."""


@dataclass(frozen=True)
class Meaning:
    """What an error is to a client: branch on `code`, show `title`."""

    status: int
    code: str
    title: str
    retry_after: int | None = None


MEANINGS: dict[type[Exception], Meaning] = {
    extraction.EmptyText: Meaning(422, "empty_text", "No text to read"),
    extraction.TextTooLong: Meaning(413, "text_too_long", "Text too long"),
    extraction.UndecodableText: Meaning(400, "undecodable_text", "Text in another encoding than it claims"),
    extraction.NotEnglish: Meaning(422, "not_english", "Not an English text"),
    extraction.BadDate: Meaning(422, "bad_date", "Impossible publication date"),
    extraction.ModelMissing: Meaning(503, "model_missing", "The language model is not installed"),
    graph.GraphUnavailable: Meaning(503, "graph_unavailable", "The graph is away", retry_after=5),
    graph.GraphRefused: Meaning(
        503, "graph_refused", "The graph does not let the service in", retry_after=60
    ),
    graph.SchemaTooNew: Meaning(503, "schema_too_new", "The graph was written by a newer version"),
    graph.BackupError: Meaning(422, "backup_refused", "This backup cannot be made or used"),
    graph.LocalServerError: Meaning(
        503, "local_server_error", "The managed Neo4j cannot run", retry_after=60
    ),
    graph.TicketLost: Meaning(409, "ticket_lost", "The article is not wanted any more"),
    graph.NotFound: Meaning(404, "not_found", "Nothing has that id"),
    graph.Contradiction: Meaning(409, "contradiction", "Judgements contradict each other"),
    graph.CypherRefused: Meaning(422, "cypher_refused", "This statement is not allowed"),
    graph.BadCypher: Meaning(422, "bad_cypher", "Not a statement that Neo4j can run"),
    graph.CypherTimedOut: Meaning(422, "cypher_timed_out", "The statement took too long"),
    graph.CypherTooLarge: Meaning(422, "cypher_too_large", "The statement takes or gives too much"),
    NotUnderstood: Meaning(422, "not_understood", "The question was not understood"),
    CypherOff: Meaning(403, "cypher_off", "Statements are not allowed here"),
    CypherBusy: Meaning(503, "cypher_busy", "Too many statements at once", retry_after=5),
    graph.BadCursor: Meaning(422, "bad_cursor", "Not a cursor of this list"),
    graph.EmptySearch: Meaning(422, "empty_search", "Nothing to search for"),
    BadQuery: Meaning(422, "invalid_request", "Request not understood"),
    UnaskableQuery: Meaning(422, "cannot_be_asked", "This cannot be asked"),
    BadJudgement: Meaning(422, "bad_judgement", "This cannot be judged so"),
    UnknownActor: Meaning(404, "unknown_actor", "No such actor"),
    AmbiguousActor: Meaning(409, "ambiguous_actor", "Several actors go by that name"),
    TextNotKept: Meaning(409, "text_not_kept", "The article's text is not kept"),
    ReadingTimedOut: Meaning(422, "reading_timed_out", "Article took too long to read"),
    ReadingCrashed: Meaning(500, "reading_crashed", "Article could not be read"),
    ReadingTooLarge: Meaning(422, "reading_too_large", "Article took too much memory to read"),
    ReadingFailed: Meaning(500, "reading_failed", "The reader failed on the article"),
    PoolClosed: Meaning(503, "shutting_down", "Shutting down", retry_after=10),
    KeyMissing: Meaning(401, "key_missing", "An API key is needed"),
    KeyUnknown: Meaning(401, "key_unknown", "Not a key of this service"),
    KeyExpired: Meaning(401, "key_expired", "The API key has expired"),
    NotAllowed: Meaning(403, "not_allowed", "The API key does not allow this"),
    TooManyRequests: Meaning(429, "too_many_requests", "Too many requests", retry_after=60),
    StrangeHost: Meaning(403, "strange_host", "Not a name of this service"),
    CrossOrigin: Meaning(403, "cross_origin", "Not from another web page"),
    BadAddress: Meaning(422, "bad_address", "Not an address of a page"),
    AddressRefused: Meaning(403, "address_refused", "This address is not fetched"),
    DisallowedByRobots: Meaning(403, "disallowed_by_robots", "The site asks robots to stay away"),
    FetchTooLarge: Meaning(413, "fetch_too_large", "The page is too large"),
    FetchWrongType: Meaning(422, "fetch_wrong_type", "Not a page"),
    FetchFailed: Meaning(502, "fetch_failed", "The page could not be fetched"),
    FetchTimedOut: Meaning(504, "fetch_timed_out", "The page took too long"),
    FetchLater: Meaning(503, "fetch_later", "The site has to be left alone for a while", retry_after=60),
}


def meaning(error: Exception) -> Meaning | None:
    """The nearest class of the error that has one."""
    found = next((MEANINGS[cls] for cls in type(error).__mro__ if cls in MEANINGS), None)
    return replace(found, retry_after=error.seconds) if found and isinstance(error, FetchLater) else found


def extra_members(error: Exception) -> dict[str, Any]:
    """What a problem document says beside the words."""
    if isinstance(error, AmbiguousActor):
        return {"candidates": error.candidates}
    if isinstance(error, BadQuery):
        return {"errors": error.errors}
    if isinstance(error, NotUnderstood):
        reading = error.reading.model_dump(mode="json", include={"understood", "unread"})
        return {"understood": reading["understood"], "not_understood": reading["unread"]}
    if isinstance(error, graph.BadCypher) and error.position:
        return {"position": error.position}
    if isinstance(error, graph.Contradiction):
        return {"judgements": [one.model_dump(mode="json") for one in (error.new, *error.against)]}
    return {}
