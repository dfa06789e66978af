"""The meetings of an export, page by page."""

from __future__ import annotations

import logging
import time
from collections.abc import Iterator
from itertools import chain

from app.exporting.formats import FORMS, written
from app.questions import Exporting
from graph.errors import GraphUnavailable
from graph.reader import GraphReader
from graph.views import MeetingFilter, Page, WholeMeeting

AT_ONCE = 50
# What a graph that went away meanwhile is waited for: an export of an hour should survive a restart.
WAITS_S = (1.0, 2.0, 4.0, 8.0)

log = logging.getLogger(__name__)


def taken_out(reader: GraphReader, asked: Exporting) -> Iterator[bytes]:
    """The answer bit by bit. What is wrong with the question is raised at once, before the first bit.

    The graph may change meanwhile: each page is of one moment, and no meeting whose place in the order
    stays comes twice or is left out.
    """
    where = asked.resolved(reader)
    first = reader.whole_meetings(where, limit=AT_ONCE)
    meetings = chain(first.items, _following(reader, where, first))
    return written(FORMS[asked.format], meetings)


def _following(reader: GraphReader, where: MeetingFilter, page: Page[WholeMeeting]) -> Iterator[WholeMeeting]:
    while page.next_cursor is not None:
        page = _patiently(reader, where, page.next_cursor)
        yield from page.items


def _patiently(reader: GraphReader, where: MeetingFilter, cursor: str) -> Page[WholeMeeting]:
    for wait in WAITS_S:
        try:
            return reader.whole_meetings(where, cursor=cursor, limit=AT_ONCE)
        except GraphUnavailable as error:
            log.warning("an export waits for the graph: %s", error)
            time.sleep(wait)
    return reader.whole_meetings(where, cursor=cursor, limit=AT_ONCE)
