"""GEXF 1.3, dynamic: a meeting and its edges live from its first to its last possible day."""

from __future__ import annotations

import tempfile
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from lxml import etree

from app.exporting.seen import Seen
from app.exporting.two_modes import EDGE_FIELDS, NODE_FIELDS, actor_fields, edge_fields, meeting_fields
from app.exporting.xml_stream import Sink, element
from graph.views import WholeMeeting

NAMESPACE = "http://gexf.net/1.3"
_TYPES = {"int": "integer"}
_IN_MEMORY = 1_000_000


def write(meetings: Iterable[WholeMeeting]) -> Iterator[bytes]:
    """All nodes come before all edges, so that edges wait in a file of their own until they are due."""
    sink = Sink()
    with (
        Seen() as seen,
        tempfile.SpooledTemporaryFile(max_size=_IN_MEMORY) as edges,
        etree.xmlfile(sink, encoding="utf-8") as out,
    ):
        out.write_declaration()
        with out.element("gexf", {"version": "1.3"}, nsmap={None: NAMESPACE}):
            out.write(_about())
            graph = {"mode": "dynamic", "defaultedgetype": "directed", "timeformat": "date"}
            with out.element("graph", graph):
                out.write(_declared("node", NODE_FIELDS))
                out.write(_declared("edge", EDGE_FIELDS))
                with out.element("nodes"):
                    for meeting in meetings:
                        for node in _nodes(meeting, seen):
                            out.write(node)
                        for edge in _edges(meeting):
                            edges.write(etree.tostring(edge) + b"\n")
                        out.flush()
                        yield sink.taken()
                edges.seek(0)
                with out.element("edges"):
                    for waiting in edges:
                        out.write(etree.fromstring(waiting))
                        out.flush()
                        yield sink.taken()
    yield sink.taken()


def _about() -> Any:
    made = element("meta", {})
    etree.SubElement(made, "creator").text = "Chancery"
    etree.SubElement(made, "description").text = "Meetings and who took part in them"
    return made


def _declared(domain: str, fields: Mapping[str, str]) -> Any:
    made = element("attributes", {"class": domain})
    for name, kind in fields.items():
        made.append(element("attribute", {"id": name, "title": name, "type": _TYPES.get(kind, kind)}))
    return made


def _nodes(meeting: WholeMeeting, seen: Seen) -> Iterator[Any]:
    lived = {"start": meeting.date.start, "end": meeting.date.end}
    about = {"id": meeting.id, "label": meeting.title}
    yield _with_values("node", about | lived, meeting_fields(meeting))
    for one in meeting.participants:
        if seen.first(one.actor.id):
            yield _with_values("node", {"id": one.actor.id, "label": one.actor.name}, actor_fields(one.actor))


def _edges(meeting: WholeMeeting) -> Iterator[Any]:
    for at, one in enumerate(meeting.participants):
        yield _with_values(
            "edge",
            {
                "id": f"{meeting.id}-{at}",
                "source": one.actor.id,
                "target": meeting.id,
                "start": meeting.date.start,
                "end": meeting.date.end,
            },
            edge_fields(one),
        )


def _with_values(name: str, attributes: Mapping[str, Any], fields: Mapping[str, Any]) -> Any:
    made = element(name, attributes)
    values = etree.SubElement(made, "attvalues")
    for key, value in fields.items():
        if value is not None:
            values.append(element("attvalue", {"for": key, "value": value}))
    return made
