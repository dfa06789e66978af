"""Reads questions: dates, places and names by the pipeline, the rest by a small grammar, without guessing."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, field
from itertools import pairwise

from spacy.tokens import Doc

from extractors.domain import Channel, Status
from extractors.mapped import MappedText
from extractors.pipeline import Extractor
from extractors.question import AnswerKind, NamedActor, Order, QuestionReading, Understood, Words
from extractors.question_case import cased
from extractors.question_dates import Period, periods
from extractors.question_grammar import about_meetings, host_met_them, host_of, kind_of
from extractors.question_names import Named, actors, places
from extractors.question_words import HOSTS, Piece, parsable, pieces
from extractors.reading import reading_text

_PLANNED_WORDS = frozenset({"will", "planned", "scheduled", "going"})
_JOINED_STATUSES = frozenset({"or", "and"})
_ASKING = frozenset("WNLKZTQ")


@dataclass
class _Found:
    """What was found in the tokens of a question, and which of them nothing was found in."""

    doc: Doc
    periods: list[Period] = field(default_factory=list)
    places: list[Named] = field(default_factory=list)
    actors: list[Named] = field(default_factory=list)
    pieces: list[Piece] = field(default_factory=list)
    taken: list[bool] = field(default_factory=list)

    def take(self, start: int, end: int) -> None:
        self.taken[start:end] = [True] * (end - start)

    def symbols(self) -> str:
        """Statuses that are joined count once."""
        marks = [(one.start, one.symbol) for one in self.pieces] + [(one.start, "A") for one in self.actors]
        line = "".join(symbol for _, symbol in sorted(marks))
        while "XX" in line:
            line = line.replace("XX", "X")
        return line


def read_question(extractor: Extractor, question: str, today: dt.date) -> QuestionReading:
    """Relative dates count from `today`."""
    text = reading_text(question)
    asked = cased(text.text)
    doc = extractor.read(parsable(asked), today)
    found = _find(doc, asked, today)
    return _Telling(question, text, found).reading()


def _find(doc: Doc, asked: str, today: dt.date) -> _Found:
    """`asked` is the text of `doc` with the words of the question, which are not all those of `doc`."""
    words = [asked[token.idx : token.idx + len(token)].lower() for token in doc]
    found = _Found(doc, taken=[token.is_punct or token.is_space for token in doc])
    # A hyphen or an apostrophe inside of words is part of them.
    for token in doc:
        if token.text in ("'s", "&") or (token.text == "-" and not token.whitespace_):
            found.taken[token.i] = False
    ahead = any(token.lower_ in _PLANNED_WORDS for token in doc)
    for period in periods(doc, today, ahead=ahead):
        span = doc.char_span(period.start, period.end, alignment_mode="expand")
        if span is not None:
            found.periods.append(period)
            found.take(span.start, span.end)
    for place in places(doc, found.taken):
        found.places.append(place)
        found.take(place.start, place.end)
    for actor in actors(doc, found.taken):
        if HOSTS.intersection(words[actor.start : actor.end]):
            continue  # "host Turkey"
        found.actors.append(actor)
        found.take(actor.start, actor.end)
    for piece in pieces(doc, words, found.taken, {actor.start for actor in found.actors}):
        found.pieces.append(piece)
        found.take(piece.start, piece.end)
    _take_between_statuses(found)
    return found


def _take_between_statuses(found: _Found) -> None:
    """The "or" of "postponed or cancelled"."""
    marked = [one for one in found.pieces if one.symbol == "X"]
    for one, other in pairwise(marked):
        if other.start == one.end + 1 and found.doc[one.end].lower_ in _JOINED_STATUSES:
            found.pieces = [piece for piece in found.pieces if piece.start != one.end]
            found.take(one.end, one.end + 1)
            found.pieces.append(Piece(one.end, one.end + 1))


class _Telling:
    """Turns what was found into a reading, in places of the question as it was given."""

    def __init__(self, question: str, text: MappedText, found: _Found) -> None:
        self._question = question
        self._text = text
        self._found = found
        self._doc = found.doc

    def reading(self) -> QuestionReading:
        found = self._found
        symbols = found.symbols()
        kind = kind_of(symbols)
        unread = self._unread()
        why = self._why(symbols, kind, unread)
        # Said by what is not there, for a question about a status needs no word for it.
        statuses = tuple(dict.fromkeys(status for one in found.pieces for status in one.statuses))
        parties, host = self._roles(None if why else host_of(symbols), symbols)
        return QuestionReading(
            question=self._question,
            kind=None if why else kind,
            actors=tuple(map(self._actor, parties)),
            host=self._actor(host) if host else None,
            since=found.periods[0].since if found.periods else None,
            until=found.periods[0].until if found.periods else None,
            place=found.places[0].name if found.places else None,
            statuses=statuses or (Status.OCCURRED,),
            channel=self._channel(),
            order=self._order(),
            understood=tuple(self._understood(kind, parties, host)),
            unread=unread,
            why=why,
        )

    def _why(self, symbols: str, kind: AnswerKind | None, unread: tuple[Words, ...]) -> str | None:
        found = self._found
        if not about_meetings(symbols):
            return "Only questions about meetings are understood: who met whom, when, where, how often."
        if unread:
            words = ", ".join(repr(one.words) for one in unread)
            return f"Not understood: {words}. Without it this might be another question."
        if len(found.periods) > 1 or len(found.places) > 1:
            return "There is more than one date or place in it: ask for one."
        if symbols.count("X") > 1:
            return "There is more than one status in it: ask for one, or join them with or."
        if kind is AnswerKind.WHETHER and any(token.lower_ == "all" for token in self._doc):
            return "Whether it is true of all cannot be asked: ask which, or how many."
        if len({one.channel for one in found.pieces if one.channel}) > 1:
            return "There is more than one channel in it: ask for one."
        if len({one.order for one in found.pieces if one.order}) > 1:
            return "It asks for the first and for the last: ask for one."
        if self._order() and kind not in (AnswerKind.WHEN, AnswerKind.WHERE, AnswerKind.WHO_HOSTED):
            return "The first or the last meeting can be asked for with when, where or who hosted."
        if kind is None:
            return (
                "The words are known, but not what is asked with them. Ask like: who did Lavrov meet in "
                "May 2023, when did Fidan last meet Blinken, which meetings between Turkey and Russia were "
                "cancelled."
            )
        return None

    def _words(self, start: int, end: int) -> Words:
        begin, stop = self._text.span(self._doc[start].idx, self._doc[end - 1].idx + len(self._doc[end - 1]))
        return Words(words=self._question[begin:stop], start=begin, end=stop)

    def _unread(self) -> tuple[Words, ...]:
        return tuple(self._words(at, at + 1) for at, taken in enumerate(self._found.taken) if not taken)

    def _actor(self, one: Named) -> NamedActor:
        return NamedActor(**dict(self._words(one.start, one.end)), name=one.name, party=one.party)

    def _roles(self, host: int | None, symbols: str) -> tuple[list[Named], Named | None]:
        """Whose meetings it asks about, and who hosted."""
        named = sorted(self._found.actors, key=lambda one: one.start)
        if host is None:
            return named, None
        return [one for one in named if one is not named[host] or host_met_them(symbols)], named[host]

    def _channel(self) -> Channel | None:
        return next((one.channel for one in self._found.pieces if one.channel), None)

    def _order(self) -> Order | None:
        return next((one.order for one in self._found.pieces if one.order), None)

    def _understood(
        self, kind: AnswerKind | None, parties: list[Named], host: Named | None
    ) -> list[Understood]:
        found = [
            (one.start, one.end, parameter, one.name)
            for one, parameter in zip(parties, ("actor", "with"), strict=False)
        ]
        if host:
            found.append((host.start, host.end, "host", host.name))
        found += [(one.start, one.end, "place", one.name) for one in self._found.places]
        for piece in self._found.pieces:
            if kind is not None and piece.symbol in _ASKING and not any(one[2] == "kind" for one in found):
                found.append((piece.start, piece.end, "kind", kind.value))
            found += [(piece.start, piece.end, "status", status.value) for status in piece.statuses]
            if piece.channel:
                found.append((piece.start, piece.end, "channel", piece.channel.value))
            if piece.order:
                found.append((piece.start, piece.end, "order", piece.order.value))
        told = [
            Understood(**dict(self._words(start, end)), parameter=parameter, value=value)
            for start, end, parameter, value in found
        ]
        return sorted(told + self._dated(), key=lambda one: (one.start, one.parameter))

    def _dated(self) -> list[Understood]:
        told = []
        for period in self._found.periods:
            begin, stop = self._text.span(period.start, period.end)
            words = {"words": self._question[begin:stop], "start": begin, "end": stop}
            for parameter, day in (("from", period.since), ("to", period.until)):
                if day is not None:
                    told.append(Understood(**words, parameter=parameter, value=day.isoformat()))
        return told
