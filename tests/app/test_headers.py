"""What every answer carries, and what browsers are kept from."""

from __future__ import annotations

import gzip
import re
from collections.abc import AsyncIterator, Iterator

import anyio
import httpx
import pytest
from fastapi.responses import StreamingResponse
from pydantic import ValidationError

from app.headers import HEADERS
from app.main import create_app
from app.services import Services
from app.settings import Settings
from tests.app.conftest import serving_app
from tests.app.guarded import served_with
from tests.app.test_bad_input import assert_problem

PAGE = "https://desk.example.org"
ELSEWHERE = "https://evil.example"


@pytest.mark.parametrize(
    ("method", "path", "status"),
    [
        ("GET", "/v1/meetings", 200),
        ("GET", "/v1/meetings?limit=0", 422),
        ("GET", "/nothing", 404),
        ("PUT", "/v1/meetings", 405),
        ("POST", "/v1/articles", 422),
        ("GET", "/healthz", 200),
        ("GET", "/", 200),
        ("GET", "/openapi.json", 200),
        ("GET", "/docs", 200),
    ],
)
def test_every_answer_tells_the_browser_what_not_to_do(
    client: httpx.Client, method: str, path: str, status: int
) -> None:
    answer = client.request(method, path)
    assert answer.status_code == status
    assert_guarded(answer)
    assert "strict-transport-security" not in answer.headers


def assert_guarded(answer: httpx.Response) -> None:
    for name in HEADERS:
        assert name in answer.headers
    assert answer.headers["x-content-type-options"] == "nosniff"
    assert "frame-ancestors 'none'" in answer.headers["content-security-policy"]
    assert re.fullmatch("[0-9a-f]{32}", answer.headers["x-request-id"])


async def forever() -> AsyncIterator[bytes]:
    yield b'{"line": 1}\n' * 200
    await anyio.sleep(30)


@pytest.fixture(scope="module")
def odd(settings: Settings, services: Services) -> Iterator[httpx.Client]:
    """A service with a route that fails, and two whose answers go on and on."""
    app = create_app(settings, services)

    @app.get("/fault")
    def fault() -> None:
        raise RuntimeError("a fault")

    @app.get("/lines")
    def lines() -> StreamingResponse:
        return StreamingResponse(forever(), media_type="application/x-ndjson")

    @app.get("/events")
    def events() -> StreamingResponse:
        return StreamingResponse(forever(), media_type="text/event-stream")

    with serving_app(app) as url, httpx.Client(base_url=url, timeout=10) as client:
        yield client


def test_the_answer_to_a_fault_is_guarded_too(odd: httpx.Client) -> None:
    # The server hangs up after a fault: the next test is not to find the line dead.
    answer = odd.get("/fault", headers={"Connection": "close"})
    assert_problem(answer, 500, "internal_error")
    assert_guarded(answer)


@pytest.mark.parametrize("path", ["/lines", "/events"])
def test_what_is_written_bit_by_bit_is_neither_held_back_nor_compressed(odd: httpx.Client, path: str) -> None:
    with odd.stream("GET", path, headers={"Accept-Encoding": "gzip"}) as answer:
        assert "content-encoding" not in answer.headers
        assert next(answer.iter_raw()).startswith(b'{"line": 1}')


def test_a_long_answer_comes_compressed_to_who_can_read_that(client: httpx.Client) -> None:
    with client.stream("GET", "/openapi.json", headers={"Accept-Encoding": "gzip"}) as answer:
        raw = b"".join(answer.iter_raw())
    assert answer.headers["content-encoding"] == "gzip"
    assert "Accept-Encoding" in answer.headers["vary"]
    plain = client.get("/openapi.json", headers={"Accept-Encoding": "identity"})
    assert "content-encoding" not in plain.headers
    assert gzip.decompress(raw) == plain.content
    assert len(raw) < len(plain.content) / 4


def test_a_browser_is_told_to_stay_with_https_where_there_is_any(services: Services) -> None:
    with served_with(services, tls=True) as client:
        assert client.get("/healthz").headers["strict-transport-security"] == "max-age=31536000"


@pytest.mark.parametrize("given", ["feed-17", "a" * 128, "01J/x:y+z=@.-_"])
def test_the_clients_id_of_a_request_comes_back(client: httpx.Client, given: str) -> None:
    assert client.get("/healthz", headers={"X-Request-ID": given}).headers["x-request-id"] == given


@pytest.mark.parametrize("given", [b"", b"a b", b"a" * 129, b"<script>", b"x\ty", b"\xe4"])
def test_an_id_that_could_upset_a_log_is_replaced(client: httpx.Client, given: bytes) -> None:
    answer = client.get("/healthz", headers=[(b"X-Request-ID", given)])
    assert re.fullmatch("[0-9a-f]{32}", answer.headers["x-request-id"])


# --- the documentation page ---


def test_the_documentation_is_made_of_files_of_this_service(client: httpx.Client) -> None:
    page = client.get("/docs")
    named = re.findall(r'(?:src|href)="([^"]+)"', page.text)
    assert len(named) == 5
    for one in named:
        assert client.get(f"/{one}").status_code == 200, one
    assert not re.search(r"https?://|//[a-z]", page.text)
    assert "<script>" not in page.text  # the policy forbids scripts that are not files
    assert "script-src 'self';" in page.headers["content-security-policy"]
    assert "SwaggerUIBundle" in client.get("/docs/swagger-ui-bundle.js").text[:400_000]


