"""Alive, ready, healthy, and how busy."""

from pathlib import Path

import pytest

from server import VERSION
from tests.conftest import make_settings, running
from tests.factories.server import RunningServer
from tests.server.api.shape import assert_error


async def test_a_healthy_server_says_exactly_this(server: RunningServer) -> None:
    async with server.http() as http:
        answer = await http.get("/api/health")

    assert answer.status_code == 200
    assert answer.json() == {"status": "healthy", "version": VERSION, "database": "connected"}


async def test_without_its_database_it_says_so_and_nothing_crashes(server: RunningServer) -> None:
    async with server.http() as http:
        with server.without_database():
            health, ready = await http.get("/api/health"), await http.get("/readyz")
            live, jobs = await http.get("/livez"), await http.get("/api/jobs")
        healed = await http.get("/api/health")

    assert health.status_code == 503
    assert health.json() == {
        "status": "unhealthy",
        "version": VERSION,
        "database": "disconnected",
    }
    assert health.headers["retry-after"]
    assert (ready.status_code, ready.json()["ready"]) == (503, False)
    assert live.json() == {"status": "alive"}
    assert_error(jobs, 503, "StorageDown")
    assert healed.json()["status"] == "healthy"


async def test_a_ready_server_names_its_parts(server: RunningServer) -> None:
    async with server.http() as http:
        ready = (await http.get("/readyz")).json()

    assert ready["ready"] is ready["database"] is ready["migrations"] is True
    assert ready["redis"] is None
    assert ready["scorer"]
    assert (ready["language"], ready["language_breaker"]) == ("offline", "closed")


async def test_figures_are_for_prometheus(server: RunningServer) -> None:
    async with server.http() as http:
        figures = await http.get("/metrics")

    assert figures.headers["content-type"].startswith("text/plain")
    assert "greenroom_edits_saved_total" in figures.text


@pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)
@pytest.mark.parametrize(
    ("header", "status"),
    [("Bearer figures", 200), ("Bearer other", 404), ("figures-", 404), ("", 404)],
)
async def test_figures_behind_a_token_exist_only_for_who_has_it(
    tmp_path: Path, database_url: str, header: str, status: int
) -> None:
    settings = make_settings(database_url, tmp_path, metrics_token="figures")
    async with running(settings) as server, server.http(Authorization=header) as http:
        assert (await http.get("/metrics")).status_code == status
