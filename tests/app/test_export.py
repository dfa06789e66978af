"""GET /v1/export and `chancery export`: each format read back and held against its rules."""

from __future__ import annotations

import csv
import io
import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import httpx
import pytest
from lxml import etree
from neo4j import Driver

from app.exporting import csv_table, gexf, graphml
from app.exporting.formats import FORMS, written
from app.exporting.names import ExportFormat
from app.exporting.xml_stream import xml_text
from app.taking_out import taken_out
from graph.connection import Connection
from graph.views import WholeMeeting
from tests.app.commands import chancery, environment
from tests.app.conftest import ARTICLE
from tests.emptying import empty

PLANNED = {
    **ARTICLE,
    "url": "https://news.example/planned",
    "title": '=HYPERLINK("http://evil.example")',
    "published": "2024-06-01",
    "text": "ANKARA – Turkish Foreign Minister Hakan Fidan will meet his Egyptian counterpart Sameh Shoukry "
    "in Cairo on 20 June, the ministry in Ankara said. They will speak about grain and about gas.",
}
PHONE = {
    **ARTICLE,
    "url": "https://news.example/phone",
    "published": "2024-06-14",
    "text": "WASHINGTON – U.S. Secretary of State Antony Blinken spoke by phone with Turkish Foreign "
    "Minister Hakan Fidan on Thursday, the State Department said. It "
    "had been agreed on for weeks and took half an hour.",
}
MEDIA_TYPES = {
    "jsonl": "application/x-ndjson",
    "csv": "text/csv; charset=utf-8; header=present",
    "graphml": "application/graphml+xml",
    "gexf": "application/gexf+xml",
    "ftm": "application/x-ndjson",
    "plover": "application/x-ndjson",
    "schemaorg": "application/x-ndjson",
}


@pytest.fixture(scope="module", autouse=True)
def articles(client: httpx.Client, plain_driver: Driver, neo4j_server: Connection) -> Iterator[None]:
    empty(plain_driver, neo4j_server.database)
    for article in (ARTICLE, PLANNED, PHONE):
        assert client.post("/v1/articles", json=article).status_code == 201
    yield
    empty(plain_driver, neo4j_server.database)


def exported(client: httpx.Client, form: str, **filters: str) -> httpx.Response:
    answer = client.get("/v1/export", params={"format": form, **filters})
    assert answer.status_code == 200, answer.text
    return answer


def lines(answer: httpx.Response) -> list[dict[str, Any]]:
    return [json.loads(one) for one in answer.text.splitlines()]


def shown(client: httpx.Client, **filters: str) -> list[str]:
    given = {"status": "any", **filters}
    return [one["id"] for one in client.get("/v1/meetings", params=given).json()["items"]]


# --- all formats ---


@pytest.mark.parametrize("form", list(ExportFormat))
def test_each_comes_with_its_media_type_and_a_file_name(client: httpx.Client, form: str) -> None:
    answer = exported(client, form)
    assert answer.headers["content-type"] == MEDIA_TYPES[form]
    name = re.fullmatch(
        r'attachment; filename="(chancery-\d{4}-\d\d-\d\d\.[a-z.]+)"', answer.headers["content-disposition"]
    )
    assert name is not None
    assert name[1].endswith(FORMS[ExportFormat(form)].suffix)
    assert answer.headers["transfer-encoding"] == "chunked"


@pytest.mark.parametrize("form", list(ExportFormat))
def test_each_can_be_empty_and_is_still_well_formed(client: httpx.Client, form: str) -> None:
    answer = exported(client, form, **{"from": "2031"})
    if "xml" in answer.headers["content-type"]:
        etree.fromstring(answer.content)
    elif form == "csv":
        assert list(csv.reader(io.StringIO(answer.text))) == [list(csv_table.COLUMNS)]
    else:
        assert answer.text == ""


@pytest.mark.parametrize(
    "filters",
    [
        {},
        {"actor": "Fidan"},
        {"actor": "Turkey", "with": "Russia"},
        {"place": "Moscow"},
        {"status": "planned"},
        {"status": "occurred"},
        {"channel": "phone"},
        {"from": "2024-06-12"},
        {"to": "2024-06-12"},
        {"level": "ministerial"},
        {"as_of": "2024-06-12"},
        {"inferred": "false"},
    ],
)
def test_the_filters_are_those_of_the_list(client: httpx.Client, filters: dict[str, str]) -> None:
    found = [one["id"] for one in lines(exported(client, "jsonl", **filters))]
    assert found == shown(client, **filters)


