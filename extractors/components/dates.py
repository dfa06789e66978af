"""Component `dates`: date expressions of news prose, with precision and basis.

General date libraries give nothing for "earlier this week" or "early May" and a wrong year for
"May 20-21", so this is a grammar of our own: a table of patterns, each with the function that
values it against the publication date.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator
from typing import NamedTuple

from spacy.language import Language
from spacy.tokens import Doc

from extractors.components import date_values as values
from extractors.components.calendar import Span
from extractors.components.date_lines import WordClass, date_lines, word_class
from extractors.components.date_values import SHIFT_ZERO, Valuer
from extractors.components.reading import DateMention, reading
from extractors.domain import DateBasis, EventDate

_MONTH = (
    r"(?P<month>January|February|March|April|May|June|July|August|September|October|November|December"
    r"|Jan\.?|Feb\.?|Mar\.?|Apr\.?|Jun\.?|Jul\.?|Aug\.?|Sept?\.?|Oct\.?|Nov\.?|Dec\.?)"
)
_WEEKDAY = r"(?P<weekday>Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day"
_NUMBER = r"(?P<number>a|an|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|\d{1,2})"
_DAY = r"(?P<day>3[01]|[12]\d|0?[1-9])(?:st|nd|rd|th)?"
_LAST_DAY = r"(?P<last>3[01]|[12]\d|0?[1-9])(?:st|nd|rd|th)?"
_TO = r"\s*(?:-|–|—|to|and|until|through)\s*"
_YEAR = r"(?P<year>(?:19|20)\d\d)"
_THROUGH = r"\s*(?:-|–|—|to|until|through)\s*"
# "Monday, February 5" is one date, not two.
_NAMED = r"(?:(?:Mon|Tues?|Wed(?:nes)?|Thu(?:rs)?|Fri|Sat(?:ur)?|Sun)(?:day)?\.?,? \(?(?:the )?)?"
_OTHER_MONTH = _MONTH.replace("P<month>", "P<until>")
_PART = (
    r"(?:(?:the )?(?:early|late|mid|beginning|start|middle|end|close|first half|second half)"
    r"(?:-| of |\s)(?:in )?)?"
)
_PARTS_OF_DAY = r"(?:day|morning|afternoon|evening|night|noon)"
_APART = r"(?:earlier|later)(?! than)|afterwards|before|after|previously"
_SEASON = r"(?P<season>spring|summer|autumn|fall|winter)"
_BEFORE_MONTH = "(?:(?<=in )|(?<=since )|(?<=by )|(?<=until )|(?<=of )|(?<=for )|(?<=from )|(?<=during ))"
_NO_ORDINAL = "round|time|meeting|summit|session|century|anniversary|floor|year|edition"
_FROM_ANOTHER_EVENT = (values.shift, values.same_unit, values.shift_unit)


class _Rule(NamedTuple):
    pattern: re.Pattern[str]
    value: Valuer
    word: WordClass | None  # a line without such a word has no match


def _rule(pattern: str, value: Valuer) -> _Rule:
    word = word_class(pattern)
    return _Rule(re.compile(r"(?<!\w)" + pattern + r"(?!\w)", re.IGNORECASE), value, word)


# A wording further up goes before those below it.
_RULES = (
    _rule(r"(?P<year>(?:19|20)\d\d)-(?P<mm>\d\d)-(?P<dd>\d\d)", values.iso),
    _rule(r"(?P<dd>3[01]|[12]\d|0?[1-9])\.(?P<mm>1[0-2]|0?[1-9])\.(?P<year>(?:19|20)\d\d)", values.iso),
    _rule(rf"(?:the )?week of {_DAY} {_MONTH}", values.week_of),
    _rule(rf"(?:the )?week of {_MONTH} {_DAY}", values.week_of),
    _rule(rf"(?:from )?{_DAY} {_MONTH}{_THROUGH}{_LAST_DAY} {_OTHER_MONTH}(?:,? {_YEAR})?", values.across),
    _rule(rf"(?:from )?{_MONTH} {_DAY}{_THROUGH}{_OTHER_MONTH} {_LAST_DAY}(?:,? {_YEAR})?", values.across),
    _rule(rf"between {_DAY} {_MONTH} and {_LAST_DAY} {_OTHER_MONTH}(?:,? {_YEAR})?", values.across),
    _rule(rf"between {_MONTH} {_DAY} and {_OTHER_MONTH} {_LAST_DAY}(?:,? {_YEAR})?", values.across),
    _rule(
        rf"(?:from )?{_NAMED}{_DAY}(?:(?:, \d{{1,2}})?{_TO}{_LAST_DAY})? (?:of )?{_MONTH}(?:,? {_YEAR})?",
        values.day_month,
    ),
    _rule(
        rf"(?:from )?{_NAMED}{_MONTH} {_DAY}"
        rf"(?:{_TO}{_LAST_DAY}(?! {_MONTH.replace('P<month>', ':')}))?(?:,? {_YEAR})?",
        values.day_month,
    ),
    _rule(
        r"(?P<before>last|this|next|this past|this coming|the following|the previous|later on|later)? ?"
        rf"{_WEEKDAY}(?: (?P<after>(?:of )?(?:last|next|this) week))?"
        rf"(?:{_TO}{_WEEKDAY.replace('weekday', 'until')})?",
        values.weekday,
    ),
    _rule(rf"(?P<after>(?:last|next|this) week)(?:'s)?,? (?:on )?{_WEEKDAY}", values.weekday),
    _rule(rf"{_PART}{_MONTH},? (?:of )?{_YEAR}", values.month),
    _rule(
        rf"{_PART}{_MONTH} "
        r"(?P<after>last year|this year|next year|of last year|of this year|of next year)",
        values.month,
    ),
    _rule(rf"(?:early |late |mid-)?(?P<before>last|this|next|this past|this coming) {_MONTH}", values.month),
    _rule(
        rf"{_BEFORE_MONTH}(?:(?:early|late|mid)[- ]|the (?:beginning|start|end|middle) of )?{_MONTH}(?! \d)",
        values.month,
    ),
    _rule(
        r"(?:early|late|mid|the beginning of|the start of|the end of|the middle of)[- ](?:in )?"
        rf"{_MONTH}(?! \d)",
        values.month,
    ),
    _rule(
        r"(?P<near>the day before yesterday|the day after tomorrow|today|tonight|yesterday|tomorrow"
        r"|last (?:night|evening)|this (?:morning|afternoon|evening|lunchtime))",
        values.near,
    ),
    _rule(rf"(?:in |of |during )?the {_SEASON} of (?P<before>last|this|next) year", values.season_of_year),
    _rule(r"(?P<feast>New Year's (?:Eve|Day)|Christmas (?:Eve|Day)|Boxing Day|May Day)", values.feast),
    _rule(
        r"(?:(?P<which>last|past|previous|this|this past|this coming|next|coming) |(?:over|at|during) the )"
        r"weekend",
        values.weekend,
    ),
    _rule(
        r"(?:early|late|earlier|later|(?:at |by |before |towards? )?the (?:beginning|start|end|close|middle))"
        r" (?:in|of) the (?P<unit>week|month|year)",
        values.unit,
    ),
    _rule(
        r"(?:early |late |earlier |later )?(?:in )?(?:the )?"
        r"(?P<which>last|past|previous|this|current|next|coming) (?P<unit>week|month|year)",
        values.unit,
    ),
    _rule(rf"{_NUMBER} (?P<unit>day|week|month|year|fortnight)s? (?P<way>ago|from now)", values.ago),
    _rule(rf"in {_NUMBER} (?P<unit>day|week|month)s?(?:' time)?", values.in_units),
    _rule(
        rf"{_NUMBER} (?P<unit>day|week)s? (?P<way>{_APART})",
        values.shift,
    ),
    _rule(
        rf"{_NUMBER} (?P<unit>month|year)s? (?P<way>{_APART})",
        values.shift_unit,
    ),
    _rule(r"(?:on )?the (?P<way>eve) of", values.shift),
    _rule(
        r"(?:earlier |later )?(?:on )?(?:the |that )(?P<which>same|previous|preceding|next|following|) ?"
        rf"(?<!the ){_PARTS_OF_DAY}(?! (?:before|after|of))",
        values.shift,
    ),
    _rule(rf"(?:earlier|later|late|early) (?P<way>in the|that) {_PARTS_OF_DAY}", values.shift),
    _rule(rf"(?P<way>in the course of the) {_PARTS_OF_DAY}", values.shift),
    _rule(r"(?:later |earlier )?(?:that|(?:in )?the same) (?P<unit>week|month|year)", values.same_unit),
    _rule(rf"(?P<way>that) {_PARTS_OF_DAY}", values.shift),
    _rule(rf"the {_PARTS_OF_DAY} (?P<way>before|after)", values.shift),
    _rule(r"(?<=in )(?P<way>the) (?:morning|afternoon|evening)", values.shift),
    _rule(rf"(?:in )?(?:the )?(?P<before>last|this|next|that)? ?{_SEASON}(?: of)? {_YEAR}", values.season),
    _rule(rf"(?P<before>last|this|next) {_SEASON}", values.season),
    _rule(rf"(?:in|during|over) (?:the )?(?:early |late )?{_SEASON}(?! of)", values.season),
    _rule(r"the (?P<unit>week|month) (?P<before_last>before last)", values.before_last),
    _rule(r"(?:in |during )?the (?P<way>following) (?P<unit>week|month|year)", values.shift_unit),
    _rule(r"the (?P<unit>week|month|year) (?P<way>before|after)", values.shift_unit),
    _rule(
        rf"(?:on|from|between) the {_DAY.replace(')?', ')')}(?:{_TO}(?:the )?{_LAST_DAY})?"
        rf"(?! (?:of )?(?:{_NO_ORDINAL}))",
        values.nth,
    ),
    _rule(rf"(?<!since )(?:in |of |early |late |mid-){_YEAR}(?!-)", values.year),
)


class Dates:
    """Fills `Reading.dates`, none overlapping; without a publication date nothing relative is valued."""

    def __call__(self, doc: Doc) -> Doc:
        memory = reading(doc)
        memory.dates = [m for m in self._mentions(doc, memory.published) if m is not None]
        return doc

    def _mentions(self, doc: Doc, published: dt.date | None) -> Iterator[DateMention]:
        text = doc.text  # spaCy puts it together anew at each call
        taken = bytearray(len(text))
        lines = date_lines(text)
        for rule in _RULES:
            for found in (
                m for start, end in lines[rule.word] for m in rule.pattern.finditer(text, start, end)
            ):
                start, end = found.span()
                if 1 in taken[start:end]:
                    continue
                span = doc.char_span(start, end, alignment_mode="expand")
                if span is None or _not_a_date(found):
                    continue
                mention = _mention(rule, found, span.start, span.end, published)
                if mention is not None:
                    taken[start:end] = b"\1" * (end - start)
                    yield mention


def _not_a_date(found: re.Match[str]) -> bool:
    """ "may" and "march" are verbs in lower case, "second" and "fall" no dates."""
    groups = found.groupdict()
    month, weekday = groups.get("month"), groups.get("weekday")
    return bool((month and not month[0].isupper()) or (weekday and not weekday[0].isupper()))


def _mention(
    rule: _Rule, found: re.Match[str], start: int, end: int, published: dt.date | None
) -> DateMention | None:
    groups = found.groupdict()
    stated = groups.get("year") is not None
    anchored = rule.value in _FROM_ANOTHER_EVENT
    words = found[0].strip()
    if published is None and not stated and not anchored:
        unknown = EventDate(words=words)
        return DateMention(start, end, unknown, unknown)
    spans, precision = rule.value(found, published or SHIFT_ZERO)
    if spans is None:
        return None
    past, future = spans
    stated = stated or ("month" in groups and "day" in groups)
    basis = DateBasis.STATED if stated else DateBasis.RELATIVE

    def event(span: Span) -> EventDate:
        return EventDate(start=span[0], end=span[1], precision=precision, basis=basis, words=words)

    # "Two days after they had met", but not "a day before, they had met".
    followed = found.string[found.end() : found.end() + 1] == " "
    turns = bool(anchored and followed and (groups.get("way") or "").lower() in ("before", "after", "eve"))
    return DateMention(start, end, event(past), event(future), anchored, turns)


@Language.factory("dates", requires=["token.pos"], assigns=["doc.user_data"])
def make_dates(nlp: Language, name: str) -> Dates:
    """`nlp` and `name` are spaCy's."""
    return Dates()
