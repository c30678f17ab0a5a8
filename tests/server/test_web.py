"""What every response carries, pages and errors included."""

import pytest

from tests.conftest import make_settings, running
from tests.factories.server import RunningServer
from tests.server.api.shape import assert_error

pytestmark = pytest.mark.asyncio(loop_scope="module")

CHROMIUM_ACCEPTS = (
    "text/html,application/xhtml+xml,application/xml;q=0.9,image/avif,image/apng,*/*;q=0.8"
)
PATHS = [
    "/",
    "/login",
    "/signup",
    "/room/1",
    "/recruiter",
    "/recruiter/live/1",
    "/recruiter/report/1",
    "/docs",
    "/redoc",
    "/openapi.json",
    "/favicon.ico",
    "/static/favicon.svg",
    "/static/nothing",
    "/nothing",
    "/livez",
    "/readyz",
    "/metrics",
    "/api/health",
    "/api/auth/me",
    "/api/jobs",
    "/api/jobs/999999",
    "/api/nothing",
    "/api/jobs?limit=x",
]


@pytest.mark.parametrize("path", PATHS)
async def test_security_headers_are_everywhere(shared_sqlite: RunningServer, path: str) -> None:
    async with shared_sqlite.http() as http:
        headers = (await http.get(path)).headers

    assert headers["x-content-type-options"] == "nosniff"
    assert headers["referrer-policy"] == "no-referrer"
    assert headers["cross-origin-opener-policy"] == "same-origin"
    assert "frame-ancestors 'none'" in headers["content-security-policy"]
    scripts = headers["content-security-policy"].split("script-src")[1].partition(";")[0]
    assert "unsafe" not in scripts
    assert "server" not in headers
    assert headers["x-request-id"]
    if path.startswith("/api/"):
        kept = "no-cache" if path == "/api/jobs" else "no-store"
        assert headers["cache-control"] == kept


@pytest.mark.parametrize(
    ("path", "accept", "kind"),
    [
        ("/nothing", CHROMIUM_ACCEPTS, "text/html"),
        ("/room/mine", "text/html,*/*;q=0.8", "text/html"),
        ("/nothing", "application/json", "application/json"),
        ("/nothing", "*/*", "application/json"),
        ("/api/nothing", "text/html,*/*;q=0.8", "application/json"),
        ("/static/nothing", "text/html,*/*;q=0.8", "application/json"),
    ],
)
async def test_who_goes_astray_by_browser_gets_a_page_and_a_program_gets_data(
    shared_sqlite: RunningServer, path: str, accept: str, kind: str
) -> None:
    async with shared_sqlite.http(Accept=accept) as http:
        response = await http.get(path)

    assert response.status_code == 404
    assert response.headers["content-type"].startswith(kind)


@pytest.mark.parametrize("path", PATHS[:8])
async def test_a_page_is_html_that_is_always_revalidated(
    shared_sqlite: RunningServer, path: str
) -> None:
    async with shared_sqlite.http() as http:
        page = await http.get(path)

    assert page.status_code == 200
    assert page.headers["content-type"].startswith("text/html")
    assert page.headers["cache-control"] == "no-cache"


@pytest.mark.parametrize("origin", ["http://localhost:3000", "http://localhost:5173"])
async def test_listed_origins_may_call_with_credentials(
    shared_sqlite: RunningServer, origin: str
) -> None:
    async with shared_sqlite.http(Origin=origin) as http:
        asked = await http.options("/api/auth/login")
        answered = await http.get("/api/health")

    assert asked.status_code in {200, 204}
    assert "PUT" in asked.headers["access-control-allow-methods"]
    assert "Authorization" in asked.headers["access-control-allow-headers"]
    for answer in (asked, answered):
        assert answer.headers["access-control-allow-origin"] == origin
        assert answer.headers["access-control-allow-credentials"] == "true"
        assert "Origin" in answer.headers["vary"]


@pytest.mark.parametrize(
    "origin", ["https://evil.example", "null", "http://localhost:3000.evil.example", "*", ""]
)
async def test_no_other_origin_is_let_in(shared_sqlite: RunningServer, origin: str) -> None:
    async with shared_sqlite.http(Origin=origin) as http:
        for answer in (await http.options("/api/auth/login"), await http.get("/api/health")):
            assert "access-control-allow-origin" not in answer.headers


async def test_hsts_is_said_only_where_tls_is(
    migrated_sqlite: object, tmp_path_factory: pytest.TempPathFactory
) -> None:
    folder = tmp_path_factory.mktemp("tls")
    settings = make_settings(f"sqlite:///{migrated_sqlite}", folder, base_url="https://green.room")
    async with running(settings) as server:
        address = f"http://127.0.0.1:{server.house.settings.port}"
        async with server.http() as http:
            answer = await http.get(f"{address}/api/health")
            login = await http.post(f"{address}/api/auth/refresh")

    assert answer.headers["strict-transport-security"].startswith("max-age=")
    assert_error(login, 401)


async def test_the_contract_is_served_and_names_every_path(shared_sqlite: RunningServer) -> None:
    async with shared_sqlite.http() as http:
        paths = (await http.get("/openapi.json")).json()["paths"]

    assert "/api/health" in paths
    assert "/api/interview/sessions" in paths
    assert not [
        path for path in paths if not path.startswith(("/api/", "/livez", "/readyz", "/metrics"))
    ]