@pytest.mark.parametrize(
    ("given", "status", "code"),
    [
        ({}, 422, "invalid_request"),
        ({"format": "xls"}, 422, "invalid_request"),
        ({"format": "csv", "status": "done"}, 422, "invalid_request"),
        ({"format": "csv", "limit": "3"}, 422, "invalid_request"),
        ({"format": "csv", "from": "2024", "to": "2023"}, 422, "cannot_be_asked"),
        ({"format": "csv", "actor": "Nobody Whatsoever"}, 404, "unknown_actor"),
    ],
)
def test_a_wrong_question_is_told_before_anything_is_sent(
    client: httpx.Client, given: dict[str, str], status: int, code: str
) -> None:
    answer = client.get("/v1/export", params=given)
    assert (answer.status_code, answer.json()["code"]) == (status, code)
    assert "content-disposition" not in answer.headers


# --- one format each ---


def test_jsonl_has_what_the_graph_says_of_a_meeting(client: httpx.Client) -> None:
    found = lines(exported(client, "jsonl"))
    assert len(found) == 3
    for one in found:
        whole = client.get(f"/v1/meetings/{one['id']}").json()
        assert {key: one[key] for key in ("title", "status", "history", "accounts", "participants")} == {
            key: whole[key] for key in ("title", "status", "history", "accounts", "participants")
        }


def test_csv_has_a_row_for_each_participant(client: httpx.Client) -> None:
    table = list(csv.DictReader(io.StringIO(exported(client, "csv").text)))
    assert table[0].keys() == set(csv_table.COLUMNS)
    whole = lines(exported(client, "jsonl"))
    assert [(row["meeting_id"], row["actor_id"]) for row in table] == [
        (one["id"], part["actor"]["id"]) for one in whole for part in one["participants"]
    ]
    planned = next(row for row in table if row["status"] == "planned")
    assert (planned["start"], planned["place"], planned["country"]) == ("2024-06-20", "Cairo", "EGY")


def test_no_cell_of_a_csv_is_a_formula(client: httpx.Client) -> None:
    (meeting, *_) = [WholeMeeting.model_validate(one) for one in lines(exported(client, "jsonl"))]
    for text in ("=1+1", "+1", "-2+3", "@SUM(A1)", "\t=1", " =1", "\r=1", "|calc", "%0", "＝1", "\x00=1"):
        hostile = meeting.model_copy(update={"title": text})
        (_, row, *_) = csv.reader(io.StringIO(b"".join(csv_table.write([hostile])).decode()))
        assert row[1][0] in "'\ufffd", text
    assert meeting.place is not None
    south = meeting.place.model_copy(update={"latitude": -33.5})
    (_, row, *_) = csv.reader(
        io.StringIO(b"".join(csv_table.write([meeting.model_copy(update={"place": south})])).decode())
    )
    assert row[csv_table.COLUMNS.index("latitude")] == "-33.5"


def test_graphml_declares_its_keys_and_joins_nodes_that_are_there(client: httpx.Client) -> None:
    root = etree.fromstring(exported(client, "graphml").content)
    space = f"{{{graphml.NAMESPACE}}}"
    assert root.tag == f"{space}graphml"
    keys = {one.get("id"): one for one in root.iter(f"{space}key")}
    assert all(one.get("attr.type") in ("string", "int", "double", "boolean") for one in keys.values())
    (graph,) = root.findall(f"{space}graph")
    assert graph.get("edgedefault") == "directed"
    declared: set[str] = set()
    edges = 0
    for one in graph:
        for data in one:
            assert keys[data.get("key")].get("for") == one.tag.removeprefix(space)
        if one.tag == f"{space}node":
            assert one.get("id") not in declared
            declared.add(str(one.get("id")))
        else:
            assert {one.get("source"), one.get("target")} <= declared
            edges += 1
    whole = lines(exported(client, "jsonl"))
    assert edges == sum(len(one["participants"]) for one in whole)
    assert {one["id"] for one in whole} < declared


