"""Security headers on every route, whatever it answers, and which origins may read it."""

from collections.abc import Iterator
from typing import Any

import httpx
import pytest

from tests.contracts.operations import Operation, read_operations
from tests.factories.server import RunningServer

pytestmark = pytest.mark.asyncio(loop_scope="module")


def assert_headers(answer: httpx.Response) -> None:
    headers, where = answer.headers, (answer.request.method, answer.request.url)
    assert headers["x-content-type-options"] == "nosniff", where
    assert headers["referrer-policy"] == "no-referrer", where
    assert headers["cross-origin-opener-policy"] == "same-origin", where
    policy = headers["content-security-policy"]
    assert "frame-ancestors 'none'" in policy, where
    assert "unsafe" not in policy.partition("script-src")[2].partition(";")[0], where
    assert headers["x-request-id"], where
    assert "server" not in headers, where
    if answer.request.url.path.startswith("/api/"):
        if "etag" in headers:
            assert headers["cache-control"].endswith("no-cache"), where
        else:
            assert headers["cache-control"] == "no-store", where
        assert "Origin" in headers["vary"], where


def ways(operation: Operation) -> Iterator[tuple[str, str, dict[str, Any]]]:
    """Yield requests that end well, and in as many kinds of refusal as there are."""
    path, method = operation.at(1), operation.method
    kind = {"Content-Type": "application/json"}
    yield method, path, {"json": operation.body}
    yield method, operation.at(999_999), {"json": operation.body}
    yield method, operation.at("x"), {}
    yield method, f"{path}?surprise=1", {"json": operation.body}
    yield method, path, {"headers": {"Authorization": "Bearer x"}}
    yield method, path, {"content": b"{", "headers": kind}
    yield method, path, {"content": b"a", "headers": {"Content-Type": "text/plain"}}
    yield method, path, {"content": b"a" * 500_000, "headers": kind}
    yield "TRACE", path, {}
    yield "OPTIONS", path, {}
    if method == "GET":
        yield "HEAD", path, {}


async def test_every_answer_of_every_route_carries_them(shared_sqlite: RunningServer) -> None:
    statuses = set()
    async with shared_sqlite.http() as http:
        for operation in await read_operations(shared_sqlite):
            for method, path, rest in ways(operation):
                answer = await http.request(method, path, **rest)
                assert_headers(answer)
                statuses.add(answer.status_code)

    assert {200, 204, 400, 401, 404, 405, 413, 415, 422} <= statuses
    assert max(statuses) < 500


async def test_head_says_what_get_says_without_the_body(shared_sqlite: RunningServer) -> None:
    async with shared_sqlite.http() as http:
        for path in ("/api/jobs", "/livez", "/", "/api/jobs/999999"):
            got, head = await http.get(path), await http.head(path)

            assert head.status_code == got.status_code
            assert head.content == b""
            assert head.headers["content-type"] == got.headers["content-type"]


async def test_options_and_405_tell_the_methods(shared_sqlite: RunningServer) -> None:
    async with shared_sqlite.http() as http:
        for operation in await read_operations(shared_sqlite):
            refused = await http.request("TRACE", operation.at(1))
            allowed = set(refused.headers["allow"].split(", "))

            assert refused.status_code == 405
            assert operation.method in allowed
            if operation.path.startswith("/api/"):
                asked = await http.options(operation.at(1))
                assert set(asked.headers["allow"].split(", ")) == allowed


@pytest.mark.parametrize(
    ("origin", "shown"),
    [
        ("http://localhost:3000", "http://localhost:3000"),
        ("http://localhost:3001", "http://localhost:3001"),
        ("http://localhost:5173", "http://localhost:5173"),
        ("http://localhost:3002", None),
        ("https://localhost:3000", None),
        ("http://localhost:3000.evil.example", None),
        ("http://evil.example", None),
        ("null", None),
        ("*", None),
    ],
)
async def test_only_listed_origins_may_read(
    shared_sqlite: RunningServer, origin: str, shown: str | None
) -> None:
    preflight = {
        "Origin": origin,
        "Access-Control-Request-Method": "PUT",
        "Access-Control-Request-Headers": "authorization, content-type",
    }
    async with shared_sqlite.http() as http:
        for operation in await read_operations(shared_sqlite):
            if not operation.path.startswith("/api/"):
                continue
            asked = await http.options(operation.at(1), headers=preflight)
            refused = await http.request("TRACE", operation.at(1), headers={"Origin": origin})

            for answer in (asked, refused):
                allowed = answer.headers.get("access-control-allow-origin")
                assert allowed == shown
            assert ("access-control-allow-methods" in asked.headers) == (shown is not None)
