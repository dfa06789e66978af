"""
What the app layer raises, and what every error of the three layers means to a client:

* AppError
  + BadQuery            a question that cannot be asked: `errors` says which parameter and what is allowed
  + BadJudgement        a judgement on what cannot be judged so
  + UnknownActor        no actor of the graph goes by that name
  + AmbiguousActor      several do; `candidates` are they
  + NotUnderstood        a question in words of which an essential part is unclear: `reading` is the rest
  + CypherOff            the operators of this service allow no statements
  + CypherBusy           as many statements run as may at once
  + TextNotKept         an article cannot be read again, for only its quotes are kept
  + ReadingTimedOut     an article took longer than the limit
  + ReadingCrashed      the process that read an article died
  + ReadingFailed       the reader has a fault that an article brought to light
  + PoolClosed          the service is shutting down
* CommandError          what only a command can meet
  + BadInput            a file that is not there or of no kind that is read
  + PortTaken           something else listens where the service should
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from extractors import errors as extraction
from extractors.question import QuestionReading
from graph import errors as graph
from graph.views import ActorRef, ActorView


class AppError(Exception):
    """Something that the person who asked can do something about; the message says what."""


class BadQuery(AppError):
    """A question that cannot be asked."""

    def __init__(self, where: str, message: str, allowed: list[str] | None = None) -> None:
        super().__init__(message)
        self.errors = [{"where": where, "message": message} | ({"allowed": allowed} if allowed else {})]


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


class ReadingFailed(AppError):
    """The reader has a fault that an article brought to light."""


class PoolClosed(AppError):
    """The service is shutting down."""


class CommandError(Exception):
    """A command that cannot go on; the message says what to do."""


class BadInput(CommandError):
    """A file that is not there or of no kind that is read."""


class PortTaken(CommandError):
    """Something else listens where the service should."""


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
    graph.LocalServerError: Meaning(
        503, "local_server_error", "The managed Neo4j cannot run", retry_after=60
    ),
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
    BadQuery: Meaning(422, "invalid_request", "Request not understood"),
    BadJudgement: Meaning(422, "bad_judgement", "This cannot be judged so"),
    UnknownActor: Meaning(404, "unknown_actor", "No such actor"),
    AmbiguousActor: Meaning(409, "ambiguous_actor", "Several actors go by that name"),
    TextNotKept: Meaning(409, "text_not_kept", "The article's text is not kept"),
    ReadingTimedOut: Meaning(422, "reading_timed_out", "Article took too long to read"),
    ReadingCrashed: Meaning(500, "reading_crashed", "Article could not be read"),
    ReadingFailed: Meaning(500, "reading_failed", "The reader failed on the article"),
    PoolClosed: Meaning(503, "shutting_down", "Shutting down", retry_after=10),
}


def meaning(error: Exception) -> Meaning | None:
    """The nearest class of the error that has one."""
    return next((MEANINGS[cls] for cls in type(error).__mro__ if cls in MEANINGS), None)


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