@pytest.mark.parametrize("name", ["nothing.js", "..%2Fmain.py", "favicon-32x32.png", "__init__.py"])
def test_no_other_file_is_given_out(client: httpx.Client, name: str) -> None:
    assert_problem(client.get(f"/docs/{name}"), 404, "no_such_route")


def test_the_openapi_document_tells_of_keys_where_they_are_needed(
    services: Services, client: httpx.Client
) -> None:
    with served_with(services, auth="on") as guarded:
        document = guarded.get("/openapi.json").json()
    judge = document["paths"]["/v1/judgements"]["post"]
    assert judge["security"] == [{"bearer": []}, {"api_key": []}]
    assert set(document["components"]["securitySchemes"]) == {"bearer", "api_key"}
    assert {"401", "403", "429"} <= set(judge["responses"])
    assert "**analyst**" in judge["description"]
    assert "304" in document["paths"]["/v1/meetings"]["get"]["responses"]
    assert "security" not in document["paths"]["/healthz"]["get"]
    assert "security" not in client.get("/openapi.json").json()["paths"]["/v1/judgements"]["post"]


# --- pages of other origins ---


def test_a_page_of_a_named_origin_may_ask_and_change(services: Services) -> None:
    with served_with(services, cors_origins=f"{PAGE},http://other.example") as client:
        asked = {"Origin": PAGE, "Access-Control-Request-Method": "DELETE"}
        wish = {"Access-Control-Request-Headers": "Authorization, Content-Type"}
        before = client.options("/v1/articles/x", headers=asked | wish)
        assert before.status_code == 200
        assert before.headers["access-control-allow-origin"] == PAGE
        assert "DELETE" in before.headers["access-control-allow-methods"]
        assert "access-control-allow-credentials" not in before.headers
        answer = client.delete("/v1/articles/x", headers={"Origin": PAGE, "Sec-Fetch-Site": "cross-site"})
        assert_problem(answer, 404, "not_found")
        assert answer.headers["access-control-allow-origin"] == PAGE
        for name in ("Location", "ETag", "X-Request-ID", "Retry-After", "Link"):
            assert name in answer.headers["access-control-expose-headers"]
        other = client.get("/v1/meetings", headers={"Origin": ELSEWHERE})
        assert "access-control-allow-origin" not in other.headers


def test_no_page_may_read_unless_it_is_named(client: httpx.Client) -> None:
    answer = client.get("/v1/meetings", headers={"Origin": ELSEWHERE})
    assert "access-control-allow-origin" not in answer.headers


@pytest.mark.parametrize(
    "given", ["*", "desk.example.org", "https://a.example/path", "https://*.example.org"]
)
def test_only_whole_origins_can_be_named(given: str) -> None:
    with pytest.raises(ValidationError, match="cors_origins"):
        Settings(cors_origins=given)


@pytest.mark.parametrize(
    "headers",
    [
        {"Origin": ELSEWHERE},
        {"Origin": "null"},
        {"Origin": "http://localhost:1"},
        {"Sec-Fetch-Site": "cross-site"},
        {"Sec-Fetch-Site": "same-site"},
    ],
)
@pytest.mark.parametrize(
    ("method", "path"), [("DELETE", "/v1/articles/x"), ("POST", "/v1/judgements"), ("POST", "/v1/extract")]
)
def test_without_keys_a_page_of_elsewhere_changes_nothing(
    client: httpx.Client, method: str, path: str, headers: dict[str, str]
) -> None:
    assert_problem(client.request(method, path, headers=headers), 403, "cross_origin")


def test_our_own_page_may(client: httpx.Client, address: str) -> None:
    headers = {"Origin": address, "Sec-Fetch-Site": "same-origin"}
    assert client.delete("/v1/articles/x", headers=headers).status_code == 404


@pytest.mark.parametrize(
    "host", ["evil.example", "evil.example:8000", "127.0.0.1.evil.example", "10.0.0.1", ""]
)
def test_without_keys_the_service_answers_to_no_other_name(client: httpx.Client, host: str) -> None:
    for path in ("/v1/meetings", "/openapi.json", "/nothing"):
        assert_problem(client.get(path, headers={"Host": host}), 403, "strange_host")


@pytest.mark.parametrize("host", ["localhost", "LOCALHOST:8000", "127.0.0.1:1", "[::1]", "[::1]:8000"])
def test_without_keys_the_service_answers_to_the_names_of_this_machine(
    client: httpx.Client, host: str
) -> None:
    assert client.get("/v1/meetings", headers={"Host": host}).status_code == 200


def test_another_name_can_be_allowed_and_with_keys_any_will_do(services: Services) -> None:
    with served_with(services, allowed_hosts="desk.internal,fd00::1") as client:
        for host in ("desk.internal:8000", "[fd00::1]", "localhost"):
            assert client.get("/v1/meetings", headers={"Host": host}).status_code == 200
        assert client.get("/v1/meetings", headers={"Host": "evil.example"}).status_code == 403
    with served_with(services, auth="on") as client:
        assert client.get("/healthz", headers={"Host": "evil.example"}).status_code == 200
        assert client.get("/v1/meetings", headers={"Host": "evil.example"}).status_code == 401