def test_gexf_is_dynamic_with_the_days_of_the_meetings(client: httpx.Client) -> None:
    root = etree.fromstring(exported(client, "gexf").content)
    space = f"{{{gexf.NAMESPACE}}}"
    assert (root.tag, root.get("version")) == (f"{space}gexf", "1.3")
    (graph,) = root.findall(f"{space}graph")
    assert (graph.get("mode"), graph.get("timeformat")) == ("dynamic", "date")
    declared = {
        one.get("class"): {attribute.get("id") for attribute in one}
        for one in graph.findall(f"{space}attributes")
    }
    nodes = graph.findall(f"{space}nodes/{space}node")
    edges = graph.findall(f"{space}edges/{space}edge")
    for kind, found in (("node", nodes), ("edge", edges)):
        for value in (value for one in found for value in one.iter(f"{space}attvalue")):
            assert value.get("for") in declared[kind]
    ids = [one.get("id") for one in nodes]
    assert len(ids) == len(set(ids))
    assert all({one.get("source"), one.get("target")} <= set(ids) for one in edges)
    whole = {one["id"]: one for one in lines(exported(client, "jsonl"))}
    for one in nodes:
        if one.get("id") in whole:
            date = whole[str(one.get("id"))]["date"]
            assert (one.get("start"), one.get("end")) == (date["start"], date["end"])
    assert all(one.get("start") for one in edges)


FTM_PROPERTIES = {
    "Event": {"name", "summary", "startDate", "endDate", "keywords", "location", "country", "involved"}
    | {"organizer", "recordId"},
    "Person": {"name", "country", "position"},
    "PublicBody": {"name", "country"},
    "Organization": {"name", "country"},
    "LegalEntity": {"name", "country"},
    "Article": {"name", "title", "sourceUrl", "publishedAt", "language"},
    "Documentation": {"document", "entity", "date", "role", "summary"},
}
FTM_RANGES = {
    "involved": {"Person", "PublicBody", "Organization", "LegalEntity"},
    "organizer": {"Person", "PublicBody", "Organization", "LegalEntity"},
    "document": {"Article"},
    "entity": {"Event"},
}


def test_ftm_entities_keep_the_rules_of_their_schemata(client: httpx.Client) -> None:
    entities: dict[str, dict[str, Any]] = {}
    for one in lines(exported(client, "ftm")):
        assert one.keys() == {"id", "schema", "properties"}
        assert re.fullmatch(r"[0-9a-zA-Z]([0-9a-zA-Z\.\-]*[0-9a-zA-Z])?", one["id"])
        assert one["id"] not in entities
        entities[one["id"]] = one
        assert one["properties"].keys() <= FTM_PROPERTIES[one["schema"]]
        for name, values in one["properties"].items():
            assert values
            assert all(isinstance(value, str) and value for value in values)
            for value in values if name in FTM_RANGES else ():
                assert entities[value]["schema"] in FTM_RANGES[name]
            if name == "country":
                assert re.fullmatch(r"[a-z]{2}", values[0])
    schemata = [one["schema"] for one in entities.values()]
    assert schemata.count("Event") == schemata.count("Documentation") == schemata.count("Article") == 3
    event = next(one for one in entities.values() if one["properties"].get("location") == ["Moscow"])
    assert {"occurred", "in_person"} <= set(event["properties"]["keywords"])
    assert len(event["properties"]["organizer"]) == 1


def test_plover_lines_are_consultations_of_two_sides_with_their_status(client: httpx.Client) -> None:
    found = lines(exported(client, "plover"))
    assert len({one["id"] for one in found}) == len(found) == 3
    for one in found:
        assert one["event"] == "CONSULT"
        assert one["source"]["code"] < one["target"]["code"]
        assert one["source"]["actors"]
        assert one["history"][-1]["status"] == one["status"]
        assert one["publications"]
    by_mode = {one.get("mode"): one for one in found}
    assert by_mode["phone"]["channel"] == "phone"
    assert (by_mode["visit"]["source"]["code"], by_mode["visit"]["target"]["code"]) == ("RUS", "TUR")
    assert {one["status"] for one in found} == {"occurred", "planned"}


SCHEMA_ORG_KEYS = {
    "@context",
    "@type",
    "@id",
    "identifier",
    "name",
    "description",
    "startDate",
    "endDate",
} | {
    *("eventStatus", "chancery:status", "eventAttendanceMode", "location", "attendee", "organizer", "about"),
    "subjectOf",
}


