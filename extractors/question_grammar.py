"""The forms of questions that are understood, over the symbols of their words.

Dates, places, channels, "last" and articles are taken out before: they may stand anywhere. A question of
another form is not guessed at.
"""

from __future__ import annotations

import re

from extractors.question import AnswerKind

_WITH = r"(?:BACA|[OI]A(?:IA)?)"  # between A and B; of A with B; with A
_OWN = r"APS(?:IA)?"  # A's meetings with B
_BY = r"F?UA"  # (were) hosted by A
# Who did what with whom, after a question word.
_CORE = "|".join(
    [
        r"FACAF?M",  # did A and B meet
        r"FAF?MI?A",  # did A meet (with) B
        r"FAF?M[IE]*",  # did A meet (with anyone)
        r"FACA[VF]S",  # did A and B hold talks
        r"FA[VF]SIA",  # did A hold talks with B
        rf"FV?S{_WITH}(?:F?[VX])?",  # were there talks between A and B; was the meeting of A with B held
        rf"FSF?[VX]{_WITH}",  # were talks held between A and B
        rf"FAGS{_WITH}?",  # did A host talks between B and C
        rf"FV?S{_WITH}?{_BY}",  # were talks between B and C hosted by A
        r"FA[Gg]A",  # did A host, or receive, B
        r"FA[Uu]A",  # was B hosted, or received, by A
    ]
)
_FORMS = [
    (
        AnswerKind.WHO,
        r"I?WFAF?MI?|WFA[VF]SI|IWFA[VF]S|WF*MI?A|WF*[VF]SIA|WF*M|WMI?W|WFA[Gg]|WF[Uu]A",
    ),
    (AnswerKind.WHEN, rf"N(?:{_CORE}|AMI?A|ACAM)"),
    (AnswerKind.WHERE, rf"L(?:{_CORE}|AMI?A|ACAM)"),
    (AnswerKind.HOW_OFTEN, rf"K(?:{_CORE})"),
    (
        AnswerKind.HOW_OFTEN,
        rf"ZX?S(?:FACA[FV]|FA[FV](?:IA)?|{_WITH}?(?:F*[VX])?|F+[VX]?{_WITH})"
        rf"|ZX?S(?:{_WITH}?{_BY}|{_WITH}FAG|FAG{_WITH}?)",
    ),
    (AnswerKind.WHETHER, rf"(?:{_CORE})"),
    (AnswerKind.WHO_HOSTED, rf"WF?GS{_WITH}?"),
    (
        AnswerKind.WHICH,
        rf"[QT]?X?S{_WITH}?(?:F*[VX])?|[QT]X?SF+[VX]{_WITH}|[QT]SFACA[FV]|[QT]SFA[FV](?:IA)?"
        rf"|TF+X{_WITH}?|{_OWN}|QF+X"
        rf"|[QT]?X?S{_WITH}?(?:{_BY}(?:FX)?|AG)|[QT]X?S(?:{_WITH}FAG|FAG{_WITH}?)|TFAG",
    ),
]
_COMPILED = [(kind, re.compile(form)) for kind, form in _FORMS]


def kind_of(symbols: str) -> AnswerKind | None:
    """What is asked by words of these symbols, None for what is no question that is understood."""
    return next((kind for kind, form in _COMPILED if form.fullmatch(symbols)), None)


def host_of(symbols: str) -> int | None:
    """Which of the named is said to host, counted from 0."""
    found = re.search(r"A(?=[Gg])|(?<=[Uu])A", symbols)
    return symbols.count("A", 0, found.start()) if found else None


def host_met_them(symbols: str) -> bool:
    """Whether the host is said to have met somebody, and not to have hosted talks of others."""
    return not any(symbol in symbols for symbol in "ST")


def about_meetings(symbols: str) -> bool:
    """Whether anything in it is said of a meeting."""
    return any(symbol in symbols for symbol in "MSGgUuX")
