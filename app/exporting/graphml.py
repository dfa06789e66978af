"""GraphML: meetings and actors are nodes, an edge says that an actor took part."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from lxml import etree

from app.exporting.seen import Seen
from app.exporting.two_modes import EDGE_FIELDS, NODE_FIELDS, actor_fields, edge_fields, meeting_fields
from app.exporting.xml_stream import Sink, element, xml_text
from graph.views import WholeMeeting

NAMESPACE = "http://graphml.graphdrawing.org/xmlns"


def write(meetings: Iterable[WholeMeeting]) -> Iterator[bytes]:
    """Every node stands before the first edge that ends at it."""
    sink = Sink()
    with Seen() as seen, etree.xmlfile(sink, encoding="utf-8") as out:
        out.write_declaration()
        with out.element("graphml", nsmap={None: NAMESPACE}):
            for domain, fields in (("node", NODE_FIELDS), ("edge", EDGE_FIELDS)):
                for name, kind in fields.items():
                    key = {"id": f"{domain}_{name}", "for": domain, "attr.name": name, "attr.type": kind}
                    out.write(element("key", key))
            with out.element("graph", id="chancery", edgedefault="directed"):
                for meeting in meetings:
                    for one in _elements(meeting, seen):
                        out.write(one)
                    out.flush()
                    yield sink.taken()
    yield sink.taken()


def _elements(meeting: WholeMeeting, seen: Seen) -> Iterator[Any]:
    yield _with_data("node", {"id": meeting.id}, "node", meeting_fields(meeting))
    for one in meeting.participants:
        if seen.first(one.actor.id):
            yield _with_data("node", {"id": one.actor.id}, "node", actor_fields(one.actor))
        ends = {"source": one.actor.id, "target": meeting.id}
        yield _with_data("edge", ends, "edge", edge_fields(one))


def _with_data(name: str, attributes: Mapping[str, str], domain: str, fields: Mapping[str, Any]) -> Any:
    made = element(name, attributes)
    for key, value in fields.items():
        if value is not None:
            data = etree.SubElement(made, "data", key=f"{domain}_{key}")
            data.text = xml_text(value)
    return made