def test_schema_org_lines_are_events(client: httpx.Client) -> None:
    found = lines(exported(client, "schemaorg"))
    for one in found:
        assert one["@type"] == "Event"
        assert one["@context"][0] == "https://schema.org"
        assert one.keys() <= SCHEMA_ORG_KEYS
        assert one["eventStatus"] == "https://schema.org/EventScheduled"
        assert all(
            part["@type"] in ("Person", "Organization", "GovernmentOrganization") for part in one["attendee"]
        )
        assert all(article["@type"] == "NewsArticle" for article in one["subjectOf"])
    by_status = {(one["chancery:status"], one["location"]["@type"]): one for one in found}
    cairo = by_status["planned", "Place"]
    assert cairo["location"]["address"]["addressCountry"] == "EG"
    assert cairo["startDate"] == "2024-06-20"
    phone = by_status["occurred", "VirtualLocation"]
    assert phone["eventAttendanceMode"] == "https://schema.org/OnlineEventAttendanceMode"
    (moscow,) = [one for one in found if one["location"].get("name") == "Moscow"]
    assert moscow["organizer"][0]["name"] == "Sergey Lavrov"


@pytest.mark.parametrize(
    ("status", "expected"),
    [
        ("cancelled", "https://schema.org/EventCancelled"),
        ("postponed", "https://schema.org/EventPostponed"),
        ("denied", None),
        ("refused", None),
        ("proposed", None),
    ],
)
def test_schema_org_has_no_word_for_some_statuses(
    client: httpx.Client, status: str, expected: str | None
) -> None:
    (one, *_) = lines(exported(client, "jsonl"))
    changed = WholeMeeting.model_validate({**one, "status": status})
    (found,) = FORMS[ExportFormat.SCHEMAORG].write([changed])
    event = json.loads(found)
    assert (event.get("eventStatus"), event["chancery:status"]) == (expected, status)


# --- odd content, size ---


@pytest.mark.parametrize("form", list(ExportFormat))
def test_characters_that_a_format_forbids_do_not_break_it(client: httpx.Client, form: str) -> None:
    (one, *_) = lines(exported(client, "jsonl"))
    odd = "\x00\x08\x1b\ufffe]]></node>&\"'<\u2028\U0001f600"
    hostile = WholeMeeting.model_validate({**one, "title": odd, "id": one["id"]})
    content = b"".join(FORMS[ExportFormat(form)].write([hostile]))
    if form in ("graphml", "gexf"):
        assert xml_text(odd) in "".join(
            [*etree.fromstring(content).itertext(), *etree.fromstring(content).xpath("//@label")]
        )
    elif form == "csv":
        assert len(list(csv.DictReader(io.StringIO(content.decode(), newline="")))) == len(
            hostile.participants
        )
    else:
        for text in content.decode().split("\n")[:-1]:
            json.loads(text)


@pytest.mark.parametrize("form", list(ExportFormat))
def test_what_is_written_starts_before_the_last_meeting_is_read(client: httpx.Client, form: str) -> None:
    (one, *_) = lines(exported(client, "jsonl"))
    read = 0

    def many() -> Iterator[WholeMeeting]:
        nonlocal read
        for number in range(1_000):
            read = number + 1
            yield WholeMeeting.model_validate({**one, "id": f"mtg-{number}"})

    pieces = written(FORMS[ExportFormat(form)], many())
    assert next(pieces)
    assert read < 200
    assert sum(map(len, pieces)) > 100_000


def test_an_export_goes_through_the_graph_page_by_page(
    client: httpx.Client, services: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    from app.questions import Exporting

    monkeypatch.setattr("app.taking_out.AT_ONCE", 1)
    asked = Exporting.model_validate({"format": "jsonl"})
    found = b"".join(taken_out(services.store.reader(), asked)).decode().splitlines()
    assert [json.loads(one)["id"] for one in found] == shown(client)


# --- on the command line ---


def test_the_command_writes_the_same_file(client: httpx.Client, neo4j_server: Any, tmp_path: Path) -> None:
    out = tmp_path / "meetings.csv"
    out.write_text("what was there before")
    env = environment(neo4j_server)
    result = chancery("export", "csv", "--out", out, "--actor", "Fidan", "--status", "occurred", env=env)
    assert result.returncode == 0, result.stderr
    assert out.read_bytes() == exported(client, "csv", actor="Fidan", status="occurred").content
    assert list(tmp_path.iterdir()) == [out]


def test_the_command_says_what_is_wrong(neo4j_server: Any, tmp_path: Path) -> None:
    env = environment(neo4j_server)
    wrong = chancery("export", "csv", "--out", tmp_path / "x.csv", "--from", "soon", env=env)
    assert (wrong.returncode, "'soon' is not a date" in wrong.stderr) == (2, True)
    nowhere = chancery("export", "csv", "--out", tmp_path / "none" / "x.csv", env=env)
    assert (nowhere.returncode, "cannot be written" in nowhere.stderr) == (1, True)
    assert "Traceback" not in wrong.stderr + nowhere.stderr
